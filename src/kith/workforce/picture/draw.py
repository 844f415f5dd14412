"""The country picture: staff in post against funded posts, where the gaps lie, and what the work needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kith.foundation.provenance import provenance
from kith.workforce.picture.groups import group, grouped, paired
from kith.workforce.picture.inequality import Unit, inequality
from kith.workforce.picture.types import Country, Group, Inequality, Picture, Rate, Staffing
from kith.workforce.picture.work import work_needs, work_sums

METHOD = "workforce.picture"
ALL = ""
"""The name of a sum over all cadres."""
OTHER = ""
"""The class of a district that no classification names."""


def draw_picture(
    country: Country, *, inputs: Mapping[str, str] | None = None, seed: int | None = None
) -> Picture:
    """Every sum of the picture. ``seed`` is of an invented workload, where there is one.

    Central facilities are in the total, in the sums by cadre and by level, and in no district or region.
    """
    pairs = paired(country)
    by_cadre_district = grouped(
        pairs, lambda row: None if row.district is None else (row.cadre, row.district)
    )
    needs = work_needs(country)
    cadres = dict.fromkeys(pair.in_post.cadre for pair in pairs)
    asked = {each.cadre for each in needs}
    return Picture(
        total=group((), pairs),
        by_cadre=grouped(pairs, lambda row: (row.cadre,)),
        by_level=grouped(pairs, lambda row: (row.level,)),
        by_region=grouped(pairs, lambda row: None if row.district is None else (row.region or "",)),
        by_district=grouped(pairs, lambda row: None if row.district is None else (row.district,)),
        by_cadre_district=by_cadre_district,
        by_class=grouped(pairs, lambda row: _class(row, country)),
        central=grouped(pairs, lambda row: (row.facility, row.cadre) if row.district is None else None),
        cells=grouped(
            pairs, lambda row: None if row.district is None else (row.cadre, row.district, row.level)
        ),
        filling=tuple(_filling(country, by_cadre_district)),
        density=tuple(_density(country, by_cadre_district)),
        rates=_rates(country, by_cadre_district),
        needs=needs,
        need_sums=work_sums(needs),
        without_work=tuple(cadre for cadre in cadres if cadre not in asked) if needs else (),
        workload_invented=country.workload_invented,
        tables_invented=country.tables_invented,
        provenance=provenance(METHOD, inputs=inputs or {}, seed=seed),
    )


def _class(row: Staffing, country: Country) -> tuple[str, ...] | None:
    if not country.classes or row.district is None:
        return None
    return (row.cadre, country.classes.get(row.district, OTHER))


def _regions(country: Country) -> dict[str, str]:
    return {row.district: row.region or "" for row in country.in_post if row.district is not None}


def _filling(country: Country, cells: tuple[Group, ...]) -> Iterator[Inequality]:
    """Staff in post for each funded post, over districts."""
    regions = _regions(country)
    for cadre in (ALL, *dict.fromkeys(each.names[0] for each in cells)):
        sums: dict[str, list[float]] = {}
        for each in cells:
            if cadre in (ALL, each.names[0]):
                both = sums.setdefault(each.names[1], [0.0, 0.0])
                both[0] += each.in_post
                both[1] += each.funded
        found = inequality(
            cadre, [Unit(name, regions[name], amount, weight) for name, (amount, weight) in sums.items()]
        )
        if found is not None:
            yield found


def _rates(country: Country, cells: tuple[Group, ...]) -> tuple[Rate, ...]:
    if not country.population:
        return ()
    return tuple(
        Rate(each.names[1], each.names[0], each.in_post, country.population[each.names[1]]) for each in cells
    )


def _density(country: Country, cells: tuple[Group, ...]) -> Iterator[Inequality]:
    """Staff in post for each person, over districts."""
    regions, rates = _regions(country), _rates(country, cells)
    for cadre in (ALL, *dict.fromkeys(each.cadre for each in rates)):
        sums: dict[str, float] = {}
        for each in rates:
            if cadre in (ALL, each.cadre):
                sums[each.district] = sums.get(each.district, 0.0) + each.staff
        found = inequality(
            cadre,
            [Unit(name, regions[name], amount, country.population[name]) for name, amount in sums.items()],
        )
        if found is not None:
            yield found
