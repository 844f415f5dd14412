"""Proposals: stable, the applicants' best, the same whatever the order of the file; held to every answer there is."""

import dataclasses
import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.seeds import lottery_number
from kith.matching.posts.checks import verify
from kith.matching.posts.outcome import left_over, placements
from kith.matching.posts.proposing import place, place_arrays
from kith.matching.posts.solver import solve
from kith.matching.posts.tests.tiny import blocks, every_answer, problems
from kith.matching.posts.types import Applicant, Post, PostsProblem, Settings, Ties, Unlisted, Way
from kith.matching.types import ObjectiveKey


def ranked(choices, ranks, places=None):
    """A problem of strict lists; every post has one place unless told otherwise."""
    return PostsProblem(
        tuple(Applicant(one, tuple(found)) for one, found in choices.items()),
        tuple(Post(at, (places or {}).get(at, 1), ranks=tuple(found)) for at, found in ranks.items()),
    )


def stands(problem, seed):
    """The order of every post, once more: ranks or marks, then the lottery number of seed, side and id."""
    posts = {post.id: post for post in problem.posts}

    def standing(one, at):
        said = posts[at].ranks.index(one) if posts[at].ranks is not None else -posts[at].marks[one]
        return said, lottery_number(seed, "applicant", one), one

    return standing


@given(problems(private=True), st.integers(0, 3))
def test_the_answer_is_stable_and_the_best_stable_one_for_every_applicant(problem, seed):
    refused = set(problem.never_with)

    def may(one, at):
        return (one, at) not in refused

    order = stands(problem, seed)
    result = solve(problem, seed=seed)
    stable = [answer for answer in every_answer(problem, may) if not blocks(problem, answer, order, may)]
    assert dict(result.post_of) in stable
    for one in problem.applicants:
        places = [
            len(one.choices) if one.id not in found else one.choices.index(found[one.id]) for found in stable
        ]
        mine = result.post_of.get(one.id)
        assert (len(one.choices) if mine is None else one.choices.index(mine)) == min(places)
    assert {len(answer) for answer in stable} == {len(result.placements)}  # the rural hospitals theorem
    assert verify(problem, result) == ()


@given(problems(), st.integers(0, 3))
def test_every_other_answer_is_refused_by_the_check(problem, seed):
    result = solve(problem, seed=seed)
    for answer in every_answer(problem, lambda one, at: True):
        if answer != dict(result.post_of):
            told = dataclasses.replace(
                result,
                placements=placements(problem, answer),
                left_over=left_over(problem, answer, seed),
                objectives=(
                    result.objectives[0],
                    dataclasses.replace(result.objectives[1], value=len(answer)),
                ),
            )
            assert {fault.code.rpartition(".")[2] for fault in verify(problem, told)} & {"blocks", "better"}


@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(problem, chance):
    applicants, posts = list(problem.applicants), list(problem.posts)
    chance.shuffle(applicants)
    chance.shuffle(posts)
    turned = dataclasses.replace(problem, applicants=tuple(applicants), posts=tuple(posts))
    assert solve(turned, seed=5) == solve(problem, seed=5)


@given(problems(most=3), st.integers(0, 2))
def test_nobody_gains_by_listing_anything_but_the_truth(problem, seed):
    truth = solve(problem, seed=seed).post_of
    for one in problem.applicants:
        true = truth.get(one.id)
        best = one.choices.index(true) if true else len(one.choices)
        for size in range(4):
            for lie in itertools.permutations(("p", "q", "r"), size):
                told = tuple(
                    dataclasses.replace(other, choices=lie) if other.id == one.id else other
                    for other in problem.applicants
                )
                got = solve(dataclasses.replace(problem, applicants=told), seed=seed).post_of.get(one.id)
                assert got not in one.choices or one.choices.index(got) >= best


def test_gale_and_shapley_1962_example_1():
    # The ranking matrix of three men and three women: everybody can have their first choice, or their third.
    problem = ranked({"a": "ABC", "b": "BCA", "c": "CAB"}, {"A": "bca", "B": "cab", "C": "abc"})
    assert solve(problem, seed=1).post_of == {"a": "A", "b": "B", "c": "C"}


def test_gale_and_shapley_1962_example_2():
    # Four and four, and only one stable matching.
    problem = ranked(
        {"a": "ABCD", "b": "ADCB", "c": "BACD", "d": "DBCA"},
        {"A": "dcab", "B": "bdac", "C": "dabc", "D": "cbad"},
    )
    assert solve(problem, seed=1).post_of == {"a": "C", "b": "D", "c": "A", "d": "B"}


