"""In which order a post takes applicants: what the panel said, then the lottery. Smaller comes first.

An applicant's standing at a post is a tuple: whether they hold the post now (0) or not (1); what the post says of them
(their place in its ranks, their mark turned round, their points turned round, or 0); their lottery number; their id.
No two are equal, so the order is strict, and it never depends on the order of a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kith.foundation.seeds import lottery_number
from kith.matching.posts.types import APPLICANT, Applicant, Post, PostsProblem, Ties, Unlisted
from kith.matching.types import PersonPair

Standing = tuple[int, float, int, str]
LAST = float("inf")


@dataclass(frozen=True, slots=True)
class Said:
    """What a post says of applicants, smaller for better; ``otherwise`` of all others, ``None`` where it takes none."""

    of: Mapping[str, float]
    otherwise: float | None

    def get(self, applicant: str) -> float | None:
        return self.of.get(applicant, self.otherwise)


class Sayings:
    """What each post says: its ranks, else its marks, else everybody's one mark, else the rules' points, else nothing.

    Worked out for a post when it is first asked for.
    """

    def __init__(self, problem: PostsProblem, points: Mapping[PersonPair, int]) -> None:
        self._rest = LAST if problem.settings.unlisted is Unlisted.LAST else None
        self._own = {one.id: -one.mark for one in problem.applicants if one.mark is not None}
        self._points: dict[str, dict[str, float]] = {}
        for (applicant, at), given in points.items():
            self._points.setdefault(at, {})[applicant] = -given
        self._known: dict[str, Said] = {}

    def of(self, post: Post) -> Said:
        found = self._known.get(post.id)
        if found is None:
            found = self._known[post.id] = self._said(post)
        return found

    def _said(self, post: Post) -> Said:
        if post.ranks is not None:
            return Said(dict(zip(post.ranks, range(len(post.ranks)), strict=True)), self._rest)
        if post.marks is not None:
            return Said({id_: -mark for id_, mark in post.marks.items()}, self._rest)
        if self._own:
            return Said(self._own, self._rest)
        return Said(self._points.get(post.id, {}), 0)


class Order:
    """The order of the applicants at every post of a problem, under a seed: the definition, one at a time.

    Parameters
    ----------
    points
        (applicant, post): what the ``prefer`` rules give each who chose the post.
    """

    def __init__(self, problem: PostsProblem, seed: int, points: Mapping[PersonPair, int]) -> None:
        self._ties, self._seed = problem.settings.ties, seed
        self._said = Sayings(problem, points)
        self._holds = frozenset(problem.holds)
        self._numbers: dict[str, int] = {}
        self._partner = partners(problem)

    def standing(self, applicant: Applicant, post: Post) -> Standing | None:
        """Where an applicant stands at a post; ``None`` where the post does not take them.

        Linked applicants who go together stand where the lower of the two stands, and draw one lottery number:
        the later of their two. At a post that says nothing of the other, each stands where they stand alone.
        """
        value, number = self._said.of(post).get(applicant.id), self._number(applicant.id, post.id)
        if value is None:
            return None
        other = self._partner.get(applicant.id)
        if other is not None:
            theirs = self._said.of(post).get(other)
            value = value if theirs is None else max(value, theirs)
            number = max(number, self._number(other, post.id))
        held = (applicant.id, post.id) in self._holds
        return 0 if held else 1, value, number, applicant.id

    def _number(self, applicant: str, post: str) -> int:
        if self._ties is Ties.LOTTERY_A_POST:
            return lottery_number(self._seed, APPLICANT, applicant, post)
        if applicant not in self._numbers:
            self._numbers[applicant] = lottery_number(self._seed, APPLICANT, applicant)
        return self._numbers[applicant]


def partners(problem: PostsProblem) -> dict[str, str]:
    """Linked applicants who share one standing, each with the other."""
    if not problem.settings.linked.shares_standing:
        return {}
    return {one: other for pair in problem.links for one, other in (pair, pair[::-1])}
