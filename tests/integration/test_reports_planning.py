"""The evaluation plan: who writes it, when it is frozen, what can no longer change, and what a report says of it."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortRoleFactory, MembershipFactory, PersonFactory
from tests.factories.reports import CHANGES, measured_cohort, new_cohort
from tests.factories.running import running
from tests.integration.whole_building import published

from kith.evaluation.planning.frozen import read_frozen
from kith.foundation.faults import KithError
from kith.publishing.report_json import report_to_json
from kith.service.cohorts.domain.tasks import tasks_of_person
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent
from kith.service.home.domain.export.documents import plans
from kith.service.reports import bridge, bridge_planning
from kith.service.reports.domain.making import material_of
from kith.service.reports.domain.planning import actions, reading
from kith.service.reports.domain.planning.drafts import Draft, draft_from_json
from kith.service.reports.models import EvaluationPlan, Report
from kith.service.surveys.domain.building import using
from kith.service.surveys.domain.waves import open_wave

pytestmark = pytest.mark.django_db
PAGES = ("plan", "plan_write", "plan_freeze", "plan_deviate", "plan_frozen")


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running)


@pytest.fixture
def made(kept_cohort, db):
    """Nobody has been asked, and the first questionnaire opens in three days."""
    found = kept_cohort()
    days = {"opens_at": timezone.now() + timedelta(days=3), "closes_at": timezone.now() + timedelta(days=30)}
    found.cohort.waves.update(**days)
    return found


@pytest.fixture
def lead(made, client):
    client.force_login(made.lead)
    return client


def url(made, name="plan"):
    return reverse(f"reports:{name}", args=[made.cohort.pk])


def draft(**given):
    return Draft(**{"kind": "service_evaluation", "expected": {"clinician": 12, "manager": 5}, **given})


def frozen(made, **given):
    actions.save_plan(by=made.by, cohort=made.cohort, draft=draft(**given))
    return actions.freeze_plan(by=made.by, cohort=made.cohort)


def codes(refused):
    return [fault.code.removeprefix("reports.planning.") for fault in refused.value.faults]


def test_a_lead_writes_the_plan_sees_what_it_can_show_and_freezes_it(made, lead):
    assert "Write the plan" in lead.get(url(made)).content.decode()
    asked = lead.get(url(made, "plan_write")).content.decode()
    assert "What these numbers can show" in asked
    primary = reading.askable_in(made.cohort).scales[0].key
    given = {"kind": "research", "purpose": "To decide whether it runs again", "hypotheses": "More trust\n\nMore calls",
             "primary": primary, f"smallest_{primary}": "0.5", "expected_clinician": "12",
             "expected_manager": "5", "missing_percent": "0", "evaluators": "Sam Reed"}  # fmt: skip
    assert lead.post(url(made, "plan_write"), given).status_code == 302
    plan = EvaluationPlan.objects.get()
    assert draft_from_json(plan.draft) == Draft(
        kind="research", purpose="To decide whether it runs again", hypotheses=("More trust", "More calls"),
        primary=primary, smallest={primary: 0.5}, expected={"clinician": 12, "manager": 5}, missing_percent=0,
        evaluators="Sam Reed",
    )  # fmt: skip
    shown = lead.get(url(made)).content.decode()
    assert "Who gave the ethics review that research needs?" in shown
    assert "With 5 matched people no exact paired test can reach 0.05" in shown
    assert "Freeze the plan?" in lead.get(url(made, "plan_freeze")).content.decode()
    assert lead.post(url(made, "plan_freeze")).status_code == 302
    plan.refresh_from_db()
    shown = lead.get(url(made)).content.decode()
    assert plan.sha256 in shown
    assert "Frozen, before the first answers" in shown
    content = lead.get(url(made, "plan_frozen")).getvalue()
    found = read_frozen(content, "plan.frozen.json")
    assert (found.sha256, found.file.primary, found.frozen_on) == (plan.sha256, primary, timezone.localdate())
    assert {part.analysis.value for part in found.file.analysis} >= {"signed_rank", "counts"}
    assert "lead" not in content.decode().lower().split()


def test_of_two_who_write_at_once_the_second_is_told(made, lead):
    actions.save_plan(by=made.by, cohort=made.cohort, draft=draft(purpose="Theirs"))
    said = lead.post(url(made, "plan_write"), {"purpose": "Mine", "missing_percent": "0", "seen": ""})
    assert said.status_code == 422
    assert "Somebody else saved the plan while you wrote." in said.content.decode()
    assert "Mine" in said.content.decode()
    stamp = reading.stamp_of(made.cohort)
    assert stamp in said.content.decode()
    again = lead.post(url(made, "plan_write"), {"purpose": "Mine", "missing_percent": "0", "seen": stamp})
    assert again.status_code == 302
    assert reading.draft_of(made.cohort).draft["purpose"] == "Mine"


def test_numbers_that_cannot_be_are_told_at_their_field(made, lead):
    given = {"missing_percent": "120", "expected_clinician": "-1", "primary": "nothing"}
    said = lead.post(url(made, "plan_write"), given)
    assert said.status_code == 422
    assert said.content.decode().count("nhsuk-error-message") >= 3
    assert not EvaluationPlan.objects.exists()


def test_a_new_version_only_until_answers_can_be_given(made):
    first = frozen(made)
    second = frozen(made, purpose="Said better")
    assert (first.version, second.version) == (1, 2)
    assert reading.frozen_of(made.cohort) == second
    open_wave(by=made.by, wave=made.wave())
    with pytest.raises(KithError) as refused:
        actions.save_plan(by=made.by, cohort=made.cohort, draft=draft())
    assert codes(refused) == ["answers_open"]
    assert reading.was_before(second, reading.opened_at(made.cohort))


def test_a_draft_left_lying_cannot_replace_the_plan_once_answers_can_be_given(made):
    frozen(made)
    actions.save_plan(by=made.by, cohort=made.cohort, draft=draft(purpose="Another"))
    open_wave(by=made.by, wave=made.wave())
    with pytest.raises(KithError) as refused:
        actions.freeze_plan(by=made.by, cohort=made.cohort)
    assert codes(refused) == ["answers_open"]


def test_a_plan_that_comes_late_is_frozen_and_said_to_be_late(made, lead):
    open_wave(by=made.by, wave=made.wave())
    plan = frozen(made)
    assert not reading.was_before(plan, reading.opened_at(made.cohort))
    assert "read results as a first look" in lead.get(url(made)).content.decode()
    assert AuditEvent.objects.get(action="reports.freeze_plan").detail == {"version": 1, "before": False}


def test_what_is_done_differently_is_recorded_with_its_reason(made, lead):
    frozen(made)
    open_wave(by=made.by, wave=made.wave())
    assert lead.post(url(made, "plan_deviate"), {"what": " ", "reason": ""}).status_code == 422
    said = lead.post(
        url(made, "plan_deviate"), {"what": "Two were left out", "reason": "They moved away"}, follow=True
    )
    assert "They moved away" in said.content.decode()
    row = reading.frozen_of(made.cohort).deviations.get()
    assert (row.what, row.reason, row.recorded_by) == ("Two were left out", "They moved away", made.lead)


def test_what_is_asked_since_the_plan_is_a_deviation_that_nobody_has_to_write_down(made, lead):
    version, today = published(made), timezone.localdate()
    days = {"opens_on": today, "closes_on": today + timedelta(days=9)}
    using.add_wave(by=made.by, cohort=made.cohort, version=version, sides=["clinician"], **days)
    frozen(made)  # what stood then is planned
    assert deviations_of(made) == []
    using.add_wave(by=made.by, cohort=made.cohort, version=version, sides=["clinician"], **days)
    using.ask_instead(by=made.by, wave=made.wave("after"), version=version)
    assert deviations_of(made) == ["asked_more", "asked_instead"]
    said = lead.get(url(made)).content.decode()
    assert "was added after the plan was frozen, and was not planned" in said
    assert "another questionnaire is asked than when the plan was frozen" in said


def deviations_of(made):
    told = bridge_planning.planning(reading.kept_in(made.cohort), None)
    return [each.code.removeprefix("evaluation.deviation.") for each in told.deviations]


def test_what_cannot_be_done_is_refused(made, lead):
    with pytest.raises(KithError) as refused:
        actions.freeze_plan(by=made.by, cohort=made.cohort)
    assert codes(refused) == ["no_draft"]
    assert lead.post(url(made, "plan_freeze")).status_code == 422
    assert lead.get(url(made, "plan_frozen")).status_code == 404
    with pytest.raises(KithError) as refused:
        actions.record_deviation(by=made.by, cohort=made.cohort, what="a", reason="b")
    assert codes(refused) == ["not_frozen"]
    frozen(made)
    with pytest.raises(KithError) as refused:
        actions.record_deviation(by=made.by, cohort=made.cohort, what="", reason="x" * 4001)
    assert codes(refused) == ["no_what", "too_long"]
    with pytest.raises(KithError) as refused:
        actions.save_plan(by=made.by, cohort=made.cohort, draft=draft(primary="nothing"))
    assert [fault.code for fault in refused.value.faults] == ["evaluation.plan.primary_unknown"]
    made.cohort.waves.exclude(key="before").delete()
    with pytest.raises(KithError) as refused:
        actions.save_plan(by=made.by, cohort=made.cohort, draft=draft())
    assert codes(refused) == ["nothing_asked_twice"]
    Cohort.objects.update(state=Cohort.State.ARCHIVED)
    for call in (lambda: actions.save_plan(by=made.by, cohort=made.cohort, draft=draft()),
                 lambda: actions.freeze_plan(by=made.by, cohort=made.cohort)):  # fmt: skip
        with pytest.raises(KithError) as refused:
            call()
        assert codes(refused) != ["answers_open"]


def test_the_evaluator_may_plan_a_viewer_may_not_and_for_a_stranger_there_is_nothing(made, client):
    frozen(made)
    evaluator = CohortRoleFactory(cohort=made.cohort, role="evaluator").person
    viewer = CohortRoleFactory(cohort=made.cohort, role="viewer").person
    elsewhere = MembershipFactory(role="lead").person
    for person, expected in ((evaluator, 200), (viewer, 403), (elsewhere, 404), (PersonFactory(), 404)):
        client.force_login(person)
        assert {client.get(url(made, name)).status_code for name in PAGES} == {expected}
    actions.save_plan(by=Actor.of_person(evaluator), cohort=made.cohort, draft=draft())


def test_an_organisation_takes_its_plans_with_it(made):
    plan = frozen(made)
    actions.record_deviation(by=made.by, cohort=made.cohort, what="Asked a week late", reason="A strike")
    found = dict(plans(made.cohort.organisation))
    folder = f"reports/{made.cohort.pk}/plan-1"
    assert read_frozen(found[f"{folder}.frozen.json"], "plan").sha256 == plan.sha256
    assert json.loads(found[f"{folder}.json"])["deviations"][0]["reason"] == "A strike"


def tasks(person):
    return [task.title for _about, task in tasks_of_person(person) if "plan" in task.title]


def test_writing_the_plan_waits_for_lead_and_evaluator_until_it_is_frozen(made):
    evaluator = CohortRoleFactory(cohort=made.cohort, role="evaluator").person
    viewer = CohortRoleFactory(cohort=made.cohort, role="viewer").person
    assert [tasks(person) for person in (made.lead, evaluator, viewer, PersonFactory())] == [
        ["Write the evaluation plan"], ["Write the evaluation plan"], [], [],
    ]  # fmt: skip
    frozen(made)
    assert tasks(made.lead) == []


def report_text(made):
    report = Report(
        cohort=made.cohort, number=1, audience="public", language="en", made_by=made.by.person, seed=7
    )
    report.save()
    model = bridge.model_of(material_of(report), lambda _done, _whole: None)
    return json.dumps(report_to_json(model), ensure_ascii=False)


def test_a_report_works_by_the_plan_and_says_so():
    made = new_cohort()
    measured_cohort(made.cohort, CHANGES, is_closed=False)
    scale = reading.askable_in(made.cohort).scales[-1].key
    made.cohort.waves.update(state="planned")
    plan = frozen(
        made, primary=scale, smallest={scale: 0.5}, approvals=("Not research, SE-104",), expected={}
    )
    assert "not written down before the answers" in report_text_without(made, plan)
    made.cohort.waves.update(state="closed", opens_at=timezone.now() + timedelta(hours=1))
    actions.record_deviation(by=made.by, cohort=made.cohort, what="Asked a week late", reason="A strike")
    said = report_text(made)
    assert "before the first answers could be given" in said
    assert plan.sha256 in said
    assert "Not research, SE-104" in said
    assert "Asked a week late Reason, written on" in said
    assert "not written down before the answers" not in said
    material = material_of(Report.objects.last())
    used = bridge.plan_of(material)
    assert (used.primary, used.outcome(scale).smallest_change, used.plan_hash) == (scale, 0.5, plan.sha256)
    made.cohort.waves.update(opens_at=plan.frozen_at - timedelta(days=2))
    Report.objects.all().delete()
    late = report_text(made)
    assert "after the first answers could be given" in late
    assert "not written down before the answers" in late


def report_text_without(made, plan):
    """The same cohort as if it had never frozen anything."""
    made.cohort.waves.update(state="closed")
    EvaluationPlan.objects.filter(pk=plan.pk).update(frozen_at=None)
    said = report_text(made)
    Report.objects.all().delete()
    EvaluationPlan.objects.filter(pk=plan.pk).update(frozen_at=plan.frozen_at)
    return said
