"""Several groups, one yes-or-no answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kith.statistics import checks
from kith.statistics.contingency import fisher_exact
from kith.statistics.types import TestResult

MOST_TABLES = 100_000  # counted one by one up to here, drawn at random past it
DRAWS = 9_999  # then p is known to about 0.005 at 0.05, and never below 0.0001
TOLERANCE = 1e-7  # R's, for tables as unlikely as the one seen but for rounding

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]


def fisher_groups(
    successes: Sequence[int], totals: Sequence[int], *, rng: np.random.Generator, draws: int = DRAWS
) -> TestResult:
    """Do several groups differ in a yes-or-no answer? Fisher's exact test of groups by two answers.

    With the margins as they are, p is the chance of all tables no likelier than the one seen (Freeman
    and Halton). Two groups: :func:`kith.statistics.contingency.fisher_exact`. More: every table is counted
    while there are at most 100,000, else ``draws`` tables are drawn with the same margins, and p is
    ``(1 + as unlikely) / (1 + draws)``.

    Parameters
    ----------
    successes, totals
        A count a group, ``0 <= success <= total``. Groups without anyone do not count.
    rng
        Only used where tables are drawn; the method then says so and ``exact`` is False.

    Returns
    -------
    TestResult
        ``statistic``: the natural logarithm of the table's chance; ``n``: everyone.

    Raises
    ------
    KithError
        For counts that cannot be, or fewer than two groups.

    References
    ----------
    Freeman GH, Halton JH (1951). Biometrika 38:141-149, 10.1093/biomet/38.1-2.141.
    Patefield WM (1981). Appl Stat 30:91-97, 10.2307/2346669 (drawing tables with fixed margins).
    Phipson B, Smyth GK (2010). Stat Appl Genet Mol Biol 9:39, 10.2202/1544-6115.1585 (the 1 + in p).
    """
    for yes, n in zip(successes, totals, strict=True):
        checks.counts(yes, n)
        if yes > n:
            raise checks.refusal("statistics.more_than_all", count=yes, n=n)
    kept = [(yes, n) for yes, n in zip(successes, totals, strict=True) if n > 0]
    if len(kept) < 2:
        raise checks.refusal("statistics.too_few_groups", groups=len(kept))
    if len(kept) == 2:
        (a, n), (b, m) = kept
        return fisher_exact(((a, n - a), (b, m - b)))
    seen = np.array([yes for yes, _ in kept], dtype=np.int64)
    sizes = np.array([n for _, n in kept], dtype=np.int64)
    logs = _LogChance(sizes, int(seen.sum()))
    limit = float(logs(seen[None, :])[0]) + TOLERANCE
    every = _every_table(sizes, int(seen.sum()))
    if every is not None:
        chance = logs(every)
        p = float(np.exp(chance[chance <= limit]).sum() / np.exp(chance).sum())
        code = "statistics.method.fisher_groups"
    else:
        drawn = rng.multivariate_hypergeometric(sizes, int(seen.sum()), size=draws, method="marginals")
        p = float((1 + np.count_nonzero(logs(drawn) <= limit)) / (1 + draws))
        code = "statistics.method.fisher_groups_drawn"
    return TestResult(limit - TOLERANCE, min(1.0, p), int(sizes.sum()), code, exact=every is not None)


class _LogChance:
    """The logarithm of the chance of each table, groups in columns, a table a row."""

    def __init__(self, sizes: Whole, yes: int) -> None:
        from scipy.special import gammaln

        n = int(sizes.sum())
        self._log_factorial: Floats = gammaln(np.arange(n + 2, dtype=np.float64) + 1.0)
        table = self._log_factorial
        self._sizes = sizes
        self._constant = float(table[sizes].sum() - table[n] + table[yes] + table[n - yes])

    def __call__(self, tables: Whole) -> Floats:
        table = self._log_factorial
        chance = self._constant - table[tables].sum(axis=1) - table[self._sizes - tables].sum(axis=1)
        return np.asarray(chance, dtype=np.float64)


def _every_table(sizes: Whole, yes: int) -> Whole | None:
    """Each way to share ``yes`` among the groups; None if they are too many."""
    room = [int(size) + 1 for size in np.minimum(sizes, yes)]
    whole = 1
    for size in room[:-1]:
        whole *= size
        if whole > MOST_TABLES:
            return None
    first = np.stack(np.unravel_index(np.arange(whole), room[:-1]), axis=1)
    last = yes - first.sum(axis=1)
    tables: Whole = np.column_stack((first, last)).astype(np.int64)
    kept: Whole = tables[(last >= 0) & (last <= sizes[-1])]
    return kept
