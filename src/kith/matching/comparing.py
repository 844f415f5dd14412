"""Two drafts of any kind beside each other: who stands elsewhere, and what the whole gained or lost.

Pairs: a person differs when the people they are with differ. Posts and placements: when the post or project
does. Sets have no names that would mean the same in both, so each set of one draft is first told which set of
the other it became: one for one, so that as many people as possible stay in theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kith.matching.draft import Draft, Group
from kith.matching.sets.types import KEEP
from kith.matching.types import Kind

Person = tuple[str, str]
"""Side and id."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody who is not where they were.

    ``before``, ``after``: ids of their partners (pairs, sets) or of the post or project; empty for nowhere.
    ``points_before``, ``points_after``: of their groups together.
    """

    side: str
    id: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    points_before: int
    points_after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two drafts.

    Parameters
    ----------
    moved
        People of both drafts who stand elsewhere, by side and id.
    joined, left
        People who are in the second draft only, and in the first only.
    stayed
        How many people of both stand where they stood.
    total, worst, left_over
        Each before and after. ``worst`` is that of the weakest group, ``None`` where there is none. What staying is
        worth counts in none of them: nobody is better off by it.
    """

    moved: tuple[Moved, ...]
    joined: tuple[Person, ...]
    left: tuple[Person, ...]
    stayed: int
    total: tuple[int, int]
    worst: tuple[int | None, int | None]
    left_over: tuple[int, int]

    @property
    def lost(self) -> float:
        """The part of the first total that is lost, 0-1; below 0 where the second is better.

        >>> Comparison((), (), (), 0, (64563, 64383), (None, None), (0, 0)).lost
        0.0027879745365
        """
        return round((self.total[0] - self.total[1]) / self.total[0], 13) if self.total[0] else 0.0


def compare(first: Draft, second: Draft) -> Comparison:
    """How ``second`` differs from ``first``.

    Raises :class:`ValueError` for drafts of two kinds.
    """
    if first.kind is not second.kind:
        raise ValueError("drafts of two kinds cannot be compared")
    groups = _groups_of(first), _groups_of(second)
    places = _places(first, second)
    people = [
        set(one) | _left_over(draft, places[0]) for one, draft in zip(groups, (first, second), strict=True)
    ]
    both = sorted(people[0] & people[1])
    moved = []
    for person in both:
        if places[0].get(person, frozenset()) == places[1].get(person, frozenset()):
            continue
        before, after = groups[0].get(person, ()), groups[1].get(person, ())
        moved.append(
            Moved(
                *person,
                _named(first, person, before),
                _named(second, person, after),
                sum(map(_points, before)),
                sum(map(_points, after)),
            )
        )
    return Comparison(
        moved=tuple(moved),
        joined=tuple(sorted(people[1] - people[0])),
        left=tuple(sorted(people[0] - people[1])),
        stayed=len(both) - len(moved),
        total=(_total(first), _total(second)),
        worst=(_worst(first), _worst(second)),
        left_over=(len(first.left_over), len(second.left_over)),
    )


def _total(draft: Draft) -> int:
    return sum(map(_points, draft.groups))


def _worst(draft: Draft) -> int | None:
    return min(map(_points, draft.groups), default=None)


def _points(group: Group) -> int:
    """What the rules gave, without what staying is worth."""
    return group.points - sum(part.points for part in group.parts if part.rule == KEEP)


def _groups_of(draft: Draft) -> dict[Person, tuple[Group, ...]]:
    found: dict[Person, list[Group]] = defaultdict(list)
    for group in draft.groups:
        for one in group.members:
            found[one.side, one.id].append(group)
    return {person: tuple(groups) for person, groups in found.items()}


def _left_over(draft: Draft, places: Mapping[Person, object]) -> set[Person]:
    """People without a group. A post or project without people is left over too, and is no person."""
    sides = {one.side for group in draft.groups for one in group.members} | {side for side, _ in places}
    things = {group.about for group in draft.groups} - {None}
    return {
        (one.side, one.id)
        for one in draft.left_over
        if one.id not in things and (not sides or one.side in sides)
    }


def _places(
    first: Draft, second: Draft
) -> tuple[dict[Person, frozenset[object]], dict[Person, frozenset[object]]]:
    """Where everybody stands in each draft, in names that mean the same in both."""
    if first.kind is not Kind.SETS:
        return _named_places(first), _named_places(second)
    became = _became(first, second)
    return (
        {
            (one.side, one.id): frozenset({became.get(index, -1 - index)})
            for index, group in enumerate(first.groups)
            for one in group.members
        },
        {
            (one.side, one.id): frozenset({index})
            for index, group in enumerate(second.groups)
            for one in group.members
        },
    )


def _named_places(draft: Draft) -> dict[Person, frozenset[object]]:
    found: dict[Person, set[object]] = defaultdict(set)
    for group in draft.groups:
        members = [(one.side, one.id) for one in group.members]
        for person in members:
            found[person] |= {group.about} if group.about is not None else {*members} - {person}
    return {person: frozenset(places) for person, places in found.items()}


def _became(first: Draft, second: Draft) -> dict[int, int]:
    """Which set of the second draft each of the first became: most people stay, by one assignment."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    shared = np.zeros((len(first.groups), len(second.groups)), dtype=np.int64)
    set_of = {(one.side, one.id): index for index, group in enumerate(second.groups) for one in group.members}
    for index, group in enumerate(first.groups):
        for one in group.members:
            if (one.side, one.id) in set_of:
                shared[index, set_of[one.side, one.id]] += 1
    rows, columns = linear_sum_assignment(-shared)
    return {int(row): int(column) for row, column in zip(rows, columns, strict=True) if shared[row, column]}


def _named(draft: Draft, person: Person, groups: Iterable[Group]) -> tuple[str, ...]:
    """The post or project, or the other people, of each of somebody's groups."""
    found = []
    for group in groups:
        if group.about is not None:
            found.append(group.about)
        else:
            found.extend(one.id for one in group.members if (one.side, one.id) != person)
    return tuple(sorted(found))
