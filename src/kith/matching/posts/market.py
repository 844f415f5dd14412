"""A problem as lists of numbers: who asks for which post in which order, and where they stand there.

Applicants and posts are numbered by id. Only choices that can come true are there: the post takes the applicant and
no rule, forbid or request stands between. Whoever is fixed has no choices, and their place is taken already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kith.foundation.seeds import lottery_number
from kith.matching.posts.linking import wishes_of
from kith.matching.posts.order import Sayings, partners
from kith.matching.posts.strict import MOST_CELLS, strict_lists
from kith.matching.posts.types import APPLICANT, Applicant, Post, PostsProblem, Ties, Unlisted
from kith.matching.types import PersonPair


@dataclass(frozen=True, slots=True)
class Couple:
    """Two linked applicants by number, and the pairs of posts they ask for, most wanted first; -1 for no post."""

    one: int
    other: int
    wishes: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Market:
    """Applicants and posts by number.

    Parameters
    ----------
    places
        Places of each post that are not taken by those who are fixed.
    lists
        For each applicant the posts that they can have, most wanted first. Empty for linked applicants.
    orders
        In the shape of ``lists``: where the applicant stands in that post's order. Smaller is better, no two equal.
    rank
        For each post, its order: applicant to place. Holds whoever asks for it, alone or together; empty where nobody
        is linked and no post needs people, since proposals do without it.
    """

    applicants: tuple[Applicant, ...]
    posts: tuple[Post, ...]
    places: list[int]
    lists: Sequence[Sequence[int]]
    orders: Sequence[Sequence[int]]
    couples: tuple[Couple, ...]
    rank: list[dict[int, int]]


def market(problem: PostsProblem, seed: int) -> Market:
    """The market of a problem that has no faults."""
    applicants = tuple(sorted(problem.applicants, key=lambda one: one.id))
    posts = tuple(sorted(problem.posts, key=lambda post: post.id))
    column = {post.id: index for index, post in enumerate(posts)}
    places = [min(post.places, len(applicants)) for post in posts]
    fixed = problem.fixed
    for at in fixed.values():
        places[column[at]] -= 1
    ruled_out, points = ruled(problem)
    against = problem.refused | ruled_out
    lists: Sequence[Sequence[int]]
    orders: Sequence[Sequence[int]]
    if is_strict(problem) and not against:
        lists, orders = strict_lists(applicants, posts, column, fixed)
    else:
        asking = _Asking(problem, Sayings(problem, points), posts, column, against)
        asked = [asking.of(one) if one.id not in fixed else ([], []) for one in applicants]
        lists, orders = [found for found, _ in asked], _orders(problem, seed, applicants, posts, asked)
    rank: list[dict[int, int]] = [{} for _ in posts]
    links = problem.links
    if links or any(post.fewest for post in posts):
        for who, (found, order) in enumerate(zip(lists, orders, strict=True)):
            for at_, place in zip(found, order, strict=True):
                rank[at_][who] = place
    row = {one.id: index for index, one in enumerate(applicants)} if links else {}
    couples = []
    for pair in ((row[one], row[other]) for one, other in links):
        couples.append(Couple(*pair, wishes_of(problem.settings, applicants, posts, pair, lists)))
    if couples:
        together = {who for couple in couples for who in (couple.one, couple.other)}
        lists = [[] if who in together else found for who, found in enumerate(lists)]
        orders = [[] if who in together else order for who, order in enumerate(orders)]
    return Market(applicants, posts, places, lists, orders, tuple(couples), rank)


def is_strict(problem: PostsProblem) -> bool:
    """Whether every post ranks whom it takes and nothing else counts, so that nothing is left to the lottery; and
    whether there is room to look at all of it at once."""
    return (
        all(post.ranks is not None for post in problem.posts)
        and problem.settings.unlisted is Unlisted.NOT_OFFERED
        and not problem.holds
        and not problem.links
        and len(problem.applicants) * len(problem.posts) <= MOST_CELLS
    )


class _Asking:
    """Which of their choices applicants can have, and what those posts say of them."""

    def __init__(
        self,
        problem: PostsProblem,
        sayings: Sayings,
        posts: Sequence[Post],
        column: Mapping[str, int],
        against: frozenset[PersonPair],
    ) -> None:
        self._column, self._against = column, against
        self._partner = partners(problem)
        self._said = {post.id: sayings.of(post) for post in posts}

    def of(self, one: Applicant) -> tuple[list[int], list[Any]]:
        """Posts by number, most wanted first, and what each says of the applicant."""
        id_, against, column = one.id, self._against, self._column
        found, values = [], []
        other = self._partner.get(id_)
        for at in dict.fromkeys(filter(None, one.choices)):
            value = None if (id_, at) in against else self._said[at].get(id_)
            if value is None:
                continue
            if other is not None and (theirs := self._said[at].get(other)) is not None:
                value = max(value, theirs)
            found.append(column[at])
            values.append(value)
        return found, values


def _orders(
    problem: PostsProblem,
    seed: int,
    applicants: Sequence[Applicant],
    posts: Sequence[Post],
    asked: Sequence[tuple[list[int], list[Any]]],
) -> list[list[int]]:
    """Each applicant's place in the order of each post they asked for.

    Applicants come in the order of their lottery numbers, and sorting by what the post says keeps that among equals.
    """
    other, holds = partners(problem), frozenset(problem.holds)
    of_post = problem.settings.ties is Ties.LOTTERY_A_POST
    askers: list[list[int]] = [[] for _ in posts]
    spots: list[list[int]] = [[] for _ in posts]
    for who in sorted(range(len(applicants)), key=_draw(seed, applicants, other)):
        for spot, at in enumerate(asked[who][0]):
            askers[at].append(who)
            spots[at].append(spot)
    orders = [[0] * len(found) for found, _ in asked]
    for post, there, spot_of in zip(posts, askers, spots, strict=True):
        order = list(range(len(there)))
        if of_post:
            drawn = _draw(seed, applicants, other, post.id)
            order.sort(key=[drawn(who) for who in there].__getitem__)
        order.sort(key=[asked[who][1][spot] for who, spot in zip(there, spot_of, strict=True)].__getitem__)
        if holds:
            order.sort(key=[(applicants[who].id, post.id) not in holds for who in there].__getitem__)
        for place, index in enumerate(order):
            orders[there[index]][spot_of[index]] = place
    return orders


def _draw(
    seed: int, applicants: Sequence[Applicant], other: Mapping[str, str], *post: str
) -> Callable[[int], tuple[int, str]]:
    """An applicant's lottery number under a seed, at one post or at all; linked applicants share the later one."""

    def number(index: int) -> tuple[int, str]:
        id_ = applicants[index].id
        drawn = lottery_number(seed, APPLICANT, id_, *post)
        if id_ in other:
            drawn = max(drawn, lottery_number(seed, APPLICANT, other[id_], *post))
        return drawn, id_

    return number


