"""Pairs of one list: against every matching, the odd one out, threes, and the bound that proves it."""

import dataclasses
import itertools
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.matching import (
    BestFor,
    MatchProblem,
    Member,
    ObjectiveKey,
    check_problem,
    parse_rules,
    solve,
    verify,
)
from kith.matching.engines import engine
from kith.matching.pairs.blossoms import enlarged
from kith.matching.pairs.mirror import Mirror
from kith.matching.pairs.odd_sets import bound
from kith.matching.pairs.report import report, report_to_json
from kith.matching.types import Kind
from kith.tables.reading import read_table

THE = engine(Kind.PAIRS)
RULES = [
    {"must": "different_line"},
    {"prefer": "same_site", "weight": 2},
    {"prefer": "share", "on": "wants", "with": "offers", "enough": 2, "weight": 1},
    {"prefer": "wish", "first": 2, "weight": 1.5},
]


@st.composite
def lists(draw, most=6):
    ids = [f"p{n}" for n in range(draw(st.integers(0, most)))]
    members = []
    for id_ in ids:
        values = {
            "line": draw(st.sampled_from("abc")),
            "site": draw(st.sampled_from(["n", "s"])),
            "wants": draw(st.frozensets(st.sampled_from("pq"))) | {"p"},
            "offers": draw(st.frozensets(st.sampled_from("pq"))) | {"q"},
        }
        others = [one for one in ids if one != id_]
        wishes = draw(st.lists(st.sampled_from(others), unique=True, max_size=2)) if others else []
        members.append(Member(id_, "person", values, tuple(wishes)))
    couples = list(itertools.combinations(ids, 2))
    some = st.lists(st.sampled_from(couples), unique=True, max_size=2) if couples else st.just([])
    rules = parse_rules(RULES, best_for=draw(st.sampled_from(BestFor)).value)
    return MatchProblem(
        ("person",),
        tuple(draw(st.permutations(members))),
        dataclasses.replace(rules, threes=draw(st.booleans())),
        forbids=tuple(draw(some)),
        never_with=tuple(pair[::-1] for pair in draw(some)),
    )


def every_matching(mirror):
    """All sets of pairs that can be made, as places."""
    couples = [
        pair for pair in itertools.combinations(range(len(mirror.members)), 2) if mirror.can_be_paired(*pair)
    ]

    def extend(start, chosen, used):
        yield chosen
        for index in range(start, len(couples)):
            if not used & set(couples[index]):
                yield from extend(index + 1, [*chosen, couples[index]], used | set(couples[index]))

    return list(extend(0, [], set()))


@settings(max_examples=25)
@given(lists())
def test_the_best_of_all_matchings_and_of_all_threes(problem):
    mirror = Mirror(problem)
    fair = problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND

    def points(one, other):
        return sum(part.points for part in mirror.parts(one, other))

    def worth(pairs):
        each = [points(*pair) for pair in pairs]
        return len(pairs), min(each, default=0) if fair else 0, sum(each)

    result = solve(problem, seed=4)
    best = max(map(worth, every_matching(mirror)))
    keys = (ObjectiveKey.MATCHED, ObjectiveKey.WORST, ObjectiveKey.TOTAL)
    stated = [result.objective(key) for key in keys]
    assert tuple(one.value if one else 0 for one in stated) == best
    assert verify(problem, result) == ()
    for three in result.threes:
        joined = mirror.index[three.joined]
        pair = [mirror.index[id_] for id_ in three.ids if id_ != three.joined]
        gained = sorted(points(joined, place) for place in pair)
        if len(result.threes) == 1 and len(result.unmatched) == 0:
            others = [(mirror.index[one.left], mirror.index[one.right]) for one in result.pairs]
            offers = [
                sorted(points(joined, place) for place in other)
                for other in others
                if all(mirror.can_be_paired(joined, place) for place in other)
            ]
            wanted = [(o[0] if fair else 0, sum(o)) for o in offers]
            assert (gained[0] if fair else 0, sum(gained)) >= max(wanted, default=(0, 0))
        assert three.points == sum(points(*two) for two in itertools.combinations([joined, *pair], 2))
    assert THE.result_from_json(json.dumps(THE.result_to_json(result))) == result


@settings(max_examples=15)
@given(lists(most=5), st.randoms())
def test_neither_order_nor_who_asked_comes_into_it(problem, rnd):
    members = list(problem.members)
    rnd.shuffle(members)
    turned = dataclasses.replace(
        problem, members=tuple(members), never_with=tuple(pair[::-1] for pair in problem.never_with)
    )
    as_forbids = dataclasses.replace(problem, forbids=(*problem.forbids, *problem.never_with), never_with=())
    results = [solve(one, seed=2) for one in (problem, turned, as_forbids)]
    assert results[0] == results[1] == results[2]


PEOPLE = "id,name,line,site\na,Ann,p,leeds\nb,Bo,q,leeds\nc,Cy,r,york\nd,Di,s,york\ne,Ed,t,hull\n"
FILE = '{}\n[[rule]]\nmust = "different_line"\n\n[[rule]]\nprefer = "same_site"\nweight = 2\n'


def read(extra="", people=PEOPLE):
    return THE.read({"people": read_table(people.encode(), name="peers.csv")}, FILE.format(extra))


def test_the_odd_one_out_is_told():
    loaded = read()
    result = THE.solve(loaded.problem, seed=1)
    assert {(pair.left, pair.right) for pair in result.pairs} != set()
    (alone,) = result.unmatched
    assert [(one.code, dict(one.params)) for one in alone.reasons] == [
        ("matching.unmatched.odd", {"people": 5})
    ]
    assert THE.verify(loaded.problem, result) == ()
    assert [one.id for one in THE.draft(loaded.problem, result).left_over] == [alone.id]


