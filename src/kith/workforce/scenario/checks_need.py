"""Need held against the population and the professions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kith.workforce.need.types import Method, NeedOf
from kith.workforce.scenario.checks_supply import counts_as_said, years_given
from kith.workforce.scenario.draft import Draft
from kith.workforce.scenario.reading_tables import Read


def check_need(draft: Draft, tables: Mapping[str, Read]) -> None:
    _one_each(draft)
    _population(draft, tables)
    _work_is_asked_for(draft)
    for table, need in draft.need:
        if need.method is Method.RATIO and need.ratio is not None:
            years_given(table, "ratio", need.ratio.per_10000, _years(draft), tables)
            if need.ratio.per_10000.given is not None:
                counts_as_said(table, need.ratio.unit, tables.get(need.ratio.per_10000.given), "ratio")
        if need.norms is not None and (read := tables.get(need.norms.table)) is not None:
            counts_as_said(table, need.norms.unit, read, "norms")
            _norm_rows(draft, need, read)


def _years(draft: Draft) -> tuple[int, ...]:
    """Need is told for one year more than is worked through."""
    return (*draft.known.years, draft.known.years[-1] + 1)


def _one_each(draft: Draft) -> None:
    times: Counter[str] = Counter()
    for table, need in draft.need:
        times[need.profession] += 1
        if times[need.profession] == 2:
            table.fault("workforce.scenario.said_twice", "profession", kind="need", group=need.profession)
    missing = [one for one in draft.known.professions if not times[one]]
    if missing:
        draft.top.fault("workforce.scenario.not_said", None, kind="need", groups=", ".join(missing))


def _population(draft: Draft, tables: Mapping[str, Read]) -> None:
    """Rows for every region and year that need is worked out from."""
    asks = [
        need.profession
        for need in draft.need.values
        if need.method is not Method.NORMS or (need.norms is not None and need.norms.grows)
    ]
    if draft.population is None:
        if asks:
            draft.top.fault("workforce.scenario.need_without_population", None, professions=", ".join(asks))
        return
    if draft.population not in tables:
        return
    read = tables[draft.population]
    at = draft.top.table("population")
    assert at is not None
    there = {(row.region, row.year) for row in read.rows}
    years = _years(draft)
    for region in draft.known.regions:
        missing = [year for year in years if (region, year) not in there]
        ends_missing = years[0] in missing or years[-1] in missing
        if missing and (ends_missing or not draft.between_years):
            at.fault(
                "workforce.scenario.population_missing",
                "table",
                name=read.name,
                region=region,
                years=", ".join(map(str, missing[:12])),
            )
    _ages(draft, read)


def _ages(draft: Draft, read: Read) -> None:
    """Where need differs by age, every row of people says its ages, the same ones in every region and year."""
    by_age = any(len(service.cases.by_age.starts) > 1 for service in draft.services.values)
    by_age = by_age or any(
        need.ratio is not None and need.ratio.ages is not None for need in draft.need.values
    )
    at = draft.top.table("population")
    assert at is not None
    spans: dict[tuple[str, int | None], set[tuple[int, int] | None]] = {}
    for row in read.rows:
        spans.setdefault((row.region, row.year), set()).add(row.ages)
    if by_age and any(None in own for own in spans.values()):
        at.fault("workforce.scenario.population_without_ages", "table", name=read.name)
        return
    fullest = max(spans.values(), key=len, default=set())
    for (region, year), own in sorted(spans.items(), key=str):
        if own != fullest:
            at.fault(
                "workforce.scenario.population_ages_differ", "table", name=read.name, region=region, year=year
            )
            return


def _work_is_asked_for(draft: Draft) -> None:
    """A profession whose need comes from services has work in one, and no service's work is left out."""
    method_of = {need.profession: need.method for need in draft.need.values}
    done: dict[str, set[Method]] = {}
    for table, service in draft.services:
        for work in service.work:
            done.setdefault(work.profession, set()).add(service.method)
            method = method_of.get(work.profession)
            if method is not None and method is not service.method:
                table.fault(
                    "workforce.scenario.work_not_counted",
                    "work",
                    profession=work.profession,
                    method=method.value,
                    counted=service.method.value,
                )
    for table, need in draft.need:
        if need.method in (Method.NEEDS, Method.UTILISATION) and need.method not in done.get(
            need.profession, set()
        ):
            table.fault(
                "workforce.scenario.no_service",
                "method",
                profession=need.profession,
                method=need.method.value,
            )


def _norm_rows(draft: Draft, need: NeedOf, read: Read) -> None:
    assert need.norms is not None
    rows = [row for row in read.rows if row.profession in ("", need.profession)]
    years = (draft.known.years[0],) if need.norms.grows else _years(draft)
    always = {row.region for row in rows if row.year is None}
    there = {(row.region, row.year) for row in rows}
    at = next(table for table, one in draft.need if one is need)
    for region in draft.known.regions:
        missing = [year for year in years if (region, year) not in there]
        if region not in always and missing:
            at.fault(
                "workforce.scenario.population_missing",
                "norms",
                name=read.name,
                region=region,
                years=", ".join(map(str, missing[:12])),
            )
