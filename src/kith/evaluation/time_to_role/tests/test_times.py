"""Time to the next role: published times, dates, the threshold, and bad input."""

import datetime as dt

import numpy as np
import pytest

from kith.evaluation.facts import ReportFacts
from kith.evaluation.time_to_role import TimesData, analyse_times, times_report
from kith.evaluation.time_to_role.reading import TimeColumns, read_times
from kith.evaluation.time_to_role.types import Unit
from kith.evaluation.types import Remark
from kith.foundation.faults import KithError
from kith.foundation.words import Text
from kith.tables.types import Table

# Weeks of remission on 6-MP (Freireich and others 1963, as in Gehan 1965).
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
CAME = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]


def data_of(times: list[float], moved: list[int], groups: tuple[str, ...] | None = None) -> TimesData:
    return TimesData(
        np.array(times, dtype=float), np.array(moved, dtype=bool), groups or ("",) * len(times), Unit.WEEKS
    )


def table_of(columns: dict[str, list[object]]) -> Table:
    rows = tuple(zip(*columns.values(), strict=True))
    return Table("roles.csv", None, tuple(columns), rows, tuple(range(2, len(rows) + 2)))


def test_published():
    (group,) = analyse_times(data_of(WEEKS, CAME)).groups
    assert not isinstance(group.found, Remark)
    assert (group.n, group.moved, group.found.median.value, group.shown) == (21, 9, 23, 7)


def test_few_are_not_shown():
    result = analyse_times(data_of([1, 2, 3, 4, 5, 6, 7], [1, 0, 0, 0, 0, 0, 1]))
    assert isinstance(result.groups[0].found, Remark)
    assert result.groups[0].moved is None
    report = times_report(result, ReportFacts(Text.of("Roles"), dt.datetime(2026, 5, 1, tzinfo=dt.UTC)))
    assert "fewer than 5 people moved" in str(report.summary[0])


def test_steps_of_few_are_left_out():
    (group,) = analyse_times(data_of([1, 2, 3, 4, 5, 6, 7], [1] * 7)).groups
    assert not isinstance(group.found, Remark)
    assert (len(group.found.steps), group.shown) == (7, 3)


def test_dates():
    table = table_of({"ended": ["2025-01-01"] * 2, "next": ["2025-07-02", None]})
    columns = TimeColumns(start="ended", end="next", until=dt.date(2026, 1, 1), unit=Unit.DAYS)
    data = read_times(table, columns)
    assert (data.times.tolist(), data.moved.tolist()) == ([182, 365], [True, False])


@pytest.mark.parametrize(
    ("columns", "read", "codes"),
    [
        ({"t": ["x", -1], "m": ["yes", "maybe"]}, TimeColumns("t", "m"),
         ["evaluation.times.bad_length", "evaluation.times.bad_length", "evaluation.times.bad_moved"]),
        ({"s": ["soon", "2025-05-01", "2025-01-01"], "e": [None, "2025-01-01", "2027-01-01"]},
         TimeColumns(start="s", end="e", until=dt.date(2026, 1, 1)),
         ["evaluation.times.bad_date", "evaluation.times.no_start", "evaluation.times.ends_first",
          "evaluation.times.after_news"]),
    ],
)  # fmt: skip
def test_bad_files(columns: dict[str, list[object]], read: TimeColumns, codes: list[str]):
    with pytest.raises(KithError) as refused:
        read_times(table_of(columns), read)
    assert [fault.code for fault in refused.value.faults] == codes


def test_two_groups():
    groups = ("a",) * 21 + ("b",) * 21
    early = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
    result = analyse_times(data_of(WEEKS + early, CAME + [1] * 21, groups))
    assert result.compared is not None
    assert f"{result.compared.statistic:.2f}" == "16.79"


def test_a_report_tells_round_times_and_not_single_peoples():
    (group,) = analyse_times(data_of(WEEKS, CAME)).groups
    assert [(mark.time, mark.at_risk) for mark in group.marks] == [
        (4, 21), (8, 16), (12, 12), (16, 11), (20, 8), (24, 5),
    ]  # fmt: skip
    assert group.marks[0].waiting is None
    assert not isinstance(group.found, Remark)
    assert group.marks[1].waiting == group.found.steps[1].waiting
    report = times_report(
        analyse_times(data_of(WEEKS, CAME)),
        ReportFacts(Text.of("Roles"), dt.datetime(2026, 5, 1, tzinfo=dt.UTC)),
    )
    assert "Everybody" not in str(report)
    assert "Half had moved to their next role within 23 weeks." in str(report.summary[0])
