"""The actions of the evaluation plan; see ``whole_actions``."""

from __future__ import annotations

from tests.factories.running import Running
from tests.integration.whole_actions import MORE, SAME, Action, Call

from kith.service.reports.domain.planning import actions
from kith.service.reports.domain.planning.drafts import Draft

DRAFT = Draft(
    kind="service_evaluation", purpose="To decide whether it runs again", expected={"clinician": 12}
)


def _save(made: Running) -> Call:
    return lambda: actions.save_plan(by=made.by, cohort=made.cohort, draft=DRAFT)


def _freeze(made: Running) -> Call:
    _save(made)()
    return lambda: actions.freeze_plan(by=made.by, cohort=made.cohort)


def _differ(made: Running) -> Call:
    _freeze(made)()
    words = {"what": "Two were left out", "reason": "They had moved away"}
    return lambda: actions.record_deviation(by=made.by, cohort=made.cohort, **words)


PLANNING = {
    "save_plan": Action("reports.save_plan", _save, SAME),
    "freeze_plan": Action("reports.freeze_plan", _freeze, "reports.planning.no_draft"),
    "record_deviation": Action("reports.record_deviation", _differ, MORE),
}
