"""What must hold between the parts of an instrument."""

from __future__ import annotations

from collections.abc import Iterator

from kith.foundation.words import Text
from kith.questionnaires.declaration import Table
from kith.questionnaires.expressions import Call, Compare, Expression, Function, Literal, Name, walk
from kith.questionnaires.piping import piped_keys
from kith.questionnaires.types import Instrument, Item, ItemKind, Page


def check_instrument(top: Table, instrument: Instrument) -> None:
    """Note every fault between items, pages, scales and languages."""
    _check_keys(top, instrument)
    known: dict[str, Item] = {}
    for page, table in zip(instrument.pages, top.tables("page"), strict=True):
        _check_page(table, page, known)
        here: dict[str, Item] = {}
        for item, item_table in zip(page.items, table.tables("item"), strict=True):
            _check_item(item_table, item, known | here)
            here[item.key] = item
        if page.repeat is None:  # what a repeat asked has many answers, so nothing later may depend on it
            known |= here
    _check_scales(top, instrument)
    _check_languages(top, instrument)


def _check_keys(top: Table, instrument: Instrument) -> None:
    seen: set[str] = set()
    for page, table in zip(instrument.pages, top.tables("page"), strict=True):
        for item, item_table in zip(page.items, table.tables("item"), strict=True):
            if item.key in seen:
                item_table.fault("declared.twice", "key", value=item.key)
            if "-" in item.key:  # expressions would read it as a minus
                item_table.fault("questionnaires.hyphen_in_item", "key", value=item.key)
            seen.add(item.key)


def _check_page(table: Table, page: Page, known: dict[str, Item]) -> None:
    if page.relevant is not None:
        check_expression(table, "relevant", page.relevant, known)
    for key, text in (("title", page.title), ("intro", page.intro)):
        _check_piping(table, key, text, known)
    if page.repeat is None:
        return
    counted = known.get(page.repeat.count)
    if counted is None:
        table.refer("repeat", page.repeat.count, known, "earlier_item")
    elif counted.kind is not ItemKind.NUMBER or not counted.whole:
        table.fault("questionnaires.repeat_not_counted", "repeat", item=counted.key)


def _check_item(table: Table, item: Item, known: dict[str, Item]) -> None:
    if item.relevant is not None:
        check_expression(table, "relevant", item.relevant, known)
    if item.constraint is not None:
        check_expression(table, "constraint", item.constraint.holds, known | {item.key: item})
    for key, text in (("label", item.label), ("help", item.help)):
        _check_piping(table, key, text, known)


def _check_piping(table: Table, key: str, text: Text | None, known: dict[str, Item]) -> None:
    for one in sorted(piped_keys(text)) if text else ():
        table.refer(key, one, known, "earlier_item")


def check_expression(
    table: Table, key: str, expression: Expression, known: dict[str, Item], what: str = "earlier_item"
) -> None:
    """Note every item and option in the expression at ``key`` that is not ``known``.

    ``what`` names what is missing in the sentence: an earlier question, or one of the questionnaire.
    """
    for one in sorted(expression.keys):
        table.refer(key, one, known, what)
    for item, option in _options_named(expression, known):
        table.refer(key, option, {each.key for each in item.options}, "option")
    for item in _not_comparable(expression, known):
        table.fault("questionnaires.use_selected", key, item=item.key)


def _options_named(expression: Expression, known: dict[str, Item]) -> Iterator[tuple[Item, str]]:
    """Each option that the expression names, with the item it should belong to."""
    for node in walk(expression.root):
        if isinstance(node, Call) and node.function is Function.SELECTED and node.key in known:
            yield known[node.key], node.option or ""
        if isinstance(node, Compare):
            for name, literal in ((node.left, node.right), (node.right, node.left)):
                if isinstance(name, Name) and isinstance(literal, Literal) and name.key in known:
                    item = known[name.key]
                    if item.kind is ItemKind.CHOICE:
                        yield item, str(literal.value)


def _not_comparable(expression: Expression, known: dict[str, Item]) -> Iterator[Item]:
    """Items of several ticks that are compared as if they had one answer."""
    for node in walk(expression.root):
        if isinstance(node, Compare):
            for side in (node.left, node.right):
                if isinstance(side, Name) and side.key in known:
                    item = known[side.key]
                    if item.kind is ItemKind.CHOICES:
                        yield item


def _check_scales(top: Table, instrument: Instrument) -> None:
    repeated = {item.key for page in instrument.pages if page.repeat for item in page.items}
    for scale, table in zip(instrument.scales, top.tables("scale"), strict=True):
        for key in sorted(repeated & set(scale.items)):
            table.fault("questionnaires.scale_of_repeat", "items", item=key)


def _check_languages(top: Table, instrument: Instrument) -> None:
    """Every text stands in every language the instrument says it has."""
    for table, key, text in _texts(top, instrument):
        if not any(text.by_language.values()):  # a stand-in for a text that is missing altogether
            continue
        for tag in instrument.languages:
            if tag not in text.by_language:
                table.fault("questionnaires.translation_missing", key, language=tag)


def _texts(top: Table, instrument: Instrument) -> Iterator[tuple[Table, str, Text]]:
    about = top.table("instrument")
    if about is not None:
        yield from _present(about, title=instrument.title, intro=instrument.intro, closing=instrument.closing)
    for page, table in zip(instrument.pages, top.tables("page"), strict=True):
        yield from _present(table, title=page.title, intro=page.intro)
        for item, inner in zip(page.items, table.tables("item"), strict=True):
            message = item.constraint.message if item.constraint else None
            yield from _present(inner, label=item.label, help=item.help, unit=item.unit, constraint=message)
            yield from ((inner, "points", point.label) for point in item.points)
            yield from ((inner, "options", option.label) for option in item.options)
    for scale, table in zip(instrument.scales, top.tables("scale"), strict=True):
        yield table, "name", scale.name


def _present(table: Table, **texts: Text | None) -> Iterator[tuple[Table, str, Text]]:
    yield from ((table, key, text) for key, text in texts.items() if text is not None)
