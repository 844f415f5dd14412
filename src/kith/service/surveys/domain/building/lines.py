"""Answers and statements as a lead writes them: one a line. What stood there before keeps its key and translations."""

from __future__ import annotations

import re

from kith.service.surveys.domain.building.drafts import Part, new_key, words

_NUMBERED = re.compile(r"\s*(-?\d{1,6})\s*=\s*(\S.*)")


def split(text: str) -> list[str]:
    """The lines that say something, each without the spaces round it."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def matched(lines: list[str], before: list[Part], language: str) -> list[Part | None]:
    """For each line, what it was before: the same words; where no line came or went, the same place or the only one left.

    A line that is reworded keeps what it counts as. Where lines came and went as well, nobody can say which of
    them is the old one reworded, so each of the others begins anew.
    """
    left = list(before)
    found: list[Part | None] = []
    for line in lines:
        same = next((one for one in left if words(one.get("label"), language) == line), None)
        if same is not None:
            left.remove(same)
        found.append(same)
    if len(lines) == len(before):
        for at, one in enumerate(found):
            if one is None and before[at] in left:
                left.remove(before[at])
                found[at] = before[at]
        if len(left) == 1:
            found[found.index(None)] = left[0]
    return found


def options_from(text: str, before: list[Part], language: str) -> list[Part]:
    """Options of a choice, from one line each."""
    lines = split(text)
    found: list[Part] = []
    taken = {str(one["key"]) for one in before}
    for line, old in zip(lines, matched(lines, before, language), strict=True):
        if old is None:
            key = new_key(line, taken | {"prefer_not_to_say"}, f"option_{len(found) + 1}")
            taken.add(key)
            found.append({"key": key, "label": {language: line}})
        else:
            found.append({**old, "label": {**old["label"], language: line}})
    return found


def points_from(text: str, before: list[Part], language: str) -> list[Part]:
    """Points of a scale, lowest first. They count from 1, or from where they counted, unless ``3 = Often`` says otherwise."""
    lines = split(text)
    numbers = [_NUMBERED.fullmatch(line) for line in lines]
    labels = [found[2] if found else line for line, found in zip(lines, numbers, strict=True)]
    first = int(before[0]["value"]) if before and "value" in before[0] else 1
    made: list[Part] = []
    for at, (label, number) in enumerate(zip(labels, numbers, strict=True)):
        value = int(number[1]) if number else (made[-1]["value"] + 1 if made else first)
        old = before[at] if at < len(before) else None
        kept = (
            old["label"]
            if old and (len(before) == len(lines) or words(old["label"], language) == label)
            else {}
        )
        made.append({"value": value, "label": {**kept, language: label}})
    return made


def as_lines(parts: list[Part], language: str) -> str:
    return "\n".join(words(one.get("label"), language) for one in parts)


def points_as_lines(points: list[Part], language: str) -> str:
    """One a line; with their numbers where they do not simply count up."""
    values = [point.get("value") for point in points]
    if values and all(isinstance(value, int) for value in values):
        first = int(values[0] or 0)
        if values == list(range(first, first + len(values))) and first in (0, 1):
            return as_lines(points, language)
    return "\n".join(f"{point.get('value')} = {words(point.get('label'), language)}" for point in points)
