"""Asked again half a year on: change that lasts, beside change at the end; who answered, and whose line is kept back."""

import datetime as dt
import json

import pytest
from django.utils import translation
from tests.factories.reports import CHANGES, answer, measured_cohort, new_cohort, points

from kith.foundation.faults import KithError
from kith.publishing.report_json import report_to_json
from kith.service.cohorts.models import StageDate
from kith.service.reports import bridge
from kith.service.reports.domain import actions
from kith.service.reports.domain.agreed import lines_shown
from kith.service.reports.domain.gathering import asked_waves, gather
from kith.service.reports.domain.making import material_of
from kith.service.reports.web.presenters import report_progress
from kith.service.surveys.models import Response, Wave

pytestmark = pytest.mark.django_db
LATER = "half-a-year-on"
LASTED = {"clinician": [1, 1, 1, 0, 0, 0], "manager": [1, 0, 0, 0, -1]}
"""Of the eight on each side who were asked at the end, how far those who answered later are from where they began."""


def world():
    """Six clinicians and five managers answer half a year on; the others were asked and did not."""
    made = new_cohort()
    StageDate.objects.create(
        cohort=made.cohort, stage="after", starts_on=made.cohort.ends_on, ends_on=dt.date(2028, 1, 1)
    )
    made.places = measured_cohort(made.cohort, CHANGES)
    wave = Wave.objects.get(cohort=made.cohort, key=LATER)
    for side, steps in LASTED.items():
        for place, step in zip(made.places[side], [*steps, *[None] * (8 - len(steps))], strict=True):
            answer(wave, place, None if step is None else points(wave, 3 + step))
    Wave.objects.filter(cohort=made.cohort, key="a-year-on").update(state=Wave.State.PLANNED)
    return made


@pytest.fixture(scope="module")
def kept(keep):
    return keep(world)


@pytest.fixture
def made(kept, db):
    return kept()


def model_of(made, *, audience="public"):
    by = made.evaluator if audience == "evaluator" else made.by
    report = actions.make_report(by=by, cohort=made.cohort, audience=audience, language="en", seed=7)
    with translation.override("en"):
        return report, report_to_json(bridge.model_of(material_of(report), lambda *_told: None))["report"]


def tables_of(node):
    if isinstance(node, dict):
        if "rows" in node and "caption" in node:
            yield node
        for inner in node.values():
            yield from tables_of(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from tables_of(inner)


def rows_starting(model, key, label):
    section = next(one for one in model["sections"] if one["key"] == key)
    return [row for table in tables_of(section) for row in table["rows"] if row[0] == label]


def test_what_lasted_stands_beside_what_had_changed_at_the_end(made):
    _report, model = model_of(made)
    change = next(one for one in model["sections"] if one["key"] == "change")
    table = next(one for one in tables_of(change) if "counts, change and plausible range" in one["caption"])
    assert [row[:5] for row in table["rows"]] == [
        ["Clinicians, “Before” to “After”", "8", "5", "2", "1"],
        ["Managers, “Before” to “After”", "8", "2", "4", "2"],
        ["Clinicians, “Before” to “Half a year on”", "6", "3", "3", "0"],
        ["Managers, “Before” to “Half a year on”", "5", "1", "3", "1"],
    ]


def test_the_summary_tells_the_end_of_the_programme_and_no_longer_says_ask_again(made):
    _report, model = model_of(made)
    summary = json.dumps(model["summary"], ensure_ascii=False)
    assert "What changed from “Before” to “After”, side by side" in summary
    assert "Ask again some months later" not in summary


def test_those_who_answered_again_stand_beside_those_who_did_not(made):
    """Matched at the first and the later time; only the first; only the later; the first scores of both."""
    _report, model = model_of(made)
    response = next(one for one in model["sections"] if one["key"] == "response")
    completers = next(one for one in tables_of(response) if "did not answer again" in one["caption"])
    lines = {row[1]: row[2:5] for row in completers["rows"]}
    assert lines["Clinicians, “Before” to “Half a year on”"] == ["6", "2", "0"]
    assert lines["Managers, “Before” to “Half a year on”"] == ["5", "3", "0"]
    asked = [[row[1], *row[3:5]] for row in rows_starting(model, "response", "Half a year on")]
    assert asked == [["Clinicians", "8", "6"], ["Managers", "8", "5"]]


def test_a_report_does_not_wait_for_it(made):
    """Planned or open it stands in no report for everybody; the evaluator sees what has come in."""
    Wave.objects.filter(cohort=made.cohort, key=LATER).update(state=Wave.State.OPEN)
    report, model = model_of(made)
    assert not report.is_interim
    assert "Half a year on" not in json.dumps(model, ensure_ascii=False)
    report, model = model_of(made, audience="evaluator")
    assert report.is_interim
    assert "“Before” to “Half a year on”" in json.dumps(model, ensure_ascii=False)
    Wave.objects.filter(cohort=made.cohort, key=LATER).update(state=Wave.State.PLANNED)
    report, model = model_of(made, audience="evaluator")
    assert not report.is_interim
    assert "Half a year on" not in json.dumps(model, ensure_ascii=False)


def test_a_report_still_waits_for_the_programme_itself(made):
    Wave.objects.filter(cohort=made.cohort, key="after").update(state=Wave.State.OPEN)
    with pytest.raises(KithError) as refused:
        model_of(made)
    assert [fault.code for fault in refused.value.faults] == ["reports.not_closed"]


def test_one_that_asked_nobody_is_not_told_of(made):
    wave = Wave.objects.get(cohort=made.cohort, key=LATER)
    wave.responses.all().delete()
    wave.invitations.all().delete()
    _report, model = model_of(made)
    assert "Half a year on" not in json.dumps(model, ensure_ascii=False)


def test_where_few_answered_later_the_line_of_one_who_refused_is_still_hidden_among_five(made):
    """Two clinicians answered half a year on. Were only theirs kept back beside the refused line, the totals of the
    end less the lines that are shown would tell what one person answered."""
    wave = Wave.objects.get(cohort=made.cohort, key=LATER)
    clinicians = list(wave.responses.filter(side="clinician").order_by("pseudonym"))
    kept = {row.pseudonym for row in clinicians[:2]}
    wave.responses.filter(side="clinician").exclude(pseudonym__in=kept).delete()
    refused = Response.objects.filter(wave__cohort=made.cohort, side="clinician").exclude(pseudonym__in=kept)
    Response.objects.filter(pseudonym=refused.first().pseudonym).update(may_be_read=False)
    gathered = gather(asked_waves(made.cohort))
    shown = lines_shown(gathered, least=5)
    hidden = [
        side
        for side, is_shown, who in zip(gathered.sides, shown, gathered.people, strict=True)
        if not is_shown and who.startswith("P")
    ]
    assert hidden == ["clinician"] * 5


def test_the_stage_is_ready_without_it(made):
    Wave.objects.filter(cohort=made.cohort, key=LATER).update(state=Wave.State.PLANNED)
    assert report_progress(made.cohort).count == "Ready to be made"
    Wave.objects.filter(cohort=made.cohort, key="after").update(state=Wave.State.PLANNED)
    assert report_progress(made.cohort).count == "When the questionnaires have closed"
