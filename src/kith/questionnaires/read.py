"""An instrument file read, with every fault at once and its line."""

from __future__ import annotations

from collections.abc import Mapping

from kith.foundation.faults import Faults
from kith.questionnaires.checks import check_instrument
from kith.questionnaires.declaration import Table, in_order, refuse_twins
from kith.questionnaires.read_items import ItemReader, expression, read_points
from kith.questionnaires.tree import Node, grow, grow_plain
from kith.questionnaires.types import (
    DEFAULT_MIN_ANSWERED,
    FORMAT_VERSION,
    Instrument,
    Item,
    ItemKind,
    Page,
    Point,
    Repeat,
    Rights,
    ScaleDefinition,
    ScoreRule,
)
from kith.tables.toml import load_toml

MOST_REPEATS = 50
_HIGHER_IS: Mapping[str, bool | None] = {"better": True, "worse": False, "neither": None}


def read_instrument(text: str | bytes, name: str = "instrument.toml") -> Instrument:
    """The instrument in a TOML file.

    Parameters
    ----------
    text
        The content of the file.
    name
        What to call the file in a fault.

    Raises
    ------
    KithError
        With every fault in it, each with its line.
    """
    return read_tree(grow(load_toml(text, name)))


def from_json(data: object, name: str = "instrument.json") -> Instrument:
    """The instrument that :func:`kith.questionnaires.write.to_json` wrote. Raises as above, without lines."""
    return read_tree(grow_plain(data, name))


def read_tree(node: Node) -> Instrument:
    """The instrument of a tree whose branches know their place, in the keys of an instrument file.

    Raises
    ------
    KithError
        With every fault in it, each at the place of its branch.
    """
    faults = Faults()
    top = Table(node, faults)
    version = top.whole("format_version")
    if version != FORMAT_VERSION:
        top.fault("declared.format_version", "format_version", value=str(version), known=FORMAT_VERSION)
        faults.raise_if_any()
    shared = _shared_points(top)
    tables = top.tables("page")
    pages = [_page(table, shared) for table in tables]
    refuse_twins(tables, [page.key for page in pages])
    if not pages:
        top.fault("questionnaires.no_pages")
    items = {item.key: item for page in pages for item in page.items}
    scale_tables = top.tables("scale")
    scales = [_scale(table, items) for table in scale_tables]
    refuse_twins(scale_tables, [scale.key for scale in scales])
    instrument = _instrument(top, pages, scales)
    top.finish()
    check_instrument(top, instrument)
    in_order(faults).raise_if_any()
    return instrument


def _instrument(top: Table, pages: list[Page], scales: list[ScaleDefinition]) -> Instrument:
    top.need("instrument")
    table = top.table("instrument") or Table(Node({}, top.where), Faults())
    instrument = Instrument(
        key=table.name(),
        version=table.need_text("version"),
        title=table.need_words("title"),
        intro=table.words("intro"),
        closing=table.words("closing"),
        minutes=table.whole("minutes", least=1),
        languages=tuple(tag.lower() for tag in table.texts("languages")) or ("en",),
        rights=_rights(top),
        pages=tuple(pages),
        scales=tuple(scales),
    )
    table.finish()
    return instrument


def _rights(top: Table) -> Rights:
    top.need("rights")
    table = top.table("rights") or Table(Node({}, top.where), Faults())
    rights = Rights(
        table.need_text("owner"),
        table.need_text("licence"),
        table.text("citation"),
        table.text("permission"),
    )
    table.finish()
    return rights


def _shared_points(top: Table) -> dict[str, tuple[Point, ...]]:
    table = top.table("points")
    if table is None:
        return {}
    return {name: read_points(table, name) for name in table.written}


def _page(table: Table, shared: Mapping[str, tuple[Point, ...]]) -> Page:
    tables = table.tables("item")
    reader = ItemReader(shared)
    items = tuple(reader.read(one) for one in tables)
    page = Page(
        key=table.name(),
        items=items,
        title=table.words("title"),
        intro=table.words("intro"),
        relevant=expression(table, "relevant"),
        repeat=_repeat(table),
    )
    if not items:
        table.fault("questionnaires.empty_page", "key", page=page.key)
    table.finish()
    return page


def _repeat(table: Table) -> Repeat | None:
    inner = table.table("repeat")
    if inner is None:
        return None
    count, most = inner.need_text("count"), inner.whole("max", least=1, default=MOST_REPEATS)
    if most is not None and most > MOST_REPEATS:
        inner.fault("questionnaires.too_many_repeats", "max", value=most, most=MOST_REPEATS)
    inner.finish()
    return Repeat(count, most or MOST_REPEATS)


def _scale(table: Table, items: Mapping[str, Item]) -> ScaleDefinition:
    key, name = table.name(), table.need_words("name")
    table.need("items")
    keys, backwards = table.texts("items"), table.texts("reversed")
    for one in keys:
        table.refer("items", one, items.keys(), "item")
    for one in backwards:
        table.refer("reversed", one, keys, "scale_item")
    used = [items[one] for one in keys if one in items]
    low, high = _range(table, used)
    share = table.number("min_answered", DEFAULT_MIN_ANSWERED) or 0.0
    if not 0 < share <= 1:
        table.fault("questionnaires.share", "min_answered", value=share)
    rule = table.one_of("rule", ScoreRule, ScoreRule.MEAN) or ScoreRule.MEAN
    higher = table.text("higher_is", "better") or "better"
    if higher not in _HIGHER_IS:
        table.fault("declared.unknown_value", "higher_is", value=higher, known=", ".join(_HIGHER_IS))
    table.finish()
    better = _HIGHER_IS.get(higher)
    return ScaleDefinition(key, name, keys, frozenset(backwards), rule, share, low, high, better)


def _range(table: Table, used: list[Item]) -> tuple[int, int]:
    """Lowest and highest point, which every item of a scale must share."""
    for item in used:
        if item.kind is not ItemKind.SCALE:
            table.fault("questionnaires.not_a_scale_item", "items", item=item.key, kind=item.kind.value)
    ranges = {
        (min(p.value for p in item.points), max(p.value for p in item.points)) for item in used if item.points
    }
    if len(ranges) > 1:
        table.fault("questionnaires.ranges_differ", "items")
    return min(ranges, default=(0, 0))
