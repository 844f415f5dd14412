"""Every action of learning's room ``relating``: see ``whole_actions``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from tests.factories.learning import AgreementVersionFactory, RelationshipFactory
from tests.factories.running import Running
from tests.integration.whole_actions import Action, Call

from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.relating import agreements, blocking, ending, leaving, pausing, writing
from kith.service.learning.models import Member, Relationship


def _pair(made: Running) -> Relationship:
    places = made.places
    return RelationshipFactory(cohort=made.cohort, pair__left=places["Amina"], pair__right=places["Ben"])


def _member(made: Running) -> Member:
    return _pair(made).members.select_related("person").get(place=made.places["Amina"])


def _in_days(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def _own(made: Running) -> Call:
    member = _member(made)
    return lambda: writing.save_own(by=made.by, member=member, own=writing.Own("To see a clinic.", "A ward."))


def _words(made: Running) -> Call:
    member = _member(made)
    words = writing.Words({"frequency": "Weekly."}, "We ring.", _in_days(60))
    return lambda: writing.save_words(by=made.by, member=member, words=words, number=1, seen=0)


def _propose(made: Running) -> Call:
    member = _member(made)
    AgreementVersionFactory(relationship=member.relationship, proposed_at=None, proposed_by=None)
    return lambda: agreements.propose(by=made.by, member=member, number=1, seen=0)


def _sign(made: Running) -> Call:
    member = _member(made)
    AgreementVersionFactory(relationship=member.relationship)
    name = member.person.name
    return lambda: agreements.sign(by=made.by, member=member, number=1, typed_name=name)


def _review(made: Running) -> Call:
    member = _member(made)
    AgreementVersionFactory(relationship=member.relationship, in_force_at=timezone.now())
    return lambda: agreements.mark_reviewed(by=made.by, member=member, number=1)


def _pause(made: Running) -> Call:
    row = _pair(made)
    return lambda: pausing.pause(by=made.by, relationship=row, until=_in_days(30))


def _resume(made: Running) -> Call:
    row = _pair(made)
    row.state, row.paused_from, row.paused_until = Relationship.State.PAUSED, _in_days(0), _in_days(9)
    row.save()
    return lambda: pausing.resume(by=made.by, relationship=row)


def _end(made: Running) -> Call:
    member = _member(made)
    given: dict[str, Any] = {"relationship": member.relationship, "reason": "no_time", "member": member}
    return lambda: ending.end(by=made.by, **given)


def _block(made: Running) -> Call:
    member = _member(made)
    return lambda: blocking.block(by=Actor.of_person(member.person), member=member)


def _leave(because: str) -> Callable[[Running], Call]:
    def make(made: Running) -> Call:
        _pair(made)
        return lambda: leaving.record_leaving(by=made.by, place=made.places["Amina"], because=because)

    return make


RELATING: dict[str, Action] = {
    "write_goals": Action("learning.write_goals", _own),
    "write_agreement": Action("learning.write_agreement", _words),
    "propose_agreement": Action("learning.propose_agreement", _propose),
    "sign_agreement": Action("learning.sign_agreement", _sign),
    "review_agreement": Action("learning.review_agreement", _review),
    "pause": Action("learning.pause", _pause),
    "resume": Action("learning.resume", _resume),
    "end_relationship": Action("learning.end_relationship", _end),
    "block": Action("learning.end_relationship", _block),
    "record_leaving": Action("learning.record_leaving", _leave("left_organisation"), "cohorts.place_state"),
    "record_death": Action("learning.record_leaving", _leave("died"), "cohorts.place_state"),
}

ALLOWED_WHEN_CLOSED: dict[str, str] = {
    "block": "Whoever wants no more contact is protected at any time.",
}
"""What still works when a cohort is closed, and why."""
