"""In which order a post takes applicants: what the panel said, then the lottery. Smaller comes first.

An applicant's standing at a post is a tuple: whether they hold the post now (0) or not (1); what the post says of them
(their place in its ranks, their mark turned round, their points turned round, or 0); their lottery number; their id.
No two are equal, so the order is strict, and it never depends on the order of a file.
"""

from __future__ import annotations

from collections.abc import Mapping

from kith.foundation.seeds import lottery_number
from kith.matching.posts.types import APPLICANT, Applicant, Post, PostsProblem, Ties, Unlisted
from kith.matching.types import PersonPair

Standing = tuple[int, float, int, str]

POINTS_OF_NOBODY: Mapping[PersonPair, int] = {}


class Order:
    """The order of the applicants at every post of a problem, under a seed.

    Parameters
    ----------
    points
        (applicant, post): what the ``prefer`` rules give, for posts that say nothing of anybody. May hold more.
    """

    def __init__(
        self, problem: PostsProblem, seed: int, points: Mapping[PersonPair, int] = POINTS_OF_NOBODY
    ) -> None:
        self._settings = problem.settings
        self._seed = seed
        self._points = points
        self._marked = any(one.mark is not None for one in problem.applicants)
        self._holds = frozenset(problem.holds)
        self._ranks = {
            post.id: {id_: float(place) for place, id_ in enumerate(post.ranks)}
            for post in problem.posts
            if post.ranks is not None
        }
        self._numbers: dict[str, int] = {}
        self._partner: dict[str, Applicant] = {}
        people = {one.id: one for one in problem.applicants}
        if problem.settings.linked.shares_standing:
            for one, other in problem.links:
                self._partner[one], self._partner[other] = people[other], people[one]

    def value(self, applicant: Applicant, post: Post) -> float | None:
        """What the post says of an applicant, smaller for better; ``None`` where it does not take them."""
        said: float | None
        if post.ranks is not None:
            said = self._ranks[post.id].get(applicant.id)
        elif post.marks is not None:
            said = _turned(post.marks.get(applicant.id))
        elif self._marked:
            said = _turned(applicant.mark)
        else:
            return -float(self._points.get((applicant.id, post.id), 0))
        if said is None and self._settings.unlisted is Unlisted.LAST:
            return float("inf")
        return said

    def standing(self, applicant: Applicant, post: Post) -> Standing | None:
        """Where an applicant stands at a post; ``None`` where the post does not take them.

        Linked applicants who go together stand where the lower of the two stands, and draw one lottery number:
        the later of their two.
        """
        value, number = self.value(applicant, post), self.number(applicant, post)
        if value is None:
            return None
        other = self._partner.get(applicant.id)
        if other is not None:
            theirs = self.value(other, post)
            value = value if theirs is None else max(value, theirs)
            number = max(number, self.number(other, post))
        held = (applicant.id, post.id) in self._holds
        return 0 if held else 1, value, number, applicant.id

    def number(self, applicant: Applicant, post: Post) -> int:
        """The applicant's lottery number: 64 bits that belong to their id, and under a lottery a post to the post too."""
        if self._settings.ties is Ties.LOTTERY_A_POST:
            return lottery_number(self._seed, APPLICANT, applicant.id, post.id)
        found = self._numbers.get(applicant.id)
        if found is None:
            found = self._numbers[applicant.id] = lottery_number(self._seed, APPLICANT, applicant.id)
        return found


def _turned(mark: float | None) -> float | None:
    return None if mark is None else -mark
