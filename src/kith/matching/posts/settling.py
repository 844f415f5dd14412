"""Linked applicants: from the answer without them, one blocking move after another until nobody can move.

With linked applicants there may be no stable matching (Roth 1984), and to find out is hard in general (Ronn 1990). In practice
there nearly always is one, and satisfying those who block, in turn, finds it, as in the NRMP's own procedure. The moves
end after a set number; then :mod:`kith.matching.posts.search` looks for what is nearest.

References: Roth A. E., Peranson E. (1999), American Economic Review 89, 748-780, doi 10.1257/aer.89.4.748; Roth A. E., Vande
Vate J. H. (1990), Econometrica 58, 1475-1480, doi 10.2307/2938326; Ronn E. (1990), Journal of Algorithms 11, 285-304, doi
10.1016/0196-6774(90)90007-2.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from kith.matching.posts.linking import NONE
from kith.matching.posts.market import Couple, Market
from kith.matching.posts.proposing import NOWHERE, place

MOVES_EACH = 40
"""Moves for each agent before the search takes over: a hundred times what real lists need."""


class Seats:
    """Who is where, by number, and the moves that linked and other applicants can make."""

    def __init__(self, market: Market, at: list[int]) -> None:
        self.market, self.at = market, at
        self.held: list[set[int]] = [set() for _ in market.places]
        for applicant, post in enumerate(at):
            if post != NOWHERE:
                self.held[post].add(applicant)
        self.couple_of = {who: couple for couple in market.couples for who in (couple.one, couple.other)}

    def move_of(self, applicant: int) -> tuple[int, ...] | None:
        """The best that an applicant, or a couple by its first, can take now and wants more; ``None`` for nothing."""
        couple = self.couple_of.get(applicant)
        if couple is None:
            return self._single(applicant)
        has = (self.at[couple.one], self.at[couple.other])
        for both in couple.wishes:
            if both == has:
                return None
            if self.takes_both(couple, both):
                return both
        return None

    def _single(self, applicant: int) -> tuple[int, ...] | None:
        for post in self.market.lists[applicant]:
            if post == self.at[applicant]:
                return None
            if self.before(applicant, post, ()) < self.market.places[post]:
                return (post,)
        return None

    def wants_and_gets(self, applicant: int, post: int) -> bool:
        """Whether a single applicant wants a post more than what they have, and the post would take them."""
        found = self.market.lists[applicant]
        has = self.at[applicant]
        wanted = has == NOWHERE or found.index(post) < found.index(has)
        return wanted and self.before(applicant, post, ()) < self.market.places[post]

    def before(self, applicant: int, post: int, without: tuple[int, ...]) -> int:
        """How many of those whom the post holds stand before an applicant there."""
        rank = self.market.rank[post]
        return sum(rank[other] < rank[applicant] for other in self.held[post] if other not in without)

    def takes_both(self, couple: Couple, both: tuple[int, int]) -> bool:
        """Whether the posts would take the two once both have left their places."""
        pair = couple.one, couple.other
        if both[0] == both[1]:
            rank = self.market.rank[both[0]]
            behind = max(pair, key=rank.__getitem__)
            return self.before(behind, both[0], pair) + 2 <= self.market.places[both[0]]
        return all(
            post == NONE or self.before(who, post, pair) < self.market.places[post]
            for who, post in zip(pair, both, strict=True)
        )

    def move(self, applicant: int, to: tuple[int, ...]) -> list[int]:
        """Make a move; posts that then hold too many let their last go. Returns the posts that somebody left."""
        couple = self.couple_of.get(applicant)
        who = (applicant,) if couple is None else (couple.one, couple.other)
        left = self._leave(who)
        for one, post in zip(who, to, strict=True):
            if post != NONE:
                self.at[one] = post
                self.held[post].add(one)
        self.turned_away: list[int] = []
        for post in to:
            while post != NONE and len(self.held[post]) > self.market.places[post]:
                last = max(self.held[post], key=self.market.rank[post].__getitem__)
                theirs = self.couple_of.get(last)
                left += self._leave((last,) if theirs is None else (theirs.one, theirs.other))
                self.turned_away.append(last if theirs is None else theirs.one)
        return left

    def _leave(self, who: Iterable[int]) -> list[int]:
        left = []
        for one in who:
            if self.at[one] != NOWHERE:
                self.held[self.at[one]].discard(one)
                left.append(self.at[one])
                self.at[one] = NOWHERE
        return left


def settle(market: Market) -> tuple[list[int], bool]:
    """A matching, and whether it is stable. Linked applicants come in by id after all others; then whoever can move does.

    Applicants are asked again when a post that they listed has let somebody go.
    """
    seats = Seats(market, place(market.lists, market.orders, market.places))
    agents = [one for one in range(len(market.lists)) if one not in seats.couple_of]
    agents += [couple.one for couple in market.couples]
    askers = _askers(market)
    waiting = deque(couple.one for couple in market.couples)
    queued = set(waiting)
    moves = MOVES_EACH * len(agents)
    while True:
        while waiting and moves:
            one = waiting.popleft()
            queued.discard(one)
            to = seats.move_of(one)
            if to is None:
                continue
            moves -= 1
            left = seats.move(one, to)
            again = [*seats.turned_away, *(asker for post in left for asker in askers[post])]
            for asker in dict.fromkeys(again):
                if asker not in queued:
                    queued.add(asker)
                    waiting.append(asker)
        restless = [one for one in agents if seats.move_of(one) is not None] if moves else [NOWHERE]
        if not restless or not moves:
            return seats.at, not restless
        waiting.extend(restless)
        queued.update(restless)


def _askers(market: Market) -> list[list[int]]:
    """For each post, who listed it: single applicants, and couples by their first."""
    askers: list[list[int]] = [[] for _ in market.places]
    for one, found in enumerate(market.lists):
        for post in found:
            askers[post].append(one)
    for couple in market.couples:
        for post in sorted({post for both in couple.wishes for post in both if post != NONE}):
            askers[post].append(couple.one)
    return askers
