"""The cohort that the journey's pages are about: full on both sides, once before and once after publication."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kith.foundation.seeds import generator
from kith.programmes import load_shipped
from kith.questionnaires.logic import steps
from kith.questionnaires.responses import Answers
from kith.service.cohorts.domain import actions as cohorts
from kith.service.cohorts.domain import imports, places
from kith.service.cohorts.models import Cohort, CohortRole, Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.job_runs import perform
from kith.service.core.domain.links import issue_link
from kith.service.core.models import LinkPurpose, Organisation
from kith.service.home.demonstration.load import SEED, SLUG
from kith.service.home.demonstration.time import everybody_answers, everybody_says_yes
from kith.service.matches.domain import actions as matches
from kith.service.matches.models import MatchRun
from kith.service.people.models import Membership, Person
from kith.service.reports.models import Report
from kith.service.surveys.domain.agreeing import agree
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.domain.waves import open_wave
from kith.service.surveys.models import Invitation, Wave

A_SIDE = 40
SITES, LINES = ("Northgate", "Riverside", "Old Mill"), ("Medicine", "Surgery", "Operations")
BY = Actor.system("benchmark")


@dataclass(frozen=True, slots=True)
class Page:
    """One page to be measured: who looks (by the key of ``cookies``; nobody without) and where."""

    name: str
    address: str
    who: str = ""

    def to_json(self) -> dict[str, str]:
        return asdict(self)


def lay_out() -> tuple[list[Page], dict[str, str]]:
    """Make everything and say which pages there are, with each person's session."""
    organisation = Organisation.objects.get(slug=SLUG)
    lead = Person.objects.get(
        memberships__organisation=organisation, memberships__role=Membership.OrganisationRole.LEAD
    )
    draft, running = _cohort(organisation, lead, "Full, draft"), _cohort(organisation, lead, "Full, running")
    run_of_draft, run = _run(draft), _run(running)
    running.refresh_from_db()
    matches.publish(by=BY, run=run, seen_revision=running.revision)
    wave = running.waves.get(key="before")
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() + dt.timedelta(days=30))
    wave.refresh_from_db()
    open_wave(by=BY, wave=wave)
    everybody_answers(wave)
    place = running.places.filter(side="clinician").select_related("person").earliest("person__name")
    pages = [
        *_public(),
        *_of_the_lead(draft, run_of_draft, running, wave),
        *_of_participants(draft, place, wave),
    ]
    pages += _of_reports(organisation)
    return pages, {"lead": _session(lead), "participant": _session(place.person)}


