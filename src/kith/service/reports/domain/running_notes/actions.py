"""Writing down what a cohort took, and taking back what was written by mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from kith.foundation.faults import Faults, Where
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.openness import must_not_be_archived
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.reports.models import RunningFacts, RunningNote

MOST_WORDS, MOST_ROLE = 4_000, 200
MOST_HOURS, MOST_AMOUNT = Decimal(100_000), Decimal(1_000_000_000)
Kind = RunningNote.Kind
NEEDED: dict[str, tuple[str, ...]] = {
    Kind.ADAPTATION: ("what", "reason", "role"),
    Kind.BARRIER: ("what",),
    Kind.HELP: ("what",),
    Kind.EFFECT: ("what",),
    Kind.HOURS: ("role", "hours"),
    Kind.COST: ("spent_on", "amount", "currency"),
}
"""Without these a reader could not use the note."""
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Note:
    """One note as it is written. ``role`` is who decided, worked or paid: a role, never a name."""

    kind: str
    what: str = ""
    reason: str = ""
    role: str = ""
    on: date | None = None
    hours: Decimal | None = None
    spent_on: str = ""
    amount: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """What is said once. ``None`` and empty: not said, which is neither no nor zero."""

    looked: str = ""
    how_looked: str = ""
    participants: int | None = None
    completers: int | None = None
    not_counted: str = ""


@transaction.atomic
def record_note(*, by: Actor, cohort: Cohort, note: Note, sent_once: UUID | None = None) -> RunningNote:
    """Write down one thing. It stands in every report made from now on. With the same ``sent_once`` twice is once.

    Raises KithError with everything that the note lacks or that cannot be.
    """
    must_not_be_archived(cohort.pk)
    take_turn(cohort)
    if sent_once and (known := cohort.running_notes.filter(pk=sent_once).first()) is not None:
        return known
    _check(note)
    is_free = sent_once is not None and not RunningNote.objects.filter(pk=sent_once).exists()
    row = RunningNote.objects.create(
        **({"pk": sent_once} if is_free else {}),
        cohort=cohort,
        kind=note.kind,
        what=note.what.strip(),
        reason=note.reason.strip(),
        role=note.role.strip(),
        on=note.on,
        hours=note.hours,
        spent_on=note.spent_on,
        amount=note.amount,
        currency=note.currency.strip().upper() if note.amount is not None else "",
        recorded_by=by.person,
    )
    _record(by, "reports.record_note", row, cohort, kind=note.kind)
    return row


@transaction.atomic
def drop_note(*, by: Actor, note: RunningNote) -> None:
    """Take back what was written by mistake. Twice is once; reports that were made keep what they said."""
    must_not_be_archived(note.cohort_id)
    cohort = note.cohort
    take_turn(cohort)
    gone, _by_model = RunningNote.objects.filter(pk=note.pk).delete()
    if gone:
        _record(by, "reports.drop_note", note, cohort, kind=note.kind)


@transaction.atomic
def settle_whole(*, by: Actor, cohort: Cohort, whole: Whole) -> RunningFacts:
    """Say whether harm was looked for, and how many people the costs stand against.

    Raises KithError where more people finished than took part, or where words are too many.
    """
    must_not_be_archived(cohort.pk)
    take_turn(cohort)
    faults = Faults()
    for name in ("how_looked", "not_counted"):
        _check_length(faults, name, getattr(whole, name), MOST_WORDS)
    if whole.completers is not None and (whole.participants or 0) < whole.completers:
        if whole.participants is None:
            faults.add("reports.notes.completers_of", Where(key="participants"))
        else:
            faults.add(
                "reports.notes.more_finished",
                Where(key="completers"),
                completers=whole.completers,
                participants=whole.participants,
            )
    faults.raise_if_any()
    row, _made = RunningFacts.objects.update_or_create(
        cohort=cohort,
        defaults={
            "looked": whole.looked,
            "how_looked": whole.how_looked.strip(),
            "participants": whole.participants,
            "completers": whole.completers,
            "not_counted": whole.not_counted.strip(),
            "recorded_by": by.person,
        },
    )
    _record(by, "reports.settle_whole", row, cohort)
    return row


def _check(note: Note) -> None:
    faults = Faults()
    for name in NEEDED[note.kind]:
        value = getattr(note, name)
        if value is None or value == "" or (isinstance(value, str) and not value.strip()):
            faults.add(f"reports.notes.no_{name}", Where(key=name))
    for name, most in (("what", MOST_WORDS), ("reason", MOST_WORDS), ("role", MOST_ROLE)):
        _check_length(faults, name, getattr(note, name), most)
    for name, limit in (("hours", MOST_HOURS), ("amount", MOST_AMOUNT)):
        value = getattr(note, name)
        if value is not None and not 0 <= value <= limit:
            faults.add(f"reports.notes.{name}_range", Where(key=name), value=str(value), most=f"{limit:,}")
    if note.currency and not _CURRENCY.fullmatch(note.currency.strip().upper()):
        faults.add("reports.notes.currency", Where(key="currency"), value=note.currency[:40])
    faults.raise_if_any()


def _check_length(faults: Faults, name: str, value: str, most: int) -> None:
    if len(value) > most:
        faults.add("reports.planning.too_long", Where(key=name), most=most)


def _record(
    by: Actor, action: str, row: RunningNote | RunningFacts, cohort: Cohort, **detail: str | int
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=row,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        detail=detail,
    )
