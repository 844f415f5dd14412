"""A questionnaire as a FHIR R4 Questionnaire: a group a page, a question an item."""

from __future__ import annotations

from kith.foundation.faults import Where
from kith.foundation.words import Text
from kith.questionnaires.exchange.fhir_items import item_json
from kith.questionnaires.exchange.fhir_when import to_when
from kith.questionnaires.exchange.fhir_words import (
    CONTROL,
    CONTROLS,
    KITH,
    MANIEST,
    Json,
    extension,
    filled,
    kith,
    listed,
    said,
)
from kith.questionnaires.exchange.to_xpath import NoCounterpart
from kith.questionnaires.exchange.types import Loss
from kith.questionnaires.exchange.xlsform_items import is_grid
from kith.questionnaires.exchange.xlsform_words import PIPE
from kith.questionnaires.expressions import Expression
from kith.questionnaires.types import Instrument, Page, ScaleDefinition

PAGE = "page."
"""How the linkId of a page begins, so that no page is taken for a question."""


def questionnaire(instrument: Instrument) -> tuple[Json, tuple[Loss, ...]]:
    """The Questionnaire resource, and what only Kith will read back."""
    return _Writer(instrument).whole()


class _Writer:
    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self._default = instrument.languages[0]
        self._items = {item.key: item for item in instrument.items}
        self._lost: list[Loss] = []

    def whole(self) -> tuple[Json, tuple[Loss, ...]]:
        one, rights = self._instrument, self._instrument.rights
        items = [self._page(page) for page in one.pages]
        if one.closing:
            closing = said("text", one.closing, self._default)
            items.append({"linkId": "form.closing", "type": "display", **closing})
        copyright_words = "\n".join(
            filter(None, (rights.owner, rights.licence, rights.citation, rights.permission))
        )
        resource = filled(
            {
                "resourceType": "Questionnaire",
                "language": self._default,
                **listed(self._own()),
                "url": f"urn:kith:instrument:{one.key}",
                "identifier": [{"system": KITH + "key", "value": one.key}],
                "version": one.version,
                "name": "".join(part.capitalize() for part in one.key.replace("-", "_").split("_")),
                "status": "active",
                "copyright": copyright_words,
                "item": items,
            },
            said("title", one.title, self._default),
            said("description", one.intro, self._default),
        )
        return resource, tuple(self._lost)

    def _own(self) -> list[Json]:
        one, rights = self._instrument, self._instrument.rights
        found = [kith("languages", " ".join(one.languages)), kith("owner", rights.owner)]
        found.append(kith("licence", rights.licence))
        found += [kith("citation", rights.citation)] if rights.citation else []
        found += [kith("permission", rights.permission)] if rights.permission else []
        found += [kith("minutes", one.minutes)] if one.minutes else []
        for scale in one.scales:
            self._lose("scale", f"scale {scale.key}", scale=str(scale.name))
            found.append(self._scale(scale))
        return found

    def _scale(self, scale: ScaleDefinition) -> Json:
        higher = {True: "better", False: "worse", None: "neither"}[scale.higher_is_better]
        parts: list[Json] = [
            extension("name", valueCoding=said("display", scale.name, self._default)),
            extension("key", valueString=scale.key),
            *(extension("item", valueString=key) for key in scale.items),
            *(extension("reversed", valueString=key) for key in scale.items if key in scale.reversed_items),
            extension("rule", valueString=scale.rule.value),
            extension("min_answered", valueDecimal=scale.min_answered),
            extension("higher_is", valueString=higher),
        ]
        return {"url": KITH + "scale", "extension": parts}

    def _page(self, page: Page) -> Json:
        where = f"{PAGE}{page.key}"
        own: list[Json] = []
        if is_grid(page.items):
            own.append(control("gtable"))
        if page.repeat:
            own += [extension(MANIEST, valueInteger=page.repeat.maximum), kith("repeat", page.repeat.count)]
            self._lose("repeat", where, count=page.repeat.count)
        when = self._when(page.relevant, where, own)
        self._pipes(where, page.title, page.intro)
        inside: list[Json] = []
        if page.intro:
            intro = said("text", page.intro, self._default)
            inside.append({"linkId": f"{where}.intro", "type": "display", **intro})
        for item in page.items:
            more: list[Json] = []
            conditions = self._when(item.relevant, item.key, more)
            self._pipes(item.key, item.label, item.help)
            inside.append(item_json(item, self._default, conditions, more, self._lost))
        return filled(
            {
                "linkId": where,
                **listed(own),
                "type": "group",
                **when,
                "repeats": True if page.repeat else None,
            },
            said("text", page.title, self._default),
            {"item": inside},
        )

    def _when(self, relevant: Expression | None, key: str, own: list[Json]) -> Json:
        if relevant is None:
            return {}
        own.append(kith("relevant", relevant.source))
        try:
            return to_when(relevant, self._items)
        except NoCounterpart as refusal:
            self._lose("condition_out", key, key=key, part=refusal.what, condition=relevant.source[:80])
            return {}

    def _pipes(self, key: str, *texts: Text | None) -> None:
        if any(PIPE.search(words) for text in texts if text for words in text.by_language.values()):
            self._lose("pipe", key, key=key)

    def _lose(self, code: str, at: str, **params: str) -> None:
        self._lost.append(Loss(f"exchange.fhir.{code}", Where(key=at), params, kept=True))


def control(code: str) -> Json:
    """How an item is to be shown."""
    return extension(CONTROL, valueCodeableConcept={"coding": [{"system": CONTROLS, "code": code}]})
