"""The codebook of a table of responses: what each column holds, its codes and why a cell may be empty."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from kith.questionnaires.exchange.responses import (
    SCORE,
    Column,
    Missing,
    columns_of,
)
from kith.questionnaires.piping import piped
from kith.questionnaires.types import Instrument, Item, ItemKind
from kith.tables.writing import write_csv

TYPES = {
    ItemKind.SCALE: "whole number",
    ItemKind.YES_NO: "TRUE or FALSE",
    ItemKind.NUMBER: "number",
    ItemKind.DATE: "date",
    ItemKind.TIME: "time",
}
HEADINGS = (
    *("column", "item", "page", "kind", "type", "label", "values", "unit", "least", "most", "required"),
    *("asked_when", "missing", "scales", "instrument", "version", "licence"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One column. ``values`` are codes with their labels, ``missing`` the reasons a cell may be empty."""

    column: str
    type: str
    label: str
    item: Item | None = None
    page: str = ""
    values: tuple[tuple[str, str], ...] = ()
    missing: tuple[Missing, ...] = ()
    asked_when: str = ""
    scales: tuple[str, ...] = ()


def codebook(
    instrument: Instrument, headings: Sequence[str] | None = None, *, language: str = "en"
) -> tuple[Entry, ...]:
    """What each column of the responses holds; ``headings`` are those of the table, all there can be if not said."""
    columns = {column.name: column for column in columns_of(instrument)}
    wanted = list(columns) if headings is None else headings
    return tuple(_entry(instrument, name, columns.get(name), language) for name in wanted)


def _entry(instrument: Instrument, name: str, column: Column | None, language: str) -> Entry:
    if column is None:
        return _about(instrument, name, language)
    item = column.item
    page = next(page for page in instrument.pages if item in page.items)
    said = piped(item.label, instrument, {}, language)
    asked_when = " and ".join(f"({one.source})" for one in (page.relevant, item.relevant) if one)
    scales = tuple(
        f"{scale.key} (reversed)" if item.key in scale.reversed_items else scale.key
        for scale in instrument.scales
        if item.key in scale.items
    )
    if column.is_why:
        values = tuple((why.value, _WHY[why]) for why in Missing)
        return Entry(name, "text", f"Why there is no answer: {said}", item, page.key, values)
    missing = [Missing.BLANK]
    missing += [Missing.DECLINED] if item.may_decline else []
    missing += [Missing.NOT_APPLICABLE] if asked_when or page.repeat else []
    if column.option is not None:
        option = item.option(column.option)
        label = option.label.in_language(language) if option else column.option
        values = (("TRUE", "ticked"), ("FALSE", "not ticked"))
        return Entry(
            name, "TRUE or FALSE", f"{said} – {label}", item, page.key, values, tuple(missing), asked_when
        )
    kind = "whole number" if item.whole else TYPES.get(item.kind, "text")
    return Entry(
        name, kind, said, item, page.key, _values(item, language), tuple(missing), asked_when, scales
    )


_WHY = {
    Missing.BLANK: "asked and left blank",
    Missing.DECLINED: "the person prefers not to say",
    Missing.NOT_APPLICABLE: "not asked, because of an earlier answer",
}


def _about(instrument: Instrument, name: str, language: str) -> Entry:
    if name.startswith(SCORE):
        scale = instrument.scale(name.removeprefix(SCORE))
        how = f"{scale.rule.value} of {len(scale.items)} items, {scale.low:g} to {scale.high:g}"
        needed = f"missing below {scale.min_answered:.0%} answered"
        label = f"{scale.name.in_language(language)}: {how}, {needed}"
        return Entry(name, "number", label, missing=(Missing.BLANK,), scales=(scale.key,))
    labels = {
        "person": "Pseudonym of the person",
        "wave": "When it was asked",
        "side": "Side of the partnership",
    }
    return Entry(name, "text", labels.get(name, name))


def _values(item: Item, language: str) -> tuple[tuple[str, str], ...]:
    if item.kind is ItemKind.YES_NO:
        return (("TRUE", "yes"), ("FALSE", "no"))
    points = tuple((str(point.value), point.label.in_language(language)) for point in item.points)
    return points or tuple((option.key, option.label.in_language(language)) for option in item.options)


def codebook_csv(instrument: Instrument, entries: Sequence[Entry]) -> bytes:
    """The codebook as CSV: a row a column of the data."""
    return write_csv(HEADINGS, [_row(instrument, entry) for entry in entries])


def _row(instrument: Instrument, entry: Entry) -> list[str | None]:
    item = entry.item
    least, most = _limits(item) if item else (None, None)
    return [
        entry.column,
        item.key if item else None,
        entry.page or None,
        item.kind.value if item else None,
        entry.type,
        entry.label,
        "; ".join(f"{code} = {label}" for code, label in entry.values) or None,
        str(item.unit) if item and item.unit else None,
        least,
        most,
        item.required.value if item else None,
        entry.asked_when or None,
        ", ".join(entry.missing) or None,
        ", ".join(entry.scales) or None,
        instrument.key,
        instrument.version,
        instrument.rights.licence,
    ]


def _limits(item: Item) -> tuple[str | None, str | None]:
    if item.kind is ItemKind.SCALE:
        return str(min(p.value for p in item.points)), str(max(p.value for p in item.points))
    ends = (item.minimum, item.maximum) if item.kind is ItemKind.NUMBER else (None, None)
    days = (item.earliest, item.latest)
    return tuple(  # type: ignore[return-value]
        f"{end:g}" if end is not None else (day.isoformat() if day else None)
        for end, day in zip(ends, days, strict=True)
    )


def codebook_json(instrument: Instrument, entries: Sequence[Entry]) -> bytes:
    """The codebook as JSON: the instrument's rights, and each column with its codes as numbers or texts."""
    rights = instrument.rights
    data = {
        "format_version": 1,
        "instrument": {
            "key": instrument.key,
            "version": instrument.version,
            "title": instrument.title.to_json(),
            "sha256": instrument.sha256,
            "owner": rights.owner,
            "licence": rights.licence,
            "citation": rights.citation,
            "permission": rights.permission,
        },
        "missing": {why.value: said for why, said in _WHY.items()},
        "columns": [_column_json(entry) for entry in entries],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _column_json(entry: Entry) -> dict[str, object]:
    item = entry.item
    return {
        "column": entry.column,
        "type": entry.type,
        "label": entry.label,
        "item": item.key if item else None,
        "kind": item.kind.value if item else None,
        "page": entry.page or None,
        "values": [{"code": code, "label": label} for code, label in entry.values],
        "unit": item.unit.to_json() if item and item.unit else None,
        "missing": [why.value for why in entry.missing],
        "asked_when": entry.asked_when or None,
        "scales": list(entry.scales),
    }
