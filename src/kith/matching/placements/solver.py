"""The best placements: objectives in order, each fixed before the next, all in whole numbers."""

from __future__ import annotations

from collections.abc import Callable

from kith.foundation.faults import Fault, KithError
from kith.foundation.provenance import provenance
from kith.matching.placements.aims import Found, Reached
from kith.matching.placements.exchange import problem_hash
from kith.matching.placements.grid import grid
from kith.matching.placements.outcome import left_over, placements
from kith.matching.placements.problem import check
from kith.matching.placements.search import Impossible, NoAnswer, Stopped, search
from kith.matching.placements.teams import teams
from kith.matching.placements.types import PlacementProblem, PlacementResult
from kith.matching.rules import rules_hash
from kith.matching.types import Objective, ObjectiveKey

METHOD = "matching.placements"
LIBRARIES = ("numpy", "ortools")

__all__ = ["Stopped", "solve"]


def solve(
    problem: PlacementProblem,
    *,
    seed: int,
    progress: Callable[[str, float], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> PlacementResult:
    """The best placements of a problem, with reasons for whoever and whatever is left over.

    In order, each fixed before the next: as many people placed as can be; the worst-placed person
    as well off as can be, in points as they see them (left out with ``best_for = "most"``; locks do not count);
    all points, of people and of teams, with what staying is worth; as many staying as can be; a lottery keyed by id.

    Where places are all that ties people together the answer is a flow and proven. Otherwise it is CP-SAT's, with
    one worker, a fixed seed and a limit of work in deterministic seconds, so that the same problem and seed give the
    same result on every machine.

    Raises
    ------
    KithError
        With every fault of the problem, or with what cannot all be kept.
    Stopped
        When ``should_stop`` says so before there is an answer.

    >>> from kith.matching.placements.types import Person, Project
    >>> from kith.matching import parse_rules
    >>> rules = parse_rules([{"prefer": "wish", "weight": 1, "side": "person"}])
    >>> people = tuple(Person(id_, wishes=wishes) for id_, wishes in (("a", ("x",)), ("b", ("x", "y"))))
    >>> projects = (Project("x"), Project("y"))
    >>> [(p.person, p.project, p.points) for p in solve(PlacementProblem(people, projects, rules), seed=1).placements]
    [('a', 'x', 100), ('b', 'y', 80)]
    """
    faults = check(problem)
    if faults:
        raise KithError(faults)
    said = progress or (lambda step, share: None)
    said("score", 0.0)
    the = grid(problem)
    said("score", 1.0)
    try:
        found = search(problem, the, seed, said, should_stop or (lambda: False))
    except NoAnswer:
        raise KithError(Fault("matching.placements.problem.no_answer")) from None
    except Impossible:
        from kith.matching.placements.clash import clash

        raise KithError(clash(problem)) from None
    said("reasons", 0.0)
    result = PlacementResult(
        placements=placements(problem, the, found.chosen),
        teams=teams(problem, the, found.chosen),
        unmatched=left_over(problem, the, found.chosen),
        objectives=_objectives(found),
        best_for=problem.rules.best_for,
        provenance=provenance(
            METHOD,
            inputs={"problem": problem_hash(problem), "rules": rules_hash(problem.rules)},
            seed=seed,
            libraries=LIBRARIES,
        ),
        stopped=found.stopped,
        work=found.work,
    )
    said("reasons", 1.0)
    return result


def _objectives(found: Found) -> tuple[Objective, ...]:
    """What was reached, in order. Where an objective is not proven, nothing after it is."""
    reached: list[tuple[ObjectiveKey, Reached | None]] = [
        (ObjectiveKey.MATCHED, found.matched),
        (ObjectiveKey.WORST, found.worst),
        (ObjectiveKey.TOTAL, found.total),
        (ObjectiveKey.KEPT, found.kept),
        (ObjectiveKey.LOTTERY, found.lottery),
    ]
    return tuple(
        Objective(key, one.value, proven=one.proven, bound=None if one.proven else one.bound)
        for key, one in reached
        if one is not None
    )
