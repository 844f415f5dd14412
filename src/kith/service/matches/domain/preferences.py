"""What a participant hopes for: the definition's preferences questionnaire, and whom not to be paired with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.questionnaires.logic import Step, applies, steps
from kith.questionnaires.responses import Answers, answers_from_json
from kith.questionnaires.types import Instrument
from kith.questionnaires.validate import Checked, Raw, check_step
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.matches.domain.questionnaires import questionnaire_of
from kith.service.matches.models import NeverWith, Preferences
from kith.service.people.domain.actions import clean_address

MOST_NEVER_WITH = 5
"""Enough for a private reason; a longer list would be a way to choose one's partner."""


def answers_of(place: Place, instrument: Instrument) -> Answers:
    row = Preferences.objects.filter(place=place).first()
    stored = {
        key: value for key, value in (row.answers if row else {}).items() if key.split(".")[0] in instrument
    }
    return answers_from_json(instrument, stored)


@transaction.atomic
def save_step(*, by: Actor, place: Place, step: Step, raw: Raw) -> Checked:
    """Keep what is sound on this screen, and say what is not."""
    _must_be_confirmed(place)
    instrument = questionnaire_of(place)
    if instrument is None:
        raise KithError(Fault("matches.no_preferences"))
    checked = check_step(instrument, step, raw, answers_of(place, instrument))
    Preferences.objects.update_or_create(place=place, defaults={"answers": checked.answers.to_json()})
    return checked


@transaction.atomic
def submit(*, by: Actor, place: Place) -> Preferences:
    """Hand the preferences in. They may be changed, and handed in again, until the pairs are published."""
    _must_be_confirmed(place)
    instrument = questionnaire_of(place)
    if instrument is None:
        raise KithError(Fault("matches.no_preferences"))
    answers = answers_of(place, instrument)
    faults = Faults()
    for step in steps(instrument, answers):
        for item in step.page.items:
            if item.is_demanded and step.field(item) not in answers and applies(item.relevant, answers):
                faults.add("questionnaires.required", Where(key=step.field(item)))
    faults.raise_if_any()
    row, _is_new = Preferences.objects.update_or_create(
        place=place, defaults={"submitted_at": timezone.now()}
    )
    audit.record(
        by=by,
        action="matches.submit_preferences",
        subject=row,
        organisation_id=place.cohort.organisation_id,
        cohort_id=place.cohort_id,
    )
    return row


@transaction.atomic
def set_never_with(*, by: Actor, place: Place, addresses: Iterable[str]) -> int:
    """Replace the private list; a blank address is passed over. The audit tells neither who nor how many."""
    _must_be_confirmed(place)
    faults = Faults()
    wanted: list[str] = []
    for number, address in enumerate(addresses):
        if not address.strip():
            continue
        try:
            wanted.append(clean_address(address))
        except KithError as wrong:
            faults.extend(replace(fault, where=Where(key=f"address-{number}")) for fault in wrong.faults)
    if place.person.email in wanted:
        faults.add("matches.never_with_oneself")
    if len(set(wanted)) > MOST_NEVER_WITH:
        faults.add("matches.never_with_many", count=len(set(wanted)), most=MOST_NEVER_WITH)
    faults.raise_if_any()
    NeverWith.objects.filter(place=place).delete()
    NeverWith.objects.bulk_create(NeverWith(place=place, address=address) for address in sorted(set(wanted)))
    audit.record(
        by=by,
        action="matches.save_preferences",
        subject=place,
        organisation_id=place.cohort.organisation_id,
        cohort_id=place.cohort_id,
    )
    return len(set(wanted))


def never_with_of(place: Place) -> list[str]:
    """For the person whose list it is, and nobody else."""
    return list(NeverWith.objects.filter(place=place).order_by("address").values_list("address", flat=True))


def _must_be_confirmed(place: Place) -> None:
    must_be_open(place.cohort_id)
    if place.state != Place.State.CONFIRMED:
        raise KithError(Fault("matches.place_not_confirmed"))
