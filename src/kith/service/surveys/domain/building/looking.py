"""Everything that is wrong with a draft, at once, each fault with the question, page or score that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kith.foundation.faults import Fault, KithError, Where
from kith.questionnaires.read import from_json
from kith.questionnaires.types import Instrument
from kith.service.surveys.domain.building import drafts
from kith.service.surveys.domain.building.drafts import Draft
from kith.service.surveys.models import Questionnaire

_AT = re.compile(r"(page|scale)\[(\d+)\](?:\.item\[(\d+)\])?(.*)")
RIGHTS, ABOUT = "rights", "about"

OWN_WORDS = frozenset(
    {
        "questionnaires.no_pages",
        "questionnaires.empty_page",
        "questionnaires.too_few_points",
        "questionnaires.point_twice",
        "questionnaires.too_few_options",
        "questionnaires.repeat_not_counted",
        "questionnaires.use_selected",
        "questionnaires.not_a_scale_item",
        "questionnaires.ranges_differ",
        "questionnaires.scale_of_repeat",
        "questionnaires.translation_missing",
        "questionnaires.too_many_repeats",
        "declared.no_such_earlier_item",
        "declared.no_such_earlier_item_nearest",
        "declared.no_such_item",
        "declared.no_such_item_nearest",
        "declared.no_such_option",
        "declared.no_such_option_nearest",
        "declared.not_words",
        "declared.not_text",
    }
)
"""Codes whose sentence speaks of a file. For somebody who builds in the browser there is another."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a fault is about: ``kind`` is page, item, scale, rights or about; ``key`` says which."""

    kind: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """``instrument`` is there when the draft could be published as far as the form model goes."""

    instrument: Instrument | None
    faults: Mapping[Place, tuple[Fault, ...]]

    @property
    def is_sound(self) -> bool:
        return not self.faults

    @property
    def all(self) -> tuple[Fault, ...]:
        return tuple(fault for found in self.faults.values() for fault in found)


def look(questionnaire: Questionnaire) -> Looked:
    """Every fault that keeps the draft from being published."""
    found: dict[Place, list[Fault]] = {}
    instrument = None
    try:
        instrument = from_json(questionnaire.draft)
    except KithError as error:
        for fault in error.faults:
            place = _place(questionnaire.draft, fault)
            found.setdefault(place, []).append(_in_own_words(fault))
    if rights := rights_faults(questionnaire):
        found[Place(RIGHTS)] = rights  # what the form model says of rights is said here in other words
    kept = {place: _each_once(faults) for place, faults in found.items()}
    return Looked(instrument, MappingProxyType(kept))


def rights_faults(questionnaire: Questionnaire) -> list[Fault]:
    """Whose words these are must be known before anybody is asked them."""
    rights = questionnaire.draft.get("rights", {})
    if not questionnaire.words_are:
        return [Fault("surveys.building.whose_words", Where(key="words_are"))]
    found = [
        Fault(f"surveys.building.no_{key}", Where(key=key))
        for key in ("owner", "licence")
        if not rights.get(key)
    ]
    if questionnaire.words_are == Questionnaire.Words.LICENSED and not rights.get("permission"):
        found.append(Fault("surveys.building.no_permission", Where(key="permission")))
    return found


def shown(draft: Draft) -> Instrument:
    """The draft to be looked at and tried: translations and rights may still be missing.

    Raises KithError with what keeps it from being shown.
    """
    about = {**draft["instrument"], "languages": [drafts.main_language(draft)]}
    return from_json({**draft, "instrument": about, "rights": {"owner": "–", "licence": "–"}})


def _place(draft: Draft, fault: Fault) -> Place:
    found = _AT.match(fault.where.key or "")
    if found is None:
        is_rights = (fault.where.key or "").startswith(RIGHTS) or fault.params.get("missing") == RIGHTS
        return Place(RIGHTS if is_rights else ABOUT)
    kind, number, item = found[1], int(found[2]), found[3]
    part = draft[kind][number]
    if item is not None:
        return Place("item", part["item"][int(item)].get("key", ""))
    return Place(kind, part.get("key", ""))


def _in_own_words(fault: Fault) -> Fault:
    code, params = fault.code, dict(fault.params)
    if code == "declared.missing":
        return Fault(_missing(str(params.get("missing"))), fault.where, params)
    if code in OWN_WORDS:
        code = "surveys.building.wrong." + code.rpartition(".")[2].removesuffix("_nearest")
    return Fault(code, fault.where, MappingProxyType(params))


_MISSING = frozenset({"label", "name", "points", "options", "items", "message", "title"})


def _missing(key: str) -> str:
    return f"surveys.building.missing.{key}" if key in _MISSING else "surveys.building.missing.other"


def _each_once(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    once: dict[tuple[object, ...], Fault] = {}
    for fault in faults:
        once.setdefault((fault.code, tuple(sorted(fault.params.items(), key=str))), fault)
    return tuple(once.values())
