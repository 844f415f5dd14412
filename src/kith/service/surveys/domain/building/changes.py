"""What differs between two versions of a questionnaire, as codes: above all, what makes answers or scores incomparable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kith.foundation.faults import Fault
from kith.foundation.words import Text
from kith.questionnaires.types import Instrument, Item, Page, ScaleDefinition

SAID = "surveys.building.change."


def changes(old: Instrument, new: Instrument) -> tuple[Fault, ...]:
    """Each difference with the words of the question or score that it is about, in reading order."""
    return tuple(
        Fault(SAID + code, params=params)
        for code, params in (*_questions(old, new), *_pages(old, new), *_rest(old, new))
    )


Change = tuple[str, dict[str, str]]


def _said(text: Text | None) -> str:
    words = str(text) if text is not None else ""
    return words if len(words) <= 80 else f"{words[:79]}…"


def _questions(old: Instrument, new: Instrument) -> Iterator[Change]:
    for item in new.items:
        if item.key not in old:
            yield "added", {"question": _said(item.label)}
        else:
            for code in _of_item(old.item(item.key), item):
                yield code, {"question": _said(item.label)}
    for item in old.items:
        if item.key not in new:
            yield "removed", {"question": _said(item.label)}
    kept_before = [item.key for item in old.items if item.key in new]
    kept_now = [item.key for item in new.items if item.key in old]
    if kept_before != kept_now:
        yield "reordered", {}


def _of_item(old: Item, new: Item) -> Iterator[str]:
    if old.kind is not new.kind:
        yield "kind"
    if old.label != new.label or old.help != new.help or old.unit != new.unit:
        yield "reworded"
    if _codes(old) != _codes(new):
        yield "answers"
    elif old.points != new.points or old.options != new.options:
        yield "answers_reworded"
    if _limits(old) != _limits(new):
        yield "limits"
    if old.required is not new.required or old.may_decline != new.may_decline:
        yield "required"
    if _source(old.relevant) != _source(new.relevant):
        yield "condition"
    if old.constraint != new.constraint:
        yield "constraint"


def _codes(item: Item) -> tuple[object, ...]:
    return (*(point.value for point in item.points), *((one.key, one.exclusive) for one in item.options))


def _limits(item: Item) -> tuple[object, ...]:
    return item.minimum, item.maximum, item.whole, item.max_length, item.earliest, item.latest


def _source(expression: object) -> str:
    return getattr(expression, "source", "")


def _pages(old: Instrument, new: Instrument) -> Iterator[Change]:
    before = {page.key: page for page in old.pages}
    for page in new.pages:
        was = before.get(page.key)
        if was is not None and _bare(was) != _bare(page):
            yield "page", {"page": _said(page.title) or _said(page.items[0].label)}
    on_pages = {item.key: page.key for page in old.pages for item in page.items}
    moved = [
        item for page in new.pages for item in page.items if on_pages.get(item.key, page.key) != page.key
    ]
    for item in moved:
        yield "moved", {"question": _said(item.label)}


def _bare(page: Page) -> tuple[object, ...]:
    return page.title, page.intro, _source(page.relevant), page.repeat


def _rest(old: Instrument, new: Instrument) -> Iterator[Change]:
    before = {scale.key: scale for scale in old.scales}
    for scale in new.scales:
        was = before.pop(scale.key, None)
        if was is None:
            yield "scale_added", {"scale": _said(scale.name)}
        elif _scoring(was) != _scoring(scale):
            yield "scale_scored", {"scale": _said(scale.name)}
        elif was != scale:
            yield "scale_renamed", {"scale": _said(scale.name)}
    for gone in before.values():
        yield "scale_removed", {"scale": _said(gone.name)}
    if (old.title, old.intro, old.closing, old.minutes) != (new.title, new.intro, new.closing, new.minutes):
        yield "about", {}
    if old.languages != new.languages:
        yield "languages", {"languages": ", ".join(new.languages)}
    if old.rights != new.rights:
        yield "rights", {}


def _scoring(scale: ScaleDefinition) -> ScaleDefinition:
    return replace(scale, name=Text.of(""))
