"""One item of a FHIR R4 Questionnaire in the keys of an instrument file."""

from __future__ import annotations

from collections.abc import Mapping

from kith.foundation.words import Text
from kith.questionnaires.exchange.fhir_words import (
    ABSENT_REASONS,
    DECLINED,
    EXCLUSIVE,
    FEWEST,
    KITH,
    LEAST,
    MANIEST,
    MOST,
    MOST_SIZE,
    ORDINAL,
    UNIT,
    Json,
    extensions,
    tables,
    value_of,
    words,
)
from kith.questionnaires.exchange.places import code_of
from kith.questionnaires.types import Item, ItemKind, Point

Element = Mapping[str, object]
Losses = list[tuple[str, dict[str, str]]]
TYPES: Mapping[str, ItemKind] = {
    "choice": ItemKind.CHOICE,
    "open-choice": ItemKind.CHOICE,
    "boolean": ItemKind.YES_NO,
    "integer": ItemKind.NUMBER,
    "decimal": ItemKind.NUMBER,
    "quantity": ItemKind.NUMBER,
    "date": ItemKind.DATE,
    "dateTime": ItemKind.DATE,
    "time": ItemKind.TIME,
    "string": ItemKind.SHORT_TEXT,
    "url": ItemKind.SHORT_TEXT,
    "text": ItemKind.LONG_TEXT,
    "attachment": ItemKind.FILE,
    "display": ItemKind.STATEMENT,
}
NEARLY = ("open-choice", "quantity", "dateTime", "url")
IGNORED = ("reference", "question")
UNHELD = ("code", "prefix", "definition", "initial", "readOnly", "answerValueSet")
MARKED = {
    "choice": (ItemKind.SCALE, ItemKind.CHOICE, ItemKind.CHOICES),
    "string": (ItemKind.SHORT_TEXT, ItemKind.EMAIL),
}


def kind_of(element: Element) -> ItemKind:
    """What the item asks for: Kith's own mark where it fits, else by type, repeats and ordinal values."""
    kind = str(element.get("type"))
    marked = value_of(extensions(element), KITH + "kind")
    for one in MARKED.get(kind, ()):
        if marked == one.value:
            return one
    if kind in ("choice", "open-choice"):
        if element.get("repeats") is True:
            return ItemKind.CHOICES
        codings = [_coding(option) for option in tables(element.get("answerOption"))]
        in_order = [value_of(extensions(coding), ORDINAL) for coding in codings]
        whole = all(isinstance(one, int | float) and float(one).is_integer() for one in in_order)
        if len(in_order) > 1 and whole and len(set(in_order)) == len(in_order):
            return ItemKind.SCALE
    return TYPES[kind]


def light_item(element: Element, data: Element, key: str, kind: ItemKind) -> Item:
    """As much of the item as a condition needs to know."""
    points = tuple(
        Point(_value(_coding(option)), Text.of("-"))
        for option in options_of(element, data)
        if kind is ItemKind.SCALE
    )
    whole = element.get("type") == "integer"
    return Item(key, kind, Text.of("-"), points=points, whole=whole, may_decline=_declines(element))


def _declines(element: Element) -> bool:
    codings = [_coding(option) for option in tables(element.get("answerOption"))]
    return value_of(extensions(element), KITH + "decline") is True or any(map(_is_declined, codings))


def options_of(element: Element, data: Element) -> list[Element]:
    """The options, from the item or a value set within the resource, declining left out."""
    options = tables(element.get("answerOption"))
    value_set = element.get("answerValueSet")
    if not options and isinstance(value_set, str) and value_set.startswith("#"):
        for one in tables(data.get("contained")):
            if one.get("id") == value_set[1:] and isinstance(one.get("compose"), Mapping):
                includes = tables(one["compose"].get("include"))  # type: ignore[attr-defined]
                options = [{"valueCoding": c} for include in includes for c in tables(include.get("concept"))]
    return [option for option in options if not _is_declined(_coding(option))]


def _coding(option: Element) -> Element:
    coding = option.get("valueCoding")
    if isinstance(coding, Mapping):
        return coding
    plain = next((value for key, value in option.items() if key.startswith("value")), "")
    return {"code": str(plain), "display": str(plain)}


def _is_declined(coding: Element) -> bool:
    return coding.get("system") == ABSENT_REASONS and coding.get("code") == DECLINED


