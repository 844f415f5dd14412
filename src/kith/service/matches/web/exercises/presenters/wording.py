"""Rules, reasons and names of an exercise in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kith.foundation.messages import catalogue, words
from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.domain.exercises.drafts import Drafted, Json
from kith.service.matches.models import Exercise
from kith.service.ui.web.wording import number, percent

PER_WEIGHT = bridge.POINTS_PER_WEIGHT
_POINTS = frozenset({"points", "worst", "after", "total", "most"})
"""What a sentence about giving something up counts in points."""


def points(value: int | None) -> str:
    """Points as the weights that the rules speak of: 400 is 4."""
    return _("none") if value is None else number(round(value / PER_WEIGHT, 2))


def rule_labels(rules: Iterable[Json]) -> dict[str, str]:
    """Each rule's sentence by its key."""
    return {one["key"]: capfirst(words(one["code"], one["params"], _)) for one in rules}


def rule_rows(rules: Iterable[Json]) -> list[list[str]]:
    """Each rule as a sentence, and its weight."""
    return [
        [
            capfirst(words(one["code"], one["params"], _)),
            points(one["points"]) if one["points"] else _("Always"),
        ]
        for one in rules
    ]


def spoken(heading: str) -> str:
    """A column's name as people say it."""
    return heading.replace("_", " ")


class Speaker:
    """Reasons of one run, with rules as sentences and people by name."""

    def __init__(self, drafted: Drafted, labels: Mapping[str, str]) -> None:
        self._drafted = drafted
        self._labels = labels

    def say(self, reason: Json) -> str:
        code = reason["code"]
        in_points = {name for name in _POINTS if ".gives" in code and f"{{{name}}}%" not in catalogue()[code]}
        params = {name: self._said(name, value, in_points) for name, value in reason["params"].items()}
        return capfirst(words(code, params, _))

    def _said(self, name: str, value: Any, in_points: set[str]) -> Any:
        if isinstance(value, str):
            if value in self._labels:
                return f"“{self._labels[value]}”"
            if name == "attribute":
                return spoken(value)
            return ", ".join(self._drafted.anybody(one) for one in value.split(", "))
        if name in in_points and isinstance(value, int):
            return points(value)
        return value

    def rule(self, key: str) -> str:
        return self._labels.get(key, key)


def group_name(drafted: Drafted, group: Json) -> str:
    """What a group is called: the two of a pair, the post, the project, the set by its number."""
    if group["about"] is not None:
        return drafted.about(group)
    if drafted.kind == Exercise.Kind.SETS:
        return _("Set %(number)s") % {"number": set_number(drafted, group["key"])}
    return " – ".join(drafted.members(group))


def set_number(drafted: Drafted, key: str) -> int:
    """Sets are counted as their keys sort, so that the number stays whichever way the page is sorted."""
    return sorted(group["key"] for group in drafted.groups).index(key) + 1


def matched_words(drafted: Drafted) -> str:
    """How many have a group; and how many could have at most, where it is not proven that no more can."""
    said = {"matched": drafted.matched, "people": drafted.people}
    one = drafted.objective("matched")
    if one is None or one["proven"] or one["bound"] is None or one["bound"] <= drafted.matched:
        return _("Matched %(matched)s of %(people)s") % said
    return _("Matched %(matched)s of %(people)s (at most %(bound)s could be)") % {
        **said,
        "bound": one["bound"],
    }


def proof_words(drafted: Drafted) -> str:
    """Proven best, or how far from it at most. How many could be matched is said beside how many are."""
    if drafted.draft.get("proven"):
        return _("proven best")
    open_ones = [one for one in drafted.draft.get("objectives", []) if not one["proven"]]
    if not drafted.draft.get("stopped") and [one["key"] for one in open_ones] == ["matched"]:
        return _("proven best for this many")
    gaps = [one["gap"] for one in open_ones if one["gap"] is not None]
    if open_ones and len(gaps) == len(open_ones):
        return _("at most %(share)s from the best that can be") % {"share": percent(max(gaps), 1)}
    return _("not proven best")


def objective_name(key: str) -> str:
    return {
        "blocking": _("Two who would both rather have each other"),
        "matched": _("Matched"),
        "kept": _("Kept where they were"),
        "worst": _("Worst off"),
        "total": _("All together"),
        "thirds": _("Those who joined a pair"),
        "lottery": _("Lottery among equals"),
    }.get(key, spoken(key))


def objective_value(one: Json) -> str:
    """The value in the unit of its objective, and how sure it is."""
    value = points(one["value"]) if one["key"] in {"worst", "total"} else number(one["value"])
    if one["proven"]:
        return _("%(value)s (proven)") % {"value": value}
    if one["gap"] is None:
        return _("%(value)s (not proven)") % {"value": value}
    return _("%(value)s (at most %(share)s from the best)") % {
        "value": value,
        "share": percent(one["gap"], 1),
    }
