"""A first answer in which every post has the people it needs: some are sent there, the others propose as ever.

Those are sent whom it costs least: a cheapest assignment to the places that must be filled, where the cost is how many posts
an applicant wants more. Only they can then rather be elsewhere. The search begins here.
"""

from __future__ import annotations

from collections import Counter

from kith.matching.posts.market import Market
from kith.matching.posts.proposing import place

FAR = 1_000_000
"""Cost of a place that an applicant did not list: more than all lists together."""


def first_answer(market: Market, fewest: list[int]) -> list[int] | None:
    """Each applicant's post, -1 for none; ``None`` where links stand in the way or the places cannot be filled."""
    if market.couples:
        return None
    short: set[int] = set()
    sent: dict[int, int] = {}
    while True:
        at = _others(market, sent)
        held = Counter(at)
        missing = {post for post, number in enumerate(fewest) if held[post] < number}
        if not missing:
            return at
        if missing <= short:
            return None
        short |= missing
        sent = _sent(market, [post for post in sorted(short) for _ in range(fewest[post])])
        if len(sent) < sum(fewest[post] for post in short):
            return None


def _others(market: Market, sent: dict[int, int]) -> list[int]:
    """Everybody else's post by proposals to what is left."""
    places = list(market.places)
    for post in sent.values():
        places[post] -= 1
    lists = [[] if who in sent else found for who, found in enumerate(market.lists)]
    orders = [[] if who in sent else found for who, found in enumerate(market.orders)]
    at = place(lists, orders, places)
    for who, post in sent.items():
        at[who] = post
    return at


def _sent(market: Market, seats: list[int]) -> dict[int, int]:
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    cost = np.full((len(market.lists), len(seats)), FAR, dtype=np.int64)
    of_post: dict[int, list[int]] = {}
    for seat, post in enumerate(seats):
        of_post.setdefault(post, []).append(seat)
    for who, found in enumerate(market.lists):
        for wanted_more, post in enumerate(found):
            cost[who, of_post.get(post, [])] = wanted_more
    rows, columns = linear_sum_assignment(cost)
    chosen = zip(rows.tolist(), columns.tolist(), strict=True)
    return {who: seats[seat] for who, seat in chosen if cost[who, seat] < FAR}
