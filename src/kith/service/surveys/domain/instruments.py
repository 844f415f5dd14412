"""Which questionnaire a wave asks: the one that ships, with the organisation's own in its slots."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError
from kith.programmes import load_instrument
from kith.programmes.types import Wave as WaveDefinition
from kith.questionnaires.read import from_json, read_instrument
from kith.questionnaires.types import Instrument
from kith.questionnaires.write import to_json
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.surveys.models import OwnInstrument, Wave

MOST_BYTES = 500_000
KEPT_IN_MEMORY = 64


@transaction.atomic
def fill_slot(
    *, by: Actor, organisation: Organisation, slot: str, content: bytes, name: str
) -> OwnInstrument:
    """Put the organisation's own questionnaire into a slot; the one before stays with the waves that pinned it.

    The file must say whose words it holds and under which licence (its ``[rights]``).
    """
    if len(content) > MOST_BYTES:
        raise KithError(
            Fault(
                "surveys.instrument_too_large",
                params={"kilobytes": len(content) // 1000, "limit": MOST_BYTES // 1000},
            )
        )
    return put_in_slot(by=by, organisation=organisation, slot=slot, instrument=read_instrument(content, name))


@transaction.atomic
def put_in_slot(*, by: Actor, organisation: Organisation, slot: str, instrument: Instrument) -> OwnInstrument:
    """The same with a questionnaire that was read already."""
    OwnInstrument.objects.filter(organisation=organisation, slot=slot, replaced_at=None).update(
        replaced_at=timezone.now()
    )
    row = OwnInstrument.objects.create(
        organisation=organisation, slot=slot, instrument=to_json(instrument), sha256=instrument.sha256
    )
    audit.record(
        by=by, action="surveys.fill_slot", subject=row, organisation_id=organisation.pk, fields=["instrument"]
    )
    return row


def own_instrument(organisation: Organisation, slot: str) -> Instrument | None:
    row = OwnInstrument.objects.filter(organisation=organisation, slot=slot, replaced_at=None).first()
    return from_json(row.instrument) if row else None


def instrument_of(wave: Wave) -> Instrument:
    """The questionnaire that the wave pinned. Reading it takes longer than asking for it, so it is kept."""
    return _read(json.dumps(wave.instrument))


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _read(text: str) -> Instrument:
    return from_json(json.loads(text))


def instrument_for(organisation: Organisation, planned: WaveDefinition, slots: frozenset[str]) -> Instrument:
    """What a planned wave asks, in one sitting. Raises KithError when its questionnaire is an empty slot."""
    if planned.questionnaire in slots:
        main = own_instrument(organisation, planned.questionnaire)
        if main is None:
            raise KithError(Fault("surveys.slot_empty", params={"slot": planned.questionnaire}))
    else:
        main = load_instrument(planned.questionnaire)
    if planned.intro is not None:
        main = replace(main, intro=planned.intro)
    for slot in planned.also:
        own = own_instrument(organisation, slot)
        if own is not None:
            main = _together(main, own)
    return main


def _together(main: Instrument, own: Instrument) -> Instrument:
    """Both questionnaires as one, the organisation's own after ours. Their keys may not meet."""
    faults = Faults()
    for kind, first, second in (
        ("question", {item.key for item in main.items}, {item.key for item in own.items}),
        ("page", {page.key for page in main.pages}, {page.key for page in own.pages}),
        ("scale", {scale.key for scale in main.scales}, {scale.key for scale in own.scales}),
    ):
        for key in sorted(first & second):
            faults.add("surveys.key_taken", kind=kind, key=key, own=own.key)
    faults.raise_if_any()
    return replace(
        main,
        version=f"{main.version}+{own.key}-{own.version}",
        pages=main.pages + own.pages,
        scales=main.scales + own.scales,
        minutes=(main.minutes or 0) + (own.minutes or 0) or None,
        languages=tuple(tag for tag in main.languages if tag in own.languages) or ("en",),
    )
