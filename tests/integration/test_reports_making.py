"""From answers in the database to a report: exact counts, what is kept back, what is refused."""

import json

import pytest
from django.utils import translation
from tests.factories.reports import (
    CHANGES,
    answer,
    finished,
    measured_cohort,
    new_cohort,
    points,
    reported_cohort,
    waves_of,
)

from kith.foundation.faults import KithError
from kith.publishing.report_json import report_to_json
from kith.service.core.domain.policies import set_threshold
from kith.service.core.models import AuditEvent, JobState
from kith.service.reports import bridge
from kith.service.reports.domain import actions
from kith.service.reports.domain.gathering import asked_waves, gather
from kith.service.reports.domain.making import make, material_of
from kith.service.reports.models import Report
from kith.service.surveys.domain.pseudonyms import destroy_key
from kith.service.surveys.models import Response, Wave

pytestmark = pytest.mark.django_db


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


def test_counts_are_the_people_one_can_count(cohort, by):
    measured_cohort(cohort, CHANGES, silent=1)
    report = modelled(by, cohort)
    assert changes_told(report, "Clinicians") == [["8", "5", "2", "1"]] * 3
    assert changes_told(report, "Managers") == [["8", "2", "4", "2"]] * 3
    assert rows_called(report, "Invited") == [["Invited", "9", "9"]]
    assert rows_called(report, "Answered “After”") == [["Answered “After”", "8 of 9", "8 of 9"]]
    assert ["Yes", "8 (100%)", "8 (100%)"] in rows_called(report, "Yes")


def test_nobody_is_named_and_no_pseudonym_is_in_a_public_report(reported):
    report, cohort = reported.report, reported.cohort
    whole = said(report) + report.page
    assert "Named " not in whole
    assert "I ask more now" not in whole
    assert not any(person in whole for person in gather(asked_waves(cohort)).people)


def test_reports_leave_out_what_people_did_not_agree_to(cohort, by, evaluator):
    """One of eight clinicians to each use: none of it is told exactly, and no line can be worked out."""
    measured_cohort(cohort, CHANGES)
    clinicians = sorted(
        Response.objects.filter(wave__cohort=cohort, side="clinician")
        .values_list("pseudonym", flat=True)
        .distinct()
    )
    silent, unread, unquoted = (Response.objects.filter(pseudonym=who) for who in clinicians[:3])
    silent.update(may_be_reported=False)
    unread.update(may_be_read=False)
    unquoted.update(may_be_quoted=False)
    unquoted.filter(wave__key="experience").update(answers={"what_lasted": "My secret words"})
    public, lines = modelled(by, cohort), modelled(evaluator, cohort, audience="evaluator")
    assert rows_called(public, "Answered “After”") == [["Answered “After”", "7 of 8", "8 of 8"]]
    assert "Answered and left out: fewer than 5 people, or nobody." in said(public)
    gathered = gather(asked_waves(cohort))
    shown = [who for who in gathered.people if who.startswith("P") and who in said(lines)]
    assert (clinicians[1][:6] in said(lines), "My secret words" in said(lines)) == (False, False)
    # The line that may not be read, and four others beside it: the totals less the lines are five people's
    assert (
        sorted(gathered.sides[gathered.people.index(who)] for who in shown)
        == ["clinician"] * 2 + ["manager"] * 8
    )
    assert "5 lines of single people are not shown" in said(lines)


def test_the_evaluator_sees_lines_and_words_but_no_names(reported):
    report, cohort = reported.lines, reported.cohort
    whole = said(report) + report.page
    assert "I ask more now (clinician)" in whole
    assert all(person in whole for person in gather(asked_waves(cohort)).people)
    assert "Named " not in whole


