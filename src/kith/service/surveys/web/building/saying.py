"""What the builder says of kinds, conditions and scores, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kith.foundation.faults import Fault
from kith.foundation.messages import words
from kith.questionnaires.scoring import items_needed
from kith.questionnaires.types import FILE_KINDS, FILE_MEGABYTES, FileKind, ItemKind, ScaleDefinition
from kith.service.surveys.domain.building import conditions, drafts
from kith.service.surveys.domain.building.conditions import Asked, Comparison, Joined
from kith.service.surveys.domain.building.drafts import Draft, Part

KINDS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    ItemKind.SCALE.value: (
        gettext_lazy("A scale"),
        gettext_lazy("One of some points in order, each with its words, such as how much somebody agrees."),
    ),
    ItemKind.CHOICE.value: (
        gettext_lazy("One of several answers"),
        gettext_lazy("Exactly one can be chosen."),
    ),
    ItemKind.CHOICES.value: (gettext_lazy("Any of several answers"), gettext_lazy("Several can be ticked.")),
    ItemKind.YES_NO.value: (gettext_lazy("Yes or no"), ""),
    ItemKind.NUMBER.value: (
        gettext_lazy("A number"),
        gettext_lazy("With a least, a most and a unit, if you like."),
    ),
    ItemKind.DATE.value: (gettext_lazy("A date"), ""),
    ItemKind.TIME.value: (gettext_lazy("A time of day"), ""),
    ItemKind.SHORT_TEXT.value: (gettext_lazy("A line of text"), ""),
    ItemKind.LONG_TEXT.value: (
        gettext_lazy("A longer text"),
        gettext_lazy("In their own words, several lines."),
    ),
    ItemKind.EMAIL.value: (gettext_lazy("An e-mail address"), ""),
    ItemKind.FILE.value: (
        gettext_lazy("A file"),
        gettext_lazy(
            "Such as a certificate. It needs a line: on paper, without a line and by one address for everybody it "
            "cannot be sent, and people are told so and carry on."
        ),
    ),
    ItemKind.STATEMENT.value: (
        gettext_lazy("Words that are only read"),
        gettext_lazy("An explanation between questions. Nothing is asked."),
    ),
}

TEST_WORDS: Mapping[Comparison, str | Promise] = {
    Comparison.IS: gettext_lazy("is"),
    Comparison.IS_NOT: gettext_lazy("is answered, and is not"),
    Comparison.AT_LEAST: gettext_lazy("is at least"),
    Comparison.AT_MOST: gettext_lazy("is at most"),
    Comparison.INCLUDES: gettext_lazy("has this ticked"),
    Comparison.LEAVES_OUT: gettext_lazy("does not have this ticked"),
    Comparison.ANSWERED: gettext_lazy("was answered"),
    Comparison.NOT_ANSWERED: gettext_lazy("was not answered"),
    Comparison.DECLINED: gettext_lazy("was “prefer not to say”"),
}

REQUIRED: Mapping[str, str | Promise] = {
    "optional": gettext_lazy("They may leave it out"),
    "soft": gettext_lazy("They are asked once more, then may leave it out"),
    "required": gettext_lazy("They must answer it"),
}


def said(faults: Iterable[Fault]) -> tuple[str, ...]:
    """Each fault as a sentence, without its place: it stands beside what it is about."""
    return tuple(words(fault.code, fault.params, _) for fault in faults)


def kind_words(kind: str) -> str:
    return str(KINDS[kind][0]) if kind in KINDS else kind


def label_of(part: Part, language: str) -> str:
    """A question, page or score by its words, else by its name in the data."""
    for key in ("label", "title", "name"):
        if said := drafts.words(part.get(key), language):
            return said
    return str(part.get("key", ""))


def shortened(said: str, most: int = 90) -> str:
    return said if len(said) <= most else f"{said[: most - 1]}…"


def condition_lines(draft: Draft, source: str) -> list[str] | None:
    """Each line of the condition in words, or None where only the expression can say it."""
    found = conditions.read(source)
    if found is None:
        return None
    by_key = {item["key"]: item for item in drafts.items(draft)}
    return [_line(line, by_key.get(line.key), drafts.main_language(draft)) for line in found.lines]


def condition_words(draft: Draft, source: str | None) -> str:
    """The whole condition as one sentence; the expression itself where nothing simpler says the same."""
    if not source:
        return _("Always")
    lines = condition_lines(draft, source)
    if lines is None:
        return _("When this holds: %(expression)s") % {"expression": source}
    found = conditions.read(source)
    between = _(", or ") if found and found.joined is Joined.ANY else _(", and ")
    return _("Only when %(conditions)s") % {"conditions": between.join(lines)}


def _line(line: Asked, item: Part | None, language: str) -> str:
    question = shortened(label_of(item, language)) if item else line.key
    if line.test in conditions.WITHOUT_VALUE:
        return _("“%(question)s” %(test)s") % {"question": question, "test": TEST_WORDS[line.test]}
    return _("“%(question)s” %(test)s “%(value)s”") % {
        "question": question,
        "test": TEST_WORDS[line.test],
        "value": value_words(item, line.value, language),
    }


def value_words(item: Part | None, value: str, language: str) -> str:
    """A value as the question's own answers call it."""
    if item is None:
        return value
    if item["kind"] == "yes_no":
        return _("Yes") if value == "true" else _("No")
    for group, key in (("points", "value"), ("options", "key")):
        for one in item.get(group, ()):
            if str(one.get(key)) == value:
                return drafts.words(one["label"], language)
    return value


def missing_rule(share: float, count: int) -> str:
    """How many of a score's questions must be answered, in words."""
    needed = items_needed(_counted(share, count))
    if needed >= count:
        return ngettext(
            "The question must be answered; otherwise there is no score.",
            "All %(count)s must be answered; otherwise there is no score.",
            count,
        ) % {"count": count}
    return _("At least %(needed)s of %(count)s must be answered; otherwise there is no score.") % {
        "needed": needed,
        "count": count,
    }


def _counted(share: float, count: int) -> ScaleDefinition:
    from kith.foundation.words import Text
    from kith.questionnaires.types import ScoreRule

    keys = tuple(str(number) for number in range(count))
    return ScaleDefinition("s", Text.of("s"), keys, frozenset(), ScoreRule.MEAN, share, 0, 1)


def plain_number(value: Any) -> int | float | None:
    """As an instrument stores it: whole where it is whole."""
    if value is None:
        return None
    return (
        int(value) if value == int(value) else float(value if not isinstance(value, Decimal) else str(value))
    )


FILE_WORDS: Mapping[str, str | Promise] = {
    FileKind.PDF.value: gettext_lazy("PDF"),
    FileKind.WORD.value: gettext_lazy("Word document (DOCX)"),
    FileKind.PICTURE.value: gettext_lazy("Picture (PNG or JPEG)"),
    FileKind.SPREADSHEET.value: gettext_lazy("Spreadsheet (XLSX or CSV)"),
    FileKind.TEXT.value: gettext_lazy("Plain text (TXT)"),
}


def file_limits(item: Part) -> str:
    """What a question for a file takes."""
    kinds = item.get("accepts") or [kind.value for kind in FILE_KINDS]
    said = ", ".join(str(FILE_WORDS[kind]) for kind in kinds if kind in FILE_WORDS)
    return _("%(kinds)s; %(most)s MB at most") % {"kinds": said, "most": item.get("max") or FILE_MEGABYTES}
