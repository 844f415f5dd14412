"""A result of sets in the shape that tables and pages show."""

from __future__ import annotations

from kith.matching.draft import Draft, Group, Placed
from kith.matching.sets.describe import notes
from kith.matching.sets.plain import PlainSets, without_requests
from kith.matching.sets.types import SIDE, MadeSet, SetsProblem, SetsResult
from kith.matching.types import Kind


def draft(problem: SetsProblem, result: SetsResult) -> Draft:
    """The draft, the weakest set first. People of an earlier result may be gone from the problem."""
    plain = PlainSets(without_requests(problem))
    locked = {id_ for pair in problem.locks for id_ in pair}
    groups = [group(problem, plain, one, result.most_points, locked) for one in result.sets]
    return Draft(
        kind=Kind.SETS,
        groups=tuple(sorted(groups, key=lambda one: (one.points, place_of(one.key)))),
        left_over=result.left_over,
        objectives=result.objectives,
        provenance=result.provenance,
        stopped=result.stopped,
    )


def group(problem: SetsProblem, plain: PlainSets, made: MadeSet, most: int, locked: set[str]) -> Group:
    """One set as a group."""
    place = place_of(made.key)
    here = [id_ for id_ in made.members if id_ in plain.people]
    return Group(
        key=made.key,
        members=tuple(
            Placed(
                SIDE,
                id_,
                plain.satisfaction(id_, here, place) if id_ in plain.people else None,
                locked=id_ in locked,
                kept=plain.stayed(id_, place),
            )
            for id_ in made.members
        ),
        points=made.points,
        most=most,
        parts=made.parts,
        notes=notes(problem, made),
    )


def place_of(key: str) -> int:
    """The place of a set among the sets: ``set-3`` is the third, counted from 0."""
    number = key.removeprefix("set-")
    return int(number) - 1 if number.isdecimal() else 0
