"""Both people of pairs in one model: they may change alike, and neither is counted as if alone."""

from __future__ import annotations

import numpy as np

from kith.evaluation.plan import ChangePlan, Comparison, Outcome
from kith.evaluation.pooled.types import PairedSides, SideChange
from kith.evaluation.types import ChangeData, Remark
from kith.foundation.faults import KithError

LEAST_PAIRS = 5


def paired_sides(
    data: ChangeData,
    plan: ChangePlan,
    outcome: Outcome,
    comparison: Comparison,
    sides: tuple[str, ...],
) -> PairedSides:
    """Each side's average change and, with two sides, their difference: ``change = side + pair + person``.

    Pair and person are random, by REML with Satterthwaite's degrees of freedom. People without a partner's
    answer count too: they say something of their side. A pair whose two changes go opposite ways cannot be told
    here from pairs that have nothing in common; the best fit is then a spread of zero between pairs.

    References
    ----------
    Kenny DA, Kashy DA, Cook WL (2006). Dyadic Data Analysis, chapter 4.
    """
    by_wave = data.scores[outcome.key]
    change = by_wave[comparison.later] - by_wave[comparison.earlier]
    pair, side = np.array(data.pairs), np.array(data.sides)
    known = np.isfinite(change) & (pair != "")
    change, pair, side = change[known], pair[known], side[known]
    order = np.lexsort((change, side, pair))
    change, pair, side = change[order], pair[order], side[order]
    met = tuple(key for key in sides if np.any(side == key))
    complete = _complete(pair, side)
    remarks = []
    counts = {key: int(np.sum(side == key)) for key in met}
    if complete < LEAST_PAIRS or len(met) < 2 or min(counts.values()) < plan.least_matched:
        least = max(LEAST_PAIRS, plan.least_matched)
        why = Remark("evaluation.pooled.too_few_pairs", {"pairs": complete, "least": least})
        return PairedSides(outcome.key, comparison, complete, len(change), (), None, None, None, (why,))
    try:
        from kith.statistics.mixed import Term, fit_mixed

        fixed = [(key, (side == key).astype(np.float64)) for key in met]
        contrasts = [("difference", [-1.0, 1.0])] if len(met) == 2 else []
        fit = fit_mixed(change, fixed, [Term("pair", list(pair))], contrasts=contrasts, level=plan.confidence)
    except KithError as refused:
        fault = refused.faults[0]
        why = Remark(fault.code, fault.params)
        return PairedSides(outcome.key, comparison, complete, len(change), (), None, None, None, (why,))
    if fit.spreads[0].at_zero:
        remarks.append(Remark("evaluation.pooled.pairs_unlike", {"pairs": complete}))
    found = tuple(
        SideChange(key, counts[key], fit.coefficient(key).estimate, fit.coefficient(key).p) for key in met
    )
    difference = fit.coefficient("difference") if contrasts else None
    return PairedSides(
        outcome.key,
        comparison,
        complete,
        len(change),
        found,
        None if difference is None else difference.estimate,
        None if difference is None else difference.p,
        fit.spreads[0].share,
        tuple(remarks),
    )


def _complete(pair: np.ndarray, side: np.ndarray) -> int:
    """Pairs with answers of more than one side."""
    sides: dict[str, set[str]] = {}
    for one, other in zip(pair.tolist(), side.tolist(), strict=True):
        sides.setdefault(one, set()).add(other)
    return sum(len(each) > 1 for each in sides.values())
