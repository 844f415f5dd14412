"""Minutes that appointments need of each cadre, and the staff that this takes; and an invented workload."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kith.foundation.seeds import lottery_number
from kith.workforce.picture.types import Appointment, Country, Staffing, Workload, WorkNeed, WorkSum
from kith.workforce.wisn.aggregate import summed

LOTTERY = 2.0**64
LEAST, MOST = 0.5, 1.1
"""An invented workload takes this share of funded minutes, drawn for each type of appointment at each place."""


def minutes_of_one(tables: Sequence[Staffing]) -> dict[tuple[str, str | None], float]:
    """Minutes a day of one member of a cadre, by level (``None``: over all levels), from all rows with staff."""
    sums: dict[tuple[str, str | None], list[tuple[float, float]]] = {}
    for row in tables:
        if row.staff > 0:
            sums.setdefault((row.cadre, row.level), []).append((row.minutes, row.staff))
            sums.setdefault((row.cadre, None), []).append((row.minutes, row.staff))
    found = {
        key: math.fsum(minutes for minutes, _ in rows) / math.fsum(staff for _, staff in rows)
        for key, rows in sums.items()
    }
    return {key: minutes for key, minutes in found.items() if minutes > 0}


def work_needs(country: Country) -> tuple[WorkNeed, ...]:
    """Required staff by district and cadre: minutes of all appointments over the minutes a day of one member.

    One member's minutes are the mean of both tables at that level, over all levels where nobody is in post or funded
    there. Staff in post are counted at the levels where the workload has work for the cadre, so that staff without
    recorded work do not make the rest look well staffed.
    """
    one = minutes_of_one((*country.in_post, *country.funded))
    takes: dict[tuple[str, str], list[Appointment]] = {}
    for appointment in country.appointments:
        takes.setdefault((appointment.type, appointment.level), []).append(appointment)
    minutes: dict[tuple[str, str, str], float] = {}
    for work in country.workload:
        for each in takes.get((work.type, work.level), []):
            key = (work.district, each.cadre, work.level)
            minutes[key] = minutes.get(key, 0.0) + work.per_day * each.minutes
    staff = _staff(country.in_post)
    needs: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    for (district, cadre, level), needed in sorted(minutes.items()):
        each_gives = one.get((cadre, level), one.get((cadre, None), math.nan))
        row = (needed, needed / each_gives, staff.get((district, cadre, level), 0.0))
        needs.setdefault((district, cadre), []).append(row)
    return tuple(
        WorkNeed(district, cadre, *(math.fsum(column) for column in zip(*rows, strict=True)))
        for (district, cadre), rows in needs.items()
    )


def _staff(rows: Sequence[Staffing]) -> dict[tuple[str, str, str], float]:
    found: dict[tuple[str, str, str], float] = {}
    for row in rows:
        if row.district is not None:
            key = (row.district, row.cadre, row.level)
            found[key] = found.get(key, 0.0) + row.staff
    return found


def work_sums(needs: Sequence[WorkNeed]) -> tuple[WorkSum, ...]:
    """Each cadre over all districts, with both ratios."""
    found = []
    for cadre in sorted({each.cadre for each in needs}):
        both = summed((each.in_post, each.required) for each in needs if each.cadre == cadre)
        found.append(
            WorkSum(
                cadre, both.facilities, both.current, both.required, both.ratio_of_sums, both.mean_of_ratios
            )
        )
    return tuple(found)


def invented_workload(
    funded: Sequence[Staffing], appointments: Sequence[Appointment], *, seed: int
) -> tuple[Workload, ...]:
    """Appointments a day that are made up: to try a picture with before real numbers are there.

    At each level of each district the funded minutes are shared evenly over the types of appointment that are given
    there, and each takes a share of its part between 0.5 and 1.1 that a lottery by seed, place and type draws.
    """
    minutes: dict[tuple[str, str], float] = {}
    for row in funded:
        if row.district is not None:
            minutes[row.district, row.level] = minutes.get((row.district, row.level), 0.0) + row.minutes
    takes: dict[str, dict[str, float]] = {}
    for each in appointments:
        of_level = takes.setdefault(each.level, {})
        of_level[each.type] = of_level.get(each.type, 0.0) + each.minutes
    found = []
    for (district, level), there in sorted(minutes.items()):
        types = takes.get(level, {})
        for name, long in sorted(types.items()):
            if there > 0 and long > 0:
                drawn = lottery_number(seed, "invented workload", district, level, name) / LOTTERY
                share = LEAST + (MOST - LEAST) * drawn
                found.append(Workload(district, level, name, round(share * there / len(types) / long, 1)))
    return tuple(found)
