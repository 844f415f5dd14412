"""Supply held against itself: every group has its stock, its rates, and years enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Protocol

from kith.questionnaires.declaration import Table
from kith.workforce.scenario.draft import Draft, Placed
from kith.workforce.scenario.known import Known
from kith.workforce.scenario.numbers import Steps, Unit
from kith.workforce.scenario.reading_tables import Read
from kith.workforce.scenario.supply_types import (
    EarnLearnReturn,
    Goes,
    GoesBy,
    Recruitment,
    Stock,
    Training,
    Who,
)


class AboutSomebody(Protocol):
    """A line with whom it is about."""

    @property
    def who(self) -> Who: ...


def check_supply(draft: Draft, tables: Mapping[str, Read]) -> None:
    _stocks(draft, tables)
    for key, lines, needed in (
        ("exits", draft.exits, True),
        ("retirement", draft.retirement, True),
        ("working", draft.working, True),
        ("returning", draft.returning, False),
        ("movement", draft.movement, False),
        ("pay", draft.pay, False),
    ):
        _covered(draft, key, lines, needed=needed)  # type: ignore[arg-type]
    for table, training in draft.training:
        _pipeline(table, training, draft, tables)
    for table, recruitment in draft.recruitment:
        years_given(table, "per_year", recruitment.per_year, draft.known.years, tables)
        _recruited(table, recruitment, draft, tables)
    _goes_somewhere(draft)
    for table, working in draft.working:
        _from_the_first_age(table, "participation", working.participation, draft.known)
        _from_the_first_age(table, "fte_per_head", working.fte_per_head, draft.known)
    for table, exits in draft.exits:
        _from_the_first_age(table, "by_age", exits.by_age, draft.known)


def _stocks(draft: Draft, tables: Mapping[str, Read]) -> None:
    """Each profession has rows for each region; nobody is nought, not silence."""
    top, known = draft.top, draft.known
    present = [(table, stock) for table, stock in draft.stocks if not stock.away]
    if not present:
        top.fault("workforce.scenario.no_stock")
        return
    for table, stock in draft.stocks:
        counts_as_said(table, stock.unit, tables.get(stock.table), "unit")
    if any(stock.table not in tables for _, stock in present):
        return
    rows = [row for _, stock in present for row in tables[stock.table].rows]
    there = {(row.group, row.region) for row in rows}
    for group, profession in known.groups.items():
        missing = [region for region in known.regions if (group, region) not in there]
        if missing:
            present[0][0].fault(
                "workforce.scenario.region_without_stock",
                "table",
                group=group if len(known.groups) > len(known.professions) else profession,
                regions=", ".join(missing),
            )
    _in_two_tables(draft, present, tables)


def _in_two_tables(draft: Draft, present: list[tuple[Table, Stock]], tables: Mapping[str, Read]) -> None:
    seen: Counter[tuple[str, str, tuple[int, int] | None, int | None]] = Counter()
    for table, stock in present:
        own = {(row.group, row.region, row.ages, row.tenure) for row in tables[stock.table].rows}
        twice = next((key for key in sorted(own, key=str) if seen[key]), None)
        if twice is not None:
            table.fault("workforce.scenario.stock_in_two_tables", "table", group=twice[0], region=twice[1])
        seen.update(own)


def counts_as_said(table: Table, unit: Unit, read: Read | None, key: str) -> None:
    """Heads and FTE are never mixed: the table's column says the same as the line that uses it."""
    if read is not None and read.counts and read.counts != unit.value:
        table.fault(
            "workforce.scenario.mixed_units", key, said=unit.value, counted=read.counts, name=read.name
        )


def _covered(draft: Draft, key: str, lines: Placed[AboutSomebody], *, needed: bool) -> None:
    """Every group by one line: not by two, and where it must be by none."""
    times: Counter[str] = Counter()
    for table, line in lines:
        own = draft.known.groups_of(line.who)
        if not own and not table.is_faulty:
            table.fault("workforce.scenario.about_nobody", None, kind=key)
        for group in own:
            times[group] += 1
            if times[group] == 2:
                table.fault("workforce.scenario.said_twice", None, kind=key, group=group)
    missing = [group for group in draft.known.groups if not times[group]]
    if needed and missing:
        draft.top.fault("workforce.scenario.not_said", None, kind=key, groups=", ".join(missing))


