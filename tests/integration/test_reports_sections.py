"""What a report says beside the change: both sides, what it took, equality, frameworks and cards."""

import pytest
from django.utils import translation
from tests.factories.reports import CHANGES, measured_cohort, new_cohort

from kith.publishing.report_json import report_to_json
from kith.service.reports import bridge
from kith.service.reports.domain import actions
from kith.service.reports.domain.making import material_of

pytestmark = pytest.mark.django_db


def asked_world():
    made = new_cohort()
    made.places = measured_cohort(made.cohort, CHANGES)
    return made


@pytest.fixture(scope="module")
def kept_asked(keep):
    return keep(asked_world)


@pytest.fixture
def asked(kept_asked, db):
    return kept_asked()


def sections_of(made, *, language="en", audience="public"):
    """By key, without drawing anything."""
    by = made.evaluator if audience == "evaluator" else made.by
    report = actions.make_report(by=by, cohort=made.cohort, audience=audience, language=language, seed=7)
    with translation.override(language):
        model = bridge.model_of(material_of(report), lambda *_told: None)
    return {one["key"]: one for one in report_to_json(model)["report"]["sections"]}


def tables(section):
    return [block for block in section["blocks"] if block["type"] == "table"]


def said(cell):
    return cell if isinstance(cell, str) else cell["reason"]


def test_both_sides_stand_side_by_side_the_widest_first(asked):
    """Means go from 3 to 3 + CHANGES: after, the clinicians stand 4 higher together than the managers, of 8 each."""
    found = sections_of(asked)["both_sides"]
    scores, questions = tables(found)
    assert scores["rows"][0] == ["Prepared to lead (After)", "4 (8)", "3 (8)", "12%"]
    assert [row[-1] for row in scores["rows"]] == ["12%"] * 3 + ["0%"] * 3
    assert {cell if isinstance(cell, str) else cell["reason"] for row in questions["rows"] for cell in row[1:3]} == {
        "2 (8)", "3 (8)", "4 (8)", "Yes: 8 of 8", "5 (8)", "fewer than 5 answered"
    }  # fmt: skip
    counted = {
        block["caption"] for one in found["blocks"] if one["type"] == "details" for block in one["blocks"]
    }
    assert all(caption.endswith("(How it went)") for caption in counted)
    widely = sections_of(asked, audience="evaluator")["both_sides"]["blocks"][-1]
    assert any(block["caption"].endswith("(After)") for block in widely["blocks"])
