"""Both people of pairs in one model: they may change alike, and neither is counted as if alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.plan import ChangePlan, Comparison, Outcome
from kith.evaluation.pooled.types import PairedSides, SideChange
from kith.evaluation.refused import why_not
from kith.evaluation.types import ChangeData, Remark
from kith.foundation.faults import KithError

if TYPE_CHECKING:
    from kith.statistics.mixed import LinearMixed

LEAST_PAIRS = 5
"""Fewer pairs are too few groups to tell a spread between them: ``LEAST_GROUPS`` of :mod:`kith.statistics.mixed`."""
DIFFERENCE = "difference"


def paired_sides(
    data: ChangeData,
    plan: ChangePlan,
    outcome: Outcome,
    comparison: Comparison,
    sides: tuple[str, ...],
) -> PairedSides:
    """Each side's average change and, with two sides, their difference: ``change = side + pair + person``.

    Pair and person are random, by REML with Satterthwaite's degrees of freedom. People without a partner
    or a partner's answer count too: they say something of their side. A pair whose two changes go opposite ways cannot be told
    here from pairs that have nothing in common; the best fit is then a spread of zero between pairs.

    References
    ----------
    Kenny DA, Kashy DA, Cook WL (2006). Dyadic Data Analysis, chapter 4.
    """
    people = _people(data, outcome, comparison)
    met = tuple(key for key in sides if np.any(people.side == key))
    counts = {key: int(np.sum(people.side == key)) for key in met}
    n, complete = len(people.change), _complete(people)
    nothing = PairedSides(outcome.key, comparison, complete, n, met, (), None, None, None, ())
    if complete < LEAST_PAIRS or len(met) < 2 or min(counts.values()) < plan.least_matched:
        least = max(LEAST_PAIRS, plan.least_matched)
        why = Remark("evaluation.pooled.too_few_pairs", {"pairs": complete, "least": least})
        return replace(nothing, remarks=(why,))
    try:
        fit = _fit(people, met, plan)
    except KithError as refused:
        return replace(nothing, remarks=(why_not(refused),))
    alike, hidden = fit.spreads[0], _would_uncover(people, met, plan.least_matched)
    found = [(key, fit.coefficient(key)) for key in met]
    apart = fit.coefficient(DIFFERENCE) if len(met) == 2 else None
    return replace(
        nothing,
        sides=()
        if hidden
        else tuple(SideChange(key, counts[key], each.estimate, each.p) for key, each in found),
        difference=None if apart is None else apart.estimate,
        difference_p=None if apart is None else apart.p,
        share=None if hidden else alike.share,
        remarks=tuple(_remarks(complete, plan, unlike=alike.at_zero, hidden=hidden)),
    )


def _remarks(pairs: int, plan: ChangePlan, *, unlike: bool, hidden: bool) -> Iterator[Remark]:
    if hidden:
        yield Remark("evaluation.pooled.pairs_only_difference", {"least": plan.least_matched})
    if unlike:
        yield Remark("evaluation.pooled.pairs_unlike", {"pairs": pairs})


def _would_uncover(people: _People, met: tuple[str, ...], least: int) -> bool:
    """Whether a few of a side have no partner's answer.

    The model weighs them otherwise than the rest, so its averages beside the plain ones would be equations for
    their changes.
    """
    sides = _sides(people)
    alone = np.array([len(sides[pair]) == 1 for pair in people.pair.tolist()])
    return any(0 < np.sum(alone & (people.side == key)) < least for key in met)


@dataclass(frozen=True, slots=True, eq=False)
class _People:
    """Everybody whose change is known."""

    change: NDArray[np.float64]
    pair: NDArray[np.str_]
    side: NDArray[np.str_]


def _people(data: ChangeData, outcome: Outcome, comparison: Comparison) -> _People:
    by_wave = data.scores[outcome.key]
    change = by_wave[comparison.later] - by_wave[comparison.earlier]
    pair, side = np.array(data.pairs), np.array(data.sides)
    # Nobody's partner is a pair alone: left out, they could be worked out from the figures of everybody.
    alone = np.array([f"\x1f{person}" for person in data.people])
    pair = np.where(pair == "", alone, pair)
    known = np.flatnonzero(np.isfinite(change))
    # In an order of their own, so that nothing hangs on the order of people.
    place = known[np.lexsort((change[known], side[known], pair[known]))]
    return _People(change[place], pair[place], side[place])


def _fit(people: _People, met: tuple[str, ...], plan: ChangePlan) -> LinearMixed:
    from kith.statistics.mixed import Term, fit_mixed

    fixed = [(key, (people.side == key).astype(np.float64)) for key in met]
    contrasts = [(DIFFERENCE, [-1.0, 1.0])] if len(met) == 2 else []
    term = Term("pair", list(people.pair))
    return fit_mixed(people.change, fixed, [term], contrasts=contrasts, level=plan.confidence)


def _complete(people: _People) -> int:
    """Pairs with answers of more than one side."""
    return sum(len(each) > 1 for each in _sides(people).values())


def _sides(people: _People) -> dict[str, set[str]]:
    """The sides of each pair that answered."""
    sides: dict[str, set[str]] = {}
    for pair, side in zip(people.pair.tolist(), people.side.tolist(), strict=True):
        sides.setdefault(pair, set()).add(side)
    return sides
