"""What a report tells: counts, who is not named, what is kept back, languages, the PDF."""

import json

import pytest
from django.utils import translation
from tests.factories.reports import (
    CHANGES,
    finished,
    measured_cohort,
    waves_of,
)
from tests.integration.reported_cohort import (
    by,
    changes_told,
    cohort,
    evaluator,
    kept_cohort,
    kept_report,
    modelled,
    reported,
    rows_called,
    said,
    unasked,
)

from kith.service.core.domain.policies import set_threshold
from kith.service.reports.domain.gathering import asked_waves, gather
from kith.service.reports.domain.making import make
from kith.service.surveys.domain.pseudonyms import destroy_key
from kith.service.surveys.models import Response

pytestmark = pytest.mark.django_db
__all__ = ["by", "cohort", "evaluator", "kept_cohort", "kept_report", "reported", "unasked"]


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
