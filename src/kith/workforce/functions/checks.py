"""What is wrong with a long table, cell by cell and over its rows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from kith.foundation.faults import Fault, Faults, Where
from kith.tables.types import Value
from kith.workforce.functions.occupations import nearest_code
from kith.workforce.functions.types import Lists, Row, Staff

Located = tuple[Where, Row]
ROUNDING = 1e-9
"""Shares such as 0.1 are not exact: a sum this little above 1 is 1."""
LONGEST_TIME = 1.5
"""Of a full-time post. Ours: half as long again as full time is nobody's usual week in writing."""


def check_cells(record: Mapping[str, Value], where: Where, lists: Lists, faults: Faults) -> None:
    """Every fault of one row: function, code, headcount, shares."""
    keys = [each.key for each in lists.functions]
    function, code = str(record["function"]), str(record["occupation"])
    if function not in keys:
        nearest = next(iter(get_close_matches(function.lower(), keys, n=1, cutoff=0.0)), keys[0])
        faults.add("workforce.functions.unknown_function", where, value=function, nearest=nearest)
    if code not in lists.occupations:
        nearest = nearest_code(code, tuple(lists.occupations))
        name = str(lists.occupations[nearest].name)
        faults.add("workforce.functions.unknown_code", where, value=code, nearest=nearest, name=name)
    _headcount(record, where, faults)
    _shares(record, where, faults)


def _headcount(record: Mapping[str, Value], where: Where, faults: Faults) -> None:
    people, time = _real(record["headcount"]), _real(record["working_time"])
    if record["unit"] == "fte":
        faults.add("workforce.functions.fte_row", where, value=_said(people))
    elif people is not None and people <= 0:
        faults.add("workforce.functions.no_headcount", where, value=_said(people))
    elif people is not None and people != math.floor(people):
        faults.add("workforce.functions.part_of_a_person", where, value=_said(people))
    if time is not None and not 0 < time <= LONGEST_TIME:
        faults.add("workforce.functions.working_time", where, value=_said(time), most=_said(LONGEST_TIME))


def _shares(record: Mapping[str, Value], where: Where, faults: Faults) -> None:
    mode = _real(record["mode"])
    low, high = _real(record["low"]), _real(record["high"])
    given = (("Share low", low), ("Share", mode), ("Share high", high))
    out = [(label, value) for label, value in given if value is not None and not 0 <= value <= 1]
    for label, value in out:
        faults.add("workforce.functions.share_range", where, label=label, value=_said(value))
    if out or mode is None:
        return
    least, most = (mode if low is None else low), (mode if high is None else high)
    if not least <= mode <= most:
        faults.add(
            "workforce.functions.share_order", where, low=_said(least), mode=_said(mode), high=_said(most)
        )


def faults_between(rows: Sequence[Located]) -> list[Fault]:
    """Every fault over rows: a row twice, a whole beside its parts, staff told of in two ways, time given twice."""
    faults = Faults()
    told: dict[tuple[str, tuple[str, str]], list[Located]] = {}
    for where, row in rows:
        told.setdefault((row.staff.respondent, row.staff.whom), []).append((where, row))
    for theirs in told.values():
        _one_staff(theirs, faults)
        _rows_twice(theirs, faults)
        _time_twice(theirs, faults)
    _headcounts_agree(rows, faults)
    return list(faults)


def _one_staff(theirs: Sequence[Located], faults: Faults) -> None:
    """All rows of one respondent on the same staff say the same of them."""
    first: Staff = theirs[0][1].staff
    for where, row in theirs[1:]:
        if row.staff != first:
            faults.add(
                "workforce.functions.told_two_ways",
                where,
                respondent=first.respondent,
                first=theirs[0][0].row,
            )


def _rows_twice(theirs: Sequence[Located], faults: Faults) -> None:
    first: dict[tuple[str, str], int] = {}
    wholes = {row.function for _, row in theirs if not row.part}
    parts = {row.function for _, row in theirs if row.part}
    for where, row in theirs:
        earlier = first.setdefault((row.function, row.part), where.row or 0)
        if earlier != (where.row or 0):
            faults.add("workforce.functions.row_twice", where, function=row.function, first=earlier)
        elif not row.part and row.function in wholes & parts:
            faults.add("workforce.functions.whole_and_part", where, function=row.function)


def _time_twice(theirs: Sequence[Located], faults: Faults) -> None:
    """Shares of one working time that together are more than all of it: somebody is counted twice."""
    total = math.fsum(row.share.mode for _, row in theirs)
    if total > 1 + ROUNDING:
        where, row = theirs[-1]
        faults.add(
            "workforce.functions.counted_twice",
            where,
            respondent=row.staff.respondent,
            group=row.staff.group or "-",
            total=_said(total),
            rows=", ".join(str(each.row) for each, _ in theirs),
        )


def _headcounts_agree(rows: Sequence[Located], faults: Faults) -> None:
    """Respondents who describe one group count its people alike, else no sum would be right."""
    first: dict[tuple[str, str], tuple[Where, Staff]] = {}
    named: set[tuple[str, tuple[str, str]]] = set()
    for where, row in rows:
        if row.staff.group is None:
            continue
        earlier, staff = first.setdefault(row.staff.whom, (where, row.staff))
        here = (row.staff.respondent, row.staff.whom)
        same = (staff.headcount, staff.working_time) == (row.staff.headcount, row.staff.working_time)
        if staff.respondent != row.staff.respondent and not same and here not in named:
            named.add(here)
            faults.add(
                "workforce.functions.group_sizes",
                where,
                group=row.staff.group,
                one=staff.headcount,
                other=row.staff.headcount,
                first=earlier.row,
            )


def _real(value: Value) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _said(value: float | None) -> str:
    return "-" if value is None else f"{value:.6g}"
