"""Two countries side by side, function by function, disagreements first."""

from __future__ import annotations

import numpy as np

from kith.foundation.faults import Fault, KithError
from kith.workforce.functions.results import Amount, Compared, Difference, Measured

PER = 100_000


def compare(here: Measured, there: Measured, populations: tuple[int, int] | None = None) -> Compared:
    """Differences of each function's FTE, or FTE for 100,000 people, here less there.

    The interval is of the difference of the two countries' own draws, which share no luck: another country's
    respondents err on their own.

    Raises
    ------
    KithError
        For other functions there than here, a population below 1, or the same file twice.
    """
    faults = []
    if [each.key for each in here.lists.functions] != [each.key for each in there.lists.functions]:
        faults.append(Fault("workforce.functions.other_lists"))
    if here.name == there.name:
        faults.append(Fault("workforce.functions.same_name", params={"name": here.name}))
    for people in populations or ():
        if people < 1:
            faults.append(Fault("workforce.functions.no_population", params={"value": people}))
    if faults:
        raise KithError(faults)
    by = (PER / populations[0], PER / populations[1]) if populations else (1.0, 1.0)
    found = [_difference(each.key, here, there, by) for each in here.lists.functions]
    found.sort(key=lambda each: (not each.disagrees, -abs(each.difference)))
    return Compared(here, there, populations, tuple(found))


def _difference(key: str, here: Measured, there: Measured, by: tuple[float, float]) -> Difference:
    level = here.drawing.level
    apart = np.asarray(here.drawn[key]) * by[0] - np.asarray(there.drawn[key]) * by[1]
    low, high = np.quantile(apart, [(1.0 - level) / 2.0, (1.0 + level) / 2.0]).tolist()
    one, other = _scaled(here.functions[key], by[0]), _scaled(there.functions[key], by[1])
    leads = [next(each.leads for each in side.coverage if each.function == key) for side in (here, there)]
    return Difference(key, one, other, one.fte - other.fte, low, high, leads[0], leads[1])


def _scaled(amount: Amount, by: float) -> Amount:
    return Amount(amount.fte * by, amount.likeliest * by, amount.low * by, amount.high * by, amount.people)
