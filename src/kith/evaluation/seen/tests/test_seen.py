"""People as others see them: a published agreement, differences by hand, and kinds that never point at few."""

from itertools import combinations_with_replacement
from statistics import median

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.evaluation import Outcome, Side
from kith.evaluation.seen import Rating, SeenData, SeenMeasures, SeenPlan, Time, see_from_others, seen_section
from kith.evaluation.seen.analyse import _kinds
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import Withheld
from kith.foundation.messages import catalogue
from kith.foundation.words import Text
from kith.publishing.blocks import Finding, Suppressed, Table

SHROUT_FLEISS = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
"""Table 2 of Shrout and Fleiss (1979), 10.1037/0033-2909.86.2.420: six targets, four judges; ICC(1,4) is .44."""
KINDS = ("line_manager", "colleague", "patient")


def plan(*times, least=5, sides=("fellow",), **more):
    return SeenPlan(
        outcomes=(Outcome("lead", Text.of("Leading"), low=1, high=10),),
        times=tuple(Time(key, Text.of(key)) for key in times or ("end",)),
        sides=tuple(Side(key, Text.of(key)) for key in sides),
        kinds=tuple(Side(key, Text.of(key)) for key in KINDS),
        least=least,
        **more,
    )


def rated(table, *, time="end", kind="colleague", first=0):
    return tuple(
        Rating(first + person, time, kind, {"lead": float(value)})
        for person, row in enumerate(table)
        for value in row
    )


def seen(own, ratings, asked=None, sides=None):
    data = SeenData(tuple(sides or ("fellow",) * len(own["end"])), {"lead": as_arrays(own)}, tuple(ratings))
    return see_from_others(data, asked or plan())


def as_arrays(own):
    return {
        key: np.array([np.nan if one is None else one for one in row], dtype=float)
        for key, row in own.items()
    }


def test_agreement_of_the_published_example_to_the_printed_digits():
    (cell,) = seen({"end": [6] * 6}, rated(SHROUT_FLEISS)).cells
    assert f"{cell.found.agreement.value:.2f}" == "0.44"
    assert (cell.n, cell.found.raters, cell.left_out) == (6, 24, 0)


def test_differences_by_hand():
    own = [5, 4, 6, 3, 8, None]
    (cell,) = seen({"end": own}, rated(SHROUT_FLEISS)).cells
    means = [sum(row) / 4 for row in SHROUT_FLEISS]
    steps = [mean - one for mean, one in zip(means, own, strict=True) if one is not None]
    walsh = [(a + b) / 2 for a, b in combinations_with_replacement(steps, 2)]
    assert cell.found.gap.value == median(walsh)
    assert (cell.found.others, cell.found.own, cell.found.n_both) == (median(means), 5.0, 5)


def test_who_has_one_rater_is_left_out_and_few_are_withheld():
    few = [row[:1] for row in SHROUT_FLEISS[:2]] + [row[:3] for row in SHROUT_FLEISS[2:]]
    (cell,) = seen({"end": [5] * 6}, rated(few)).cells
    assert (cell.n, cell.left_out, cell.found) == (4, 2, Withheld("too_few_rated", 5))
    (cell,) = seen({"end": [5, 5, None, None, None, 5]}, rated(SHROUT_FLEISS)).cells
    assert (cell.found.own, cell.found.gap.code) == (None, "evaluation.seen.few_both")
    (cell,) = seen({"end": [5] * 2}, rated(SHROUT_FLEISS[:2]), plan(least=1)).cells
    assert cell.found == Withheld("too_few_rated", 3)


def test_change_is_of_the_same_people():
    before = rated(SHROUT_FLEISS, time="start")
    later = rated([[value + 1 for value in row] for row in SHROUT_FLEISS[:5]])
    asked = plan("start", "end")
    found = seen({"end": [5] * 6, "start": [5] * 6}, before + later, asked)
    (change,) = found.changes
    assert (change.n, change.found.value) == (5, 1.0)
    (change,) = seen({"end": [5] * 6}, before + later[:16], asked).changes
    assert (change.n, change.found) == (4, Withheld("too_few_rated", 5))


def test_sides_are_never_mixed():
    sides = ("fellow",) * 3 + ("mentor",) * 3
    found = seen({"end": [5] * 6}, rated(SHROUT_FLEISS), plan(sides=("fellow", "mentor")), sides)
    assert [cell.n for cell in found.cells] == [3, 3]
    assert all(isinstance(cell.found, Withheld) for cell in found.cells)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(KINDS), st.integers(1, 5)), min_size=1, max_size=60)
)
def test_no_group_of_kinds_and_no_rest_of_one_is_small(given_ratings):
    ratings = [Rating(who, "end", kind, {"lead": float(value)}) for who, kind, value in given_ratings]
    groups = _kinds(ratings, "lead", plan())
    assert len(groups) != 1
    for group in groups:
        people = {one.person for one in ratings if one.kind in group.kinds}
        assert len(people) == group.people >= 5
        assert group.raters == sum(one.kind in group.kinds for one in ratings) >= 5
    there = {one.kind for one in ratings}
    assert not groups or {kind for group in groups for kind in group.kinds} == there


def test_a_small_kind_goes_with_the_smallest_that_is_large_enough():
    colleagues = rated([(3, 4)] * 8)
    managers = rated([(5,)] * 6, kind="line_manager")
    patients = rated([(2,)] * 2, kind="patient")
    groups = _kinds([*colleagues, *managers, *patients], "lead", plan())
    assert [(one.kinds, one.people, one.raters, one.middle) for one in groups] == [
        (("colleague",), 8, 16, 3.5),
        (("line_manager", "patient"), 6, 8, 5.0),
    ]


def test_order_of_the_ratings_says_nothing():
    ratings = rated(SHROUT_FLEISS)
    one, other = (seen({"end": [5] * 6}, said) for said in (ratings, ratings[::-1]))
    assert one.cells == other.cells
    assert one.provenance.inputs == other.provenance.inputs


def tables(section):
    return [block for part in section.subsections for block in part.blocks if isinstance(block, Table)]


def test_the_section_says_n_and_range_and_withholds_with_the_reason():
    asked = plan("start", "end")
    ratings = rated(SHROUT_FLEISS) + rated(SHROUT_FLEISS[:3], time="start")
    section = seen_section(seen({"end": [2] * 6, "start": [4] * 6}, ratings, asked), asked, Speaker())
    (part,) = section.subsections
    (finding,) = [block for block in part.blocks if isinstance(block, Finding)]
    assert (
        finding.headline == "fellow, end: others typically rate “Leading” higher than people rate themselves."
    )
    assert finding.basis.n == 6
    assert "plausible range" in finding.basis.uncertainty
    beside, change = tables(section)
    assert all(isinstance(cell, Suppressed) for cell in beside.rows[0][2:])
    assert beside.rows[1][2:4] == ("6", "24")
    assert all(isinstance(cell, Suppressed) for cell in change.rows[0][2:])


def test_nothing_is_said_to_cause():
    said = {code: words for code, words in catalogue().items() if code.startswith("evaluation.seen.")}
    wrong = ("caus", "led to", "because of", "thanks to", "due to", "effect")
    assert not [code for code, words in said.items() if any(word in words for word in wrong)]


def test_measures_of_a_person_stand_nowhere():
    (cell,) = seen({"end": [5] * 6}, rated(SHROUT_FLEISS)).cells
    assert isinstance(cell.found, SeenMeasures)
    assert not any(isinstance(getattr(cell.found, name), np.ndarray) for name in SeenMeasures.__slots__)
