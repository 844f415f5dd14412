"""Two by two."""

from __future__ import annotations

import math

from kith.statistics import checks
from kith.statistics.types import TestResult

MOST_WHOLE = 2_000  # past it the whole numbers grow long, and logarithms with R's tolerance stand in
TOLERANCE = 1e-7  # R's, for tables that are as unlikely as the one seen but for rounding


def fisher_exact(table: tuple[tuple[int, int], tuple[int, int]]) -> TestResult:
    """Do two groups differ in a yes-or-no answer? Fisher's exact test, two-sided.

    With the margins as they are, p is the summed chance of all tables no likelier than the one seen.

    Parameters
    ----------
    table
        ``((a, b), (c, d))``: a row a group, a column an answer; counts.

    Returns
    -------
    TestResult
        ``statistic``: the sample's odds ratio ``ad / bc``, infinite where only ``bc`` is 0, NaN where ``ad``
        is as well; ``n``: all counted.

    Raises
    ------
    KithError
        For counts that cannot be, or none.

    References
    ----------
    Fisher RA (1935). The Design of Experiments, chapter 2 (the lady tasting tea).

    >>> round(fisher_exact(((3, 1), (1, 3))).p, 4)
    0.4857
    """
    (a, b), (c, d) = table
    checks.counts(a, b, c, d)
    n = a + b + c + d
    if n == 0:
        raise checks.refusal("statistics.too_few", n=0, least=1)
    first, yes = a + b, a + c
    least, most = max(0, yes - (n - first)), min(first, yes)
    p = _whole(a, first, yes, n, least, most) if n <= MOST_WHOLE else _logged(a, first, yes, n, least, most)
    return TestResult(_odds_ratio(a, b, c, d), min(1.0, p), n, "statistics.method.fisher_exact", exact=True)


def _whole(a: int, first: int, yes: int, n: int, least: int, most: int) -> float:
    ways = [math.comb(first, k) * math.comb(n - first, yes - k) for k in range(least, most + 1)]
    seen = ways[a - least]
    return sum(way for way in ways if way <= seen) / sum(ways)


def _logged(a: int, first: int, yes: int, n: int, least: int, most: int) -> float:
    import numpy as np
    from scipy.special import gammaln

    k = np.arange(least, most + 1, dtype=np.float64)
    logs = -(
        gammaln(k + 1) + gammaln(first - k + 1) + gammaln(yes - k + 1) + gammaln(n - first - yes + k + 1)
    )
    ways = np.exp(logs - logs.max())
    seen = ways[a - least] * (1 + TOLERANCE)
    return float(ways[ways <= seen].sum() / ways.sum())


def _odds_ratio(a: int, b: int, c: int, d: int) -> float:
    if b * c:
        return a * d / (b * c)
    return math.inf if a * d else math.nan
