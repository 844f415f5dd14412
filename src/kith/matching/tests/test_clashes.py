"""Whom the rules leave nobody, and the smallest sets of rules that do: held to the definition, set by set."""

import dataclasses
import itertools

from hypothesis import given
from hypothesis import strategies as st

from kith.matching import Kind, MatchProblem, Member, parse_rules
from kith.matching.clash_cells import cells_of, clashes_of
from kith.matching.clash_words import clash_words
from kith.matching.clashes import Clash, clash_of
from kith.matching.describe import describe
from kith.matching.engines import RuleWords
from kith.matching.plain import Plain
from kith.matching.posts.types import Applicant, Post, PostsProblem
from kith.matching.sets.types import SetsProblem, Shape

SIDES = ("a", "b")
MUSTS = parse_rules(
    [
        {"must": "different_line"},
        {"must": "same_site"},
        {"must": "share_times"},
        {"must": "within_band", "within": 1},
    ],
    attributes={"band": {"kind": "grade", "scale": ["6", "7", "8"]}},
)


@st.composite
def problems(draw, fewest=0, asking="b"):
    def values():
        found = {
            "line": draw(st.sampled_from("ab")),
            "site": draw(st.sampled_from("xy")),
            "times": draw(st.frozensets(st.sampled_from("pq"))),
            "band": draw(st.sampled_from(["6", "8", ""])),
        }
        return {key: value for key, value in found.items() if value}

    members = [
        Member(
            f"{side}{n}",
            side,
            values(),
            (),
            draw(st.integers(0, 2)),
            draw(st.integers(0, fewest)) if side == asking else 0,
        )
        for side in SIDES
        for n in range(draw(st.integers(0, 4)))
    ]
    members = [dataclasses.replace(one, fewest=min(one.fewest, one.capacity)) for one in members]
    never = draw(
        st.lists(st.tuples(st.sampled_from(["a0", "a1"]), st.sampled_from(["b0", "b1"])), max_size=2)
    )
    return MatchProblem(SIDES, tuple(members), MUSTS, never_with=tuple(never), forbids=tuple(never[:1]))


def partners(problem, me, rules):
    """With whom somebody could be under some of the rules, in plain Python."""
    plain = Plain(dataclasses.replace(problem, never_with=(), forbids=()))
    others = [one for one in problem.members if one.side != me.side and one.capacity and one.id != me.id]
    order = (lambda other: (me, other)) if me.side == SIDES[0] else (lambda other: (other, me))
    return [other for other in others if all(plain.satisfies(rule, *order(other)) for rule in rules)]


def smallest(problem, me, needed):
    """All clashing sets of fewest rules, by trying every set."""
    for size in range(len(MUSTS.musts) + 1):
        found = [
            tuple(rule.key for rule in chosen)
            for chosen in itertools.combinations(MUSTS.musts, size)
            if len(partners(problem, me, chosen)) < needed
        ]
        if found:
            return found
    return []


@given(problems(fewest=2))
def test_the_sets_are_those_that_the_definition_gives(problem):
    found = clashes_of(Kind.PAIRS, problem)
    by_id = {(one.side, one.id): one for one in found.alone}
    for me in problem.members:
        needed = max(1, me.fewest)
        without = len(partners(problem, me, ()))
        left = len(partners(problem, me, MUSTS.musts))
        if not me.capacity or not without >= needed > left:
            assert (me.side, me.id) not in by_id
            continue
        one = by_id.pop((me.side, me.id))
        assert (one.people, one.possible, one.needed) == (without, left, needed)
        assert [clash.rules for clash in one.clashes] == smallest(problem, me, needed)[:3]
        freed = {
            rule.key: count
            for rule in MUSTS.musts
            if (count := len(partners(problem, me, [r for r in MUSTS.musts if r is not rule]))) >= needed
        }
        assert dict(one.freed) == freed
        assert clash_of(cells_of(Kind.PAIRS, problem), me.side, me.id) == one
    assert not by_id


def met(problem, rules):
    """Whether everybody's fewest can be met at once, by trying."""
    asking = [one for one in problem.members for _ in range(one.fewest)]

    def place(rest, room):
        if not rest:
            return True
        mine = [
            one
            for one in partners(problem, rest[0], rules)
            if room.get((one.id, rest[0].id), room[one.id]) > 0
        ]
        return any(
            place(rest[1:], room | {one.id: room[one.id] - 1, (one.id, rest[0].id): 0})
            for one in mine
            if room[one.id] > 0
        )

    return place(asking, {one.id: one.capacity for one in problem.members})


@given(problems(fewest=2) | problems(fewest=2, asking="a"))
def test_fewest_that_cannot_be_met_at_once_name_rules_that_all_matter(problem):
    found = clashes_of(Kind.PAIRS, problem)
    asking = any(one.fewest for one in problem.members)
    if found.alone or not asking:
        return
    clashing = not met(problem, MUSTS.musts) and met(problem, ())
    assert bool(found.together) == clashing
    for clash in found.together:
        rules = [rule for rule in MUSTS.musts if rule.key in clash.rules]
        assert not met(problem, rules)
        assert all(met(problem, [one for one in rules if one is not rule]) for rule in rules)


@given(problems())
def test_private_requests_and_forbids_change_nothing_that_is_said(problem):
    bare = dataclasses.replace(problem, never_with=(), forbids=())
    assert clashes_of(Kind.PAIRS, problem) == clashes_of(Kind.PAIRS, bare)


@given(problems())
def test_the_order_of_people_changes_nothing(problem):
    turned = dataclasses.replace(problem, members=problem.members[::-1])
    assert clashes_of(Kind.PAIRS, problem) == clashes_of(Kind.PAIRS, turned)


