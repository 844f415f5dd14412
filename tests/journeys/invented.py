"""What is there before a journey begins: an invented organisation with nobody but its lead in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.factories import (
    CohortRoleFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
)

from kith.programmes import load_shipped
from kith.service.cohorts.domain import actions as cohorts
from kith.service.cohorts.domain import places
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.people.domain.personas import register_persona
from kith.service.people.models import Person

EXAMPLES = Path(__file__).parents[2] / "examples" / "paired-learning"
BY = Actor.system("tests")


@dataclass(frozen=True, slots=True)
class Invented:
    organisation: Organisation
    lead: Person


def an_organisation(settings, name: str = "Northern Vale Hospitals (invented)") -> Invented:
    """Its lead, Rowan Blake, can be signed in as with one click."""
    settings.ENVIRONMENT = "test-demo"
    organisation = OrganisationFactory(name=name, is_synthetic=True)
    lead = PersonFactory(name="Rowan Blake", email="rowan.blake@example.org")
    MembershipFactory(organisation=organisation, person=lead)
    register_persona(by=BY, person=lead, label="Programme lead", description="Runs every cohort.", order=1)
    return Invented(organisation, lead)


def a_stranger() -> Person:
    """Leads programmes in another organisation, and is one click away too."""
    other = OrganisationFactory(name="Harbour View Trust (invented)", is_synthetic=True)
    stranger = PersonFactory(name="Alex Stone", email="alex.stone@example.org")
    MembershipFactory(organisation=other, person=stranger)
    register_persona(by=BY, person=stranger, label="Stranger", description="Must see nothing.", order=2)
    return stranger


def a_colleague(invented: Invented) -> Person:
    """Looks at how programmes are going in the same organisation, and may match nobody."""
    colleague = PersonFactory(name="Vic Ames", email="vic.ames@example.org")
    MembershipFactory(organisation=invented.organisation, person=colleague, role="viewer")
    register_persona(by=BY, person=colleague, label="Colleague", description="Sees counts.", order=3)
    return colleague


def a_cohort(invented: Invented, starts_on, **languages: str) -> Cohort:
    """Two on each side, invited; ``languages`` says who reads in what: ``cora="zh-hans"``."""
    cohort = cohorts.create_cohort(
        by=BY,
        organisation=invented.organisation,
        definition=load_shipped("paired-learning"),
        variant=None,
        name="Winter 2027",
        starts_on=starts_on,
        time_zone="Europe/London",
        sides={side: {"min": 1, "max": 40} for side in ("clinician", "manager")},
    )
    CohortRoleFactory(cohort=cohort, person=invented.lead)
    for name, side in (
        ("Cora Lin", "clinician"),
        ("Callum Reid", "clinician"),
        ("Mei Das", "manager"),
        ("Mo Farrell", "manager"),
    ):
        first = name.split()[0].lower()
        person = PersonFactory(name=name, email=f"{first}@example.org", language=languages.get(first, "en"))
        line = "Medicine" if side == "clinician" else "Surgery"
        PlaceFactory(
            cohort=cohort,
            person=person,
            side=side,
            attributes={"site": "Northgate", "line_of_management": line},
        )
    places.invite(by=BY, cohort=cohort, held=False)
    return cohort


def everybody_confirms(cohort: Cohort) -> None:
    for place in cohort.places.filter(state=Place.State.INVITED):
        places.confirm(by=BY, place=place)
