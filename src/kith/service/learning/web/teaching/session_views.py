"""For the lead: what the cohort does all together; planned, laid out, changed, called off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.teaching import planning, suggesting
from kith.service.learning.models import Event
from kith.service.learning.web.teaching import session_presenters as presenters
from kith.service.learning.web.teaching.session_forms import (
    LaidOutForm,
    OnceForm,
    SessionForm,
    as_written,
    laid_out,
)
from kith.service.ui.web.refusals import accepted, show_refusal

PAGE_SIZE = 50


def event_of(cohort: Cohort, event_id: UUID) -> Event:
    """Of this cohort, or 404."""
    event = Event.objects.filter(cohort=cohort, pk=event_id).first()
    if event is None:
        raise Http404
    event.cohort = cohort
    return event


@requires(P.LEARNING_SEE, on="cohort")
def show(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    rows = Event.objects.filter(cohort=cohort)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "learning/sessions.html", presenters.sessions(cohort, page))


@requires(P.LEARNING_MANAGE, on="cohort")
def add(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    activities = planning.cohort_activities(cohort)
    chosen = next((one for one in activities if one.key == request.GET.get("activity")), None)
    minutes = suggesting.usual_minutes(chosen) if chosen else 60
    form = SessionForm(
        request.POST or None,
        definition=definition_of(cohort),
        activities=activities,
        zone=cohort.time_zone,
        initial={"activity": chosen.key if chosen else None, "minutes": minutes},
    )
    if accepted(
        form,
        lambda: planning.plan(
            by=request.actor,
            cohort=cohort,
            sessions=[form.planned()],
            sent_once=form.cleaned_data["sent_once"],
        ),
    ):
        messages.success(request, _("The session is planned. Everybody it is for is told by mail."))
        return redirect("learning:sessions", cohort.pk)
    context = {"cohort": cohort, "form": form, "here": "programmes", "event": None}
    return render(request, "learning/session_form.html", context, status=422 if form.errors else 200)


@requires(P.LEARNING_MANAGE, on="cohort")
def lay_out(request: SignedInRequest, cohort: Cohort, **kwargs: str) -> HttpResponse:
    """All that is expected and not planned, on one page with days to begin with."""
    counts = suggesting.counted(cohort)
    if request.method == "POST":
        return _lay_out(request, cohort, counts)
    forms = laid_out(suggesting.suggested(cohort, counts))
    if not forms:
        return redirect("learning:sessions", cohort.pk)
    once = OnceForm(initial={"count": len(forms)})
    return render(request, "learning/lay_out_sessions.html", presenters.laying_out(cohort, forms, once))


def _lay_out(request: SignedInRequest, cohort: Cohort, counts: list[suggesting.Counted]) -> HttpResponse:
    once = OnceForm(request.POST)
    if not once.is_valid():
        return redirect("learning:lay_out_sessions", cohort.pk)
    forms = [LaidOutForm(request.POST, prefix=f"s{number}") for number in range(once.cleaned_data["count"])]
    are_readable = [form.is_valid() for form in forms]  # each is asked, so that all faults are shown
    if all(are_readable):
        written = [form for form in forms if form.planned is not None]
        sessions = [one for form in written if (one := form.planned) is not None]
        try:
            planning.plan(
                by=request.actor, cohort=cohort, sessions=sessions, sent_once=once.cleaned_data["sent_once"]
            )
        except KithError as refused:
            _show(refused, written or forms)
        else:
            said = ngettext(
                "%(num)s session is planned. Everybody it is for is told by mail.",
                "%(num)s sessions are planned. Everybody they are for is told in one mail.",
                len(sessions),
            )
            messages.success(request, said % {"num": len(sessions)})
            return redirect("learning:sessions", cohort.pk)
    return render(
        request, "learning/lay_out_sessions.html", presenters.laying_out(cohort, forms, once), status=422
    )


def _show(refused: KithError, forms: list[LaidOutForm]) -> None:
    """Each fault at the session it is about; one without a row stands at the first."""
    for fault in refused.faults:
        row = fault.where.row or 1
        show_refusal(forms[min(row, len(forms)) - 1], KithError(fault))


@requires(P.LEARNING_SEE, on="cohort")
def session(request: SignedInRequest, cohort: Cohort, event_id: UUID, **kwargs: str) -> HttpResponse:
    return render(request, "learning/session.html", presenters.session(event_of(cohort, event_id)))


@requires(P.LEARNING_MANAGE, on="cohort")
def change(request: SignedInRequest, cohort: Cohort, event_id: UUID, **kwargs: str) -> HttpResponse:
    event = event_of(cohort, event_id)
    form = SessionForm(
        request.POST or None,
        definition=definition_of(cohort),
        activities=planning.cohort_activities(cohort),
        zone=event.zone,
        initial=as_written(event),
    )
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            planning.change(
                by=request.actor, event=event, wanted=form.planned(), seen=-1 if seen is None else seen
            )
        except KithError as refused:
            show_refusal(form, refused)
        else:
            messages.success(
                request, _("Saved. If anything is different, everybody it is for is told by mail.")
            )
            return redirect("learning:session", cohort.pk, event.pk)
    context = {"cohort": cohort, "form": form, "here": "programmes", "event": event}
    return render(request, "learning/session_form.html", context, status=422 if form.errors else 200)


@requires(P.LEARNING_MANAGE, on="cohort")
def cancel(request: SignedInRequest, cohort: Cohort, event_id: UUID, **kwargs: str) -> HttpResponse:
    event = event_of(cohort, event_id)
    if request.method == "POST":
        planning.cancel(by=request.actor, event=event)
        messages.success(request, _("“%(title)s” is cancelled.") % {"title": event.title})
        return redirect("learning:sessions", cohort.pk)
    is_to_come = planning.is_to_come(event, timezone.now())
    told = _("Everybody it is for is told by mail, and it leaves their calendars.")
    context = {
        "cohort": cohort,
        "title": _("Cancel “%(title)s”?") % {"title": event.title},
        "what_happens": [
            told if is_to_come else _("It counts as not held. Its time has passed, so nobody is told.")
        ],
        "button": _("Cancel the session"),
        "cancel_href": reverse("learning:session", args=[cohort.pk, event.pk]),
        "is_dangerous": True,
        "here": "programmes",
    }
    return render(request, "ui/confirm.html", context)
