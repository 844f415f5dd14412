"""One invented organisation with cohorts at six stages, and the people one can sign in as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kith.foundation.seeds import generator
from kith.programmes import load_shipped
from kith.programmes.types import Definition
from kith.service.cohorts.domain import actions as cohorts
from kith.service.cohorts.domain import places
from kith.service.cohorts.models import Cohort, CohortRole, Place
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import Job, Mail, MailState, Organisation
from kith.service.home.demonstration import afterwards, measuring, raters, together
from kith.service.home.demonstration.afterwards import Afterwards
from kith.service.home.demonstration.choosing import PLACES, Choosing
from kith.service.home.demonstration.matchings import worked_out
from kith.service.home.demonstration.moments import day
from kith.service.home.demonstration.names import DOMAIN, Invented, people
from kith.service.home.demonstration.planning import planned
from kith.service.home.demonstration.recruiting import open_call
from kith.service.home.demonstration.time import BY, everybody_answers, everybody_says_yes
from kith.service.home.demonstration.together import Together, with_group_meetings
from kith.service.matches.domain import actions as matches
from kith.service.people.domain.actions import find_or_create_person
from kith.service.people.domain.personas import register_persona
from kith.service.people.models import Membership, Person
from kith.service.surveys.domain import waves
from kith.service.surveys.models import Wave

SEED = 20261122
FIR_PLACES = 12
SLUG, STRANGER_SLUG = "northern-vale", "harbour-view"
SITES = ("St Anne's", "Northgate", "Riverside", "Old Mill")
LINES = ("Medicine", "Surgery", "Women and children", "Emergency care", "Community")
BANDS = {
    "clinician": ("ST4", "ST6", "Band 7", "Consultant"),
    "manager": ("Band 7", "Band 8a", "Band 8b", "Band 8c"),
}
DEPARTMENTS = (
    "Cardiology",
    "Stroke",
    "Maternity",
    "Paediatrics",
    "Theatres",
    "Emergency",
    "Therapies",
    "Pharmacy",
)
Say = Callable[[str], None]


def finish(job: Job | None) -> None:
    """Do a job here and now, without a worker."""
    assert job is not None
    perform(job.pk)


def is_loaded() -> bool:
    return Organisation.objects.filter(slug=SLUG).exists()


def load(say: Say) -> None:
    """Load everything, or nothing. Refused outside development, and beside a real organisation."""
    if settings.ENVIRONMENT not in settings.PERSONA_ENVIRONMENTS:
        raise SystemExit("The demonstration is for a laptop: it is shut off here.")
    if Organisation.objects.filter(is_synthetic=False).exists():
        raise SystemExit(
            "There is a real organisation here already. The demonstration is never loaded beside one."
        )
    with transaction.atomic():
        Loader(say).load()


class Loader:
    def __init__(self, say: Say) -> None:
        self.say = say
        self.rng = generator(SEED, "people")
        self.supply: Iterator[Invented] = people(self.rng)
        self.today = timezone.localdate()

    def load(self) -> None:
        self.organisation = self._organisation("Northern Vale Hospitals (invented)", SLUG)
        self.lead = self._member("Rowan Blake", Membership.OrganisationRole.LEAD)
        self._persona(self.lead, "Programme lead", "Runs every cohort of Northern Vale.", 1)
        self._finished()
        self._running()
        matching = self._matching()
        self._new()
        self._calling()
        self._choosing()
        self._matchings()
        planner = self._member("Tomas Berg", Membership.OrganisationRole.PLANNER)
        self._persona(planner, "Workforce planner", "Plans the workforce of an invented country.", 13)
        planned(self.organisation, planner)
        measuring.asks_its_own(Cohort.objects.get(name="Birch"), self.lead)
        self._personas(matching)
        self._stranger()
        self._quiet_mails()

    def _organisation(self, name: str, slug: str) -> Organisation:
        return Organisation.objects.create(
            name=name,
            slug=slug,
            is_synthetic=True,
            contact_email=f"programmes@{slug.replace('-', '')}.example",
        )

    def _person(self, name: str, domain: str = DOMAIN) -> Person:
        address = f"{name.replace(' ', '.')}@{domain}".lower()
        person, _is_new = find_or_create_person(by=BY, email=address, name=name)
        return person

    def _member(self, name: str, role: str) -> Person:
        person = self._person(name)
        Membership.objects.create(organisation=self.organisation, person=person, role=role)
        return person

    def _persona(self, person: Person, label: str, description: str, order: int) -> None:
        register_persona(by=BY, person=person, label=label, description=description, order=order)

    def _cohort(
        self,
        name: str,
        starts_on: dt.date,
        variant: str | None,
        sizes: tuple[int, int],
        most: int = 40,
        definition: Definition | None = None,
    ) -> Cohort:
        """A cohort with its people in it, not invited yet."""
        self.say(f"  {name}")
        cohort = cohorts.create_cohort(
            by=BY,
            organisation=self.organisation,
            definition=definition or load_shipped("paired-learning"),
            variant=variant,
            name=name,
            starts_on=starts_on,
            time_zone="Europe/London",
            sides={side: {"min": min(6, most), "max": most} for side in ("clinician", "manager")},
        )
        CohortRole.objects.create(cohort=cohort, person=self.lead, role=CohortRole.Kind.LEAD)
        for side, count in zip(("clinician", "manager"), sizes, strict=True):
            for one in islice(self.supply, count):
                places.add_person(
                    by=BY,
                    cohort=cohort,
                    name=one.name,
                    email=one.email,
                    side=side,
                    attributes=self._facts(side),
                )
        return cohort

    def _facts(self, side: str) -> dict[str, str]:
        return {
            "site": str(self.rng.choice(SITES)),
            "line_of_management": str(self.rng.choice(LINES)),
            "band": str(self.rng.choice(BANDS[side])),
            "department": str(self.rng.choice(DEPARTMENTS)),
        }

    def _publish(self, cohort: Cohort) -> None:
        run = matches.start_run(by=BY, cohort=cohort, best_for="no_one_left_behind", seed=SEED)
        finish(run.job)
        run.refresh_from_db()
        cohort.refresh_from_db()
        matches.publish(by=BY, run=run, seen_revision=cohort.revision)

    def _ask(self, cohort: Cohort, key: str, *, close: bool) -> None:
        """Open a wave whatever its date, let people answer, and put its dates back."""
        wave = cohort.waves.get(key=key)
        opens_at, closes_at = wave.opens_at, wave.closes_at
        Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() + dt.timedelta(days=1))
        wave.refresh_from_db()
        waves.open_wave(by=BY, wave=wave)
        everybody_answers(wave)
        if close and raters.are_asked(wave):
            raters.others_answer(wave)
        state = Wave.State.CLOSED if close else Wave.State.OPEN
        Wave.objects.filter(pk=wave.pk).update(opens_at=opens_at, closes_at=closes_at, state=state)

    def _finished(self) -> None:
        cohort = self._cohort("Alder", day(afterwards.BEGAN), "lothian", (16, 15))
        places.invite(by=BY, cohort=cohort, held=False)
        everybody_says_yes(cohort, but=1)
        places.decline(by=BY, place=cohort.places.get(state=Place.State.INVITED))
        self._publish(cohort)
        alder = Afterwards(cohort, self.lead)
        alder.they_met()
        measuring.plan_before_anybody_answers(cohort, self.lead, ago=afterwards.BEGAN + 42)
        for key in ("before", "after", "half-a-year-on"):
            raters.others_are_asked(cohort.waves.get(key=key))
        for key in ("before", "after", "experience"):
            self._ask(cohort, key, close=True)
        measuring.what_it_took(cohort, self.lead, over=afterwards.OVER)
        self._report(cohort)
        self._ask(cohort, "half-a-year-on", close=False)
        alder.it_is_over(cohort.waves.get(key="half-a-year-on"))
        self._persona(alder.holder, "Alumnus", "Took part in Alder, and organises what came out of it.", 8)

    def _report(self, cohort: Cohort) -> None:
        from kith.service.reports.domain import actions as reports

        report = reports.make_report(by=BY, cohort=cohort, audience="public", language="en", seed=SEED)
        finish(report.job)
        report.refresh_from_db()
        reports.publish_report(by=BY, report=report)

    def _running(self) -> None:
        cohort = self._cohort("Birch", day(together.BEGAN), None, (12, 12), definition=with_group_meetings())
        places.invite(by=BY, cohort=cohort, held=False)
        everybody_says_yes(cohort)
        self._publish(cohort)
        self._ask(cohort, "before", close=True)
        birch = Together(cohort, self.supply, self.lead)
        birch.all_of_it(self._person("Ngaire Tan"))
        shown, fading = birch.two[together.SHOWN].members, birch.two[together.FADING].members
        for order, label, one, other in ((3, "Clinician", 0, 1), (4, "Manager", 1, 0)):
            person, said = (
                shown[one].person,
                f"Takes part in Birch, in a pair with {shown[other].person.name}.",
            )
            self._persona(person, f"{label}: {person.name}", said, order)
        self._persona(
            fading[0].person, "Clinician who reads Chinese", "Has hardly met a partner in Birch.", 5
        )
        self._persona(birch.mentor, "Mentor", "Mentors two people in Birch.", 6)
        self._persona(
            birch.contact, "Confidential contact", "Hears what somebody would rather not tell the lead.", 7
        )

    def _matching(self) -> Cohort:
        cohort = self._cohort("Cedar", self.today + dt.timedelta(days=14), "imperial", (13, 12))
        places.invite(by=BY, cohort=cohort, held=False)
        everybody_says_yes(cohort, but=2)
        return cohort

    def _new(self) -> None:
        self._cohort("Elm", self.today + dt.timedelta(days=150), None, (0, 0))

    def _calling(self) -> None:
        cohort = self._cohort("Fir", self.today + dt.timedelta(weeks=18), None, (0, 0), FIR_PLACES)
        waiting = open_call(cohort, self.supply)
        assert waiting.person is not None
        self._persona(
            waiting.person, "Applicant", "Has applied to Fir, and waits for a manager's answer.", 13
        )

    def _choosing(self) -> None:
        cohort = self._cohort("Hazel", self.today + dt.timedelta(weeks=12), None, (0, 0), PLACES)
        hazel = Choosing(cohort, self.supply, self.lead)
        hazel.all_of_it()
        self._persona(hazel.reader, "Reviewer", "Reads applications to Hazel, without names.", 14)
        self._persona(hazel.member, "Panel member", "Interviews those on the shortlist of Hazel.", 15)

    def _matchings(self) -> None:
        self.say("  Sets, placements and posts")
        worked_out(self.organisation, self.lead)

    def _personas(self, matching: Cohort) -> None:
        deputy = self._person("Sam Ellis")
        cohorts.give_role(
            by=BY,
            cohort=matching,
            person=deputy,
            role=CohortRole.Kind.DEPUTY,
            starts_on=self.today - dt.timedelta(days=7),
            ends_on=self.today + dt.timedelta(days=60),
        )
        self._persona(deputy, "Deputy", "Stands in for the lead of Cedar, for a time.", 2)
        evaluator = self._member("Noor Aziz", Membership.OrganisationRole.EVALUATOR)
        self._persona(evaluator, "Evaluator", "Reads results under pseudonyms and makes reports.", 10)
        administrator = self._member("Jo Hart", Membership.OrganisationRole.ADMINISTRATOR)
        self._persona(
            administrator, "Administrator", "Gives roles, sets policies, reads the audit trail.", 11
        )
        viewer = self._member("Pat Lindqvist", Membership.OrganisationRole.VIEWER)
        self._persona(viewer, "Viewer", "A board member: sees counts and published reports.", 12)

    def _stranger(self) -> None:
        other = self._organisation("Harbour View Trust (invented)", STRANGER_SLUG)
        stranger = self._person("Alex Stone", "harbourview.example")
        Membership.objects.create(organisation=other, person=stranger, role=Membership.OrganisationRole.LEAD)
        self._persona(
            stranger,
            "Stranger",
            "Leads programmes in another organisation. Must see nothing of Northern Vale.",
            16,
        )

    def _quiet_mails(self) -> None:
        """What would have been sent long ago counts as sent; nothing invented is mailed to anybody."""
        Mail.objects.filter(state=MailState.QUEUED).update(state=MailState.SENT, sent_at=timezone.now())
