"""From a table with a row a person to the groups and scores in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.cells import in_order, mark
from kith.evaluation.change_columns import note_missing_columns
from kith.evaluation.independent.types import GroupsData, GroupsPlan
from kith.evaluation.plan import Outcome, Side
from kith.evaluation.reading_numbers import read_numbers
from kith.foundation.faults import Faults
from kith.foundation.words import Text
from kith.tables.types import Table

Numbers = NDArray[np.float64]
MOST_GROUPS = 12


@dataclass(frozen=True, slots=True)
class ReadGroups:
    """The data, the plan they make, and how many rows say no group."""

    data: GroupsData
    plan: GroupsPlan
    no_group: int


def read_groups(
    table: Table, by: str, scores: Sequence[str], order: Sequence[str] = (), *, person: str | None = None
) -> ReadGroups:
    """Read groups and scores, or refuse with every fault of the file at once.

    Parameters
    ----------
    order
        The groups to compare, the first being compared with; empty: all that the column holds, in order. Rows
        that say no group are left out and counted.
    person
        A column that tells people apart, if there is one: then each counts once, and nobody may stand in two
        groups. ``None``: each row is somebody else.

    Raises
    ------
    KithError
        For columns that are not there, words where numbers belong, a group that nobody is in, and a column
        with more than a dozen groups.
    """
    faults = Faults()
    note_missing_columns(table, (*(() if person is None else (person,)), by, *scores), faults)
    faults.raise_if_any()
    groups = tuple(mark(cell) for cell in table.column(by))
    found = in_order({group for group in groups if group})
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
    numbers = {key: read_numbers(table, key, faults) for key in keys}
    if person is not None:
        kept = _once_each(table, person, (groups, numbers), faults)
        groups = tuple(groups[place] for place in kept)
        numbers = {key: values[kept] for key, values in numbers.items()}
    faults.raise_if_any()
    plan = GroupsPlan(
        outcomes=tuple(Outcome(key, Text.of(key)) for key in keys),
        groups=tuple(Side(key, Text.of(key)) for key in dict.fromkeys(wanted)),
    )
    return ReadGroups(GroupsData(groups, numbers), plan, groups.count(""))


def _once_each(
    table: Table, person: str, read: tuple[tuple[str, ...], Mapping[str, Numbers]], faults: Faults
) -> list[int]:
    """One row a person; a fault where a person's rows disagree."""
    groups, numbers = read
    first: dict[str, int] = {}
    for place, cell in enumerate(table.column(person)):
        who, row = mark(cell), table.row_numbers[place]
        if not who:
            faults.add("evaluation.person_blank", table.where(row=row, column=person))
            continue
        before = first.setdefault(who, place)
        rows = f"{table.row_numbers[before]}, {row}"
        if groups[before] != groups[place]:
            faults.add("evaluation.groups.same_person", table.where(row=row, column=person), rows=rows)
        for key, values in numbers.items():
            if not np.array_equal(values[before], values[place], equal_nan=True):
                faults.add("evaluation.repeats_disagree", table.where(row=row, column=key), rows=rows)
    return list(first.values())
