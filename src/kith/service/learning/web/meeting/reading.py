"""A meeting by its address."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from kith.service.learning.models import Meeting, Relationship


def meeting_of(relationship: Relationship, meeting_id: UUID) -> Meeting:
    """The relationship's meeting of that id, or 404."""
    meeting = relationship.meetings.filter(pk=meeting_id).first()
    if meeting is None:
        raise Http404
    meeting.relationship = relationship
    return meeting