def test_a_side_below_the_threshold_is_kept_back_with_its_reason(cohort, by):
    measured_cohort(cohort, {"clinician": CHANGES["clinician"], "manager": [1, 1, 0, -1]})
    report = modelled(by, cohort)
    (shown,) = {tuple(row) for row in changes_told(report, "Clinicians")}
    assert shown == ("8", "5", "2", "1")
    for row in changes_told(report, "Managers"):
        assert all(isinstance(cell, dict) for cell in row[1:])
    assert "fewer than 5" in said(report)
    found = [row for row in rows_called(report, "Yes") if row[1] == "8 (100%)"]
    assert found
    assert not any("8 (" in json.dumps(row[2]) for row in found)


def test_an_organisation_may_be_stricter(cohort, by):
    measured_cohort(cohort, CHANGES)
    set_threshold(by=by, organisation=cohort.organisation, key="disclosure.min_matched", value=9)
    report = modelled(by, cohort)
    assert "fewer than 9" in said(report)
    assert not any(row[1] == "5" for row in changes_told(report, "Clinicians"))


def test_the_same_seed_gives_the_same_report(reported):
    report = reported.report
    with translation.override("en"):
        again = make(report, lambda *_told: None)
    assert (again.content, again.page) == (report.content, report.page)


def test_a_report_in_chinese(cohort, by):
    measured_cohort(cohort, CHANGES)
    report = finished(by, cohort, language="zh-hans")
    assert report.content["report"]["language"] == "zh-hans"
    assert "临床人员" in report.page
    assert changes_told(report, "临床人员") == [["8", "5", "2", "1"]] * 3
    assert report.pdf.content.read(4) == b"%PDF"


def test_the_pdf_is_tagged_and_says_that_it_is_accessible(reported):
    report = reported.report
    content = report.pdf.content.read()
    assert content.startswith(b"%PDF")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert report.pdf.media_type == "application/pdf"


def test_no_part_of_the_report_needs_an_exception_from_the_policy(reported):
    report = reported.report
    assert "<svg" in report.page
    for forbidden in (" style=", "<style", "<script", " onclick", "<h1"):
        assert forbidden not in report.page
    assert " style=" not in report.document.content.read().decode()


def test_the_report_does_not_need_the_key_of_the_pseudonyms(cohort, by):
    measured_cohort(cohort, CHANGES, silent=2)
    before = modelled(by, cohort)
    destroy_key(by=by, cohort=cohort)
    after = modelled(by, cohort)
    assert rows_called(after, "Answered “Before”") == rows_called(before, "Answered “Before”")
    assert changes_told(after, "Managers") == changes_told(before, "Managers")


def test_who_was_asked_at_only_one_time_is_counted_there(cohort):
    places = measured_cohort(cohort, {"clinician": [1, 1, 0, 0, -1], "manager": [0, 0]}, silent=2)
    waves = waves_of(cohort)
    waves["after"].invitations.filter(place=places["clinician"][-1]).delete()
    found = gather(asked_waves(cohort))
    assert [int(found.invited[key].sum()) for key in ("before", "after")] == [11, 10]
    assert len(found.people) == 11
    assert sorted(found.sides) == ["clinician"] * 7 + ["manager"] * 4


def test_before_the_end_only_the_evaluator_may_look_and_it_says_interim(cohort, by, evaluator):
    measured_cohort(cohort, CHANGES, is_closed=False)
    with pytest.raises(KithError) as refused:
        actions.make_report(by=by, cohort=cohort, audience="public", language="en")
    assert codes_of(refused) == ["reports.not_closed"] * 3
    report = finished(evaluator, cohort, audience="evaluator")
    assert report.is_interim
    assert "Interim report" in report.page
    with pytest.raises(KithError) as refused:
        actions.publish_report(by=by, report=report)
    assert codes_of(refused) == ["reports.evaluator_only"]


def test_an_interim_report_with_nothing_after_yet_says_so(cohort, evaluator):
    waves = waves_of(cohort, is_closed=False)
    measured_cohort(cohort, CHANGES, is_closed=False)
    for wave in waves.values():
        if wave.key != "before":
            wave.responses.all().delete()
    report = modelled(evaluator, cohort, audience="evaluator")
    for row in changes_told(report, "Clinicians"):
        assert all(isinstance(cell, dict) for cell in row[1:])


