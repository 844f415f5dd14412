"""Linked applicants and posts that need people: stable where that can be, else the fewest who block, proven."""

import dataclasses

import pytest
from hypothesis import given

from kith.foundation.faults import KithError
from kith.matching.posts.checks import not_reproved, verify
from kith.matching.posts.lending import first_answer
from kith.matching.posts.linking import wishes_of
from kith.matching.posts.market import market
from kith.matching.posts.search import search
from kith.matching.posts.solver import solve
from kith.matching.posts.tests.test_stable import ranked, stands
from kith.matching.posts.tests.tiny import before, blocks, every_answer, linked_problems, problems
from kith.matching.posts.types import Applicant, Linked, Post, PostsProblem, Settings, Way
from kith.matching.types import ObjectiveKey


def couples_blocking(problem, post_of):
    """How many block, from the definition with plain lists: the singles' pairs, and the couple once."""
    ranks = {post.id: post.ranks for post in problem.posts}
    places = {post.id: post.places for post in problem.posts}
    one, other = problem.applicants[:2]
    numbers = {id_: number for number, id_ in enumerate(sorted(ranks))}
    lists = [[numbers[at] for at in who.choices] for who in (one, other)]
    posts = sorted(problem.posts, key=lambda post: post.id)
    wishes = [
        (posts[x].id, posts[y].id) for x, y in wishes_of(problem.settings, (one, other), posts, (0, 1), lists)
    ]

    def stands(who, at):
        place = ranks[at].index(who)
        if who in ("a0", "a1") and problem.settings.linked is not Linked.LINE_BY_LINE:
            place = max(ranks[at].index("a0"), ranks[at].index("a1"))
        return place, LOT[who]

    def would_take(newcomers, at):
        """The post's choice among those there (without the couple) and the newcomers holds all of these."""
        there = [who for who, has in post_of.items() if has == at and who not in ("a0", "a1")]
        best = sorted([*there, *newcomers], key=lambda who: stands(who, at))[: places[at]]
        return set(newcomers) <= set(best)

    count = 0
    for single in problem.applicants[2:]:
        for at in before(single.choices, post_of.get(single.id)):
            held = [who for who, has in post_of.items() if has == at]
            count += len(held) < places[at] or any(stands(single.id, at) < stands(who, at) for who in held)
    has = (post_of.get("a0"), post_of.get("a1"))
    for x, y in before(wishes, has):
        fits = would_take(["a0", "a1"], x) if x == y else would_take(["a0"], x) and would_take(["a1"], y)
        if fits:
            return count + 1
    return count


LOT = {"a0": 0, "a1": 1, "a2": 2, "a3": 3}
"""Ranks are strict, so a lottery only parts the two of a couple, who share a place: by id."""


@given(linked_problems())
def test_linked_applicants_get_a_stable_answer_where_there_is_one_and_else_the_fewest_who_block(problem):
    one, other = problem.applicants[:2]
    numbers = sorted(post.id for post in problem.posts)
    posts = sorted(problem.posts, key=lambda post: post.id)
    lists = [[numbers.index(at) for at in who.choices] for who in (one, other)]
    together = {
        (numbers[x], numbers[y]) for x, y in wishes_of(problem.settings, (one, other), posts, (0, 1), lists)
    } | {(None, None)}
    answers = [
        answer
        for answer in every_answer(problem, lambda who, at: True)
        if (answer.get("a0"), answer.get("a1")) in together
    ]
    fewest = min(couples_blocking(problem, answer) for answer in answers)
    result = solve(problem, seed=1)
    assert verify(problem, result) == ()
    assert dict(result.post_of) in answers
    blocked = result.objective(ObjectiveKey.BLOCKING)
    assert (blocked.value, blocked.proven) == (fewest, True)
    assert couples_blocking(problem, result.post_of) == fewest


def test_a_couple_without_any_stable_matching():
    # The smallest kind of market without one (Roth 1984; Klaus & Klijn 2005, Journal of Economic Theory 121, 75-106): a
    # couple wants both posts or nothing, a single wants either. With the couple in, the single and the second post
    # block; with the single in the second post they want the first and the couple gets nothing; and so on round.
    problem = PostsProblem(
        (
            Applicant("c1", ("h1",), linked_with="c2"),
            Applicant("c2", ("h2",), linked_with="c1"),
            Applicant("s", ("h1", "h2")),
        ),
        (Post("h1", ranks=("c1", "s", "c2")), Post("h2", ranks=("s", "c2", "c1"))),
        settings=Settings(linked=Linked.LINE_BY_LINE),
    )
    result = solve(problem, seed=1)
    first = result.objective(ObjectiveKey.BLOCKING)
    assert (result.way, first.value, first.proven) == (Way.SEARCHED, 1, True)
    assert len(result.blocking) in (1, 2)
    assert verify(problem, result) == ()
    on_word = [note.params["objective"] for note in not_reproved(problem, result)]
    assert (
        ObjectiveKey.BLOCKING.value in on_word
    )  # that one must block is the search's word: 0 would need none


def test_two_linked_in_the_same_post_stand_where_the_lower_of_them_stands():
    applicants = (
        Applicant("a", ("p", "q"), mark=90, linked_with="b"),
        Applicant("b", ("p", "q"), mark=40, linked_with="a"),
        Applicant("c", ("p", "q"), mark=60),
    )
    problem = PostsProblem(applicants, (Post("p", 2), Post("q", 2)))
    result = solve(problem, seed=1)
    assert result.post_of == {"a": "q", "b": "q", "c": "p"}
    assert verify(problem, result) == ()


