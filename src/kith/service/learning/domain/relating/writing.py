"""What the members of a pair write together, before one of them proposes it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.programmes.capabilities import Clause
from kith.programmes.types import Definition
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.relating import agreement_days, agreement_history
from kith.service.learning.domain.relating.locking import take_turn_to_change
from kith.service.learning.models import AgreementPart, AgreementVersion, Member, Relationship

LONGEST = 4000
OF_EACH = (Clause.PURPOSE_AND_GOALS, Clause.REVIEW_DATE)
"""Clauses that are no shared words: goals are each member's own, and the day is a day."""


def shared_clauses(definition: Definition) -> tuple[Clause, ...]:
    """The clauses that the members put into words together, in the definition's order."""
    return tuple(clause for clause in definition.clauses if clause not in OF_EACH)


@dataclass(frozen=True, slots=True)
class Own:
    """What one member writes: theirs alone to change."""

    goals: str = ""
    brings: str = ""

    @property
    def fingerprint(self) -> str:
        """What a form began from, so that a second tab does not write over the first."""
        return hashlib.sha256(f"{self.goals}\0{self.brings}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Words:
    """What both write: by clause key, the rules between them, and when they look at it again."""

    clauses: Mapping[str, str]
    ground_rules: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What the next version would say. ``is_begun``: somebody has changed something since the last one."""

    number: int
    revision: int
    words: Words
    own: Mapping[UUID, Own]
    is_begun: bool


def draft_of(relationship: Relationship) -> Draft:
    """What is being written, or else the newest version as the place to begin from."""
    rows = list(relationship.agreements.order_by("-number").prefetch_related("parts")[:1])
    if not rows:
        return Draft(1, 0, Words({}), {}, is_begun=False)
    row = rows[0]
    own = {part.person_id: Own(part.goals, part.brings) for part in row.parts.all()}
    words = Words(row.clauses, row.ground_rules, row.review_on)
    if row.proposed_at is None:
        return Draft(row.number, row.revision, words, own, is_begun=True)
    return Draft(row.number + 1, 0, words, own, is_begun=False)


@transaction.atomic
def save_own(*, by: Actor, member: Member, own: Own, seen: str | None = None) -> None:
    """A member's goals and what they bring. ``seen``: the fingerprint of what their form began from."""
    relationship = member.relationship
    take_turn_to_change(relationship)
    _check_length({"goals": own.goals, "brings": own.brings})
    now = draft_of(relationship).own.get(member.person_id, Own())
    if now == own:
        return
    if seen is not None and seen != now.fingerprint:
        raise KithError(Fault("learning.agreement.changed_meanwhile"))
    row = _row_to_write(relationship)
    AgreementPart.objects.update_or_create(
        version=row, person_id=member.person_id, defaults={"goals": own.goals, "brings": own.brings}
    )
    agreement_history.record(by, "learning.write_goals", row, fields=["goals", "brings"])


@transaction.atomic
def save_words(*, by: Actor, member: Member, words: Words, number: int, seen: int) -> None:
    """What both agree on. ``number`` and ``seen`` are the draft's as the form began: whoever saves after somebody
    else is told, and nothing is written over."""
    relationship = member.relationship
    take_turn_to_change(relationship)
    asked = {clause.value for clause in shared_clauses(definition_of(relationship.cohort))}
    kept = {key: text for key, text in words.clauses.items() if key in asked and text}
    wanted = Words(kept, words.ground_rules, words.review_on)
    _check_length({**kept, "ground_rules": words.ground_rules})
    agreement_days.check_review_day(words.review_on, relationship.cohort)
    now = draft_of(relationship)
    if now.words == wanted:
        return
    if now.number != number:
        agreement_history.refuse_as_proposed(relationship, member)
    if now.revision != seen:
        raise KithError(Fault("learning.agreement.changed_meanwhile"))
    row = _row_to_write(relationship)
    AgreementVersion.objects.filter(pk=row.pk).update(
        clauses=kept,
        ground_rules=words.ground_rules,
        review_on=words.review_on,
        revision=F("revision") + 1,
    )
    agreement_history.record(
        by, "learning.write_agreement", row, fields=["clauses", "ground_rules", "review_on"]
    )


def _row_to_write(relationship: Relationship) -> AgreementVersion:
    """The version that is being written, begun from the newest where there is none. Within the relationship's turn."""
    newest = relationship.agreements.order_by("-number").first()
    if newest is not None and newest.proposed_at is None:
        return newest
    row = AgreementVersion.objects.create(
        relationship=relationship,
        number=newest.number + 1 if newest else 1,
        clauses=newest.clauses if newest else {},
        ground_rules=newest.ground_rules if newest else "",
        review_on=newest.review_on if newest else None,
    )
    before = newest.parts.all() if newest else AgreementPart.objects.none()
    here = set(relationship.members.filter(left_at=None).values_list("person_id", flat=True))
    AgreementPart.objects.bulk_create(
        AgreementPart(version=row, person_id=part.person_id, goals=part.goals, brings=part.brings)
        for part in before
        if part.person_id in here
    )
    return row


def _check_length(texts: Mapping[str, str]) -> None:
    faults = Faults()
    for key, text in texts.items():
        if len(text) > LONGEST:
            faults.add("learning.agreement.too_long", Where(key=key), length=len(text), limit=LONGEST)
    faults.raise_if_any()
