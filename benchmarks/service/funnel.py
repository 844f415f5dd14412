"""The funnel by group over 100,000 applications, against reading them as a plain Django program would."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.claims import Claim, at_least, at_most, seconds

PEOPLE = 100_000
CALLS = 4
ETHNIC = "ethnic_category"
CODES = ("A", "A", "A", "A", "B", "C", "D", "H", "H", "J", "K", "M", "N", "N", "P", "R", "S")
MOMENTS = ("submitted_at", "permitted_at", "shortlisted_at", "interviewed_at", "offered_at", "accepted_at")


def measure() -> list[Claim]:
    with tempfile.TemporaryDirectory() as home:
        _begin(Path(home))
        from django.utils import timezone

        now = timezone.now()
        calls = _filled(now)
        expected, ours = plain(calls, now), counted(calls, now)
        if expected != ours:
            raise RuntimeError("the two count differently")
        kith = seconds(lambda: counted(calls, now))
        peer = seconds(lambda: plain(calls, now), repeats=1)
    how = (
        f"Seconds, median of 3 (the peer once). SQLite in a file, {CALLS} calls, {PEOPLE:,} applications and equality "
        "answers by pseudonym: read, laid beside each other and counted by stage and ethnic group. One thread each; "
        "both give the same counts."
    )
    return [
        at_least(
            f"a funnel by ethnic group of {PEOPLE:,} applications, read and counted",
            kith=kith,
            peer="Django's ORM and a loop over its rows",
            peer_value=peer,
            target=3.0,
            how=how,
        ),
        at_most(
            f"a funnel by ethnic group of {PEOPLE:,} applications, read and counted",
            kith=kith,
            peer="the budget of one second on the machine it was set for",
            peer_value=1.0,
            target=None,
            how=how,
        ),
    ]


def counted(calls: list[Any], now: datetime) -> dict[tuple[str, str], int]:
    """Stage and group to how many, by the service's own reading."""
    import numpy as np

    from kith.service.recruitment.domain.funnel.funnel_groups import dimensions_of
    from kith.service.recruitment.domain.funnel.funnel_rows import read_rows

    by = next(one for one in dimensions_of(calls) if one.key == ETHNIC)
    rows = read_rows(calls, [by], now)
    (grouping,) = rows.groupings
    stages = len(rows.stages)
    many = np.bincount(grouping.codes * stages + rows.furthest, minlength=len(grouping.groups) * stages)
    return {
        (rows.stages[place % stages], grouping.groups[place // stages].key): int(n)
        for place, n in enumerate(many)
        if n
    }


def plain(calls: list[Any], now: datetime) -> dict[tuple[str, str], int]:
    """The same, row by row."""
    from kith.service.recruitment.domain.pseudonyms import equality_key, pseudonym
    from kith.service.recruitment.models import Application, EqualityAnswer

    found: Counter[tuple[str, str]] = Counter()
    names = ("applied", "permitted", "shortlisted", "interviewed", "offered", "accepted")
    for call in calls:
        key = equality_key(call)
        answers = {one.pseudonym: one.answers for one in EqualityAnswer.objects.filter(call=call)}
        for row in Application.objects.filter(call=call, example="").select_related("place"):
            furthest = "started"
            for moment, name in zip(MOMENTS, names, strict=True):
                if getattr(row, moment) is not None:
                    furthest = name
            given = answers.get(pseudonym(key, row.pk), {}).get(ETHNIC)
            found[furthest, "99" if given is None else "Z" if isinstance(given, dict) else given] += 1
    return dict(found)


def _begin(home: Path) -> None:
    """A database of its own: nothing is read of, or written to, one that is there."""
    os.environ["KITH_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "kith.service.config.settings.development"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _filled(now: datetime) -> list[Any]:
    from kith.service.core.models import Organisation

    organisation = Organisation.objects.create(name="Northgate", slug="northgate")
    calls = [_call(organisation, number, now) for number in range(CALLS)]
    for number, call in enumerate(calls):
        _apply(call, number, now)
    return calls


def _call(organisation: Any, number: int, now: datetime) -> Any:
    """A call that has closed, of a cohort that starts in two months."""
    from kith.programmes.shipped import load_instrument, load_shipped
    from kith.questionnaires.write import to_json
    from kith.service.cohorts.domain.actions import create_cohort
    from kith.service.core.domain.actors import Actor
    from kith.service.recruitment.models import Call

    cohort = create_cohort(
        by=Actor.system("benchmarks"),
        organisation=organisation,
        definition=load_shipped("paired-learning"),
        variant="imperial",
        name=f"Cohort {number}",
        starts_on=(now + timedelta(days=60)).date(),
        time_zone="Europe/London",
    )
    return Call.objects.create(
        cohort=cohort,
        address=f"call-{number}",
        state=Call.State.PUBLISHED,
        opens_at=now - timedelta(days=60),
        closes_at=now - timedelta(days=1),
        published_at=now,
        instruments={"clinician": to_json(load_instrument("clinician-application"))},
        equality_instrument=to_json(load_instrument("equality")),
    )


def _apply(call: Any, number: int, now: datetime) -> None:
    """Its share of the people: all as far as any, some of whom answered nothing or would not say."""
    from kith.service.recruitment.domain.pseudonyms import equality_key, pseudonym
    from kith.service.recruitment.models import Application, EqualityAnswer

    key = equality_key(call)
    if key is None:
        raise RuntimeError("a new call has a key")
    rows, answers = [], []
    for person in range(PEOPLE // CALLS):
        moments = dict.fromkeys(MOMENTS[: person % (len(MOMENTS) + 1)], now)
        reference = f"{number}{person:07}"
        row = Application(call=call, side="clinician", opened_at=now, reference=reference, **moments)
        rows.append(row)
        if person % 9:
            told = CODES[person % len(CODES)] if person % 8 else {"declined": True}
            said = {ETHNIC: told, "sex": "female"}
            answers.append(EqualityAnswer(call=call, pseudonym=pseudonym(key, row.pk), answers=said))
    Application.objects.bulk_create(rows, batch_size=2_000)
    EqualityAnswer.objects.bulk_create(answers, batch_size=2_000)
