"""What a pair improves together, and the programme of the presentation at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.programmes.capabilities import ActivityKind, Together
from kith.programmes.types import Activity, Definition
from kith.service.cohorts.domain.actions import take_turn as take_turn_on_cohort
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.once import sent_before
from kith.service.learning.domain.relating.locking import take_turn
from kith.service.learning.models import Event, JointProject, Relationship

State = JointProject.State
TITLE_LIMIT, TEXT_LIMIT = 200, 4000
MOST_MINUTES = 240


@dataclass(frozen=True, slots=True)
class Written:
    """A project as its members write it."""

    title: str
    aim: str = ""
    outcome: str = ""
    state: str = State.PLANNED


@dataclass(frozen=True, slots=True)
class Turn:
    """When a project is presented: its turn and how long. None takes it out of the programme."""

    project_id: UUID
    presents_as: int | None
    minutes: int | None


def project_activity(definition: Definition) -> Activity | None:
    """What the definition calls a joint project of two; None where there is none."""
    return next(
        (
            one
            for one in definition.activities
            if one.kind is ActivityKind.IMPROVEMENT_PROJECT and one.together is Together.PAIR
        ),
        None,
    )


@transaction.atomic
def begin(
    *, by: Actor, relationship: Relationship, activity: str, written: Written, sent_once: UUID | None
) -> JointProject:
    """Write down what the two improve together. The same form twice writes it once."""
    _hold(relationship)
    known = sent_before(JointProject.objects.filter(relationship=relationship), sent_once)
    if known is not None:
        return known
    facts = _checked(written)
    row = JointProject.objects.create(
        relationship=relationship, activity=activity, sent_once=sent_once, **facts
    )
    _record(by, "learning.begin_project", row, sorted(facts))
    return row


@transaction.atomic
def change(*, by: Actor, project: JointProject, written: Written, seen: int) -> JointProject:
    """``seen`` is the revision the form was made from: of two who write at once, the second is shown both."""
    _hold(project.relationship)
    project.refresh_from_db()
    facts = _checked(written)
    different = sorted(name for name, value in facts.items() if getattr(project, name) != value)
    if not different:
        return project
    if project.revision != seen:
        raise KithError(Fault("learning.project_changed"))
    JointProject.objects.filter(pk=project.pk).update(**facts, revision=F("revision") + 1)
    project.refresh_from_db()
    _record(by, "learning.change_project", project, different)
    return project


@transaction.atomic
def arrange(*, by: Actor, event: Event, turns: Sequence[Turn]) -> int:
    """Who presents when at the presentation: the lead's. How many changed."""
    take_turn_on_cohort(event.cohort)
    must_be_open(event.cohort_id)
    _check_turns(turns)
    rows = {row.pk: row for row in JointProject.objects.filter(relationship__cohort_id=event.cohort_id)}
    changed = []
    for turn in turns:
        row = rows.get(turn.project_id)
        if row is None:
            continue
        is_in = turn.presents_as is not None
        wanted = (event.pk, turn.presents_as, turn.minutes) if is_in else (None, None, None)
        if not is_in and row.presented_at_id != event.pk:
            continue
        if (row.presented_at_id, row.presents_as, row.presents_minutes) != wanted:
            row.presented_at_id, row.presents_as, row.presents_minutes = wanted
            changed.append(row)
    JointProject.objects.bulk_update(
        changed, ["presented_at", "presents_as", "presents_minutes"], batch_size=500
    )
    if changed:
        audit.record(
            by=by,
            action="learning.arrange_presentation",
            subject=event,
            organisation_id=event.cohort.organisation_id,
            cohort_id=event.cohort_id,
            detail={"projects": len(changed)},
        )
    return len(changed)


def _check_turns(turns: Sequence[Turn]) -> None:
    faults = Faults()
    taken: set[int] = set()
    for turn in turns:
        if turn.presents_as is not None and turn.presents_as in taken:
            faults.add("learning.turn_twice", Where(key=f"turn-{turn.project_id}"), turn=turn.presents_as)
        if turn.presents_as is not None:
            taken.add(turn.presents_as)
        if turn.minutes is not None and not 1 <= turn.minutes <= MOST_MINUTES:
            key = Where(key=f"minutes-{turn.project_id}")
            faults.add("learning.turn_minutes", key, most=MOST_MINUTES, value=turn.minutes)
    faults.raise_if_any()


def _hold(relationship: Relationship) -> None:
    take_turn(relationship)
    must_be_open(relationship.cohort_id)
    if relationship.state == Relationship.State.ENDED:
        raise KithError(Fault("learning.project_ended"))


def _checked(written: Written) -> dict[str, str]:
    faults = Faults()
    facts = {
        "title": " ".join(written.title.split()),
        "aim": written.aim.strip(),
        "outcome": written.outcome.strip(),
        "state": written.state,
    }
    if not 0 < len(facts["title"]) <= TITLE_LIMIT:
        faults.add("learning.project_title", Where(key="title"), limit=TITLE_LIMIT)
    for field in ("aim", "outcome"):
        if len(facts[field]) > TEXT_LIMIT:
            length = len(facts[field])
            faults.add("learning.project_text_long", Where(key=field), length=length, limit=TEXT_LIMIT)
    faults.raise_if_any()
    return facts


def _record(by: Actor, action: str, row: JointProject, fields: list[str]) -> None:
    audit.record(
        by=by,
        action=action,
        subject=row,
        organisation_id=row.relationship.cohort.organisation_id,
        cohort_id=row.relationship.cohort_id,
        fields=fields,
    )
