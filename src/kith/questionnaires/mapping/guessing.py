"""Which column answers which item: a guess, with how sure it is and why, for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kith.questionnaires.mapping.reading import CellReader
from kith.questionnaires.mapping.types import BLANKS, ItemMapping, Mapping, Reason
from kith.questionnaires.mapping.wordings import NO, YES
from kith.questionnaires.types import Instrument, Item, ItemKind
from kith.tables.dates import read_date
from kith.tables.naming import plain
from kith.tables.types import Cell, Table
from kith.tables.values import as_text

MOST_LOOKED_AT = 200
"""Different cells of a column that are looked at: more say nothing new about what it holds. Ours."""
CLOSE = 0.8
"""Share of letters in common (Ratcliff and Obershelp) from which two headings are taken for one with a slip in it. Ours."""
SHORTEST_WITHIN = 8
"""Characters that a heading within another must have: shorter ones ("age") stand in many words. Ours."""
LEAST_SURE = 0.5
"""A column is proposed for a question when more speaks for it than against it; a person confirms each. Ours."""
MARKS = {Reason.SAME_KEY: 1.0, Reason.SAME_WORDS: 1.0, Reason.WORDS_WITHIN: 0.9, Reason.KEY_WITHIN: 0.75}
PEOPLE = frozenset(
    (
        *("person", "personid", "participant", "participantid", "respondent", "respondentid", "responseid"),
        *("id", "pseudonym", "code", "uuid", "instanceid", "metainstanceid", "token", "rownames", "subnum"),
    )
)
WAVES = frozenset(("wave", "time", "timepoint", "measurement", "occasion"))
SIDES = frozenset(("side", "role", "group"))
_CODE_BEFORE = re.compile(r"^\s*[A-Za-z]{0,3}\d+[A-Za-z0-9_]*(?:\[[^\]]*\])?\s*[.:)\-–]\s*")
_BRACKETED = re.compile(r"^(.*?)\s*\[(.+)\]\s*$", re.DOTALL)
_PARTS = re.compile(r"\s*(?:/|::|\s[-–]\s|: )\s*")


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    ways: tuple[str, ...]
    cells: tuple[Cell, ...]


def propose(table: Table, instrument: Instrument, *, day_first: bool | None = None) -> Mapping:
    """A mapping of the table's columns to the instrument's items.

    Headings are compared with each item's key and words in every language; then the answers are tried. No
    column is taken twice, and one whose answers mostly cannot be read is not taken at all.

    Parameters
    ----------
    day_first
        How 3/4/2026 is read; found from the dates themselves when not said, the day first if they do not tell.
    """
    columns = [_Column(h, _ways(h), _distinct(table, index)) for index, h in enumerate(table.columns)]
    first = _day_first(columns) if day_first is None else day_first
    found = _found(instrument, columns, first)
    free = {column.heading for column in columns} - {h for one in found.values() for h in one.columns}
    person, wave, side = (_about(columns, free, names) for names in (PEOPLE, WAVES, SIDES))
    free -= {heading for heading in (person, wave, side) if heading}
    asked = [item.key for item in instrument.items if item.kind.is_asked]
    return Mapping(
        items=tuple(found[key] for key in asked if key in found),
        person=person,
        wave=wave,
        side=side,
        day_first=first,
        unused=tuple(column.heading for column in columns if column.heading in free),
        unanswered=tuple(key for key in asked if key not in found),
    )


def _found(instrument: Instrument, columns: Sequence[_Column], day_first: bool) -> dict[str, ItemMapping]:
    """The likeliest columns for each item, the surest first, no column twice."""
    found: dict[str, ItemMapping] = {}
    taken: set[str] = set()
    ranked: list[ItemMapping] = []
    for item in instrument.items:
        ticked = _ticked(item, columns) if item.kind is ItemKind.CHOICES else None
        if ticked is not None:
            found[item.key] = ticked
            taken |= set(ticked.columns)
        elif item.kind.is_asked:
            ranked += _guesses(item, columns, day_first)
    for one in sorted(ranked, key=lambda one: -one.confidence):
        if one.item not in found and one.columns[0] not in taken:
            found[one.item] = one
            taken.add(one.columns[0])
    return found


def _distinct(table: Table, index: int) -> tuple[Cell, ...]:
    """The first different cells of a column that say something."""
    found: dict[str, Cell] = {}
    for row in table.rows:
        cell = row[index]
        if cell is not None and as_text(cell).strip().casefold() not in BLANKS:
            found.setdefault(as_text(cell), cell)
            if len(found) == MOST_LOOKED_AT:
                break
    return tuple(found.values())


def _ways(heading: str) -> tuple[str, ...]:
    """A heading in the ways that tools write one: without its code, the part in brackets, the last part."""
    ways = [heading, _CODE_BEFORE.sub("", heading)]
    if found := _BRACKETED.match(heading):
        ways.append(found[2])
    ways += _PARTS.split(heading)[-1:]
    return tuple(dict.fromkeys(plain(way) for way in ways if plain(way)))


def _guesses(item: Item, columns: Sequence[_Column], day_first: bool) -> list[ItemMapping]:
    found = []
    for column in columns:
        likeness = _likeness(item, column)
        if likeness is None:
            continue
        mark, reason = likeness
        reader = CellReader(item, values={}, day_first=day_first)
        fits = sum(map(reader.reads, column.cells)) / len(column.cells) if column.cells else 1.0
        confidence = round(mark * (0.4 + 0.6 * fits), 2)
        if confidence >= LEAST_SURE and (fits > 0 or not column.cells):
            found.append(
                ItemMapping(
                    item.key, (column.heading,), confidence=confidence, fits=round(fits, 2), reason=reason
                )
            )
    return found


def _likeness(item: Item, column: _Column) -> tuple[float, Reason] | None:
    key = plain(item.key)
    if key in column.ways:
        return MARKS[Reason.SAME_KEY], Reason.SAME_KEY
    labels = [plain(label) for label in item.label.by_language.values()]
    if any(label in column.ways for label in labels):
        return MARKS[Reason.SAME_WORDS], Reason.SAME_WORDS
    whole = column.ways[0] if column.ways else ""
    if any(len(label) >= SHORTEST_WITHIN and label in whole for label in labels):
        return MARKS[Reason.WORDS_WITHIN], Reason.WORDS_WITHIN
    if len(key) >= SHORTEST_WITHIN and key in whole:
        return MARKS[Reason.KEY_WITHIN], Reason.KEY_WITHIN
    best = max((_ratio(label, way) for label in labels for way in column.ways), default=0.0)
    return (round(best * 0.85, 3), Reason.CLOSE_WORDS) if best >= CLOSE else None


def _ratio(one: str, other: str) -> float:
    """How alike two texts are, 0-1; nought when their digits differ, for question 1 is not question 2."""
    if not one or not other or min(len(one), len(other)) / max(len(one), len(other)) < 0.6:
        return 0.0
    if "".join(filter(str.isdigit, one)) != "".join(filter(str.isdigit, other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= CLOSE and matcher.quick_ratio() >= CLOSE else 0.0


def _ticked(item: Item, columns: Sequence[_Column]) -> ItemMapping | None:
    """An option a column: headings that hold the item's words or key and one option's."""
    names = {plain(name) for name in (item.key, *item.label.by_language.values())}
    found: dict[str, str] = {}
    for column in columns:
        for stem, option in _stems(column.heading):
            if not (plain(stem) in names or plain(_CODE_BEFORE.sub("", stem)) in names):
                continue
            key = _option(item, option)
            if key is not None and key not in found and _is_ticks(column, item, key):
                found[key] = column.heading
                break
    if len(found) < 2:
        return None
    return ItemMapping(
        item.key,
        tuple(found.values()),
        tuple(found),
        confidence=round(0.8 + 0.2 * len(found) / len(item.options), 2),
        reason=Reason.SAME_WORDS,
    )


def _stems(heading: str) -> Iterator[tuple[str, str]]:
    """The ways to divide a heading into a question and one of its options."""
    if found := _BRACKETED.match(heading):
        yield found[1], found[2]
    for divider in ("/", "__", " – ", " - ", ": ", ".", "_", "?"):
        at = heading.rfind(divider)
        while at > 0:
            yield heading[: at + (divider == "?")], heading[at + len(divider) :]
            at = heading.rfind(divider, 0, at)


def _option(item: Item, said: str) -> str | None:
    word = plain(said)
    for option in item.options:
        if word and word in {plain(name) for name in (option.key, *option.label.by_language.values())}:
            return option.key
    return None


def _is_ticks(column: _Column, item: Item, option: str) -> bool:
    """Whether the cells only say that the option is ticked or not: yes, 1, or the option itself."""
    return all(is_tick(cell, item, option) is not None for cell in column.cells)


def is_tick(cell: Cell, item: Item, option: str) -> bool | None:
    """Whether a cell ticks its option; None when it says something else."""
    if isinstance(cell, bool):
        return cell
    text = as_text(cell)
    word = plain(text)
    if word in YES or _option(item, text) == option or text.strip() in {"✓", "✔", "☑", "✅"}:
        return True
    return False if word in NO else None


def _about(columns: Sequence[_Column], free: set[str], names: frozenset[str]) -> str | None:
    for column in columns:
        if column.heading in free and any(way in names for way in column.ways) and column.cells:
            return column.heading
    return None


def _day_first(columns: Sequence[_Column]) -> bool:
    """False when some dates can only be read with the month first and none only with the day first."""
    day = month = 0
    for column in columns:
        for cell in column.cells:
            if isinstance(cell, str) and cell[:1].isdigit():
                day += bool((read := read_date(cell)) and read.shows_order)
                month += bool((read := read_date(cell, day_first=False)) and read.shows_order)
    return not (month and not day)
