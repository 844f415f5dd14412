"""A report made again: it never tells about fewer people than the threshold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.publishing.disclosure import DisclosurePolicy, ScoreRelease, ShownGroup, guard_remade

PEOPLE = st.frozensets(st.integers(0, 14), min_size=1)


def release(name, **groups):
    return ScoreRelease(
        name, {key: ShownGroup(f"Side of {key}", n, digest) for key, (n, digest) in groups.items()}
    )


def refusals(previous, new, policy=None):
    try:
        guard_remade(previous, new, policy)
    except KithError as refused:
        return [(fault.params["earlier"], fault.params["side"]) for fault in refused.faults]
    return []


@pytest.mark.parametrize(
    ("n", "is_refused"), [(3, False), (4, True), (7, True), (8, True), (9, True), (12, True), (13, False)]
)
def test_a_difference_of_one_to_four_is_refused_and_so_is_an_exchange(n, is_refused):
    found = refusals([release("First", a=(8, "x"))], release("Second", a=(n, "y")))
    assert found == ([("First", "Side of a")] if is_refused else [])


def test_the_refusal_says_what_to_do():
    with pytest.raises(KithError) as refused:
        guard_remade([release("Report 1", a=(8, "x"))], release("Report 2", a=(7, "y")))
    (fault,) = refused.value.faults
    assert fault.code == "publishing.remade"
    assert sentence(fault) == (
        "“Report 1” is published. Set beside it, this one would tell about fewer than 5 people (Side of a), because "
        "only a few answers have come, changed or gone since. Leave the published one as it is, "
        "or make a new one when 5 more people have answered."
    )


def test_the_same_people_with_the_same_answers_may_be_published_again():
    assert (
        refusals([release("English", a=(8, "x"), b=(9, "y"))], release("Chinese", a=(8, "x"), b=(9, "y")))
        == []
    )


def test_what_one_of_both_does_not_show_tells_nothing():
    assert refusals([release("First", a=(8, "x"))], release("Second", b=(9, "y"))) == []


def test_each_earlier_report_and_side_is_named_once():
    first, second = release("First", a=(8, "x"), b=(8, "x")), release("Second", a=(20, "y"))
    new = ScoreRelease("New", {"a": ShownGroup("Managers", 9, "z"), "b": ShownGroup("Managers", 9, "z")})
    assert refusals([first, second], new) == [("First", "Managers")]


def test_an_organisation_may_be_stricter():
    first, new = release("First", a=(8, "x")), release("Second", a=(14, "y"))
    assert refusals([first], new) == []
    assert refusals([first], new, DisclosurePolicy(min_matched=7)) == [("First", "Side of a")]


@given(PEOPLE, PEOPLE)
def test_what_passes_differs_in_nobody_or_in_enough_people(earlier, later):
    """Laid against the sets themselves, which the guard never sees."""
    shown = [
        ScoreRelease(name, {"a": ShownGroup("Managers", len(people), str(sorted(people)))})
        for name, people in (("First", earlier), ("Second", later))
    ]
    if not refusals(shown[:1], shown[1]):
        assert len(earlier ^ later) == 0 or len(earlier ^ later) >= 5
