"""A problem as lists of numbers: who asks for which post in which order, and where they stand there.

Applicants and posts are numbered by id. Only choices that can come true are there: the post takes the applicant and
no rule, forbid or request stands between. Whoever is fixed has no choices, and their place is taken already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kith.foundation.seeds import lottery_number
from kith.matching.posts.linking import wishes_of
from kith.matching.posts.order import Said, partners, said_by_posts
from kith.matching.posts.types import APPLICANT, Applicant, Post, PostsProblem, Ties
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
        In the shape of ``lists``: the applicant's place in that post's order, 0 first.
    rank
        For each post, its order: applicant to place. Holds whoever asks for it, alone or together.
    """

    applicants: tuple[Applicant, ...]
    posts: tuple[Post, ...]
    places: list[int]
    lists: list[list[int]]
    orders: list[list[int]]
    couples: tuple[Couple, ...]
    rank: list[dict[int, int]]


def market(problem: PostsProblem, seed: int) -> Market:
    """The market of a problem that has no faults."""
    applicants = tuple(sorted(problem.applicants, key=lambda one: one.id))
    posts = tuple(sorted(problem.posts, key=lambda post: post.id))
    column = {post.id: index for index, post in enumerate(posts)}
    places = [post.places for post in posts]
    fixed = problem.fixed
    for at in fixed.values():
        places[column[at]] -= 1
    ruled_out, points = ruled(problem)
    against = problem.refused | ruled_out
    said = said_by_posts(problem, points)
    lists = [[] if one.id in fixed else list(_possible(one, column, said, against)) for one in applicants]
    rank = _ranks(problem, seed, applicants, posts, lists, said)
    row = {one.id: index for index, one in enumerate(applicants)}
    couples = []
    for one_id, other_id in problem.links:
        pair = row[one_id], row[other_id]
        couples.append(Couple(*pair, wishes_of(problem.settings, applicants, posts, pair, lists)))
    for couple in couples:
        lists[couple.one] = lists[couple.other] = []
    orders = [[rank[at][index] for at in found] for index, found in enumerate(lists)]
    return Market(applicants, posts, places, lists, orders, tuple(couples), rank)


def _possible(
    one: Applicant, column: Mapping[str, int], said: Mapping[str, Said], against: frozenset[PersonPair]
) -> Iterator[int]:
    """The numbers of the posts that an applicant listed and that can come true, in their order."""
    for at in dict.fromkeys(one.choices):
        if at and said[at].get(one.id) is not None and (not against or (one.id, at) not in against):
            yield column[at]


def _ranks(
    problem: PostsProblem,
    seed: int,
    applicants: Sequence[Applicant],
    posts: Sequence[Post],
    lists: Sequence[Sequence[int]],
    said: Mapping[str, Said],
) -> list[dict[int, int]]:
    """Each post's order. Applicants come in the order of their lottery numbers, and sorting keeps that among equals."""
    other, holds = partners(problem), frozenset(problem.holds)
    of_post = problem.settings.ties is Ties.LOTTERY_A_POST
    drawn = sorted(range(len(applicants)), key=_draw(seed, applicants, other))
    askers: list[list[int]] = [[] for _ in posts]
    for index in drawn:
        for at in lists[index]:
            askers[at].append(index)
    found = []
    for post, there in zip(posts, askers, strict=True):
        if of_post:
            there.sort(key=_draw(seed, applicants, other, post.id))
        values = _values(applicants, there, said[post.id], other)
        order = sorted(range(len(there)), key=values.__getitem__)
        if holds:
            order.sort(key=lambda place: (applicants[there[place]].id, post.id) not in holds)
        found.append({there[place]: position for position, place in enumerate(order)})
    return found


def _values(
    applicants: Sequence[Applicant], there: Sequence[int], said: Said, other: Mapping[str, str]
) -> list[float]:
    of, otherwise = said.of, said.otherwise
    rest = 0.0 if otherwise is None else otherwise
    values = [of.get(applicants[index].id, rest) for index in there]
    if other:
        for place, index in enumerate(there):
            partner = other.get(applicants[index].id)
            theirs = None if partner is None else said.get(partner)
            values[place] = values[place] if theirs is None else max(values[place], theirs)
    return values


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