def test_the_public_example_of_the_nrmp():
    # "Run A Match" (NRMP 2014): five applicants, three programmes of two places.
    problem = ranked(
        {
            "Anderson": ["City"],
            "Chen": ["City", "Mercy"],
            "Ford": ["City", "General", "Mercy"],
            "Davis": ["Mercy", "City", "General"],
            "Eastman": ["City", "Mercy", "General"],
        },
        {
            "Mercy": ["Chen", "Ford"],
            "City": ["Eastman", "Anderson", "Chen", "Davis", "Ford"],
            "General": ["Eastman", "Anderson", "Ford", "Davis"],
        },
        {"Mercy": 2, "City": 2, "General": 2},
    )
    result = solve(problem, seed=1)
    assert result.post_of == {
        "Anderson": "City",
        "Eastman": "City",
        "Chen": "Mercy",
        "Ford": "General",
        "Davis": "General",
    }
    assert [one.id for one in result.left_over] == ["Mercy"]


def test_the_rural_hospital_has_the_same_people_however_it_is_done():
    # Roth 1986: what a post that stays short gets is the same in every stable matching, though others differ.
    problem = ranked({"a": "xyr", "b": "yxr", "c": "r"}, {"x": "bac", "y": "abc", "r": "abc"}, {"r": 2})
    order = stands(problem, 1)
    stable = [
        found
        for found in every_answer(problem, lambda one, at: True)
        if not blocks(problem, found, order, lambda one, at: True)
    ]
    assert len(stable) == 2
    assert [[one for one, at in found.items() if at == "r"] for found in stable] == [["c"], ["c"]]
    assert solve(problem, seed=1).post_of == {"a": "x", "b": "y", "c": "r"}


def test_equal_marks_are_decided_by_the_lottery_of_the_seed_and_by_nothing_else():
    ids = [f"a{n}" for n in range(6)]
    problem = PostsProblem(tuple(Applicant(one, ("p",), mark=50) for one in ids), (Post("p"),))
    for seed in range(5):
        first = min(ids, key=lambda one: lottery_number(seed, "applicant", one))
        assert solve(problem, seed=seed).post_of == {first: "p"}


def test_a_lottery_at_each_post_draws_other_numbers_there():
    ids = [f"a{n}" for n in range(6)]
    problem = PostsProblem(
        tuple(Applicant(one, ("p",)) for one in ids),
        (Post("p"),),
        settings=Settings(ties=Ties.LOTTERY_A_POST),
    )
    first = min(ids, key=lambda one: lottery_number(3, "applicant", one, "p"))
    result = solve(problem, seed=3)
    assert result.post_of == {first: "p"}
    assert verify(problem, result) == ()


def test_a_better_mark_comes_before_any_lottery_and_without_one_the_setting_decides():
    posts = (Post("p", marks={"a": 1.0, "b": 2.0}),)
    applicants = tuple(Applicant(one, ("p",)) for one in "abc")
    assert solve(PostsProblem(applicants, posts), seed=1).post_of == {"b": "p"}
    two = (dataclasses.replace(posts[0], places=3),)
    assert solve(PostsProblem(applicants, two), seed=1).post_of == {"a": "p", "b": "p"}
    last = PostsProblem(applicants, two, settings=Settings(unlisted=Unlisted.LAST))
    assert solve(last, seed=1).post_of == {"a": "p", "b": "p", "c": "p"}


def test_who_holds_a_post_keeps_it_unless_they_get_one_they_want_more():
    applicants = (Applicant("a", ("q", "p")), Applicant("b", ("p", "q")))
    posts = (Post("p", ranks=("b", "a")), Post("q", ranks=("b", "a")))
    problem = PostsProblem(applicants, (posts[0],), holds=(("a", "p"),))
    assert solve(
        dataclasses.replace(problem, applicants=(Applicant("a", ("p",)), Applicant("b", ("p",)))), seed=1
    ).post_of == {"a": "p"}
    both = PostsProblem(applicants, posts, holds=(("a", "p"),))
    result = solve(both, seed=1)
    assert result.post_of == {"a": "q", "b": "p"}
    assert verify(both, result) == ()


def test_the_compiled_path_gives_the_same_as_plain_python():
    import numpy as np

    chance = random.Random(4)
    lists = [chance.sample(range(30), chance.randrange(8)) for _ in range(400)]
    orders = [[chance.randrange(10**6) for _ in found] for found in lists]
    places = [chance.randrange(12) for _ in range(30)]
    starts = np.cumsum([0, *map(len, lists)])
    flat = [np.array([one for found in both for one in found], np.int32) for both in (lists, orders)]
    assert place_arrays(starts, *flat, np.array(places)).tolist() == place(lists, orders, places)


def test_nobody_one_and_no_places():
    assert solve(PostsProblem((), ()), seed=1).placements == ()
    alone = PostsProblem((Applicant("a", ("p",)),), (Post("p", 0),))
    result = solve(alone, seed=1)
    assert [(one.id, one.reasons[0].code) for one in result.left_over] == [
        ("a", "matching.posts.unplaced.filled"),
        ("p", "matching.posts.unfilled.no_places"),
    ]
    assert verify(alone, result) == ()
    assert result.way is Way.PROPOSED
    assert [(one.key, one.value, one.proven) for one in result.objectives] == [
        (ObjectiveKey.BLOCKING, 0, True),
        (ObjectiveKey.MATCHED, 0, True),
    ]
