"""Publishing, and what was published: frozen, named by its hash, with what changed and who asks it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import may
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.surveys.domain.building import actions, queries, using, versions
from kith.service.surveys.domain.building.looking import look
from kith.service.surveys.models import Questionnaire, QuestionnaireVersion
from kith.service.surveys.web.building import carrying
from kith.service.surveys.web.building.pages import done, frame, overview, show_form
from kith.service.surveys.web.building.saving import EditForm, kept, posted, status_of
from kith.service.surveys.web.building.saying import said
from kith.service.surveys.web.own_views import slots
from kith.service.ui.web.cells import link
from kith.service.ui.web.wording import day


@requires(P.WAVE_MANAGE, on="questionnaire")
def publish(request: SignedInRequest, questionnaire: Questionnaire, **kwargs: str) -> HttpResponse:
    """What the next version would be, and what differs from the last."""
    form = EditForm(posted(request), questionnaire=questionnaire)
    if request.method == "POST" and kept(
        form,
        lambda: versions.publish_version(
            by=request.actor, questionnaire=questionnaire, seen_revision=form.seen_revision
        ),
    ):
        messages.success(
            request, _("The version is published. It stays as it is; you can go on changing the draft.")
        )
        return redirect("surveys:building_versions", questionnaire.pk)
    looked = look(questionnaire)
    last = versions.latest(questionnaire)
    changes = (
        versions.changed_since(questionnaire, versions.would_be(questionnaire)) if looked.is_sound else ()
    )
    context = frame(
        questionnaire,
        form=form,
        is_sound=looked.is_sound,
        problems=said(looked.all),
        changes=said(changes),
        last=last,
        number=last.number + 1 if last else 1,
        back_href=overview(questionnaire),
    )
    return render(request, "surveys/building_publish.html", context, status=status_of(form))


@requires(P.WAVE_SEE, on="questionnaire")
def listing(request: SignedInRequest, questionnaire: Questionnaire, **kwargs: str) -> HttpResponse:
    used = queries.used_by(questionnaire)
    rows = [
        [
            link(
                reverse("surveys:building_version", args=[questionnaire.pk, row.number]),
                _("Version %(number)s") % {"number": row.number},
            ),
            day(row.created_at),
            row.published_by.name if row.published_by else "–",
            used.get(row.sha256, 0),
        ]
        for row in questionnaire.versions.select_related("published_by")
    ]
    context = frame(questionnaire, rows=rows, back_href=overview(questionnaire))
    return render(request, "surveys/building_versions.html", context)


@requires(P.WAVE_SEE, on="questionnaire")
def show(request: SignedInRequest, questionnaire: Questionnaire, number: int, **kwargs: str) -> HttpResponse:
    version = version_or_404(questionnaire, number)
    instrument = versions.instrument_of_version(version)
    context = frame(
        questionnaire,
        version=version,
        changes=said(versions.said_changes(version)),
        questions=sum(item.kind.is_asked for item in instrument.items),
        used=queries.used_by(questionnaire).get(version.sha256, 0),
        files=carrying.files_of(instrument),
        slots=list(slots().values()),
        may_change=may(request.user, P.WAVE_MANAGE, questionnaire, on="questionnaire"),
        back_href=reverse("surveys:building_versions", args=[questionnaire.pk]),
    )
    return render(request, "surveys/building_version.html", context)


@requires(P.WAVE_SEE, on="questionnaire")
def download(
    request: SignedInRequest, questionnaire: Questionnaire, number: int, file: str, **kwargs: str
) -> HttpResponse:
    """The version as a file that other programs read."""
    version = version_or_404(questionnaire, number)
    made = carrying.written(versions.instrument_of_version(version), file)
    if made is None:
        raise Http404
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"{questionnaire.key}-{number}{made.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(P.WAVE_MANAGE, on="questionnaire")
def take(request: SignedInRequest, questionnaire: Questionnaire, number: int, **kwargs: str) -> HttpResponse:
    """Go on from this version."""
    version = version_or_404(questionnaire, number)
    form = EditForm(posted(request), questionnaire=questionnaire)
    if request.method == "POST" and kept(
        form,
        lambda: actions.take_version(
            by=request.actor, questionnaire=questionnaire, seen_revision=form.seen_revision, version=version
        ),
    ):
        return done(request, questionnaire, _("The draft is that version again."))
    title = _("Go on from version %(number)s?") % {"number": number}
    back = reverse("surveys:building_version", args=[questionnaire.pk, number])
    notes = [_("The draft as it is now is given up. Versions that were published stay.")]
    return show_form(request, form, title, _("Go on from it"), back=back, notes=notes)


@requires(P.WAVE_MANAGE, on="questionnaire")
def use_in_slot(
    request: SignedInRequest, questionnaire: Questionnaire, number: int, slot: str, **kwargs: str
) -> HttpResponse:
    """A definition leaves the slot open; cohorts that start from now on ask this in it."""
    version, found = version_or_404(questionnaire, number), slots().get(slot)
    if found is None:
        raise Http404
    back = reverse("surveys:building_version", args=[questionnaire.pk, number])
    if request.method == "POST":
        try:
            using.use_in_slot(by=request.actor, version=version, slot=slot)
        except KithError as refused:
            for fault in refused.faults:
                messages.warning(request, sentence(fault, _))
            return redirect(back)
        messages.success(
            request, _("The questionnaire is in its slot. Cohorts that start from now on ask it.")
        )
        return redirect("surveys:own", questionnaire.organisation.slug)
    context = frame(
        questionnaire,
        title=_("Put version %(number)s into the slot “%(slot)s”?")
        % {"number": number, "slot": str(found.name)},
        what_happens=[
            _("Cohorts that start from now on ask it together with the programme’s own questions."),
            _("Cohorts that run already keep what they ask."),
        ],
        button=_("Put it in"),
        cancel_href=back,
    )
    return render(request, "ui/confirm.html", context)


def version_or_404(questionnaire: Questionnaire, number: int) -> QuestionnaireVersion:
    try:
        return queries.version_numbered(questionnaire, number)
    except QuestionnaireVersion.DoesNotExist as missing:
        raise Http404 from missing
