"""The objectives in order for a large problem, without a matrix of costs; what is known when it is stopped."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kith.matching import lottery
from kith.matching.pairs.auction import TooDear
from kith.matching.pairs.candidates import Edges, Field, two_sided
from kith.matching.pairs.growth import Start, largest, raise_worst
from kith.matching.pairs.layout import Grid, Weights
from kith.matching.pairs.rounds import Best, OutOfRounds, Search
from kith.matching.pairs.steps import Found, Steps, Stopped
from kith.matching.rulebook import BestFor

__all__ = ["DENSE_CELLS", "OutOfRounds", "TooDear", "pursue"]

DENSE_CELLS = 4_000_000
"""Up to so many possible pairs (2,000 a side) the matrix of costs is solved as it is: it takes a moment."""
EACH = 16
"""So many of the strongest pairs of everybody come first."""

Numbers = tuple[NDArray[np.uint64], NDArray[np.uint64]]


def pursue(
    places: Grid, numbers: Numbers, weigh: Weights, again: NDArray[np.int64], best_for: BestFor, step: Steps
) -> Found:
    """One objective after the other: as many pairs as can be, the worst of them, the total with the lottery.

    ``again``: places (row, column) of the pairs of an earlier result. Raises :class:`Stopped` when stopped
    before there is a largest matching; later, the best so far comes back with its bounds.
    """
    turned = places.points.shape[0] > places.points.shape[1]
    whole = places.points.shape[1]
    extra = np.sort(again[:, 0] * whole + again[:, 1])
    field = Field(places.points, *numbers, weigh.bits, weigh.scale, extra, weigh.earlier)
    if turned:
        field = field.transposed()
    step("worst", 0.1)
    edges = two_sided(field, EACH)
    step("worst", 0.3)
    start = largest(field.points, edges)
    if not start.size:
        return Found([])
    best = _search(field, edges, start, best_for, step)
    rows = np.flatnonzero(best.partner >= 0)
    columns = best.partner[rows]
    tickets = lottery.tickets_of_pairs(field.left[rows], field.right[columns], field.bits)
    if turned:
        rows, columns = columns, rows
    pairs = zip(places.rows[rows].tolist(), places.columns[columns].tolist(), strict=True)
    open_ = best_for is BestFor.NO_ONE_LEFT_BEHIND and start.most > start.least
    proven = best.proven and not open_
    return Found(
        sorted(pairs),
        int(tickets.sum()),
        start.most if open_ else None,
        None if best.proven else best.bound // weigh.scale,
        proven,
        stopped=not proven,
    )


def _search(field: Field, edges: Edges, start: Start, best_for: BestFor, step: Steps) -> Best:
    """The best, proven unless somebody stopped the search."""
    search: Search | None = None
    try:
        if best_for is BestFor.NO_ONE_LEFT_BEHIND:
            raise_worst(field.points, edges, start, lambda: step("worst", 0.5))
        search = Search(field, edges, start)
        search.run(lambda share: step("total", share))
    except Stopped:
        if search is None:
            return Search(field, edges, start).best
        search.tighten()
    return search.best
