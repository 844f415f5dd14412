"""What an item's own limits are as an XLSForm constraint, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from kith.questionnaires.exchange.to_xpath import plain_number
from kith.questionnaires.exchange.xpath import Apply, Compared, Joined, Number, Ref, Text, Tree
from kith.questionnaires.responses import PREFER_NOT_TO_SAY
from kith.questionnaires.types import Item, ItemKind

EMAIL = r"regex(., '[^@\s]+@[^@\s]+\.[^@\s]+')"


def limits_of(item: Item) -> list[str]:
    """The limits as conditions on a dot, to be joined by ``and``."""
    match item.kind:
        case ItemKind.NUMBER:
            return list(_ends(".", item.minimum, item.maximum))
        case ItemKind.CHOICES:
            return _ticks(item)
        case ItemKind.DATE:
            days = ((">=", item.earliest), ("<=", item.latest))
            return [f". {sign} date('{day.isoformat()}')" for sign, day in days if day is not None]
        case ItemKind.SHORT_TEXT | ItemKind.LONG_TEXT if item.max_length is not None:
            return [f"string-length(.) <= {item.max_length}"]
        case ItemKind.EMAIL:
            return [EMAIL]
    return []


def _ends(what: str, low: float | None, high: float | None) -> Iterator[str]:
    if low is not None:
        yield f"{what} >= {plain_number(low)}"
    if high is not None:
        yield f"{what} <= {plain_number(high)}"


def alone(item: Item) -> list[str]:
    """The options that stand alone, declining among them."""
    keys = [option.key for option in item.options if option.exclusive]
    return [*keys, PREFER_NOT_TO_SAY] if item.may_decline else keys


def _ticks(item: Item) -> list[str]:
    said = []
    standing = alone(item)
    counted = "count-selected(.)"
    if item.minimum is not None:
        least = f"{counted} >= {plain_number(item.minimum)}"
        spared = "".join(f" or selected(., '{key}')" for key in standing)
        said.append(f"({least}{spared})" if spared else least)
    if item.maximum is not None:
        said.append(f"{counted} <= {plain_number(item.maximum)}")
    return [*said, *(f"not(selected(., '{key}') and {counted} > 1)" for key in standing)]


@dataclass(slots=True)
class Limits:
    """Limits found in a constraint, in the keys of an instrument file; ``exclusive`` are option names."""

    values: dict[str, int | float | str] = field(default_factory=dict)
    exclusive: set[str] = field(default_factory=set)


def read_limits(tree: Tree, kind: ItemKind) -> Limits | None:
    """The limits, when the constraint says nothing else; ``None`` when it says more.

    >>> from kith.questionnaires.exchange.xpath import parse_xpath
    >>> read_limits(parse_xpath(". >= 0 and . <= 10"), ItemKind.NUMBER).values
    {'min': 0, 'max': 10}
    """
    found = Limits()
    parts = tree.parts if isinstance(tree, Joined) and tree.sign == "and" else (tree,)
    return found if all(_take(part, kind, found) for part in parts) else None


def _take(tree: Tree, kind: ItemKind, found: Limits) -> bool:
    match tree, kind:
        case Compared(Ref(""), ">=" | "<=" as sign, Number(value)), ItemKind.NUMBER:
            return _note(found, "min" if sign == ">=" else "max", _tidy(value))
        case Compared(Ref(""), ">=" | "<=" as sign, Text(day) | Apply("date", (Text(day),))), ItemKind.DATE:
            return _is_day(day) and _note(found, "earliest" if sign == ">=" else "latest", day)
        case Compared(Apply("string-length", (Ref(""),)), sign, Number(value)), (
            ItemKind.SHORT_TEXT | ItemKind.LONG_TEXT
        ) if sign in ("<", "<=") and value.is_integer():
            return _note(found, "max_length", int(value) - (sign == "<"))
        case Apply("regex", (Ref(""), Text(pattern))), ItemKind.EMAIL:
            return pattern in EMAIL
        case _, ItemKind.CHOICES:
            return _take_ticks(tree, found)
    return False


def _take_ticks(tree: Tree, found: Limits) -> bool:
    match tree:
        case Compared(Apply("count-selected", (Ref(""),)), ">=" | "<=" as sign, Number(value)):
            return _note(found, "min" if sign == ">=" else "max", _tidy(value))
        case Apply(
            "not",
            (
                Joined(
                    "and",
                    (
                        Apply("selected", (Ref(""), Text(key))),
                        Compared(Apply("count-selected", (Ref(""),)), ">", Number(1.0)),
                    ),
                ),
            ),
        ):
            found.exclusive.add(key)
            return True
        case Joined("or", (Compared() as least, *spared)) if all(map(_is_ticked, spared)):
            return _take_ticks(least, found)
    return False


def _is_ticked(tree: Tree) -> bool:
    return isinstance(tree, Apply) and tree.function == "selected" and tree.arguments[:1] == (Ref(""),)


def _note(found: Limits, key: str, value: int | float | str) -> bool:
    if key in found.values:
        return False
    found.values[key] = value
    return True


def _tidy(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
