"""A private never-with cannot be read from anything that is said."""

import dataclasses
import itertools

import pytest
from hypothesis import given

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.matching.sets import pricing
from kith.matching.sets.engine import ENGINE
from kith.matching.sets.tests.problems import problem_of, problems


def told(problem, result, *, prices=False):
    """Everything that is ever said about a result."""
    ids = sorted(member.id for member in problem.people)
    return (
        ENGINE.result_to_json(result),
        ENGINE.draft(problem, result),
        [ENGINE.why(problem, result, one.key) for one in result.sets],
        [ENGINE.why_not(problem, result, a, b) for a, b in itertools.combinations(ids, 2)],
        ENGINE.rules(problem),
        ENGINE.prices(problem, result, seed=1) if prices else None,
    )


@given(problems(most=4))
def test_a_request_and_a_forbid_and_who_asked_give_the_same_words(problem):
    result = ENGINE.solve(problem, seed=2)
    turned = dataclasses.replace(problem, never_with=tuple(pair[::-1] for pair in problem.never_with))
    written = dataclasses.replace(problem, forbids=(*problem.forbids, *problem.never_with), never_with=())
    assert told(problem, result) == told(turned, ENGINE.solve(turned, seed=2))
    assert told(problem, result) == told(written, ENGINE.solve(written, seed=2))


@given(problems(most=4, requests=False))
def test_where_the_answer_is_the_same_a_request_says_nothing(problem):
    """Two who are apart anyway may have asked for it: not a word differs."""
    result = ENGINE.solve(problem, seed=2)
    where, ids = result.set_of, sorted(member.id for member in problem.people)
    apart = [pair for pair in itertools.combinations(ids, 2) if where.get(pair[0]) != where.get(pair[1], -1)]
    for pair in apart[:1]:
        asked = dataclasses.replace(problem, never_with=(pair,))
        again = result if ENGINE.check(asked) else ENGINE.solve(asked, seed=2)
        if again.sets == result.sets:
            assert told(asked, again) == told(problem, result)


@pytest.mark.parametrize("proven", [24, 0])
def test_prices_do_not_know_of_a_request(monkeypatch, proven):
    monkeypatch.setattr(pricing, "PROVEN_PEOPLE", proven)
    monkeypatch.setattr(pricing, "MOVES", 9_000)
    people = {f"p{n}": {"country": "uk" if n < 3 else "ug", "theme": ["st"[n % 2]]} for n in range(6)}
    tables = [{"spread": "country", "at_most": 2}, {"gather": "theme", "weight": 2}]
    problem = problem_of(people, tables, {"most": 3})
    asked = dataclasses.replace(problem, never_with=(("p0", "p2"),))
    free, _ = ENGINE.prices(problem, ENGINE.solve(problem, seed=1), seed=1)
    assert ENGINE.prices(asked, ENGINE.solve(asked, seed=1), seed=1)[0] == free
    assert {one.estimate for one in free} == {proven == 0}


def test_a_lock_against_a_request_is_refused_in_the_words_of_a_lock_against_a_rule():
    people = {"a": {"employer": "x"}, "b": {"employer": "y"}, "c": {"employer": "x"}, "d": {"employer": "z"}}
    said = []
    for lock, asked in ((("a", "b"), (("b", "a"),)), (("a", "c"), ())):
        problem = problem_of(people, [{"must": "different_employer"}], {"most": 2}, never_with=asked)
        faults = ENGINE.check(ENGINE.decided(problem, locks=[lock], forbids=[]))
        said.append(sentences(faults)[0].replace(f"“{lock[1]}”", "?"))
    assert said[0] == said[1]


def test_an_unknown_name_in_a_private_cell_is_not_repeated():
    from kith.tables.types import Table

    table = Table("people.csv", None, ("id", "never_with"), (("a", "Mallory"), ("b", None)), (2, 3))
    with pytest.raises(KithError) as caught:
        ENGINE.read({"people": table}, "[sets]\nmost = 2\n")
    assert "Mallory" not in " ".join(sentences(caught.value.faults))
