"""Two drafts beside each other, whatever their kind."""

import pytest

from kith.foundation.provenance import provenance
from kith.matching.comparing import Moved, compare
from kith.matching.draft import Draft, Group, Placed
from kith.matching.types import Kind, Unmatched

DONE = provenance("test", inputs={}, seed=1, libraries=())


def draft(kind, *groups, left_over=()):
    """Groups are (about, points, ids); an id is on the side of its first letter."""
    return Draft(
        kind,
        tuple(
            Group(f"g{index}", tuple(Placed(id_[0], id_) for id_ in ids), points, 100, about=about)
            for index, (about, points, ids) in enumerate(groups)
        ),
        tuple(Unmatched(id_[0], id_, ()) for id_ in left_over),
        (),
        DONE,
    )


def test_pairs_differ_where_the_partner_does():
    first = draft(Kind.PAIRS, (None, 40, ["a1", "b1"]), (None, 60, ["a2", "b2"]), left_over=["a3"])
    second = draft(Kind.PAIRS, (None, 70, ["a1", "b2"]), (None, 20, ["a3", "b1"]), (None, 5, ["a4", "b4"]))
    found = compare(first, second)
    assert found.moved == (
        Moved("a", "a1", ("b1",), ("b2",), 40, 70),
        Moved("a", "a3", (), ("b1",), 0, 20),
        Moved("b", "b1", ("a1",), ("a3",), 40, 20),
        Moved("b", "b2", ("a2",), ("a1",), 60, 70),
    )
    assert (found.joined, found.left) == ((("a", "a4"), ("b", "b4")), (("a", "a2"),))
    assert (found.stayed, found.total, found.worst, found.left_over) == (0, (100, 95), (40, 5), (1, 0))
    assert found.lost == 0.05


def test_posts_differ_where_the_post_does_whoever_else_is_there():
    first = draft(Kind.POSTS, ("north", 10, ["a1", "a2"]), ("south", 10, ["a3"]), left_over=["east"])
    second = draft(Kind.POSTS, ("north", 10, ["a1"]), ("south", 10, ["a2", "a3"]), left_over=["east"])
    found = compare(first, second)
    assert [(one.id, one.before, one.after) for one in found.moved] == [("a2", ("north",), ("south",))]
    assert found.stayed == 2


def test_a_set_is_the_one_that_most_of_its_people_went_to():
    first = draft(Kind.SETS, (None, 5, ["p1", "p2", "p3"]), (None, 5, ["p4", "p5", "p6"]))
    second = draft(Kind.SETS, (None, 5, ["p1", "p4", "p5"]), (None, 5, ["p2", "p3", "p6"]))
    found = compare(first, second)
    assert [one.id for one in found.moved] == ["p1", "p6"]
    assert (
        compare(
            first, draft(Kind.SETS, *[(None, 5, [one.id for one in g.members]) for g in first.groups[::-1]])
        ).moved
        == ()
    )


def test_drafts_of_two_kinds_are_not_compared():
    with pytest.raises(ValueError, match="two kinds"):
        compare(draft(Kind.SETS), draft(Kind.PAIRS))
