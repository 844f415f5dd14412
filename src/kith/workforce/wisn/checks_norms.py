"""What is wrong with working times, standards and category allowances."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kith.foundation.faults import Faults, Where
from kith.workforce.wisn.norms import allowance_share
from kith.workforce.wisn.types import AllowanceUnit, CategoryAllowance, Ranged, WorkingTime

if TYPE_CHECKING:
    from kith.workforce.wisn.checks import Located

MOST_DAYS_A_WEEK = 7
MOST_HOURS_A_DAY = 24
PERCENT = 100


def norms_faults(data: Located, faults: Faults) -> None:
    """Every fault of the norms. The total of allowances is taken for each cadre anew."""
    _working_times(data, faults)
    _activities(data, faults)
    _allowances(data, faults)
    _totals(data, faults)


def sound_times(data: Located) -> dict[str, WorkingTime]:
    """The working times that can be calculated with, by cadre."""
    return {time.cadre: time for _, time in data.working_times if _is_week(time) and time.days > 0}


def range_faults(amount: Ranged, where: Where, faults: Faults, *, of: str) -> None:
    """Both ends of a range or neither, and the value between them."""
    if (amount.low is None) is not (amount.high is None):
        faults.add("workforce.wisn.one_end", where, of=of)
    elif amount.low is not None and amount.high is not None and not amount.low <= amount.value <= amount.high:
        faults.add(
            "workforce.wisn.outside_range", where, of=of, value=amount.value, low=amount.low, high=amount.high
        )


def is_amount(value: float) -> bool:
    """Whether it is a number that is not below nought."""
    return math.isfinite(value) and value >= 0


def _is_week(time: WorkingTime) -> bool:
    return 0 < time.days_per_week <= MOST_DAYS_A_WEEK and 0 < time.hours_per_day <= MOST_HOURS_A_DAY


def _working_times(data: Located, faults: Faults) -> None:
    seen: set[str] = set()
    for where, time in data.working_times:
        if time.cadre in seen:
            faults.add("workforce.wisn.cadre_twice", where, cadre=time.cadre)
        seen.add(time.cadre)
        if not _is_week(time):
            faults.add(
                "workforce.wisn.no_week", where,
                cadre=time.cadre, days=time.days_per_week, hours=time.hours_per_day,
            )  # fmt: skip
            continue
        leave = (time.public_holidays, time.annual_leave, time.sick_leave, time.other_leave)
        if not all(is_amount(days) for days in leave):
            faults.add("workforce.wisn.leave_negative", where, cadre=time.cadre, days=min(leave))
        elif time.days <= 0:
            working = time.days_per_week * 52
            faults.add(
                "workforce.wisn.no_time_left", where,
                cadre=time.cadre, working=round(working, 2), away=round(working - time.days, 2),
            )  # fmt: skip


def _unknown(data: Located, cadre: str, where: Where, faults: Faults) -> None:
    known = [time.cadre for _, time in data.working_times]
    if cadre not in known:
        faults.add("workforce.wisn.unknown_cadre", where, cadre=cadre, known=", ".join(known))


def _activities(data: Located, faults: Faults) -> None:
    types = {facility.type for _, facility in data.facilities}
    seen: dict[tuple[str, str], set[str | None]] = {}
    for where, activity in data.activities:
        _unknown(data, activity.cadre, where, faults)
        if activity.facility_type is not None and activity.facility_type not in types:
            faults.add("workforce.wisn.unknown_type", where, type=activity.facility_type)
        if _overlaps(seen.setdefault((activity.cadre, activity.name), set()), activity.facility_type):
            faults.add("workforce.wisn.activity_twice", where, cadre=activity.cadre, activity=activity.name)
        ends = [
            end
            for end in (activity.amount.value, activity.amount.low, activity.amount.high)
            if end is not None
        ]
        if not all(math.isfinite(end) and end > 0 for end in ends):
            faults.add("workforce.wisn.no_time_each", where, activity=activity.name, value=min(ends))
        else:
            range_faults(activity.amount, where, faults, of=activity.name)


def _overlaps(seen: set[str | None], facility_type: str | None) -> bool:
    """Whether a row holds where an earlier one already does; notes it."""
    overlaps = bool(seen) and (facility_type is None or facility_type in seen or None in seen)
    seen.add(facility_type)
    return overlaps


def _allowances(data: Located, faults: Faults) -> None:
    types = {facility.type for _, facility in data.facilities}
    seen: dict[tuple[str, str], list[CategoryAllowance]] = {}
    for where, allowance in data.category_allowances:
        _unknown(data, allowance.cadre, where, faults)
        if allowance.facility_type is not None and allowance.facility_type not in types:
            faults.add("workforce.wisn.unknown_type", where, type=allowance.facility_type)
        if not is_amount(allowance.amount):
            faults.add(
                "workforce.wisn.allowance_negative", where, activity=allowance.name, value=allowance.amount
            )
        is_percent = allowance.unit is AllowanceUnit.PERCENT
        if is_percent and allowance.period is not None:
            faults.add(
                "workforce.wisn.period_of_percent", where,
                activity=allowance.name, amount=allowance.amount, period=allowance.period.value,
            )  # fmt: skip
        if not is_percent and allowance.period is None:
            faults.add(
                "workforce.wisn.no_period", where,
                activity=allowance.name, amount=allowance.amount, unit=allowance.unit.value,
            )  # fmt: skip
        _twice(seen.setdefault((allowance.cadre, allowance.name), []), allowance, where, faults)


def _twice(before: list[CategoryAllowance], new: CategoryAllowance, where: Where, faults: Faults) -> None:
    clash = [
        old for old in before if None in (old.facility_type, new.facility_type) or old.facility_type == new.facility_type
    ]  # fmt: skip
    if clash:
        mixed = {(each.unit, each.period) for each in (*clash, new)}
        code = "workforce.wisn.periods_mixed" if len(mixed) > 1 else "workforce.wisn.allowance_twice"
        faults.add(code, where, cadre=new.cadre, activity=new.name)
    before.append(new)


def _totals(data: Located, faults: Faults) -> None:
    """A cadre whose support work takes all of its time, or more, can serve nobody."""
    times = sound_times(data)
    sound = [
        (where, each)
        for where, each in data.category_allowances
        if each.cadre in times
        and is_amount(each.amount)
        and (each.unit is AllowanceUnit.PERCENT) is (each.period is None)
    ]
    told: set[str] = set()
    types: list[str | None] = [
        None,
        *dict.fromkeys(each.facility_type for _, each in sound if each.facility_type),
    ]
    for cadre in dict.fromkeys(each.cadre for _, each in sound):
        for facility_type in types:
            of = [
                (where, allowance_share(each, times[cadre]))
                for where, each in sound
                if each.cadre == cadre and each.facility_type in (None, facility_type)
            ]
            total = sum(share.share for _, share in of)
            if total < 1 or cadre in told:
                continue
            told.add(cadre)
            largest = max((share for _, share in of), key=lambda share: share.share)
            faults.add(
                "workforce.wisn.nothing_left", of[-1][0],
                cadre=cadre, total=f"{PERCENT * total:.1f}", largest=largest.name,
                share=f"{PERCENT * largest.share:.1f}", items=len(of),
            )  # fmt: skip