def people(side, *lines):
    return [Member(f"{side}{n}", side, dict(line)) for n, line in enumerate(lines)]


def said(problem):
    rules = [RuleWords(rule.key, describe(rule), rule.points) for rule in problem.rules.rules]
    return list(clash_words(clashes_of(Kind.PAIRS, problem), rules))


def test_it_is_said_in_words():
    rules = parse_rules([{"must": "different_line"}, {"must": "same_site"}])
    left = people("a", {"line": "p", "site": "x"}, {"line": "p"})
    right = people("b", {"line": "q", "site": "y"}, {"line": "p", "site": "x"})
    line, site = "“must have a different line”", "“must have the same site”"
    assert said(MatchProblem(SIDES, (*left, *right), rules)) == [
        f"Not one pair can be made: the rules {line} and {site} together rule out every one; without any one of "
        "these rules the others would allow some.",
        f"a0 (a): the rules {line} and {site} together rule out all 2; without any one of these rules the others "
        f"would leave somebody. Without the rule {line} there would be 1. Without the rule {site} there would be 1.",
        f"a1 (a): the rule {site} rules out all 2. Their “site” is blank, so the rule {site} cannot be checked. "
        f"Fill it in. Without the rule {site} there would be 1.",
        f"b0 (b): the rule {site} rules out all 2. Without the rule {site} there would be 2.",
        f"b1 (b): the rule {line} rules out all 2. Without the rule {line} there would be 1.",
    ]


def test_nobody_and_everybody_who_is_left_somebody_are_said_in_one_line():
    assert said(MatchProblem(SIDES, (), MUSTS)) == ["The rules leave everybody somebody."]
    assert said(MatchProblem(SIDES, (Member("a", "a"),), MUSTS)) == ["The rules leave everybody somebody."]


def test_places_that_locks_take_count_as_one_rule_more():
    rules = parse_rules([{"must": "same_site"}])
    left = people("a", {"site": "x"}, {"site": "x"}, {"site": "x"})
    right = people("b", {"site": "x"}, {"site": "y"})
    problem = MatchProblem(SIDES, (*left, *right), rules, locks=(("a0", "b0"),))
    found = clashes_of(Kind.PAIRS, problem)
    both = (Clash(("must:same:site", "locks"), True),)
    assert [(one.id, one.clashes, one.freed) for one in found.alone] == [
        ("a1", both, (("must:same:site", 1), ("locks", 1))),
        ("a2", both, (("must:same:site", 1), ("locks", 1))),
        ("b1", (Clash(("must:same:site",), True),), (("must:same:site", 2),)),
    ]
    assert "“whoever is locked is nobody else's” there would be 1." in said(problem)[0]


def test_one_list_needs_a_rule_either_way_round():
    rules = parse_rules([{"must": "same", "on": "wants", "with": "has"}])
    members = people("a", {"wants": "x", "has": "y"}, {"wants": "y", "has": "z"})
    found = clashes_of(Kind.PAIRS, MatchProblem(("a",), tuple(members), rules))
    assert [(one.id, one.people) for one in found.alone] == [("a0", 1), ("a1", 1)]


def test_posts_look_at_what_applicants_chose():
    rules = parse_rules([{"must": "same_region"}])
    problem = PostsProblem(
        (Applicant("A", ("P",), {"region": "n"}), Applicant("B", ("Q",), {"region": "n"})),
        (Post("P", 2, 2, {"region": "n"}), Post("Q", 1, 0, {"region": "s"})),
        rules,
    )
    found = clashes_of(Kind.POSTS, problem)
    assert [(one.side, one.id, one.clashes) for one in found.alone] == [
        ("applicant", "B", (Clash(("must:same:region",), True),)),
        ("post", "Q", (Clash(("must:same:region",), True),)),
    ]


def test_a_post_that_was_given_beforehand_need_not_be_chosen():
    rules = parse_rules([{"must": "same_region"}])
    applicants = (
        Applicant("A", (), {"region": "n"}, pre_allocated_to="P", pre_allocated_for="caring"),
        Applicant("B", ("P",), {"region": "s"}),
    )
    problem = PostsProblem(applicants, (Post("P", 1, 0, {"region": "s"}),), rules)
    found = clashes_of(Kind.POSTS, problem)
    assert [(one.id, one.clashes) for one in found.alone] == [("B", (Clash(("locks",), True),))]


def test_sets_look_at_any_two_of_the_list():
    rules = parse_rules([{"must": "different_employer"}])
    employers = ("x", "x", "y")
    given = tuple(Member(f"a{n}", "person", {"employer": one}) for n, one in enumerate(employers))
    assert not clashes_of(Kind.SETS, SetsProblem(given, Shape(3), rules))
    found = clashes_of(Kind.SETS, SetsProblem(given[:2], Shape(2), rules))
    assert [(one.side, one.id, one.people) for one in found.alone] == [
        ("person", "a0", 1),
        ("person", "a1", 1),
    ]
    assert found.nobody == (Clash(("must:different:employer",), True),)


def test_many_rules_still_give_a_set_without_a_spare_one():
    count = 40
    rules = parse_rules([{"must": f"same_c{n:02}"} for n in range(count)])
    me = Member("a", "a", {f"c{n:02}": "x" for n in range(count)})
    others = [
        Member(f"b{n:02}", "b", {f"c{m:02}": "y" if m == n else "x" for m in range(count)})
        for n in range(count)
    ]
    (one, *_) = clashes_of(Kind.PAIRS, MatchProblem(SIDES, (me, *others), rules)).alone
    (clash,) = one.clashes
    assert (len(clash.rules), clash.smallest) == (count, False)
