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
    def ids(self) -> dict[str, list[str]]:
        """Every id by the words it may be found under: itself and its name, small letters."""
        found: dict[str, list[str]] = {}
        everybody = {who for who, _group in self.placed()}
        everybody |= {(one["side"], one["id"]) for one in self.left_over}
        if self.things:
            everybody |= {(self.things, one["about"]) for one in self.groups if one["about"] is not None}
        for side, id_ in sorted(everybody):
            for said in {id_.casefold(), self.name(side, id_).casefold()}:
                if id_ not in found.setdefault(said, []):
                    found[said].append(id_)
        return found


def moved(before: Drafted, after: Drafted) -> list[Who]:
    """People of both drafts who are somewhere else now, or have lost or found a group."""
    was, now = _places(before), _places(after)
    same = _same_sets(before, after) if after.kind == Exercise.Kind.SETS else {}
    return sorted(
        who for who in was.keys() & now.keys() if {same.get(one, one) for one in was[who]} != now[who]
    )


def _places(drafted: Drafted) -> dict[Who, set[Any]]:
    """Where everybody is: the post or project, the partners, the set. Nowhere is an empty set."""
    found: dict[Who, set[Any]] = {(one["side"], one["id"]): set() for one in drafted.people_left()}
    for who, group in drafted.placed():
        here = found.setdefault(who, set())
        if group["about"] is not None:
            here.add(group["about"])
        elif drafted.kind == Exercise.Kind.PAIRS:
            here |= {(one["side"], one["id"]) for one in group["members"]} - {who}
        else:
            here.add(group["key"])
    return found


def _same_sets(before: Drafted, after: Drafted) -> dict[str, str]:
    """A set of the one draft is the set of the other that shares most people with it, each used once."""
    now = {who: group["key"] for who, group in after.placed()}
    shared: dict[tuple[str, str], int] = {}
    for who, group in before.placed():
        if who in now:
            both = (group["key"], now[who])
            shared[both] = shared.get(both, 0) + 1
    found: dict[str, str] = {}
    for (one, other), _count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if one not in found and other not in found.values():
            found[one] = other
    return {group["key"]: found.get(group["key"], "") for group in before.groups}
