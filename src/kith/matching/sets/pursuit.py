"""One objective after the other, by whatever finds it best: a flow, a proof by CP-SAT, or annealing and polish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kith.foundation.seeds import generator
from kith.matching.pairs.solver import Stopped
from kith.matching.rulebook import BestFor
from kith.matching.sets import measure
from kith.matching.sets.anneal import Sets, anneal, deal, first_heat
from kith.matching.sets.bound import Flow, least_loss
from kith.matching.sets.coarse import Coarse
from kith.matching.sets.cpsat import Aim, Effort, Found, Tick
from kith.matching.sets.exact import Exact
from kith.matching.sets.limits import (
    FIRST_MOVES,
    LIMIT,
    MOVES_PER_PERSON,
    is_large,
    most_moves,
    most_rounds,
    most_work,
    polish_work,
)
from kith.matching.sets.model import Model
from kith.matching.sets.parts import hard_only
from kith.matching.sets.polish import mended, polish
from kith.matching.types import Objective, ObjectiveKey

SMALL = 40
"""People up to which the proof begins without a first answer."""
OPEN_PART = 0.05
"""The part of them for what comes after people could not all be placed: it is hardly ever proven then."""


class LocksNotKept(Exception):
    """No sets keep every lock, or none were found that do."""


class Watch:
    """Says how far the search is, and notes when somebody ends it."""

    def __init__(
        self, progress: Callable[[str, float], None] | None, should_stop: Callable[[], bool] | None
    ) -> None:
        self._progress = progress
        self._should_stop = should_stop
        self.stopped = False

    def __call__(self, step: str, share: float) -> bool:
        """Whether to stop."""
        if self._progress is not None:
            self._progress(step, min(1.0, max(0.0, share)))
        if not self.stopped and self._should_stop is not None:
            self.stopped = self._should_stop()
        return self.stopped


@dataclass(frozen=True, slots=True)
class Reached:
    """What was found; ``worst`` and ``total`` in points lost."""

    sets: Sets
    placed: Objective
    worst: Objective | None
    total: Objective


class Pursuit:
    """The objectives of one model."""

    def __init__(
        self,
        model: Model,
        best_for: BestFor,
        seed: int,
        workers: int,
        watch: Watch,
        effort: float,
        quick: bool = False,
    ) -> None:
        self._model = model
        self._quick = quick
        self._fair = best_for is BestFor.NO_ONE_LEFT_BEHIND
        self._seed = seed
        self._workers = workers
        self._watch = watch
        self._effort = effort
        self._worst_bound: int | None = None

    def run(self) -> Reached:
        """The best sets.

        Raises :class:`~kith.matching.pairs.solver.Stopped` when stopped with nothing found, :class:`LocksNotKept`.
        """
        model = self._model
        if not model.sets or len(model.people) < max(1, model.fewest):
            return self._nobody()
        flow = None if model.excluded else least_loss(model)
        if flow is not None and flow.whole and not self._fair:
            return self._reached(flow.sets, len(model.people), flow.bound)
        if self._quick:
            return self._only_annealed(flow)
        if is_large(len(model.people), model.sets):
            return self._of_many(flow)
        hint = None if flow is None or len(model.people) <= SMALL else self._annealed(flow.sets)
        if flow is not None and not self._fair:
            floor, sets = self._by_kinds(flow.bound, hint)
            if sets is not None and floor == sum(measure.losses(model, sets)):
                return self._reached(sets, len(model.people), floor)
            flow, hint = replace(flow, bound=floor), self._better(hint, sets)
        return self._proven(flow, hint)

    def _of_many(self, flow: Flow | None) -> Reached:
        """First something to keep, then kinds, which take longer with a hint than without; then what is left to do."""
        model = self._model
        if flow is None or self._fair:
            return self._searched(flow, None)
        first = self._annealed(flow.sets, FIRST_MOVES)
        floor, sets = self._by_kinds(flow.bound, None)
        best = self._better(first, sets)
        if best is not None and floor == sum(measure.losses(model, best)):
            return self._reached(best, len(model.people), floor)
        if sets is None and not self._watch.stopped:
            best = self._better(best, self._annealed(flow.sets))
        return self._searched(replace(flow, bound=floor), best)

    def _better(self, one: Sets | None, other: Sets | None) -> Sets | None:
        """The answer that places more people, and loses less."""
        found = [sets for sets in (one, other) if sets is not None]
        lost = measure.losses
        return min(found, key=lambda sets: (-sum(map(len, sets)), sum(lost(self._model, sets))), default=None)

    def _by_kinds(self, floor: int, hint: Sets | None) -> tuple[int, Sets | None]:
        """A bound by kinds of sets, and sets that may reach it; all sets alike leave nothing to decide."""
        chosen = any(max(row) > 0 for choice in self._model.choices for row in choice.loss)
        if self._watch.stopped or (len(set(self._model.kind_of_set)) < 2 and not chosen):
            return floor, None
        work = most_work(len(self._model.people), self._model.sets, self._effort)
        effort = Effort(work, self._workers, self._seed)
        bound, sets = Coarse(self._model).search(effort, hint, self._tick(Aim.TOTAL))
        return max(floor, bound if bound is not None else floor), sets

    def _tick(self, aim: Aim) -> Tick:
        def tick(best: int | None, bound: int | None) -> bool:
            share = 0.0 if not best or bound is None else bound / best
            return self._watch(aim.value, share)

        return tick

    def _nobody(self) -> Reached:
        if self._model.locks:
            raise LocksNotKept
        nothing = Objective(ObjectiveKey.TOTAL, 0, proven=True)
        return Reached(
            [[] for _ in range(self._model.sets)],
            Objective(ObjectiveKey.MATCHED, 0, proven=True),
            None,
            nothing,
        )

    def _reached(self, sets: Sets, most_placed: int, floor: int | None) -> Reached:
        """Objectives of some sets: at most so many can be placed, no less than ``floor`` can be lost."""
        lost = measure.losses(self._model, sets)
        total, placed = sum(lost), sum(len(people) for people in sets)
        worst = max((one for one, people in zip(lost, sets, strict=True) if people), default=None)
        return Reached(
            sets,
            _objective(ObjectiveKey.MATCHED, placed, most_placed),
            None
            if worst is None or not self._fair
            else _objective(ObjectiveKey.WORST, worst, self._worst_bound),
            _objective(ObjectiveKey.TOTAL, total, floor),
        )

    @property
    def _nothing(self) -> Exception:
        """Why there is no answer: only locks can stand against one, where nobody ended the search."""
        return Stopped() if self._watch.stopped else LocksNotKept()

    # --- with a proof -----------------------------------------------------------------------------------

    def _proven(self, flow: Flow | None, hint: Sets | None) -> Reached:
        model = self._model
        if flow is not None:
            found = self._pursue(Exact(model, all_placed=True), hint, None if self._fair else flow.bound)
            if found.sets is not None:
                return self._reached(found.sets, len(model.people), found.bound)
        return self._some_left(hint)

    def _some_left(self, hint: Sets | None) -> Reached:
        """Where not everybody can be placed: first as many as can be."""
        placed = self._search(Exact(hard_only(self._model), all_placed=False), Aim.PLACED, hint, None)
        if placed.impossible:
            raise LocksNotKept
        if placed.sets is None:
            placed = replace(placed, sets=self._any(hint))
        sets = placed.sets or []
        count, opened = sum(map(len, sets)), sum(map(bool, sets))
        step = self._model.sets + 1
        everybody = len(self._model.people)
        most = everybody if placed.bound is None else min(everybody, placed.bound // step)
        self._effort *= OPEN_PART
        loose = Exact(self._model, all_placed=False)
        loose.hold_placed(count)
        loose.hold_open(opened)
        found = self._pursue(loose, sets, None)
        return self._reached(found.sets or sets, most, found.bound)

    def _any(self, hint: Sets | None) -> Sets:
        """Some sets that may be, where the search was ended before it found any."""
        model = self._model
        found = measure.allowed_sets(model, hint or mended(model, deal(model, model.people)))
        if found is None:
            raise self._nothing
        return found

    def _pursue(self, exact: Exact, hint: Sets | None, floor: int | None) -> Found:
        """The weakest set, if it comes first, and the total."""
        if self._fair:
            found = self._search(exact, Aim.WORST, hint, None)
            if found.sets is None:
                return found
            hint = found.sets
            value = max(measure.losses(self._model, hint))
            self._worst_bound = value if found.proven else found.bound
            exact.hold_worst(value)
        found = self._search(exact, Aim.TOTAL, hint, floor)
        if found.sets is None and hint is not None and not found.impossible:
            return Found(hint, floor, proven=False)
        return found

    def _search(self, exact: Exact, aim: Aim, hint: Sets | None, floor: int | None) -> Found:
        if self._watch.stopped and aim is not Aim.PLACED:
            return Found(hint, floor, proven=False)
        effort = Effort(LIMIT[aim] * self._effort, self._workers, self._seed)

        return exact.search(aim, effort, hint, floor=floor, tick=self._tick(aim))

    # --- without ----------------------------------------------------------------------------------------

    def _walked(self, start: Sets, moves_per_person: int) -> Sets:
        """Annealed; what may not be is still in it."""
        model = self._model
        return anneal(
            model,
            start,
            generator(self._seed, "sets", "anneal"),
            most_moves(len(model.people), moves_per_person, self._effort),
            heat=first_heat(model),
            tick=lambda share: self._watch("anneal", share),
        )

    def _annealed(self, start: Sets, moves_per_person: int = MOVES_PER_PERSON) -> Sets | None:
        """Annealed from the flow's answer, if everything holds once who breaks a rule has been taken out."""
        return measure.allowed_sets(self._model, mended(self._model, self._walked(start, moves_per_person)))

    def _only_annealed(self, flow: Flow | None) -> Reached:
        """Good sets soon, with nothing proven of them."""
        sets = self._annealed(deal(self._model, list(self._model.people)) if flow is None else flow.sets)
        if sets is None:
            raise self._nothing
        return self._reached(sets, len(self._model.people), None)

    def _searched(self, flow: Flow | None, hint: Sets | None) -> Reached:
        """Annealing, then a few sets at a time taken apart and made anew by proof."""
        model = self._model
        if hint is None and flow is not None:
            hint = self._annealed(flow.sets)
        if hint is None:
            hint = self._annealed(deal(model, list(model.people)))
        if hint is None:
            raise self._nothing
        placed = sum(map(len, hint))
        floor = flow.bound if flow is not None and placed == len(model.people) else None
        sets = polish(
            model,
            [list(people) for people in hint],
            generator(self._seed, "sets", "polish"),
            rounds=most_rounds(model.sets, self._effort),
            work=polish_work(len(model.people), self._effort),
            floor=floor,
            workers=self._workers,
            tick=lambda share: self._watch("polish", share),
        )
        return self._reached(sets, len(model.people), floor)


def _objective(key: ObjectiveKey, value: int, bound: int | None) -> Objective:
    if bound == value:
        return Objective(key, value, proven=True)
    return Objective(key, value, proven=False, bound=bound)
