"""When a report can be made, by whom, and what stands in the way."""

import pytest
from tests.factories.reports import (
    CHANGES,
    answer,
    finished,
    measured_cohort,
    points,
    waves_of,
)
from tests.integration.reported_cohort import (
    by,
    changes_told,
    codes_of,
    cohort,
    evaluator,
    kept_cohort,
    kept_report,
    modelled,
    reported,
    said,
    unasked,
)

from kith.foundation.faults import KithError
from kith.service.core.models import AuditEvent, JobState
from kith.service.reports.domain import actions
from kith.service.reports.models import Report
from kith.service.surveys.models import Wave

pytestmark = pytest.mark.django_db
__all__ = ["by", "cohort", "evaluator", "kept_cohort", "kept_report", "reported", "unasked"]


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
