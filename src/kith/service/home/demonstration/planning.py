"""Two workforce scenarios of an invented country: as things are, and with some levers pulled."""

from __future__ import annotations

from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.people.models import Person
from kith.service.planning.domain import actions

TEMPLATE, VARIANT = "four-by-ten", "scenario.toml"
NAME, WITH_LEVERS = "As things are, to 2045", "Rural allowance and more nursing seats"
PULLS = {"nursing_seats": 200.0, "rural_allowance": 1.0, "rural_bond": 1.0}


def planned(organisation: Organisation, planner: Person) -> None:
    """A planner's scenarios: one, and another that came of pulling levers in it. Neither is run at length: drawing its
    report takes seconds, and every newcomer would wait."""
    by = Actor.of_person(planner)
    base = actions.create_from_template(
        by=by, organisation=organisation, name=NAME, template=TEMPLATE, variant=VARIANT
    )
    actions.copy_with_pulls(by=by, scenario=base, name=WITH_LEVERS, pulls=PULLS)
