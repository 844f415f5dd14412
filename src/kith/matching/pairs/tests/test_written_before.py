"""Files that an earlier release wrote are read still: the names of the formats are part of them, and of their hashes."""

import json

from kith.matching import problem_from_json, problem_to_json, result_from_json, result_to_json, solve
from kith.matching.pairs.exchange import REPORT_FORMAT

WRITTEN = {
    "format": "kith.matching.problem",
    "format_version": 1,
    "kind": "pairs",
    "sides": ["clinician", "manager"],
    "rules": {
        "best_for": "no_one_left_behind",
        "attributes": [{"key": "site", "kind": "category", "scale": []}],
        "rules": [
            {
                "key": "prefer:same:site",
                "strength": "prefer",
                "verb": "same",
                "on": "site",
                "with": "site",
                "points": 300,
                "limit": None,
                "side": None,
            }
        ],
    },
    "members": [
        {"id": "c", "side": "clinician", "capacity": 1, "wishes": [], "attributes": {"site": "Leeds"}},
        {"id": "m", "side": "manager", "capacity": 1, "wishes": [], "attributes": {"site": "Leeds"}},
    ],
    "locks": [],
    "previous": [],
    "forbids": [],
    "never_with": [],
}
"""As it was kept with a draft before there were other kinds than pairs."""


def test_a_problem_of_an_earlier_release_is_read_and_written_as_it_was():
    assert problem_to_json(problem_from_json(json.dumps(WRITTEN))) == WRITTEN


def test_a_result_and_a_report_are_read_by_the_names_they_always_had():
    result = solve(problem_from_json(json.dumps(WRITTEN)), seed=1)
    written = result_to_json(result)
    assert written["format"] == "kith.matching.result"
    assert result_from_json(json.dumps(written)) == result
    report = {"format": REPORT_FORMAT, "format_version": 1, "result": written}
    assert REPORT_FORMAT == "kith.matching.report"
    assert result_from_json(json.dumps(report)) == result
