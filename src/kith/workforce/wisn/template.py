"""The workbook that Kith writes: empty, or filled with an invented example that says so."""

from __future__ import annotations

from dataclasses import astuple

from kith.foundation.messages import Translate, gettext_noop, words
from kith.tables.types import Cell
from kith.tables.writing import write_workbook
from kith.workforce.wisn.sheets import COLUMNS, ENTERED, FIGURES, INVENTED, README, Sheet, headings
from kith.workforce.wisn.types import Norms, Places, Ranged, WisnData

Rows = list[tuple[Cell, ...]]


def template(data: WisnData | None = None, *, translate: Translate = gettext_noop) -> bytes:
    """A workbook to fill in, or to read ``data`` in: the same data give the same bytes.

    Headings and choices stay English, so that the file can be read; the first sheet explains each column in the
    language of ``translate``.
    """
    rows = _rows(data) if data is not None else {sheet: [] for sheet in Sheet}
    sheets: dict[str, tuple[tuple[str, ...], Rows]] = {
        README: (("About this workbook", "What it means"), _about(data, translate))
    }
    for sheet in Sheet:
        sheets[sheet.value] = (headings(sheet), rows[sheet])
    return write_workbook(sheets)


def _about(data: WisnData | None, translate: Translate) -> Rows:
    def say(code: str) -> str:
        return words(f"workforce.wisn.{code}", {}, translate)

    said = f"{INVENTED}: {say('invented')}" if data is not None and data.synthetic else ENTERED
    rows: Rows = [(FIGURES, said), ("WISN", say("about")), ("Names", say("about_names"))]
    for sheet in Sheet:
        rows.append((sheet.value, say(f"sheet.{sheet.name.lower()}")))
        rows.extend(
            (f"{sheet.value}: {column.field.label}", words(column.meaning, {}, translate))
            for column in COLUMNS[sheet]
        )
    return rows


def _rows(data: WisnData) -> dict[Sheet, Rows]:
    norms, places = data.norms, data.places
    return {**_norm_rows(norms), **_place_rows(places)}


def _norm_rows(norms: Norms) -> dict[Sheet, Rows]:
    said = {"time": "time each", "rate": "number in a time"}
    return {
        Sheet.WORKING_TIME: [astuple(each) for each in norms.working_times],
        Sheet.ACTIVITIES: [
            (
                each.cadre, each.name, said[each.standard.value], each.amount.value, each.unit.value,
                each.amount.low, each.amount.high, each.facility_type,
            )
            for each in norms.activities
        ],
        Sheet.CATEGORY_ALLOWANCES: [
            (
                each.cadre, each.name, each.amount, each.unit.value,
                None if each.period is None else each.period.value, each.facility_type,
            )
            for each in norms.category_allowances
        ],
    }  # fmt: skip


def _place_rows(places: Places) -> dict[Sheet, Rows]:
    return {
        Sheet.FACILITIES: [astuple(each) for each in places.facilities],
        Sheet.STAFF: [astuple(each) for each in places.posts],
        Sheet.WORKLOAD: [
            (each.facility, each.cadre, each.activity, *_ends(each.amount)) for each in places.volumes
        ],
        Sheet.INDIVIDUAL_ALLOWANCES: [
            (
                each.facility, each.cadre, each.name, each.staff, each.amount, each.unit.value,
                None if each.period is None else each.period.value,
            )
            for each in places.individual_allowances
        ],
    }  # fmt: skip


def _ends(amount: Ranged | None) -> tuple[Cell, Cell, Cell]:
    return (None, None, None) if amount is None else (amount.value, amount.low, amount.high)
