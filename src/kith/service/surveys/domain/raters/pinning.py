"""Who else a wave asks about each person, as the definition has it, pinned with its questionnaire."""

from __future__ import annotations

from dataclasses import dataclass

from kith.foundation.faults import Fault, KithError
from kith.foundation.words import Text
from kith.programmes import load_instrument
from kith.programmes.capabilities import RaterKind
from kith.programmes.types import Raters
from kith.questionnaires.read import from_json
from kith.questionnaires.types import Instrument
from kith.questionnaires.write import to_json
from kith.service.surveys.domain.instruments import instrument_of, own_instrument
from kith.service.surveys.models import Wave, WaveRaters


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many of one kind a person is asked to name. ``name`` is the definition's own, or nothing."""

    kind: RaterKind
    at_least: int
    at_most: int
    name: Text | None


def pin_raters(wave: Wave, planned: Raters | None, slots: frozenset[str]) -> WaveRaters | None:
    """Pin what the definition says. A wave that has it keeps it.

    Raises KithError when the questionnaire is an empty slot.
    """
    if planned is None:
        return None
    found = WaveRaters.objects.filter(wave=wave).first()
    if found is not None:
        return found
    instrument = _instrument(wave, planned.questionnaire, slots)
    return WaveRaters.objects.create(
        wave=wave,
        instrument=to_json(instrument),
        instrument_sha256=instrument.sha256,
        kinds=[
            {
                "kind": one.kind.value,
                "min": one.at_least,
                "max": one.at_most,
                "name": one.name.to_json() if one.name else None,
            }
            for one in planned.kinds
        ],
        sides=list(planned.roles),
    )


def _instrument(wave: Wave, key: str | None, slots: frozenset[str]) -> Instrument:
    if key is None:
        return instrument_of(wave)
    if key not in slots:
        return load_instrument(key)
    own = own_instrument(wave.cohort.organisation, key)
    if own is None:
        raise KithError(Fault("surveys.slot_empty", params={"slot": key}))
    return own


def wanted_in(row: WaveRaters) -> tuple[Wanted, ...]:
    """The kinds in the definition's order."""
    return tuple(
        Wanted(RaterKind(one["kind"]), one["min"], one["max"], Text.of(one["name"]) if one["name"] else None)
        for one in row.kinds
    )


def asked_of_raters(row: WaveRaters) -> Instrument:
    """What raters answer."""
    return from_json(row.instrument)
