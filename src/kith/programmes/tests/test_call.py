"""How people get in: what a file may say, and what it is held to."""

# ruff: noqa: E501  (one case a line reads better than five)

from pathlib import Path

import pytest

from kith.foundation.messages import sentence
from kith.foundation.words import Text
from kith.programmes import check, read_definition
from kith.programmes.capabilities import Check, Judged, StageKey
from kith.programmes.describe import describe
from kith.programmes.types import Anchor, CallWords, Definition
from kith.programmes.write import to_json
from kith.questionnaires.logic import holds
from kith.questionnaires.types import Instrument

CALL = """[call]
who = "For those who know nights."
commitment = "A brew a week for eight weeks."
managers = "Nothing: it happens on shift."
"""
CALL_STAGE = '[[stage]]\nkey = "call"\nname = "Who comes?"\nstarts = "-P8W"\nlasts = "P2W"\n'
APPLICATION = 'application = "nights-application"\n'
CASES = [
    ("nights_a_month >= 4", "nights >= 4", "declared.no_such_item", "nights >= 4"),
    ("nights_a_month >= 4", "nights_a_month >= ", "questionnaires.expression", 'holds = "nights_a_month >= "'),
    ("answered(foods)", "selected(foods, 'cake')", "declared.no_such_option", "cake"),
    ("answered(foods)", "foods == 'soup'", "questionnaires.use_selected", "foods == "),
    ('key = "something-to-share"', 'key = "enough-nights"', "declared.twice", None),
    ('holds = "nights_a_month >= 4"\n', "", "declared.missing", None),
    ('checks = ["occupational_health"]', 'checks = ["ocupational_health"]', "declared.unknown_value_nearest", "ocupational"),
    ('application = "nights-application"', 'application = "nights-aplication"', "declared.no_such_questionnaire_nearest", "aplication"),
    (APPLICATION, "", "programmes.role_does_not_apply", "checks = "),
    (APPLICATION, "", "programmes.call_needs_application", 'key = "call"'),
    (CALL, "", "programmes.call_needs_words", 'key = "call"'),
    (CALL_STAGE, "", "programmes.section_needs_stage", "[call]"),
    (CALL_STAGE, "", "programmes.selection_needs_call", 'key = "selection"'),
    ('key = "selection"\n', 'key = "preferences"\n', "programmes.section_needs_stage", "[selection]"),
    (CALL_STAGE, "", "programmes.section_needs_stage", "[[role.eligible]]"),
    ('key = "call"', 'key = "matching"', "programmes.stages_out_of_order", None),
    ('commitment = "A brew a week for eight weeks."\n', "", "declared.missing", "[call]"),
    ("reviewers = 3", "reviewers = 0", "declared.too_small", "reviewers = 0"),
    ("offer_days = 5", "offer_day = 5", "declared.unknown_key_nearest", "offer_day ="),
    ('hidden = ["health"]', 'hidden = ["healt"]', "declared.no_such_item_nearest", "hidden"),
    ('hidden = ["health"]', 'hidden = ["calm_story"]', "programmes.criterion_on_hidden", 'items = ["calm_story"]'),
    ('items = ["calm_story"]', 'items = ["calm_storey"]', "declared.no_such_item_nearest", "calm_storey"),
    ('items = ["calm_story"]\n', "", "programmes.criterion_without_items", None),
    ("weight = 3", "weight = 0", "declared.too_small", "weight = 0"),
    ("weight = 3", "weight = 1.5", "declared.not_whole", "weight = 1.5"),
    ("weight = 3", 'at = ["interview"]', "programmes.role_without_criterion", "[selection]"),
    ('key = "voice"', 'key = "calm"', "declared.twice", None),
    ('    { points = 1, words = "Loud." },\n', "", "programmes.too_few_anchors", None),
    ("{ points = 2, words = \"Somebody", "{ points = 7, words = \"Somebody", "programmes.anchors_out_of_order", None),
    ("{ points = 2, words = \"Somebody", "{ points = 0, words = \"Somebody", "programmes.anchors_out_of_order", None),
    ('{ points = 0, words = "Nobody was calmer." }', "{ points = 0 }", "declared.missing", "{ points = 0 }"),
    ("{ points = 0, words", "{ points = -1, words", "declared.too_small", "points = -1"),
    ("interview = true", "interview = false", "programmes.criterion_without_interview", 'at = ["interview"]'),
    ('at = ["interview"]', 'at = ["interviews"]', "declared.unknown_value_nearest", "interviews"),
    ('at = ["interview"]', 'items = ["foods"]', "programmes.interview_without_criterion", "interview = true"),
    ('at = ["interview"]\nroles = ["old-hand"]', 'at = ["interview"]\nroles = ["newcomer"]', "programmes.role_does_not_apply", 'roles = ["newcomer"]\nanchors'),
    ('role = "old-hand"\ntitle', 'role = "hand"\ntitle', "declared.no_such_role", 'role = "hand"'),
    ("nights_a_month = 9", "nights_a_month = 90", "questionnaires.too_large", "nights_a_month = 90"),
    ("nights_a_month = 9", "nights_a_month = 9.5", "programmes.not_an_answer", "9.5"),
    ("nights_a_month = 9\n", "", "programmes.example_leaves_out", None),
    ('foods = ["soup", "fruit"]', 'foods = ["soup", "cake"]', "questionnaires.not_an_option", "cake"),
    ('foods = ["soup", "fruit"]', 'foods = ["fruit"]', "programmes.example_not_asked", "nuts = false"),
    ("nuts = false", "nutz = false", "declared.no_such_item_nearest", "nutz"),
    ('"selection.criterion.voice"]', '"selection.criterion.voise"]', "declared.no_such_entry_nearest", "voise"),
]  # fmt: skip


