"""``python -m benchmarks.service.site.learners lay_out|tick``: everybody of the crowd learns with somebody."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.service.site.settings")
os.environ["KITH_BENCH_ENVIRONMENT"] = "development"  # for the demonstration's loader, here only

BOARD = 5_000
"""Pairs on the board that is measured."""
OWN_COHORTS = 50
QUIET_EVERY = 20
"""One pair in so many has gone quiet at the same minute: an outage's worth, not a usual minute's."""
MEETINGS = 4


def main(word: str) -> None:
    import django

    django.setup()
    json.dump(lay_out() if word == "lay_out" else ticks(), sys.stdout)


def lay_out() -> dict[str, Any]:
    """The database, and whose pages are looked at."""
    from django.core.management import call_command
    from django.db import transaction
    from django.urls import reverse
    from django.utils import timezone

    from benchmarks.service.site import build, crowd, journey
    from kith.service.cohorts.models import Cohort, CohortRole, DefinitionVersion
    from kith.service.home.demonstration.load import load
    from kith.service.people.models import Person

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load(lambda said: print(said, file=sys.stderr))
    crowd.fill(DefinitionVersion.objects.earliest("created_at"))
    today = timezone.localdate()
    with transaction.atomic():
        _dates(today)
        _learn(today)
        board, one = _board(today), _in_many(today)
        lead = Person.objects.create(email="board@bench.example", name="Lead", password="!")
        CohortRole.objects.create(cohort=board, person=lead, role=CohortRole.Kind.LEAD)
    build._analyse()
    assert Cohort.objects.count() > crowd.COHORTS
    address = reverse("learning:health", args=[board.pk])
    pages = [
        {"name": "board", "address": address, "who": "lead"},
        {"name": "board, fading", "address": f"{address}?show=fading", "who": "lead"},
        {"name": "home", "address": reverse("home:home"), "who": "learner"},
    ]
    return {"pages": pages, "cookies": {"lead": journey._session(lead), "learner": journey._session(one)}}


def ticks() -> dict[str, float]:
    """Seconds of the first tick and of the next, with everything registered, and how many were reminded by each."""
    from django.utils import timezone

    from kith.service.core.domain.tick import tick
    from kith.service.core.models import Mail
    from kith.service.learning.models import Nudge

    now, found = timezone.now(), {}
    for name, moment in (("first", now), ("second", now + dt.timedelta(minutes=1))):
        before = Nudge.objects.count(), Mail.objects.count()
        start = time.perf_counter()
        broken = tick(moment)
        found[name] = time.perf_counter() - start
        assert broken == (), broken
        found[f"{name}_nudges"] = Nudge.objects.count() - before[0]
        found[f"{name}_mails"] = Mail.objects.count() - before[1]
    return found


def _dates(today: dt.date) -> None:
    """Every cohort of the crowd is in its running stage."""
    from benchmarks.service.site.crowd import _write
    from kith.service.cohorts.models import Cohort, StageDate

    Cohort.objects.filter(name__startswith="Cohort ").update(
        starts_on=today - dt.timedelta(days=120), ends_on=today + dt.timedelta(days=120)
    )
    _write(
        StageDate(
            cohort=cohort,
            stage=stage,
            starts_on=today - dt.timedelta(days=120),
            ends_on=today + dt.timedelta(days=120),
        )
        for cohort in Cohort.objects.filter(name__startswith="Cohort ")
        for stage in ("people", "preferences", "matching", "running", "measuring", "report")
    )


def _learn(today: dt.date) -> None:
    from kith.service.matches.models import Pair

    _relationships(list(Pair.objects.filter(relationship=None).select_related("left", "right")), today)


def _relationships(pairs: list[Any], today: dt.date) -> None:
    """A relationship for each pair, with both members and what they did."""
    from benchmarks.service.site.crowd import _write
    from kith.service.learning.models import Meeting, Member, Relationship

    rows = _write(
        Relationship(
            cohort_id=pair.cohort_id,
            kind=Relationship.Kind.PAIR,
            pair=pair,
            started_on=today - dt.timedelta(days=110),
            last_met_on=today - dt.timedelta(days=60 if n % QUIET_EVERY == 0 else n % 40),
        )
        for n, pair in enumerate(pairs)
    )
    _write(
        Member(relationship=row, person_id=place.person_id, place_id=place.pk, part=Member.Part.PARTNER)
        for row, pair in zip(rows, pairs, strict=True)
        for place in (pair.left, pair.right)
    )
    _write(
        Meeting(
            relationship=row,
            state=Meeting.State.HELD,
            on=row.last_met_on - dt.timedelta(days=12 * number),
            zone="Europe/London",
            minutes=60,
        )
        for row in rows
        for number in range(MEETINGS)
    )


def _board(today: dt.date) -> Any:
    """One cohort of ten thousand people."""
    from benchmarks.service.site.crowd import SIDES, _write
    from kith.service.cohorts.models import Cohort, Place
    from kith.service.matches.models import Pair, Publication
    from kith.service.people.models import Person

    cohort = Cohort.objects.get(name="Cohort 0")
    people = _write(
        Person(email=f"b{n}@crowd.example", name=f"Learner {n:05}", password="!") for n in range(2 * BOARD)
    )
    places = _write(
        Place(cohort=cohort, person=person, side=SIDES[n % 2], state=Place.State.CONFIRMED)
        for n, person in enumerate(people)
    )
    publication = Publication.objects.filter(cohort=cohort).first()
    pairs = _write(
        Pair(cohort=cohort, publication=publication, left=left, right=right, points=1, reasons=[])
        for left, right in zip(places[::2], places[1::2], strict=True)
    )
    _relationships(pairs, today)
    return cohort


def _in_many(today: dt.date) -> Any:
    """Somebody with a partner in each of fifty cohorts."""
    from benchmarks.service.site.crowd import _write
    from kith.service.cohorts.models import Cohort, Place
    from kith.service.matches.models import Pair, Publication
    from kith.service.people.models import Person

    person = Person.objects.create(email="learner@bench.example", name="Learner of fifty", password="!")
    cohorts = list(Cohort.objects.filter(name__startswith="Cohort ").exclude(name="Cohort 0")[:OWN_COHORTS])
    mine = _write(
        Place(cohort=cohort, person=person, side="clinician", state=Place.State.CONFIRMED)
        for cohort in cohorts
    )
    others = _write(
        Person(email=f"m{n}@crowd.example", name=f"Partner {n:02}", password="!") for n in range(OWN_COHORTS)
    )
    theirs = _write(
        Place(cohort=cohort, person=other, side="manager", state=Place.State.CONFIRMED)
        for cohort, other in zip(cohorts, others, strict=True)
    )
    published = {one.cohort_id: one for one in Publication.objects.filter(cohort__in=cohorts)}
    pairs = _write(
        Pair(cohort=cohort, publication=published[cohort.pk], left=left, right=right, points=1, reasons=[])
        for cohort, left, right in zip(cohorts, mine, theirs, strict=True)
    )
    _relationships(pairs, today)
    return person


if __name__ == "__main__":
    main(sys.argv[1])
