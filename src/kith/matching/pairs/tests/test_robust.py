"""How many would have to move if one person left: against every matching of those who stay."""

import dataclasses

import pytest
from hypothesis import given, settings

from kith.matching import solve
from kith.matching.pairs.robust import if_gone
from kith.matching.rulebook import BestFor
from kith.matching.tests.problems import SIDES, every_matching, problems, values_of


@settings(max_examples=15)
@given(problems(most=4, requests=False))
def test_the_shortest_chain_is_the_least_that_any_matching_moves(problem):
    problem = dataclasses.replace(problem, locks=())
    result = solve(problem, seed=1)
    made = {(pair.left, pair.right) for pair in result.pairs}
    least = result.worst if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND else None
    for one in if_gone(problem, result):
        place = SIDES.index(one.side)
        without = dataclasses.replace(
            problem, members=tuple(m for m in problem.members if (m.side, m.id) != (one.side, one.id))
        )
        stay = {pair for pair in made if pair[place] != one.id}
        best = None
        for matching in every_matching(without):
            if len(matching) < len(made) or (least and values_of(without, matching)[1] < least):
                continue
            now = {(side, pair[at]): pair for pair in matching for at, side in enumerate(SIDES)}
            then = {(side, pair[at]): pair for pair in made for at, side in enumerate(SIDES)}
            moved = sum(
                now.get(person) != pair for person, pair in then.items() if person != (one.side, one.id)
            )
            best = moved if best is None else min(best, moved)
        assert (one.moved, one.alone) == ((1, 1) if best is None else (best, 0))
        assert len(stay) == len(made) - 1


def test_one_list_has_no_chains():
    from kith.matching import MatchProblem, parse_rules

    problem = MatchProblem(("person",), (), parse_rules([]))
    with pytest.raises(ValueError, match="two lists"):
        if_gone(problem, solve(problem, seed=1))
