"""A questionnaire that is being made, as plain values in the keys of an instrument file.

It may have faults at any time, so it is no ``Instrument`` yet. Every text is a table of language to words. The
functions here change the draft they are given; :mod:`.actions` gives them a copy and keeps what comes of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from kith.foundation.faults import Fault, KithError, Where
from kith.questionnaires.types import FORMAT_VERSION

Draft = dict[str, Any]
Part = dict[str, Any]
LONGEST_KEY = 40
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")


def empty(key: str, title: str, language: str) -> Draft:
    """A draft that asks nothing yet."""
    return {
        "format_version": FORMAT_VERSION,
        "instrument": {"key": key, "version": "1", "title": {language: title}, "languages": [language]},
        "rights": {},
        "page": [],
        "scale": [],
    }


def pages(draft: Draft) -> list[Part]:
    found: list[Part] = draft["page"]
    return found


def scales(draft: Draft) -> list[Part]:
    found: list[Part] = draft.get("scale", [])
    return found


def items(draft: Draft) -> Iterator[Part]:
    """Every item in reading order."""
    for page in pages(draft):
        yield from page["item"]


def languages(draft: Draft) -> list[str]:
    """The language the questionnaire is written in, then those it is translated into."""
    return list(draft["instrument"].get("languages") or ["en"])


def main_language(draft: Draft) -> str:
    return languages(draft)[0]


def words(text: dict[str, str] | None, language: str) -> str:
    """What stands in that language, or whatever there is, or nothing."""
    if not text:
        return ""
    return text.get(language) or next((said for said in text.values() if said), "")


def with_words(text: dict[str, str] | None, language: str, said: str) -> dict[str, str] | None:
    """The text with other words in one language. Without words in the main language there is no text."""
    said = " ".join(said.split()) if "\n" not in said else said.strip()
    return {**(text or {}), language: said} if said else None


def page_of(draft: Draft, key: str) -> Part:
    """Raises KithError when somebody has taken it away meanwhile."""
    return _found(pages(draft), key)


def scale_of(draft: Draft, key: str) -> Part:
    return _found(scales(draft), key)


def item_of(draft: Draft, key: str) -> Part:
    return _found(items(draft), key)


def page_with(draft: Draft, key: str) -> Part:
    """The page that an item stands on."""
    item_of(draft, key)
    return next(page for page in pages(draft) if any(item["key"] == key for item in page["item"]))


def _found(parts: Iterable[Part], key: str) -> Part:
    for part in parts:
        if part["key"] == key:
            return part
    raise KithError(Fault("surveys.building.gone", params={"key": key}))


def new_key(said: str, taken: Collection[str], stem: str) -> str:
    """A name for the data, from the words: ``how_many_years``; ``question_2`` where the words have no letters for it."""
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_").lstrip("0123456789_")[:LONGEST_KEY].rstrip("_")
    if not key or key in {"and", "or", "not", "true", "false"}:
        key = stem
    if key not in taken:
        return key
    number = 2
    while f"{key}_{number}" in taken:
        number += 1
    return f"{key}_{number}"


def item_keys(draft: Draft) -> set[str]:
    return {item["key"] for item in items(draft)}


def page_keys(draft: Draft) -> set[str]:
    return {page["key"] for page in pages(draft)}


def put(part: Part, key: str, value: object) -> None:
    """Set a key, or take it out where there is nothing to say: what is not said is not written."""
    if value is None or value == "" or value == [] or value is False:
        part.pop(key, None)
    else:
        part[key] = value


def add_scale(draft: Draft, new: Part) -> None:
    draft["scale"] = [*scales(draft), new]


def remove_scale(draft: Draft, key: str) -> None:
    """The questions stay; they are only no longer scored."""
    draft["scale"] = [one for one in scales(draft) if one["key"] != key]


def add_page(draft: Draft, new: Part) -> None:
    pages(draft).append(new)


def add_item(draft: Draft, item: Part, page: str | None) -> None:
    """At the end of a page, or on a page of its own after all others."""
    if page is not None:
        page_of(draft, page)["item"].append(item)
        return
    add_page(draft, {"key": new_key(item["key"], page_keys(draft), "page"), "item": [item]})


def remove_item(draft: Draft, key: str) -> None:
    """Take a question out. A page that asks nothing any more goes too."""
    page = page_with(draft, key)
    page["item"] = [item for item in page["item"] if item["key"] != key]
    if not page["item"]:
        pages(draft).remove(page)


def remove_page(draft: Draft, key: str) -> None:
    pages(draft).remove(page_of(draft, key))


def move_page(draft: Draft, key: str, by: int) -> None:
    """One up (-1) or down (1); at an end it stays."""
    _shift(pages(draft), page_of(draft, key), by)


def move_item(draft: Draft, key: str, by: int) -> None:
    """One up or down on its page; beyond the page's end, on to the page beside it."""
    page, item = page_with(draft, key), item_of(draft, key)
    at = page["item"].index(item) + by
    if 0 <= at < len(page["item"]):
        _shift(page["item"], item, by)
        return
    beside = pages(draft).index(page) + by
    if 0 <= beside < len(pages(draft)):
        _put_on(draft, item, pages(draft)[beside], 0 if by > 0 else None)


