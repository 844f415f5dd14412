"""A cadre's norms: standard workloads, and support work as a share of working time."""

from __future__ import annotations

from dataclasses import replace

from kith.workforce.wisn.results import AllowanceShare, CadreNorm, StaffPerService, StandardWorkload
from kith.workforce.wisn.types import (
    MINUTES_AN_HOUR,
    Activity,
    AllowanceUnit,
    CategoryAllowance,
    Norms,
    Period,
    Standard,
    Unit,
    WorkingTime,
)

PERCENT = 100
A_YEAR = {Period.MONTH: 12.0, Period.QUARTER: 4.0, Period.YEAR: 1.0}
"""Monthly, quarterly and yearly work is done that often whatever the leave; daily and weekly work on days worked."""


def unit_hours(unit: Unit | AllowanceUnit, time: WorkingTime) -> float:
    """Hours in one unit of time; a day is the cadre's working day. Not for percentages."""
    if unit == Unit.MINUTES:
        return 1 / MINUTES_AN_HOUR
    return 1.0 if unit == Unit.HOURS else time.hours_per_day


def hours_each(activity: Activity, time: WorkingTime, amount: float | None = None) -> float:
    """Hours that one of an activity takes: the time itself, or the time over the number done in it."""
    value = activity.amount.value if amount is None else amount
    unit = unit_hours(activity.unit, time)
    return value * unit if activity.standard is Standard.TIME else unit / value


def times_a_year(period: Period, time: WorkingTime) -> float:
    """How often a period comes in a year of work: days and weeks that are worked, 12 months, 4 quarters, 1 year.

    >>> times_a_year(Period.WEEK, WorkingTime("Nurse", 5, 8, 10, 20, 10, 0))
    44.0
    """
    if period is Period.DAY:
        return time.days
    return time.weeks if period is Period.WEEK else A_YEAR[period]


def allowance_share(allowance: CategoryAllowance, time: WorkingTime) -> AllowanceShare:
    """A category allowance as hours a year and a share of available working time."""
    if allowance.unit is AllowanceUnit.PERCENT:
        share = allowance.amount / PERCENT
        return AllowanceShare(allowance.name, None, None, share * time.hours, share)
    if allowance.period is None:
        raise ValueError(f"{allowance.name}: an amount of time without a period")
    times = times_a_year(allowance.period, time)
    hours = allowance.amount * unit_hours(allowance.unit, time) * times
    return AllowanceShare(allowance.name, allowance.period, times, hours, hours / time.hours)


def applies(facility_type: str | None, to: str | None) -> bool:
    """Whether what is set for one type of facility (``None``: for all) holds at a facility of that type."""
    return facility_type is None or facility_type == to


def cadre_norm(norms: Norms, cadre: str, facility_type: str | None = None) -> CadreNorm:
    """The norms of one cadre at one type of facility. The allowances are summed for this cadre alone.

    Raises
    ------
    KeyError
        For a cadre without working time.
    """
    time = norms.working_time(cadre)
    standards = tuple(
        StandardWorkload(each.name, hours_each(each, time), time.hours / hours_each(each, time))
        for each in norms.activities
        if each.cadre == cadre and applies(each.facility_type, facility_type)
    )
    allowances = tuple(
        allowance_share(each, time)
        for each in norms.category_allowances
        if each.cadre == cadre and applies(each.facility_type, facility_type)
    )
    return CadreNorm(cadre, facility_type, time.days, time.hours, standards, allowances)


def staff_per_service(norms: Norms, *, facility_type: str | None = None) -> tuple[StaffPerService, ...]:
    """The FTE that one unit a year of each activity needs of each cadre: what a projection of services multiplies.

    Individual allowances are fixed numbers of FTE per facility and not in it: see
    :func:`kith.workforce.wisn.calculate`.

    >>> from kith.workforce.wisn.types import Ranged
    >>> visit = Activity("Nurse", "Visit", Standard.TIME, Ranged(30), Unit.MINUTES)
    >>> [found] = staff_per_service(Norms((WorkingTime("Nurse", 5, 8),), (visit,)))
    >>> found.fte_per_unit * 2080
    0.5
    """
    found = []
    for time in norms.working_times:
        norm = cadre_norm(norms, time.cadre, facility_type)
        for standard in norm.standards:
            fte = standard.hours_each / norm.hours * norm.allowance_factor
            found.append(
                StaffPerService(
                    time.cadre, standard.activity, facility_type, standard.hours_each, norm.hours,
                    norm.allowance_factor, fte,
                )
            )  # fmt: skip
    return tuple(found)


def with_leave(
    norms: Norms,
    cadre: str,
    *,
    public_holidays: float | None = None,
    annual_leave: float | None = None,
    sick_leave: float | None = None,
    other_leave: float | None = None,
) -> Norms:
    """The same norms under another leave policy of one cadre, in days a year; ``None`` leaves a kind as it is."""
    was = norms.working_time(cadre)
    changed = replace(
        was,
        public_holidays=was.public_holidays if public_holidays is None else public_holidays,
        annual_leave=was.annual_leave if annual_leave is None else annual_leave,
        sick_leave=was.sick_leave if sick_leave is None else sick_leave,
        other_leave=was.other_leave if other_leave is None else other_leave,
    )
    times = tuple(changed if each.cadre == cadre else each for each in norms.working_times)
    return replace(norms, working_times=times)
