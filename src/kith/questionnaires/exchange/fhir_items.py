"""One question as an item of a FHIR R4 Questionnaire."""

from __future__ import annotations

from collections.abc import Mapping

from kith.foundation.faults import Where
from kith.questionnaires.exchange.fhir_words import (
    ABSENT_REASONS,
    CONTROL,
    CONTROLS,
    DECLINED,
    EXCLUSIVE,
    FEWEST,
    LEAST,
    MANIEST,
    MOST,
    MOST_SIZE,
    ORDINAL,
    REGEX,
    UNIT,
    Json,
    extension,
    filled,
    kith,
    listed,
    said,
)
from kith.questionnaires.exchange.types import Loss
from kith.questionnaires.exchange.xlsform_words import DECLINE_LABEL
from kith.questionnaires.types import Item, ItemKind, Requirement

TYPES: Mapping[ItemKind, str] = {
    ItemKind.SCALE: "choice",
    ItemKind.CHOICE: "choice",
    ItemKind.CHOICES: "choice",
    ItemKind.YES_NO: "boolean",
    ItemKind.NUMBER: "decimal",
    ItemKind.DATE: "date",
    ItemKind.TIME: "time",
    ItemKind.SHORT_TEXT: "string",
    ItemKind.LONG_TEXT: "text",
    ItemKind.EMAIL: "string",
    ItemKind.FILE: "attachment",
    ItemKind.STATEMENT: "display",
}
CHOSEN = (ItemKind.SCALE, ItemKind.CHOICE, ItemKind.CHOICES)


def item_json(item: Item, default: str, when: Json, own: list[Json], lost: list[Loss]) -> Json:
    """The item; ``when`` is its condition, ``own`` are extensions it has already."""
    is_read = item.kind is ItemKind.STATEMENT
    return filled(
        {"linkId": item.key, **listed([*own, *_limits(item, default), *_own(item, default, lost)])},
        said("text", item.label, default),
        {"type": "integer" if item.kind is ItemKind.NUMBER and item.whole else TYPES[item.kind], **when},
        {
            "required": True if item.is_required and not is_read else None,
            "repeats": True if item.kind is ItemKind.CHOICES else None,
            "maxLength": item.max_length,
            "answerOption": _options(item, default),
            "item": _help(item, default),
        },
    )


def _help(item: Item, default: str) -> list[Json]:
    if item.help is None:
        return []
    shown = extension(CONTROL, valueCodeableConcept={"coding": [{"system": CONTROLS, "code": "help"}]})
    text = said("text", item.help, default)
    return [{"linkId": f"{item.key}.help", "extension": [shown], "type": "display", **text}]


def _options(item: Item, default: str) -> list[Json]:
    options: list[Json] = []
    for point in item.points:
        ordinal = extension(ORDINAL, valueDecimal=point.value)
        coding = {"extension": [ordinal], "code": str(point.value), **said("display", point.label, default)}
        options.append({"valueCoding": coding})
    for option in item.options:
        coding = {"code": option.key, **said("display", option.label, default)}
        alone = [extension(EXCLUSIVE, valueBoolean=True)] if option.exclusive else []
        options.append({**listed(alone), "valueCoding": coding})
    if item.may_decline and item.kind in CHOSEN:
        label = DECLINE_LABEL.get(default, DECLINE_LABEL["en"])
        coding = {"system": ABSENT_REASONS, "code": DECLINED, "display": label}
        alone = [extension(EXCLUSIVE, valueBoolean=True)] if item.kind is ItemKind.CHOICES else []
        options.append({**listed(alone), "valueCoding": coding})
    return options


def _limits(item: Item, default: str) -> list[Json]:
    found: list[Json] = []
    for url, limit in ((LEAST, item.minimum), (MOST, item.maximum)):
        if limit is not None and item.kind is ItemKind.NUMBER:
            whole = item.whole and float(limit).is_integer()
            found.append(
                extension(url, **({"valueInteger": int(limit)} if whole else {"valueDecimal": limit}))
            )
    for url, limit in ((FEWEST, item.minimum), (MANIEST, item.maximum)):
        if limit is not None and item.kind is ItemKind.CHOICES:
            found.append(extension(url, valueInteger=int(limit)))
    for url, day in ((LEAST, item.earliest), (MOST, item.latest)):
        if day is not None:
            found.append(extension(url, valueDate=day.isoformat()))
    if item.is_file and item.maximum is not None:
        found.append(extension(MOST_SIZE, valueDecimal=item.file_megabytes))
    if item.unit is not None:
        found.append(extension(UNIT, valueCoding=said("display", item.unit, default)))
    if item.kind is ItemKind.EMAIL:
        found.append(extension(REGEX, valueString=r"[^@\s]+@[^@\s]+\.[^@\s]+"))
    return found


def _own(item: Item, default: str, lost: list[Loss]) -> list[Json]:
    """What FHIR has no words for."""
    found = [kith("kind", item.kind.value)]
    where, params = Where(key=item.key), {"key": item.key, "kind": item.kind.value}
    if item.required is Requirement.SOFT:
        found.append(kith("required", "soft"))
        lost.append(Loss("exchange.fhir.soft", where, params, kept=True))
    found += [kith("accepts", one.value) for one in item.accepts]
    if item.may_decline:
        found.append(kith("decline", True))
        if item.kind not in CHOSEN:
            lost.append(Loss("exchange.fhir.decline", where, params, kept=True))
    if item.constraint is not None:
        message = extension("message", valueCoding=said("display", item.constraint.message, default))
        holds = extension("holds", valueString=item.constraint.holds.source)
        found.append({"url": "urn:kith:fhir:constraint", "extension": [holds, message]})
        lost.append(Loss("exchange.fhir.constraint", where, params, kept=True))
    return found
