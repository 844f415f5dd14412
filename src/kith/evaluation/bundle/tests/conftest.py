"""Bundles of one analysis, written once."""

from datetime import date

import pytest

from kith.evaluation.bundle import Contents, write_bundle
from kith.evaluation.bundle.tests.bundles import NOW, PLAN, made_data
from kith.evaluation.change import analyse_change
from kith.evaluation.facts import ReportFacts
from kith.evaluation.plan_file import PlanFile
from kith.evaluation.planning.frozen import freeze, frozen_json
from kith.evaluation.report import change_report
from kith.foundation.words import Text
from kith.publishing.blocks import Paragraph, Quotation
from kith.publishing.model import Section


@pytest.fixture(scope="session")
def data():
    return made_data()


@pytest.fixture(scope="session")
def parts(data):
    result = analyse_change(data, PLAN, seed=9)
    words = Section("words", "In their words", (Quotation("Planted words", "A doctor"), Paragraph("Kept")))
    report = change_report(
        result,
        PLAN,
        ReportFacts(Text.of("What changed"), NOW),
        sections=("change", "words"),
        more={"words": words},
    )
    return {"report": report, "plan": PLAN, "result": result, "seed": 9, "made_at": NOW}


@pytest.fixture(scope="session")
def lines(parts, data):
    frozen = freeze(PlanFile(outcome=({"key": "skill"},)), date(2026, 1, 31))
    return write_bundle(Contents(**parts, data=data, frozen=frozen_json(frozen)))


@pytest.fixture(scope="session")
def public(parts):
    return write_bundle(Contents(**parts))
