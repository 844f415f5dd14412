"""Scores of single people as a table and back, every digit kept."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from io import StringIO

import numpy as np

from kith.evaluation.plan import ChangePlan
from kith.evaluation.types import ChangeData
from kith.foundation.faults import Fault, Faults, Where
from kith.tables.escaping import restore
from kith.tables.types import Cell
from kith.tables.writing import write_csv

FAULT = "evaluation.bundle"
PERSON, SIDE, COHORT, PAIR, WAVE, INVITED = "person", "side", "cohort", "pair", "wave", "invited"
TRUTH = {"TRUE": True, "FALSE": False}
NEVER = (PERSON, SIDE, COHORT, PAIR, WAVE, INVITED)


def columns_of(plan: ChangePlan) -> dict[str, str]:
    """Outcome key to the heading of its column, none of which is one of Kith's own."""
    found: dict[str, str] = {}
    for outcome in plan.outcomes:
        name = outcome.key
        while name in NEVER or name in found.values():
            name = f"score_{name}"
        found[outcome.key] = name
    return found


def write_lines(data: ChangeData, plan: ChangePlan) -> bytes:
    """A row for each person and time. A score that is missing is an empty cell, never zero.

    Raises
    ------
    KithError
        When a code or a side has a character that a table cannot carry.
    """
    content = write_csv(_headings(data, plan), _rows(data, plan))
    faults = Faults()
    again = read_lines(content, plan, faults, Where())
    if again is None or (again.people, again.sides, again.cohorts, again.pairs) != (
        data.people,
        data.sides,
        data.cohorts,
        data.pairs,
    ):
        faults.add(f"{FAULT}.line_not_carried")
    faults.raise_if_any()
    return content


def _headings(data: ChangeData, plan: ChangePlan) -> list[str]:
    groups = [name for name, held in ((COHORT, data.cohorts), (PAIR, data.pairs)) if held]
    return [PERSON, SIDE, *groups, WAVE, INVITED, *columns_of(plan).values()]


def _rows(data: ChangeData, plan: ChangePlan) -> Iterator[list[Cell]]:
    groups = [held for held in (data.cohorts, data.pairs) if held]
    for at, person in enumerate(data.people):
        for wave in plan.waves:
            asked = data.invited.get(wave.key)
            values = [float(data.scores[outcome.key][wave.key][at]) for outcome in plan.outcomes]
            yield [
                person,
                data.sides[at],
                *(held[at] for held in groups),
                wave.key,
                True if asked is None else bool(asked[at]),
                *(None if math.isnan(value) else value for value in values),
            ]


def read_lines(content: bytes, plan: ChangePlan, faults: Faults, where: Where) -> ChangeData | None:
    """The scores, or ``None`` with every fault noted."""
    try:
        rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        faults.add(f"{FAULT}.not_a_table", where)
        return None
    own = list(columns_of(plan).values())
    headings = [restore(cell) for cell in rows[0]] if rows else []
    groups = [name for name in (COHORT, PAIR) if name in headings]
    if headings != [PERSON, SIDE, *groups, WAVE, INVITED, *own]:
        wanted = ", ".join((PERSON, SIDE, WAVE, INVITED, *own))
        faults.add(f"{FAULT}.headings", where, found=", ".join(headings), wanted=wanted)
        return None
    return _Reading(plan, groups, faults, where).read(rows[1:])


class _Reading:
    """Rows into arrays; each row has to be of a person and a time that are not there yet."""

    def __init__(self, plan: ChangePlan, groups: Sequence[str], faults: Faults, where: Where) -> None:
        self.plan, self.groups, self.faults, self.file = plan, groups, faults, where.file
        self.waves = {wave.key: place for place, wave in enumerate(plan.waves)}
        self.outcomes = [outcome.key for outcome in plan.outcomes]
        self.of_person: dict[str, tuple[str, ...]] = {}
        self.cells: dict[tuple[str, str], tuple[bool, list[float]]] = {}

    def read(self, rows: Sequence[Sequence[str]]) -> ChangeData | None:
        before = len(self.faults)
        width = 4 + len(self.groups) + len(self.outcomes)
        for number, row in enumerate(rows, start=2):
            if len(row) != width:
                self._note("row_width", number, found=len(row), wanted=width)
            else:
                self._row(number, row)
        for person in self.of_person:
            for wave in self.waves:
                if (person, wave) not in self.cells:
                    self.faults.add(f"{FAULT}.row_missing", Where(file=self.file), person=person, wave=wave)
        return self._data() if len(self.faults) == before else None

    def _row(self, number: int, row: Sequence[str]) -> None:
        at = 2 + len(self.groups)
        person, *of_person = (restore(cell) for cell in row[:at])
        wave, invited = restore(row[at]), row[at + 1]
        if self.of_person.setdefault(person, tuple(of_person)) != tuple(of_person):
            self._note("person_differs", number, person=person)
        if wave not in self.waves:
            self._note("wave_unknown", number, value=wave, known=", ".join(self.waves))
        if invited not in TRUTH:
            self._note("not_truth", number, value=invited)
        if (person, wave) in self.cells:
            self._note("row_twice", number, person=person, wave=wave)
        values = [self._number(cell, number) for cell in row[at + 2 :]]
        self.cells[person, wave] = (TRUTH.get(invited, False), values)

    def _number(self, cell: str, number: int) -> float:
        if cell == "":
            return math.nan
        try:
            value = float(cell)
        except ValueError:
            value = math.inf
        if not math.isfinite(value):
            self._note("not_a_number", number, value=cell)
            return math.nan
        return value

    def _note(self, code: str, row: int, **params: str | int) -> None:
        self.faults.extend([Fault(f"{FAULT}.{code}", Where(file=self.file, row=row), params)])

    def _data(self) -> ChangeData:
        people = tuple(self.of_person)
        of_person = [self.of_person[person] for person in people]
        held = {
            name: tuple(one[place] for one in of_person) for place, name in enumerate((SIDE, *self.groups))
        }
        scores = {
            outcome: {
                wave: np.array([self.cells[person, wave][1][place] for person in people], dtype=np.float64)
                for wave in self.waves
            }
            for place, outcome in enumerate(self.outcomes)
        }
        invited = {
            wave: np.array([self.cells[person, wave][0] for person in people], dtype=np.bool_)
            for wave in self.waves
        }
        return ChangeData(people, held[SIDE], scores, invited, held.get(COHORT, ()), held.get(PAIR, ()))
