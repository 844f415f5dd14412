"""The report pages: who sees what, and what they say."""

import io
from datetime import UTC, datetime

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from tests.factories import CohortFactory, CohortRoleFactory, MembershipFactory, PersonFactory, PlaceFactory
from tests.factories.reports import measured_cohort, waves_of

from kith.foundation.provenance import provenance
from kith.publishing.model import Paragraph, Section
from kith.publishing.model import Report as Model
from kith.publishing.report_json import report_to_json
from kith.service.cohorts.domain.stages import StageState, progress_of
from kith.service.cohorts.domain.tasks import tasks_of
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent
from kith.service.reports.domain import actions
from kith.service.reports.models import Report

pytestmark = pytest.mark.django_db

CHANGES = {"clinician": [1, 1, 1, 1, 1, 0, 0, -1], "manager": [1, 1, 0, 0, 0, 0, -1, -1]}


@pytest.fixture
def lead(db):
    return MembershipFactory(role="lead").person


@pytest.fixture
def cohort(lead):
    organisation = lead.memberships.get().organisation
    return CohortFactory(organisation=organisation, name="Birch")


@pytest.fixture
def places(cohort):
    return measured_cohort(cohort, CHANGES)


@pytest.fixture
def evaluator(cohort):
    return CohortRoleFactory(cohort=cohort, role="evaluator").person


@pytest.fixture
def viewer(cohort):
    return CohortRoleFactory(cohort=cohort, role="viewer").person


@pytest.fixture
def see(client):
    """Ask for a page as somebody."""

    def ask(person, name, *args, post=None):
        client.force_login(person)
        address = reverse(f"reports:{name}", args=args)
        return client.get(address) if post is None else client.post(address, post)

    return ask


def stub(cohort, number, **more):
    """A finished report, without the work of making one."""
    fields = {
        "audience": "public",
        "content": {"report": {"title": f"Title {number}"}},
        "page": "<p>Found</p>",
        "seed": 1,
    }
    return Report.objects.create(cohort=cohort, number=number, **(fields | more))


def model(language, title):
    made = provenance("tests", inputs={})
    now = datetime(2026, 11, 22, tzinfo=UTC)
    return Model("结对", language, now, made, (), (Section("one", title, (Paragraph("得分上升。"),)),))


def test_a_lead_makes_reads_and_publishes_a_report(see, cohort, lead, places, run_jobs):
    assert "No report has been made yet" in see(lead, "reports", cohort.pk).content.decode()
    answer = see(lead, "make", cohort.pk, post={"audience": "public", "language": "en"})
    report = Report.objects.get()
    assert answer.url == reverse("reports:report", args=[cohort.pk, report.pk])
    waiting = see(lead, "report", cohort.pk, report.pk).content.decode()
    assert "Waiting to start" in waiting
    run_jobs()
    assert see(lead, "progress", cohort.pk, report.pk).status_code == 200
    page = see(lead, "report", cohort.pk, report.pk).content.decode()
    assert "What changed: Birch" in page
    assert page.count("<h1") == 1
    assert "<svg" in page
    assert " style=" not in page
    assert "Named " not in page
    asked = see(lead, "publish", cohort.pk, report.pk).content.decode()
    assert "Publish this report?" in asked
    see(lead, "publish", cohort.pk, report.pk, post={})
    report.refresh_from_db()
    assert report.published_by == lead


def test_the_files_are_given_out_as_files(see, cohort, lead, places, run_jobs):
    see(lead, "make", cohort.pk, post={"audience": "public", "language": "en"})
    run_jobs()
    report = Report.objects.get()
    pdf = see(lead, "pdf", cohort.pk, report.pk)
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    assert pdf["Content-Disposition"].startswith("attachment")
    document = see(lead, "document", cohort.pk, report.pk)
    assert b"<html" in b"".join(document.streaming_content)


