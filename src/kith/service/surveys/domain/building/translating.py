"""Every text of a draft with its place, to be set beside its translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kith.service.surveys.domain.building import drafts
from kith.service.surveys.domain.building.drafts import Draft, Part
from kith.service.surveys.domain.building.point_sets import known_words

MARK = "-"


@dataclass(frozen=True, slots=True)
class Said:
    """One text. ``what`` says what it is, ``of`` whose it is: the key of a question, page or score."""

    path: tuple[str | int, ...]
    what: str
    of: str
    text: dict[str, str]

    @property
    def name(self) -> str:
        """Its field in a form."""
        return MARK.join(str(part) for part in self.path)


def texts(draft: Draft) -> Iterator[Said]:
    """Every text that a receiver reads, in reading order."""
    yield from _of(draft["instrument"], ("instrument",), "", "title", "intro", "closing")
    for at, page in enumerate(drafts.pages(draft)):
        here = ("page", at)
        yield from _of(page, here, page["key"], "title", "intro")
        for number, item in enumerate(page["item"]):
            yield from _of_item(item, (*here, "item", number))
    for at, scale in enumerate(drafts.scales(draft)):
        yield from _of(scale, ("scale", at), scale["key"], "name")


def missing(draft: Draft, language: str) -> list[Said]:
    return [said for said in texts(draft) if not said.text.get(language, "").strip()]


def once(draft: Draft, language: str) -> list[list[Said]]:
    """Every text to be translated; points and answers of the same words and the same translation stand together."""
    main = drafts.main_language(draft)
    found: dict[tuple[object, ...], list[Said]] = {}
    for said in texts(draft):
        is_repeated = said.what in ("points", "options")
        key = (said.what, said.text.get(main), said.text.get(language)) if is_repeated else said.path
        found.setdefault(key, []).append(said)
    return list(found.values())


def translate(draft: Draft, language: str, given: Mapping[str, str]) -> None:
    """Put in what was written, by the field name of the first of those that stand together. What was left empty has no
    translation."""
    for group in once(draft, language):
        if group[0].name not in given:
            continue
        wanted = given[group[0].name].replace("\r\n", "\n").strip()
        for said in group:
            text = _at(draft, said.path)
            if wanted:
                text[language] = wanted
            else:
                text.pop(language, None)


def set_languages(draft: Draft, wanted: list[str]) -> None:
    """The first is what the questionnaire is written in. Translations of a language that goes are kept in the draft
    until it is published, so that taking it away by mistake loses nothing. Ready-made points come with their words."""
    tags = list(dict.fromkeys(tag.lower() for tag in wanted))
    draft["instrument"]["languages"] = tags
    for said in list(texts(draft)):
        for tag in tags:
            if said.what == "points" and tag not in said.text and (known := known_words(said.text, tag)):
                _at(draft, said.path)[tag] = known


def only_its_languages(draft: Draft) -> Draft:
    """Texts without the words of languages that the questionnaire does not have."""
    kept = set(drafts.languages(draft))
    for said in list(texts(draft)):
        text = _at(draft, said.path)
        for tag in set(text) - kept:
            if len(text) > 1:
                del text[tag]
    return draft


def _of(part: Part, path: tuple[str | int, ...], of: str, *keys: str) -> Iterator[Said]:
    for key in keys:
        if part.get(key):
            yield Said((*path, key), key, of, part[key])


def _of_item(item: Part, path: tuple[str | int, ...]) -> Iterator[Said]:
    yield from _of(item, path, item["key"], "label", "help", "unit")
    for group in ("points", "options"):
        for at, one in enumerate(item.get(group, ())):
            if one.get("label"):
                yield Said((*path, group, at, "label"), group, item["key"], one["label"])
    if item.get("constraint", {}).get("message"):
        yield Said((*path, "constraint", "message"), "message", item["key"], item["constraint"]["message"])


def _at(draft: Draft, path: tuple[str | int, ...]) -> dict[str, str]:
    found: Any = draft
    for part in path:
        found = found[part]
    text: dict[str, str] = found
    return text
