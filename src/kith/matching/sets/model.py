"""A problem of sets as numbers: what a set loses by how many of a kind are in it, by what it is about, by who meets whom.

Everything is counted as loss, the points that a rule could have given and did not. Rules of every kind become one
of five things: a *tally* (how many people with something in common are in a set), a *choice* that a set makes (its
topic, its hour) and what each person loses by it, what two people lose or gain by being together, what a person loses
in a certain set, and who may not or must be together. Search, bound and proof work on these alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kith.matching.sets.types import WINDOW, SetRule, SetsProblem, SetVerb

FORBIDDEN = -1
"""In a table or a choice: this may not be."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """People with something in common. ``table[k]``: what a set with k of them loses, or FORBIDDEN."""

    rule: str
    family: str
    members: tuple[int, ...]
    table: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a set decides for itself, and ``loss[person][option]``; ``cost[option]`` is lost by the set."""

    rule: str
    options: tuple[str, ...]
    loss: tuple[tuple[int, ...], ...]
    cost: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """The whole problem. People are indices into ``ids``, sets are 0 to ``sets`` - 1.

    Parameters
    ----------
    place_loss
        ``place_loss[person][kind_of_set[set]]``: what somebody loses by being in such a set.
    pair_gain
        (i, j) with i < j: what is not lost when the two are together (below 0: what is lost).
    size_loss
        By the people in a set; what ``pair_gain`` is counted from.
    most_loss
        What a set loses if no rule gives anything.
    tallies_of
        The tallies that each person is in.
    """

    ids: tuple[str, ...]
    sets: int
    fewest: int
    most: int
    kind_of_set: tuple[int, ...]
    place_loss: tuple[tuple[int, ...], ...]
    tallies: tuple[Tally, ...]
    choices: tuple[Choice, ...]
    pair_gain: dict[Pair, int]
    size_loss: tuple[int, ...]
    conflicts: frozenset[Pair]
    locks: frozenset[Pair]
    excluded: frozenset[int]
    most_loss: int
    tallies_of: tuple[tuple[int, ...], ...] = ()

    @property
    def people(self) -> tuple[int, ...]:
        """Everybody who may be in a set."""
        return tuple(i for i in range(len(self.ids)) if i not in self.excluded)


def tallies_of(tallies: Sequence[Tally], people: int) -> tuple[tuple[int, ...], ...]:
    """The tallies that each person is in, by number."""
    found: list[list[int]] = [[] for _ in range(people)]
    for number, tally in enumerate(tallies):
        for i in tally.members:
            found[i].append(number)
    return tuple(tuple(one) for one in found)


def part_sizes(problem: SetsProblem) -> dict[str, int]:
    """Rule -> the most that it can give a set: its points for each of the largest set's places."""
    from kith.matching.sets.types import KEEP

    most, window = problem.shape.most, problem.shape.window
    points = {rule.key: rule.points for rule in problem.set_rules if rule.points}
    points |= {rule.key: rule.points for rule in problem.rules.prefers}
    ordered = {key: points[key] * most for key in problem.order if key in points}
    ordered |= {key: value * most for key, value in points.items()}
    if window is not None and window.points:
        ordered[WINDOW] = window.points * most
    if problem.bonus:
        ordered[KEEP] = problem.bonus * most
    return ordered


def share(points: int, most: int) -> int:
    """What two people give a set by one rule at the most: every set-mate counts alike, both ways.

    >>> share(400, 9)
    100
    """
    return 2 * points // max(1, most - 1)


def wish_gains(points: int, counted: int, wished: int) -> tuple[int, ...]:
    """What somebody's first, second... fulfilled wish gives; all of them together no more than ``points``.

    >>> wish_gains(300, 5, 2)
    (200, 100)
    """
    kept = min(counted, wished)
    whole = kept * (kept + 1) // 2
    return tuple(points * (kept - rank) // whole for rank in range(kept))


def topic_loss(points: int, counted: int, ranked: Sequence[str], topic: str) -> int:
    """What somebody loses in a set about ``topic``: nothing for their first wish, or if they have none.

    >>> [topic_loss(300, 3, ("a", "b"), topic) for topic in "abc"]
    [0, 100, 300]
    """
    wishes = ranked[:counted]
    if not wishes:
        return 0
    return points * wishes.index(topic) // counted if topic in wishes else points


def balance_range(people: int, sets: int) -> tuple[int, int]:
    """The fewest and most of a kind in a set if they are as even as can be.

    >>> balance_range(10, 8)
    (1, 2)
    """
    return people // sets, -(-people // sets)


def count_loss(rule: SetRule, count: int, people: int, sets: int) -> int:
    """What a set with ``count`` of ``people`` alike loses by a rule about counts."""
    limit = int(rule.limit or 0)
    if rule.verb is SetVerb.SPREAD:
        broken = max(0, count - limit)
    elif rule.verb is SetVerb.NEVER_ALONE:
        broken = count if count < limit else 0
    else:
        low, high = balance_range(people, max(1, sets))
        return (max(0, count - high) + max(0, low - count)) * (rule.points // 2)
    if rule.hard:
        return FORBIDDEN if broken else 0
    return broken * rule.points
