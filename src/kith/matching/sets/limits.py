"""How much a search of sets may do: counted in steps and in CP-SAT's deterministic seconds, never by the clock."""

from __future__ import annotations

from kith.matching.sets.cpsat import Aim

MOST_CELLS = 12_000
"""People by sets up to which everything is proven if it can be: 300 people in 34 sets and more."""
LIMIT = {Aim.PLACED: 10.0, Aim.WORST: 60.0, Aim.TOTAL: 400.0}
"""CP-SAT's deterministic seconds. A proof of 200 people takes about half of the last."""
KINDS_WORK = 150_000.0
"""The same for the problem of kinds, times people: of more people a second of it takes longer. 1,000 take about 2 of
150 seconds, 5,000 about 14 of 30."""
MOVES_PER_PERSON = 4_000
MOST_MOVES = 4_000_000
FIRST_MOVES = 400
"""Moves for each person before the problem of kinds of many people: something to keep if somebody stops there."""
ROUNDS_PER_SET = 2
MOST_ROUNDS = 240
"""Rounds of polish, however many sets there are."""
POLISH_WORK = 90_000.0
"""Deterministic seconds of all rounds, times people: among more of them a second takes longer."""


def is_large(people: int, sets: int) -> bool:
    """Whether there are too many for a proof of who is in which set."""
    return people * sets > MOST_CELLS


def most_work(people: int, sets: int, effort: float) -> float:
    """The most deterministic seconds that one search may take for one objective, whatever is then needed."""
    limit = KINDS_WORK / people if is_large(people, sets) else LIMIT[Aim.TOTAL]
    return effort * min(LIMIT[Aim.TOTAL], limit)


def most_moves(people: int, moves_per_person: int, effort: float) -> int:
    """Moves of one annealing."""
    return int(min(MOST_MOVES, moves_per_person * people) * effort)


def most_rounds(sets: int, effort: float) -> int:
    """Rounds of polish."""
    return max(1, int(min(MOST_ROUNDS, ROUNDS_PER_SET * sets) * effort))


def polish_work(people: int, effort: float) -> float:
    """Deterministic seconds of all rounds of polish together."""
    return effort * POLISH_WORK / max(1, people)
