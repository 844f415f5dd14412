"""From rows to scores under pseudonyms: who answered what, and how many were asked. Never who.

Nothing here needs the key of the pseudonyms: people who did not answer are counted, side by side, and
stand in the data as nobody in particular. So a report can still be made when the key has been destroyed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Count
from numpy.typing import NDArray

from kith.foundation.words import Text
from kith.programmes.capabilities import WaveRole
from kith.questionnaires.read import from_json
from kith.questionnaires.responses import Answers, answers_from_json
from kith.questionnaires.scoring import score
from kith.questionnaires.types import Instrument, ScaleDefinition
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.surveys.domain.queries import submitted, unreported
from kith.service.surveys.models import Wave

LEAST_LETTERS = 6
"""Of a pseudonym, so that a line can be followed from report to report; more where two would be alike."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One wave: its questionnaire as it was pinned, and each sent answer by pseudonym."""

    wave: Wave
    role: WaveRole
    name: Text
    instrument: Instrument
    answers: Mapping[str, Answers]
    sides: Mapping[str, str]
    """Pseudonym to side."""
    invited: Mapping[str, int]
    """Side to how many were asked."""
    readable: frozenset[str] = frozenset()
    """Whose line may be read by the evaluator."""
    quotable: frozenset[str] = frozenset()
    """Whose words may be quoted."""
    unreported: frozenset[str] = frozenset()
    """Who sent answers that no report may use. They are not in ``answers``."""


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """All scores of the waves that measure change, one entry a person, in an order that says nothing."""

    people: tuple[str, ...]
    sides: tuple[str, ...]
    waves: tuple[Asked, ...]
    scales: tuple[ScaleDefinition, ...]
    left_out: tuple[Text, ...]
    """Names of scales that were not asked alike at every time."""
    scores: Mapping[str, Mapping[str, NDArray[np.float64]]]
    invited: Mapping[str, NDArray[np.bool_]]
    readable: frozenset[str]
    """Those of ``people`` whose line may be read by the evaluator."""


def asked_waves(cohort: Cohort, *, for_evaluator: bool = True) -> list[Asked]:
    """Every wave that is reported, with what was sent, in the order of the definition."""
    return [_asked(wave, role) for wave, role in reported_waves(cohort, for_evaluator=for_evaluator)]


def reported_waves(cohort: Cohort, *, for_evaluator: bool) -> list[tuple[Wave, WaveRole]]:
    """What was or will be asked and what it measures, in the order of the definition.

    A report need not wait for those who are asked again when the programme is over: such a wave stands in it
    once it has asked somebody, and in what everybody reads once it has closed. So does one that a lead added.
    """
    rows = {wave.key: wave for wave in cohort.waves.annotate(asked=Count("invitations"))}
    found = [
        (rows[planned.key], planned.measures)
        for planned in definition_of(cohort).waves
        if planned.key in rows
    ]
    found += [(wave, WaveRole(wave.measures)) for wave in rows.values() if wave.measures]
    return [
        (wave, role)
        for wave, role in found
        if (
            _later_is_reported(wave, for_evaluator)
            if role is WaveRole.FOLLOW_UP or wave.measures
            else was_or_will_be_asked(wave, cohort)
        )
    ]


def _later_is_reported(wave: Any, for_evaluator: bool) -> bool:
    states = {Wave.State.CLOSED, Wave.State.OPEN} if for_evaluator else {Wave.State.CLOSED}
    return wave.asked > 0 and wave.state in states


def was_or_will_be_asked(wave: Wave, cohort: Cohort) -> bool:
    """What had not opened when its cohort was closed never will."""
    return cohort.is_open or wave.state != Wave.State.PLANNED


def _asked(wave: Wave, role: WaveRole) -> Asked:
    instrument = from_json(wave.instrument)
    responses = submitted(wave)
    return Asked(
        wave=wave,
        role=role,
        name=Text.of(wave.name),
        instrument=instrument,
        answers={row.pseudonym: answers_from_json(instrument, row.answers) for row in responses},
        sides={row.pseudonym: row.side for row in responses},
        invited=Counter(wave.invitations.values_list("place__side", flat=True)),
        readable=frozenset(row.pseudonym for row in responses if row.may_be_read),
        quotable=frozenset(row.pseudonym for row in responses if row.may_be_quoted),
        unreported=unreported(wave),
    )


