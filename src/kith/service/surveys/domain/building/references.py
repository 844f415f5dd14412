"""What in a draft speaks of a question: conditions, words that repeat its answer, scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.faults import KithError
from kith.foundation.words import Text
from kith.questionnaires.expressions import parse
from kith.questionnaires.piping import piped_keys
from kith.service.surveys.domain.building import drafts
from kith.service.surveys.domain.building.drafts import Draft, Part


class Kind(StrEnum):
    CONDITION = "condition"
    WORDS = "words"
    SCALE = "scale"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class Reference:
    """``where`` is the key of what speaks of it: a question, a score, or the page itself."""

    kind: Kind
    where: str
    is_page: bool = False


def referring(draft: Draft, key: str) -> list[Reference]:
    """Everything that would be left in the air without the question."""
    found = []
    for page in drafts.pages(draft):
        if _reads(page.get("relevant"), key):
            found.append(Reference(Kind.CONDITION, page["key"], is_page=True))
        if page.get("repeat", {}).get("count") == key:
            found.append(Reference(Kind.REPEAT, page["key"], is_page=True))
        if _shows(page, ("title", "intro"), key):
            found.append(Reference(Kind.WORDS, page["key"], is_page=True))
        found += _of_items(page, key)
    found += [
        Reference(Kind.SCALE, scale["key"]) for scale in drafts.scales(draft) if key in scale.get("items", ())
    ]
    return found


def _of_items(page: Part, key: str) -> Iterator[Reference]:
    for item in page["item"]:
        if _reads(item.get("relevant"), key) or _reads(item.get("constraint", {}).get("holds"), key):
            yield Reference(Kind.CONDITION, item["key"])
        if _shows(item, ("label", "help"), key):
            yield Reference(Kind.WORDS, item["key"])


def _reads(source: str | None, key: str) -> bool:
    if not source:
        return False
    try:
        return key in parse(source).keys
    except KithError:
        return False


def _shows(part: Part, keys: tuple[str, ...], key: str) -> bool:
    return any(key in piped_keys(Text.of(part[one])) for one in keys if part.get(one))
