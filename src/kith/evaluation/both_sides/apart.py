"""How far apart two sides answer, and which questions divide them most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from statistics import quantiles

from kith.evaluation.both_sides.types import Beside, BothSides, Kind, Question, Sided, SideFound

ALIKE_DIGITS = 9
"""Two distances that differ only beyond this many digits are one: the order of the questionnaire decides."""
WITH_VALUES = (Kind.SCORE, Kind.ORDERED, Kind.NUMBER)


def lay_beside(questions: Iterable[Question], sides: Sequence[str], *, least: int) -> BothSides:
    """Each question with every side beside the others, the widest disagreement first.

    How far two sides are apart is the earth mover's distance of their answers: how far, on average, one
    side's answers would have to move to be the other's, as a share of the whole scale (0 alike, 1 as far
    as can be). Between answers that have no order every move is the whole way; where several answers may
    be chosen it is the widest difference in the share of one answer. Of more than two sides the two
    furthest apart count. It describes the answers of these people and tests nothing.

    Parameters
    ----------
    sides
        Keys of the sides, in the order in which they stand beside each other.
    least
        The fewest answers of a side from which anything of that side is shown or worked out, 1 or more.

    References
    ----------
    Rubner, Tomasi, Guibas (2000). The Earth Mover's Distance as a Metric for Image Retrieval.
    International Journal of Computer Vision 40(2), 99-121. doi:10.1023/A:1026543900054
    """
    found = [_beside(question, sides, least) for question in questions]
    ordered = [one for one in found if one.apart is not None]
    ordered.sort(key=lambda one: -round(one.apart or 0.0, ALIKE_DIGITS))
    ordered += [one for one in found if one.apart is None]
    return BothSides(
        sides=tuple(sides),
        scores=tuple(one for one in ordered if one.question.kind is Kind.SCORE),
        questions=tuple(one for one in ordered if one.question.kind is not Kind.SCORE),
        least=least,
    )


def moved(one: Sequence[float], other: Sequence[float]) -> float:
    """How far, on average, the values of one would have to move to be those of the other.

    The area between the two cumulative distributions. Both need at least one value.

    >>> moved((1, 2, 3), (2, 3, 4)), moved((1, 1), (1, 1, 1)), moved((1, 5), (3, 3))
    (1.0, 0.0, 2.0)
    """
    places = sorted({*one, *other})
    area = 0.0
    for low, high in pairwise(places):
        below = Fraction(sum(value <= low for value in one), len(one))
        area += abs(float(below - Fraction(sum(value <= low for value in other), len(other)))) * (high - low)
    return area


def _beside(question: Question, sides: Sequence[str], least: int) -> Beside:
    given = {side: question.sides.get(side, Sided(0)) for side in sides}
    shown = {side: one for side, one in given.items() if _size(question, one) >= max(1, least)}
    found = tuple(_side(question, side, shown.get(side)) for side in sides)
    pairs = [_apart(question, shown[one], shown[other]) for one, other in combinations(shown, 2)]
    known = [apart for apart in pairs if apart is not None]
    return Beside(question, found, max(known, default=None))


def _size(question: Question, given: Sided) -> int:
    """Who declined has answered, and gave no value."""
    return len(given.values) if question.kind in WITH_VALUES else given.n


def _side(question: Question, side: str, given: Sided | None) -> SideFound:
    if given is None:
        return SideFound(side, None)
    counts = given.counts if question.may_count else ()
    return SideFound(side, _size(question, given), _middle(given.values), counts)


def _middle(values: Sequence[float]) -> tuple[float, float, float] | None:
    if not values:
        return None
    if len(values) == 1:
        return values[0], values[0], values[0]
    lower, median, upper = quantiles(values, n=4, method="inclusive")
    return lower, median, upper


def _apart(question: Question, one: Sided, other: Sided) -> float | None:
    if question.kind in WITH_VALUES:
        return _share_moved(question, one.values, other.values)
    if not one.counts or not other.counts:
        return None
    gaps = [
        abs(Fraction(left, one.n) - Fraction(right, other.n))
        for left, right in zip(one.counts, other.counts, strict=True)
    ]
    return float(max(gaps) if question.kind is Kind.SEVERAL else sum(gaps, Fraction(0)) / 2)


def _share_moved(question: Question, one: Sequence[float], other: Sequence[float]) -> float | None:
    if not one or not other:
        return None
    low = question.low if question.low is not None else min(*one, *other)
    high = question.high if question.high is not None else max(*one, *other)
    return moved(one, other) / (high - low) if high > low else 0.0
