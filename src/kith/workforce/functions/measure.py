"""The matrix of functions and occupations in FTE, with intervals, and who stands behind each function."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import numpy as np

from kith.foundation.provenance import provenance
from kith.workforce.functions.agreement import agreement
from kith.workforce.functions.draws import METHOD, Floats, Luck, drawn_shares, expected
from kith.workforce.functions.results import Amount, Coverage, Drawing, Measured
from kith.workforce.functions.types import FunctionTable, Role, Row, Tier

Key = tuple[str, str, Tier, str]
"""Function, occupation, tier, employer."""
Whom = tuple[str, str]


class _Sums:
    """FTE and people of each finest cell, and draws without the employer."""

    def __init__(self, draws: int) -> None:
        self.fte: dict[Key, list[float]] = defaultdict(list)
        self.likeliest: dict[Key, list[float]] = defaultdict(list)
        self.draws = draws
        self.drawn: dict[tuple[str, str, Tier], Floats] = defaultdict(lambda: np.zeros(draws))
        self.people: dict[Key, dict[Whom, int]] = defaultdict(dict)
        self.capped = self.told = 0


def measure(table: FunctionTable, drawing: Drawing | None = None) -> Measured:
    """Who does public health, from a long table.

    FTE of a cell is the sum of headcount times working time times share. Where several respondents describe one
    group, each counts for an equal part of it, and a function that one of them does not name has share 0 with them.
    Shares are drawn by inverse probabilities from the shape; which of them err together is ``drawing.correlation``.
    People are counted once for each function, and once in all, where their share may be above 0.

    Raises
    ------
    ValueError
        For fewer than two draws or a level outside 0 to 1.

    References
    ----------
    Hirschman AO (1964). Am Econ Rev 54:761-762 (the index of concentration). Malcolm et al. (1959),
    10.1287/opre.7.5.646 (PERT).
    """
    how = drawing or Drawing()
    if how.draws < 2 or not 0 < how.level < 1:
        raise ValueError("intervals need two draws or more and a level between 0 and 1")
    sums = _summed(table.rows, how, table.name)
    amounts = _Amounts(sums, how.level)
    keys = [each.key for each in table.lists.functions]
    occupations = tuple(sorted({key[1] for key in sums.fte}))
    functions = {key: amounts.of(function=key) for key in keys}
    return Measured(
        name=table.name,
        lists=table.lists,
        occupations=occupations,
        cells={pair: amounts.of(*pair) for pair in sorted({key[:2] for key in sums.fte})},
        functions=functions,
        by_occupation={code: amounts.of(occupation=code) for code in occupations},
        tiers={tier: amounts.of(tier=tier) for tier in Tier},
        tier_cells={(key, tier): amounts.of(function=key, tier=tier) for key in keys for tier in Tier},
        total=amounts.of(),
        coverage=tuple(_coverage(key, table.rows, sums) for key in keys),
        agreement=agreement(table),
        capped=sums.capped / (sums.told * how.draws),
        respondents=len({row.staff.respondent for row in table.rows}),
        rows=len(table.rows),
        synthetic=table.synthetic,
        drawing=how,
        provenance=provenance(METHOD, inputs=table.inputs, seed=how.seed, libraries=("numpy", "scipy")),
        drawn={key: tuple(amounts.drawn(amounts.keys_of(function=key)).tolist()) for key in keys},
    )


def _summed(rows: Iterable[Row], how: Drawing, country: str) -> _Sums:
    """The rows in an order of their own, so that a shuffled file gives the same digits."""
    told: dict[Whom, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        told[row.staff.whom][row.staff.respondent].append(row)
    sums, luck = _Sums(how.draws), Luck(how, country)
    for whom in sorted(told):
        for respondent in sorted(told[whom]):
            theirs = sorted(told[whom][respondent], key=lambda row: (row.function, row.part))
            shares, capped = drawn_shares(theirs, how, luck)
            sums.capped += capped
            sums.told += 1
            for row, drawn in zip(theirs, shares, strict=True):
                _add(sums, row, row.staff.full_time / len(told[whom]), drawn, how)
    return sums


def _add(sums: _Sums, row: Row, weight: float, drawn: Floats, how: Drawing) -> None:
    key = (row.function, row.staff.occupation, row.staff.tier, row.staff.employer)
    sums.fte[key].append(weight * expected(row.share, how.shape))
    sums.likeliest[key].append(weight * row.share.mode)
    sums.drawn[key[:3]] += weight * drawn
    if row.share.high > 0:
        sums.people[key][row.staff.whom] = row.staff.headcount


class _Amounts:
    """Sums over cells."""

    def __init__(self, sums: _Sums, level: float) -> None:
        self.sums, self.tail = sums, (1.0 - level) / 2.0
        self.found: dict[tuple[str | None, str | None, Tier | None], list[Key]] = defaultdict(list)
        for key in sorted(sums.fte):
            for wanted in product((key[0], None), (key[1], None), (key[2], None)):
                self.found[wanted].append(key)

    def keys_of(
        self, function: str | None = None, occupation: str | None = None, tier: Tier | None = None
    ) -> list[Key]:
        """The cells of a function, an occupation and a tier; ``None`` is all of them."""
        return self.found.get((function, occupation, tier), [])

    def drawn(self, keys: Iterable[Key]) -> Floats:
        total = np.zeros(self.sums.draws)
        for key in dict.fromkeys(key[:3] for key in keys):
            total += self.sums.drawn[key]
        return total

    def of(
        self, function: str | None = None, occupation: str | None = None, tier: Tier | None = None
    ) -> Amount:
        keys = self.keys_of(function, occupation, tier)
        if not keys:
            return Amount(0.0, 0.0, 0.0, 0.0, 0)
        low, high = np.quantile(self.drawn(keys), [self.tail, 1.0 - self.tail]).tolist()
        people: dict[Whom, int] = {}
        for key in keys:
            people.update(self.sums.people[key])
        fte = math.fsum(one for key in keys for one in self.sums.fte[key])
        likeliest = math.fsum(one for key in keys for one in self.sums.likeliest[key])
        return Amount(fte, likeliest, low, high, sum(people.values()))


def _coverage(function: str, rows: Sequence[Row], sums: _Sums) -> Coverage:
    people: dict[Role, dict[Whom, int]] = {role: {} for role in Role}
    for row in rows:
        if row.function == function and row.share.high > 0:
            people[row.role][row.staff.whom] = row.staff.headcount
    everybody = {whom: n for each in people.values() for whom, n in each.items()}
    occupations: dict[str, float] = defaultdict(float)
    employers: dict[str, float] = defaultdict(float)
    for key in sorted(sums.fte):
        if key[0] == function:
            occupations[key[1]] += math.fsum(sums.fte[key])
            employers[key[3]] += math.fsum(sums.fte[key])
    return Coverage(
        function,
        sum(everybody.values()),
        {role: sum(each.values()) for role, each in people.items()},
        herfindahl(occupations),
        None if "" in employers else herfindahl(employers),
    )


def herfindahl(amounts: Mapping[str, float]) -> float | None:
    """The sum of squared shares; ``None`` where there is nothing to share.

    >>> herfindahl({"a": 1.0, "b": 1.0}), herfindahl({"a": 3.0}), herfindahl({})
    (0.5, 1.0, None)
    """
    total = math.fsum(amounts.values())
    return math.fsum((each / total) ** 2 for each in amounts.values()) if total > 0 else None
