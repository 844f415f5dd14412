"""The checker finds each way in which a result can be wrong, without the solver."""

import dataclasses
import itertools
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.faults import KithError
from kith.matching import (
    BestFor,
    MatchProblem,
    Member,
    Objective,
    ObjectiveKey,
    Unmatched,
    lottery,
    problem_from_json,
    problem_to_json,
    result_from_json,
    result_to_json,
    solve,
    verify,
)
from kith.matching.pairs import layout, paths
from kith.matching.pairs.outcome import matched_pairs, unmatched_people
from kith.matching.pairs.tests.test_solve import large_problem
from kith.matching.score import Scoring
from kith.matching.tests.problems import SIDES, every_matching, problems, values_of


def codes(problem, result):
    return [fault.code for fault in verify(problem, result)]


def as_result(problem, matching, like):
    """The honest result that a matching would be, all its figures true."""
    scoring = Scoring(problem)
    locked = [scoring.index(pair) for pair in matching if pair in problem.locks]
    free = [scoring.index(pair) for pair in matching if pair not in problem.locks]
    pairs = matched_pairs(problem, scoring, free, locked)
    places = layout.grid(problem, scoring, scoring.matrix())
    bits = layout.weights(problem, sum(places.points.shape)).bits
    tickets = sum(
        int(lottery.tickets(*(lottery.numbers([side[at]], 3) for side, at in
                              zip((scoring.left, scoring.right), cell, strict=True)), bits)[0, 0])
        for cell in free
    )  # fmt: skip
    size, worst, total = values_of(problem, matching)
    objectives = [Objective(ObjectiveKey.MATCHED, size, True)]
    if free and problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND:
        objectives.append(Objective(ObjectiveKey.WORST, worst, True))
    objectives += [Objective(ObjectiveKey.TOTAL, total, True), Objective(ObjectiveKey.LOTTERY, tickets, True)]
    alone = unmatched_people(problem, scoring, pairs)
    return dataclasses.replace(like, pairs=pairs, unmatched=alone, objectives=tuple(objectives))


@given(problems(most=3))
def test_of_all_matchings_only_the_best_ones_pass(problem):
    result = solve(problem, seed=3)
    tickets = result.objective(ObjectiveKey.LOTTERY)
    best = max(values_of(problem, matching) for matching in every_matching(problem))
    for matching in every_matching(problem):
        made = as_result(problem, matching, result)
        right = values_of(problem, matching) == best and made.objective(ObjectiveKey.LOTTERY) == tickets
        assert (codes(problem, made) == []) is right


@given(st.integers(0, 4), st.integers(0, 4), st.data())
def test_prices_agree_with_every_matching_of_a_small_grid(rows, columns, data):
    cell = st.integers(-2, 6).map(lambda value: max(value, -1))
    grid = [[data.draw(cell) for _ in range(columns)] for _ in range(rows)]
    weights = np.array(grid, dtype=np.int64).reshape(rows, columns)
    found = {}
    for chosen in itertools.product(range(-1, columns), repeat=rows):
        used = [column for column in chosen if column >= 0]
        if len(set(used)) == len(used) and all(weights[r, c] >= 0 for r, c in enumerate(chosen) if c >= 0):
            found[chosen] = (len(used), sum(int(weights[r, c]) for r, c in enumerate(chosen) if c >= 0))
    largest = max(size for size, _ in found.values())
    best = max(value for value in found.values())
    for chosen, (size, total) in found.items():
        partners = np.array(chosen, dtype=np.int64)
        larger = paths.enlarge(weights >= 0, partners, min(rows, columns))
        assert np.count_nonzero(larger >= 0) == largest
        if size == largest:
            assert paths.is_best(weights, partners) is ((size, total) == best)


@pytest.fixture(scope="module")
def problem():
    return large_problem(12)


@pytest.fixture(scope="module")
def result(problem):
    return solve(problem, seed=1)


def test_a_right_result_survives_its_file(problem, result):
    again = result_from_json(json.dumps(result_to_json(result)))
    same = problem_from_json(json.dumps(problem_to_json(problem)))

    assert again == result
    assert verify(same, again) == ()
    assert result_to_json(solve(same, seed=1)) == result_to_json(result)


