"""Answers that a device kept arrive all at once: checked as if they had been typed here, taken once, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import F

from kith.foundation.faults import Fault, KithError
from kith.foundation.provenance import hash_value
from kith.questionnaires.responses import base_key
from kith.questionnaires.types import Instrument
from kith.questionnaires.validate import Checked, check_all
from kith.service.core.domain.actors import Actor
from kith.service.surveys.domain.agreeing import must_have_agreed
from kith.service.surveys.domain.answering import keep_as_sent, must_take_answers, response_of
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.offline.reading import Delivery
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.models import Invitation, OfflineDelivery, Response


class Came(StrEnum):
    """What became of a delivery. Only the first writes anything."""

    RECEIVED = "received"
    ALREADY = "already"
    TAKEN_BACK = "taken_back"
    """It came, and its answers have been taken back since."""
    DIFFERS = "differs"
    """Something else came under the same id."""
    ANOTHER = "another"
    """Answers that the device did not know of stand with the service, from another device or these pages."""
    CHANGED = "changed"
    """It answers another questionnaire than the wave asks."""
    FAULTS = "faults"


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of it; ``standing`` is the hash of the answers that stand now, ``faults`` one for each field."""

    came: Came
    standing: str = ""
    faults: tuple[Fault, ...] = ()


def standing_of(response: Response | None) -> str:
    """The hash by which a device says from which answers it began; empty when there are none."""
    return hash_value(response.answers) if response is not None and response.answers else ""


@transaction.atomic
def deliver(*, by: Actor, invitation: Invitation, delivery: Delivery) -> Delivered:
    """Take the answers, unless they came before or something stands in the way.

    Raises KithError when the wave takes no answers, or the person has not agreed to their use.
    """
    # One row of this person's is written first, so two deliveries at once come one after the other on any database.
    Invitation.objects.filter(pk=invitation.pk).update(reminders_sent=F("reminders_sent"))
    response = response_of(invitation)
    instrument = instrument_of(invitation.wave)
    checked = check_all(instrument, {**delivery.answers, **_files_of(instrument, delivery, response)})
    try:
        must_take_answers(invitation)
    except KithError:
        if _stands(response, checked):  # it came in time, and the device never heard
            return Delivered(Came.ALREADY, standing_of(response))
        raise
    allowed = must_have_agreed(invitation.place)
    refused = _in_the_way(invitation, delivery, response, checked)
    if refused is not None:
        return refused
    answers = checked.answers.to_json()
    left = hash_value(answers)
    OfflineDelivery.objects.create(
        wave=invitation.wave,
        pseudonym=pseudonym_of(invitation.place),
        delivery=delivery.key,
        sha256=delivery.sha256,
        left_sha256=left,
    )
    keep_as_sent(invitation, answers=answers, page="", **allowed)
    return Delivered(Came.RECEIVED, left)


def _files_of(instrument: Instrument, delivery: Delivery, response: Response | None) -> dict[str, str]:
    """A device has no files: those that were sent on our pages stand, and what it says of them does not."""
    keys = {item.key for item in instrument.items if item.is_file}
    said = {name: "" for name in delivery.answers if base_key(name) in keys}
    rows = response.files.all() if response is not None and keys else ()
    return {**said, **{row.field: row.reference for row in rows}}


def _in_the_way(
    invitation: Invitation, delivery: Delivery, response: Response | None, checked: Checked
) -> Delivered | None:
    own = OfflineDelivery.objects.filter(wave=invitation.wave, pseudonym=pseudonym_of(invitation.place))
    standing = standing_of(response)
    before = own.filter(delivery=delivery.key).first()
    if before is not None:
        if not before.sha256:
            return Delivered(Came.TAKEN_BACK, standing)
        return Delivered(Came.ALREADY if before.sha256 == delivery.sha256 else Came.DIFFERS, standing)
    if delivery.instrument != invitation.wave.instrument_sha256:
        return Delivered(Came.CHANGED, standing)
    if checked.faults:
        return Delivered(Came.FAULTS, standing, checked.faults)
    known = {
        delivery.began_from,
        *own.filter(delivery__in=delivery.before).values_list("left_sha256", flat=True),
    }
    if standing not in known and not _same(response, checked):
        return Delivered(Came.ANOTHER, standing)
    return None


def _same(response: Response | None, checked: Checked) -> bool:
    return response is not None and response.answers == checked.answers.to_json()


def _stands(response: Response | None, checked: Checked) -> bool:
    return response is not None and response.submitted_on is not None and _same(response, checked)
