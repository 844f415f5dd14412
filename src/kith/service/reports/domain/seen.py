"""What raters said of people, by pseudonym: scores beside what these people say of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kith.foundation.provenance import hash_value
from kith.questionnaires.responses import Answers, answers_from_json
from kith.questionnaires.scoring import score
from kith.questionnaires.types import Instrument, ScaleDefinition
from kith.service.cohorts.models import Cohort
from kith.service.reports.domain.gathering import Asked, Gathered
from kith.service.reports.domain.released import Released
from kith.service.surveys.domain.raters.pinning import Wanted, asked_of_raters, wanted_in
from kith.service.surveys.domain.raters.queries import rated_in
from kith.service.surveys.models import Wave, WaveRaters


@dataclass(frozen=True, slots=True)
class Said:
    """What one rater said; of whom is a pseudonym, and which rater is not known."""

    pseudonym: str
    side: str
    kind: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class RatedWave:
    """One closed wave in which others were asked."""

    key: str
    wanted: tuple[Wanted, ...]
    instrument: Instrument
    said: tuple[Said, ...]


def rated_waves(cohort: Cohort) -> tuple[RatedWave, ...]:
    """Every closed wave with answers of raters, the earliest first. An open one would change under the report."""
    rows = WaveRaters.objects.filter(wave__cohort=cohort, wave__state=Wave.State.CLOSED)
    found = (_rated(row) for row in rows.select_related("wave").order_by("wave__opens_at", "wave__id"))
    return tuple(one for one in found if one.said)


def _rated(row: WaveRaters) -> RatedWave:
    instrument = asked_of_raters(row)
    said = tuple(
        Said(one.pseudonym, one.side, one.kind, answers_from_json(instrument, one.answers))
        for one in rated_in(row.wave)
    )
    return RatedWave(row.wave.key, wanted_in(row), instrument, said)


def scales_seen(gathered: Gathered, rated: tuple[RatedWave, ...]) -> tuple[ScaleDefinition, ...]:
    """Scores of the change that every one of the raters' questionnaires has too, with the same range."""
    return tuple(scale for scale in gathered.scales if all(theirs(one, scale) is not None for one in rated))


def theirs(rated: RatedWave, scale: ScaleDefinition) -> ScaleDefinition | None:
    """The raters' score that is laid beside ours."""
    same = (scale.key, scale.low, scale.high)
    return next((one for one in rated.instrument.scales if (one.key, one.low, one.high) == same), None)


def own_scores(gathered: Gathered, key: str, scale: ScaleDefinition) -> Mapping[str, float]:
    """What people say of themselves in the same wave, by pseudonym."""
    asked: Asked | None = next((one for one in gathered.waves if one.wave.key == key), None)
    if asked is None:
        return {}
    found = {who: score(scale, answers).value for who, answers in asked.answers.items()}
    return {who: value for who, value in found.items() if value is not None}


def released_of_raters(rated: tuple[RatedWave, ...], *, least: int) -> Released:
    """Groups of people that the section shows taken together, so that a later report can be laid beside it."""
    found: Released = {}
    for wave in rated:
        by_side: dict[str, set[str]] = {}
        for one in wave.said:
            by_side.setdefault(one.side, set()).add(one.pseudonym)
        for side, people in by_side.items():
            if len(people) >= least:
                rows = sorted(
                    hash_value([one.pseudonym, one.kind, one.answers.to_json()])
                    for one in wave.said
                    if one.side == side
                )
                key = f"seen/{wave.key}/{side}"
                found[key] = {"side": side, "n": len(people), "digest": hash_value(rows)}
    return found
