"""The draft of a questionnaire: what a lead does to it one step at a time, and what comes of it."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.faults import KithError
from kith.programmes import load_instrument
from kith.questionnaires.expressions import parse
from kith.questionnaires.logic import holds, steps
from kith.questionnaires.read import from_json
from kith.questionnaires.validate import check_all
from kith.questionnaires.write import to_json
from kith.service.surveys.domain.building import conditions, drafts, lines, point_sets, samples, translating
from kith.service.surveys.domain.building.changes import changes
from kith.service.surveys.domain.building.conditions import Asked, Comparison, Condition, Joined
from kith.service.surveys.domain.building.looking import Place, look, shown
from kith.service.surveys.domain.building.references import Kind, Reference, referring

SCALE = {"kind": "scale", "points": point_sets.points("agree_5", ["en"])}


def a_draft():
    """Three pages: met (yes or no), times (only if met), and a grid of two that are scored."""
    draft = drafts.empty("q", "Q", "en")
    draft["rights"] = {"owner": "Us", "licence": "Ours"}
    met = {"key": "met", "kind": "yes_no", "label": {"en": "Met?"}}
    times = {
        "key": "times",
        "kind": "number",
        "whole": True,
        "label": {"en": "How often, ${met|well}?"},
        "relevant": "met == true",
    }
    drafts.add_item(draft, met, None)
    drafts.add_item(draft, times, None)
    grid = [{"key": key, "label": {"en": key}, **deepcopy(SCALE)} for key in ("heard", "alone")]
    drafts.add_page(draft, {"key": "grid", "item": grid})
    drafts.add_scale(
        draft,
        {"key": "belonging", "name": {"en": "Belonging"}, "items": ["heard", "alone"], "reversed": ["alone"]},
    )
    return draft


def built(draft, words_are="own"):
    return SimpleNamespace(draft=draft, words_are=words_are)


def order(draft):
    return [[item["key"] for item in page["item"]] for page in drafts.pages(draft)]


def test_questions_and_pages_move_and_a_page_without_questions_goes():
    draft = a_draft()
    drafts.move_page(draft, "grid", -1)
    assert order(draft) == [["met"], ["heard", "alone"], ["times"]]
    drafts.move_item(draft, "alone", 1)  # beyond the end of its page, on to the next
    assert order(draft) == [["met"], ["heard"], ["alone", "times"]]
    drafts.move_item(draft, "heard", -1)
    assert order(draft) == [["met", "heard"], ["alone", "times"]]
    drafts.move_item(draft, "met", -1)  # nothing is before it
    drafts.move_item_to(draft, "times", page=drafts.page_with(draft, "met")["key"], after="met")
    assert order(draft) == [["met", "times", "heard"], ["alone"]]
    drafts.move_item_to(draft, "times", page=None, after=None)
    assert order(draft) == [["met", "heard"], ["times"], ["alone"]]
    drafts.move_page_to(draft, drafts.page_with(draft, "alone")["key"], after=None)
    assert order(draft) == [["alone"], ["met", "heard"], ["times"]]
    drafts.remove_item(draft, "alone")
    assert order(draft) == [["met", "heard"], ["times"]]


def test_what_speaks_of_a_question_is_named_and_its_name_stays():
    draft = a_draft()
    assert referring(draft, "met") == [Reference(Kind.CONDITION, "times"), Reference(Kind.WORDS, "times")]
    assert referring(draft, "alone") == [Reference(Kind.SCALE, "belonging")]
    with pytest.raises(KithError) as refused:
        drafts.rename_item(draft, "met", "has_met")
    assert [fault.code for fault in refused.value.faults] == ["surveys.building.key_used"]
    drafts.rename_item(draft, "times", "how_often")
    assert "how_often" in drafts.item_keys(draft)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("How often do you meet?", "how_often_do_you_meet"),
        ("您好吗？", "question_1"),
        ("2 cups", "cups"),
        ("Not", "question_1"),
        ("Met?", "met_2"),
    ],
)
def test_a_question_gets_a_name_from_its_words(words, key):
    assert drafts.new_key(words, {"met"}, "question_1") == key


def test_answers_keep_their_keys_when_they_are_reworded_or_moved():
    before = lines.options_from("Ward\nClinic\nHome", [], "en")
    before[1]["label"]["zh-hans"] = "诊所"
    assert [one["key"] for one in before] == ["ward", "clinic", "home"]
    moved = lines.options_from("Home\nWard\nClinic", before, "en")
    assert [one["key"] for one in moved] == ["home", "ward", "clinic"]
    reworded = lines.options_from("Ward\nOutpatient clinic\nHome", before, "en")
    assert reworded[1] == {"key": "clinic", "label": {"en": "Outpatient clinic", "zh-hans": "诊所"}}
    # One went and one came: nobody can say that the new one is the old one reworded
    other = lines.options_from("Ward\nSchool", before, "en")
    assert [one["key"] for one in other] == ["ward", "school"]


def test_points_count_up_unless_they_say_otherwise():
    points = lines.points_from("No\nSome\n5 = A lot", [], "en")
    assert [point["value"] for point in points] == [1, 2, 5]
    assert lines.points_as_lines(points, "en") == "1 = No\n2 = Some\n5 = A lot"
    assert lines.points_from(lines.points_as_lines(points, "en"), points, "en") == points


def test_everything_wrong_is_said_at_once_beside_what_it_is_about():
    draft = a_draft()
    drafts.item_of(draft, "times")["relevant"] = "mett == true"
    drafts.item_of(draft, "heard")["points"] = []
    draft["instrument"]["languages"] = ["en", "cy"]
    looked = look(built(draft, ""))
    found = {
        place: {fault.code.removeprefix("surveys.building.") for fault in faults}
        for place, faults in looked.faults.items()
    }
    assert found[Place("item", "times")] == {"wrong.no_such_earlier_item", "wrong.translation_missing"}
    assert "wrong.too_few_points" in found[Place("item", "heard")]
    assert found[Place("scale", "belonging")] >= {"wrong.translation_missing"}
    assert found[Place("rights")] == {"whose_words"}
    assert look(built(a_draft())).is_sound


def test_words_of_others_need_their_permission():
    codes = [fault.code for fault in look(built(a_draft(), "licensed")).all]
    assert codes == ["surveys.building.no_permission"]
    draft = a_draft()
    draft["rights"]["permission"] = "By letter of the owner, 3 May 2026, for this programme."
    assert look(built(draft, "licensed")).is_sound


lines_of_conditions = st.builds(
    Asked,
    key=st.just("met"),
    test=st.sampled_from([Comparison.IS, Comparison.ANSWERED, Comparison.NOT_ANSWERED, Comparison.DECLINED]),
    value=st.sampled_from(["true", "false"]),
) | st.builds(
    Asked,
    key=st.just("times"),
    test=st.sampled_from([Comparison.IS, Comparison.IS_NOT, Comparison.AT_LEAST, Comparison.AT_MOST]),
    value=st.integers(-5, 500).map(str),
)


@given(
    st.sampled_from(list(Joined)),
    st.lists(lines_of_conditions, min_size=1, max_size=5),
    st.integers(-5, 500),
    st.booleans(),
)
def test_a_condition_comes_back_from_the_expression_it_was_written_as(joined, parts, times, met):
    condition = Condition(
        joined,
        tuple(
            Asked(one.key, one.test, "" if one.test in conditions.WITHOUT_VALUE else one.value)
            for one in parts
        ),
    )
    written = conditions.write(condition, {"met": "yes_no", "times": "number"})
    read = conditions.read(written)
    assert read is not None
    assert read.lines == condition.lines
    assert len(parts) == 1 or read.joined is joined
    answers = {"met": met, "times": times}
    each = [
        holds(
            parse(conditions.write(Condition(joined, (one,)), {"met": "yes_no", "times": "number"})), answers
        )
        for one in condition.lines
    ]
    assert holds(parse(written), answers) is (all(each) if joined is Joined.ALL else any(each))


def test_what_a_list_cannot_say_is_left_to_the_expression():
    assert conditions.read("a == 1 and (b == 2 or c == 3)") is None
    assert conditions.read("count(a) >= 2") is None
    assert conditions.read("a ==") is None


def test_sample_answers_are_valid_and_go_the_same_way_with_the_same_seed():
    instrument = shown(a_draft())
    seen = set()
    for seed in range(25):
        walk = samples.walk(instrument, seed=seed, today=dt.date(2026, 5, 1))
        again = samples.walk(instrument, seed=seed, today=dt.date(2026, 5, 1))
        assert (walk.answers, walk.stuck) == (again.answers, ())
        assert [step.key for step in walk.screens] == [step.key for step in steps(instrument, walk.answers)]
        skipped = [item.key for item in walk.skipped(instrument)]
        assert skipped == ([] if walk.answers.get("met") is True else ["times"])
        seen.add(bool(skipped))
    assert seen == {True, False}


@pytest.mark.parametrize("key", ["preparedness", "experience", "equality", "clinician-application"])
def test_sample_answers_fill_whatever_ships(key):
    instrument = load_instrument(key)
    for seed in range(3):
        walk = samples.walk(instrument, seed=seed, today=dt.date(2026, 5, 1))
        assert walk.stuck == ()
        raw = {name: _typed(value) for name, value in walk.answers.to_json().items()}
        assert check_all(instrument, raw).is_valid


def _typed(value):
    if isinstance(value, dict):
        return "prefer_not_to_say"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, list) else str(value)


def test_what_changed_is_named_above_all_what_cannot_be_compared():
    old = from_json(a_draft())
    draft = a_draft()
    drafts.remove_item(draft, "times")
    drafts.item_of(draft, "heard")["label"]["en"] = "I am heard"
    drafts.item_of(draft, "alone")["points"] = point_sets.points("agree_7", ["en"])
    drafts.item_of(draft, "heard")["points"] = point_sets.points("agree_7", ["en"])
    drafts.add_item(draft, {"key": "more", "kind": "long_text", "label": {"en": "More?"}}, None)
    found = [(one.code.rpartition(".")[2], *one.params.values()) for one in changes(old, from_json(draft))]
    assert found == [
        ("reworded", "I am heard"),
        ("answers", "I am heard"),
        ("answers", "alone"),
        ("added", "More?"),
        ("removed", "How often, ${met|well}?"),
        ("scale_scored", "Belonging"),
    ]
    assert changes(old, from_json(a_draft())) == ()


def test_translations_stand_beside_their_originals_and_what_is_missing_is_known():
    draft = a_draft()
    translating.set_languages(draft, ["en", "zh-Hans"])
    lacking = translating.missing(draft, "zh-hans")
    assert "points" not in {said.what for said in lacking}  # ready-made points come with their words
    translating.translate(draft, "zh-hans", {said.name: f"译 {said.name}" for said in lacking})
    assert translating.missing(draft, "zh-hans") == []
    assert drafts.item_of(draft, "met")["label"] == {"en": "Met?", "zh-hans": "译 page-0-item-0-label"}
    translating.set_languages(draft, ["en"])
    kept = translating.only_its_languages(deepcopy(draft))
    assert "zh-hans" not in str(kept)
    assert "zh-hans" in str(draft)


def test_what_ships_can_be_the_beginning_and_comes_back_the_same():
    for key in ("preparedness", "experience", "equality"):
        instrument = load_instrument(key)
        assert from_json(to_json(instrument)) == instrument
        assert look(built(dict(to_json(instrument)))).is_sound
