"""A definition that no code knows means what it says."""

import datetime as dt

import pytest

from kith.foundation.words import Text
from kith.matching.rulebook import BestFor, Verb
from kith.programmes import read_definition
from kith.programmes.capabilities import Clause, Requirement, StageKey, WaveRole
from kith.programmes.describe import describe
from kith.programmes.durations import Duration
from kith.programmes.types import Definition, Places
from kith.questionnaires.types import Instrument


@pytest.fixture(scope="module")
def definition(buddies: str, nights: dict[str, Instrument]) -> Definition:
    return read_definition(buddies, "night-shift-buddies.toml", nights)


def test_sides(definition: Definition) -> None:
    assert [(role.key, role.places) for role in definition.roles] == [
        ("newcomer", Places(2, 25)),
        ("old-hand", Places(2, 25)),
    ]
    assert definition.role("old-hand").requires == (Requirement.MANAGER_PERMISSION,)


def test_match(definition: Definition) -> None:
    match = definition.match
    assert match is not None
    assert match.sides == ("newcomer", "old-hand")
    assert match.rules.best_for is BestFor.MOST
    assert [(rule.verb, rule.on, rule.facing, rule.weight) for rule in match.rules.rules] == [
        (Verb.DIFFERENT, "ward", None, 0),
        (Verb.SHARE, "worries", "strengths", 5),
        (Verb.CLOSE, "nights_a_month", None, 2),
    ]


def test_attributes_say_where_they_come_from_and_whether_a_rule_reads_them(definition: Definition) -> None:
    assert [(a.key, a.asked_in, a.item, a.for_matching) for a in definition.attributes] == [
        ("ward", None, None, True),
        ("nights_a_month", None, None, True),
        ("years", None, None, False),
        ("worries", "nights", "worries", True),
        ("strengths", "nights", "strengths", True),
    ]


def test_dates(definition: Definition) -> None:
    first = dt.date(2027, 3, 1)
    assert definition.stage(StageKey.RUNNING).dates(first) == (first, dt.date(2027, 4, 26))
    assert definition.wave_dates(definition.wave("week-one"), first) == (first, dt.date(2027, 3, 8))
    assert definition.wave_dates(definition.wave("week-eight"), first) == (
        dt.date(2027, 4, 19),
        dt.date(2027, 5, 3),
    )


def test_a_variant_changes_only_what_it_says(definition: Definition) -> None:
    short = definition.for_variant("short")
    assert short.variant == "short"
    assert short.clauses == (Clause.IF_IT_IS_NOT_WORKING,)
    brew, _round = short.activities
    assert (brew.times, brew.each, brew.nudge_after) == (4, Duration(minutes=20), Duration(days=10))
    assert short.stage(StageKey.RUNNING).lasts == Duration(days=28)
    assert short.role("newcomer") == definition.role("newcomer")
    assert (short.sha256, short.text) == (definition.sha256, definition.text)
    assert short.variants == definition.variants
    assert definition.for_variant(None) is definition
    with pytest.raises(KeyError):
        definition.for_variant("long")


def test_a_wave_that_thinks_back_tells_people_to(buddies: str, nights: dict[str, Instrument]) -> None:
    thinking_back = """
[[wave]]
key = "thinking-back"
name = "Before, as you see it now"
measures = "then"
questionnaire = "nights"
intro = "Think back to your first week."
opens = { stage = "running", at = "end" }
closes = { stage = "report" }
"""
    wave = read_definition(buddies + thinking_back, "b.toml", nights).wave("thinking-back")
    assert wave.measures is WaveRole.THEN
    assert wave.intro == Text.of("Think back to your first week.")


def test_questionnaires_are_named_once_and_slots_are_not_among_them(definition: Definition) -> None:
    assert definition.questionnaires == ("nights-application", "nights")
    assert definition.wave("week-one").also == ("sleep",)


def test_it_is_described_in_its_own_words(definition: Definition) -> None:
    said = {paragraph.heading: paragraph.lines for paragraph in describe(definition)}
    assert said["How they are paired"] == (
        "Newcomers are paired with Old hands, one with one.",
        "As many pairs as can be made; then the best sum of all pairs.",
        "Partners must have a different “Ward”.",
        "Weight 5: “What worries you about nights” that meet “What you can help with” "
        "preferred (2 are enough).",
        "Weight 2: close “Nights a month” preferred.",
    )
    assert said["What they do"] == (
        "A brew at three in the morning: The partners meet and talk. "
        "Expected: 8 times, 20 minutes each. They are reminded after 10 days without one.",
        "A round together: One partner watches the other at work. Expected: 2 times, 3 hours each.",
    )
    assert said["When"][4] == "Nights: starts on the cohort's first day, lasts 8 weeks."


def test_description_in_another_language_takes_its_words_and_falls_back(definition: Definition) -> None:
    assert definition.name == Text.of("Night-shift buddies")
    spoken = describe(definition, "zh-hans", lambda sentence: f"~{sentence}")
    assert spoken[0].heading == "Night-shift buddies"
    assert spoken[1].heading == "~Who takes part"
