"""Which columns of a file hold people, sides and scores, and the check that they are there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from kith.foundation.faults import Faults, Where
from kith.tables.naming import plain
from kith.tables.types import Table

LEAST_WAVES = 2


@dataclass(frozen=True, slots=True)
class OutcomeColumns:
    """An outcome and its columns: one a wave in a wide file, a single one in a long file."""

    key: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeColumns:
    """How the file is laid out.

    Parameters
    ----------
    person
        The column that says who. Any mark that is the same for one person in every wave.
    wave
        The column that says when, in a long file (a row a person a wave). ``None``: a wide file
        (a row a person, a column a wave).
    group
        The column of sides, if there are any.
    wave_names
        Keys of the waves in order. Empty: ``1``, ``2``, ... or the values found.
    cohort, pair
        The columns of cohorts and of pairs, if there are any.
    """

    person: str
    outcomes: tuple[OutcomeColumns, ...]
    wave: str | None = None
    group: str | None = None
    wave_names: tuple[str, ...] = ()
    cohort: str | None = None
    pair: str | None = None

    def named(self) -> Iterable[str]:
        """Every column that is asked for, each once."""
        scores = (column for outcome in self.outcomes for column in outcome.columns)
        told = (self.person, self.group, self.wave, self.cohort, self.pair)
        return dict.fromkeys(name for name in (*told, *scores) if name)


def check_columns(table: Table, columns: ChangeColumns, faults: Faults) -> None:
    """Note every column that is not there, with the nearest that is, and every layout that cannot be."""
    note_missing_columns(table, columns.named(), faults)
    keys = [outcome.key for outcome in columns.outcomes]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        faults.add("evaluation.outcome_twice", table.where(), outcome=key)
    if not columns.outcomes:
        faults.add("evaluation.no_outcome", table.where())
    if columns.wave is None:
        _check_wide(table, columns, faults)
    else:
        for outcome in columns.outcomes:
            if len(outcome.columns) != 1:
                faults.add("evaluation.long_one_column", table.where(), outcome=outcome.key)


def note_missing_columns(table: Table, wanted: Iterable[str], faults: Faults) -> None:
    """Note each wanted column that the table lacks, with the heading that is most like it."""
    by_plain = {plain(heading): heading for heading in table.columns}
    for name in wanted:
        if name in table.columns:
            continue
        near = difflib.get_close_matches(plain(name), by_plain, n=1, cutoff=0.6)
        if near:
            faults.add("evaluation.column_missing_near", _file(table), column=name, near=by_plain[near[0]])
        else:
            shown = ", ".join(table.columns[:12]) + (", …" if len(table.columns) > 12 else "")
            faults.add("evaluation.column_missing", _file(table), column=name, columns=shown)


def _check_wide(table: Table, columns: ChangeColumns, faults: Faults) -> None:
    counts = {len(outcome.columns) for outcome in columns.outcomes}
    if columns.wave_names:
        counts.add(len(columns.wave_names))
    if len(counts) > 1:
        said = ", ".join(f"{outcome.key} {len(outcome.columns)}" for outcome in columns.outcomes)
        names = len(columns.wave_names)
        faults.add("evaluation.waves_differ", _file(table), counts=said, names=names)
    elif counts and max(counts) < LEAST_WAVES:
        key = columns.outcomes[0].key
        faults.add("evaluation.one_wave_wide", _file(table), outcome=key)


def _file(table: Table) -> Where:
    return Where(file=table.name, sheet=table.sheet)
