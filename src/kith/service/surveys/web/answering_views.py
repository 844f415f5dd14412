"""Answering, by personal link or signed in: the same pages, one screen at a time.

``start`` is the page before the first question, where people say what may be done with their answers;
``check`` and ``done`` are the last two. Everything works without JavaScript; a screen is saved when it is
sent, so a phone may be put away at any time.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.foundation.words import Text
from kith.questionnaires.logic import find_step, step_after, steps
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_lead_on
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import open_link
from kith.service.core.domain.permissions import Permission
from kith.service.core.models import LinkPurpose
from kith.service.core.web.access import SignedInRequest, by_link, requires
from kith.service.core.web.receivers import speak_to
from kith.service.surveys.domain import answering
from kith.service.surveys.domain.agreeing import agree
from kith.service.surveys.domain.raters.naming import raters_asked
from kith.service.surveys.domain.uses import Use, must_be_asked, said_to_uses
from kith.service.surveys.models import Invitation, Wave
from kith.service.surveys.web.offline.devices import Then, device_data, own_link_href
from kith.service.surveys.web.presenters import closing, use_facts
from kith.service.surveys.web.uses_form import UsesForm
from kith.service.ui.web.questionnaire import answered, screen, typed_from
from kith.service.ui.web.questionnaire_files import uploads_from
from kith.service.ui.web.refusals import show_refusal
from kith.service.ui.web.ways import Way

CHECK, DONE, WITHDRAWN = "check-answers", "done", "withdrawn"
USES, REFUSED = "what-you-agree-to", "not-asked"
RATERS = "raters"
"""The page on which others are named: it stands beside the steps."""


@by_link
def start_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    invitation, way = invited_by_link(secret)
    speak_to(request, invitation.place.person)
    if request.method == "POST":
        way.note_use()
    return _start(request, invitation, way)


@by_link
def step_by_link(request: HttpRequest, secret: str, step_key: str) -> HttpResponse:
    invitation, way = invited_by_link(secret)
    speak_to(request, invitation.place.person)
    if request.method == "POST":
        way.note_use()
    return _step(request, invitation, way, step_key)


@requires(Permission.TAKE_PART, on="invitation")
def start(request: SignedInRequest, invitation: Invitation, **kwargs: str) -> HttpResponse:
    return _start(request, invitation, _signed_in(request, invitation))


@requires(Permission.TAKE_PART, on="invitation")
def step(request: SignedInRequest, invitation: Invitation, step_key: str, **kwargs: str) -> HttpResponse:
    return _step(request, invitation, _signed_in(request, invitation), step_key)


def invited_by_link(secret: str) -> tuple[Invitation, Way]:
    """Who was asked by this link, or KithError that says what became of it."""
    link = open_link(secret, purpose=LinkPurpose.ANSWER_WAVE, now=timezone.now())
    rows = Invitation.objects.select_related("wave__cohort__organisation", "place__person")
    invitation = rows.filter(pk=link.subject_id).first()
    if invitation is None:  # two accounts became one
        raise KithError(Fault("core.link.unknown"))
    must_lead_on(invitation.wave.cohort)
    return invitation, Way(Actor.of_link(link), "surveys:answer_by_link", "surveys:step_by_link", secret)


def _signed_in(request: SignedInRequest, invitation: Invitation) -> Way:
    return Way(request.actor, "surveys:answer", "surveys:step", invitation.pk)


def is_open(invitation: Invitation) -> bool:
    return invitation.wave.state == Wave.State.OPEN and invitation.wave.closes_at > timezone.now()


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def may_be_asked(invitation: Invitation) -> bool:
    said = said_to_uses(invitation.place.person_id, invitation.wave.cohort_id)
    return Use.REPORT in said and said[Use.REPORT].is_given


def _start(request: HttpRequest, invitation: Invitation, way: Way) -> HttpResponse:
    """Who asks, why, how long, who will see what; and, once a cohort, what they may do with it."""
    if not is_open(invitation):
        context = {**page_context(invitation), "device": device_data(invitation, way, Then.DONE)}
        return render(request, "surveys/not_open.html", context, status=410)
    seen = answering.sitting(invitation)
    next_href = way.step(seen.saved_page or steps(seen.instrument, seen.answers)[0].key)
    said = said_to_uses(invitation.place.person_id, invitation.wave.cohort_id)
    form = UsesForm(_posted(request)) if must_be_asked(said) else None
    if form is not None and form.is_valid():
        answered_uses = _agree(invitation, way, form)
        if answered_uses is not None:
            return redirect(next_href if answered_uses else way.step(REFUSED))
    is_asked = form is None and said[Use.REPORT].is_given and not seen.is_submitted
    context = {
        **page_context(invitation),
        "instrument": seen.instrument,
        "form": form,
        "uses": use_facts(said),
        "is_refused": form is None and not said[Use.REPORT].is_given,
        "is_submitted": seen.is_submitted,
        "has_begun": bool(seen.answers) and not seen.is_submitted,
        "next_href": next_href,
        "check_href": way.step(CHECK),
        "uses_href": way.step(USES),
        "raters_href": way.step(RATERS) if raters_asked(invitation) and may_be_asked(invitation) else None,
        "has_partner": definition_of(invitation.wave.cohort).grouping is None,
        "device": device_data(invitation, way, Then.KEEP if is_asked else Then.DONE, seen),
        "own_link_href": own_link_href(invitation, way) if is_asked else None,
    }
    return render(request, "surveys/start.html", context, status=422 if form and form.errors else 200)


def _agree(invitation: Invitation, way: Way, form: UsesForm) -> bool | None:
    """Whether the person may be asked; None when the form came back with faults."""
    place = invitation.place
    place.cohort = invitation.wave.cohort
    try:
        return agree(by=way.actor, place=place, said=form.said)
    except KithError as refused:
        show_refusal(form, refused)
        return None


def _uses(request: HttpRequest, invitation: Invitation, way: Way) -> HttpResponse:
    """Change what was said, with what was said in the form."""
    said = said_to_uses(invitation.place.person_id, invitation.wave.cohort_id)
    form = UsesForm(_posted(request), said=dict(said))
    if form.is_valid():
        answered_uses = _agree(invitation, way, form)
        if answered_uses is not None:
            return redirect(way.start if answered_uses else way.step(REFUSED))
    context = {**page_context(invitation), "form": form, "back_href": way.start}
    return render(request, "surveys/uses.html", context, status=422 if form.errors else 200)


def _step(request: HttpRequest, invitation: Invitation, way: Way, key: str) -> HttpResponse:
    if key in (DONE, WITHDRAWN, REFUSED):
        return _end(request, invitation, way, key)
    if not is_open(invitation):
        return redirect(way.start)
    if key == USES:
        return _uses(request, invitation, way)
    if request.method == "GET" and not may_be_asked(invitation):
        return redirect(way.start)
    if key == CHECK:
        return _check(request, invitation, way)
    seen = answering.sitting(invitation)
    here = find_step(seen.instrument, seen.answers, key)
    if here is None:
        raise Http404
    typed: dict[str, str | list[str]] | None = None
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        typed = typed_from(request.POST, here)
        uploads = uploads_from(request, here)
        checked = answering.save_step(
            by=way.actor, invitation=invitation, step=here, raw=typed, uploads=uploads
        )
        if not checked.faults:
            following = step_after(seen.instrument, checked.answers, key)
            return redirect(way.step(following.key if following else CHECK))
        faults = checked.faults
    now = answering.sitting(invitation) if faults else seen  # what was sound beside a fault is saved
    shown = screen(
        seen.instrument, here, seen.answers, typed=typed, faults=faults, files=answering.files_of(now)
    )
    context = {
        **page_context(invitation),
        "screen": shown,
        "back_href": way.step(shown.previous) if shown.previous else way.start,
        "device": device_data(invitation, way, Then.KEEP, now),
    }
    return render(request, "surveys/step.html", context, status=422 if faults else 200)


def _check(request: HttpRequest, invitation: Invitation, way: Way) -> HttpResponse:
    seen = answering.sitting(invitation)
    if request.method == "POST":
        if "withdraw" in request.POST:
            answering.withdraw_answers(by=way.actor, invitation=invitation)
            return redirect(way.step(WITHDRAWN))
        answering.submit(by=way.actor, invitation=invitation)
        return redirect(way.step(DONE))
    walk = steps(seen.instrument, seen.answers)
    context = {
        **page_context(invitation),
        "answered": answered(seen.instrument, seen.answers, answering.files_of(seen)),
        "back_href": way.step(walk[-1].key),
        "first_href": way.step(walk[0].key),
        "is_submitted": seen.is_submitted,
        "device": device_data(invitation, way, Then.KEEP, seen),
    }
    return render(request, "surveys/check.html", context)


def _end(request: HttpRequest, invitation: Invitation, way: Way, key: str) -> HttpResponse:
    seen = answering.sitting(invitation)
    context = {
        **page_context(invitation),
        "instrument": seen.instrument,
        "is_withdrawn": key == WITHDRAWN,
        "is_refused": key == REFUSED,
        "is_open": is_open(invitation),
        "check_href": way.step(CHECK),
        "uses_href": way.step(USES),
        "raters_href": way.step(RATERS) if key == DONE and raters_asked(invitation) else None,
        "device": device_data(invitation, way, Then.DONE if key == DONE else Then.FORGET),
    }
    return render(request, "surveys/done.html", context)


def page_context(invitation: Invitation) -> dict[str, object]:
    return {
        "cohort": invitation.wave.cohort,
        "wave": invitation.wave,
        "closing": closing(invitation.wave),
        "wave_name": Text.of(invitation.wave.name),
        "here": "home",
    }