def test_lines_with_no_post_for_one_of_the_two():
    applicants = (
        Applicant("a", ("p", "p"), linked_with="b"),
        Applicant("b", ("q", ""), linked_with="a"),
        Applicant("c", ("q",)),
    )
    posts = (Post("p", ranks=("a",)), Post("q", ranks=("c", "b")))
    problem = PostsProblem(applicants, posts, settings=Settings(linked=Linked.LINE_BY_LINE))
    result = solve(problem, seed=1)
    assert result.post_of == {"a": "p", "c": "q"}
    assert [one.id for one in result.left_over] == ["b"]
    assert verify(problem, result) == ()


@given(problems(fewest=True))
def test_posts_that_need_people_get_them_with_the_fewest_who_block(problem):
    order = stands(problem, 1)

    def may(one, at):
        return True

    need = {post.id: post.fewest for post in problem.posts}
    answers = [
        found
        for found in every_answer(problem, may)
        if all(list(found.values()).count(at) >= number for at, number in need.items())
    ]
    if not answers:
        with pytest.raises(KithError) as refused:
            solve(problem, seed=1)
        assert {fault.code.rpartition(".")[2] for fault in refused.value.faults} <= {
            "fewest_alone",
            "fewest_together",
        }
        return
    result = solve(problem, seed=1)
    assert verify(problem, result) == ()
    fewest = min(len(blocks(problem, found, order, may)) for found in answers)
    best = [found for found in answers if len(blocks(problem, found, order, may)) == fewest]
    assert dict(result.post_of) in best
    assert result.objective(ObjectiveKey.BLOCKING).proven
    assert len(result.placements) == max(map(len, best))


def test_a_rural_post_that_needs_somebody_gets_them_and_the_result_says_who_would_rather_not():
    problem = ranked({"a": "xr", "b": "xr"}, {"x": "ab", "r": "ab"}, {"x": 2})
    short = tuple(dataclasses.replace(post, fewest=1) if post.id == "r" else post for post in problem.posts)
    result = solve(dataclasses.replace(problem, posts=short), seed=1)
    assert result.blocking in ((("a", "x"),), (("b", "x"),))
    assert [(one.key.value, one.value, one.proven) for one in result.objectives] == [
        ("blocking", 1, True),
        ("matched", 2, True),
        ("total", 150, True),
    ]


def test_a_search_that_is_stopped_keeps_what_it_has_or_says_that_it_has_nothing():
    problem = ranked({"a": "xr", "b": "xr"}, {"x": "ab", "r": "ab"}, {"x": 2})
    short = tuple(dataclasses.replace(post, fewest=1) if post.id == "r" else post for post in problem.posts)
    result = solve(dataclasses.replace(problem, posts=short), seed=1, should_stop=lambda: True)
    assert len(result.placements) == 2


def test_a_search_begins_with_an_answer_that_meets_every_number_and_can_end_with_it():
    problem = ranked(
        {"a": "xyr", "b": "xyr", "c": "xyr"}, {"x": "abc", "y": "abc", "r": "abc"}, {"x": 2, "y": 2}
    )
    made = market(
        dataclasses.replace(
            problem, posts=(*problem.posts[:2], dataclasses.replace(problem.posts[2], fewest=1))
        ),
        1,
    )
    start = first_answer(made, [1, 0, 0])  # the posts by id: r, x, y
    assert sorted(start) == [0, 1, 1]
    found = search(made, [1, 0, 0], [0, 1, 2], start, work=0.0)
    assert (found.at, found.matched.value) == (start, 3)
    assert found.blocking.value in (1, 2)


def test_pre_allocated_applicants_come_first_and_their_links_are_done_with():
    applicants = (
        Applicant("a", ("p",), mark=1, pre_allocated_to="p", pre_allocated_for="caring"),
        Applicant("b", ("p", "q"), mark=9),
    )
    problem = PostsProblem(applicants, (Post("p"), Post("q")))
    result = solve(problem, seed=1)
    assert result.post_of == {"a": "p", "b": "q"}
    assert [one.locked for one in result.placements] == [True, False]
    assert verify(problem, result) == ()


def test_what_a_search_says_of_points_and_of_who_blocks_is_looked_at():
    """r needs two, who block with q; of the points each knows their own list, whoever else can have what."""
    applicants = (Applicant("a", ("q", "r")), Applicant("b", ("q", "r")), Applicant("c", ("q",)))
    problem = PostsProblem(applicants, (Post("q", 2), Post("r", 1, 1)))
    result = solve(problem, seed=1)
    assert result.way is Way.SEARCHED
    total = result.objective(ObjectiveKey.TOTAL)
    assert total.value == sum(one.points for one in result.placements) == 250
    assert verify(problem, result) == ()

    def codes(**changes):
        return {fault.code for fault in verify(problem, dataclasses.replace(result, **changes))}

    more = tuple(dataclasses.replace(one, value=251) if one is total else one for one in result.objectives)
    assert codes(objectives=more) == {"matching.posts.check.objective"}
    assert codes(objectives=(*result.objectives, total)) == {"matching.posts.check.heading"}
    assert codes(blocking=result.blocking * 2) == {"matching.posts.check.does_not_block"}


def test_points_do_not_tell_what_somebody_asked_in_private():
    applicants = (Applicant("a", ("s", "q", "r")), Applicant("b", ("q", "r")), Applicant("c", ("q",)))
    problem = PostsProblem(applicants, (Post("q", 2), Post("r", 1, 1), Post("s", 0)))
    asked = dataclasses.replace(problem, never_with=(("a", "s"),))
    assert solve(asked, seed=1) == solve(problem, seed=1)
