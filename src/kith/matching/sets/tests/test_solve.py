"""The answer is valid, the best there is, and the same however the people come."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given

from kith.foundation.faults import KithError
from kith.matching import Stopped
from kith.matching.rulebook import BestFor
from kith.matching.sets import measure
from kith.matching.sets.anneal import anneal, deal
from kith.matching.sets.bound import least_loss
from kith.matching.sets.building import model_of
from kith.matching.sets.checks import every_way, verify
from kith.matching.sets.limits import most_work, polish_work
from kith.matching.sets.outcome import left_over, made_sets
from kith.matching.sets.plain import PlainSets
from kith.matching.sets.polish import mended, polish
from kith.matching.sets.solver import solve
from kith.matching.sets.tests.problems import problem_of, problems
from kith.matching.types import ObjectiveKey


def best_by_trying(problem):
    plain = PlainSets(problem)
    most = sum(plain.most_of.values())
    found = []
    for sets in every_way(problem, plain):
        points = [most - plain.loss(ids, place) for place, ids in enumerate(sets) if ids]
        worst = (min(points),) if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND and points else ()
        found.append((sum(len(ids) for ids in sets), len(points), *worst, sum(points)))
    return max(found)


@given(problems(most=5))
def test_the_answer_is_right_and_the_best_of_all_there_are(problem):
    result = solve(problem, seed=3)

    assert verify(problem, result) == ()
    assert all(one.proven for one in result.objectives)
    reached = [one.value for one in result.objectives]
    assert [reached[0], len(result.sets), *reached[1:]] == list(best_by_trying(problem))


@given(problems(most=6))
def test_the_order_of_the_people_changes_nothing(problem):
    turned = dataclasses.replace(problem, people=problem.people[::-1], met=problem.met[::-1])
    assert solve(problem, seed=5) == solve(turned, seed=5)


@given(problems(most=5))
def test_the_numbers_of_the_search_are_those_of_the_rules(problem):
    model, plain = model_of(problem), PlainSets(problem)
    for ids in ([], ["p0", "p1"], ["p0", "p1", "p2"], ["p1", "p3", "p4"]):
        if not ids or not set(ids) <= set(model.ids) or not model.sets:
            continue
        people = [model.ids.index(id_) for id_ in ids]
        expected = None if plain.broken(ids) else plain.loss(ids, 0)
        blank = any(i in model.excluded for i in people)
        assert blank or measure.set_loss(model, 0, people) == expected
        rest = [[] for _ in range(model.sets - 1)]
        assert blank or measure.all_losses(model, [people, *rest])[0] == expected


@given(problems(most=5, requests=False))
def test_a_request_taken_back_never_makes_it_worse(problem):
    if len(problem.people) < 2:
        return
    ids = sorted(member.id for member in problem.people)
    asked = dataclasses.replace(problem, never_with=((ids[0], ids[1]),), locks=())
    free = dataclasses.replace(problem, locks=())
    one, other = solve(asked, seed=1), solve(free, seed=1)
    assert [o.value for o in one.objectives][:1] <= [o.value for o in other.objectives][:1]
    if one.objectives[0] == other.objectives[0] and len(one.sets) == len(other.sets):
        assert [o.value for o in one.objectives] <= [o.value for o in other.objectives]


def six():
    """By hand: three of each country, two sets of three, no more than two of a country: 2 + 1 and 1 + 2.

    a, b want s; c, d want t; e and f do not mind. With a and b in one set and c and d in the other nobody loses.
    """
    countries = {"a": "uk", "b": "uk", "c": "uk", "d": "ug", "e": "ug", "f": "ug"}
    themes = {"a": ["s"], "b": ["s"], "c": ["t"], "d": ["t"]}
    people = {id_: {"country": one, "theme": themes.get(id_)} for id_, one in countries.items()}
    return problem_of(
        people, [{"spread": "country", "at_most": 2}, {"gather": "theme", "weight": 2}], {"most": 3}
    )


def test_a_case_checked_by_hand():
    result = solve(six(), seed=1)
    sets = {frozenset(one.members) & set("abcd") for one in result.sets}
    assert sets == {frozenset("ab"), frozenset("cd")}
    assert [(one.key, one.value, one.proven) for one in result.objectives] == [
        (ObjectiveKey.MATCHED, 6, True),
        (ObjectiveKey.TOTAL, 2 * 3 * 200, True),
    ]


def test_a_single_rule_is_a_flow():
    flow = least_loss(model_of(dataclasses.replace(six(), set_rules=six().set_rules[:1])))
    assert (flow.bound, flow.whole) == (0, True)
    assert sorted(len(people) for people in flow.sets) == [3, 3]


def test_rules_that_nest_are_one_flow():
    people = {f"p{n}": {"country": f"c{n // 2}", "region": f"r{n // 4}"} for n in range(8)}
    tables = [{"spread": "country", "at_most": 1}, {"spread": "region", "at_most": 1, "weight": 1}]
    problem = problem_of(people, tables, {"most": 4})
    flow = least_loss(model_of(problem))
    assert flow.whole
    assert flow.bound == 2 * 2 * 100  # each set has two of each region, one too many, twice
    assert sum(measure.losses(model_of(problem), flow.sets)) == flow.bound
    result = solve(problem, seed=1)
    assert verify(problem, result) == ()
    assert result.objective(ObjectiveKey.TOTAL).value == 2 * 4 * 100 - 400


def test_nobody_meets_twice_over_three_rounds():
    people = {f"p{n}": {} for n in range(9)}
    problem, met = problem_of(people, [{"avoid": "met_before"}], {"most": 3, "fewest": 3}), ()
    for seed in range(3):
        result = solve(dataclasses.replace(problem, met=met), seed=seed)
        assert len(result.left_over) == 0
        met += tuple((a, b) for one in result.sets for a in one.members for b in one.members if a < b)
    assert len(set(met)) == len(met) == 27


def test_an_earlier_matching_is_kept_where_that_costs_nothing():
    problem = six()
    before = solve(problem, seed=1)
    standing = tuple((one.key, one.members) for one in before.sets)
    again = solve(dataclasses.replace(problem, standing=standing, bonus=50), seed=99)
    assert [one.members for one in again.sets] == [one.members for one in before.sets]
    assert verify(dataclasses.replace(problem, standing=standing, bonus=50), again) == ()


def test_annealing_and_polish_reach_the_hand_checked_case():
    model = model_of(six())
    start = deal(model, model.people)
    found = mended(model, anneal(model, start, np.random.default_rng(1), 300, heat=100.0))
    again = mended(model, anneal(model, start, np.random.default_rng(1), 300, heat=100.0))
    assert found == again
    better = polish(model, [list(one) for one in found], np.random.default_rng(1), rounds=3)
    assert sum(measure.losses(model, better)) == 0


@pytest.fixture
def ended(monkeypatch):
    """Searches that are ended before they find anything."""

    def run(kit, solver, cp, tick):
        assert tick is None or tick(None, None)
        return kit.UNKNOWN

    for module in ("exact", "coarse"):
        monkeypatch.setattr(f"kith.matching.sets.{module}.run", run)


@pytest.mark.parametrize("best_for", BestFor)
def test_what_is_stopped_keeps_the_best_so_far_with_its_bound(ended, best_for):
    problem = dataclasses.replace(six(), never_with=(("a", "b"),))
    problem = dataclasses.replace(problem, rules=dataclasses.replace(problem.rules, best_for=best_for))
    result = solve(problem, seed=1, should_stop=lambda: True)
    assert result.stopped
    assert verify(problem, result) == ()
    assert not all(one.proven for one in result.objectives)


@pytest.fixture
def many(monkeypatch):
    """Six are treated as many: something to keep, then kinds, each cut by annealing."""
    monkeypatch.setattr("kith.matching.sets.limits.MOST_CELLS", 0)
    monkeypatch.setattr("kith.matching.sets.coarse.CUT_CELLS", 0)


def test_many_are_proven_by_kinds_that_are_cut_by_annealing(many, monkeypatch):
    monkeypatch.setattr(
        "kith.matching.sets.coarse.Exact", None
    )  # annealing reaches the bound: no proof is asked
    result = solve(six(), seed=1)
    assert verify(six(), result) == ()
    assert [(one.value, one.proven) for one in result.objectives] == [(6, True), (2 * 3 * 200, True)]


@pytest.mark.parametrize("best_for", BestFor)
def test_many_who_are_stopped_keep_the_best_so_far(many, ended, best_for):
    problem = dataclasses.replace(six(), never_with=(("a", "b"),))
    problem = dataclasses.replace(problem, rules=dataclasses.replace(problem.rules, best_for=best_for))
    result = solve(problem, seed=1, should_stop=lambda: True)
    assert result.stopped
    assert verify(problem, result) == ()


def test_the_work_that_a_search_may_do_falls_with_how_many_there_are():
    assert solve(six(), seed=1).work == most_work(6, 2, 1.0) == 400.0
    assert [most_work(people, people // 9, 1.0) for people in (1_000, 5_000)] == [150.0, 30.0]
    assert [polish_work(people, 1.0) for people in (1_000, 5_000)] == [90.0, 18.0]


def test_polish_ends_where_nothing_less_can_be_lost(monkeypatch):
    model = model_of(six())
    sets = deal(model, model.people)
    lost = sum(measure.losses(model, sets))
    assert lost > 0
    monkeypatch.setattr("kith.matching.sets.polish.remade", None)
    assert polish(model, [*sets], np.random.default_rng(1), rounds=3, floor=lost) == sets


def test_what_is_stopped_with_nothing_that_may_be_says_so(ended):
    problem = dataclasses.replace(six(), locks=(("a", "d"), ("b", "e")), forbids=(("a", "c"),))
    with pytest.raises(Stopped):
        solve(problem, seed=1, should_stop=lambda: True)


def test_a_result_that_is_not_as_it_says_is_found_out_though_it_was_stopped():
    problem = six()
    result = solve(problem, seed=1)
    assert verify(problem, result) == ()
    other = made_sets(problem, [("a", "c", "d"), ("b", "e", "f")])
    worse = dataclasses.replace(
        result,
        sets=other,
        stopped=True,
        objectives=tuple(
            dataclasses.replace(one, value=sum(made.points for made in other)) if one.key == "total" else one
            for one in result.objectives
        ),
    )
    assert [one.code for one in verify(problem, worse)] == ["matching.sets.check.better_total"]
    more = dataclasses.replace(result, most_points=result.most_points + 1)
    assert [one.code for one in verify(problem, more)] == ["matching.check.heading"]


def test_somebody_who_could_join_a_set_may_not_be_left_over_by_a_proof():
    problem = problem_of({id_: {} for id_ in "abcdefghi"}, [], {"most": 5, "fewest": 2})
    result = solve(problem, seed=1)
    first = made_sets(problem, [[id_ for id_ in one.members if id_ != "a"] for one in result.sets])
    without = dataclasses.replace(
        result,
        sets=first,
        left_over=left_over(problem, first),
        objectives=(dataclasses.replace(result.objectives[0], value=8), *result.objectives[1:]),
    )
    assert [one.code for one in verify(problem, without)] == ["matching.sets.check.more_people"]


@pytest.mark.parametrize("ids", ["ab", "abc"])
def test_locks_that_no_sets_keep_are_refused_and_not_left_out(ids):
    """One woman in all, and never one alone: whoever is locked to her could be in no set."""
    people = {id_: {"woman": "yes" if id_ == "a" else "no"} for id_ in ids}
    rules = [{"never_alone": "woman", "value": "yes"}]
    problem = problem_of(people, rules, {"most": 2}, locks=(("a", "b"),))
    with pytest.raises(KithError) as refused:
        solve(problem, seed=1)
    assert [fault.code for fault in refused.value.faults] == ["matching.sets.problem.locks_not_kept"]


def test_a_run_that_nobody_watches_can_be_stopped_from_its_own_thread(monkeypatch):
    monkeypatch.setattr("kith.matching.sets.cpsat.LOOK_EVERY", 0)
    said = []
    problem = dataclasses.replace(six(), never_with=(("a", "b"),))
    result = solve(problem, seed=1, progress=lambda step, share: said.append(step), should_stop=lambda: False)
    assert not result.stopped
    assert set(said) <= {"placed", "total", "worst"}