def swapped(result):
    one, other, *rest = result.pairs
    pairs = (dataclasses.replace(one, right=other.right), dataclasses.replace(other, right=one.right), *rest)
    return dataclasses.replace(result, pairs=pairs)


@pytest.mark.parametrize(
    ("tamper", "expected"),
    [
        (lambda r: dataclasses.replace(r, pairs=r.pairs[1:]), ["matching.check.not_once"] * 2),
        (lambda r: dataclasses.replace(r, pairs=(*r.pairs, r.pairs[0])), None),
        (swapped, None),
        (lambda r: dataclasses.replace(r, most_points=1), ["matching.check.heading"]),
        (lambda r: dataclasses.replace(r, best_for=BestFor.MOST), ["matching.check.heading"]),
        (lambda r: dataclasses.replace(r, objectives=r.objectives * 2), ["matching.check.heading"]),
        (
            lambda r: dataclasses.replace(
                r,
                pairs=tuple(
                    dataclasses.replace(
                        one, parts=tuple(dataclasses.replace(part, most=part.most + 1) for part in one.parts)
                    )
                    for one in r.pairs
                ),
            ),
            None,
        ),
        (
            lambda r: dataclasses.replace(r, unmatched=(Unmatched(SIDES[0], "nobody", ()),)),
            ["matching.check.unknown_person"],
        ),
        (
            lambda r: dataclasses.replace(
                r, objectives=tuple(dataclasses.replace(one, value=one.value + 1) for one in r.objectives)
            ),
            ["matching.check.objective"] * 3,
        ),
        (
            lambda r: dataclasses.replace(r, provenance=dataclasses.replace(r.provenance, seed=2)),
            None,
        ),
    ],
)
def test_a_changed_result_is_found_out(problem, result, tamper, expected):
    found = codes(problem, tamper(result))
    assert found
    if expected is not None:
        assert found == expected


def test_false_words_about_people_are_found_out():
    problem = MatchProblem(
        SIDES, (*large_problem(2).members, Member("c9", SIDES[0], {"line": "z"})), large_problem(2).rules
    )
    result = solve(problem, seed=1)
    (alone,) = result.unmatched
    other = dataclasses.replace(result, unmatched=(dataclasses.replace(alone, reasons=()),))
    first = dataclasses.replace(result.pairs[0], satisfaction=(0.0, 0.0))
    better = dataclasses.replace(result, pairs=(first, *result.pairs[1:]))

    assert codes(problem, result) == []
    assert codes(problem, other) == ["matching.check.reasons"]
    assert codes(problem, better) == ["matching.check.satisfaction"]


def test_a_result_for_another_problem_is_found_out(problem, result):
    changed = dataclasses.replace(problem.members[0], attributes={})
    other = dataclasses.replace(problem, members=(changed, *problem.members[1:]))
    assert "matching.check.other_problem" in codes(other, result)


def test_a_pair_that_a_request_forbids_is_found_out(problem, result):
    pair = result.pairs[0]
    assert codes(dataclasses.replace(problem, never_with=((pair.right, pair.left),)), result) == [
        "matching.check.excluded"
    ]


@pytest.mark.parametrize(
    "text", ["", "[1", "{}", '{"format": "kith.matching.result"}', "[" * 100_000, '{"a": NaN}']
)
def test_files_that_are_not_results_are_refused_by_name(text):
    with pytest.raises(KithError) as refused:
        result_from_json(text, "mine.json")
    assert [fault.where.file for fault in refused.value.faults] == ["mine.json"]


def test_every_wrong_value_of_a_problem_file_is_told_at_once(problem):
    data = problem_to_json(problem)
    data["members"][0]["capacity"] = "many"
    data["members"][1]["wishes"] = 3
    data["rules"]["best_for"] = "me"
    data["locks"] = [["a"]]
    with pytest.raises(KithError) as refused:
        problem_from_json(json.dumps(data))
    assert {fault.where.key for fault in refused.value.faults} == {
        "members[0].capacity",
        "members[1].wishes",
        "rules.best_for",
        "locks[0]",
    }


def test_nobody_at_all_has_a_file_too():
    empty = MatchProblem(SIDES, (), large_problem(0).rules)
    assert verify(problem_from_json(json.dumps(problem_to_json(empty))), solve(empty, seed=1)) == ()