def test_the_report_is_given_out_as_a_word_document_in_its_own_language(see, cohort, lead, places):
    report = stub(cohort, 1, language="zh-hans", content=report_to_json(model("zh-hans", "有什么变化")))
    assert (
        reverse("reports:word", args=[cohort.pk, report.pk])
        in see(lead, "report", cohort.pk, report.pk).content.decode()
    )
    answer = see(lead, "word", cohort.pk, report.pk)
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert answer["Content-Disposition"] == 'attachment; filename="report-1.docx"'
    assert answer["Cache-Control"] == "private, no-store"
    document = docx.Document(io.BytesIO(b"".join(answer.streaming_content)))
    with translation.override("zh-hans"):
        own = gettext("How this report was made")
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["有什么变化", own]
    assert AuditEvent.objects.get(action="reports.take_word").subject_id == str(report.pk)


def test_a_report_that_is_not_made_yet_has_no_word_document(see, cohort, lead):
    report = stub(cohort, 1, content=None)
    assert see(lead, "word", cohort.pk, report.pk).status_code == 404


def test_a_refusal_to_publish_is_said_on_the_page_in_the_readers_words(see, cohort, lead):
    shown = {"matched/skill/before/after/manager": {"side": "manager", "n": 8, "digest": "x"}}
    stub(cohort, 1, published_at="2026-11-01T10:00:00Z", released=shown)
    one_less = {key: one | {"n": 7, "digest": "y"} for key, one in shown.items()}
    report = stub(cohort, 2, released=one_less)
    answer = see(lead, "publish", cohort.pk, report.pk, post={})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "“Report 1” is published." in page
    assert "fewer than 5 people (Managers)" in page
    report.refresh_from_db()
    assert report.published_at is None


def test_too_early_is_said_on_the_page(see, cohort, lead):
    measured_cohort(cohort, CHANGES, is_closed=False)
    answer = see(lead, "make", cohort.pk, post={"audience": "public", "language": "en"})
    assert answer.status_code == 422
    assert "is not closed yet" in answer.content.decode()
    assert not Report.objects.exists()


def test_a_lead_is_not_offered_lines_and_cannot_ask_for_them(see, cohort, lead, places):
    assert 'value="evaluator"' not in see(lead, "make", cohort.pk).content.decode()
    assert see(lead, "make", cohort.pk, post={"audience": "evaluator", "language": "en"}).status_code == 422
    assert not Report.objects.exists()


def test_a_lead_can_neither_read_nor_download_the_evaluators_report(see, cohort, lead, evaluator):
    report = stub(cohort, 1, audience="evaluator")
    for name in ("report", "progress", "pdf", "word", "document", "publish"):
        assert see(lead, name, cohort.pk, report.pk).status_code == 403, name
    for name in ("bundle", "lines"):
        assert see(lead, name, cohort.pk, report.pk).status_code == 403, name
    assert "Report 1" not in see(lead, "reports", cohort.pk).content.decode()
    assert "Report 1" in see(evaluator, "reports", cohort.pk).content.decode()
    assert see(evaluator, "report", cohort.pk, report.pk).status_code == 200
    assert see(evaluator, "publish", cohort.pk, report.pk).status_code == 403


def test_a_viewer_sees_published_reports_only(see, cohort, viewer):
    draft, published = stub(cohort, 1), stub(cohort, 2, published_at="2026-11-01T10:00:00Z")
    listed = see(viewer, "reports", cohort.pk).content.decode()
    assert "Report 2" in listed
    assert "Report 1" not in listed
    assert see(viewer, "report", cohort.pk, draft.pk).status_code == 404
    assert see(viewer, "word", cohort.pk, draft.pk).status_code == 404
    assert see(viewer, "report", cohort.pk, published.pk).status_code == 200
    assert see(viewer, "make", cohort.pk).status_code == 403