@pytest.fixture(scope="module")
def definition(buddies: str, nights: dict[str, Instrument]) -> Definition:
    return read_definition(buddies, "buddies.toml", nights)


def test_the_call_and_who_may_apply(definition: Definition) -> None:
    assert definition.call == CallWords(
        Text.of("For those who know nights."),
        Text.of("A brew a week for eight weeks."),
        Text.of("Nothing: it happens on shift."),
    )
    role = definition.role("old-hand")
    assert (role.application, role.checks) == ("nights-application", (Check.OCCUPATIONAL_HEALTH,))
    assert [(rule.key, rule.holds.source) for rule in role.eligible] == [
        ("enough-nights", "nights_a_month >= 4"),
        ("something-to-share", "answered(foods)"),
    ]
    assert [holds(role.eligible[0].holds, {"nights_a_month": nights}) for nights in (3, 4)] == [False, True]
    assert not holds(role.eligible[0].holds, {})
    assert definition.role("newcomer").eligible == ()


def test_the_selection(definition: Definition) -> None:
    selection = definition.selection
    assert selection is not None
    assert (selection.reviewers, selection.interview, selection.offer_days) == (3, True, 5)
    assert selection.hidden == ("health",)
    calm = selection.criterion("calm")
    assert (calm.weight, calm.items, calm.roles, calm.least, calm.most) == (
        3,
        ("calm_story",),
        ("old-hand",),
        0,
        5,
    )
    assert calm.anchor(2) == Anchor(2, Text.of("Somebody was calmer."))
    assert calm.anchor(1) is None
    assert [one.key for one in selection.criteria_for("old-hand", Judged.INTERVIEW)] == ["voice"]
    assert selection.criteria_for("newcomer", Judged.APPLICATION) == ()
    (example,) = selection.examples_for("old-hand")
    assert dict(example.answers) == {
        "nights_a_month": 9,
        "calm_story": "There was shouting, and then there was tea.",
        "foods": ("soup", "fruit"),
        "nuts": False,
    }


def test_a_variant_changes_and_leaves_out_what_lies_deep(definition: Definition) -> None:
    short = definition.for_variant("short")
    assert short.call is not None
    assert short.selection is not None
    assert str(short.call.commitment) == "A brew a week for four weeks."
    assert short.call.who == Text.of("For those who know nights.")
    assert [rule.key for rule in short.role("old-hand").eligible] == ["enough-nights"]
    assert [one.key for one in short.selection.criteria] == ["calm"]
    assert (short.selection.interview, short.selection.offer_days, short.selection.reviewers) == (False, 3, 3)


@pytest.mark.parametrize(("old", "new", "code", "at"), CASES)
def test_a_fault_has_its_line(
    buddies: str, nights: dict[str, Instrument], old: str, new: str, code: str, at: str | None
) -> None:
    assert old in buddies
    changed = buddies.replace(old, new, 1)
    faults = check(changed, "buddies.toml", nights)
    found = [fault for fault in faults if fault.code.startswith(code)]
    assert found, [sentence(fault) for fault in faults]
    if at is not None:
        assert changed[: changed.index(at)].count("\n") + 1 in {fault.where.line for fault in found}
    for fault in faults:
        assert sentence(fault).startswith("buddies.toml")


def test_a_file_without_a_call_is_as_sound_as_before(nights: dict[str, Instrument]) -> None:
    """``application`` was a key before there were calls: a file that has it still reads."""
    text = Path(__file__).with_name("format-0.toml").read_text()
    text = text.replace('key = "one"', 'key = "one"\napplication = "nights-application"', 1)
    definition = read_definition(text, "old.toml", nights)
    assert definition.roles[0].application == "nights-application"
    assert (definition.call, definition.selection) == (None, None)
    assert not definition.has_stage(StageKey.CALL)


def test_it_is_told_in_words(definition: Definition) -> None:
    said = {paragraph.heading: paragraph.lines for paragraph in describe(definition)}
    assert said["Who can apply"][3:] == (
        "Old hands apply with the questionnaire “nights-application”.",
        "Old hand: You work at least four nights a month.",
        "Old hand: You can bring something to share.",
        "Old hand, seen before the start: Occupational health says that the person is fit for it.",
    )
    assert said["How people are chosen"] == (
        "3 reviewers score each application.",
        "Before that, each of them scores an invented example.",
        "Reviewers never see the answers to: health.",
        "Calm, 0 to 5 points, weight 3: A story in which somebody was calmer at the end. "
        "Scored by reviewers who read the application.",
        "Voice, 1 to 3 points, weight 1: A voice one would like to hear at three in the morning. "
        "Scored by the panel at the interview.",
        "People on the shortlist are interviewed.",
        "An offer stands for 5 days.",
    )


def test_it_is_written_as_plain_values(definition: Definition) -> None:
    data = to_json(definition)
    assert isinstance(data, dict)
    assert isinstance(data["roles"], list)
    role = data["roles"][1]
    assert isinstance(role, dict)
    assert role["eligible"] == [
        {
            "key": "enough-nights",
            "holds": "nights_a_month >= 4",
            "says": {"en": "You work at least four nights a month."},
        },
        {
            "key": "something-to-share",
            "holds": "answered(foods)",
            "says": {"en": "You can bring something to share."},
        },
    ]
