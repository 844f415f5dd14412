"""The best sets with a proof: a model for the CP-SAT solver of OR-Tools.

Sets of one kind may change places without a difference; of all ways to number them, only the one in which each set
is numbered by its first person is looked at.

References: Perron L., Furnon V., OR-Tools CP-SAT; symmetry by first members as for the social golfer problem, Smith
(2001), "Reducing symmetry in a combinatorial design problem".
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from kith.matching.sets.cpsat import Aim, Effort, Found, Sets, Tick, run, solver_of
from kith.matching.sets.model import FORBIDDEN, Choice, Model, Tally


class Exact:
    """One model, ready to be searched under one aim after another.

    Parameters
    ----------
    all_placed
        Everybody must be in a set and no set may be empty: a tighter model, right wherever that can be.
    """

    def __init__(self, model: Model, *, all_placed: bool) -> None:
        from ortools.sat.python import cp_model

        self._kit = cp_model
        self.model = model
        self.cp = cp_model.CpModel()
        self._all_placed = all_placed
        self._sets = range(model.sets)
        self._people = model.people
        self._before, self._kinds = _slots(model)
        self.inside: dict[tuple[int, int], Any] = {}
        self._open: list[Any] = []
        self._terms: list[list[Any]] = [[] for _ in self._sets]
        self._seats()
        self._together()
        for tally in model.tallies:
            self._tally(tally)
        for choice in model.choices:
            self._choice(choice)
        self._pairs()

    # --- building ---------------------------------------------------------------------------------------

    def _seats(self) -> None:
        cp, model = self.cp, self.model
        for place, i in enumerate(self._people):
            for s in self._sets:
                if self._before[s] <= place:
                    self.inside[i, s] = cp.new_bool_var(f"p{i}s{s}")
            mine = [self.inside[i, s] for s in self._sets if (i, s) in self.inside]
            (cp.add_exactly_one if self._all_placed else cp.add_at_most_one)(mine)
        for s in self._sets:
            size = sum(self._in(s, self._people))
            is_open = True if self._all_placed else cp.new_bool_var(f"open{s}")
            self._open.append(is_open)
            cp.add(size <= model.most * is_open)
            cp.add(size >= model.fewest * is_open)
            self._terms[s] += [
                loss * self.inside[i, s]
                for i in self._people
                if (i, s) in self.inside and (loss := model.place_loss[i][model.kind_of_set[s]])
            ]
            self._count_loss(s, size, model.size_loss, f"size{s}")

    def _in(self, s: int, people: Sequence[int]) -> list[Any]:
        return [self.inside[i, s] for i in people if (i, s) in self.inside]

    def _together(self) -> None:
        for i, j in sorted(self.model.conflicts):
            for s in self._sets:
                both = self._in(s, (i, j))
                if len(both) == 2:
                    self.cp.add_at_most_one(both)
        for i, j in sorted(self.model.locks):
            for s in self._sets:
                both = [self.inside.get((one, s), 0) for one in (i, j)]
                if i in self._people or j in self._people:
                    self.cp.add(both[0] == both[1])
            if not self._all_placed:  # a lock puts two into one set; both in none would not keep it
                self.cp.add_at_least_one(self.inside[i, s] for s in self._sets if (i, s) in self.inside)

    def _tally(self, tally: Tally) -> None:
        for s in self._sets:
            here = self._in(s, tally.members)
            if here:
                self._count_loss(s, sum(here), tally.table, f"{tally.rule}{tally.members[0]}s{s}", len(here))
            elif tally.table[0]:
                self._terms[s].append(tally.table[0] * self._open[s])

    def _count_loss(
        self, s: int, count: Any, table: Sequence[int], name: str, most: int | None = None
    ) -> None:
        """What a set loses by a count: forbidden counts taken out, then slopes where the table is convex."""
        cp = self.cp
        most = self.model.most if most is None else min(most, self.model.most)
        allowed = [k for k in range(most + 1) if table[k] != FORBIDDEN]
        if len(allowed) <= most:
            domain = self._kit.Domain.from_values([*allowed, *([] if self._all_placed else [0])])
            cp.add_linear_expression_in_domain(count, domain)
        if not any(table[k] for k in allowed):
            return
        points = [(k, table[k]) for k in allowed]
        low, high = min(lost for _, lost in points), max(lost for _, lost in points)
        loss = cp.new_int_var(min(low, 0), max(high, 0), f"loss {name}")
        if _is_convex(points):
            for (k, lost), (after, more) in itertools.pairwise(points):
                slope, rest = divmod(more - lost, after - k)
                if rest == 0:
                    cp.add(loss >= slope * count + (lost - slope * k) * self._open[s])
            if len(points) == 1:
                cp.add(loss >= points[0][1] * self._open[s])
        else:
            index = cp.new_int_var(0, most, f"count {name}")
            cp.add(index == count)
            filled = [max(table[k], min(low, 0)) if table[k] != FORBIDDEN else 0 for k in range(most + 1)]
            if not self._all_placed:
                filled[0] = min(filled[0], 0)
            cp.add_element(index, filled, loss)
        self._terms[s].append(loss)

    def _choice(self, choice: Choice) -> None:
        cp, options = self.cp, range(len(choice.options))
        chosen = {(s, o): cp.new_bool_var(f"{choice.rule}s{s}o{o}") for s in self._sets for o in options}
        for s in self._sets:
            cp.add_exactly_one(chosen[s, o] for o in options)
            self._terms[s] += [self._cost(choice.cost[o], chosen[s, o], s) for o in options if choice.cost[o]]
            for i in self._people:
                may = [o for o in options if choice.loss[i][o] != FORBIDDEN]
                if (i, s) in self.inside and len(may) < len(options):
                    cp.add_bool_or([self.inside[i, s].Not(), *(chosen[s, o] for o in may)])
        if any(max(row) > 0 for row in choice.loss):
            self._losses_of_choice(choice, chosen)

    def _losses_of_choice(self, choice: Choice, chosen: dict[tuple[int, int], Any]) -> None:
        """Each person's loss by what their set chose, and each set's.

        That people who get an option fit into the sets that choose it says nothing new, but it is what gives the
        search a bound.
        """
        cp, options, most = self.cp, range(len(choice.options)), self.model.most
        gets = {
            (i, o): cp.new_bool_var(f"{choice.rule}{i}o{o}")
            for i in self._people
            for o in options
            if choice.loss[i][o] != FORBIDDEN
        }
        for i in self._people:
            seats = [(s, self.inside[i, s]) for s in self._sets if (i, s) in self.inside]
            cp.add(sum(gets[i, o] for o in options if (i, o) in gets) == sum(seat for _, seat in seats))
            for s, seat in seats:
                for o in options:
                    if (i, o) in gets:
                        cp.add_bool_or([seat.Not(), chosen[s, o].Not(), gets[i, o]])
        for o in options:
            here = sum(gets[i, o] for i in self._people if (i, o) in gets)
            cp.add(here <= most * sum(chosen[s, o] for s in self._sets))
            if self._all_placed:
                cp.add(here >= self.model.fewest * sum(chosen[s, o] for s in self._sets))
        lost = [self._loss_here(s, choice, chosen) for s in self._sets]
        cp.add(sum(lost) == sum(max(0, choice.loss[i][o]) * got for (i, o), got in gets.items()))

    def _loss_here(self, s: int, choice: Choice, chosen: dict[tuple[int, int], Any]) -> Any:
        lost = self.cp.new_int_var(0, max(max(row) for row in choice.loss) * self.model.most, "")
        seats = [(i, self.inside[i, s]) for i in self._people if (i, s) in self.inside]
        for o in range(len(choice.options)):
            here = sum(max(0, choice.loss[i][o]) * seat for i, seat in seats)
            self.cp.add(lost >= here).only_enforce_if(chosen[s, o])
        self._terms[s].append(lost)
        return lost

    def _cost(self, cost: int, chosen: Any, s: int) -> Any:
        if self._all_placed:
            return cost * chosen
        lost = self.cp.new_int_var(0, cost, "")
        self.cp.add(lost >= cost * chosen + cost * self._open[s] - cost)
        return lost

    def _pairs(self) -> None:
        cp = self.cp
        for (i, j), gain in self.model.pair_gain.items():
            if i in self.model.excluded or j in self.model.excluded:
                continue
            for s in self._sets:
                both = self._in(s, (i, j))
                if len(both) < 2:
                    continue
                pair = cp.new_bool_var(f"t{i}-{j}s{s}")
                if gain > 0:
                    cp.add_implication(pair, both[0])
                    cp.add_implication(pair, both[1])
                else:
                    cp.add_bool_or([both[0].Not(), both[1].Not(), pair])
                self._terms[s].append(-gain * pair)

    # --- searching --------------------------------------------------------------------------------------

    def hold_placed(self, people: int) -> None:
        """From now on at least so many are in a set."""
        self.cp.add(sum(self.inside.values()) >= people)

    def hold_open(self, sets: int) -> None:
        """From now on at least so many sets have people."""
        self.cp.add(sum(self._open) >= sets)

    def hold_worst(self, loss: int) -> None:
        """From now on no set loses more."""
        for s in self._sets:
            self.cp.add(sum(self._terms[s]) <= loss)

    def search(
        self,
        aim: Aim,
        effort: Effort,
        hint: Sets | None = None,
        *,
        floor: int | None = None,
        tick: Tick | None = None,
    ) -> Found:
        """The best sets under one aim.

        Parameters
        ----------
        hint
            Sets to begin from.
        floor
            A bound known by other means.
        tick
            Called now and then with the best value and bound so far; ends the search by answering true.
        """
        goal = self._goal(aim)
        if aim is Aim.PLACED:
            self.cp.maximize(goal)
        else:
            if floor is not None:
                self.cp.add(goal >= floor)
            self.cp.minimize(goal)
        self._hint(hint)
        solver = solver_of(self._kit, effort)
        status = run(self._kit, solver, self.cp, tick)
        if status in (self._kit.OPTIMAL, self._kit.FEASIBLE):
            sets = [
                [i for i in self._people if (i, s) in self.inside and solver.value(self.inside[i, s])]
                for s in self._sets
            ]
            bound = solver.best_objective_bound
            work = solver.deterministic_time
            return Found(sets, round(bound), status == self._kit.OPTIMAL, work=work)
        impossible = status == self._kit.INFEASIBLE
        return Found(None, None, impossible, impossible, 0.0 if impossible else effort.limit)

    def _hint(self, sets: Sets | None) -> None:
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for s, people in enumerate(self._numbered(sets) if sets else ()):
            for i in self._people:
                if (i, s) in self.inside:
                    self.cp.add_hint(self.inside[i, s], i in people)

    def _goal(self, aim: Aim) -> Any:
        if aim is Aim.PLACED:
            return sum(self.inside.values()) * (len(self._sets) + 1) + sum(self._open)
        if aim is Aim.TOTAL:
            return sum((sum(terms) for terms in self._terms), start=0) + 0
        worst = self.cp.new_int_var(0, self.model.most_loss, "worst")
        for s in self._sets:
            self.cp.add(sum(self._terms[s]) <= worst)
        return worst

    def _numbered(self, sets: Sets) -> Sets:
        """The same sets, those of one kind numbered by their first people."""
        placed: Sets = [[] for _ in self._sets]
        for kind in self._kinds:
            mine = sorted((sets[s] for s in kind), key=lambda people: min(people, default=1 << 60))
            for s, people in zip(kind, mine, strict=True):
                placed[s] = people
        return placed


def _slots(model: Model) -> tuple[dict[int, int], list[list[int]]]:
    """How many sets of its kind come before each, and the sets of each kind."""
    kinds: dict[int, list[int]] = {}
    before = {}
    for s, kind in enumerate(model.kind_of_set):
        before[s] = len(kinds.setdefault(kind, []))
        kinds[kind].append(s)
    return before, list(kinds.values())


def _is_convex(points: Sequence[tuple[int, int]]) -> bool:
    slopes = [(more - lost) / (after - k) for (k, lost), (after, more) in itertools.pairwise(points)]
    whole = all((more - lost) % (after - k) == 0 for (k, lost), (after, more) in itertools.pairwise(points))
    return whole and all(one <= other for one, other in itertools.pairwise(slopes))
