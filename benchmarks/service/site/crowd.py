"""A hundred thousand invented people in a thousand cohorts, written straight into the tables."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable

from django.db import models, transaction
from django.utils import timezone

from kith.service.cohorts.models import Cohort, DefinitionVersion, Place
from kith.service.core.models import AuditEvent, Mail, MailState, Organisation
from kith.service.matches.models import MatchRun, Pair, Publication
from kith.service.people.models import Person
from kith.service.surveys.models import Invitation, Response, Wave

PEOPLE = 100_000
COHORTS = 1_000
ORGANISATIONS = 100
SIDES = ("clinician", "manager")
BATCH = 2_000
SITES, LINES = ("Northgate", "Riverside", "Old Mill"), ("Medicine", "Surgery", "Operations")


@transaction.atomic
def fill(definition: DefinitionVersion) -> None:
    """People, cohorts, places, mails, pairs, a wave each with answers, and a history."""
    rng, now = random.Random(1), timezone.now()
    organisations = _organisations()
    cohorts = _cohorts(organisations, definition)
    people = Person.objects.bulk_create(
        (Person(email=f"p{n}@crowd.example", name=f"Person {n:06}", password="!") for n in range(PEOPLE)),
        BATCH,
    )
    places = _write(
        Place(
            cohort=cohorts[n * COHORTS // PEOPLE],
            person=person,
            side=SIDES[n % 2],
            state=Place.State.CONFIRMED,
            attributes={"site": rng.choice(SITES), "line_of_management": rng.choice(LINES)},
            invited_at=now,
            confirmed_at=now,
        )
        for n, person in enumerate(people)
    )
    _mails(places, now)
    _pairs(cohorts, places)
    _answers(cohorts, places, rng, now)
    _history(places)


def _write(rows: Iterable[models.Model]) -> list[models.Model]:
    rows = list(rows)
    return type(rows[0])._default_manager.bulk_create(rows, BATCH)


def _organisations() -> list[Organisation]:
    return _write(
        Organisation(
            name=f"Crowd {n}", slug=f"crowd-{n}", is_synthetic=True, contact_email=f"o{n}@crowd.example"
        )
        for n in range(ORGANISATIONS)
    )


def _cohorts(organisations: list[Organisation], definition: DefinitionVersion) -> list[Cohort]:
    pinned = {
        organisation.pk: DefinitionVersion.objects.create(
            organisation=organisation, key=definition.key, text=definition.text, sha256=definition.sha256
        )
        for organisation in organisations
    }
    start = dt.date(2026, 1, 1)
    return _write(
        Cohort(
            organisation=organisations[n % ORGANISATIONS],
            definition=pinned[organisations[n % ORGANISATIONS].pk],
            name=f"Cohort {n}",
            sides={side: {"min": 6, "max": 60} for side in SIDES},
            starts_on=start,
            ends_on=start + dt.timedelta(days=300),
        )
        for n in range(COHORTS)
    )


def _mails(places: list[Place], now: dt.datetime) -> None:
    """Two a person: the invitation and the news of a partner."""
    _write(
        Mail(
            organisation_id=place.cohort.organisation_id,
            cohort_id=place.cohort_id,
            person=place.person,
            to_address=place.person.email,
            purpose=purpose,
            subject="About your programme",
            body="Dear colleague,\n\nyour programme starts soon.\n" * 5,
            state=MailState.SENT,
            send_after=now,
            sent_at=now,
            once_key=f"{purpose}:{place.pk}",
        )
        for place in places
        for purpose in ("cohorts.invitation", "matches.paired")
    )


def _pairs(cohorts: list[Cohort], places: list[Place]) -> None:
    runs = _write(MatchRun(cohort=cohort, number=1, seed=1, finished_at=timezone.now()) for cohort in cohorts)
    made = {run.cohort_id: Publication(cohort=run.cohort, run=run) for run in runs}
    _write(made.values())
    _write(
        Pair(
            cohort=left.cohort,
            publication=made[left.cohort_id],
            left=left,
            right=right,
            points=1000,
            reasons=[],
        )
        for left, right in zip(places[::2], places[1::2], strict=True)
    )


def _answers(cohorts: list[Cohort], places: list[Place], rng: random.Random, now: dt.datetime) -> None:
    waves = _write(
        Wave(
            cohort=cohort,
            key="before",
            name={"en": "Before"},
            instrument={},
            sides=list(SIDES),
            opens_at=now,
            closes_at=now + dt.timedelta(days=30),
            state=Wave.State.OPEN,
        )
        for cohort in cohorts
    )
    of = {wave.cohort_id: wave for wave in waves}
    _write(Invitation(wave=of[place.cohort_id], place=place, is_finished=True) for place in places)
    _write(
        Response(
            wave=of[place.cohort_id],
            pseudonym=f"{rng.getrandbits(256):064x}",
            side=place.side,
            answers={f"q{n}": rng.randint(1, 5) for n in range(12)},
            submitted_on=now.date(),
            may_be_reported=True,
            may_be_read=True,
            may_be_quoted=True,
        )
        for place in places
    )


def _history(places: list[Place]) -> None:
    _write(
        AuditEvent(
            actor_kind=AuditEvent.ActorKind.SYSTEM,
            actor_id="crowd",
            action="cohorts.confirm_place",
            subject_type="cohorts.place",
            subject_id=str(place.pk),
            organisation_id=place.cohort.organisation_id,
            cohort_id=place.cohort_id,
        )
        for place in places
    )
