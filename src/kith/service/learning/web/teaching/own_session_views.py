"""For somebody who takes part: what is coming, "I will come" in one tap, what was, and what there is to read."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.teaching import attending
from kith.service.learning.models import Event
from kith.service.learning.web.teaching import own_session_presenters as presenters
from kith.service.learning.web.teaching import project_presenters
from kith.service.ui.web.wording import said


@requires(P.TAKE_PART, on="place")
def show(request: SignedInRequest, place: Place, **kwargs: str) -> HttpResponse:
    context = presenters.own_sessions(place, timezone.now(), request.user.time_zone)
    return render(request, "learning/own_sessions.html", context)


@require_POST
@requires(P.TAKE_PART, on="place")
def answer(request: SignedInRequest, place: Place, event_id: UUID, **kwargs: str) -> HttpResponse:
    event = _event(place, event_id)
    is_coming = request.POST.get("answer") == "yes"
    if request.POST.get("answer") not in {"yes", "no"}:
        messages.error(request, _("Choose “I will come” or “I cannot”."))
        return redirect("learning:own_sessions", place.pk)
    try:
        attending.answer(by=request.actor, place=place, event=event, is_coming=is_coming)
    except KithError as refused:
        messages.error(request, " ".join(said(fault) for fault in refused.faults))
    else:
        words = (
            _("Thank you: you will come to “%(title)s”.")
            if is_coming
            else _("Noted: you cannot come to “%(title)s”.")
        )
        messages.success(request, words % {"title": event.title})
    return redirect("learning:own_sessions", place.pk)


@requires(P.TAKE_PART, on="place")
def programme(request: SignedInRequest, place: Place, event_id: UUID, **kwargs: str) -> HttpResponse:
    """Who presents when, for those who come."""
    event = _event(place, event_id)
    context = project_presenters.sheet(event) | {"back_place": place}
    return render(request, "learning/presentation_sheet.html", context)


def _event(place: Place, event_id: UUID) -> Event:
    """Of the place's cohort and for its side, or 404."""
    event = Event.objects.filter(cohort_id=place.cohort_id, pk=event_id).first()
    if event is None or not attending.is_for(event, place):
        raise Http404
    event.cohort = place.cohort
    return event
