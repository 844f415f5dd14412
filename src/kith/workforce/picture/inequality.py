"""How unevenly something lies over places: Theil's T with its parts, Gini, and the tenth that has least."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kith.workforce.picture.types import Inequality

WORST_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Unit:
    """A place: what it has, what that is for (people, or funded posts), and the group it is in."""

    name: str
    group: str
    amount: float
    weight: float

    @property
    def rate(self) -> float:
        return self.amount / self.weight


def inequality(of: str, units: Iterable[Unit]) -> Inequality | None:
    """Inequality of amounts over places by weight, ``None`` with fewer than two places or nothing to share.

    Theil's T is the sum over places of the share of the amount times the logarithm of that share over the share of
    the weight; between groups the same with groups in the place of places, within groups the mean of each group's
    own T by its share of the amount. Gini is twice the area between the Lorenz curve of rates and the diagonal.
    The worst tenth is the rate among the tenth of the weight with the lowest rates, part of a place where the tenth
    ends in it. A place without weight has no rate: it is named, and left out.

    References
    ----------
    Theil (1967), Economics and Information Theory, ch. 4; Shorrocks (1980), Econometrica 48:613, 10.2307/1913126.
    """
    given = list(units)
    known = sorted((each for each in given if each.weight > 0), key=lambda each: (each.rate, each.name))
    left_out = tuple(sorted(each.name for each in given if each.weight <= 0))
    amount, weight = math.fsum(each.amount for each in known), math.fsum(each.weight for each in known)
    if len(known) < 2 or amount <= 0:
        return None
    between, within = _parts(known)
    return Inequality(
        of, len(known), between + within, between, within, _gini(known, amount, weight),
        amount / weight, _worst(known, weight), left_out,
    )  # fmt: skip


def theil(pairs: Sequence[tuple[float, float]]) -> float:
    """Theil's T of (amount, weight) pairs.

    >>> theil([(1, 1), (1, 1)]), round(theil([(2, 1), (0, 1)]), 4)
    (0.0, 0.6931)
    """
    amount, weight = math.fsum(each for each, _ in pairs), math.fsum(each for _, each in pairs)
    if amount <= 0:
        return 0.0
    # Logarithms apart: the share of a very small amount may be too small for a number, its logarithm is not.
    even = math.log(amount) - math.log(weight)
    return math.fsum(own / amount * (math.log(own) - math.log(of) - even) for own, of in pairs if own > 0)


def _parts(units: Sequence[Unit]) -> tuple[float, float]:
    groups: dict[str, list[tuple[float, float]]] = {}
    for each in units:
        groups.setdefault(each.group, []).append((each.amount, each.weight))
    sums = {
        name: (math.fsum(amount for amount, _ in pairs), math.fsum(weight for _, weight in pairs))
        for name, pairs in groups.items()
    }
    total = math.fsum(amount for amount, _ in sums.values())
    within = math.fsum(sums[name][0] / total * theil(pairs) for name, pairs in groups.items())
    return theil(list(sums.values())), within


def _gini(units: Sequence[Unit], amount: float, weight: float) -> float:
    """``units`` lowest rate first: one less the area under the Lorenz curve, twice."""
    under, so_far = 0.0, 0.0
    for each in units:
        upto = so_far + each.amount / amount
        under += each.weight / weight * (so_far + upto)
        so_far = upto
    return 1 - under


def _worst(units: Sequence[Unit], weight: float) -> float:
    wanted = left = WORST_SHARE * weight
    amount = 0.0
    for each in units:
        part = min(each.weight, left)
        amount += part * each.rate
        left -= part
        if left <= 0:
            break
    return amount / wanted
