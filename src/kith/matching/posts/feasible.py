"""How many can be placed at all, whoever stands before whom: largest flows from applicants to places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kith.foundation.faults import Faults
from kith.matching.posts.linking import NONE
from kith.matching.posts.market import Market, market
from kith.matching.posts.types import PostsProblem


def needed(problem: PostsProblem, made: Market) -> list[int]:
    """How many each post needs besides those who are fixed there."""
    fixed = Counter(problem.fixed.values())
    return [max(0, post.fewest - fixed[post.id]) for post in made.posts]


def check_fewest(problem: PostsProblem, faults: Faults) -> None:
    """Whether the numbers that posts need can be met, counted without private requests; if only these stand against
    it, that is said in a sentence without a number."""
    spoken = market(problem.unasked(), 0)
    fewest = needed(problem, spoken)
    lists = asked_for(spoken)
    possible = Counter(at for found in lists for at in found)
    before = len(faults)
    for at, number in enumerate(fewest):
        if possible[at] < number:
            faults.add(
                "matching.posts.problem.fewest_alone",
                post=spoken.posts[at].id,
                fewest=spoken.posts[at].fewest,
                possible=possible[at] + spoken.posts[at].fewest - number,
            )
    if len(faults) > before:
        return
    most = most_placed(lists, fewest)
    if most < sum(fewest):
        faults.add("matching.posts.problem.fewest_together", fewest=sum(fewest), possible=most)
    elif problem.never_with and most_placed(asked_for(market(problem, 0)), fewest) < sum(fewest):
        faults.add("matching.posts.problem.fewest_refused")


def asked_for(made: Market) -> list[Sequence[int]]:
    """The posts that each applicant could have, those of linked applicants from what they ask for together."""
    lists = list(made.lists)
    for couple in made.couples:
        for place, who in enumerate((couple.one, couple.other)):
            lists[who] = list(dict.fromkeys(both[place] for both in couple.wishes if both[place] != NONE))
    return lists


def most_placed(lists: Sequence[Sequence[int]], places: Sequence[int]) -> int:
    """How many can have one of their choices, whoever stands before whom: the value of a largest flow.

    >>> most_placed([[0], [0, 1], [1]], [1, 1])
    2
    """
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    people, posts = len(lists), len(places)
    source, sink = people + posts, people + posts + 1
    edges = [(one, people + at, 1) for one, found in enumerate(lists) for at in found]
    edges += [(source, one, 1) for one in range(people)]
    edges += [(people + at, sink, number) for at, number in enumerate(places) if number > 0]
    if not edges:
        return 0
    rows, columns, room = np.array(edges, dtype=np.int32).T
    graph = csr_array((room, (rows, columns)), shape=(sink + 1, sink + 1), dtype=np.int32)
    return int(maximum_flow(graph, source, sink).flow_value)
