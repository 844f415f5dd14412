"""Several tests at once."""

from __future__ import annotations

from collections.abc import Sequence

from kith.statistics import checks


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """The p-values of one family, adjusted so that a false alarm anywhere in it keeps its level.

    The smallest is multiplied by the number of tests m, the next by m - 1, and so on; none may fall below
    the one before, none exceeds 1. In the order given.

    Parameters
    ----------
    p_values
        Of the tests declared beforehand as one family; 0 to 1, none missing.

    Raises
    ------
    KithError
        For none, NaN, or a number that is no probability.

    References
    ----------
    Holm S (1979). Scand J Stat 6:65-70.

    >>> holm([0.03, 0.01, 0.5])
    (0.06, 0.03, 0.5)
    """
    array = checks.probabilities(p_values)
    adjusted = [0.0] * len(array)
    highest = 0.0
    order = sorted(range(len(array)), key=lambda index: array[index])
    for place, index in enumerate(order):
        highest = max(highest, min(1.0, (len(array) - place) * float(array[index])))
        adjusted[index] = highest
    return tuple(adjusted)
