"""From earlier cohorts and this one's pairs to the section in which they stand together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext
from numpy.typing import NDArray

from kith.evaluation.plan import ChangePlan
from kith.evaluation.pooled import PooledResult, pool_change, pooled_section
from kith.evaluation.pooled.cohorts import LEAST_COHORTS
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import ChangeData
from kith.publishing.blocks import Paragraph
from kith.publishing.model import Section
from kith.service.reports.domain.framing import Material, say
from kith.service.reports.domain.gathering import Gathered, scored_alike
from kith.service.reports.domain.pooling import Earlier, shown_of

KEY = "pooled"
Numbers = NDArray[np.float64]
BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One cohort's people. ``may`` says whether a side's score at a later time may be used."""

    name: str
    gathered: Gathered
    may: frozenset[tuple[str, str, str]]


def pooled(material: Material, plan: ChangePlan) -> dict[str, Section]:
    """The section by its key. With one cohort it says what would make pooling possible."""
    parts = list(_parts(material, plan))
    together = _pool(parts, plan) if len(parts) > 1 else None
    pairs = _pairs(material, plan)
    result = together or pairs
    if result is None:
        code, title = "reports.pooled_one", "evaluation.pooled.cohorts"
        return {KEY: Section(KEY, say(title), (Paragraph(say(code, least=LEAST_COHORTS)),))}
    if together is not None and pairs is not None:
        result = replace(together, pairs=pairs.pairs)
    made = pooled_section(result, plan, Speaker(material.language, gettext))
    note = (
        say("reports.pooled_which", cohorts=", ".join(part.name for part in parts))
        if together is not None
        else say("reports.pooled_one", least=LEAST_COHORTS)
    )
    return {KEY: replace(made, blocks=(*made.blocks, Paragraph(note)))}


def _parts(material: Material, plan: ChangePlan) -> Iterator[_Part]:
    """The earlier cohorts that share something that may be shown, then this one."""
    least = material.policy.min_matched
    comparisons = [(one.earlier, one.later) for one in plan.compared()]
    for number, one in enumerate(material.pool.earlier, start=1):
        may = frozenset(
            (scale, later, side)
            for scale, later, side in shown_of(one, comparisons, least)
            if _is_alike(material, one, scale)
        )
        if may:
            yield _Part(_name(one.name, number, material), one.gathered, may)
    own = _own(material.gathered, comparisons, least)
    if own:
        yield _Part(material.cohort.name, material.gathered, own)


def _name(name: str, number: int, material: Material) -> str:
    """Two cohorts of one name stay two."""
    names = [one.name for one in material.pool.earlier] + [material.cohort.name]
    return name if names.count(name) == 1 else f"{name} ({number})"


def _is_alike(material: Material, earlier: Earlier, scale: str) -> bool:
    own = next((one for one in material.gathered.scales if one.key == scale), None)
    return own is not None and all(scored_alike(asked.instrument, own) for asked in earlier.gathered.waves)


def _own(
    gathered: Gathered, comparisons: list[tuple[str, str]], least: int
) -> frozenset[tuple[str, str, str]]:
    sides = np.array(gathered.sides)
    found = set()
    for scale, by_wave in gathered.scores.items():
        for first, last in comparisons:
            matched = np.isfinite(by_wave[first]) & np.isfinite(by_wave[last])
            for side in set(gathered.sides):
                if int((matched & (sides == side)).sum()) >= least:
                    found.add((scale, last, side))
    return frozenset(found)


def _pool(parts: list[_Part], plan: ChangePlan) -> PooledResult | None:
    """Each score of a side that several cohorts have; nothing where none has."""
    scores = {
        outcome.key: {
            wave.key: np.concatenate([_column(part, outcome.key, wave.key, plan) for part in parts])
            for wave in plan.waves
        }
        for outcome in plan.outcomes
    }
    data = ChangeData(
        people=tuple(f"{n}{BETWEEN}{who}" for n, part in enumerate(parts) for who in part.gathered.people),
        sides=tuple(side for part in parts for side in part.gathered.sides),
        scores=scores,
        cohorts=tuple(part.name for part in parts for _who in part.gathered.people),
    )
    found = pool_change(data, plan, waves=False)
    several = tuple(one for one in found.cohorts if one.n_cohorts > 1)
    return replace(found, cohorts=several) if several else None


def _column(part: _Part, outcome: str, wave: str, plan: ChangePlan) -> Numbers:
    """A cohort's scores at a time; none where it did not ask, or where a side's may not be used."""
    people = len(part.gathered.people)
    by_wave = part.gathered.scores.get(outcome, {})
    if wave not in by_wave:
        return np.full(people, np.nan)
    values = by_wave[wave].copy()
    if any(one.later == wave for one in plan.compared()):
        may = {side for scale, later, side in part.may if (scale, later) == (outcome, wave)}
        values[[side not in may for side in part.gathered.sides]] = np.nan
    return values


def _pairs(material: Material, plan: ChangePlan) -> PooledResult | None:
    """Both people of this cohort's pairs in one model; what has too few pairs is not told of."""
    pairs, gathered = material.pool.pairs, material.gathered
    if not pairs:
        return None
    data = ChangeData(
        gathered.people,
        gathered.sides,
        gathered.scores,
        pairs=tuple(pairs.get(who, "") for who in gathered.people),
    )
    result = pool_change(data, plan, waves=False)
    found = tuple(one for one in result.pairs if one.sides)
    return replace(result, pairs=found) if found else None