def move_item_to(draft: Draft, key: str, *, page: str | None, after: str | None) -> None:
    """Onto a page, behind one of its questions (or first); ``page`` None is a page of its own, after the one it left."""
    item, old = item_of(draft, key), page_with(draft, key)
    if page is None:
        if len(old["item"]) == 1:
            return
        own = {"key": new_key(key, page_keys(draft), "page"), "item": []}
        pages(draft).insert(pages(draft).index(old) + 1, own)
        _put_on(draft, item, own, 0)
        return
    target = page_of(draft, page)
    others = [one["key"] for one in target["item"] if one["key"] != key]
    _put_on(draft, item, target, others.index(after) + 1 if after in others else 0)


def move_page_to(draft: Draft, key: str, *, after: str | None) -> None:
    """Behind another page, or first."""
    page = page_of(draft, key)
    rest = [one for one in pages(draft) if one is not page]
    at = next((place + 1 for place, one in enumerate(rest) if one["key"] == after), 0)
    draft["page"] = [*rest[:at], page, *rest[at:]]


def _put_on(draft: Draft, item: Part, target: Part, at: int | None) -> None:
    old = page_with(draft, item["key"])
    old["item"] = [one for one in old["item"] if one is not item]
    target["item"].insert(len(target["item"]) if at is None else at, item)
    if not old["item"]:
        pages(draft).remove(old)


def _shift(parts: list[Part], part: Part, by: int) -> None:
    at = parts.index(part)
    to = min(max(at + by, 0), len(parts) - 1)
    parts.insert(to, parts.pop(at))


def rename_item(draft: Draft, key: str, to: str) -> None:
    """Give a question another name in the data, where nothing refers to it by the old one."""
    if to == key:
        return
    where = Where(key="key")
    if not _KEY.fullmatch(to):
        raise KithError(Fault("surveys.building.key_form", where, {"value": to[:LONGEST_KEY]}))
    if to in item_keys(draft):
        raise KithError(Fault("surveys.building.key_taken", where, {"value": to}))
    from kith.service.surveys.domain.building.references import referring

    if referring(draft, key):
        raise KithError(Fault("surveys.building.key_used", where, {"value": key}))
    item_of(draft, key)["key"] = to


def is_grid(page: Part) -> bool:
    """Several statements that share one set of points: shown as a grid, changed together."""
    first, *others = page["item"] or [{}]
    alike = (item.get("kind") == "scale" and item.get("points") == first.get("points") for item in others)
    return bool(others) and first.get("kind") == "scale" and all(alike)
