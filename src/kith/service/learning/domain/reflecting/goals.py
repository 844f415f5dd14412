"""Goals within a relationship: each member's own, seen by all its members, with how they came on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.once import sent_before
from kith.service.learning.domain.relating.locking import take_turn
from kith.service.learning.models import Goal, GoalStep, Member, Relationship

MOST = 20
"""Open goals a person in one relationship: more is a list, not goals."""
WORDS, NOTE = 300, 500
Progress = Goal.Progress
OVER = (Progress.DONE, Progress.LET_GO)


@transaction.atomic
def add_goal(
    *,
    by: Actor,
    relationship: Relationship,
    words: str,
    by_when: date | None = None,
    sent_once: UUID | None = None,
) -> Goal:
    """The same form twice is one goal."""
    member = _member(by, relationship)
    faults = _check(words)
    known = sent_before(Goal.objects.filter(person_id=member.person_id), sent_once)
    if known is not None:
        return known
    if _open_goals(member) >= MOST:
        faults.add("learning.too_many_goals", most=MOST)
    faults.raise_if_any()
    row = Goal(
        relationship=relationship,
        person_id=member.person_id,
        words=words.strip(),
        by_when=by_when,
        sent_once=sent_once,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        raise KithError(Fault("learning.send_again")) from taken
    _record(by, "learning.add_goal", row)
    return row


@transaction.atomic
def change_goal(*, by: Actor, goal: Goal, words: str, by_when: date | None) -> Goal:
    """Other words, another day. How it came on stays."""
    _own(by, goal)
    _check(words).raise_if_any()
    goal.refresh_from_db()
    if (goal.words, goal.by_when) == (words.strip(), by_when):
        return goal
    goal.words, goal.by_when = words.strip(), by_when
    goal.save(update_fields=["words", "by_when"])
    _record(by, "learning.change_goal", goal, "words", "by_when")
    return goal


@transaction.atomic
def step_goal(
    *, by: Actor, goal: Goal, progress: str, note: str = "", sent_once: UUID | None = None
) -> GoalStep:
    """How it came on, with a short note that both see. Letting go is a step too, and can be taken back by one."""
    _own(by, goal)
    faults = Faults()
    if progress not in Progress.values:
        faults.add("learning.no_such_progress", Where(key="progress"))
    if len(note.strip()) > NOTE:
        faults.add("learning.note_too_long", Where(key="note"), length=len(note.strip()), limit=NOTE)
    faults.raise_if_any()
    known = sent_before(GoalStep.objects.filter(goal=goal), sent_once)
    if known is not None:
        return known
    row = GoalStep(goal=goal, progress=progress, note=note.strip(), sent_once=sent_once)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        raise KithError(Fault("learning.send_again")) from taken
    Goal.objects.filter(pk=goal.pk).update(progress=progress)
    goal.refresh_from_db()
    _record(by, "learning.step_goal", goal, "progress")
    return row


def _member(by: Actor, relationship: Relationship) -> Member:
    """Who acts, in a relationship that goes on in a cohort that is open. Within its turn."""
    must_be_open(relationship.cohort_id)
    take_turn(relationship)
    rows = Member.objects.filter(relationship=relationship, left_at=None)
    member = rows.filter(person=by.person).first() if by.person else None
    if member is None:
        raise PermissionDenied
    if relationship.state == Relationship.State.ENDED:
        raise KithError(Fault("learning.goals_ended"))
    return member


def _own(by: Actor, goal: Goal) -> None:
    """Everybody sees it, its owner writes it."""
    member = _member(by, goal.relationship)
    if member.person_id != goal.person_id:
        raise PermissionDenied


def _open_goals(member: Member) -> int:
    rows = Goal.objects.filter(relationship_id=member.relationship_id, person_id=member.person_id)
    return rows.exclude(progress__in=OVER).count()


def _check(words: str) -> Faults:
    faults = Faults()
    if not words.strip():
        faults.add("learning.goal_without_words", Where(key="words"))
    if len(words.strip()) > WORDS:
        faults.add("learning.goal_too_long", Where(key="words"), length=len(words.strip()), limit=WORDS)
    return faults


def _record(by: Actor, action: str, goal: Goal, *fields: str) -> None:
    cohort = goal.relationship.cohort
    audit.record(
        by=by,
        action=action,
        subject=goal,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        fields=fields,
    )
