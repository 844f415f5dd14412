"""Others' means beside what people say of themselves: each rated person counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.refused import or_why_not
from kith.evaluation.seen.types import (
    KindSeen,
    Rating,
    SeenCell,
    SeenChange,
    SeenData,
    SeenMeasures,
    SeenPlan,
    SeenResult,
)
from kith.evaluation.types import Remark, Withheld
from kith.foundation.provenance import hash_bytes, hash_value, provenance
from kith.statistics.types import Estimate

METHOD = "kith.evaluation.seen"
TOO_FEW = "too_few_rated"
LEAST_OF_ALL = 3
"""However the policy is set, fewer people than this are never told about together."""
Numbers = NDArray[np.float64]


def see_from_others(data: SeenData, plan: SeenPlan) -> SeenResult:
    """What others say of people beside what these say of themselves, by outcome, side and time.

    A person counts with the mean of their raters, once at least ``least_raters`` gave a score. The middle is the
    median over people; others less self, and later less first, are Hodges and Lehmann's typical difference with
    its exact interval. Agreement is ICC(1,k), for each person has raters of their own. Nothing is tested: it
    describes these people, who chose their raters themselves.

    References
    ----------
    Stand with :func:`kith.statistics.locations.hodges_lehmann` and :func:`kith.statistics.agreement.icc_one_way`.

    >>> from kith.evaluation.plan import Outcome, Side
    >>> from kith.evaluation.seen.types import Time
    >>> from kith.foundation.words import Text
    >>> said = tuple(Rating(who, "end", "colleague", {"lead": s}) for who in range(5) for s in (3.0, 4.0))
    >>> data = SeenData(("a",) * 5, {"lead": {"end": np.full(5, 3.0)}}, said)
    >>> one = Text.of("one")
    >>> plan = SeenPlan((Outcome("lead", one),), (Time("end", one),), (Side("a", one),), (Side("colleague", one),))
    >>> found = see_from_others(data, plan).cells[0].found
    >>> found.others, found.own, found.gap.value
    (3.5, 3.0, 0.5)
    """
    plan = _with_threshold(plan)
    cells = tuple(
        _cell(data, plan, outcome.key, side.key, time.key)
        for outcome, side, time in product(plan.outcomes, plan.sides, plan.times)
    )
    changes = tuple(
        _change(data, plan, (outcome.key, side.key), plan.times[0].key, later.key)
        for outcome, side in product(plan.outcomes, plan.sides)
        for later in plan.times[1:]
    )
    inputs = {"data": _hash(data), "plan": hash_value(repr(plan))}
    return SeenResult(cells, changes, provenance(METHOD, inputs=inputs, seed=None, libraries=("numpy",)))


def _with_threshold(plan: SeenPlan) -> SeenPlan:
    return replace(plan, least=max(plan.least, LEAST_OF_ALL), least_raters=max(plan.least_raters, 1))


def _hash(data: SeenData) -> str:
    own = [
        (outcome, time, hash_bytes(values.tobytes()))
        for outcome, by_time in data.own.items()
        for time, values in by_time.items()
    ]
    said = sorted(repr((one.person, one.time, one.kind, sorted(one.scores.items()))) for one in data.ratings)
    return hash_value([list(data.sides), [list(one) for one in own], said])


def means_of(data: SeenData, plan: SeenPlan, outcome: str, time: str) -> Numbers:
    """Others' mean of each person, shape (people,); NaN with fewer raters than ``least_raters``."""
    found = np.full(len(data.sides), np.nan)
    for person, given in _by_person(_said(data, outcome, time), outcome).items():
        if len(given) >= plan.least_raters:
            found[person] = float(np.mean(given))
    return found


def _said(data: SeenData, outcome: str, time: str) -> list[Rating]:
    return [one for one in data.ratings if one.time == time and outcome in one.scores]


def _by_person(ratings: Sequence[Rating], outcome: str) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    for one in ratings:
        found.setdefault(one.person, []).append(one.scores[outcome])
    return found


