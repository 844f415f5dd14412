"""A country picture for programs (JSON) and for spreadsheets (XLSX)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from kith.tables.types import Cell
from kith.tables.writing import write_workbook
from kith.workforce.picture.types import Country, Group, Picture

Json = dict[str, object]
FORMAT = 1
COUNTS = (
    "In post", "Funded", "Share filled", "Vacancies, net", "Empty posts", "Above funded", "Minutes a day in post",
    "Minutes a day funded",
)  # fmt: skip


def picture_json(picture: Picture) -> Json:
    """Every number, in full precision. ``null`` is not defined, never nought."""
    return {
        "format": FORMAT,
        "method": "picture",
        "workload_invented": picture.workload_invented,
        "tables_invented": picture.tables_invented,
        "total": _group(picture.total, ()),
        "by_cadre": [_group(each, ("cadre",)) for each in picture.by_cadre],
        "by_level": [_group(each, ("level",)) for each in picture.by_level],
        "by_region": [_group(each, ("region",)) for each in picture.by_region],
        "by_district": [_group(each, ("district",)) for each in picture.by_district],
        "by_cadre_district": [_group(each, ("cadre", "district")) for each in picture.by_cadre_district],
        "by_class": [_group(each, ("cadre", "class")) for each in picture.by_class],
        "central": [_group(each, ("facility", "cadre")) for each in picture.central],
        "cells": [_group(each, ("cadre", "district", "level")) for each in picture.cells],
        "inequality_of_filling": [asdict(each) for each in picture.filling],
        "inequality_of_density": [asdict(each) for each in picture.density],
        "rates": [{**asdict(each), "per_10_000": each.per_10_000} for each in picture.rates],
        "needs": [{**asdict(each), "ratio": each.ratio} for each in picture.needs],
        "need_sums": [asdict(each) for each in picture.need_sums],
        "without_work": list(picture.without_work),
        "provenance": picture.provenance.to_json(),
    }


def _group(each: Group, keys: tuple[str, ...]) -> Json:
    return {
        **dict(zip(keys, each.names, strict=True)),
        "in_post": each.in_post,
        "funded": each.funded,
        "share": each.share,
        "vacancies": each.vacancies,
        "empty": each.empty,
        "above": each.above,
        "minutes_in_post": each.minutes_in_post,
        "minutes_funded": each.minutes_funded,
    }


def picture_workbook(picture: Picture, country: Country) -> bytes:
    """Every sum as a sheet; an invented workload has a sheet of its own that says so in each row."""
    figures = "invented" if picture.workload_invented else "as given"
    sheets: dict[str, tuple[tuple[str, ...], Iterable[tuple[Cell, ...]]]] = {
        "Cadres": (("Cadre", *COUNTS), _rows(picture.by_cadre)),
        "Districts": (("Cadre", "District", *COUNTS), _rows(picture.by_cadre_district)),
        "Levels": (("Cadre", "District", "Level", *COUNTS), _rows(picture.cells)),
        "Central": (("Facility", "Cadre", *COUNTS), _rows(picture.central)),
        "Classes": (("Cadre", "Class", *COUNTS), _rows(picture.by_class)),
        "Needs": (
            ("District", "Cadre", "Minutes needed", "Required", "In post", "Ratio", "Workload"),
            [
                (
                    each.district, each.cadre, each.minutes_needed, each.required, each.in_post, each.ratio,
                    figures,
                )
                for each in picture.needs
            ],
        ),
        "Workload": (
            ("District", "Facility_Level", "Appt_Type_Code", "Appointments_Per_Day", "Figures"),
            [(each.district, each.level, each.type, each.per_day, figures) for each in country.workload],
        ),
    }  # fmt: skip
    return write_workbook(sheets)


def _rows(groups: Iterable[Group]) -> list[tuple[Cell, ...]]:
    return [
        (
            *(name or None for name in each.names), each.in_post, each.funded, each.share, each.vacancies,
            each.empty, each.above, each.minutes_in_post, each.minutes_funded,
        )
        for each in groups
    ]  # fmt: skip
