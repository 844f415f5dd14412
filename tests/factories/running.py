"""A cohort made the way a lead makes it: pinned definition, calendar, waves, people who said yes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from tests.factories.people import MembershipFactory

from kith.programmes.shipped import load_shipped
from kith.service.cohorts.domain import actions, places
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import AuditEvent
from kith.service.matches.domain.actions import start_run
from kith.service.matches.models import MatchRun
from kith.service.people.models import Person
from kith.service.surveys.domain.agreeing import agree
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.domain.waves import open_wave
from kith.service.surveys.models import Invitation, Response, Wave

PEOPLE = (
    ("Amina Yusuf", "clinician", "St Anne's", "Medicine"),
    ("Chen Li", "clinician", "Northgate", "Surgery"),
    ("Ben Okafor", "manager", "St Anne's", "Operations"),
    ("Eve Marsh", "manager", "Northgate", "Finance"),
)


@dataclass
class Running:
    """A cohort, its lead, and its people by first name."""

    lead: Person
    cohort: Cohort
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def by(self) -> Actor:
        return Actor.of_person(self.lead)

    def add(self, name: str, side: str, *, confirmed: bool = True, **attributes: Any) -> Place:
        place = places.add_person(
            by=self.by,
            cohort=self.cohort,
            name=name,
            email=f"{name.split()[0].lower()}@example.org",
            side=side,
            attributes=attributes,
        )
        if confirmed:
            places.confirm(by=Actor.of_person(place.person), place=place)
        self.places[name.split()[0]] = place
        return place

    def wave(self, key: str = "before") -> Wave:
        return Wave.objects.select_related("cohort__organisation").get(cohort=self.cohort, key=key)

    def opened(self, key: str = "before") -> Wave:
        return open_wave(by=self.by, wave=self.wave(key))

    def invitation(self, name: str, key: str = "before") -> Invitation:
        rows = Invitation.objects.select_related("wave__cohort__organisation", "place__person")
        return rows.get(wave__cohort=self.cohort, wave__key=key, place=self.places[name])

    def agree(self, *names: str, **said: bool) -> None:
        """They say yes to every use of their answers that ``said`` does not name (report, lines, quotes)."""
        for name in names or self.places:
            place = self.places[name]
            agree(
                by=Actor.of_person(place.person),
                place=place,
                said={use: said.get(use.field, True) for use in Use},
            )

    def draft(self, **instead: Any) -> MatchRun:
        """A finished run of the engine."""
        wanted = {"best_for": "no_one_left_behind", "seed": 7} | instead
        run = start_run(by=self.by, cohort=self.cohort, **wanted)
        perform(run.job_id)
        run.refresh_from_db()
        return run


def running(people: tuple = PEOPLE, **instead: Any) -> Running:
    """``instead`` goes to ``create_cohort``; the cohort starts in a week unless it says otherwise."""
    membership = MembershipFactory(role="lead")
    wanted = {
        "organisation": membership.organisation,
        "definition": load_shipped("paired-learning"),
        "variant": None,
        "name": "Spring",
        "starts_on": timezone.localdate() + dt.timedelta(days=7),
        "time_zone": "Europe/London",
    }
    cohort = actions.create_cohort(by=Actor.of_person(membership.person), **(wanted | instead))
    made = Running(membership.person, cohort)
    for name, side, site, line in people:
        made.add(name, side, site=site, line_of_management=line)
    return made


def told_in_the_audit() -> list[tuple[str, str]]:
    """Names, addresses and answers that stand in an audit row. There must be none."""
    words = [word for pair in Person.objects.values_list("name", "email") for word in pair if word]
    answers = [response.answers for response in Response.objects.all()]
    words += [
        value for given in answers for value in given.values() if isinstance(value, str) and len(value) > 3
    ]
    found = []
    for row in AuditEvent.objects.all():
        said = f"{row.fields} {row.detail} {row.subject_id} {row.actor_id}"
        found += [(row.action, word) for word in words if word in said]
    return found
