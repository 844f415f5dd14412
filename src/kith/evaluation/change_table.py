"""A file of scores to people by wave: wide, long, or long with the wide columns repeated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.cells import mark
from kith.evaluation.change_columns import LEAST_WAVES, ChangeColumns, check_columns
from kith.evaluation.reading_numbers import read_numbers
from kith.evaluation.types import EVERYBODY, ChangeData, Remark
from kith.foundation.faults import Faults
from kith.foundation.seeds import lottery_number
from kith.tables.types import Table

NOT_STATED = "not stated"
"""The side of a person whose cell is blank: shown as such, never dropped."""

ROWS_NAMED = 6
Rows = Mapping[str, list[int]]


@dataclass(frozen=True, slots=True)
class ReadChange:
    """The people and scores of a file, the waves in order, and what was noticed and dealt with."""

    data: ChangeData
    waves: tuple[str, ...]
    remarks: tuple[Remark, ...]


def read_change(
    table: Table,
    columns: ChangeColumns,
    *,
    seed: int,
    limits: Mapping[str, tuple[float | None, float | None]] | None = None,
) -> ReadChange:
    """Read scores, or refuse with every fault of the file at once.

    People get pseudonyms by lot under ``seed``, so neither their marks nor their row order show.

    Parameters
    ----------
    limits
        Outcome key to the lowest and highest score possible; a score outside is a fault.

    Raises
    ------
    KithError
        For columns that are not there, words where numbers belong, people without a mark, one person
        twice in a wave, repeated rows that disagree, or fewer than two waves.
    """
    faults = Faults()
    check_columns(table, columns, faults)
    if faults:
        _Reader(table, columns, limits or {}, faults).read_scores()
    faults.raise_if_any()
    reader = _Reader(table, columns, limits or {}, faults)
    waves = reader.waves()
    people = reader.people()
    sides = [reader.side(rows) for rows in people.values()]
    cohorts, pairs = reader.belongings(people)
    scores = reader.scores(people, waves)
    remarks = reader.remarks(people)
    faults.raise_if_any()
    order, names = _by_lot(list(people), seed)
    shuffled = {
        outcome: {wave: values[order] for wave, values in by_wave.items()}
        for outcome, by_wave in scores.items()
    }
    data = ChangeData(
        names,
        tuple(sides[place] for place in order),
        shuffled,
        cohorts=tuple(cohorts[place] for place in order) if cohorts else (),
        pairs=tuple(pairs[place] for place in order) if pairs else (),
    )
    return ReadChange(data, waves, tuple(remarks))


def _by_lot(people: list[str], seed: int) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    order = sorted(range(len(people)), key=lambda place: lottery_number(seed, "pseudonym", people[place]))
    digits = max(3, len(str(len(people))))
    names = tuple(f"P{number:0{digits}d}" for number in range(1, len(people) + 1))
    return np.array(order, dtype=np.int64), names


class _Reader:
    """Goes through one table once a question, noting faults and going on."""

    def __init__(
        self,
        table: Table,
        columns: ChangeColumns,
        limits: Mapping[str, tuple[float | None, float | None]],
        faults: Faults,
    ) -> None:
        self.table, self.columns, self.limits, self.faults = table, columns, limits, faults
        self.cells = {name: table.column(name) for name in columns.named() if name in table.columns}
        self.numbers: dict[str, NDArray[np.float64]] = {}

    def waves(self) -> tuple[str, ...]:
        """The waves in order: numbers by size, words as they first appear."""
        columns = self.columns
        if columns.wave is None:
            count = len(columns.outcomes[0].columns)
            return columns.wave_names or tuple(str(number) for number in range(1, count + 1))
        found = self.wave_values()
        if columns.wave_names and len(columns.wave_names) != len(found):
            said = ", ".join(found)
            self.faults.add(
                "evaluation.wave_names_differ", self.table.where(column=columns.wave),
                names=len(columns.wave_names), found=len(found), values=said,
            )  # fmt: skip
            return found
        if len(found) < LEAST_WAVES:
            self.faults.add("evaluation.one_wave_long", self.table.where(column=columns.wave))
        return columns.wave_names or found

    def wave_values(self) -> tuple[str, ...]:
        found = dict.fromkeys(mark(cell) for cell in self.cells[self.columns.wave or ""])
        found.pop("", None)
        return _in_order(list(found))

    def people(self) -> Rows:
        """Each person's rows, as places in the table."""
        rows: dict[str, list[int]] = defaultdict(list)
        for place, cell in enumerate(self.cells[self.columns.person]):
            who = mark(cell)
            if who:
                rows[who].append(place)
            else:
                where = self.table.where(row=self.table.row_numbers[place], column=self.columns.person)
                self.faults.add("evaluation.person_blank", where)
        return rows

    def side(self, rows: list[int]) -> str:
        if self.columns.group is None:
            return EVERYBODY
        return self._one_mark(rows, self.columns.group, "evaluation.side_changes") or NOT_STATED

    def belongings(self, people: Rows) -> tuple[list[str], list[str]]:
        """Each person's cohort and pair; empty where the file has none. Nobody's partner has no pair."""
        cohort, pair = self.columns.cohort, self.columns.pair
        cohorts, pairs = [], []
        for rows in people.values():
            if cohort is not None:
                found = self._one_mark(rows, cohort, "evaluation.pooled.cohort_changes")
                cohorts.append(found or NOT_STATED)
            if pair is not None:
                pairs.append(self._one_mark(rows, pair, "evaluation.pooled.pair_changes"))
        return cohorts, pairs

    def _one_mark(self, rows: list[int], column: str, code: str) -> str:
        """What the column says of a person, the same on all their rows."""
        found = {mark(self.cells[column][place]) for place in rows}
        if len(found) > 1:
            where = self.table.where(row=self._row(rows[0]), column=column)
            self.faults.add(code, where, rows=self._rows(rows))
        return min(found)

    def scores(self, people: Rows, waves: Sequence[str]) -> dict[str, dict[str, NDArray[np.float64]]]:
        self.read_scores()
        if self.columns.wave is None:
            return {
                outcome.key: {
                    wave: self._wide(people, column)
                    for wave, column in zip(waves, outcome.columns, strict=True)
                }
                for outcome in self.columns.outcomes
            }
        return self._long(people, waves)

    def read_scores(self) -> None:
        """Every column of scores that is there, as numbers."""
        for outcome in self.columns.outcomes:
            low, high = self.limits.get(outcome.key, (None, None))
            for column in outcome.columns:
                if column in self.cells and column not in self.numbers:
                    self.numbers[column] = read_numbers(self.table, column, self.faults, low=low, high=high)

    def _wide(self, people: Rows, column: str) -> NDArray[np.float64]:
        numbers = self.numbers[column]
        first = np.array([rows[0] for rows in people.values()], dtype=np.int64)
        for rows in people.values():
            if len(rows) > 1 and not np.array_equal(
                numbers[rows], np.repeat(numbers[rows[0]], len(rows)), equal_nan=True
            ):
                where = self.table.where(row=self._row(rows[0]), column=column)
                self.faults.add("evaluation.repeats_disagree", where, rows=self._rows(rows))
        return numbers[first] if len(first) else np.empty(0)

    def _long(self, people: Rows, waves: Sequence[str]) -> dict[str, dict[str, NDArray[np.float64]]]:
        place_of = {value: place for place, value in enumerate(self.wave_values())}
        found = np.full((len(place_of), len(people)), -1, dtype=np.int64)
        when = [mark(cell) for cell in self.cells[self.columns.wave or ""]]
        for person, rows in enumerate(people.values()):
            seen: dict[str, list[int]] = defaultdict(list)
            for row in rows:
                seen[when[row]].append(row)
            for value, at in seen.items():
                if value == "":
                    where = self.table.where(row=self._row(at[0]), column=self.columns.wave)
                    self.faults.add("evaluation.wave_blank", where)
                    continue
                if len(at) > 1:
                    where = self.table.where(row=self._row(at[0]), column=self.columns.person)
                    self.faults.add("evaluation.person_twice", where, wave=value, rows=self._rows(at))
                found[place_of[value], person] = at[0]
        return {
            outcome.key: {
                wave: np.where(at >= 0, self.numbers[outcome.columns[0]][at], np.nan)
                for wave, at in zip(waves, found, strict=False)
            }
            for outcome in self.columns.outcomes
        }

    def remarks(self, people: Rows) -> list[Remark]:
        repeated = [len(rows) for rows in people.values() if len(rows) > 1]
        said = []
        if self.columns.wave is None and repeated:
            counted = {"rows": len(self.table.rows), "people": len(people), "most": max(repeated)}
            said.append(Remark("evaluation.read.repeated_rows", counted))
        if self.columns.group is not None:
            blank = sum(self._blank(rows, self.columns.group) for rows in people.values())
            if blank:
                column = self.columns.group
                said.append(Remark("evaluation.read.side_not_stated", {"n": blank, "column": column}))
        if self.columns.cohort is not None:
            blank = sum(self._blank(rows, self.columns.cohort) for rows in people.values())
            if blank:
                column = self.columns.cohort
                said.append(Remark("evaluation.pooled.cohort_blank", {"n": blank, "column": column}))
        return said

    def _blank(self, rows: list[int], column: str) -> bool:
        return not mark(self.cells[column][rows[0]])

    def _row(self, place: int) -> int:
        return self.table.row_numbers[place]

    def _rows(self, places: list[int]) -> str:
        shown = ", ".join(str(self._row(place)) for place in places[:ROWS_NAMED])
        return shown + (", …" if len(places) > ROWS_NAMED else "")


def _in_order(values: list[str]) -> tuple[str, ...]:
    key: Callable[[str], float] = float
    try:
        return tuple(sorted(values, key=key))
    except ValueError:
        return tuple(values)
