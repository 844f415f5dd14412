"""What was written down of a cohort, ready to be told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kith.service.cohorts.models import Cohort
from kith.service.reports.models import RunningFacts, RunningNote

Kind = RunningNote.Kind


@dataclass(frozen=True, slots=True)
class Adaptation:
    what: str
    reason: str
    role: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Said:
    """What was, and what was done about it; empty where nobody said."""

    what: str
    done: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What was spent on one kind of thing in one currency. ``payers`` in the order they were written."""

    spent_on: str
    currency: str
    amount: Decimal
    payers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Took:
    """Everything that was written down; what is empty or ``None`` was not recorded, which is not zero."""

    adaptations: tuple[Adaptation, ...] = ()
    barriers: tuple[Said, ...] = ()
    helps: tuple[Said, ...] = ()
    effects: tuple[Said, ...] = ()
    hours: tuple[tuple[str, Decimal], ...] = ()
    """By role, in the order the roles were first written."""
    costs: tuple[Cost, ...] = ()
    looked: bool | None = None
    how_looked: str = ""
    participants: int | None = None
    completers: int | None = None
    not_counted: str = ""

    @property
    def totals(self) -> dict[str, Decimal]:
        """By currency: no rate is known here, so two currencies are never added."""
        found: dict[str, Decimal] = defaultdict(Decimal)
        for cost in self.costs:
            found[cost.currency] += cost.amount
        return dict(found)

    @property
    def hours_in_all(self) -> Decimal | None:
        return sum((hours for _role, hours in self.hours), Decimal(0)) if self.hours else None


def took_in(cohort: Cohort) -> Took:
    """In two queries."""
    notes = list(cohort.running_notes.all())
    facts = RunningFacts.objects.filter(cohort=cohort).first()
    by_kind: dict[str, list[RunningNote]] = defaultdict(list)
    for note in notes:
        by_kind[note.kind].append(note)
    said = {
        kind: tuple(Said(note.what, note.reason) for note in by_kind[kind])
        for kind in (Kind.BARRIER, Kind.HELP, Kind.EFFECT)
    }
    return Took(
        adaptations=tuple(
            Adaptation(one.what, one.reason, one.role, one.on) for one in by_kind[Kind.ADAPTATION]
        ),
        barriers=said[Kind.BARRIER],
        helps=said[Kind.HELP],
        effects=said[Kind.EFFECT],
        hours=_hours(by_kind[Kind.HOURS]),
        costs=_costs(by_kind[Kind.COST]),
        looked=None if facts is None or not facts.looked else facts.looked == RunningFacts.Looked.YES,
        how_looked=facts.how_looked if facts else "",
        participants=facts.participants if facts else None,
        completers=facts.completers if facts else None,
        not_counted=facts.not_counted if facts else "",
    )


def _hours(notes: list[RunningNote]) -> tuple[tuple[str, Decimal], ...]:
    """A role is the same however it was capitalised; it stands as it was first written."""
    found: dict[str, tuple[str, Decimal]] = {}
    for note in notes:
        role, so_far = found.get(note.role.casefold(), (note.role, Decimal(0)))
        found[note.role.casefold()] = role, so_far + (note.hours or Decimal(0))
    return tuple(found.values())


def _costs(notes: list[RunningNote]) -> tuple[Cost, ...]:
    """By what it was spent on, in the order of the list; then by currency."""
    order = {value: place for place, value in enumerate(RunningNote.Spent.values)}
    amounts: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    payers: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for note in notes:
        key = note.spent_on, note.currency
        amounts[key] += note.amount or Decimal(0)
        if note.role:
            payers[key][note.role] = None
    keys = sorted(amounts, key=lambda key: (order[key[0]], key[1]))
    return tuple(Cost(*key, amounts[key], tuple(payers[key])) for key in keys)
