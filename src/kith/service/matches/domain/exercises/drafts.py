"""A draft as pages, mails and comparisons read it: who is where, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kith.service.matches import bridge_exercises as bridge
from kith.service.matches.models import Exercise, ExerciseRun

Json = Mapping[str, Any]
Who = tuple[str, str]
"""Side and id."""
ABOUT_THINGS = (Exercise.Kind.POSTS, Exercise.Kind.PLACEMENTS)
"""Kinds in which people are put into something that is no person."""


@dataclass
class Drafted:
    """The draft of a finished run, and the names of whoever has one."""

    kind: str
    draft: Json
    names: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, run: ExerciseRun) -> Drafted:
        return cls(run.exercise.kind, run.draft or {}, run.names)

    @cached_property
    def things(self) -> str | None:
        """The side whose rows are posts or projects; ``None`` where all are people."""
        return bridge.inputs_of(self.kind)[1].side if self.kind in ABOUT_THINGS else None

    @property
    def groups(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.draft.get("groups", [])
        return found

    @property
    def left_over(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.draft.get("left_over", [])
        return found

    @cached_property
    def has_points(self) -> bool:
        """Whether rules gave points: posts are not decided by any."""
        return any(group["parts"] for group in self.groups)

    def name(self, side: str, id_: str) -> str:
        return self.names.get(side, {}).get(id_, id_)

    @cached_property
    def _by_id(self) -> dict[str, str]:
        return {id_: name for named in self.names.values() for id_, name in named.items()}

    def anybody(self, id_: str) -> str:
        """The name of an id whose side is not known."""
        return self._by_id.get(id_, id_)

    def about(self, group: Json) -> str:
        """The post or project by name; empty for pairs and sets."""
        if group["about"] is None:
            return ""
        return self.name(self.things, group["about"]) if self.things else self.anybody(group["about"])

    def members(self, group: Json) -> list[str]:
        return [self.name(one["side"], one["id"]) for one in group["members"]]

    def placed(self) -> Iterator[tuple[Who, dict[str, Any]]]:
        """Everybody who is in a group, with it."""
        for group in self.groups:
            for one in group["members"]:
                yield (one["side"], one["id"]), group

    def people_left(self) -> list[dict[str, Any]]:
        return [one for one in self.left_over if one["side"] != self.things]

    @cached_property
    def matched(self) -> int:
        return len({who for who, _group in self.placed()})

    @property
    def people(self) -> int:
        return self.matched + len(self.people_left())

    def group(self, key: str) -> dict[str, Any]:
        """Raises KeyError for one that is not there."""
        for group in self.groups:
            if group["key"] == key:
                return group
        raise KeyError(key)

    def objective(self, key: str) -> Json | None:
        return next((one for one in self.draft.get("objectives", []) if one["key"] == key), None)

    @cached_property
    def everybody(self) -> frozenset[Who]:
        """Whoever is in a group or left over."""
        left = {(one["side"], one["id"]) for one in self.left_over}
        return frozenset(left | {who for who, _group in self.placed()})

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """Every id by the words it may be found under: itself and its name, small letters."""
        found: dict[str, list[str]] = {}
        everybody = set(self.everybody)
        if self.things:
            everybody |= {(self.things, one["about"]) for one in self.groups if one["about"] is not None}
        for side, id_ in sorted(everybody):
            for said in {id_.casefold(), self.name(side, id_).casefold()}:
                if id_ not in found.setdefault(said, []):
                    found[said].append(id_)
        return found