def test_a_lead_cannot_get_lines(cohort, by):
    measured_cohort(cohort, CHANGES)
    with pytest.raises(KithError) as refused:
        actions.make_report(by=by, cohort=cohort, audience="evaluator", language="en")
    assert codes_of(refused) == ["reports.lines_not_yours"]
    assert not Report.objects.filter(cohort=cohort).exists()


def test_without_answers_there_is_nothing_to_report(cohort, by):
    waves_of(cohort)
    with pytest.raises(KithError) as refused:
        actions.make_report(by=by, cohort=cohort, audience="public", language="en")
    assert codes_of(refused) == ["reports.no_answers"]


def test_questionnaires_without_a_common_score_refuse_the_job(cohort, by, run_jobs):
    measured_cohort(cohort, CHANGES)
    other = Wave.objects.get(cohort=cohort, key="experience")
    after = Wave.objects.get(cohort=cohort, key="after")
    after.responses.all().delete()
    after.instrument, after.instrument_sha256 = other.instrument, other.instrument_sha256
    after.save()
    report = actions.make_report(by=by, cohort=cohort, audience="public", language="en")
    (job,) = run_jobs()
    assert job.state == JobState.REFUSED
    assert [fault["code"] for fault in job.faults] == ["reports.no_common_scale"]
    report.refresh_from_db()
    assert report.content is None
    assert report.pdf is None


def test_a_scale_that_was_not_asked_alike_is_left_out_and_named(cohort, by):
    waves = waves_of(cohort)
    after = waves["after"]
    after.instrument["scale"].pop()
    after.instrument_sha256 = "0" * 64
    after.save()
    measured_cohort(cohort, CHANGES)
    report = modelled(by, cohort)
    assert len(changes_told(report, "Clinicians")) == 2
    assert "was not asked in the same way each time" in said(report)


def test_a_changed_answer_half_way_is_only_in_the_next_report(cohort, by):
    places = measured_cohort(cohort, CHANGES)
    first = modelled(by, cohort)
    wave = Wave.objects.get(cohort=cohort, key="after")
    wave.responses.filter(side="manager").delete()
    for place in places["manager"]:
        answer(wave, place, points(wave, 5))
    second = modelled(by, cohort)
    assert changes_told(first, "Managers") == [["8", "2", "4", "2"]] * 3
    assert changes_told(second, "Managers") == [["8", "8", "0", "0"]] * 3


def test_making_and_publishing_stand_in_the_history(reported):
    by, report = reported.by, reported.report
    actions.publish_report(by=by, report=report)
    first = actions.publish_report(by=by, report=report).published_at
    assert actions.publish_report(by=by, report=report).published_at == first
    told = AuditEvent.objects.filter(action__startswith="reports.", subject_id=str(report.pk)).values_list(
        "action", flat=True
    )
    assert sorted(told) == ["reports.make", "reports.publish"]


def test_a_report_that_is_not_made_yet_cannot_be_published(cohort, by):
    measured_cohort(cohort, CHANGES)
    report = actions.make_report(by=by, cohort=cohort, audience="public", language="en")
    with pytest.raises(KithError) as refused:
        actions.publish_report(by=by, report=report)
    assert codes_of(refused) == ["reports.not_finished"]


def test_what_people_wrote_is_shown_and_never_obeyed(cohort, evaluator):
    places = measured_cohort(cohort, CHANGES)
    cohort.name = "<b>Spring</b>"
    cohort.save()
    wave = Wave.objects.get(cohort=cohort, key="experience")
    wave.responses.all().delete()
    answer(wave, places["manager"][0], {"what_lasted": "<script>alert(1)</script> #let x = 1"})
    report = finished(evaluator, cohort, audience="evaluator")
    for text in (report.page, report.document.content.read().decode()):
        assert "&lt;script&gt;alert(1)&lt;/script&gt; #let x = 1" in text
        assert "<script>alert" not in text
        assert "<b>Spring" not in text
    assert report.pdf.content.read(4) == b"%PDF"
