"""Families, comparisons and groups of a plan: given in the form, advised on, frozen, and held to by the report."""

import pytest
from django.utils import timezone
from tests.factories.reports import CHANGES, measured_cohort, new_cohort
from tests.integration.test_reports_planning import kept_cohort, lead, made, url

from kith.evaluation.planning.frozen import read_frozen
from kith.service.reports import bridge
from kith.service.reports.domain.making import material_of
from kith.service.reports.domain.planning import actions, reading
from kith.service.reports.domain.planning.drafts import Draft, draft_from_json
from kith.service.reports.models import EvaluationPlan, Report
from kith.service.reports.web.planning.forms import APART, PlanForm, written

pytestmark = pytest.mark.django_db
__all__ = ["kept_cohort", "lead", "made"]


def pairs(askable):
    return [(earlier.wave.key, later.wave.key) for earlier, later in askable.pairs]


def test_families_comparisons_and_groups_are_written_frozen_and_shown_again(made, lead):
    askable = reading.askable_in(made.cohort)
    scales = [scale.key for scale in askable.scales]
    chosen = pairs(askable)[-1]
    given = {"missing_percent": "0", "expected_clinician": "12", f"family_{scales[0]}": "Trust",
             "comparisons": [APART.join(chosen)], "subgroups": "Nurses, 6\n\n Allied health, therapy，5"}  # fmt: skip
    assert lead.post(url(made, "plan_write"), given).status_code == 302
    kept = draft_from_json(EvaluationPlan.objects.get().draft)
    assert (kept.families, kept.comparisons) == ({scales[0]: "Trust"}, (chosen,))
    assert kept.subgroups == {"Nurses": 6, "Allied health, therapy": 5}
    again = PlanForm(written(kept), askable=askable, language="en")
    assert again.is_valid(), again.errors
    assert again.draft() == kept
    page = lead.get(url(made, "plan_write")).content.decode()
    assert "Nurses, 6" in page
    assert "Allied health, therapy" in page
    assert lead.post(url(made, "plan_freeze")).status_code == 302
    shown = lead.get(url(made)).content.decode()
    assert "Corrected together: Trust" in shown
    assert "Groups looked at by themselves, shown and never tested" in shown
    content = lead.get(url(made, "plan_frozen")).getvalue()
    plan = read_frozen(content, "plan.json").file
    assert [(one.name, one.expected) for one in plan.subgroup] == [
        ("Nurses", 6),
        ("Allied health, therapy", 5),
    ]
    assert [(one.earlier, one.later) for one in plan.comparison] == [chosen]
    assert next(one.family for one in plan.outcome if one.key == scales[0]) == "Trust"


def test_lines_that_cannot_be_read_are_all_told(made, lead):
    scale = reading.askable_in(made.cohort).scales[0].key
    given = {"missing_percent": "0", "subgroups": "Nurses\nDoctors, 5\nDoctors, 6", f"family_{scale}": "primary",
             "comparisons": ["after→before"]}  # fmt: skip
    said = lead.post(url(made, "plan_write"), given)
    assert said.status_code == 422
    page = said.content.decode()
    assert "We cannot read the line “Nurses”." in page
    assert "The group “Doctors” stands there twice." in page
    assert "is what Kith itself calls such a group of scores" in page
    assert not EvaluationPlan.objects.exists()


def test_a_report_compares_and_corrects_as_planned():
    made = new_cohort()
    measured_cohort(made.cohort, CHANGES, is_closed=False)
    askable = reading.askable_in(made.cohort)
    scales = [scale.key for scale in askable.scales]
    chosen = pairs(askable)[0]
    draft = Draft(kind="service_evaluation", families={scales[0]: "Trust"}, comparisons=(chosen,))
    made.cohort.waves.update(state="planned")
    actions.save_plan(by=made.by, cohort=made.cohort, draft=draft)
    actions.freeze_plan(by=made.by, cohort=made.cohort)
    made.cohort.waves.update(state="closed", opens_at=timezone.now())
    report = Report(
        cohort=made.cohort, number=1, audience="public", language="en", made_by=made.by.person, seed=7
    )
    used = bridge.plan_of(material_of(report))
    assert [(one.earlier, one.later) for one in used.comparisons] == [chosen]
    assert used.outcome(scales[0]).family == "Trust"
