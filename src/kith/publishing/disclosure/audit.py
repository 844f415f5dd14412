"""What a careful reader can work out from a published table: the check of every table we publish.

It sees only what is published, never the true counts, so it does not share a mistake with the code
that chose what to keep back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kith.publishing.disclosure.lines import Line, lines
from kith.publishing.disclosure.policy import DisclosurePolicy, ProtectedTable, Reason, Shown, Withheld


@dataclass(frozen=True, slots=True)
class Bounds:
    """The lowest and highest true count a reader cannot rule out. ``high`` is ``None`` without limit."""

    low: int
    high: int | None

    @property
    def values(self) -> int | None:
        """How many counts are possible, ``None`` without limit."""
        return None if self.high is None else self.high - self.low + 1


def feasible_bounds(table: ProtectedTable) -> tuple[Bounds, ...]:
    """What each figure of a published table can truly be, in the order of ``table.figures()``.

    A reader knows the policy, the rounding and the reason given for each figure kept back, and that
    parts add up to their totals. The lowest and highest value of each figure kept back under these
    rules are two linear programmes. The sums of a table with margins are a network (row nodes,
    column nodes, cells as arcs), so its matrix is totally unimodular: both ends are whole numbers
    and every whole number between them is possible too. Nothing is missed and nothing invented.

    References
    ----------
    A. J. Hoffman and J. B. Kruskal (1956), Integral boundary points of convex polyhedra.
    L. H. Cox (1980), Suppression methodology and statistical disclosure control,
    doi:10.1080/01621459.1980.10477481.
    """
    figures = table.figures()
    known = [knowledge(figure, table.policy) for figure in figures]
    sums = _lines_of(table)
    if len(sums) == 1:
        within = _in_one_sum(sums[0], known)
        return tuple(
            within[place] if isinstance(figure, Withheld) else known[place]
            for place, figure in enumerate(figures)
        )
    matrix = _matrix(sums, len(figures))
    return tuple(
        _extremes(place, known, matrix) if isinstance(figure, Withheld) else known[place]
        for place, figure in enumerate(figures)
    )


def knowledge(figure: Shown, policy: DisclosurePolicy) -> Bounds:
    """What a figure tells by itself, before any sum is used."""
    if isinstance(figure, int):
        return Bounds(*policy.range_of(figure))
    if figure.reason is Reason.SMALL_COUNT:
        return Bounds(0, policy.count_threshold)
    if figure.reason is Reason.PROTECTS_ANOTHER:
        return Bounds(policy.count_threshold + 1, None)
    return Bounds(0, None)


def _lines_of(table: ProtectedTable) -> tuple[Line, ...]:
    return lines(
        len(table.rows),
        len(table.columns),
        row_totals=table.row_totals is not None,
        column_totals=table.column_totals is not None,
        grand_total=table.grand_total is not None,
    )


def _in_one_sum(line: Line, known: list[Bounds]) -> list[Bounds]:
    """The bounds where there is a single sum: each part is the whole less the others, without any programme."""
    whole, parts = known[line.whole], [known[place] for place in line.parts]
    low, high = sum(part.low for part in parts), _sum(part.high for part in parts)
    found = list(known)
    found[line.whole] = Bounds(max(whole.low, low), _least(whole.high, high))
    for place, part in zip(line.parts, parts, strict=True):
        most = None if whole.high is None else whole.high - (low - part.low)
        others = _sum(other.high for at, other in zip(line.parts, parts, strict=True) if at != place)
        least = part.low if others is None else max(part.low, whole.low - others)
        found[place] = Bounds(least, _least(part.high, most))
    if any(bounds.high is not None and bounds.low > bounds.high for bounds in found):
        raise ValueError("a published table contradicts itself")
    return found


def _sum(ends: Iterable[int | None]) -> int | None:
    """The sum of upper ends; without limit if one is."""
    whole = 0
    for end in ends:
        if end is None:
            return None
        whole += end
    return whole


def _least(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else min(one, other)


def _matrix(sums: tuple[Line, ...], figures: int) -> npt.NDArray[np.float64]:
    matrix = np.zeros((len(sums), figures))
    for row, line in enumerate(sums):
        matrix[row, list(line.parts)] = 1.0
        matrix[row, line.whole] = -1.0
    return matrix


def _extremes(place: int, known: list[Bounds], matrix: npt.NDArray[np.float64]) -> Bounds:
    if not matrix[:, place].any():
        return known[place]
    low = _extreme(place, known, matrix, 1.0)
    high = _extreme(place, known, matrix, -1.0)
    if low is None:
        raise ValueError("a published table contradicts itself")
    return Bounds(low, high)


def _extreme(
    place: int, known: list[Bounds], matrix: npt.NDArray[np.float64], direction: float
) -> int | None:
    from scipy.optimize import linprog

    cost = np.zeros(len(known))
    cost[place] = direction
    found = linprog(
        cost, A_eq=matrix, b_eq=np.zeros(len(matrix)), bounds=[(b.low, b.high) for b in known], method="highs"
    )
    if found.status == 3:  # unbounded: no limit in this direction
        return None
    if not found.success or found.x is None:
        raise ValueError("a published table contradicts itself")
    return round(float(found.x[place]))
