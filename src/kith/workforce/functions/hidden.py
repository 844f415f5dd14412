"""How many there are who are on no list: capture and recapture with two lists."""

from __future__ import annotations

import math
from collections.abc import Collection
from pathlib import Path
from statistics import NormalDist

from kith.foundation.faults import Fault, KithError, Where
from kith.statistics.types import Estimate
from kith.tables.reading import read_content, read_table
from kith.tables.types import FILE_LIMITS
from kith.tables.values import as_text
from kith.workforce.functions.results import Hidden

METHOD = "workforce.functions.chapman"


def chapman(first: int, second: int, both: int, *, level: float = 0.95) -> Hidden:
    """Chapman's estimate of a whole of which two lists each hold a part, with a transformed-logit interval.

    ``(n1 + 1)(n2 + 1) / (m + 1) - 1``. It holds where nobody joins or leaves between the lists, everybody is matched
    rightly, and being on one list makes being on the other neither likelier nor less likely. The interval is
    Sadinle's, which never falls below those who were met.

    Parameters
    ----------
    first, second
        People on each list, 1 or more.
    both
        People on both, at most the smaller list.

    Raises
    ------
    KithError
        For an empty list, or more on both than on one.

    References
    ----------
    Chapman DG (1951). Univ Calif Publ Stat 1:131-160. Sadinle M (2009). Commun Stat Simul Comput 38:1909-1924,
    10.1080/03610910903168595 (the interval with a half added to each count).

    >>> found = chapman(10, 15, 5)
    >>> round(found.estimate.value, 2), round(found.estimate.low), round(found.estimate.high)
    (28.33, 22, 65)
    """
    if min(first, second) < 1 or not 0 <= both <= min(first, second):
        raise KithError(
            Fault(
                "workforce.functions.lists_impossible",
                params={"first": first, "second": second, "both": both},
            )
        )
    value = (first + 1) * (second + 1) / (both + 1) - 1
    m, only_first, only_second = both + 0.5, first - both + 0.5, second - both + 0.5
    seen = first + second - both - 0.5
    spread = 1 / m + 1 / only_first + 1 / only_second + m / (only_first * only_second)
    times = math.exp(NormalDist().inv_cdf((1.0 + level) / 2.0) * math.sqrt(spread))
    unseen = only_first * only_second / m
    low, high = max(seen + unseen / times, float(first + second - both)), seen + unseen * times
    low, high = min(low, value), max(high, value)
    return Hidden(first, second, both, Estimate(value, low, high, level, first + second - both, METHOD))


def from_lists(first: Collection[str], second: Collection[str], *, level: float = 0.95) -> Hidden:
    """:func:`chapman` of two lists of codes of people; a code that stands twice on a list is one person."""
    one, other = set(first), set(second)
    return chapman(len(one), len(other), len(one & other), level=level)


def read_codes(path: Path) -> tuple[str, ...]:
    """The codes in the first column of a list, spaces and size of letters aside.

    Raises
    ------
    KithError
        For a file that cannot be read or holds no code.
    """
    content = read_content(path, Where(file=path.name), FILE_LIMITS)
    table = read_table(content, name=path.name, limits=FILE_LIMITS)
    codes = tuple(as_text(row[0]).strip().casefold() for row in table.rows if row[0] is not None)
    if not codes:
        raise KithError(Fault("workforce.functions.no_rows", table.where()))
    return codes
