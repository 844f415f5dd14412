"""Both people of pairs in one model: they may change alike, and neither is counted as if alone."""

from __future__ import annotations

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
    nothing = PairedSides(outcome.key, comparison, complete, n, (), None, None, None, ())
    if complete < LEAST_PAIRS or len(met) < 2 or min(counts.values()) < plan.least_matched:
        least = max(LEAST_PAIRS, plan.least_matched)
        why = Remark("evaluation.pooled.too_few_pairs", {"pairs": complete, "least": least})
        return replace(nothing, remarks=(why,))
    try:
        fit = _fit(people, met, plan)
    except KithError as refused:
        return replace(nothing, remarks=(why_not(refused),))
    alike = fit.spreads[0]
    found = [(key, fit.coefficient(key)) for key in met]
    apart = fit.coefficient(DIFFERENCE) if len(met) == 2 else None
    return replace(
        nothing,
        sides=tuple(SideChange(key, counts[key], each.estimate, each.p) for key, each in found),
        difference=None if apart is None else apart.estimate,
        difference_p=None if apart is None else apart.p,
        share=alike.share,
        remarks=(Remark("evaluation.pooled.pairs_unlike", {"pairs": complete}),) if alike.at_zero else (),
    )


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
    sides: dict[str, set[str]] = {}
    for pair, side in zip(people.pair.tolist(), people.side.tolist(), strict=True):
        sides.setdefault(pair, set()).add(side)
    return sum(len(each) > 1 for each in sides.values())