def measuring_change(waves: Iterable[Asked]) -> tuple[Asked, ...]:
    return tuple(asked for asked in waves if asked.role is not WaveRole.ONCE)


def gather(waves: Iterable[Asked]) -> Gathered:
    """Scores of the waves that measure change, for every scale that was asked alike at each of them."""
    waves = measuring_change(waves)
    side_of = {pseudonym: side for asked in waves for pseudonym, side in asked.sides.items()}
    answered = sorted(side_of)
    silent = _silent(waves, side_of)
    short = _short(answered)
    people = (*short, *(f"-{place}" for place in range(1, len(silent) + 1)))
    sides = (*(side_of[pseudonym] for pseudonym in answered), *silent)
    scales, left_out = _common(waves)
    return Gathered(
        people=people,
        sides=sides,
        waves=waves,
        scales=scales,
        left_out=left_out,
        scores={
            scale.key: {asked.wave.key: _column(asked, scale, answered, len(people)) for asked in waves}
            for scale in scales
        },
        invited={asked.wave.key: _invited(asked, answered, sides) for asked in waves},
        readable=frozenset(
            code for code, who in zip(short, answered, strict=True) if _may_be_read(who, waves)
        ),
    )


def _may_be_read(pseudonym: str, waves: tuple[Asked, ...]) -> bool:
    return all(pseudonym in asked.readable for asked in waves if pseudonym in asked.answers)


def _short(pseudonyms: list[str]) -> tuple[str, ...]:
    """The first letters of each, as many as tell all of them apart. The P keeps 12e456 from being a number."""
    letters = LEAST_LETTERS
    while len({one[:letters] for one in pseudonyms}) < len(pseudonyms):
        letters += 1
    return tuple(f"P{one[:letters]}" for one in pseudonyms)


def _silent(waves: tuple[Asked, ...], side_of: Mapping[str, str]) -> list[str]:
    """The sides of people who were asked and never answered: as many as the fullest wave leaves over."""
    known = Counter(side_of.values())
    left: Counter[str] = Counter()
    for asked in waves:
        for side, count in asked.invited.items():
            left[side] = max(left[side], count - known[side])
    return [side for side in sorted(left) for _one in range(left[side])]


def _invited(asked: Asked, answered: list[str], sides: tuple[str, ...]) -> NDArray[np.bool_]:
    """As many on each side as were asked, those who answered among them. Who the others are is not known here."""
    flags = np.array([one in asked.answers for one in answered] + [False] * (len(sides) - len(answered)))
    flags = flags.astype(np.bool_)
    for side, count in asked.invited.items():
        here = [place for place, one in enumerate(sides) if one == side]
        others = [place for place in here if not flags[place]]
        missing = count - (len(here) - len(others))
        flags[others[: max(0, missing)]] = True
    return flags


def _column(asked: Asked, scale: ScaleDefinition, answered: list[str], n: int) -> NDArray[np.float64]:
    values = np.full(n, np.nan)
    for place, pseudonym in enumerate(answered):
        answers = asked.answers.get(pseudonym)
        found = score(scale, answers).value if answers is not None else None
        if found is not None:
            values[place] = found
    return values


def _common(waves: tuple[Asked, ...]) -> tuple[tuple[ScaleDefinition, ...], tuple[Text, ...]]:
    """Scales that every wave has and scores alike, and the names of those that only some have."""
    if not waves:
        return (), ()
    kept: list[ScaleDefinition] = []
    left: dict[str, Text] = {}
    for asked in waves:
        for scale in asked.instrument.scales:
            alike = all(scored_alike(other.instrument, scale) for other in waves)
            if not alike:
                left.setdefault(scale.key, scale.name)
            elif asked is waves[-1]:
                kept.append(scale)
    return tuple(kept), tuple(left.values())


def scored_alike(instrument: Instrument, scale: ScaleDefinition) -> bool:
    """Whether the questionnaire has the scale and scores it the same way."""
    return any(_scoring(other) == _scoring(scale) for other in instrument.scales)


def _scoring(scale: ScaleDefinition) -> tuple[object, ...]:
    """What makes two scores comparable; names may be reworded."""
    items = frozenset(scale.items)
    ends = (scale.point_low, scale.point_high)
    return scale.key, items, scale.reversed_items, scale.rule, scale.min_answered, ends
