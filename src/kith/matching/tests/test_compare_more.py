"""Hours, places, languages and dates: the arrays of the engine and plain Python say the same of every pair."""

import math
from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kith.matching import MatchProblem, Member, check_problem, parse_rules
from kith.matching.pairs.exchange import problem_to_json
from kith.matching.pairs.restore import problem_from_json
from kith.matching.plain import Plain
from kith.matching.score import EXCLUDED, Scoring
from kith.matching.types import Period, Point
from kith.matching.values import hours, positions

DAY = date(2026, 3, 1)
KINDS = {
    "times": {"kind": "availability", "week_of": "2026-01-12"},
    "home": {"kind": "location"},
    "speaks": {"kind": "languages"},
}
RULES = [
    {"must": "share_times", "at_least": 1},
    {"must": "within_home", "within": 9000},
    {"must": "overlap_free"},
    {"prefer": "share_times", "enough": 7, "weight": 3},
    {"prefer": "close_home", "within": 300, "weight": 5},
    {"prefer": "share_speaks", "enough": 2, "weight": 1},
    {"prefer": "overlap_free", "enough": 9, "weight": 2},
]
BOOK = parse_rules(RULES, attributes=KINDS)

near = st.tuples(st.floats(51, 54), st.floats(-3, 1))
anywhere = st.tuples(
    st.sampled_from([-90.0, 0.0, 51.5, 90.0]) | st.floats(-90, 90),
    st.sampled_from([-180.0, 0.0, 179.9, 180.0]) | st.floats(-180, 180),
)
weeks = st.builds(
    lambda starts, length: frozenset(hours.code(one + step) for one in starts for step in range(length)),
    st.lists(st.integers(0, 335), min_size=1, max_size=3),
    st.sampled_from([2, 10, 200, 336]),
)
periods = st.builds(
    lambda start, length: Period(DAY + timedelta(start), DAY + timedelta(start + length)),
    st.integers(0, 20),
    st.integers(0, 20),
)
values = st.fixed_dictionaries(
    {},
    optional={
        "times": weeks,
        "home": (near | anywhere).map(lambda two: Point(*two)),
        "speaks": st.frozensets(st.sampled_from(["en", "zh", "de"]), min_size=1),
        "free": periods,
    },
)


@st.composite
def problems(draw):
    members = [
        Member(f"{side}{number}", side, found)
        for side in ("a", "b")
        for number, found in enumerate(draw(st.lists(values, min_size=1, max_size=4)))
    ]
    return MatchProblem(("a", "b"), tuple(members), BOOK)


@given(problems())
def test_arrays_and_plain_python_agree_cell_by_cell(problem):
    scoring, plain = Scoring(problem), Plain(problem)
    expected = [
        [
            plain.total_points(one, other) if plain.can_be_paired(one, other) else EXCLUDED
            for other in scoring.right
        ]
        for one in scoring.left
    ]
    assert scoring.matrix().tolist() == expected
    points = [[plain.total_points(one, other) for other in scoring.right] for one in scoring.left]
    assert scoring.points(slice(0, len(scoring.left))).tolist() == points


@given(problems())
def test_a_problem_comes_back_from_json_as_it_was(problem):
    import json

    assert problem_from_json(json.dumps(problem_to_json(problem))) == problem


def test_a_whole_week_shared_is_counted_beyond_eight_bits():
    week = frozenset(hours.code(one) for one in range(hours.HALF_HOURS))
    rules = parse_rules(
        [{"must": "share_times", "at_least": 336}, {"prefer": "share_times", "enough": 336, "weight": 3.36}],
        attributes=KINDS,
    )
    members = (Member("A", "a", {"times": week}), Member("B", "b", {"times": week}))
    members += (Member("C", "b", {"times": week - {"7T23:30"}}),)
    problem = MatchProblem(("a", "b"), members, rules)
    assert check_problem(problem) == ()
    assert Scoring(problem).points(slice(0, 1)).tolist() == [[336, 335]]
    assert Scoring(problem).matrix().tolist() == [[336, EXCLUDED]]


def test_many_places_are_judged_as_few_are():
    """One line of points a place, or a block at a time: the same."""
    made = np.random.default_rng(1).uniform((50, -3), (55, 1), (60, 2)).tolist()
    people = [Point(*one) for one in made]
    rules = parse_rules([{"prefer": "close_home", "within": 300, "weight": 100}], attributes=KINDS)

    def scored(left):
        members = [Member(f"{n:03}", "a", {"home": one}) for n, one in enumerate(left)]
        members += [Member(f"{n:03}", "b", {"home": one}) for n, one in enumerate(people)]
        return Scoring(MatchProblem(("a", "b"), tuple(members), rules)).points(slice(0, len(left)))

    alone, twice = scored(people), scored([*people, *people])
    assert (twice == np.vstack([alone, alone])).all()
    assert alone[0, 0] == 10_000


def test_a_distance_is_that_of_the_great_circle():
    """London to Paris, by the haversine formula; and points fall with it in a straight line."""
    london, paris = Point(51.5074, -0.1278), Point(48.8566, 2.3522)
    first, second = (math.radians(one.latitude) for one in (london, paris))
    turn = math.radians(paris.longitude - london.longitude)
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(turn / 2) ** 2
    haversine = 2 * positions.RADIUS_KM * math.asin(math.sqrt(half))
    assert abs(positions.kilometres(london, paris) - haversine) < 0.001
    line = positions.line_squared(london, paris)
    assert positions.close_points(line, 400, 500.0) == math.floor(400 * (1 - haversine / 500))
    assert line <= positions.limit_squared(haversine + 0.001)
    assert line > positions.limit_squared(haversine - 0.001)


def test_a_value_of_another_kind_is_a_fault_not_a_traceback():
    wrong = {
        "times": frozenset({"Mon 9"}),
        "home": Point(math.nan, 0.0),
        "free": Period(DAY, DAY - timedelta(1)),
    }
    members = (Member("A", "a", wrong | {"speaks": "en"}), Member("B", "b", {"home": "Leeds"}))
    codes = [fault.code for fault in check_problem(MatchProblem(("a", "b"), members, BOOK))]
    assert codes.count("matching.problem.value_kind") == 5
