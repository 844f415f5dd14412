"""Every action of learning, room by room: see ``whole_actions``."""

from __future__ import annotations

from tests.integration import (
    whole_after,
    whole_health,
    whole_meeting,
    whole_reflecting,
    whole_relating,
    whole_teaching,
)
from tests.integration.whole_actions import Action

ROOMS = (whole_relating, whole_meeting, whole_reflecting, whole_teaching, whole_health, whole_after)
LEARNING: dict[str, Action] = (
    whole_relating.RELATING
    | whole_meeting.MEETING
    | whole_reflecting.REFLECTING
    | whole_teaching.TEACHING
    | whole_health.HEALTH
    | whole_after.AFTER
)
ALLOWED_WHEN_CLOSED: dict[str, str] = {
    name: why for room in ROOMS for name, why in room.ALLOWED_WHEN_CLOSED.items()
}
