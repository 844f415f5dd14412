"""A cohort that has answered, and a report of it: for the tests of making one."""

import json

import pytest
from django.utils import translation
from tests.factories.reports import (
    new_cohort,
    reported_cohort,
)

from kith.publishing.report_json import report_to_json
from kith.service.reports import bridge
from kith.service.reports.domain import actions
from kith.service.reports.domain.making import material_of


@pytest.fixture(scope="module")
def kept_report(keep):
    return keep(reported_cohort)


@pytest.fixture
def reported(kept_report, db):
    """A copy of the same two reports for each test that only reads them."""
    return kept_report()


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(new_cohort)


@pytest.fixture
def unasked(kept_cohort, db):
    return kept_cohort()


@pytest.fixture
def by(unasked):
    return unasked.by


@pytest.fixture
def cohort(unasked):
    return unasked.cohort


@pytest.fixture
def evaluator(unasked):
    return unasked.evaluator


def modelled(by, cohort, *, audience="public", language="en", seed=7):
    """The report's model without pages and files, which take seconds to draw."""
    report = actions.make_report(by=by, cohort=cohort, audience=audience, language=language, seed=seed)
    with translation.override(language):
        model = bridge.model_of(material_of(report), lambda *_told: None)
    report.content = report_to_json(model)
    return report


def said(report):
    """Everything in the model, as one text."""
    return json.dumps(report.content, ensure_ascii=False)


def codes_of(refused):
    return [fault.code for fault in refused.value.faults]


def changes_told(report, side):
    """People, up, same and down of each score of a side, from the table of the summary."""
    tables = list(_tables(report.content["report"]["summary"]))
    rows = [row for table in tables for row in table["rows"] if len(row) > 5 and row[1] == side]
    return [row[2:6] for row in rows]


def _tables(node):
    if isinstance(node, dict):
        if "rows" in node and "caption" in node:
            yield node
        for inner in node.values():
            yield from _tables(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _tables(inner)


def rows_called(report, name):
    return [row for table in _tables(report.content) for row in table["rows"] if row[0] == name]