def _session(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def _cohort(organisation: Organisation, lead: Person, name: str) -> Cohort:
    cohort = cohorts.create_cohort(
        by=BY,
        organisation=organisation,
        definition=load_shipped("paired-learning"),
        variant=None,
        name=name,
        starts_on=timezone.localdate() + dt.timedelta(days=7),
        time_zone="Europe/London",
        sides={side: {"min": 6, "max": A_SIDE} for side in ("clinician", "manager")},
    )
    CohortRole.objects.create(cohort=cohort, person=lead, role=CohortRole.Kind.LEAD)
    rng = generator(SEED, name)
    for side in ("clinician", "manager"):
        for n in range(A_SIDE):
            attributes = {"site": str(rng.choice(SITES)), "line_of_management": str(rng.choice(LINES))}
            email = f"{side}.{n}.{name.split()[-1]}@bench.example"
            places.add_person(
                by=BY,
                cohort=cohort,
                name=f"{side.title()} {n:02} {name}",
                email=email,
                side=side,
                attributes=attributes,
            )
    places.invite(by=BY, cohort=cohort, held=False)
    everybody_says_yes(cohort)
    return cohort


def _run(cohort: Cohort) -> MatchRun:
    run = matches.start_run(by=BY, cohort=cohort, best_for="no_one_left_behind", seed=SEED)
    assert run.job is not None
    perform(run.job.pk)
    run.refresh_from_db()
    return run


def _public() -> Iterator[Page]:
    yield Page("start", "/")
    yield Page("sign in", reverse("account_request_login_code"))


def _of_the_lead(draft: Cohort, run: MatchRun, running: Cohort, wave: Wave) -> Iterator[Page]:
    place, pair = draft.places.earliest("created_at"), run.result["pairs"][0]
    both = [pair["left"], pair["right"]]
    addresses = {
        "home of a lead": reverse("home:home"),
        "programmes": reverse("cohorts:programmes"),
        "choose a programme": reverse("cohorts:choose_programme", args=[draft.organisation.slug]),
        "make a cohort": reverse("cohorts:create", args=[draft.organisation.slug, "paired-learning"]),
        "cohort, draft": reverse("cohorts:show", args=[draft.pk]),
        "cohort, running": reverse("cohorts:show", args=[running.pk]),
        "calendar": reverse("cohorts:calendar", args=[running.pk]),
        "who runs it": reverse("cohorts:team", args=[running.pk]),
        "bring people in": reverse("cohorts:upload", args=[draft.pk]),
        "columns of a file": reverse("cohorts:columns", args=_import(draft)),
        "preview of a file": reverse("cohorts:preview", args=_import(draft)),
        "people": reverse("cohorts:people", args=[draft.pk]),
        "one person": reverse("cohorts:person", args=[draft.pk, place.pk]),
        "workbench": reverse("matches:workbench", args=[draft.pk]),
        "draft": reverse("matches:draft", args=[draft.pk, run.number]),
        "why these two": reverse("matches:draft_pair", args=[draft.pk, run.number, *both]),
        "publish": reverse("matches:publish", args=[draft.pk, run.number]),
        "pairs": reverse("matches:pairs", args=[running.pk]),
        "messages": reverse("cohorts:messages", args=[running.pk]),
        "questionnaires": reverse("surveys:waves", args=[running.pk]),
        "one questionnaire": reverse("surveys:wave", args=[running.pk, wave.pk]),
        "questionnaire, previewed": reverse("surveys:preview", args=[running.pk, wave.pk]),
    }
    yield from (Page(name, address, "lead") for name, address in addresses.items())


def _import(cohort: Cohort) -> list[object]:
    """A people file with 40 rows, waiting to be accepted."""
    rows = "\n".join(f"New {n},new.{n}@bench.example,Northgate,Medicine" for n in range(A_SIDE))
    content = io.BytesIO(f"Name,E-mail address,Site,Line of management\n{rows}\n".encode())
    row = imports.upload(by=BY, cohort=cohort, name="people.csv", stream=content, side="clinician")
    imports.choose_columns(by=BY, row=row, mapping=row.mapping)
    return [cohort.pk, row.pk]


def _of_participants(draft: Cohort, place: Place, wave: Wave) -> Iterator[Page]:
    expires = timezone.now() + dt.timedelta(days=30)
    coming = draft.places.earliest("created_at")
    key = {"person_id": coming.person_id, "expires": expires}
    _row, own = issue_link(purpose=LinkPurpose.CONFIRM_PLACE, subject=coming, **key)
    yield Page("a personal link", own)
    yield Page("preferences", f"{own}preferences/")
    yield Page("preferences, to check", f"{own}preferences/check-answers/")
    yield Page("never with", f"{own}preferences/in-private/")
    invitation = Invitation.objects.get(wave=wave, place=place)
    key["person_id"] = place.person_id
    own_yes = Actor.of_person(place.person)  # or no screen of it is shown
    agree(by=own_yes, place=place, said=dict.fromkeys(Use, True))
    _row, answering = issue_link(purpose=LinkPurpose.ANSWER_WAVE, subject=invitation, **key)
    yield Page("questionnaire by link", answering)
    first = steps(instrument_of(wave), Answers())[0].key
    yield Page("first screen of a questionnaire", f"{answering}{first}/")
    yield Page("questionnaire, to check", f"{answering}check-answers/")
    yield Page("home of a participant", "/", "participant")
    yield Page("my partner", reverse("matches:partner", args=[place.pk]), "participant")


def _of_reports(organisation: Organisation) -> Iterator[Page]:
    """The finished cohort of the demonstration has one."""
    report = Report.objects.filter(cohort__organisation=organisation).earliest("created_at")
    yield Page("reports", reverse("reports:reports", args=[report.cohort_id]), "lead")
    yield Page("a report", reverse("reports:report", args=[report.cohort_id, report.pk]), "lead")
