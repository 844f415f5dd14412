"""Values in files that no honest file has: told by their path, never a traceback."""

import json

import pytest

from kith.foundation.faults import KithError
from kith.matching.engines import engine
from kith.matching.restore import LARGEST
from kith.matching.types import Kind

HALF = "\ud800"
EMPTY = {
    Kind.PAIRS: {"sides": ["a", "b"], "members": [{"id": "x", "side": "a", "capacity": 1, "wishes": [], "attributes": {}}]},
    Kind.POSTS: {"applicants": [{"id": "x", "choices": []}], "posts": []},
    Kind.PLACEMENTS: {"people": [{"id": "x", "most": 1}], "projects": []},
    Kind.SETS: {"people": [{"id": "x", "side": "person", "capacity": 1, "wishes": [], "attributes": {}}]},
}  # fmt: skip


def paths_of(kind, change):
    """Where the faults are of a file in which the first person is changed."""
    data = {"format": f"kith.matching.{kind.value}.problem", "format_version": 1, **EMPTY[kind]}
    if kind is Kind.PAIRS:
        data["format"] = "kith.matching.problem"
    key = next(iter(set(data) & {"members", "applicants", "people"}))
    data[key] = [{**data[key][0], **change}]
    with pytest.raises(KithError) as refused:
        engine(kind).problem_from_json(json.dumps(data))
    return {fault.where.key for fault in refused.value.faults}, f"{key}[0]"


@pytest.mark.parametrize("kind", Kind)
def test_half_a_character_is_no_id(kind):
    paths, person = paths_of(kind, {"id": HALF})
    assert f"{person}.id" in paths
    paths, person = paths_of(kind, {"attributes": {HALF: "x"}})
    assert f"{person}.attributes" in paths


@pytest.mark.parametrize(
    ("kind", "key"), [(Kind.PAIRS, "capacity"), (Kind.PLACEMENTS, "most"), (Kind.SETS, "capacity")]
)
def test_a_number_beyond_all_counting_is_refused(kind, key):
    for value in (LARGEST + 1, -(10**400), 1.5, True):
        paths, person = paths_of(kind, {key: value})
        assert f"{person}.{key}" in paths
    assert f"{person}.{key}" not in paths_of(kind, {key: LARGEST, "id": HALF})[0]


def test_places_beyond_the_people_are_as_good_as_places_for_all():
    from kith.matching.posts.types import Applicant, Post, PostsProblem

    found = [
        engine(Kind.POSTS)
        .solve(PostsProblem((Applicant("a", ("p",)),), (Post("p", places),)), seed=1)
        .post_of
        for places in (1, LARGEST)
    ]
    assert found == [{"a": "p"}, {"a": "p"}]
