"""A published version in a programme: in a definition's slot, as one more wave of a cohort, or in a planned one's place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.db import transaction

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.programmes.capabilities import WaveRole
from kith.questionnaires.types import Instrument, ScaleDefinition
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.surveys.domain.building.drafts import new_key
from kith.service.surveys.domain.building.versions import instrument_of_version
from kith.service.surveys.domain.instruments import instrument_of, put_in_slot
from kith.service.surveys.domain.pseudonyms import must_have_key
from kith.service.surveys.domain.shared.waves import parting_questions
from kith.service.surveys.domain.waves import OPENS_AT
from kith.service.surveys.models import OwnInstrument, QuestionnaireVersion, SharedWave, Wave

Scoring = tuple[object, ...]
MEASURES = (WaveRole.ONCE, WaveRole.FOLLOW_UP)
REMINDERS = (7, 14)
"""Days after the opening; one that would come when the wave is closed is not sent."""
MOST_REMINDERS, LAST_REMINDER = 4, 90
"""More often or later, people are pestered rather than reminded."""


@transaction.atomic
def use_in_slot(*, by: Actor, version: QuestionnaireVersion, slot: str) -> OwnInstrument:
    """Cohorts that start from now on ask it in this slot."""
    organisation = version.questionnaire.organisation
    return put_in_slot(by=by, organisation=organisation, slot=slot, instrument=instrument_of_version(version))


@transaction.atomic
def add_wave(
    *,
    by: Actor,
    cohort: Cohort,
    version: QuestionnaireVersion,
    opens_on: dt.date,
    closes_on: dt.date,
    sides: Sequence[str],
    measures: WaveRole = WaveRole.ONCE,
    remind_after: Sequence[int] = REMINDERS,
) -> Wave:
    """Ask the cohort one more questionnaire, from the morning of the first day to the end of the last.

    ``measures`` FOLLOW_UP asks again what the programme's own questionnaires score; ONCE is counted by itself.
    ``remind_after`` are days after the opening; at most ``MOST_REMINDERS`` of them.
    """
    must_be_open(cohort.pk)
    must_have_key(cohort)
    _must_own(cohort, version)
    instrument = instrument_of_version(version)
    _check(cohort, instrument, opens_on, closes_on, sides, measures)
    _check_reminders(remind_after)
    zone = ZoneInfo(cohort.time_zone)
    taken = {key.replace("-", "_") for key in cohort.waves.values_list("key", flat=True)}
    wave = Wave.objects.create(
        cohort=cohort,
        key=new_key(version.questionnaire.key[:30], taken, "extra").replace("_", "-"),
        name=instrument.title.to_json(),
        instrument=version.instrument,
        instrument_sha256=version.sha256,
        sides=list(sides),
        measures=measures.value,
        remind_after_days=[days for days in sorted(set(remind_after)) if days < (closes_on - opens_on).days],
        opens_at=dt.datetime.combine(opens_on, OPENS_AT, zone).astimezone(dt.UTC),
        closes_at=dt.datetime.combine(closes_on + dt.timedelta(days=1), dt.time(0), zone).astimezone(dt.UTC),
    )
    _record(by, "surveys.add_wave", wave, version)
    return wave


@transaction.atomic
def ask_instead(*, by: Actor, wave: Wave, version: QuestionnaireVersion) -> Wave:
    """Put a version in the place of what a planned wave asks. Once it has opened, what it asks stays."""
    must_be_open(wave.cohort_id)
    _must_own(wave.cohort, version)
    _must_part_people(wave, version)
    changed = {"instrument": version.instrument, "instrument_sha256": version.sha256}
    if not Wave.objects.filter(pk=wave.pk, state=Wave.State.PLANNED).update(**changed):
        raise KithError(Fault("surveys.building.wave_has_opened"))
    if wave.instrument_sha256 != version.sha256:
        _record(by, "surveys.ask_instead", wave, version)
    wave.refresh_from_db(fields=["instrument", "instrument_sha256"])
    return wave


def scales_lost(wave: Wave, version: QuestionnaireVersion) -> list[str]:
    """Keys of the scores that the wave would no longer measure."""
    kept = {scale.key for scale in instrument_of_version(version).scales}
    return [scale.key for scale in instrument_of(wave).scales if scale.key not in kept]


def may_follow_up(cohort: Cohort, instrument: Instrument) -> bool:
    """Whether every score that the cohort's own waves share is in it, made alike, so that change can be measured."""
    needed = _measured(cohort)
    return bool(needed) and needed <= {_scoring(scale) for scale in instrument.scales}


def _measured(cohort: Cohort) -> set[Scoring]:
    measuring = {wave.key for wave in definition_of(cohort).waves if wave.measures is not WaveRole.ONCE}
    found = [
        {_scoring(scale) for scale in instrument_of(wave).scales}
        for wave in cohort.waves.filter(key__in=measuring)
    ]
    return set.intersection(*found) if found else set()


def _scoring(scale: ScaleDefinition) -> Scoring:
    """What makes two scores comparable; names may be reworded."""
    ends = (scale.point_low, scale.point_high)
    return scale.key, frozenset(scale.items), scale.reversed_items, scale.rule, scale.min_answered, ends


def _must_own(cohort: Cohort, version: QuestionnaireVersion) -> None:
    if version.questionnaire.organisation_id != cohort.organisation_id:
        raise KithError(Fault("surveys.building.not_ours", Where(key="version")))


def _must_part_people(wave: Wave, version: QuestionnaireVersion) -> None:
    shared = SharedWave.objects.filter(wave=wave).first()
    if shared and shared.groups and shared.groups not in parting_questions(instrument_of_version(version)):
        raise KithError(Fault("surveys.building.parts_people", Where(key="version"), {"key": shared.groups}))


def _check(
    cohort: Cohort,
    instrument: Instrument,
    opens_on: dt.date,
    closes_on: dt.date,
    sides: Sequence[str],
    measures: WaveRole,
) -> None:
    faults = Faults()
    if closes_on < opens_on:
        faults.add("surveys.closes_first", Where(key="closes_on"))
    known = {role.key for role in definition_of(cohort).roles}
    if not sides or not set(sides) <= known:
        faults.add("surveys.building.no_sides", Where(key="sides"))
    if measures not in MEASURES or (measures is WaveRole.FOLLOW_UP and not may_follow_up(cohort, instrument)):
        faults.add("surveys.building.scores_missing", Where(key="measures"))
    faults.raise_if_any()


def _check_reminders(remind_after: Sequence[int]) -> None:
    if len(set(remind_after)) > MOST_REMINDERS or not all(
        1 <= days <= LAST_REMINDER for days in remind_after
    ):
        params = {"most": MOST_REMINDERS, "last": LAST_REMINDER}
        raise KithError(Fault("surveys.building.reminders", Where(key="remind_after"), params))


def _record(by: Actor, action: str, wave: Wave, version: QuestionnaireVersion) -> None:
    audit.record(
        by=by,
        action=action,
        subject=wave,
        organisation_id=wave.cohort.organisation_id,
        cohort_id=wave.cohort_id,
        detail={"questionnaire": str(version.questionnaire_id), "number": version.number},
    )