def _pipeline(table: Table, training: Training, draft: Draft, tables: Mapping[str, Read]) -> None:
    years = draft.known.years
    if training.length > len(years):
        table.fault(
            "workforce.scenario.pipeline_too_long", "length", length=training.length, years=len(years)
        )
    first = years[0] - training.length
    years_given(table, "seats", training.seats, (*range(first, years[0]), *years), tables)


def years_given(
    table: Table, key: str, steps: Steps, years: tuple[int, ...], tables: Mapping[str, Read]
) -> None:
    """A table by year has every year."""
    read = tables.get(steps.given) if steps.given is not None else None
    if read is None:
        return
    there = {row.year for row in read.rows}
    missing = [year for year in years if year not in there]
    if missing:
        table.fault(
            "workforce.scenario.rows_missing", key, name=read.name, years=", ".join(map(str, missing[:12]))
        )


def _recruited(table: Table, recruitment: Recruitment, draft: Draft, tables: Mapping[str, Read]) -> None:
    if draft.safeguards is not None and draft.safeguards in tables and recruitment.country:
        listed = {row.region.casefold() for row in tables[draft.safeguards].rows}
        if recruitment.country.casefold() in listed and recruitment.agreement is None:
            table.fault("workforce.scenario.safeguarded", "country", country=recruitment.country)
    if recruitment.earn_learn_return is not None:
        _own_group(table, recruitment, recruitment.earn_learn_return, draft, tables)


def _own_group(
    table: Table, recruitment: Recruitment, again: EarnLearnReturn, draft: Draft, tables: Mapping[str, Read]
) -> None:
    """Who goes home after so many years is told by the years in post of a group that nobody else is in."""
    joins = [(one.key, one.group) for one in draft.training.values]
    joins += [(one.key, one.group) for one in draft.recruitment.values if one is not recruitment]
    others = [key for key, group in joins if group == recruitment.group]
    if others:
        table.fault(
            "workforce.scenario.group_shared", "group", group=recruitment.group, others=", ".join(others)
        )
    rows = [row for _, stock in draft.stocks if stock.table in tables for row in tables[stock.table].rows]
    if any(row.group == recruitment.group and row.amount and row.tenure is None for row in rows):
        table.fault("workforce.scenario.tenure_unknown", "group", group=recruitment.group)
    if again.share.value == 0.0:
        table.fault("workforce.scenario.nobody_returns", "earn_learn_return")


def _goes_somewhere(draft: Draft) -> None:
    known = draft.known
    lines: list[tuple[Table, Goes]] = [(table, one.goes) for table, one in draft.training]
    lines += [(table, one.goes) for table, one in draft.recruitment]
    lines += [(table, one.goes) for table, one in draft.movement]
    for table, goes in lines:
        if goes.by in (GoesBy.POPULATION, GoesBy.RURAL_ORIGIN) and draft.population is None:
            table.fault("workforce.scenario.no_population", "goes", why=goes.by.value)
        if goes.by is GoesBy.RURAL_ORIGIN and not 0 < len(known.rural) < len(known.regions):
            table.fault("workforce.scenario.no_rural", "goes")
    for table, _ in draft.movement:
        if len(known.regions) == 1:
            table.fault("workforce.scenario.nowhere_to_move")


def _from_the_first_age(table: Table, key: str, steps: Steps, known: Known) -> None:
    if steps.given is None and steps.starts[0] > known.ages[0]:
        table.fault("workforce.scenario.ages_missing", key, first=known.ages[0], written=steps.starts[0])
    outside = [age for age in steps.starts if age > known.ages[-1]]
    if outside and steps.given is None:
        table.fault(
            "workforce.scenario.age_outside", key, age=outside[0], first=known.ages[0], last=known.ages[-1]
        )
