"""What pairing two would cost the whole: exact, and nothing can be read from it that the rules do not say."""

import dataclasses
import json

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kith.matching import solve
from kith.matching.engines import engine
from kith.matching.pairs.regret import regrets
from kith.matching.pairs.report import report, report_to_json
from kith.matching.plain import Plain
from kith.matching.tests.problems import SIDES, every_matching, problems, values_of
from kith.matching.types import Kind

THE = engine(Kind.PAIRS)


@settings(max_examples=25)
@given(problems(most=4, requests=False, capacity=True))
def test_the_price_of_a_pair_is_what_the_best_matching_with_it_lacks(problem):
    result = solve(problem, seed=1)
    found = regrets(problem, result)
    assume(found is not None)
    size, worst, total = max(values_of(problem, one) for one in every_matching(problem))
    made = {(pair.left, pair.right) for pair in result.pairs}
    people = {(member.side, member.id): member for member in problem.members}
    plain = Plain(problem)

    def points(pair):
        return plain.total_points(people[SIDES[0], pair[0]], people[SIDES[1], pair[1]])

    for left in problem.on_side(SIDES[0]):
        for right in problem.on_side(SIDES[1]):
            pair = (left.id, right.id)
            if pair in made or pair in problem.locks:
                continue
            others = [
                one
                for one in every_matching(problem)
                if pair in one
                and len(one) == size
                and all(
                    points(other) >= worst for other in one if other != pair and other not in problem.locks
                )
            ]
            best = max((sum(map(points, one)) for one in others), default=None)
            assert found.loss(*pair) == (None if best is None else total - best)


@settings(max_examples=15)
@given(problems(most=4, requests=False), st.data())
def test_a_request_that_changes_nothing_changes_no_word(problem, data):
    problem = dataclasses.replace(problem, locks=())
    result = solve(problem, seed=1)
    made = {(pair.left, pair.right) for pair in result.pairs}
    apart = [
        (left.id, right.id)
        for left in problem.on_side(SIDES[0])
        for right in problem.on_side(SIDES[1])
        if (left.id, right.id) not in made
    ]
    assume(result.pairs and apart)
    asked = data.draw(st.lists(st.sampled_from(apart), min_size=1, max_size=3, unique=True))
    planted = dataclasses.replace(problem, never_with=tuple(pair[::-1] for pair in asked))
    again = solve(planted, seed=1)
    assert again == result
    told = [json.dumps(report_to_json(report(one, result))) for one in (problem, planted)]
    assert told[0] == told[1]
    for left, right in asked:
        assert THE.why_not(problem, result, left, right) == THE.why_not(planted, result, left, right)


@settings(max_examples=15)
@given(problems(most=4))
def test_nothing_is_priced_where_a_request_made_a_difference_and_then_it_reads_as_a_forbid(problem):
    result = solve(problem, seed=1)
    asked = {pair if pair[0].startswith("c") else pair[::-1] for pair in problem.never_with}
    forbidden = dataclasses.replace(problem, forbids=(*problem.forbids, *asked), never_with=())
    assert (regrets(problem, result) is None) == (regrets(forbidden, result) is None)
    for left in problem.on_side(SIDES[0]):
        for right in problem.on_side(SIDES[1]):
            one, other = (THE.why_not(which, result, left.id, right.id) for which in (problem, forbidden))
            assert one == other
