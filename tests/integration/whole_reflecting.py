"""Every action of learning's room ``reflecting``: see ``whole_actions``."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

from tests.factories import PlaceFactory
from tests.factories.learning import (
    CertificateFactory,
    EvidenceFactory,
    GoalFactory,
    ReflectionFactory,
    RelationshipFactory,
)
from tests.factories.running import Running
from tests.integration.whole_actions import MORE, Action, Call

from kith.service.cohorts.models import Place
from kith.service.learning.domain.reflecting import certificates, evidence, goals, sharing, writing
from kith.service.learning.models import ReflectionShare, Relationship

ONCE = UUID(int=11)
With = ReflectionShare.With


def _mine(made: Running) -> Place:
    """Whoever acts takes part too."""
    return PlaceFactory(cohort=made.cohort, person=made.lead, state=Place.State.CONFIRMED)


def _pair(made: Running) -> Relationship:
    return RelationshipFactory(cohort=made.cohort, pair__left=_mine(made), pair__right=made.places["Ben"])


def _write(made: Running) -> Call:
    place = _mine(made)
    return lambda: writing.write(by=made.by, place=place, text="A long day.", sent_once=ONCE)


def _reflection(step: Callable[..., Any], **given: Any) -> Callable[[Running], Call]:
    def make(made: Running) -> Call:
        row = ReflectionFactory(person=made.lead, cohort=made.cohort)
        return lambda: step(by=made.by, reflection=row, **given)

    return make


def _share(made: Running) -> Call:
    pair = _pair(made)
    row = ReflectionFactory(person=made.lead, cohort=made.cohort)
    given = {"reflection": row, "reader": With.PARTNER, "relationship_id": pair.pk}
    return lambda: sharing.share(by=made.by, **given)


def _take_back(made: Running) -> Call:
    row = ReflectionFactory(person=made.lead, cohort=made.cohort)
    share = ReflectionShare.objects.create(reflection=row, reader=With.LEAD)
    return lambda: sharing.take_back(by=made.by, reflection=row, share_id=share.pk)


def _add_goal(made: Running) -> Call:
    pair = _pair(made)
    return lambda: goals.add_goal(by=made.by, relationship=pair, words="Read a budget.", sent_once=ONCE)


def _goal(step: Callable[..., Any], **given: Any) -> Callable[[Running], Call]:
    def make(made: Running) -> Call:
        row = GoalFactory(relationship=_pair(made), person=made.lead)
        return lambda: step(by=made.by, goal=row, **given)

    return make


def _add_evidence(made: Running) -> Call:
    place = _mine(made)
    return lambda: evidence.add_evidence(
        by=made.by,
        place=place,
        title="A poster",
        file_name="poster.txt",
        stream=io.BytesIO(b"What we changed."),
        sent_once=ONCE,
    )


def _evidence(step: Callable[..., Any], **given: Any) -> Callable[[Running], Call]:
    def make(made: Running) -> Call:
        row = EvidenceFactory(person=made.lead, cohort=made.cohort)
        return lambda: step(by=made.by, evidence=row, **given)

    return make


def _issue(made: Running) -> Call:
    given = {"places": list(made.places.values()), "reason": "They are moving abroad."}
    return lambda: certificates.issue(by=made.by, cohort=made.cohort, **given)


def _revoke(made: Running) -> Call:
    row = CertificateFactory(place=made.places["Amina"])
    return lambda: certificates.revoke(by=made.by, certificate=row, reason="Issued by mistake.")


REFLECTING: dict[str, Action] = {
    "write_reflection": Action("learning.write_reflection", _write),
    "change_reflection": Action(
        "learning.change_reflection", _reflection(writing.change, text="Other words.", seen=0)
    ),
    "delete_reflection": Action("learning.delete_reflection", _reflection(writing.delete)),
    "share_reflection": Action("learning.share_reflection", _share),
    "unshare_reflection": Action("learning.unshare_reflection", _take_back),
    "add_goal": Action("learning.add_goal", _add_goal),
    "change_goal": Action(
        "learning.change_goal", _goal(goals.change_goal, words="Other words.", by_when=None)
    ),
    "step_goal": Action("learning.step_goal", _goal(goals.step_goal, progress="started", sent_once=ONCE)),
    "step_goal_again": Action("learning.step_goal", _goal(goals.step_goal, progress="started"), MORE),
    "add_evidence": Action("learning.add_evidence", _add_evidence),
    "change_evidence": Action(
        "learning.change_evidence",
        _evidence(evidence.change_evidence, title="Another title", note="", dimensions=[]),
    ),
    "remove_evidence": Action("learning.remove_evidence", _evidence(evidence.remove_evidence)),
    "issue_certificates": Action("learning.issue_certificate", _issue),
    "revoke_certificate": Action("learning.revoke_certificate", _revoke, "learning.certificate_withdrawn"),
}

OF_NO_ORGANISATION = frozenset(
    {
        f"learning.{what}"
        for what in (
            "write_reflection", "change_reflection", "delete_reflection", "share_reflection", "unshare_reflection",
            "add_evidence", "change_evidence", "remove_evidence",
        )
    }
)  # fmt: skip
"""That somebody writes, shares or collects, and how much, is theirs: it stands in no organisation's history."""

ALLOWED_WHEN_CLOSED: dict[str, str] = {
    "delete_reflection": "What somebody wrote for themselves is theirs to delete at any time.",
    "unshare_reflection": "What somebody shared can be taken back at any time.",
    "remove_evidence": "What somebody chose to show is theirs to take away at any time.",
    "issue_certificates": "A certificate is given when the programme is over.",
    "revoke_certificate": "A certificate that should not have been given must not go on being genuine.",
}
"""What still works when a cohort is closed, and why."""