def ruled(problem: PostsProblem) -> tuple[frozenset[PersonPair], Mapping[PersonPair, int]]:
    """Choices that a ``must`` rules out, and what the ``prefer`` rules give each of the others."""
    if not problem.rules.rules or not problem.applicants or not problem.posts:
        return frozenset(), {}
    return _scored(problem)


def _scored(problem: PostsProblem) -> tuple[frozenset[PersonPair], dict[PersonPair, int]]:
    """The same by the block scoring of all kinds, read only where somebody chose."""
    from kith.matching.score import BLOCK_CELLS, Scoring

    scoring = Scoring(problem.as_pairs())
    column = {member.id[2:]: index for index, member in enumerate(scoring.right)}
    chosen = {one.id: [at for at in dict.fromkeys(one.choices) if at in column] for one in problem.applicants}
    out: set[PersonPair] = set()
    points: dict[PersonPair, int] = {}
    step = max(1, BLOCK_CELLS // len(scoring.right))
    for start in range(0, len(scoring.left), step):
        rows = slice(start, min(start + step, len(scoring.left)))
        allowed = scoring.allowed(rows).tolist()
        given = scoring.points(rows).tolist() if problem.rules.prefers else None
        for row, member in enumerate(scoring.left[rows]):
            id_ = member.id[2:]
            for at in chosen[id_]:
                if not allowed[row][column[at]]:
                    out.add((id_, at))
                elif given is not None:
                    points[id_, at] = given[row][column[at]]
    return frozenset(out), points
