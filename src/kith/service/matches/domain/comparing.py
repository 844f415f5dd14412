"""Two drafts of one cohort beside each other: who has somebody else, and what the whole gained or lost.

From what came out of the two runs alone, so that it can be told after an erasure took what went in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kith.service.matches.domain.rule_changes import rules_at
from kith.service.matches.models import MatchRun, RuleChange


@dataclass(frozen=True, slots=True)
class Partner:
    """Whom somebody has in a draft, and the points of the two."""

    place: str
    points: int


@dataclass(frozen=True, slots=True)
class Differs:
    """Somebody of both drafts who does not have the same partner; ``None`` for nobody."""

    place: str
    before: Partner | None
    after: Partner | None

    @property
    def change(self) -> int:
        return (self.after.points if self.after else 0) - (self.before.points if self.before else 0)


@dataclass(frozen=True, slots=True)
class Whole:
    """A draft in figures. ``worst`` is that of its weakest pair, locked or not."""

    number: int
    pairs: int
    alone: int
    total: int
    worst: int | None
    best_for: str
    rules: RuleChange | None
    """The change that its rules come from; ``None`` for the programme's own."""
    most_points: int
    """What a pair would have if every rule that counted gave all it can."""


@dataclass(frozen=True, slots=True)
class Compared:
    """``differs`` has first those who lose most. ``joined`` and ``left``: in the second only, in the first only."""

    first: Whole
    second: Whole
    differs: tuple[Differs, ...]
    stayed: int
    joined: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def lost(self) -> float:
        """The part of the first total that is lost, 0-1; below 0 where the second is better."""
        return (self.first.total - self.second.total) / self.first.total if self.first.total else 0.0

    @property
    def same_rules(self) -> bool:
        """Whether points measure the same in both. Rules that count only since somebody answered change that too."""
        one, other = (
            (whole.rules.pk if whole.rules else None, whole.most_points)
            for whole in (self.first, self.second)
        )
        return one == other


def compare(first: MatchRun, second: MatchRun) -> Compared:
    """How the second draft differs from the first. Both have a result."""
    partners = [_partners(run) for run in (first, second)]
    people = [
        {*found, *(one["id"] for one in run.without_partner)}
        for found, run in zip(partners, (first, second), strict=True)
    ]
    both = people[0] & people[1]
    differs = [
        Differs(place, partners[0].get(place), partners[1].get(place))
        for place in both
        if _whom(partners[0], place) != _whom(partners[1], place)
    ]
    return Compared(
        _whole(first),
        _whole(second),
        tuple(sorted(differs, key=lambda one: (one.change, one.place))),
        len(both) - len(differs),
        tuple(sorted(people[1] - people[0])),
        tuple(sorted(people[0] - people[1])),
    )


def _partners(run: MatchRun) -> dict[str, Partner]:
    found = {}
    for pair in run.pairs:
        found[pair["left"]] = Partner(pair["right"], pair["points"])
        found[pair["right"]] = Partner(pair["left"], pair["points"])
    return found


def _whom(partners: Mapping[str, Partner], place: str) -> str | None:
    return partners[place].place if place in partners else None


def _whole(run: MatchRun) -> Whole:
    own = [pair["points"] for pair in run.pairs]
    return Whole(
        run.number,
        len(run.pairs),
        len(run.without_partner),
        sum(pair["points"] for pair in run.pairs),
        min(own, default=None),
        run.best_for,
        rules_at(run),
        run.result["most_points"] if run.result else 0,
    )
