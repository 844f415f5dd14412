"""Each planned value against what came, and against two simple methods with the data of the day."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from kith.foundation.faults import Fault, Faults, Parameter, Where
from kith.foundation.provenance import provenance
from kith.workforce.forecast.history import WINDOW, gather, history
from kith.workforce.forecast.methods import Method, log_change
from kith.workforce.scorecard.types import Card, LeftOut, Outturn, Passed, Planned, Scorecard, Scored

LEAST_FOR_DRIFT = 2


def score(plans: Sequence[Planned], outturns: Sequence[Outturn], *, inputs: dict[str, str]) -> Scorecard:
    """The scorecard. ``inputs`` maps the name of each file to its hash.

    A value for a year up to ``Planned.known`` was no forecast and is left out; so is one that no outturn answers yet.

    Raises
    ------
    KithError
        With every fault: values not above 0, bands upside down or without their value, a value or outturn given twice.
    """
    check(plans, outturns)
    came = {(each.series, each.year): each for each in outturns}
    values, left = [], []
    for planned in sorted(plans, key=lambda each: (each.published, each.plan, each.series, each.target)):
        outturn = came.get((planned.series, planned.target))
        if planned.target <= planned.known:
            left.append(Passed(planned, LeftOut.ALREADY_ACTUAL))
        elif outturn is None:
            left.append(Passed(planned, LeftOut.NO_OUTTURN))
        else:
            values.append(
                _scored(planned, outturn, [one for one in outturns if one.series == planned.series])
            )
    keys = list(dict.fromkeys((each.planned.plan, each.planned.series) for each in values))
    cards = tuple(
        card_of([one for one in values if (one.planned.plan, one.planned.series) == key]) for key in keys
    )
    return Scorecard(cards, tuple(values), tuple(left), provenance("workforce.scorecard", inputs=inputs))


def _scored(planned: Planned, outturn: Outturn, counts: Sequence[Outturn]) -> Scored:
    known = sorted((each.year, each.value) for each in counts if each.year <= planned.known)
    return Scored(
        planned=planned,
        outturn=outturn,
        error=(planned.value - outturn.value) / outturn.value,
        no_change=known[-1][1] if known else None,
        damped=_damped(known, planned.target),
        inside=None
        if planned.low is None or planned.high is None
        else planned.low <= outturn.value <= planned.high,
    )


def _damped(known: Sequence[tuple[int, float]], target: int) -> float | None:
    """Damped drift from the last count known, with the counts of the eleven years up to it."""
    if not known:
        return None
    years, logs, origin = [year for year, _ in known], [log(value) for _, value in known], known[-1][0]
    row = history(years, logs, origin, window=WINDOW, least=LEAST_FOR_DRIFT)
    if row is None:
        return None
    return exp(row[0] + float(log_change(Method.DAMPED, gather((row,)), target - origin)[0]))


def card_of(values: Sequence[Scored]) -> Card:
    """The score of one plan for one series, from one value or more."""
    first = values[0].planned
    banded = [each.inside for each in values if each.inside is not None]
    levels = {each.planned.level for each in values if each.inside is not None}
    both = [each for each in values if each.no_change is not None and each.damped is not None]
    return Card(
        plan=first.plan,
        series=first.series,
        published=first.published,
        scored=len(values),
        first=values[0].planned.target,
        last=values[-1].planned.target,
        absolute=sum(abs(each.error) for each in values) / len(values),
        bias=sum(each.error for each in values) / len(values),
        compared=len(both),
        skill_no_change=_skill(both, [each.no_change for each in both]),
        skill_damped=_skill(both, [each.damped for each in both]),
        banded=len(banded),
        inside=sum(banded),
        level=levels.pop() if len(levels) == 1 else None,
        definitions=_definitions(values),
    )


def _skill(values: Sequence[Scored], simple: Sequence[float | None]) -> float | None:
    own = sum(abs(each.planned.value - each.outturn.value) for each in values)
    other = sum(
        abs(said - each.outturn.value) for each, said in zip(values, simple, strict=True) if said is not None
    )
    return 1 - own / other if other > 0 else None


def _definitions(values: Sequence[Scored]) -> str:
    told = {each.definitions_differ for each in values}
    return "differ" if True in told else "untold" if None in told else "same"


def check(plans: Sequence[Planned], outturns: Sequence[Outturn]) -> None:
    """Nothing where everything can be scored. Raises KithError with every fault."""
    faults = Faults()
    seen: set[tuple[object, ...]] = set()
    for each in plans:
        key = (each.plan, each.published, each.series, each.target)
        if key in seen:
            faults.add("workforce.scorecard.twice", plan=each.plan, series=each.series, year=each.target)
        seen.add(key)
        _check_value(each, faults)
    years: set[tuple[str, int]] = set()
    for one in outturns:
        if (one.series, one.year) in years:
            faults.add("workforce.scorecard.outturn_twice", series=one.series, year=one.year)
        years.add((one.series, one.year))
        if not one.value > 0:
            faults.add("workforce.series.not_positive", name=one.series, year=one.year, value=one.value)
    faults.raise_if_any()


def _check_value(each: Planned, faults: Faults) -> None:
    def add(code: str, **more: Parameter) -> None:
        told: dict[str, Parameter] = {"plan": each.plan, "series": each.series, "year": each.target}
        faults.extend((Fault(f"workforce.scorecard.{code}", Where(), {**told, **more}),))

    if not each.value > 0:
        add("not_positive", value=each.value)
    if (each.low is None) != (each.high is None):
        add("half_band")
    elif each.low is not None and each.high is not None and not each.low <= each.value <= each.high:
        add("band", value=each.value, low=each.low, high=each.high)
    if each.known_to is not None and each.known_to > each.published:
        add("known", known=each.known_to, published=each.published)
