"""Sets of points that a scale may begin with, in the languages of the service. The words are Kith's own."""

from __future__ import annotations

from collections.abc import Mapping

from kith.service.surveys.domain.building.drafts import Part

_ZH = "zh-hans"
_SETS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "agree_5": (
        ("Strongly disagree", "非常不同意"),
        ("Disagree", "不同意"),
        ("Neither agree nor disagree", "既不同意也不反对"),
        ("Agree", "同意"),
        ("Strongly agree", "非常同意"),
    ),
    "agree_7": (
        ("Strongly disagree", "非常不同意"),
        ("Disagree", "不同意"),
        ("Somewhat disagree", "有点不同意"),
        ("Neither agree nor disagree", "既不同意也不反对"),
        ("Somewhat agree", "有点同意"),
        ("Agree", "同意"),
        ("Strongly agree", "非常同意"),
    ),
    "often_5": (
        ("Never", "从不"),
        ("Rarely", "很少"),
        ("Sometimes", "有时"),
        ("Often", "经常"),
        ("Always", "总是"),
    ),
    "confident_5": (
        ("Not at all confident", "完全没有信心"),
        ("Slightly confident", "略有信心"),
        ("Fairly confident", "比较有信心"),
        ("Very confident", "很有信心"),
        ("Completely confident", "完全有信心"),
    ),
    "satisfied_5": (
        ("Very dissatisfied", "非常不满意"),
        ("Dissatisfied", "不满意"),
        ("Neither satisfied nor dissatisfied", "一般"),
        ("Satisfied", "满意"),
        ("Very satisfied", "非常满意"),
    ),
    "helpful_4": (
        ("Not helpful", "没有帮助"),
        ("A little helpful", "有一点帮助"),
        ("Helpful", "有帮助"),
        ("Very helpful", "很有帮助"),
    ),
}
KEYS = tuple(_SETS)


def labels(key: str, language: str) -> tuple[str, ...]:
    return tuple(chinese if language.startswith("zh") else english for english, chinese in _SETS[key])


def points(key: str, languages: list[str]) -> list[Part]:
    """The set, counted from 1, with the words of each language that Kith has; the others are there to translate."""
    known = {tag: at for tag in languages for at, mark in enumerate(("en", _ZH)) if tag.lower() == mark}
    known = known or {languages[0]: 0}
    return [
        {"value": number, "label": {tag: said[at] for tag, at in known.items()}}
        for number, said in enumerate(_SETS[key], 1)
    ]


def known_words(text: Mapping[str, str], language: str) -> str | None:
    """What Kith calls a point in another language, where its words are those of one of the sets."""
    if language not in ("en", _ZH):
        return None
    to, back = (1, 0) if language == _ZH else (0, 1)
    said = text.get("en" if to else _ZH)
    pairs = (pair for pairs in _SETS.values() for pair in pairs)
    return next((pair[to] for pair in pairs if said is not None and pair[back] == said), None)
