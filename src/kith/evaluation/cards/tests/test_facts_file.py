"""The file of facts: what it adds to a report, and everything that can be wrong with it at once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest

from kith.evaluation.cards.facts_file import FactsFile, read_facts, took_sections, with_facts
from kith.evaluation.change import analyse_change
from kith.evaluation.facts import Flow, ReportFacts
from kith.evaluation.plan import ChangePlan, Outcome, Side, Wave, WaveRole
from kith.evaluation.report import CARDS, DEFAULT_SECTIONS, change_report
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import ChangeData
from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.foundation.words import Text
from kith.publishing.blocks import Table
from kith.tables.toml import load_toml

NOW = datetime(2026, 11, 22, tzinfo=UTC)
NOBODY = np.empty(0)
PLAN = ChangePlan(
    outcomes=(Outcome("skill", Text.of("Skill")),),
    waves=(
        Wave("before", Text.of("Before"), WaveRole.BEFORE),
        Wave("after", Text.of("After"), WaveRole.AFTER),
    ),
    sides=(Side("nurse", Text.of("Nurses")),),
)
GOOD = """
[[flow]]
side = "nurse"
joined = 8
[[open]]
wave = "before"
opened = 2026-01-12
closed = 2026-01-25
[took]
effects = ["One pair was put together anew."]
costs = ["38 hours, paid by the trust."]
[squire]
"3" = "41 of 100 said so."
"13e" = "Told at the meeting too."
"""
BAD = """
[[flow]]
side = "doctor"
joined = -1
[[flow]]
side = "nurse"
joind = 3
[[open]]
wave = "later"
opened = 2026-02-12
closed = 2026-01-25
[squire]
"19" = "?"
"""


def read(text: str) -> FactsFile:
    return read_facts(load_toml(text, "facts.toml"), PLAN)


def squire_of(report) -> dict[str, str]:
    (cards,) = (section for section in report.sections if section.key == CARDS)
    (table,) = (block for block in cards.subsections[0].blocks if isinstance(block, Table))
    return {row[0]: row[2] for row in table.rows}


def test_facts_stand_in_the_report_and_answer_the_cards():
    file = read(GOOD)
    facts = with_facts(ReportFacts(Text.of("T"), NOW), file)
    assert facts.flow == (Flow("nurse", joined=8),)
    assert (facts.dates[0].opened, facts.cost) == (date(2026, 1, 12), Text.of("38 hours, paid by the trust."))
    took = took_sections(file, Speaker())
    assert list(took) == ["harms_costs"]
    result = analyse_change(ChangeData((), (), {"skill": {"before": NOBODY, "after": NOBODY}}), PLAN, seed=1)
    sections = (*DEFAULT_SECTIONS, *took, CARDS)
    told = squire_of(change_report(result, PLAN, facts, sections=sections, more=took))
    assert told["3"] == "41 of 100 said so."
    assert told["7"] == "Who took part"
    assert told["13e"] == "Harms and costs. Told at the meeting too."
    bare = squire_of(change_report(result, PLAN, ReportFacts(Text.of("T"), NOW), sections=sections))
    assert bare["7"].startswith("Not recorded.")


def test_what_is_wrong_is_said_at_once():
    with pytest.raises(KithError) as refused:
        read(BAD)
    said = [sentence(fault) for fault in refused.value.faults]
    assert said == [
        "facts.toml, line 4, flow[0].joined: “joined” is below 0. Give a number of 0 or more, or leave it out.",
        "facts.toml, line 7, flow[1].joind: A file of facts does not know “joind” here. Correct the name, or take it out; the"
        " reference names them all.",
    ]
    with pytest.raises(KithError) as refused:
        read(BAD.replace("joined = -1", "joined = 1").replace("joind", "joined"))
    assert [fault.code.rpartition(".")[2] for fault in refused.value.faults] == [
        "no_side",
        "no_wave",
        "closed_first",
        "no_item",
    ]
