"""People to kinds of sets, before people to sets: the same problem with far fewer ways to be the same.

Sets of one kind differ in nothing. Who is in which kind, with the counts of each rule shared evenly over the sets of that
kind, loses no more than any real sets do; so the best of it is a bound, and where each kind can then be cut into sets
that lose just that, the cut is the best there is (a logic-based decomposition).

References: Hooker, Ottosson (2003), doi 10.1007/s10107-003-0375-9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kith.foundation.seeds import generator
from kith.matching.sets import measure
from kith.matching.sets.anneal import anneal, first_heat
from kith.matching.sets.bound import convex_steps, least_loss, least_of_tally, most_gain
from kith.matching.sets.cpsat import Aim, Effort, Tick, run, solver_of
from kith.matching.sets.exact import Exact
from kith.matching.sets.model import FORBIDDEN, Choice, Model, Tally
from kith.matching.sets.parts import restricted
from kith.matching.sets.polish import mended

Sets = list[list[int]]
CUT = 0.1
"""The share of the effort that cutting one class by proof may take."""
CUT_CELLS = 500
"""People by sets of a class above which it is cut by annealing first: mostly that loses as little as can be."""
CUT_MOVES = 400
"""Moves of that for each person."""


Class = tuple[int, int]
"""A kind of set and what such sets choose (an option of the choice that people lose by; 0 where there is none)."""


class Coarse:
    """The problem of kinds, where everybody is placed. Where sets choose a topic, so do kinds: how many sets each."""

    def __init__(self, model: Model) -> None:
        from ortools.sat.python import cp_model

        self._kit = cp_model
        self._model = model
        self._cp = cp_model.CpModel()
        self._choice = next((one for one in model.choices if any(max(row) > 0 for row in one.loss)), None)
        self._places: dict[int, list[int]] = {}
        for s, kind in enumerate(model.kind_of_set):
            self._places.setdefault(kind, []).append(s)
        options = range(len(self._choice.options)) if self._choice else range(1)
        self._classes: list[Class] = [(kind, option) for kind in self._places for option in options]
        self._number = self._numbers()
        self._in: dict[tuple[int, Class], Any] = {}
        self._terms: list[Any] = []
        for i in model.people:
            self._person(i)
        others = [choice for choice in model.choices if choice is not self._choice]
        self._constant = sum(min(choice.cost) * model.sets for choice in others) - most_gain(model)
        for tally in model.tallies:
            self._tally(tally)
        for one in self._classes:
            size = sum(self._of(one, model.people))
            self._cp.add(size >= model.fewest * self._number[one])
            self._cp.add(size <= model.most * self._number[one])
            self._shared(one, size, model.size_loss)
        for i, j in sorted((*model.conflicts, *model.locks)):
            self._pair(i, j)

    def _numbers(self) -> dict[Class, Any]:
        """How many sets of each class there are: counted where nothing is chosen."""
        if self._choice is None:
            return {one: len(self._places[one[0]]) for one in self._classes}
        number: dict[Class, Any] = {}
        for kind, places in self._places.items():
            mine = [one for one in self._classes if one[0] == kind]
            number |= {one: self._cp.new_int_var(0, len(places), "") for one in mine}
            self._cp.add(sum(number[one] for one in mine) == len(places))
        return number

    def _person(self, i: int) -> None:
        for one in self._classes:
            chosen = self._choice.loss[i][one[1]] if self._choice else 0
            if chosen == FORBIDDEN:
                continue
            seat = self._in[i, one] = self._cp.new_bool_var("")
            loss = self._model.place_loss[i][one[0]] + chosen
            if loss:
                self._terms.append(loss * seat)
        self._cp.add_exactly_one(self._of_person(i))

    def _of(self, one: Class, people: Sequence[int]) -> list[Any]:
        return [self._in[i, one] for i in people if (i, one) in self._in]

    def _of_person(self, i: int) -> list[Any]:
        return [self._in[i, one] for one in self._classes if (i, one) in self._in]

    def _tally(self, tally: Tally) -> None:
        table = tally.table
        if convex_steps(table) is None:
            self._constant += least_of_tally(tally, self._model.sets)
            return
        for one in self._classes:
            self._shared(one, sum(self._of(one, tally.members)), table)

    def _shared(self, one: Class, count: Any, table: Sequence[int]) -> None:
        """A count shared evenly over the sets of a class: what they lose together is convex again."""
        sets, most = self._number[one], len(self._places[one[0]])
        steps = convex_steps(table) or []
        if FORBIDDEN in table:
            self._cp.add(count <= len(steps) * sets)
        if not any(steps) and not table[0]:
            return
        whole = [table[0]]
        for step in steps:
            whole.append(whole[-1] + step)
        loss = self._cp.new_int_var(min(0, *whole) * most, max(0, *whole) * most, "")
        for k, step in enumerate(steps):
            self._cp.add(loss >= step * count + (whole[k] - step * k) * sets)
        self._terms.append(loss)

    def _pair(self, i: int, j: int) -> None:
        locked = (i, j) in self._model.locks
        for one in self._classes:
            both = [self._in.get((person, one), 0) for person in (i, j)]
            if locked:
                self._cp.add(both[0] == both[1])
            elif self._choice is not None or len(self._places[one[0]]) == 1:  # two apart need two sets
                self._cp.add(both[0] + both[1] <= self._number[one])

    def search(self, effort: Effort, hint: Sets | None, tick: Tick | None) -> tuple[int | None, Sets | None]:
        """A bound (``None``: not everybody can be placed, or nothing is known), and sets that may reach it."""
        if hint is not None:
            self._hint(hint)
        costs = self._choice.cost if self._choice else (0,)
        chosen = sum(costs[one[1]] * self._number[one] for one in self._classes)
        self._cp.minimize(sum(self._terms) + chosen + self._constant)
        solver = solver_of(self._kit, effort)
        solver.parameters.cp_model_probing_level = 0  # of 5,000 people it took longer than the search
        status = run(self._kit, solver, self._cp, tick)
        if status not in (self._kit.OPTIMAL, self._kit.FEASIBLE):
            return None, None
        sets: Sets = [[] for _ in range(self._model.sets)]
        free = {kind: list(places) for kind, places in self._places.items()}
        for one in self._classes:
            places = [free[one[0]].pop(0) for _ in range(solver.value(self._number[one]))]
            people = [
                i for i in self._model.people if (i, one) in self._in and solver.value(self._in[i, one])
            ]
            if places and not self._cut(sets, one, places, people, effort, tick):
                return round(solver.best_objective_bound), None
        return round(solver.best_objective_bound), measure.allowed_sets(self._model, sets)

    def _hint(self, sets: Sets) -> None:
        """Begin from some sets."""
        where: dict[int, Class] = {}
        for s, people in enumerate(sets):
            best = measure.best_option(self._choice, people) if self._choice else None
            where |= dict.fromkeys(people, (self._model.kind_of_set[s], best[1] if best else 0))
        for (i, one), seat in self._in.items():
            self._cp.add_hint(seat, where.get(i) == one)

    def _cut(
        self,
        sets: Sets,
        one: Class,
        places: Sequence[int],
        people: list[int],
        effort: Effort,
        tick: Tick | None,
    ) -> bool:
        """The people of one class cut into its sets; whether they could be."""
        part, ids = restricted(self._model, places, [people, *([] for _ in places[1:])])
        part = replace(part, choices=tuple(self._only(part, choice, one[1]) for choice in part.choices))
        hint, is_best = self._annealed(part, places[0], effort.seed, tick)
        if is_best:
            found = hint
        else:
            share = replace(effort, limit=effort.limit * CUT)
            found = Exact(part, all_placed=True).search(Aim.TOTAL, share, hint, tick=tick).sets or hint
        if found is None:
            return False
        for s, mine in zip(places, found, strict=True):
            sets[s] = sorted(ids[i] for i in mine)
        return True

    def _annealed(self, part: Model, place: int, seed: int, tick: Tick | None) -> tuple[Sets | None, bool]:
        """A large class cut by annealing, if everybody has a place then; and whether no cut of it loses less."""
        flow = least_loss(part) if len(part.people) * part.sets > CUT_CELLS else None
        if flow is None:
            return None, False
        rng = generator(seed, "sets", "cut", str(place))
        walked = anneal(
            part,
            flow.sets,
            rng,
            CUT_MOVES * len(part.people),
            heat=first_heat(part),
            tick=None if tick is None else lambda share: tick(None, None),
        )
        sets = measure.allowed_sets(part, mended(part, walked))
        if sets is None or sum(map(len, sets)) < len(part.people):
            return None, False
        return sets, sum(measure.losses(part, sets)) == flow.bound

    def _only(self, part: Model, choice: Choice, option: int) -> Choice:
        """The choice as it was made."""
        if self._choice is None or choice.rule != self._choice.rule:
            return choice
        return Choice(
            choice.rule,
            (choice.options[option],),
            tuple((row[option],) for row in choice.loss),
            (choice.cost[option],),
        )
