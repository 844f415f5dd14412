"""A questionnaire for different people: one address for a whole department, and nobody is asked by name.

It is a wave of the cohort with no sides, so nobody is invited or reminded. It opens and closes by its dates, as
every other does.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Count

from kith.foundation.faults import Faults, Where
from kith.foundation.words import Text
from kith.questionnaires.types import Instrument, ItemKind
from kith.questionnaires.write import to_json
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.surveys.domain.building.drafts import new_key
from kith.service.surveys.domain.building.queries import usable_versions
from kith.service.surveys.domain.building.versions import instrument_of_version
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.waves import OPENS_AT
from kith.service.surveys.models import SharedWave, Wave

ADDRESS_BYTES = 12
MOST_NAMED = 80
MOST_PEOPLE = 100_000
PARTING = frozenset({ItemKind.CHOICE, ItemKind.YES_NO})
"""Kinds of question whose answers part people into groups."""


def offered_instruments(cohort: Cohort) -> dict[str, Instrument]:
    """What can be asked: what the cohort itself asks, once each, then the organisation's own, by their hash."""
    found = {wave.instrument_sha256: instrument_of(wave) for wave in cohort.waves.order_by("opens_at", "id")}
    for row in usable_versions(cohort.organisation):
        found.setdefault(row.sha256, instrument_of_version(row))
    return found


def parting_questions(instrument: Instrument) -> dict[str, Text]:
    """The questions by whose answers people can be set beside each other."""
    return {item.key: item.label for item in instrument.items if item.kind in PARTING}


@transaction.atomic
def add_shared_wave(
    *,
    by: Actor,
    cohort: Cohort,
    instrument_sha256: str,
    name: str,
    opens_on: dt.date,
    closes_on: dt.date,
    people: int,
    groups: str = "",
) -> Wave:
    """Plan a questionnaire that anybody may answer who is shown its address.

    ``people`` is about how many that are: at most twice as many answers are taken. ``groups`` is the key of a question
    that parts them in the report, or empty.
    """
    must_be_open(cohort.pk)
    instrument = offered_instruments(cohort).get(instrument_sha256)
    _check(instrument, name, (opens_on, closes_on), people, groups)
    assert instrument is not None
    zone = ZoneInfo(cohort.time_zone)
    taken = {key.replace("-", "_") for key in cohort.waves.values_list("key", flat=True)}
    wave = Wave.objects.create(
        cohort=cohort,
        key=new_key("different-people", taken, "people").replace("_", "-"),
        name=Text.of(name.strip()).to_json(),
        instrument=to_json(instrument),
        instrument_sha256=instrument.sha256,
        sides=[],
        opens_at=dt.datetime.combine(opens_on, OPENS_AT, zone).astimezone(dt.UTC),
        closes_at=dt.datetime.combine(closes_on + dt.timedelta(days=1), dt.time(0), zone).astimezone(dt.UTC),
    )
    SharedWave.objects.create(
        wave=wave, address=secrets.token_urlsafe(ADDRESS_BYTES), people=people, groups=groups
    )
    audit.record(
        by=by,
        action="surveys.add_shared_wave",
        subject=wave,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        detail={"questionnaire": instrument.key, "people": people},
    )
    return wave


def _check(
    instrument: Instrument | None, name: str, days: tuple[dt.date, dt.date], people: int, groups: str
) -> None:
    faults = Faults()
    if instrument is None:
        faults.add("surveys.shared_unknown", Where(key="instrument"))
    if not name.strip() or len(name) > MOST_NAMED:
        faults.add("surveys.shared_unnamed", Where(key="name"), most=MOST_NAMED)
    if days[1] < days[0]:
        faults.add("surveys.closes_first", Where(key="closes_on"))
    if not 1 <= people <= MOST_PEOPLE:
        faults.add("surveys.shared_people", Where(key="people"), value=people, most=MOST_PEOPLE)
    if instrument is not None and groups and groups not in parting_questions(instrument):
        known = ", ".join(parting_questions(instrument)) or "–"
        faults.add("surveys.shared_groups", Where(key="groups"), value=groups, known=known)
    faults.raise_if_any()


def is_shared(wave: Wave) -> bool:
    """Whether different people answer it by one address."""
    return SharedWave.objects.filter(wave=wave).exists()


def answered_of(cohort: Cohort) -> Mapping[UUID, int]:
    """How many answers each shared wave has."""
    rows = SharedWave.objects.filter(wave__cohort=cohort).values_list("wave_id")
    return dict(rows.annotate(Count("wave__unlinked")))
