"""The need side of a scenario: services and who does them, ratios, norms."""

from __future__ import annotations

import math
from enum import StrEnum

from kith.workforce.need.types import (
    Method,
    NeedOf,
    NormTable,
    Rate,
    Ratio,
    Service,
    Work,
)
from kith.workforce.scenario.entry import Entry, Rule, check_sum
from kith.workforce.scenario.known import Known
from kith.workforce.scenario.numbers import ALWAYS_ONE, ONE, Number, Steps, Unit
from kith.workforce.scenario.reading_supply import by_year, data_file

MINUTES_AN_HOUR = 60.0


class ServiceMethod(StrEnum):
    """Whether a service is counted as people need it, or as they use it."""

    NEEDS = "needs"
    UTILISATION = "utilisation"


def read_service(entry: Entry, known: Known) -> Service:
    table = entry.table
    table.need("method")
    method = table.one_of("method", ServiceMethod) or ServiceMethod.NEEDS
    used = method is ServiceMethod.UTILISATION
    found = Service(
        key=table.name(),
        name=table.need_words("name"),
        method=Method(method.value),
        cases=_rate(entry, "contacts_per_person" if used else "cases_per_person", known),
        per_case=ONE if used else entry.number("services_per_case", Rule.NOT_NEGATIVE),
        work=_works(entry, known),
    )
    table.finish()
    return found


def _rate(entry: Entry, key: str, known: Known) -> Rate:
    entry.table.need(key)
    by_age = entry.steps(key, Rule.NOT_NEGATIVE) if key in entry.table else ALWAYS_ONE
    return Rate(by_age, entry.factors("by_region", known.regions))


def _works(entry: Entry, known: Known) -> tuple[Work, ...]:
    entry.table.need("work")
    tables = entry.table.tables("work")
    found = []
    for table in tables:
        name = str(table.text("profession") or "")
        found.append(_work(Entry(table, f"{entry.path}.work.{name}", entry.book), known))
    if found:
        check_sum(entry.table, "work", math.fsum(work.share.value for work in found))
    names = [work.profession for work in found]
    for table, name in zip(tables, names, strict=True):
        if names.count(name) > 1:
            table.fault("declared.twice", "profession", value=name)
    return tuple(found)


def _work(entry: Entry, known: Known) -> Work:
    table = entry.table
    profession = table.need_text("profession")
    if profession:
        table.refer("profession", profession, known.professions, "profession")
    found = Work(profession, entry.number("share", Rule.CHANCE), _per_fte_year(entry))
    table.finish()
    return found


def _per_fte_year(entry: Entry) -> Number:
    """Services that one FTE could give in a year: written, or working hours x 60 over the minutes of one."""
    table = entry.table
    if "per_fte_year" in table:
        for key in ("minutes", "hours_per_year"):
            if key in table:
                table.node(key)
                table.fault("workforce.scenario.one_or_other", key, one="per_fte_year", other=key)
        return entry.number("per_fte_year", Rule.ABOVE_ZERO)
    if "minutes" not in table:
        table.node("per_fte_year")
        table.fault("workforce.scenario.minutes_or_rate")
        return ONE
    minutes = entry.number("minutes", Rule.ABOVE_ZERO)
    hours = entry.number("hours_per_year", Rule.ABOVE_ZERO)
    least, most = (
        hours.value * MINUTES_AN_HOUR / edge if edge else None for edge in (minutes.high, minutes.low)
    )
    value = hours.value * MINUTES_AN_HOUR / minutes.value if minutes.value else 1.0
    return Number(value, least, most, minutes.source, minutes.dated, f"{entry.path}.minutes")


def read_need(entry: Entry, known: Known) -> NeedOf:
    table = entry.table
    table.need("method")
    method = table.one_of("method", Method) or Method.RATIO
    profession = table.need_text("profession")
    if profession:
        table.refer("profession", profession, known.professions, "profession")
    first = known.years[0]
    by_service = method in (Method.NEEDS, Method.UTILISATION)
    table.name()
    found = NeedOf(
        profession=profession,
        method=method,
        clinical_focus=entry.number("clinical_focus", Rule.CHANCE, ONE) if by_service else ONE,
        productivity=_productivity(entry, first) if by_service else ALWAYS_ONE,
        times=entry.number("times", Rule.ABOVE_ZERO, ONE),
        ratio=_ratio(entry, known) if method is Method.RATIO else None,
        norms=_norms(entry, known) if method is Method.NORMS else None,
    )
    if found.clinical_focus.value == 0.0:
        table.fault("workforce.scenario.not_above_zero", "clinical_focus")
    table.finish()
    return found


def _productivity(entry: Entry, first: int) -> Steps:
    steps = entry.steps("productivity", Rule.ABOVE_ZERO, ALWAYS_ONE, first=first)
    if steps.starts[0] > first:
        entry.table.fault(
            "workforce.scenario.years_missing", "productivity", first=first, written=steps.starts[0]
        )
    return steps


def _ratio(entry: Entry, known: Known) -> Ratio | None:
    entry.table.need("ratio")
    inner = entry.table.table("ratio")
    if inner is None:
        return None
    own = Entry(inner, f"{entry.path}.ratio", entry.book)
    inner.need("unit")
    ages = None
    if "youngest" in inner or "oldest" in inner:
        ages = own.whole("youngest"), own.whole("oldest")
        if ages[0] > ages[1]:
            inner.fault("declared.limits_crossed", "youngest", least=ages[0], most=ages[1])
    found = Ratio(by_year(own, "per_10000", known, 0, "ratio"), inner.one_of("unit", Unit) or Unit.FTE, ages)
    for key in ("youngest", "oldest"):
        inner.node(key)
    inner.finish()
    return found


def _norms(entry: Entry, known: Known) -> NormTable | None:
    entry.table.need("norms")
    inner = entry.table.table("norms")
    if inner is None:
        return None
    own = Entry(inner, f"{entry.path}.norms", entry.book)
    inner.need("unit")
    found = NormTable(
        data_file(own, "table", known, "norms"),
        inner.one_of("unit", Unit) or Unit.FTE,
        inner.truth("grows"),
    )
    inner.finish()
    return found
