"""Texts and extensions as FHIR R4 writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kith.foundation.words import Text

Json = dict[str, object]

HL7 = "http://hl7.org/fhir/StructureDefinition/"
TRANSLATION = f"{HL7}translation"
ORDINAL = f"{HL7}ordinalValue"
EXCLUSIVE = f"{HL7}questionnaire-optionExclusive"
CONTROL = f"{HL7}questionnaire-itemControl"
HIDDEN = f"{HL7}questionnaire-hidden"
UNIT = f"{HL7}questionnaire-unit"
LEAST, MOST = f"{HL7}minValue", f"{HL7}maxValue"
FEWEST, MANIEST = f"{HL7}questionnaire-minOccurs", f"{HL7}questionnaire-maxOccurs"
REGEX = f"{HL7}regex"
MOST_SIZE = f"{HL7}maxSize"
"""In megabytes, as FHIR has it."""
ABSENT = f"{HL7}data-absent-reason"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
ABSENT_REASONS = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
DECLINED = "asked-declined"
KITH = "urn:kith:fhir:"
"""The beginning of Kith's own extensions, which other tools pass over."""


def extension(url: str, **value: object) -> Json:
    return {"url": url, **value}


def kith(name: str, value: object) -> Json:
    """One of Kith's own extensions with a plain value."""
    match value:
        case bool():
            return extension(KITH + name, valueBoolean=value)
        case int():
            return extension(KITH + name, valueInteger=value)
        case float():
            return extension(KITH + name, valueDecimal=value)
    return extension(KITH + name, valueString=str(value))


def said(key: str, text: Text | None, default: str) -> Json:
    """A text under ``key``, with its translations beside it."""
    if text is None:
        return {}
    base = text.by_language.get(default)
    others = [tag for tag in text.by_language if tag != default]
    marks = []
    if base is None:  # FHIR has no text that stands in another language only
        base = next(iter(text.by_language.values()))
        marks = [kith("not-default", True)]
    translations = [
        extension(
            TRANSLATION,
            extension=[
                extension("lang", valueCode=tag),
                extension("content", valueString=text.by_language[tag]),
            ],
        )
        for tag in others
    ]
    more = [*marks, *translations]
    return {key: base, **({f"_{key}": {"extension": more}} if more else {})}


def words(holder: Mapping[str, object], key: str, default: str) -> dict[str, str] | None:
    """The text under ``key`` in every language it stands in."""
    base = holder.get(key)
    if not isinstance(base, str) or not base.strip():
        return None
    beside = extensions(holder.get(f"_{key}"))
    found: dict[str, str] = {} if KITH + "not-default" in beside else {default: base}
    for one in beside.get(TRANSLATION, ()):
        parts = extensions(one)
        tag, content = (value_of(parts, part) for part in ("lang", "content"))
        if isinstance(tag, str) and isinstance(content, str):
            found[tag.lower()] = content
    return found or {default: base}


def extensions(holder: object) -> dict[str, list[Mapping[str, object]]]:
    """The extensions of an element by their address."""
    found: dict[str, list[Mapping[str, object]]] = {}
    if isinstance(holder, Mapping):
        for one in tables(holder.get("extension")):
            found.setdefault(str(one.get("url", "")), []).append(one)
    return found


def value_of(found: Mapping[str, list[Mapping[str, object]]], url: str) -> object | None:
    """The value of the first extension of an address, whatever its type."""
    for one in found.get(url, ()):
        for key, value in one.items():
            if key.startswith("value"):
                return value
    return None


def tables(value: object) -> list[Mapping[str, object]]:
    """The tables in a list; anything else in it is passed over."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def filled(*parts: Mapping[str, object] | None) -> Json:
    """The parts together, without what is empty: FHIR allows no empty value."""
    out: Json = {}
    for part in parts:
        out |= {key: value for key, value in (part or {}).items() if value not in (None, "", [], {})}
    return out


def listed(found: Iterable[Json]) -> Json:
    kept = list(found)
    return {"extension": kept} if kept else {}
