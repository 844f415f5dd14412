"""From a table with a row a person to the groups and scores in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kith.evaluation.cells import mark, number, text
from kith.evaluation.change_columns import note_missing_columns
from kith.evaluation.independent.types import GroupsData, GroupsPlan
from kith.evaluation.plan import Outcome, Side
from kith.evaluation.recognise import is_missing
from kith.foundation.faults import Faults
from kith.foundation.words import Text
from kith.tables.types import Table

MOST_GROUPS = 12
MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class ReadGroups:
    """The data, the plan they make, and how many rows say no group."""

    data: GroupsData
    plan: GroupsPlan
    no_group: int


def read_groups(table: Table, by: str, scores: Sequence[str], order: Sequence[str] = ()) -> ReadGroups:
    """Read groups and scores, or refuse with every fault of the file at once.

    Parameters
    ----------
    order
        The groups to compare, the first being compared with; empty: all that the column holds, in order. Rows
        that say no group are left out and counted.

    Raises
    ------
    KithError
        For columns that are not there, words where numbers belong, a group that nobody is in, and a column
        with more than a dozen groups.
    """
    faults = Faults()
    note_missing_columns(table, (by, *scores), faults)
    faults.raise_if_any()
    groups = tuple(mark(cell) for cell in table.column(by))
    found = _in_order({group for group in groups if group})
    wanted = tuple(order) or found
    if not order and len(found) > MOST_GROUPS:
        faults.add("evaluation.groups.too_many", table.where(column=by), n=len(found), most=MOST_GROUPS)
    if len(wanted) < 2:
        faults.add("evaluation.groups.one_group", table.where(column=by), groups=len(wanted))
    for group in wanted:
        if group not in found:
            shown = ", ".join(found[:MOST_GROUPS])
            faults.add("evaluation.groups.unknown", table.where(column=by), group=group, known=shown)
    keys = list(dict.fromkeys(scores))
    numbers = {key: _numbers(table, key, faults) for key in keys}
    faults.raise_if_any()
    plan = GroupsPlan(
        outcomes=tuple(Outcome(key, Text.of(key)) for key in keys),
        groups=tuple(Side(key, Text.of(key)) for key in dict.fromkeys(wanted)),
    )
    return ReadGroups(GroupsData(groups, numbers), plan, groups.count(""))


def _numbers(table: Table, column: str, faults: Faults) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    numbers = np.full(len(table.rows), np.nan)
    cells = table.column(column)
    given = [(place, cell) for place, cell in enumerate(cells) if not is_missing(text(cell))]
    read = [(place, cell, number(cell)) for place, cell in given]
    if len(read) > 1 and all(found is None for _, _, found in read):
        value = str(read[0][1])[:MOST_SHOWN]
        faults.add("evaluation.only_words", table.where(column=column), value=value)
        return numbers
    for place, cell, found in read:
        if found is None:
            where = table.where(row=table.row_numbers[place], column=column)
            faults.add("evaluation.not_a_number", where, value=str(cell)[:MOST_SHOWN])
        else:
            numbers[place] = found
    return numbers


def _in_order(groups: set[str]) -> tuple[str, ...]:
    try:
        return tuple(sorted(groups, key=float))
    except ValueError:
        return tuple(sorted(groups))
