"""Applications shared out to reviewers: as many reviews as possible, evenly, by speciality, never in conflict."""

from __future__ import annotations

from collections import Counter, defaultdict
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from kith.foundation.faults import Faults
from kith.foundation.provenance import hash_value, provenance
from kith.foundation.seeds import lottery_number
from kith.matching.lottery import tickets
from kith.matching.sharing.flow import Flow
from kith.matching.sharing.types import (
    Application,
    Assigned,
    Load,
    Reviewer,
    SharingProblem,
    SharingResult,
    Unfilled,
)
from kith.matching.sharing.weights import Weights, weights
from kith.matching.types import Reason

METHOD = "matching.sharing"
TICKET_BITS = 32
Pair = tuple[str, str]


def share_out(problem: SharingProblem, *, seed: int) -> SharingResult:
    """Who reads what: the best answer there is, in an order of importance that nothing below outvotes.

    1. As many reviews as possible, and those that lack spread over applications rather than heaped on one.
    2. By ``problem.first``: an even load (the sum of squared loads over capacities as small as can be, so
       that half as much room means half as many), then as many reviews as possible by somebody of the
       application's speciality; or the other way round.
    3. Whatever is left open is drawn by lot, by ids under the seed, so that the same two reviewers do not
       always meet and the order of a list never decides.

    Nobody reads an application twice, of a side that is not theirs, in conflict, or beyond their capacity.
    What is ``kept`` stays with its reviewer, counts towards their load, and is never passed on. So
    applications that come late are shared out by giving the earlier answer as ``kept``.

    Parameters
    ----------
    problem
        Up to thousands of applications; 5,000 for 40 reviewers take a few seconds.
    seed
        Any whole number. The same problem and seed give the same answer in whatever order lists come.

    Raises
    ------
    KithError
        With every fault: an id that comes twice, a capacity below 0, ``each`` below 1.

    >>> reviewers = (Reviewer("r1", 2), Reviewer("r2", 2), Reviewer("r3", 2))
    >>> applications = (Application("a"), Application("b"), Application("c"))
    >>> result = share_out(SharingProblem(applications, reviewers, conflicts=frozenset({("a", "r1")})), seed=1)
    >>> result.reviewers_of("a"), [load.n for load in result.loads]
    (('r2', 'r3'), [2, 2, 2])
    """
    _refuse_faults(problem)
    table = _Table(problem, seed)
    flow = Flow(table.cost, table.may, table.steps, table.luck)
    for place, application in enumerate(table.applications):
        for _ in range(problem.each - len(table.kept[application.id])):
            flow.give(place)
    given = defaultdict(list, {key: list(found) for key, found in table.kept.items()})
    for column, reviewer in enumerate(table.reviewers):
        for place in flow.held_by(column):
            given[table.applications[int(place)].id].append(reviewer.id)
    assigned = table.assigned(given)
    return SharingResult(
        assigned=assigned,
        unfilled=_unfilled(problem, table, given),
        loads=_loads(problem, assigned),
        dropped=tuple(table.dropped),
        provenance=provenance(
            METHOD, inputs={"problem": hash_value(_canonical(problem))}, seed=seed, libraries=("numpy",)
        ),
    )


def _refuse_faults(problem: SharingProblem) -> None:
    faults = Faults()
    if problem.each < 1:
        faults.add("matching.sharing.bad_each", each=problem.each)
    for code, ids in (
        ("matching.sharing.same_application", [each.id for each in problem.applications]),
        ("matching.sharing.same_reviewer", [each.id for each in problem.reviewers]),
    ):
        for key, times in Counter(ids).items():
            if times > 1:
                faults.add(code, key=key)
    for reviewer in problem.reviewers:
        if reviewer.capacity < 0:
            faults.add("matching.sharing.bad_capacity", key=reviewer.id, capacity=reviewer.capacity)
    for (application, reviewer_id), times in Counter(problem.kept).items():
        if times > 1:
            faults.add("matching.sharing.kept_twice", application=application, reviewer=reviewer_id)
    faults.raise_if_any()


