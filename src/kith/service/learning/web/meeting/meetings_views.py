"""Everything that two people have logged, and one meeting as a file for a calendar."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kith.service.core.domain.permissions import Permission
from kith.service.core.web.access import SignedInRequest, requires
from kith.service.learning.domain.meeting.calendar_file import MEDIA_TYPE, write
from kith.service.learning.domain.meeting.feed import meeting_entry
from kith.service.learning.domain.meeting.logbook import LOGGED
from kith.service.learning.models import Relationship
from kith.service.learning.web.meeting.meeting_parts import log_fact
from kith.service.learning.web.meeting.reading import meeting_of
from kith.service.learning.web.relating.door import seen_by

A_PAGE = 50


@requires(Permission.RELATIONSHIP_OWN, on="relationship")
def meetings(request: SignedInRequest, relationship: Relationship, **kwargs: str) -> HttpResponse:
    seen = seen_by(request.user, relationship)
    rows = relationship.meetings.filter(state__in=LOGGED).order_by("-on", "-created_at")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": relationship.cohort,
        "logged": [log_fact(seen, one) for one in page],
        "page": page,
        "home": reverse("learning:together", args=[relationship.pk]),
        "here": "home",
    }
    return render(request, "learning/meetings.html", context)


@requires(Permission.RELATIONSHIP_OWN, on="relationship")
def calendar_file(
    request: SignedInRequest, relationship: Relationship, meeting_id: UUID, **kwargs: str
) -> HttpResponse:
    """The meeting for one's own calendar, with its place: only those who meet can fetch it."""
    meeting = meeting_of(relationship, meeting_id)
    if meeting.starts_at is None:
        raise Http404
    response = HttpResponse(
        write([meeting_entry(meeting, request.user, with_place=True)]), content_type=MEDIA_TYPE
    )
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
