"""What does not fit together in a picture's tables, by file and row."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from kith.foundation.faults import Fault, Faults, Where
from kith.workforce.picture.types import Appointment, Staffing, Workload

T = TypeVar("T")
At = tuple[Where, T]


@dataclass(frozen=True, slots=True)
class Located:
    """The rows of each table with their places."""

    in_post: tuple[At[Staffing], ...]
    funded: tuple[At[Staffing], ...]
    population: tuple[At[tuple[str, float]], ...] = ()
    classes: tuple[At[tuple[str, str]], ...] = ()
    appointments: tuple[At[Appointment], ...] = ()
    workload: tuple[At[Workload], ...] = ()
    has_population: bool = False


def faults_of(data: Located) -> tuple[Fault, ...]:
    """Every fault: rows twice, rows of one table without their partner, districts and appointments not known."""
    faults = Faults()
    for rows in (data.in_post, data.funded):
        _twice(rows, lambda row: (row.facility, row.cadre), "facility_twice", faults)
        _minutes(rows, faults)
    _partners(data.in_post, data.funded, "not_funded", faults)
    _partners(data.funded, data.in_post, "not_in_post", faults)
    _districts(data, faults)
    _twice(data.population, lambda row: row[0], "district_twice", faults)
    _twice(data.classes, lambda row: row[0], "district_twice", faults)
    _twice(data.appointments, lambda row: (row.type, row.level, row.cadre), "appointment_twice", faults)
    _twice(data.workload, lambda row: (row.district, row.level, row.type), "workload_twice", faults)
    _work(data, faults)
    return tuple(faults)


def _twice(rows: tuple[At[T], ...], key: Callable[[T], Hashable], code: str, faults: Faults) -> None:
    first: dict[Hashable, Where] = {}
    for where, row in rows:
        earlier = first.setdefault(key(row), where)
        if earlier is not where:
            said = key(row)
            name = ", ".join(map(str, said)) if isinstance(said, tuple) else str(said)
            faults.add(f"workforce.picture.{code}", where, name=name, first=earlier.row or 0)


def _minutes(rows: tuple[At[Staffing], ...], faults: Faults) -> None:
    """Minutes without anybody, which no division can put right."""
    for where, row in rows:
        if row.staff == 0 and row.minutes > 0:
            faults.add("workforce.picture.minutes_of_nobody", where, minutes=row.minutes)


def _partners(
    rows: tuple[At[Staffing], ...], others: tuple[At[Staffing], ...], code: str, faults: Faults
) -> None:
    known = {(row.facility, row.cadre): row for _, row in others}
    for where, row in rows:
        other = known.get((row.facility, row.cadre))
        if other is None:
            faults.add(f"workforce.picture.{code}", where, facility=row.facility, cadre=row.cadre)
        elif code == "not_funded" and (other.district, other.level, other.region) != (
            row.district, row.level, row.region,
        ):  # fmt: skip
            faults.add("workforce.picture.elsewhere", where, facility=row.facility)


def _districts(data: Located, faults: Faults) -> None:
    regions: dict[str, str | None] = {}
    for where, staffing in data.in_post:
        if staffing.district is None:
            continue
        region = regions.setdefault(staffing.district, staffing.region)
        if region != staffing.region:
            faults.add(
                "workforce.picture.two_regions", where,
                district=staffing.district, first=region or "-", second=staffing.region or "-",
            )  # fmt: skip
    named: list[At[str]] = [(where, name) for where, (name, _) in (*data.population, *data.classes)]
    named.extend((where, work.district) for where, work in data.workload)
    for where, name in named:
        if name not in regions:
            faults.add("workforce.picture.unknown_district", where, district=name)
    for where, (name, people) in data.population:
        if people <= 0:
            faults.add("workforce.picture.nobody_lives", where, district=name)
    if data.has_population:
        missing = sorted(set(regions) - {name for _, (name, _) in data.population})
        if missing:
            faults.add("workforce.picture.population_missing", districts=", ".join(missing))


def _work(data: Located, faults: Faults) -> None:
    known = {(each.type, each.level) for _, each in data.appointments}
    for where, work in data.workload:
        if (work.type, work.level) not in known:
            faults.add("workforce.picture.unknown_appointment", where, type=work.type, level=work.level)
    staffed = {row.cadre for _, row in (*data.in_post, *data.funded) if row.staff > 0 and row.minutes > 0}
    told: set[str] = set()
    for where, appointment in data.appointments:
        if appointment.cadre not in staffed and appointment.cadre not in told:
            told.add(appointment.cadre)
            faults.add("workforce.picture.no_minutes", where, cadre=appointment.cadre)
