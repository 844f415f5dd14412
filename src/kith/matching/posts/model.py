"""The choices of a market as a model that CP-SAT solves: see :mod:`kith.matching.posts.search`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kith.matching.posts.linking import NONE
from kith.matching.posts.market import Couple, Market
from kith.matching.posts.proposing import NOWHERE
from kith.matching.posts.settling import Seats
from kith.matching.rulebook import POINTS_PER_WEIGHT


@dataclass(frozen=True, slots=True)
class Aim:
    """What is made large (``sign`` 1) or small (-1): a sum of factors times choices. ``limit`` is never passed."""

    terms: list[tuple[int, Any]]
    sign: int
    limit: int

    @property
    def sum(self) -> Any:
        return sum(factor * variable for factor, variable in self.terms)


class Model:
    """The choices as variables, the running counts and who blocks."""

    def __init__(self, market: Market, fewest: list[int], draw: list[int]) -> None:
        from ortools.sat.python import cp_model

        self._market = market
        self.size = len(market.lists)
        self.cp: Any = cp_model.CpModel()
        self.single: dict[tuple[int, int], Any] = {}
        self.both: dict[tuple[int, int], Any] = {}
        self._there: list[dict[int, list[Any]]] = [{} for _ in market.places]
        self._blocks: dict[tuple[int, int], Any] = {}
        self._points: list[tuple[int, Any]] = []
        self._placed: list[tuple[int, Any]] = []
        couples = {couple.one: couple for couple in market.couples}
        for who in draw:
            if who in couples:
                self._ask_together(couples[who])
            elif market.lists[who]:
                self._ask(who)
        self._counts = [self._count(post, fewest[post]) for post in range(len(market.places))]
        for who in draw:
            if who in couples:
                self._couple_content(couples[who])
            elif market.lists[who]:
                self._content(who)

    def aims(self) -> tuple[Aim, Aim, Aim]:
        """Those who block, those who are placed, and the points of their choices."""
        applicants = sum(bool(one.choices) for one in self._market.applicants)
        return (
            Aim([(1, variable) for variable in self._blocks.values()], -1, 0),
            Aim(self._placed, 1, applicants),
            Aim(self._points, 1, POINTS_PER_WEIGHT * applicants),
        )

    def _worth(self, who: int, post: int) -> int:
        """The points of :attr:`Placement.points`: by the whole of an applicant's own list, whatever of it they can have, so
        that the figure tells nothing of what was asked in private."""
        choices = self._market.applicants[who].choices
        return POINTS_PER_WEIGHT * (len(choices) - choices.index(self._market.posts[post].id)) // len(choices)

    def _ask(self, who: int) -> None:
        found = self._market.lists[who]
        for post in found:
            variable = self.single[who, post] = self.cp.new_bool_var("")
            self._there[post].setdefault(who, []).append(variable)
            self._points.append((self._worth(who, post), variable))
            self._placed.append((1, variable))
        self.cp.add_at_most_one(self.single[who, post] for post in found)

    def _ask_together(self, couple: Couple) -> None:
        wishes = couple.wishes
        for place, posts in enumerate(wishes):
            variable = self.both[couple.one, place] = self.cp.new_bool_var("")
            for who, post in zip((couple.one, couple.other), posts, strict=True):
                if post != NONE:
                    self._there[post].setdefault(who, []).append(variable)
            asked = [
                (who, post)
                for who, post in zip((couple.one, couple.other), posts, strict=True)
                if post != NONE
            ]
            self._points.append((sum(self._worth(who, post) for who, post in asked), variable))
            self._placed.append((len(asked), variable))
        self.cp.add_at_most_one(self.both[couple.one, place] for place in range(len(wishes)))

    def _count(self, post: int, fewest: int) -> dict[int, Any]:
        """For each who asked for a post, how many stand before them there and have it."""
        places = max(0, self._market.places[post])
        before: dict[int, Any] = {}
        so_far: Any = 0
        for who in sorted(self._there[post], key=self._market.rank[post].__getitem__):
            before[who] = so_far
            now = self.cp.new_int_var(0, places, "")
            self.cp.add(now == so_far + sum(self._there[post][who]))
            so_far = now
        if fewest > 0:
            self.cp.add(so_far >= fewest)
        return before

    def _content(self, who: int) -> None:
        """One variable for each choice that blocks."""
        has: list[Any] = []
        for post in self._market.lists[who]:
            places = self._market.places[post]
            has.append(self.single[who, post])
            if places > 0:
                blocks = self.cp.new_bool_var("")
                self.cp.add(self._counts[post][who] + places * (sum(has) + blocks) >= places)
                self._blocks[who, post] = blocks

    def _couple_content(self, couple: Couple) -> None:
        """One variable for a couple that blocks with any of its wishes."""
        blocks = self._blocks[couple.one, NONE] = self.cp.new_bool_var("")
        has: list[Any] = []
        for place, posts in enumerate(couple.wishes):
            has.append(self.both[couple.one, place])
            refusals = [self.cp.new_bool_var("") for _ in self._refusals(couple, posts)]
            for refusal, (before, needed) in zip(refusals, self._refusals(couple, posts), strict=True):
                self.cp.add(before >= needed).only_enforce_if(refusal)
            self.cp.add_bool_or(*has, blocks, *refusals)

    def _refusals(self, couple: Couple, posts: tuple[int, int]) -> list[tuple[Any, int]]:
        """For each post of a wish, how many stand before them apart from the two, and with how many it is refused."""
        pair = (couple.one, couple.other)
        if posts[0] == posts[1]:
            rank = self._market.rank[posts[0]]
            behind = max(pair, key=rank.__getitem__)
            return [(self._without(couple, behind, posts[0]), self._market.places[posts[0]] - 1)]
        return [
            (self._without(couple, who, post), self._market.places[post])
            for who, post in zip(pair, posts, strict=True)
            if post != NONE
        ]

    def _without(self, couple: Couple, who: int, post: int) -> Any:
        rank, there = self._market.rank[post], self._there[post]
        other = couple.other if who == couple.one else couple.one
        earlier = other in there and rank[other] < rank[who]
        return self._counts[post][who] - (sum(there[other]) if earlier else 0)

    def true_in(self, at: list[int]) -> set[int]:
        """The variables that are true of a matching, by their index: who is where, and who blocks."""
        seats = Seats(self._market, at)
        true = {variable.index for (who, post), variable in self.single.items() if at[who] == post}
        for couple in self._market.couples:
            for place, posts in enumerate(couple.wishes):
                if (at[couple.one], at[couple.other]) == posts:
                    true.add(self.both[couple.one, place].index)
        for (who, post), variable in self._blocks.items():
            if seats.move_of(who) is not None if post == NONE else seats.wants_and_gets(who, post):
                true.add(variable.index)
        return true

    def hint(self, at: list[int]) -> None:
        true = self.true_in(at)
        self.cp.clear_hints()
        for variable in (*self.single.values(), *self.both.values(), *self._blocks.values()):
            self.cp.add_hint(variable, variable.index in true)

    def read(self, is_true: Any) -> list[int]:
        at = [NOWHERE] * len(self._market.lists)
        for (who, post), variable in self.single.items():
            if is_true(variable):
                at[who] = post
        for couple in self._market.couples:
            for place, posts in enumerate(couple.wishes):
                if is_true(self.both[couple.one, place]):
                    at[couple.one], at[couple.other] = posts
        return at
