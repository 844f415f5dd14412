"""Alpha, omega and the facts of each question; agreement of scores taken twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.items.types import (
    LEAST_TELLING,
    ItemFacts,
    ItemScale,
    ItemsData,
    ItemsResult,
    RetestFound,
    ScaleFound,
)
from kith.evaluation.refused import or_why_not
from kith.evaluation.types import Remark
from kith.foundation.faults import Faults
from kith.foundation.provenance import hash_bytes, hash_value, provenance
from kith.foundation.seeds import generator

METHOD = "kith.evaluation.items"
END_SHARE = 0.15
"""More than 15% at an end of a score is read as a floor or ceiling: Terwee and others (2007),
J Clin Epidemiol 60:34-42, 10.1016/j.jclinepi.2006.03.012."""

Floats = NDArray[np.float64]


def analyse_items(data: ItemsData, scales: Sequence[ItemScale], *, seed: int) -> ItemsResult:
    """Whether each scale's questions hold together at each time, and whether its score stays put.

    Cronbach's alpha with Feldt's interval and McDonald's omega with a bootstrap interval, both of people who
    answered every question of the scale; each question's spread, ends, correlation with the rest and alpha
    without it. For times between which nothing was meant to change: ICC(A,1), the standard error of
    measurement and the smallest detectable change of the mean score. What cannot be worked out is a remark
    that says why. Below ``data.least`` people nothing is told.

    Parameters
    ----------
    data
        Points of single questions. See :class:`~kith.evaluation.items.types.ItemsData`.
    scales
        Whose items are keys of the data; an item that a time did not ask is refused.
    seed
        Of omega's interval.

    Raises
    ------
    KithError
        With every item that is not there and every answer outside the points.

    References
    ----------
    Stand with :mod:`kith.statistics.reliability`, :mod:`~kith.statistics.omega`, :mod:`~kith.statistics.retest`.
    """
    _check(data, scales)
    found = tuple(_scale(data, scale, time, seed) for scale in scales for time in data.answers)
    again = tuple(_again(data, scale, *times) for scale in scales for times in data.again)
    inputs = {
        "answers": hash_bytes(
            b"".join(column.tobytes() for asked in data.answers.values() for column in asked.values())
        ),
        "scales": hash_value(
            [[scale.key, list(scale.items), sorted(scale.reversed_items)] for scale in scales]
        ),
    }
    made = provenance(METHOD, inputs=inputs, seed=seed, libraries=("numpy", "scipy"))
    return ItemsResult(tuple(scales), found, again, data.least, made)


def _check(data: ItemsData, scales: Sequence[ItemScale]) -> None:
    faults = Faults()
    for scale in scales:
        for time, asked in data.answers.items():
            for item in scale.items:
                if item not in asked:
                    faults.add("evaluation.items.not_asked", item=item, scale=scale.key, time=time)
                    continue
                outside = asked[item][(asked[item] < scale.low) | (asked[item] > scale.high)]
                if len(outside):
                    faults.add(
                        "evaluation.items.outside", item=item, value=f"{outside[0]:g}", count=len(outside),
                        low=f"{scale.low:g}", high=f"{scale.high:g}",
                    )  # fmt: skip
    faults.raise_if_any()


def matrix_of(data: ItemsData, scale: ItemScale, time: str) -> Floats:
    """People by items, all keyed the same way."""
    asked = data.answers[time]
    columns = [
        scale.low + scale.high - asked[item] if item in scale.reversed_items else asked[item]
        for item in scale.items
    ]
    return np.column_stack(columns).astype(np.float64)


def _scale(data: ItemsData, scale: ItemScale, time: str, seed: int) -> ScaleFound:
    from kith.statistics.omega import mcdonald_omega
    from kith.statistics.reliability import cronbach_alpha

    matrix = _in_order(matrix_of(data, scale, time))
    whole = matrix[~np.isnan(matrix).any(axis=1)]
    n = int((~np.isnan(matrix)).any(axis=1).sum())
    if n < data.least:
        few = Remark("evaluation.items.few", {"least": data.least})
        return ScaleFound(scale.key, time, n, len(whole), few, few, (), ())
    rng = generator(seed, METHOD, scale.key, time)
    alpha = or_why_not(lambda: cronbach_alpha(matrix))
    omega = or_why_not(lambda: mcdonald_omega(matrix, rng))
    facts = tuple(_facts(scale, matrix, whole, place, data.least) for place in range(len(scale.items)))
    return ScaleFound(
        scale.key, time, n, len(whole), alpha, omega, facts, tuple(_remarks(scale, matrix, facts))
    )


def _in_order(matrix: Floats) -> Floats:
    """People by their answers: the same numbers to the last digit, whatever codes people have in a file."""
    return matrix[np.lexsort(matrix.T[::-1])]


def without_questions(result: ItemsResult) -> ItemsResult:
    """The same without what is told of each question by itself: a count of one who skipped it is a count of one."""
    found = tuple(
        replace(
            each,
            items=(),
            remarks=tuple(
                remark
                for remark in each.remarks
                if "item" not in remark.params and "count" not in remark.params
            ),
        )
        for each in result.found
    )
    return replace(result, found=found)


def _facts(scale: ItemScale, matrix: Floats, whole: Floats, place: int, least: int) -> ItemFacts:
    column = matrix[:, place]
    given = column[~np.isnan(column)]
    n = len(given)
    enough = n >= least
    others = np.delete(whole, place, axis=1)
    rest = without = None
    if len(whole) >= max(3, least) and others.shape[1] and np.ptp(whole[:, place]) > 0:
        total = others.sum(axis=1)
        rest = float(np.corrcoef(whole[:, place], total)[0, 1]) if np.ptp(total) > 0 else None
    if others.shape[1] >= 2:
        from kith.statistics.reliability import cronbach_alpha

        found = or_why_not(lambda: cronbach_alpha(others))
        without = None if isinstance(found, Remark) else found.value
    nan = float("nan")
    return ItemFacts(
        scale.items[place],
        n,
        len(column) - n,
        float(given.mean()) if enough else nan,
        float(given.std(ddof=1)) if enough and n > 1 else nan,
        float((given == scale.low).mean()) if enough else nan,
        float((given == scale.high).mean()) if enough else nan,
        rest,
        without,
    )


def _remarks(scale: ItemScale, matrix: Floats, facts: Sequence[ItemFacts]) -> Iterator[Remark]:
    whole = matrix[~np.isnan(matrix).any(axis=1)]
    if len(whole) < LEAST_TELLING:
        yield Remark("evaluation.items.wide", {"n": len(whole), "least": LEAST_TELLING})
    if len(scale.items) == 2:
        yield Remark("evaluation.items.two")
    for each in facts:
        if each.rest is not None and each.rest < 0:
            yield Remark("evaluation.items.against", {"item": each.item})
    for code, end in (("evaluation.items.floor", scale.low), ("evaluation.items.ceiling", scale.high)):
        at_end = int((whole == end).all(axis=1).sum())
        if len(whole) and at_end > END_SHARE * len(whole):
            yield Remark(code, {"count": at_end, "n": len(whole)})


def _again(data: ItemsData, scale: ItemScale, first: str, second: str) -> RetestFound:
    from kith.statistics.retest import retest

    one, other = (_means(matrix_of(data, scale, time)) for time in (first, second))
    n = int((~(np.isnan(one) | np.isnan(other))).sum())
    return RetestFound(scale.key, first, second, n, or_why_not(lambda: retest(one, other)))


def _means(matrix: Floats) -> Floats:
    """The mean of each person who answered every question; the wing knows of no other rule here."""
    means: Floats = matrix.mean(axis=1)
    return means
