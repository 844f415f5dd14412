"""An instrument as a device needs it to go through all screens by itself: logic as trees, words in one language.

What reads it is ``frontend/src/offline``; a test lays both evaluators side by side on generated expressions and
answers. The server checks again whatever comes back: nothing here is trusted.
"""

from __future__ import annotations

from kith.foundation.words import Text
from kith.questionnaires.expressions import (
    Call,
    Compare,
    Either,
    Every,
    Expression,
    Literal,
    Name,
    Node,
    Not,
)
from kith.questionnaires.parsing import DEFAULT_MAX_LENGTH
from kith.questionnaires.types import Instrument, Item, ItemKind, Page, Requirement
from kith.questionnaires.write import Plain


def device_form(instrument: Instrument, language: str) -> dict[str, Plain]:
    """Pages, items and their rules as JSON. A text keeps its ``${item}``: the device fills it in.

    A key that does not apply to an item is left out.
    """
    return {
        "sha256": instrument.sha256,
        "pages": [_page(page, language) for page in instrument.pages],
    }


def expression_tree(expression: Expression) -> Plain:
    """The expression as nested lists, the name of the node first.

    >>> from kith.questionnaires.expressions import parse
    >>> expression_tree(parse("years >= 2 and not selected(roles, 'nurse')"))
    ['and', ['>=', ['name', 'years'], ['is', 2.0]], ['not', ['selected', 'roles', 'nurse']]]
    """
    return _tree(expression.root)


def _tree(node: Node) -> Plain:
    match node:
        case Literal(value):
            return ["is", value]
        case Name(key):
            return ["name", key]
        case Call(function, key, option):
            return [function.value, key] if option is None else [function.value, key, option]
        case Compare(left, comparator, right):
            return [comparator.value, _tree(left), _tree(right)]
        case Not(part):
            return ["not", _tree(part)]
        case Every(parts):
            return ["and", *(_tree(part) for part in parts)]
        case Either(parts):
            return ["or", *(_tree(part) for part in parts)]


def _page(page: Page, language: str) -> Plain:
    found: dict[str, Plain] = {
        "key": page.key,
        "title": _words(page.title, language),
        "items": [_item(item, language) for item in page.items],
    }
    if page.relevant:
        found["relevant"] = expression_tree(page.relevant)
    if page.repeat:
        found["repeat"] = {"count": page.repeat.count, "most": page.repeat.maximum}
    return found


def _item(item: Item, language: str) -> Plain:
    longest = item.max_length or DEFAULT_MAX_LENGTH.get(item.kind)
    limits: dict[str, Plain | None] = {
        "min": item.minimum,
        "max": item.maximum,
        "whole": item.whole or None,
        "longest": longest,
        "earliest": item.earliest.isoformat() if item.earliest else None,
        "latest": item.latest.isoformat() if item.latest else None,
        "declines": item.may_decline or None,
        "unit": _words(item.unit, language) or None,
        "points": [{"value": point.value, "label": _words(point.label, language)} for point in item.points],
        "options": [
            {"key": one.key, "label": _words(one.label, language), "alone": one.exclusive}
            for one in item.options
        ],
        "relevant": expression_tree(item.relevant) if item.relevant else None,
        "reads": list[Plain](sorted(item.relevant.keys)) if item.relevant else None,
    }
    is_file = item.kind is ItemKind.FILE  # cannot be sent: words that are read, as on the page
    found: dict[str, Plain] = {
        "key": item.key,
        "kind": (ItemKind.STATEMENT if is_file else item.kind).value,
        "label": _words(item.label, language),
        "required": (Requirement.OPTIONAL if is_file else item.required).value,
    }
    if item.constraint:
        found["constraint"] = expression_tree(item.constraint.holds)
        found["message"] = _words(item.constraint.message, language)
    return found | {key: value for key, value in limits.items() if value is not None and value != []}


def _words(text: Text | None, language: str) -> str:
    return text.in_language(language) if text else ""
