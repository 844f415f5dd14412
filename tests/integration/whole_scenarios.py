"""Every action of workforce scenarios (see ``whole_actions``)."""

from __future__ import annotations

from tests.factories.running import Running
from tests.integration.whole_actions import MORE, Action, Call

from kith.service.planning.domain import actions, versions
from kith.service.planning.models import Scenario


def made_scenario(made: Running, name: str = "A try") -> Scenario:
    return actions.create_from_template(
        by=made.by,
        organisation=made.cohort.organisation,
        name=name,
        template="one-by-two",
        variant="scenario.toml",
    )


def _change(made: Running) -> Call:
    scenario = made_scenario(made)
    files = versions.files_of(versions.latest(scenario))
    text = files["scenario.toml"].replace(b"seats = 20", b"seats = 30")
    return lambda: actions.change_scenario(
        by=made.by,
        scenario=scenario,
        seen_revision=1,
        files={"scenario.toml": text},
        reason="Ten seats were granted",
    )


def _copy(made: Running) -> Call:
    scenario = made_scenario(made)
    return lambda: actions.copy_with_pulls(
        by=made.by, scenario=scenario, name="With the allowance", pulls={"allowance": 1.0}
    )


def _start(made: Running) -> Call:
    version = versions.latest(made_scenario(made))
    return lambda: actions.start_run(by=made.by, version=version, draws=5, seed=1)


def _delete(made: Running) -> Call:
    scenario = made_scenario(made)
    return lambda: actions.delete_scenario(by=made.by, scenario=scenario)


SCENARIOS = {
    "create_scenario": Action("planning.make_scenario", lambda made: lambda: made_scenario(made), MORE),
    "change_scenario": Action("planning.change_scenario", _change, "planning.changed_meanwhile"),
    "copy_with_pulls": Action("planning.make_scenario", _copy, MORE),
    "start_scenario_run": Action("planning.start_run", _start),
    "delete_scenario": Action("planning.delete_scenario", _delete),
}
