"""Applicants propose, posts keep the best so far: deferred acceptance, on plain numbers.

References: Gale D., Shapley L. S. (1962), American Mathematical Monthly 69, 9-15, doi 10.2307/2312726. That the
order of proposals does not matter: McVitie D. G., Wilson L. B. (1971), CACM 14, 486-490, doi 10.1145/362619.362631.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, chain
from typing import Any

from kith.matching.posts.strict import Rows

COMPILED_FROM = 20_000
"""Applicants from which compiling pays; below, plain Python is done before the compiled code is loaded."""
NOWHERE = -1


def place(
    lists: Sequence[Sequence[int]], orders: Sequence[Sequence[int]], places: Sequence[int]
) -> list[int]:
    """Each applicant's post, -1 for none: the best that any stable matching gives them.

    Parameters
    ----------
    lists
        For each applicant the posts that they want, most wanted first.
    orders
        In the same shape: the applicant's place in that post's order. Smaller is better, no two equal in a post.
    places
        How many each post takes.

    >>> place([[0, 1], [0, 1]], [[1, 0], [0, 1]], [1, 1])
    [1, 0]
    """
    starts, targets = _one_after_another(lists)
    _, flat = _one_after_another(orders)
    if len(lists) >= COMPILED_FROM:
        import numpy as np

        at = place_arrays(
            np.array(starts), np.array(targets, np.int32), np.array(flat, np.int32), np.array(places)
        )
        return [int(one) for one in at]
    first = [0, *accumulate(places)]
    at = [NOWHERE] * len(lists)
    propose(starts, targets, flat, first, [0] * len(places), [0] * first[-1], [0] * first[-1], at)
    return [NOWHERE if one == NOWHERE else targets[one] for one in at]


def _one_after_another(lists: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Where each list begins, and all of them in one."""
    if isinstance(lists, Rows):
        return lists.starts, lists.flat
    return [0, *accumulate(map(len, lists))], list(chain.from_iterable(lists))


def place_arrays(starts: Any, targets: Any, orders: Any, places: Any) -> Any:
    """The same on arrays, compiled: a million applicants in seconds.

    Parameters
    ----------
    starts
        int64 (applicants + 1): where each applicant's choices begin.
    targets, orders
        int32 or int64 (choices): post, and the applicant's place in its order; smaller is better, no two equal.
    places
        int (posts): how many each takes.

    Returns
    -------
    int64 (applicants): the post of each, -1 for none.
    """
    import numpy as np

    first = np.zeros(len(places) + 1, dtype=np.int64)
    np.cumsum(places, out=first[1:])
    at = np.full(len(starts) - 1, NOWHERE, dtype=np.int64)
    held = np.zeros(len(places), dtype=np.int64)
    heap = np.zeros(first[-1], dtype=np.int64)
    _compiled()(starts, targets, orders, first, held, heap, np.zeros(first[-1], dtype=orders.dtype), at)
    found = np.full(len(at), NOWHERE, dtype=np.int64)
    placed = at != NOWHERE
    found[placed] = targets[at[placed]]
    return found


def propose(
    starts: Any, targets: Any, orders: Any, first: Any, held: Any, heap: Any, worst: Any, at: Any
) -> None:
    """The loop: fills ``at`` with the number of the choice that each applicant has, -1 for none.

    Each post keeps whom it holds as a heap with the last in its order on top: people in ``heap``, their places in the
    order in ``worst``, from ``first[post]`` on.
    """
    for applicant in range(len(starts) - 1):
        me, choice = applicant, starts[applicant]
        while choice < starts[me + 1]:
            post, mine = targets[choice], orders[choice]
            base, size = first[post], first[post + 1] - first[post]
            if held[post] < size:  # a free place: up the heap
                spot = held[post]
                held[post] += 1
                while spot > 0 and worst[base + (spot - 1) // 2] < mine:
                    heap[base + spot] = heap[base + (spot - 1) // 2]
                    worst[base + spot] = worst[base + (spot - 1) // 2]
                    spot = (spot - 1) // 2
                heap[base + spot], worst[base + spot], at[me] = me, mine, choice
                break
            if size == 0 or worst[base] < mine:
                choice += 1
                continue
            out, spot, at[me] = heap[base], 0, choice  # in place of the last: down the heap
            while True:
                below = 2 * spot + 1
                if below + 1 < size and worst[base + below + 1] > worst[base + below]:
                    below += 1
                if below >= size or worst[base + below] < mine:
                    break
                heap[base + spot], worst[base + spot] = heap[base + below], worst[base + below]
                spot = below
            heap[base + spot], worst[base + spot] = me, mine
            me, choice = out, at[out] + 1
            at[me] = NOWHERE


@cache
def _compiled() -> Callable[..., None]:
    import numba

    compiled: Callable[..., None] = numba.njit(cache=True)(propose)
    return compiled
