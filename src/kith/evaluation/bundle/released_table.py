"""The released tables as CSV and back."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Sequence
from dataclasses import fields
from io import StringIO
from typing import TypeVar

from kith.evaluation.bundle.types import Asked, Released
from kith.evaluation.plan import ChangePlan, Comparison
from kith.foundation.faults import Faults, Where
from kith.tables.escaping import restore
from kith.tables.types import Cell
from kith.tables.writing import write_csv

FAULT = "evaluation.bundle"
KEYS = ("side", "outcome", "earlier", "later", "people", "withheld")
COUNTS = ("up", "same", "down")
FIGURES = ("change", "change_low", "change_high", "g_av", "p", "p_holm")
HEADINGS = (*KEYS, *COUNTS, *FIGURES, "family")
OF_ASKED = ("side", "wave", "invited", "answered")
Row = TypeVar("Row")


class _Refused(Exception):
    """A cell that cannot be read; its fault is noted."""


def write_released(rows: Sequence[Released]) -> bytes:
    """A row for each outcome, side and comparison; a figure that is kept back is an empty cell."""
    return write_csv(HEADINGS, [_cells(row) for row in rows])


def _cells(row: Released) -> list[Cell]:
    by_name = {field.name: getattr(row, field.name) for field in fields(row)}
    by_name |= {"earlier": row.comparison.earlier, "later": row.comparison.later}
    return [by_name[name] for name in HEADINGS]


def write_asked(rows: Sequence[Asked]) -> bytes:
    """A row for each side and time."""
    return write_csv(OF_ASKED, [[row.side, row.wave, row.invited, row.answered] for row in rows])


def read_released(content: bytes, plan: ChangePlan, faults: Faults, where: Where) -> tuple[Released, ...]:
    """The rows; every fault noted."""
    outcomes = {outcome.key for outcome in plan.outcomes}
    waves = {wave.key for wave in plan.waves}

    def row_of(cells: dict[str, str], at: Where) -> Released:
        known = [
            (cells["outcome"], outcomes, "outcome"),
            *((cells[name], waves, name) for name in ("earlier", "later")),
        ]
        for value, allowed, name in known:
            if value not in allowed:
                params = {"name": name, "value": value, "known": ", ".join(sorted(allowed))}
                faults.add(f"{FAULT}.key_unknown", at, **params)
                raise _Refused
        counts = {name: _whole(cells[name], faults, at) if cells[name] else None for name in COUNTS}
        figures = {name: _number(cells[name], faults, at) if cells[name] else None for name in FIGURES}
        return Released(
            side=cells["side"],
            outcome=cells["outcome"],
            comparison=Comparison(cells["earlier"], cells["later"]),
            people=_whole(cells["people"], faults, at) if cells["people"] else None,
            withheld=cells["withheld"],
            up=counts["up"],
            same=counts["same"],
            down=counts["down"],
            change=figures["change"],
            change_low=figures["change_low"],
            change_high=figures["change_high"],
            g_av=figures["g_av"],
            p=figures["p"],
            p_holm=figures["p_holm"],
            family=cells["family"],
        )

    return _read(content, HEADINGS, row_of, faults, where)


def read_asked(content: bytes, faults: Faults, where: Where) -> tuple[Asked, ...]:
    """The rows; every fault noted."""

    def row_of(cells: dict[str, str], at: Where) -> Asked:
        answered = _whole(cells["answered"], faults, at) if cells["answered"] else None
        return Asked(cells["side"], cells["wave"], _whole(cells["invited"], faults, at), answered)

    return _read(content, OF_ASKED, row_of, faults, where)


def _read(
    content: bytes,
    headings: Sequence[str],
    row_of: Callable[[dict[str, str], Where], Row],
    faults: Faults,
    where: Where,
) -> tuple[Row, ...]:
    try:
        rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        faults.add(f"{FAULT}.not_a_table", where)
        return ()
    if not rows or tuple(rows[0]) != tuple(headings):
        found = ", ".join(rows[0]) if rows else ""
        faults.add(f"{FAULT}.headings", where, found=found, wanted=", ".join(headings))
        return ()
    found_rows: list[Row] = []
    for number, row in enumerate(rows[1:], start=2):
        at = Where(file=where.file, row=number)
        if len(row) != len(headings):
            faults.add(f"{FAULT}.row_width", at, found=len(row), wanted=len(headings))
            continue
        try:
            found_rows.append(row_of(dict(zip(headings, map(restore, row), strict=True)), at))
        except _Refused:
            continue
    return tuple(found_rows)


def _whole(cell: str, faults: Faults, at: Where) -> int:
    if not (cell.isascii() and cell.isdigit()):
        faults.add(f"{FAULT}.not_a_count", at, value=cell)
        raise _Refused
    return int(cell)


def _number(cell: str, faults: Faults, at: Where) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.inf
    if not math.isfinite(value):
        faults.add(f"{FAULT}.not_a_number", at, value=cell)
        raise _Refused
    return value
