"""Rules and problems of sets: everything that is wrong, all at once, each with its fix."""

import dataclasses
import json
from datetime import date

import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences, words
from kith.matching.engines import engine
from kith.matching.sets import hours
from kith.matching.sets.checks import verify
from kith.matching.sets.counting import clashes, room
from kith.matching.sets.problem import check_problem
from kith.matching.sets.rules import read_sets_rules, sets_rules_hash
from kith.matching.sets.solver import solve
from kith.matching.sets.tests.problems import RULES, WINDOW, problem_of
from kith.matching.types import Kind

ENGINE = engine(Kind.SETS)


def faults_of(text):
    with pytest.raises(KithError) as caught:
        read_sets_rules(text)
    return {fault.code.removeprefix("matching."): fault.where.line for fault in caught.value.faults}


def test_every_fault_of_a_rules_file_at_once_with_its_line():
    text = """kind = "pairs"
[sets]
most = 4
fewest = 6
sise = 3
window = { hours = 1.1, within = "9 to 5", zone = "", week_of = "soon" }
[[rule]]
spred = "country"
[[rule]]
spread = "country"
at_mots = 2
[[rule]]
gather = "theme"
[[rule]]
balance = "a"
weight = nan
[[rule]]
avoid = "rain"
[[rule]]
spread = "x"
never_alone = "y"
[[rule]]
prefer = "not_paired_before"
weight = 1
[[rule]]
must = "same_a"
with = "b"
"""
    found = faults_of(text)
    expected = {
        "rules.kind_of_file": 1,
        "sets.rules.fewest_above_most": 4,
        "rules.unknown_key_near": 11,
        "sets.rules.hours": 6,
        "sets.rules.within": 6,
        "sets.rules.zone_needed": 6,
        "sets.rules.week": 6,
        "sets.rules.no_word": 7,
        "rules.weight_needed": 12,
        "rules.weight_not_number": 16,
        "sets.rules.avoid_what": 18,
        "sets.rules.one_word": 19,
    }
    assert {code: found.get(code) for code in expected} == expected
    only_pairs = text.split("[[rule]]")[0].replace('"pairs"', '"sets"').replace("fewest = 6\nsise = 3\n", "")
    only_pairs = "\n".join(line for line in only_pairs.splitlines() if "window" not in line)
    tables = text.split("[[rule]]")[-2:]
    assert {"sets.rules.use_avoid", "sets.rules.one_list"} <= set(
        faults_of(only_pairs + "".join(f"\n[[rule]]{table}" for table in tables))
    )


def test_a_file_without_sizes_is_told_how_to_give_them():
    assert faults_of('[[rule]]\nspread = "country"\n')["sets.rules.shape_needed"] is None
    assert "sets.rules.most_needed" in faults_of("[sets]\nfewest = 3\n")
    assert "rules.twice" in faults_of(
        '[sets]\nmost = 3\n[[rule]]\nspread = "a"\n[[rule]]\nspread = "a"\nat_most = 2\n'
    )


def test_every_rule_has_its_sentence_and_the_order_does_not_change_the_hash():
    people = {"a": {"country": "uk", "interests": frozenset("k")}, "b": {"theme": ["s"], "woman": "yes"}}
    problem = problem_of(people, RULES)
    said = [words(one.says.code, one.says.params) for one in ENGINE.rules(problem)]
    assert len(said) == len(RULES)
    assert said[0] == "no more than 2 with the same country in a set"
    assert said[2] == "nobody alone with woman “yes”: none in a set, or at least 2"
    assert sets_rules_hash(problem) == sets_rules_hash(problem_of(people, RULES[::-1]))


def test_every_fault_of_a_problem_at_once():
    people = {
        "a": {"country": "uk", "wishes": ["a", "zz"], "zone": "Mars"},
        "b": {"country": "ug", "zone": "Africa/Kampala"},
    }
    tables = [
        {"never_alone": "country", "value": "ke"},
        {"prefer": "wish", "weight": 1},
        {"balance": "job", "weight": 1},
    ]
    problem = problem_of(people, tables, locks=(("a", "q"),), forbids=(("b", "b"),))
    shape = dataclasses.replace(problem.shape, window=WINDOW)
    problem = dataclasses.replace(problem, people=(*problem.people, problem.people[1]), shape=shape)
    faults = check_problem(problem)
    assert {fault.code.removeprefix("matching.") for fault in faults} == {
        "problem.duplicate_id",
        "problem.unknown_wish",
        "problem.attribute_empty",
        "problem.lock_unknown",
        "sets.problem.oneself",
        "sets.problem.value_unknown",
        "sets.problem.zone",
    }
    assert all(sentences(faults))
    with pytest.raises(KithError):
        solve(problem, seed=1)