def _cell(data: SeenData, plan: SeenPlan, outcome: str, side: str, time: str) -> SeenCell:
    others = means_of(data, plan, outcome, time)
    here = np.array([one == side for one in data.sides], dtype=np.bool_)
    counts = here & np.isfinite(others)
    n = int(counts.sum())
    ratings = [one for one in _said(data, outcome, time) if counts[one.person]]
    rated = {one.person for one in _said(data, outcome, time) if here[one.person]}
    left_out = len(rated) - n
    if n < plan.least:
        return SeenCell(outcome, side, time, n, left_out, Withheld(TOO_FEW, plan.least))
    own = data.own.get(outcome, {}).get(time, np.full(len(data.sides), np.nan))
    both = counts & np.isfinite(own)
    n_both = int(both.sum())
    is_shown = n_both >= plan.least
    return SeenCell(
        outcome,
        side,
        time,
        n,
        left_out,
        SeenMeasures(
            raters=len(ratings),
            others=float(np.median(others[counts])),
            n_both=n_both,
            own=float(np.median(own[both])) if is_shown else None,
            gap=_typical(own[both], others[both], plan) if is_shown else _few(plan),
            agreement=_agreement(ratings, outcome, plan),
            kinds=_kinds(ratings, outcome, plan),
        ),
    )


def _few(plan: SeenPlan) -> Remark:
    return Remark("evaluation.seen.few_both", {"least": plan.least})


def _typical(first: Numbers, later: Numbers, plan: SeenPlan) -> Estimate | Remark:
    from kith.statistics.locations import hodges_lehmann

    return or_why_not(lambda: hodges_lehmann(first, later, level=plan.confidence))


def _agreement(ratings: Sequence[Rating], outcome: str, plan: SeenPlan) -> Estimate | Remark:
    from kith.statistics.agreement import icc_one_way

    people = [one.person for one in ratings]
    values = [one.scores[outcome] for one in ratings]
    return or_why_not(lambda: icc_one_way(people, values, level=plan.confidence))


def _kinds(ratings: Sequence[Rating], outcome: str, plan: SeenPlan) -> tuple[KindSeen, ...]:
    """Each kind that at least ``least`` people had; the others together, with the smallest that is large enough
    where they are too few, for all less those shown would tell them. One group of all is none."""
    by_kind = {kind.key: [one for one in ratings if one.kind == kind.key] for kind in plan.kinds}
    there = {kind: said for kind, said in by_kind.items() if said}
    size = {kind: len({one.person for one in said}) for kind, said in there.items()}
    pooled = [kind for kind in there if size[kind] < plan.least]
    shown = [kind for kind in there if kind not in pooled]
    shown.sort(key=lambda kind: size[kind])  # smallest first; the order of the plan decides between equals
    while pooled and shown and (len(pooled) < 2 or _people(there, pooled) < plan.least):
        pooled.append(shown.pop(0))
    groups: list[tuple[str, ...]] = [(kind,) for kind in there if kind in shown]
    if pooled:
        groups.append(tuple(kind for kind in there if kind in pooled))
    if len(groups) < 2:
        return ()
    return tuple(
        _of_kinds(group, [one for kind in group for one in there[kind]], outcome) for group in groups
    )


def _people(there: dict[str, list[Rating]], kinds: Sequence[str]) -> int:
    return len({one.person for kind in kinds for one in there[kind]})


def _of_kinds(kinds: tuple[str, ...], ratings: Sequence[Rating], outcome: str) -> KindSeen:
    means = [float(np.mean(given)) for given in _by_person(ratings, outcome).values()]
    return KindSeen(kinds, len(means), len(ratings), float(np.median(means)))


def _change(data: SeenData, plan: SeenPlan, of: tuple[str, str], first: str, later: str) -> SeenChange:
    outcome, side = of
    before, after = (means_of(data, plan, outcome, time) for time in (first, later))
    here = np.array([one == side for one in data.sides], dtype=np.bool_)
    both = here & np.isfinite(before) & np.isfinite(after)
    n = int(both.sum())
    found = Withheld(TOO_FEW, plan.least) if n < plan.least else _typical(before[both], after[both], plan)
    return SeenChange(outcome, side, first, later, n, found)
