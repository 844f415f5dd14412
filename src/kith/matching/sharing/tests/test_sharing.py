"""Sharing out applications: the best there is (all answers tried), allowed, kept, drawn by lot."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.foundation.faults import KithError
from kith.foundation.messages import words
from kith.matching.sharing.checks import verify_sharing
from kith.matching.sharing.share import share_out
from kith.matching.sharing.types import Application, Assigned, First, Reviewer, SharingProblem

KINDS = [frozenset(), frozenset({"x"}), frozenset({"x", "y"})]


@st.composite
def problems(draw, applications=3, reviewers=3):
    many, few = draw(st.integers(0, applications)), draw(st.integers(0, reviewers))
    kinds = st.sampled_from(KINDS)
    read = tuple(Application(f"a{n}", draw(st.sampled_from("xy")), draw(kinds)) for n in range(many))
    by = tuple(Reviewer(f"r{n}", draw(st.integers(0, 3)), draw(kinds), draw(kinds)) for n in range(few))
    pairs = [(one.id, other.id) for one in read for other in by]
    some = st.lists(st.sampled_from(pairs), unique=True, max_size=3) if pairs else st.just([])
    return SharingProblem(
        read,
        by,
        draw(st.integers(1, 2)),
        frozenset(draw(some)),
        tuple(draw(some)),
        draw(st.sampled_from(First)),
    )


def standing(problem, given):
    """How good an answer is, smaller better: missing, heaped, then load and speciality as asked."""
    reviewers = {each.id: each for each in problem.reviewers}
    missing = [max(0, problem.each - len(given[each.id])) for each in problem.applications]
    loads = Counter(reviewer for found in given.values() for reviewer in found)
    load = sum((Fraction(n * n, max(1, reviewers[key].capacity)) for key, n in loads.items()), Fraction())
    missed = sum(
        not (application.specialities & reviewers[key].specialities)
        for application in problem.applications
        for key in given[application.id]
    )
    last = (load, missed) if problem.first is First.EVEN_LOAD else (missed, load)
    return sum(missing), sum(n * (n - 1) for n in missing), *last


def every_answer(problem):
    """All that is allowed, with what is kept."""
    kept = {
        each.id: {
            reviewer.id
            for reviewer in problem.reviewers
            if (each.id, reviewer.id) in problem.kept
            and (each.id, reviewer.id) not in problem.conflicts
            and (not reviewer.sides or each.side in reviewer.sides)
        }
        for each in problem.applications
    }
    had = Counter(key for found in kept.values() for key in found)
    choices = []
    for each in problem.applications:
        may = [
            reviewer.id
            for reviewer in problem.reviewers
            if (each.id, reviewer.id) not in problem.conflicts
            and (not reviewer.sides or each.side in reviewer.sides)
            and reviewer.id not in kept[each.id]
        ]
        most = max(0, problem.each - len(kept[each.id]))
        choices.append([set(some) for size in range(most + 1) for some in combinations(may, size)])
    for answer in product(*choices):
        new = Counter(key for found in answer for key in found)
        if all(not new[one.id] or had[one.id] + new[one.id] <= one.capacity for one in problem.reviewers):
            yield {
                each.id: kept[each.id] | found
                for each, found in zip(problem.applications, answer, strict=True)
            }


@settings(max_examples=120, deadline=None)
@given(problems())
def test_nothing_better_exists(problem):
    result = share_out(problem, seed=1)
    assert verify_sharing(problem, result) == ()
    given_now = {each.id: set(result.reviewers_of(each.id)) for each in problem.applications}
    assert standing(problem, given_now) == min(standing(problem, each) for each in every_answer(problem))


@settings(max_examples=30, deadline=None)
@given(problems(applications=8, reviewers=5), st.randoms(use_true_random=False))
def test_the_order_of_lists_never_decides_and_late_applications_leave_the_others_alone(problem, chance):
    shuffled = replace(
        problem,
        applications=tuple(chance.sample(problem.applications, len(problem.applications))),
        reviewers=tuple(chance.sample(problem.reviewers, len(problem.reviewers))),
    )
    first = share_out(problem, seed=7)
    assert share_out(shuffled, seed=7).assigned == first.assigned
    stands = tuple((each.application, each.reviewer) for each in first.assigned)
    late = (*problem.applications, Application("late", "x"), Application("later", "y"))
    then = replace(problem, applications=late, kept=stands)
    second = share_out(then, seed=8)
    assert verify_sharing(then, second) == ()
    assert [(each.application, each.reviewer) for each in second.assigned if each.kept] == list(stands)
    assert second.dropped == ()


def test_an_even_load_is_shared_by_capacity_and_a_speciality_only_within_it():
    applications = tuple(Application(f"a{n}", specialities=frozenset({"surgery"})) for n in range(6))
    reviewers = (Reviewer("r1", 10, frozenset({"surgery"})), Reviewer("r2", 10), Reviewer("r3", 20))
    even = share_out(SharingProblem(applications, reviewers, each=2), seed=1)
    assert [(load.n, load.of_speciality) for load in even.loads] == [(3, 3), (3, 0), (6, 0)]
    special = share_out(SharingProblem(applications, reviewers, each=2, first=First.SPECIALITY), seed=1)
    assert [load.n for load in special.loads] == [6, 2, 4]


def test_the_lot_decides_by_seed_and_mixes_reviewers():
    applications = tuple(Application(f"a{n:02}") for n in range(30))
    reviewers = tuple(Reviewer(f"r{n}", 20) for n in range(6))
    problem = SharingProblem(applications, reviewers)
    one, other = share_out(problem, seed=1), share_out(problem, seed=2)
    assert one == share_out(problem, seed=1)
    assert one.assigned != other.assigned
    assert {load.n for load in one.loads} == {10}
    assert len({one.reviewers_of(each.id) for each in applications}) > 6


def test_what_is_lacking_is_listed_with_why():
    applications = (Application("a", "doctor"), Application("b", "manager"))
    reviewers = (Reviewer("r1", 1), Reviewer("r2", 5, sides=frozenset({"manager"})), Reviewer("r3", 0))
    problem = SharingProblem(applications, reviewers, conflicts=frozenset({("a", "r3")}))
    result = share_out(problem, seed=1)
    assert [(each.application, each.missing) for each in result.unfilled] == [("a", 1), ("b", 1)]
    reasons = {each.application: each.reasons for each in result.unfilled}
    assert [reason.code.rsplit(".", 1)[1] for reason in reasons["a"]] == [
        "too_few_may",
        "other_side",
        "conflict",
        "full",
    ]
    assert [reason.code.rsplit(".", 1)[1] for reason in reasons["b"]] == ["full"]
    assert all(words(reason.code, reason.params) for found in reasons.values() for reason in found)


def test_a_conflict_declared_later_drops_what_was_kept_and_fills_it_again():
    reviewers = tuple(Reviewer(f"r{n}", 5) for n in range(3))
    problem = SharingProblem(
        (Application("a"),), reviewers, conflicts=frozenset({("a", "r0")}), kept=(("a", "r0"), ("gone", "r1"))
    )
    result = share_out(problem, seed=1)
    assert result.dropped == (("a", "r0"), ("gone", "r1"))
    assert result.reviewers_of("a") == ("r1", "r2")


def test_all_faults_come_at_once():
    problem = SharingProblem(
        (Application("a"), Application("a")),
        (Reviewer("r", -1), Reviewer("r", 1)),
        each=0,
        kept=(("a", "r"), ("a", "r")),
    )
    with pytest.raises(KithError) as refused:
        share_out(problem, seed=1)
    assert [fault.code.rsplit(".", 1)[1] for fault in refused.value.faults] == [
        "bad_each", "same_application", "same_reviewer", "bad_capacity", "kept_twice",
    ]  # fmt: skip


def test_the_checker_sees_what_is_wrong():
    problem = SharingProblem(
        (Application("a", "x"),), (Reviewer("r", 1, sides=frozenset({"y"})),), each=1, kept=(("a", "s"),)
    )
    result = share_out(problem, seed=1)
    assert verify_sharing(problem, result) == ()
    wrong = replace(result, assigned=(Assigned("a", "r", False, False),) * 2, unfilled=(), dropped=())
    assert {each.code.rsplit(".", 1)[1] for each in verify_sharing(problem, wrong)} == {
        "pair", "load", "kept", "number",
    }  # fmt: skip
    once = replace(wrong, assigned=wrong.assigned[:1])
    assert "not_allowed" in {each.code.rsplit(".", 1)[1] for each in verify_sharing(problem, once)}
    assert all(words(each.code, each.params) for each in verify_sharing(problem, wrong))