class _Table:
    """The problem as arrays, in the order of ids; behind the reviewers a stand-in for each one lacking."""

    def __init__(self, problem: SharingProblem, seed: int) -> None:
        self.applications = sorted(problem.applications, key=lambda each: each.id)
        self.reviewers = sorted(problem.reviewers, key=lambda each: each.id)
        self._by_id = {each.id: each for each in self.reviewers}
        self.kept: dict[str, set[str]] = {each.id: set() for each in self.applications}
        self.dropped: list[Pair] = []
        self.weights = weights([each.capacity for each in self.reviewers], problem.each, problem.first)
        allowed = self._allowed(problem)
        self.may_read = {
            each.id: int(row.sum()) for each, row in zip(self.applications, allowed, strict=True)
        }
        self._keep(problem, allowed)
        shares = self._shares()
        stand_ins = np.ones((len(self.applications), problem.each), dtype=np.bool_)
        self.may = np.hstack((allowed & ~self._kept_array(), stand_ins))
        own = np.where(shares, 0, self.weights.speciality)
        self.cost = np.hstack((own, np.zeros(stand_ins.shape, dtype=np.int64)))
        self.luck = np.hstack((self._tickets(seed), stand_ins.astype(np.int64)))
        self.steps = [*self._loads(self.weights), *self._stand_ins(problem.each)]

    def _allowed(self, problem: SharingProblem) -> NDArray[np.bool_]:
        sides = sorted({each.side for each in self.applications})
        reads = np.array(
            [[not each.sides or side in each.sides for each in self.reviewers] for side in sides], np.bool_
        ).reshape(len(sides), len(self.reviewers))
        place = {side: row for row, side in enumerate(sides)}
        allowed = reads[[place[each.side] for each in self.applications]]
        rows = {each.id: row for row, each in enumerate(self.applications)}
        columns = {each.id: column for column, each in enumerate(self.reviewers)}
        for application, reviewer in problem.conflicts:
            if application in rows and reviewer in columns:
                allowed[rows[application], columns[reviewer]] = False
        self._rows, self._columns = rows, columns
        return allowed

    def _keep(self, problem: SharingProblem, allowed: NDArray[np.bool_]) -> None:
        for application, reviewer in sorted(problem.kept):
            row, column = self._rows.get(application), self._columns.get(reviewer)
            if row is None or column is None or not allowed[row, column]:
                self.dropped.append((application, reviewer))
            else:
                self.kept[application].add(reviewer)

    def _kept_array(self) -> NDArray[np.bool_]:
        held = np.zeros((len(self.applications), len(self.reviewers)), dtype=np.bool_)
        for application, reviewers in self.kept.items():
            held[self._rows[application], [self._columns[each] for each in reviewers]] = True
        return held

    def _shares(self) -> NDArray[np.bool_]:
        names = sorted({name for each in self.applications for name in each.specialities})
        wanted = np.array(
            [[name in each.specialities for name in names] for each in self.applications], float
        )
        had = np.array([[name in each.specialities for name in names] for each in self.reviewers], float)
        shape = len(self.applications), len(self.reviewers)
        if not names or 0 in shape:
            return np.zeros(shape, dtype=np.bool_)
        shared: NDArray[np.bool_] = wanted @ had.T > 0
        return shared

    def _tickets(self, seed: int) -> NDArray[np.int64]:
        """Drawn by ids, so that the same two reviewers do not always meet and no list's order decides."""
        one = np.array(
            [lottery_number(seed, "application", each.id) for each in self.applications], np.uint64
        )
        other = np.array([lottery_number(seed, "reviewer", each.id) for each in self.reviewers], np.uint64)
        return tickets(one, other, TICKET_BITS)

    def _loads(self, weigh: Weights) -> list[NDArray[np.int64]]:
        had = Counter(reviewer for found in self.kept.values() for reviewer in found)
        return [weigh.loads(each.capacity)[had[each.id] :] for each in self.reviewers]

    def _stand_ins(self, each: int) -> list[NDArray[np.int64]]:
        room = len(self.applications)
        return [
            np.full(room, self.weights.unfilled + place * self.weights.spread, dtype=np.int64)
            for place in range(each)
        ]

    def assigned(self, given: dict[str, list[str]]) -> tuple[Assigned, ...]:
        """Every pair, with what there is to say about it."""
        return tuple(
            Assigned(
                application.id,
                reviewer,
                reviewer in self.kept[application.id],
                bool(application.specialities & self._by_id[reviewer].specialities),
            )
            for application in self.applications
            for reviewer in sorted(given[application.id])
        )


def _unfilled(problem: SharingProblem, table: _Table, given: dict[str, list[str]]) -> tuple[Unfilled, ...]:
    found = []
    for application in table.applications:
        missing = problem.each - len(given[application.id])
        if missing > 0:
            found.append(Unfilled(application.id, missing, _reasons(problem, table, application)))
    return tuple(found)


def _reasons(problem: SharingProblem, table: _Table, application: Application) -> tuple[Reason, ...]:
    """Too few may read it at all (and what keeps the others off), or all who may are full."""
    may = table.may_read[application.id]
    reasons = []
    if may < problem.each:
        reasons.append(_reason("too_few_may", may=may, each=problem.each))
        other = sum(bool(each.sides) and application.side not in each.sides for each in problem.reviewers)
        in_conflict = len(problem.reviewers) - may - other
        if other:
            reasons.append(_reason("other_side", n=other))
        if in_conflict:
            reasons.append(_reason("conflict", n=in_conflict))
    if may:
        reasons.append(_reason("full", may=may))
    return tuple(reasons)


def _reason(code: str, **params: int) -> Reason:
    return Reason(f"matching.sharing.unfilled.{code}", MappingProxyType(dict(params)))


def _loads(problem: SharingProblem, assigned: tuple[Assigned, ...]) -> tuple[Load, ...]:
    n = Counter(each.reviewer for each in assigned)
    special = Counter(each.reviewer for each in assigned if each.of_speciality)
    return tuple(Load(each.id, n[each.id], each.capacity, special[each.id]) for each in problem.reviewers)


def _canonical(problem: SharingProblem) -> dict[str, object]:
    def reviewer(each: Reviewer) -> list[object]:
        return [each.id, each.capacity, sorted(each.specialities), sorted(each.sides)]

    return {
        "applications": sorted(
            [each.id, each.side, sorted(each.specialities)] for each in problem.applications
        ),
        "reviewers": sorted(map(reviewer, problem.reviewers), key=str),
        "each": problem.each,
        "conflicts": sorted(problem.conflicts),
        "kept": sorted(problem.kept),
        "first": problem.first.value,
    }
