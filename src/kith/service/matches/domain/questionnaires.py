"""The preferences questionnaire that a cohort pinned when it was made, whatever has become of the shipped one since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from django.db import transaction

from kith.programmes import load_instrument
from kith.questionnaires.read import from_json
from kith.questionnaires.types import Instrument
from kith.questionnaires.write import to_json
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.remembering import recall
from kith.service.matches.models import PreferencesQuestionnaire

KEPT_IN_MEMORY = 64
Pinned = dict[tuple[UUID, str], Instrument]


@transaction.atomic
def pin_preferences(*, by: Actor, cohort: Cohort) -> int:
    """Keep each questionnaire that a side of the definition is asked, as it is today; how many are new."""
    count = pin(cohort)
    if count:
        audit.record(
            by=by,
            action="matches.pin_preferences",
            subject=cohort,
            organisation_id=cohort.organisation_id,
            cohort_id=cohort.pk,
            detail={"questionnaires": count},
        )
    return count


def pin(cohort: Cohort) -> int:
    """What has been pinned stays as it is."""
    wanted = {role.preferences for role in definition_of(cohort).roles if role.preferences}
    known = set(cohort.preferences_questionnaires.values_list("key", flat=True))
    new = []
    for key in sorted(wanted - known):
        instrument = load_instrument(key)
        new.append(
            PreferencesQuestionnaire(
                cohort=cohort,
                key=key,
                instrument=to_json(instrument),
                instrument_sha256=instrument.sha256,
            )
        )
    return len(PreferencesQuestionnaire.objects.bulk_create(new))


def questionnaire_of(place: Place) -> Instrument | None:
    """What the place's side is asked; None when the definition asks for nothing."""
    return questionnaires_of([place]).get(place.pk)


def questionnaires_of(places: Iterable[Place]) -> dict[UUID, Instrument]:
    """The same for several places, by place, in one query however many."""
    keys = {place.pk: (place.cohort_id, _key(place)) for place in places}
    cohorts = frozenset(cohort_id for cohort_id, key in keys.values() if key)
    if not cohorts:
        return {}
    pinned = recall(("matches.questionnaires", cohorts), lambda: _read(cohorts))
    return {place: pinned[wanted] for place, wanted in keys.items() if wanted in pinned}


def _key(place: Place) -> str:
    return definition_of(place.cohort).role(place.side).preferences or ""


def _read(cohorts: Iterable[UUID]) -> Pinned:
    rows = PreferencesQuestionnaire.objects.filter(cohort_id__in=list(cohorts))
    return {(row.cohort_id, row.key): _parsed(json.dumps(row.instrument)) for row in rows}


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _parsed(text: str) -> Instrument:
    return from_json(json.loads(text))