def test_a_stranger_finds_nothing(see, cohort):
    report = stub(cohort, 1, published_at="2026-11-01T10:00:00Z")
    elsewhere = MembershipFactory(role="lead").person
    for person in (PersonFactory(), elsewhere):
        for name, args in (
            ("reports", [cohort.pk]),
            ("report", [cohort.pk, report.pk]),
            ("bundle", [cohort.pk, report.pk]),
            ("lines", [cohort.pk, report.pk]),
        ):
            assert see(person, name, *args).status_code == 404


def test_somebody_who_takes_part_reads_it_once_it_is_published(see, cohort, lead):
    place = PlaceFactory(cohort=cohort, state="confirmed")
    report = stub(cohort, 1)
    before = see(place.person, "place_report", place.pk).content.decode()
    assert "The report is not out yet" in before
    assert "Found" not in before
    assert see(place.person, "place_pdf", place.pk).status_code == 404
    assert "Read the report" not in [task.title for task in tasks_of(place)]
    actions.publish_report(by=Actor.of_person(lead), report=report)
    after = see(place.person, "place_report", place.pk).content.decode()
    assert "Found" in after
    assert "Title 1" in after
    assert "Read the report" in [task.title for task in tasks_of(place)]
    assert see(place.person, "report", cohort.pk, report.pk).status_code == 403
    other = PlaceFactory(cohort=cohort, state="confirmed")
    assert see(other.person, "place_report", place.pk).status_code == 404


def test_a_reader_gets_the_report_in_their_language_where_there_is_one(see, cohort):
    place = PlaceFactory(cohort=cohort, state="confirmed", person__language="zh-hans")
    stub(cohort, 1, language="zh-hans", page="<p>结果</p>", published_at="2026-11-01T10:00:00Z")
    stub(cohort, 2, language="en", published_at="2026-11-02T10:00:00Z")
    assert "结果" in see(place.person, "place_report", place.pk).content.decode()
    english = PlaceFactory(cohort=cohort, state="confirmed")
    assert "Found" in see(english.person, "place_report", english.pk).content.decode()


def test_a_refused_job_is_told_on_its_page(see, cohort, lead, places, run_jobs):
    see(lead, "make", cohort.pk, post={"audience": "public", "language": "en"})
    waves = waves_of(cohort)
    waves["after"].instrument = waves["experience"].instrument
    waves["after"].save()
    waves["after"].responses.all().delete()
    run_jobs()
    page = see(lead, "report", cohort.pk, Report.objects.get().pk).content.decode()
    assert "have no score in common" in page
    assert "Could not be made" in see(lead, "reports", cohort.pk).content.decode()


def test_work_that_is_not_wanted_any_more_is_stopped(see, cohort, lead, places, run_jobs):
    see(lead, "make", cohort.pk, post={"audience": "public", "language": "en"})
    report = Report.objects.get()
    see(lead, "stop", cohort.pk, report.pk, post={})
    assert run_jobs() == []
    assert "Cancelled" in see(lead, "report", cohort.pk, report.pk).content.decode()


def test_the_number_of_queries_does_not_grow(see, cohort, lead):
    stub(cohort, 1)
    see(lead, "reports", cohort.pk)
    with CaptureQueriesContext(connection) as with_one:
        see(lead, "reports", cohort.pk)
    stub(cohort, 2)
    stub(cohort, 3)
    with CaptureQueriesContext(connection) as with_three:
        see(lead, "reports", cohort.pk)
    assert len(with_three) == len(with_one)


def test_the_line_of_stages_tells_how_far_the_report_is(cohort):
    assert progress_of("report", cohort).state == StageState.NEXT
    waves_of(cohort)
    assert progress_of("report", cohort).count == "Ready to be made"
    report = stub(cohort, 1)
    assert progress_of("report", cohort).count == "1 report made, not published"
    Report.objects.filter(pk=report.pk).update(published_at="2026-11-01T10:00:00Z")
    assert progress_of("report", cohort).state == StageState.DONE