def question(element: Element, data: Element, kind: ItemKind, default: str) -> tuple[Json, Losses]:
    """The item's cells, and what Kith has no place for."""
    own = extensions(element)
    said = str(element.get("type"))
    losses: Losses = []
    if said in NEARLY:
        losses.append(("exchange.fhir.type_nearly", {"type": said, "kind": kind.value}))
    for key in UNHELD:
        if element.get(key) and not (key == "answerValueSet" and options_of(element, data)):
            losses.append(("exchange.fhir.unheld", {"what": key}))
    soft = value_of(own, KITH + "required") == "soft"
    required = "required" if element.get("required") is True else ("soft" if soft else "optional")
    cells: Json = {
        "kind": kind.value,
        "label": words(element, "text", default) or str(element.get("linkId", "")),
        "help": _help(element, default),
    }
    if kind is ItemKind.STATEMENT:
        return cells, losses
    cells |= {
        "required": required,
        "may_decline": _declines(element) or None,
        "constraint": _constraint(own, default),
        **_listed(element, data, kind, default),
        **_limits(element, own, kind, default),
    }
    return cells, losses


def _help(element: Element, default: str) -> dict[str, str] | None:
    shown = [one for one in tables(element.get("item")) if one.get("type") == "display"]
    return words(shown[0], "text", default) if shown else None


def _constraint(own: Mapping[str, list[Element]], default: str) -> Json | None:
    for one in own.get(KITH + "constraint", ()):
        parts = extensions(one)
        message = value_of(parts, "message")
        said = words(message, "display", default) if isinstance(message, Mapping) else None
        return {"holds": value_of(parts, "holds"), "message": said}
    return None


def _listed(element: Element, data: Element, kind: ItemKind, default: str) -> Json:
    options = options_of(element, data)
    if kind is ItemKind.SCALE:
        codings = [_coding(option) for option in options]
        return {"points": [{"value": _value(c), "label": _label(c, default)} for c in codings]}
    if kind not in (ItemKind.CHOICE, ItemKind.CHOICES):
        return {}
    made = []
    for option in options:
        coding = _coding(option)
        alone = value_of(extensions(option), EXCLUSIVE) is True
        code = code_of(str(coding.get("code") or coding.get("display") or ""))
        made.append({"key": code, "label": _label(coding, default), "exclusive": alone or None})
    return {"options": made}


def _label(coding: Element, default: str) -> dict[str, str] | str:
    return words(coding, "display", default) or str(coding.get("code", ""))


def _value(coding: Element) -> int:
    code = str(coding.get("code", ""))
    if code.removeprefix("-").isdecimal():
        return int(code)
    ordinal = value_of(extensions(coding), ORDINAL)
    return int(ordinal) if isinstance(ordinal, int | float) else 0


def _limits(element: Element, own: Mapping[str, list[Element]], kind: ItemKind, default: str) -> Json:
    if kind is ItemKind.NUMBER:
        unit = own.get(UNIT, [{}])[0].get("valueCoding")
        return {
            "min": value_of(own, LEAST),
            "max": value_of(own, MOST),
            "whole": True if element.get("type") == "integer" else None,
            "unit": words(unit, "display", default) if isinstance(unit, Mapping) else None,
        }
    if kind is ItemKind.CHOICES:
        return {"min": value_of(own, FEWEST), "max": value_of(own, MANIEST)}
    if kind is ItemKind.DATE:
        return {"earliest": value_of(own, LEAST), "latest": value_of(own, MOST)}
    if kind in (ItemKind.SHORT_TEXT, ItemKind.LONG_TEXT):
        return {"max_length": element.get("maxLength")}
    if kind is ItemKind.FILE:
        accepts = [value_of({KITH: [one]}, KITH) for one in own.get(KITH + "accepts", ())]
        return {"accepts": accepts or None, "max": value_of(own, MOST_SIZE)}
    return {}


def scale_of(one: Element, default: str) -> Json:
    """A scale that Kith wrote in an extension of its own."""
    parts = extensions(one)

    def several(url: str) -> list[object]:
        return [
            value for each in parts.get(url, ()) for key, value in each.items() if key.startswith("value")
        ]

    named = value_of(parts, "name")
    return {
        "key": value_of(parts, "key"),
        "name": words(named, "display", default) if isinstance(named, Mapping) else None,
        "items": several("item"),
        "reversed": several("reversed") or None,
        "rule": value_of(parts, "rule"),
        "min_answered": value_of(parts, "min_answered"),
        "higher_is": value_of(parts, "higher_is"),
    }
