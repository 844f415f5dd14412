"""How much of what happened each lever did: Shapley's share, exact for a handful, and for each pound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import factorial

from kith.foundation.seeds import generator

EXACT = 10
"""Up to so many levers every subset is run (1,024 runs); beyond, orders are drawn."""
ORDERS = 200
"""Orders drawn beyond :data:`EXACT`, each with its reverse, which halves the error of effects that add up."""


@dataclass(frozen=True, slots=True)
class Shares:
    """What each lever gave.

    ``before`` and ``after`` are the value without any and with all; ``of[key]`` sum to their difference. ``alone``
    is what a lever gives by itself, ``last`` what would be missing without it: far apart where levers work together.
    ``per_money`` is the share for each unit of money, ``None`` for a lever that costs nothing. ``orders`` is 0 where
    every subset was run, else how many orders were drawn; then ``error`` has the standard error of each share.
    """

    before: float
    after: float
    of: dict[str, float]
    alone: dict[str, float]
    last: dict[str, float]
    per_money: dict[str, float | None]
    runs: int
    orders: int
    error: dict[str, float]


def shares(
    keys: Sequence[str],
    value: Callable[[frozenset[str]], float],
    *,
    costs: dict[str, float],
    seed: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Shares:
    """Share a change of ``value`` out among levers so that the parts sum to it, whatever their interactions.

    A lever's share is the mean of what it adds, over all orders in which the levers could be pulled.

    Parameters
    ----------
    value
        Of a set of levers that are pulled: the gap in a year, say. Called once for each set.
    costs
        Money of each lever, for ``per_money``.

    References
    ----------
    Shapley (1953), A value for n-person games; Castro, Gomez & Tejada (2009), 10.1016/j.cor.2008.04.004 (sampling).

    >>> made = shares(["a", "b"], lambda on: 10.0 * len(on) + 4.0 * (len(on) == 2), costs={"a": 6.0, "b": 0.0})
    >>> made.of, made.per_money
    ({'a': 12.0, 'b': 12.0}, {'a': 2.0, 'b': None})
    """
    done: list[frozenset[str]] = []

    @cache
    def known(subset: frozenset[str]) -> float:
        done.append(subset)
        if progress is not None:
            progress(len(done))
        return value(subset)

    everything = frozenset(keys)
    exact = len(keys) <= EXACT
    of, error = _exact(keys, known) if exact else _drawn(keys, known, seed)
    before, after = known(frozenset()), known(everything)
    return Shares(
        before=before,
        after=after,
        of=of,
        alone={key: known(frozenset({key})) - before for key in keys},
        last={key: after - known(everything - {key}) for key in keys},
        per_money={key: of[key] / costs[key] if costs.get(key) else None for key in keys},
        runs=len(done),
        orders=0 if exact else 2 * ORDERS,
        error=error,
    )


def _exact(
    keys: Sequence[str], known: Callable[[frozenset[str]], float]
) -> tuple[dict[str, float], dict[str, float]]:
    count, of = len(keys), {}
    for key in keys:
        others = [other for other in keys if other != key]
        share = 0.0
        for size in range(count):
            weight = factorial(size) * factorial(count - 1 - size) / factorial(count)
            for chosen in combinations(others, size):
                without = frozenset(chosen)
                share += weight * (known(without | {key}) - known(without))
        of[key] = share
    return of, dict.fromkeys(keys, 0.0)


def _drawn(
    keys: Sequence[str], known: Callable[[frozenset[str]], float], seed: int
) -> tuple[dict[str, float], dict[str, float]]:
    rng = generator(seed, "workforce", "shapley")
    found: dict[str, list[float]] = {key: [] for key in keys}
    for _ in range(ORDERS):
        order = [keys[n] for n in rng.permutation(len(keys))]
        pair = [_added(each, known) for each in (order, order[::-1])]
        for key in keys:
            found[key].append((pair[0][key] + pair[1][key]) / 2)
    of = {key: sum(parts) / ORDERS for key, parts in found.items()}
    error = {
        key: (sum((part - of[key]) ** 2 for part in parts) / (ORDERS - 1) / ORDERS) ** 0.5
        for key, parts in found.items()
    }
    return of, error


def _added(order: Sequence[str], known: Callable[[frozenset[str]], float]) -> dict[str, float]:
    pulled: frozenset[str] = frozenset()
    added = {}
    for key in order:
        further = pulled | {key}
        added[key] = known(further) - known(pulled)
        pulled = further
    return added
