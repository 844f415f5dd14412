"""Every action of learning's room ``health``: see ``whole_actions``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.factories.learning import ConcernFactory, RelationshipFactory
from tests.factories.running import Running
from tests.integration.whole_actions import Action, Call

from kith.service.learning.domain.health import concerns, nudging
from kith.service.learning.models import Concern


def _nudge(made: Running) -> Call:
    row = RelationshipFactory(cohort=made.cohort)
    return lambda: nudging.nudge(by=made.by, relationship=row)


def _raise(made: Running) -> Call:
    given: dict[str, Any] = {"cohort": made.cohort, "person": made.places["Amina"].person}
    given |= {"relationship": None, "to": Concern.To.COORDINATOR, "text": "We do not get on."}
    once = made.cohort.pk
    return lambda: concerns.raise_concern(by=made.by, sent_once=once, **given)


def _concern(step: Callable[..., Any], **given: Any) -> Callable[[Running], Call]:
    def make(made: Running) -> Call:
        row = ConcernFactory(cohort=made.cohort, person=made.places["Amina"].person)
        return lambda: step(by=made.by, concern=row, **given)

    return make


HEALTH: dict[str, Action] = {
    "nudge": Action("learning.nudge", _nudge, "learning.nudged_today"),
    "raise_concern": Action("learning.raise_concern", _raise),
    "take_up_concern": Action("learning.take_up_concern", _concern(concerns.take_up)),
    "answer_concern": Action("learning.answer_concern", _concern(concerns.answer, words="On Friday?")),
    "close_concern": Action("learning.close_concern", _concern(concerns.close)),
}

ALLOWED_WHEN_CLOSED: dict[str, str] = {
    "raise_concern": "What was not right can still be told when a cohort is over, until it is archived.",
    "take_up_concern": "Whoever wrote shortly before the end is answered too.",
    "answer_concern": "Whoever wrote shortly before the end is answered too.",
    "close_concern": "Whoever wrote shortly before the end is answered too.",
}

BY_THE_SERVICE: dict[str, str] = {
    action.audited: "learning.concerns" for name, action in HEALTH.items() if name != "nudge"
}
"""History says neither who wrote nor who read, and of no organisation's."""