def test_locks_that_cannot_be_are_refused():
    people = {id_: {"employer": "x" if id_ == "d" else id_} for id_ in "abcd"}
    problem = problem_of(people, [], {"most": 2}, locks=(("a", "b"), ("b", "c")))
    assert [fault.code for fault in check_problem(problem)] == ["matching.sets.problem.lock_too_many"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_nobody_one_and_two(count):
    problem = problem_of({f"p{n}": {} for n in range(count)}, [], {"most": 3, "fewest": 2})
    result = solve(problem, seed=1)
    assert verify(problem, result) == ()
    assert [len(one.members) for one in result.sets] == [2] * (count == 2)
    assert [one.reasons[0].code for one in result.left_over] == ["matching.sets.left.too_few"] * (count == 1)


def test_everybody_kept_apart_is_left_over():
    ids = "abc"
    apart = tuple((a, b) for a in ids for b in ids if a < b)
    problem = problem_of({id_: {} for id_ in ids}, [], {"most": 3, "fewest": 2}, forbids=apart)
    result = solve(problem, seed=1)
    assert [one.id for one in result.left_over] == list(ids)
    assert {reason.code for one in result.left_over for reason in one.reasons} == {
        "matching.sets.left.no_set"
    }
    assert verify(problem, result) == ()


def test_counting_says_why_people_are_left_over():
    """By hand: two sets take two of a country each, so four of six; the seventh is alone with a value."""
    people = {f"p{n}": {"country": "uk", "woman": "no"} for n in range(6)} | {
        "p6": {"country": "ug", "woman": "yes"}
    }
    tables = [{"spread": "country", "at_most": 2}, {"never_alone": "woman", "value": "yes"}]
    problem = problem_of(people, tables, {"most": 4, "sets": 2})
    assert [(one.code.rsplit(".")[-1], dict(one.params)) for one in clashes(problem)] == [
        ("cap", {"rule": "spread:country", "value": "uk", "people": 6, "sets": 2, "limit": 2, "places": 4}),
        ("alone", {"rule": "never_alone:woman:yes", "value": "yes", "people": 1, "limit": 2}),
    ]
    result = solve(problem, seed=1)
    assert [len(one.members) for one in result.sets] == [2, 2]
    assert [one.reasons[0].code.rsplit(".")[-1] for one in result.left_over][:2] == ["cap", "cap"]
    assert verify(problem, result) == ()


def test_more_sets_are_made_where_a_rule_needs_them():
    people = {f"p{n:02}": {"country": "uk" if n < 5 else f"c{n}"} for n in range(20)}
    problem = problem_of(people, [{"spread": "country", "at_most": 1}], {"most": 5, "fewest": 4})
    assert room(problem).sets == 5
    assert room(problem_of(people, [], {"most": 5, "fewest": 4})).sets == 4


def test_a_shared_hour_over_time_zones_and_the_clock_of_the_week():
    """By hand: London works 9-17 UTC in January and 8-16 UTC in July; Kampala 6-14; Auckland ends at 4 UTC."""
    january, july = WINDOW, dataclasses.replace(WINDOW, week_of=date(2026, 7, 16))
    assert min(hours.starts(january, "Europe/London")) == 9 * 60
    assert min(hours.starts(july, "Europe/London")) == 8 * 60
    assert hours.monday(july) == date(2026, 7, 13)
    assert hours.local(january, "Asia/Kathmandu", 9 * 60) == "Mon 14:45"
    people = {
        "a": {"zone": "Europe/London"},
        "b": {"zone": "Africa/Kampala"},
        "c": {"zone": "Pacific/Auckland"},
        "d": {"zone": "Pacific/Auckland"},
        "e": {},
    }
    problem = problem_of(people, [], {"most": 2, "fewest": 2})
    problem = dataclasses.replace(problem, shape=dataclasses.replace(problem.shape, window=january))
    result = solve(problem, seed=1)
    assert [(one.members, one.starts) for one in result.sets] == [(("a", "b"), 540), (("c", "d"), -240)]
    assert [one.reasons[0].code for one in result.left_over] == ["matching.sets.left.value_missing"]
    assert verify(problem, result) == ()
    note = ENGINE.draft(problem, result).groups[0].notes[0]
    assert words(note.code, note.params) == (
        "All can meet Mon 09:00–10:30 UTC: Africa/Kampala Mon 12:00–13:30 · Europe/London Mon 09:00–10:30."
    )


def test_a_set_without_a_shared_hour_says_who_is_where():
    people = {"a": {"zone": "Europe/London"}, "b": {"zone": "Pacific/Auckland"}}
    problem = problem_of(people, [], {"most": 2})
    window = dataclasses.replace(WINDOW, points=100)
    problem = dataclasses.replace(problem, shape=dataclasses.replace(problem.shape, window=window))
    draft = ENGINE.draft(problem, solve(problem, seed=1))
    assert [words(one.code, one.params) for one in draft.groups[0].notes] == [
        "There is no hour in everybody's working day. They are in: Europe/London (1), Pacific/Auckland (1)."
    ]


def test_problems_and_results_come_back_from_json():
    values = {"country": "uk", "grade": "a", "profession": "nurse", "zone": "Europe/London", "woman": "yes"}
    people = {
        "a": values | {"theme": ["s", "t"], "employer": "x"},
        "b": values | {"interests": frozenset("k"), "employer": "y"},
    }
    problem = problem_of(people, RULES, met=(("a", "b"),), standing=(("set-1", ("a", "b")),), bonus=10)
    problem = dataclasses.replace(problem, shape=dataclasses.replace(problem.shape, window=WINDOW))
    again = ENGINE.problem_from_json(json.dumps(ENGINE.problem_to_json(problem)))
    assert ENGINE.problem_to_json(again) == ENGINE.problem_to_json(problem)
    result = ENGINE.solve(problem, seed=1)
    assert ENGINE.result_from_json(json.dumps(ENGINE.result_to_json(result))) == result
    with pytest.raises(KithError):
        ENGINE.problem_from_json('{"format": "kith.matching.sets.problem", "format_version": 1, "shape": 3}')


def test_a_changed_result_is_found_out():
    problem = problem_of({f"p{n}": {"theme": ["st"[n % 2]]} for n in range(4)}, [RULES[5]], {"most": 2})
    result = solve(problem, seed=1)
    assert verify(problem, result) == ()
    one, other = result.sets
    swapped = [(one.members[0], other.members[1]), (other.members[0], one.members[1])]
    changed = [
        dataclasses.replace(made, members=tuple(sorted(ids)))
        for made, ids in zip(result.sets, swapped, strict=True)
    ]
    assert verify(problem, dataclasses.replace(result, sets=tuple(changed)))
    worse = [dataclasses.replace(one, value=one.value + 1) for one in result.objectives]
    assert verify(problem, dataclasses.replace(result, objectives=tuple(worse)))
    assert verify(problem, dataclasses.replace(result, sets=result.sets[:1]))
    assert verify(dataclasses.replace(problem, met=(("p0", "p1"),)), result)


def test_who_can_hardly_meet_others_gets_smaller_sets_instead_of_none():
    zones = ["Europe/London"] * 7 + ["Pacific/Auckland"] * 5
    people = {f"p{n:02}": {"zone": zone} for n, zone in enumerate(zones)}
    problem = problem_of(people, [], {"most": 6})
    asked = dataclasses.replace(problem, shape=dataclasses.replace(problem.shape, window=WINDOW))
    assert (room(problem).sets, room(problem).fewest) == (2, 6)
    assert (room(asked).sets, room(asked).placed) == (3, 12)
    result = solve(asked, seed=1)
    assert verify(asked, result) == ()
    assert [one.value for one in result.objectives if one.key == "matched"] == [12]
