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


def said_by_posts(problem: PostsProblem, points: Mapping[PersonPair, int]) -> dict[str, Said]:
    """What each post says: its ranks, else its marks, else everybody's one mark, else the rules' points, else nothing."""
    rest = LAST if problem.settings.unlisted is Unlisted.LAST else None
    own = {one.id: -one.mark for one in problem.applicants if one.mark is not None}
    by_points: dict[str, dict[str, float]] = {post.id: {} for post in problem.posts}
    for (applicant, at), given in points.items():
        by_points[at][applicant] = -float(given)
    found = {}
    for post in problem.posts:
        if post.ranks is not None:
            found[post.id] = Said({id_: float(place) for place, id_ in enumerate(post.ranks)}, rest)
        elif post.marks is not None:
            found[post.id] = Said({id_: -mark for id_, mark in post.marks.items()}, rest)
        elif own:
            found[post.id] = Said(own, rest)
        else:
            found[post.id] = Said(by_points[post.id], 0.0)
    return found


class Order:
    """The order of the applicants at every post of a problem, under a seed: the definition, one at a time.

    Parameters
    ----------
    points
        (applicant, post): what the ``prefer`` rules give each who chose the post.
    """

    def __init__(self, problem: PostsProblem, seed: int, points: Mapping[PersonPair, int]) -> None:
        self._ties, self._seed = problem.settings.ties, seed
        self._said = said_by_posts(problem, points)
        self._holds = frozenset(problem.holds)
        self._numbers: dict[str, int] = {}
        self._partner = partners(problem)

    def standing(self, applicant: Applicant, post: Post) -> Standing | None:
        """Where an applicant stands at a post; ``None`` where the post does not take them.

        Linked applicants who go together stand where the lower of the two stands, and draw one lottery number:
        the later of their two. At a post that says nothing of the other, each stands where they stand alone.
        """
        value, number = self._said[post.id].get(applicant.id), self._number(applicant.id, post.id)
        if value is None:
            return None
        other = self._partner.get(applicant.id)
        if other is not None:
            theirs = self._said[post.id].get(other)
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
