"""Several places on both sides, and a least number of partners: against every matching."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.matching import BestFor, MatchProblem, Member, check_problem, parse_rules, solve, verify
from kith.matching.pairs.places_checks import grown
from kith.matching.pairs.report import report, report_to_json
from kith.matching.tests.problems import SIDES, every_matching, problems, values_of


@st.composite
def roomy(draw):
    problem = draw(problems(most=3, least=1))
    members = []
    for member in problem.members:
        room = draw(st.integers(1, 2))
        members.append(
            dataclasses.replace(member, capacity=room, fewest=draw(st.sampled_from([0, 0, 1, room])))
        )
    return dataclasses.replace(problem, members=tuple(members))


@settings(max_examples=40)
@given(roomy())
def test_the_best_of_all_matchings_that_keep_the_minimums(problem):
    need = {(member.side, member.id): member.fewest for member in problem.members}

    def kept(matching):
        return all(
            sum(pair[SIDES.index(side)] == id_ for pair in matching) >= least
            for (side, id_), least in need.items()
        )

    possible = [one for one in every_matching(problem) if kept(one)]
    faults = check_problem(problem)
    assert bool(faults) == (not possible)
    if faults:
        assert all(fault.code.startswith("matching.problem.fewest_") for fault in faults)
        return
    result = solve(problem, seed=2)
    made = frozenset((pair.left, pair.right) for pair in result.pairs)
    assert made in possible
    assert values_of(problem, made) == max(values_of(problem, one) for one in possible)
    assert verify(problem, result) == ()
    report_to_json(report(problem, result, prices=False))


def short(**changes):
    rules = parse_rules([{"must": "different_line"}])
    members = (
        Member("a", "x", {"line": "p"}),
        Member("b", "x", {"line": "q"}),
        Member("c", "y", {"line": "p"}, capacity=2, fewest=2),
        Member("d", "y", {"line": "r"}, capacity=2, fewest=1),
    )
    return dataclasses.replace(MatchProblem(("x", "y"), members, rules), **changes)


def said(problem):
    return [
        (fault.code.removeprefix("matching.problem."), dict(fault.params)) for fault in check_problem(problem)
    ]


def test_minimums_that_cannot_be_met_are_said_with_who_and_how_many():
    assert said(short()) == [("fewest_possible", {"id": "c", "fewest": 2, "possible": 1})]
    fewer = tuple(dataclasses.replace(one, fewest=min(one.fewest, 1)) for one in short().members)
    assert said(short(members=fewer)) == []
    alone = fewer[1:]
    assert said(short(members=alone)) == [("fewest_together", {"side": "y", "needed": 2, "possible": 1})]
    too_many = (*fewer[:3], dataclasses.replace(fewer[3], fewest=3))
    assert said(short(members=too_many)) == [("fewest_room", {"id": "d", "fewest": 3, "capacity": 2})]


@pytest.mark.parametrize("stands_against", [{"never_with": (("c", "b"),)}, {"forbids": (("b", "c"),)}])
def test_a_request_against_a_minimum_is_said_as_anything_else_that_is_not_a_rule(stands_against):
    fewer = tuple(dataclasses.replace(one, fewest=min(one.fewest, 1)) for one in short().members)
    assert said(short(members=fewer, **stands_against)) == [("fewest_refused", {})]


def test_a_worse_answer_is_found_out():
    rules = parse_rules([{"prefer": "same_site", "weight": 1}], best_for=BestFor.MOST.value)
    members = tuple(
        Member(id_, "xy"[n > 1], {"site": site}, capacity=2)
        for n, (id_, site) in enumerate([("a", "n"), ("b", "s"), ("c", "n"), ("d", "s"), ("e", "e")])
    )
    problem = MatchProblem(("x", "y"), members, rules)
    result = solve(problem, seed=1)
    assert result.total == 200
    forbidden = dataclasses.replace(problem, forbids=(("a", "c"),))
    forged = dataclasses.replace(solve(forbidden, seed=1), provenance=result.provenance)
    codes = {fault.code for fault in verify(problem, forged)}
    assert codes & {"matching.check.better_total", "matching.check.better_worst"}
    edges = np.ones((2, 3), dtype=bool)
    assert grown(edges, np.zeros_like(edges), (np.array([2, 2]), np.array([2, 2, 2]))).sum() == 4
