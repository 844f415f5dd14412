"""A problem as lists of numbers: who asks for which post in which order, and where they stand there.

Applicants and posts are numbered by id. Only choices that can come true are there: the post takes the applicant and
no rule, forbid or request stands between. Whoever is fixed has no choices, and their place is taken already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kith.matching.posts.order import Order
from kith.matching.posts.types import Applicant, Post, PostsProblem
from kith.matching.types import PersonPair


@dataclass(frozen=True, slots=True)
class Market:
    """Applicants and posts by number.

    Parameters
    ----------
    places
        Places of each post that are not taken by those who are fixed.
    lists
        For each applicant the posts that they can have, most wanted first.
    orders
        In the shape of ``lists``: the applicant's place in that post's order, 0 first.
    couples
        Linked applicants by number, and what they ask for together, most wanted first; -1 for no post. Their own
        ``lists`` are empty.
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


@dataclass(frozen=True, slots=True)
class Couple:
    """Two linked applicants and the pairs of posts they ask for."""

    one: int
    other: int
    wishes: tuple[tuple[int, int], ...]


def market(problem: PostsProblem, seed: int) -> Market:
    """The market of a problem that has no faults."""
    from kith.matching.posts.linking import wishes_of

    applicants = tuple(sorted(problem.applicants, key=lambda one: one.id))
    posts = tuple(sorted(problem.posts, key=lambda post: post.id))
    column = {post.id: index for index, post in enumerate(posts)}
    fixed = problem.fixed
    places = [post.places for post in posts]
    for post_id in fixed.values():
        places[column[post_id]] -= 1
    possible = Possible(problem, seed)
    linked = {id_ for pair in problem.links for id_ in pair}
    askers: list[list[tuple[object, int]]] = [[] for _ in posts]
    lists: list[list[int]] = []
    for index, applicant in enumerate(applicants):
        found: list[int] = []
        if applicant.id not in fixed:
            for choice in dict.fromkeys(filter(None, applicant.choices)):
                at = column[choice]
                standing = possible.standing(applicant, posts[at])
                if standing is not None:
                    found.append(at)
                    askers[at].append((standing, index))
        lists.append(found)
    rank = []
    for found_there in askers:
        found_there.sort()
        rank.append({index: place for place, (_, index) in enumerate(found_there)})
    row = {one.id: index for index, one in enumerate(applicants)}
    couples = tuple(
        Couple(
            row[one],
            row[other],
            wishes_of(problem.settings, applicants, posts, (row[one], row[other]), lists),
        )
        for one, other in problem.links
    )
    for index, applicant in enumerate(applicants):
        if applicant.id in linked:
            lists[index] = []
    orders = [[rank[at][index] for at in found] for index, found in enumerate(lists)]
    return Market(applicants, posts, places, lists, orders, couples, rank)


class Possible:
    """Which choices can come true, and where the applicant then stands."""

    def __init__(self, problem: PostsProblem, seed: int) -> None:
        self._refused = problem.refused
        self._ruled_out, points = ruled(problem)
        self._order = Order(problem, seed, points)

    def standing(self, applicant: Applicant, post: Post) -> object | None:
        """Where the applicant stands at the post; ``None`` where something stands against the two."""
        pair = (applicant.id, post.id)
        if pair in self._refused or pair in self._ruled_out:
            return None
        return self._order.standing(applicant, post)


def ruled(problem: PostsProblem) -> tuple[frozenset[PersonPair], Mapping[PersonPair, int]]:
    """Choices that a ``must`` rules out, and what the ``prefer`` rules give each of the others."""
    book = problem.rules
    if not book.rules or not problem.applicants or not problem.posts:
        return frozenset(), {}
    return _scored(problem)


def _scored(problem: PostsProblem) -> tuple[frozenset[PersonPair], dict[PersonPair, int]]:
    """The same by the block scoring of all kinds, read only where somebody chose."""
    from kith.matching.score import BLOCK_CELLS, Scoring

    scoring = Scoring(problem.as_pairs())
    column = {member.id[2:]: index for index, member in enumerate(scoring.right)}
    chosen = {one.id: [*_known(one.choices, column)] for one in problem.applicants}
    out: set[PersonPair] = set()
    points: dict[PersonPair, int] = {}
    step = max(1, BLOCK_CELLS // len(scoring.right))
    for start in range(0, len(scoring.left), step):
        rows = slice(start, min(start + step, len(scoring.left)))
        allowed = scoring.allowed(rows)
        given = scoring.points(rows)
        for row, member in enumerate(scoring.left[rows]):
            id_ = member.id[2:]
            for choice in chosen[id_]:
                if not allowed[row, column[choice]]:
                    out.add((id_, choice))
                else:
                    points[id_, choice] = int(given[row, column[choice]])
    return frozenset(out), points


def _known(choices: Iterable[str], column: Mapping[str, int]) -> Iterable[str]:
    return (choice for choice in dict.fromkeys(choices) if choice in column)
