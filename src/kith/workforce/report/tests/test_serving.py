"""What a run's report says beyond its pictures: need served, places, other countries, evidence, and two runs."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import numpy as np
import pytest

from kith.publishing.blocks import BulletList, Finding, Table
from kith.publishing.model import Report, walk
from kith.workforce.report import SUBJECT, workforce_report
from kith.workforce.report.abroad import abroad_section
from kith.workforce.report.comparing import comparison_report
from kith.workforce.report.evidence import evidence_table
from kith.workforce.report.serving import served, service_section
from kith.workforce.scenario.compiling import replaced
from kith.workforce.scenario.running import Run, run
from kith.workforce.scenario.shipped import read_template
from kith.workforce.speaking import Speaker

SAY = Speaker(SUBJECT)
WHEN = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def large() -> Run:
    return run(replaced(read_template("four-by-ten"), draws=4))


@pytest.fixture(scope="module")
def report(large: Run) -> Report:
    return workforce_report(large, written_at=WHEN)


def value(cell: object) -> float:
    return float(str(cell).replace(",", "").replace("−", "-").rstrip("%"))


def test_no_surplus_stands_in_for_a_shortfall() -> None:
    there, needed = np.array([[30.0, 5.0]]), np.array([[10.0, 20.0]])
    assert served(there, needed).sum() == 15.0


def test_places_add_up_to_all(large: Run) -> None:
    table = service_section(large, SAY).blocks[2]
    assert isinstance(table, Table)
    *each, whole = table.rows
    found = large.projection
    gaps = found.expected.fte[-1] - found.need[-1]
    assert value(whole[4]) == round(float(gaps.sum()), 1)
    assert value(whole[5]) == round(float(np.minimum(gaps, 0.0).sum()), 1)
    for column in range(2, 6):
        assert sum(value(row[column]) for row in each) == pytest.approx(value(whole[column]), abs=0.6)


def test_a_country_on_the_list_is_in_the_summary_and_beside_what_it_gives(large: Run, report: Report) -> None:
    lists = [line for block in report.summary if isinstance(block, BulletList) for line in block.items]
    assert any("SAFEGUARDS LIST" in line for line in lists)
    table = abroad_section(large, SAY).blocks[-1]
    assert isinstance(table, Table)
    assert {row[1] for row in table.rows} == {"on the list", "not on the list"}
    assert value(table.rows[1][2]) == round(float(large.money.exchanges[1].recruits.sum()))


def test_every_lever_tells_who_says_what_it_does(large: Run) -> None:
    rows = evidence_table(large, SAY).rows
    assert len(rows) == len(large.scenario.levers)
    assert {row[1] for row in rows} == {"not pulled"}


def test_the_summary_is_short_and_names_no_cause(report: Report) -> None:
    headlines = [block.headline for block in report.summary if isinstance(block, Finding)]
    assert len(headlines) <= 9
    assert not re.search(r"\b(because|caused|leads? to|due to)\b", " ".join(headlines))
    kinds = [section.key for section in walk(report.sections)]
    assert kinds[0] == "rests"
    assert {"service", "abroad", "levers", "sure", "limits", "again"} <= set(kinds)


def test_two_runs_differ_by_what_their_parts_differ_by(large: Run) -> None:
    other = run(
        replaced(read_template("four-by-ten", "higher-demand.toml"), draws=4, seed=large.scenario.seed)
    )
    made = comparison_report(large, other, written_at=WHEN)
    rows = {section.key: section.blocks[-1] for section in made.sections}
    professions, money = rows["professions"], rows["money"]
    assert isinstance(professions, Table)
    assert isinstance(money, Table)
    *each, whole = professions.rows
    assert sum(value(row[3]) for row in each) == pytest.approx(value(whole[3]), abs=0.3)
    assert value(money.rows[-1][3]) == round(float(other.money.total.sum() - large.money.total.sum()))
    same = comparison_report(large, large, written_at=WHEN)
    assert "in 4 both are equal" in [b.headline for b in same.summary if isinstance(b, Finding)][1]
