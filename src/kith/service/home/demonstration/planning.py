"""Two workforce scenarios of an invented country: as things are, and with some levers pulled."""

from __future__ import annotations

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import Organisation
from kith.service.people.models import Person
from kith.service.planning.domain import actions, versions

TEMPLATE, VARIANT = "four-by-ten", "scenario.toml"
NAME, WITH_LEVERS = "As things are, to 2045", "Rural allowance and more nursing seats"
PULLS = {"nursing_seats": 200.0, "rural_allowance": 1.0, "rural_bond": 1.0}
SEED = 2026
DRAWS = 200
"""Every newcomer waits for this."""


def planned(organisation: Organisation, planner: Person) -> None:
    """A planner's scenarios: one run at length, and one that came of pulling levers in it."""
    by = Actor.of_person(planner)
    base = actions.create_from_template(
        by=by, organisation=organisation, name=NAME, template=TEMPLATE, variant=VARIANT
    )
    actions.copy_with_pulls(by=by, scenario=base, name=WITH_LEVERS, pulls=PULLS)
    run = actions.start_run(by=by, version=versions.latest(base), draws=DRAWS, seed=SEED)
    assert run.job is not None
    perform(run.job.pk)
