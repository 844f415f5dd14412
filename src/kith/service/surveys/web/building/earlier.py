"""Which questions come before a question or a page, so that it can speak of their answers."""

from __future__ import annotations

from kith.service.surveys.domain.building import drafts
from kith.service.surveys.domain.building.drafts import Draft, Part

ITEM, PAGE = "question", "page"


def earlier_than(draft: Draft, kind: str, key: str) -> list[Part]:
    """Asked before, in order. What a repeated page asks has many answers, so nothing later can speak of it."""
    page = drafts.page_of(draft, key) if kind == PAGE else drafts.page_with(draft, key)
    found = []
    for one in drafts.pages(draft):
        if one is page:
            break
        if not one.get("repeat"):
            found += one["item"]
    if kind == ITEM:
        keys = [item["key"] for item in page["item"]]
        found += page["item"][: keys.index(key)]
    return [item for item in found if item["kind"] != "statement"]


def all_asked(draft: Draft) -> list[Part]:
    """What a question that is added at the end can speak of."""
    pages = [page for page in drafts.pages(draft) if not page.get("repeat")]
    return [item for page in pages for item in page["item"] if item["kind"] != "statement"]


def part_of(draft: Draft, kind: str, key: str) -> Part:
    return drafts.page_of(draft, key) if kind == PAGE else drafts.item_of(draft, key)