def test_a_three_where_the_rules_allow_it():
    problem = read("[pairs]\nthrees = true\n").problem
    result = THE.solve(problem, seed=1)
    assert (result.unmatched, len(result.pairs), len(result.threes)) == ((), 1, 1)
    draft = THE.draft(problem, result)
    three = next(group for group in draft.groups if len(group.members) == 3)
    assert THE.why(problem, result, three.key).group == three
    assert len(draft.groups) == 2
    report_to_json(report(problem, result))


def test_why_and_why_not_in_one_list():
    problem = read().problem
    result = THE.solve(problem, seed=1)
    pair = result.pairs[0]
    why = THE.why(problem, result, f"{pair.left}~~{pair.right}")
    assert set(why.elsewhere) == {pair.left, pair.right}
    (alone,) = (one.id for one in result.unmatched)
    assert THE.why_not(problem, result, alone, pair.left) == THE.why_not(problem, result, pair.left, alone)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"capacity": 2}, ["matching.problem.one_side_capacity"]),
        ({"wishes": ("a", "zz")}, ["matching.problem.wish_oneself", "matching.problem.unknown_wish"]),
        ({"side": "else"}, ["matching.problem.unknown_side"]),
    ],
)
def test_every_fault_of_one_list_at_once(changes, codes):
    problem = read().problem
    first, *rest = problem.members
    wrong = dataclasses.replace(
        problem, members=(dataclasses.replace(first, **changes), *rest), locks=(("a", "zz"),)
    )
    assert sorted(fault.code for fault in check_problem(wrong)) == sorted(
        [*codes, "matching.problem.lock_unknown"]
    )


@pytest.mark.parametrize("size", [0, 1])
def test_nobody_and_one_alone(size):
    problem = read(people="\n".join(PEOPLE.splitlines()[: 1 + size]) + "\n").problem if size else None
    problem = problem or dataclasses.replace(read().problem, members=())
    result = solve(problem, seed=1)
    assert verify(problem, result) == ()
    assert [one.reasons[0].code for one in result.unmatched] == ["matching.unmatched.nobody_else"] * size


def test_odd_rings_need_their_odd_sets():
    # Two triangles joined by one pair: prices of people alone allow 3 x 1/2 a triangle; odd sets do not.
    ring = np.full((6, 6), -1)
    for one, other in [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)]:
        ring[one, other] = ring[other, one] = 10
    assert bound(ring, 2, [(0, 1), (3, 4)]) == 20
    assert enlarged(ring >= 0, []) == 2
    ring[2, 3] = ring[3, 2] = 1
    assert enlarged(ring >= 0, [(0, 1), (3, 4)]) == 3
    assert bound(ring, 3, [(0, 1), (4, 5), (2, 3)]) == 21


def test_a_worse_answer_is_found_out():
    problem = read().problem
    result = solve(problem, seed=1)
    other = solve(dataclasses.replace(problem, forbids=(("a", "b"),)), seed=1)
    forged = dataclasses.replace(other, provenance=result.provenance)
    assert {fault.code for fault in verify(problem, forged)} & {
        "matching.check.better_worst",
        "matching.check.better_total",
        "matching.check.more_pairs",
    }


@settings(max_examples=25)
@given(lists(most=5))
def test_why_not_says_what_the_best_matching_with_the_pair_lacks_and_a_request_changes_no_word(problem):
    problem = dataclasses.replace(
        problem, rules=dataclasses.replace(problem.rules, threes=False), forbids=(), never_with=()
    )
    result = solve(problem, seed=1)
    mirror, made = Mirror(problem), {(pair.left, pair.right) for pair in result.pairs}
    apart = [
        (one.id, other.id)
        for one, other in itertools.combinations(mirror.members, 2)
        if (one.id, other.id) not in made
    ]
    planted = dataclasses.replace(problem, never_with=tuple(pair[::-1] for pair in apart[:2]))
    assert solve(planted, seed=1) == result
    told = [json.dumps(report_to_json(report(one, result))) for one in (problem, planted)]
    assert told[0] == told[1]
    worst = result.objective(ObjectiveKey.WORST)
    for pair in apart:
        said = THE.why_not(problem, result, *pair)
        assert said == THE.why_not(planted, result, *pair)
        places = tuple(mirror.index[id_] for id_ in pair)
        rest = [
            sum(int(mirror.points[one]) for one in matching)
            for matching in every_matching(mirror)
            if places in matching
            and len(matching) == len(made)
            and all(one == places or worst is None or mirror.points[one] >= worst.value for one in matching)
        ]
        if said[0].code == "matching.why_not.uses":
            assert said[0].params["whole"] == result.total - max(rest)
        else:
            assert not rest or said[0].code == "matching.why_not.rule"


@settings(max_examples=20)
@given(lists(most=5), st.sampled_from([0, 40]))
def test_one_list_stays_near_an_earlier_result(problem, bonus):
    earlier = solve(dataclasses.replace(problem, forbids=(), never_with=()), seed=1)
    near = THE.keeping(problem, earlier, bonus=bonus)
    result = solve(near, seed=2)
    assert verify(near, result) == ()
    if near.earlier:
        kept = result.objective(ObjectiveKey.KEPT).value
        if solve(problem, seed=1) == earlier:
            assert kept == len(near.earlier)
