"""One change to a sound file, one fault, at its line."""

# ruff: noqa: E501  (one case a line reads better than five)

import pytest

from kith.foundation.messages import sentence
from kith.programmes import check, read_definition
from kith.questionnaires.types import Instrument

WAVE_ONE = '[[wave]]\nkey = "week-one"'
CASES = [
    ('key = "night-shift-buddies"', 'key = "Night shift"', "declared.not_a_key", 'key = "Night'),
    ('kind = "number"', 'kind = "nummer"', "declared.unknown_value_nearest", '"nummer"'),
    ('weight = 2', 'wieght = 2', "matching.rules.", "wieght"),
    ('weight = 2', 'weight = -2', "matching.rules.weight_range", "weight = -2"),
    ('must = "different_ward"', 'must = "diferent_ward"', "matching.rules.unknown_word", "diferent"),
    ('must = "different_ward"', 'must = "different_wrad"', "declared.no_such_attribute_nearest", "different_wrad"),
    ('best_for = "most"', 'best_for = "best"', "matching.rules.unknown_choice", "best_for"),
    ('with = "strengths"', 'with = "worries"', "programmes.attribute_of_other_side", 'prefer = "share"'),
    ('sides = ["newcomer", "old-hand"]', 'sides = ["newcomer", "oldhand"]', "declared.no_such_role_nearest", "sides = ["),
    ('sides = ["newcomer", "old-hand"]', 'sides = ["newcomer"]', "programmes.pair_has_two_sides", "sides = ["),
    ('best_for = "most"', "wishes = 50", "programmes.too_many_wishes", "wishes"),
    ('places = { min = 2, max = 25 }\n\n[[role]]', 'places = { min = 26, max = 25 }\n\n[[role]]', "declared.limits_crossed", "26"),
    ('places = { min = 2, max = 25 }\n\n[[role]]', 'places = { min = 0, max = 25 }\n\n[[role]]', "declared.too_small", "min = 0"),
    ('requires = ["manager_permission"]', 'requires = ["permission"]', "declared.unknown_value_nearest", "requires"),
    ('requires = ["manager_permission"]', 'preferences = "nihgts"', "declared.no_such_questionnaire_nearest", "nihgts"),
    ('key = "old-hand"', 'key = "newcomer"', "declared.twice", None),
    ('scale = ["under a year", "one to five years", "over five years"]\n', "", "programmes.grade_needs_scale", None),
    ('kind = "grade"', 'kind = "category"', "programmes.scale_without_grade", "scale = ["),
    ('roles = ["old-hand"]\npurpose = "So that the', 'roles = ["oldies"]\npurpose = "So that the', "declared.no_such_role", "oldies"),
    ('asked_in = "nights"\nroles = ["newcomer"]', 'asked_in = "days"\nroles = ["newcomer"]', "declared.no_such_questionnaire", '"days"'),
    ('asked_in = "nights"\nroles = ["newcomer"]', 'asked_in = "nights"\nitem = "fears"\nroles = ["newcomer"]', "declared.no_such_item", "fears"),
    ('asked_in = "nights"\nroles = ["newcomer"]', 'asked_in = "nights"\nitem = "alone"\nroles = ["newcomer"]', "programmes.answer_of_other_kind", None),
    ('asked_in = "nights"\nroles = ["newcomer"]', 'item = "worries"\nroles = ["newcomer"]', "programmes.item_without_questionnaire", 'item = "worries"'),
    ('asked_in = "nights"\nroles = ["newcomer"]', 'asked_in = "nights"\nrequired = true\nroles = ["newcomer"]', "programmes.answer_cannot_be_required", None),
    ('kind = "category"', 'kind = "text"', "programmes.text_cannot_match", "different_ward"),
    ('clauses = ["frequency", "if', 'clauses = ["frequently", "if', "declared.unknown_value_nearest", "frequently"),
    ('kind = "conversation"', 'kind = "chat"', "declared.unknown_value", "chat"),
    ('each = "PT20M"', 'each = "20 minutes"', "programmes.not_a_duration", "20 minutes"),
    ('nudge_after = "P10D"', 'nudge_after = "-P10D"', "programmes.negative_duration", "-P10D"),
    ('nudge_after = "P10D"', 'nudge = "P10D"', "declared.unknown_key_nearest", 'nudge = "P10D"'),
    ('times = 8,', 'times = "8",', "declared.not_whole", "times"),
    ('key = "people"', 'key = "report"', "programmes.stages_out_of_order", None),
    ('starts = "-P1W"', 'starts = "-P4W"', "programmes.stage_starts_early", "-P4W"),
    ('lasts = "P8W"', 'lasts = "PT1H"', "programmes.stage_lasts_nothing", "PT1H"),
    ('key = "running"\nname', 'key = "preferences"\nname', "programmes.no_running_stage", None),
    ('questionnaire = "nights"\nalso', 'questionnaire = "night"\nalso', "declared.no_such_questionnaire_nearest", '"night"'),
    ('also = ["sleep"]', 'also = ["sleeep"]', "declared.no_such_slot_nearest", "sleeep"),
    ('also = ["sleep"]', 'roles = ["newcomer"]', "programmes.one_side_not_asked", 'roles = ["newcomer"]\nopens'),
    ('opens = { stage = "running" }', 'opens = { stage = "measuring" }', "declared.no_such_stage", "measuring"),
    ('opens = { stage = "running" }', 'opens = { stage = "runing" }', "declared.unknown_value_nearest", "runing"),
    ('opens = { stage = "running" }', 'opens = { stage = "report" }', "programmes.wave_closes_early", "closes"),
    ('reminders = ["P3D"]', 'reminders = ["P7D"]', "programmes.reminder_after_close", "reminders"),
    ('kind = "colleague"', 'kind = "colleage"', "declared.unknown_value_nearest", "colleage"),
    ('min = 2\nmax = 4', 'min = 5\nmax = 4', "declared.limits_crossed", "min = 5"),
    ('min = 2\nmax = 4', 'min = 2\nmax = 11', "programmes.too_many_raters", "max = 11"),
    ('min = 2\nmax = 4', 'min = 2', "declared.missing", None),
    ('roles = ["newcomer"]\nquestionnaire = "nights"', 'roles = ["newbie"]\nquestionnaire = "nights"', "declared.no_such_role", "newbie"),
    ('roles = ["newcomer"]\nquestionnaire = "nights"', 'questionnaire = "nigths"', "declared.no_such_questionnaire_nearest", "nigths"),
    ('[[wave.raters.kind]]\nkind', '[[wave.raters.kind]]\nkind = "colleague"\nmax = 1\n\n[[wave.raters.kind]]\nkind', "programmes.rater_kind_twice", None),
    ('measures = "before"', 'measures = "then"', "programmes.then_needs_intro", 'measures = "then"'),
    ('measures = "before"', 'measures = "once"', "programmes.change_needs_two_waves", "sections"),
    ('"limits"]', '"limitations"]', "declared.unknown_value_nearest", "limitations"),
    ('"limits"]', '"limits", "flow"]', "declared.listed_twice", "sections"),
    ('key = "sleep"\n', 'key = "nights"\n', "programmes.slot_is_shipped", 'key = "nights"\nname = "A sleep'),
    ('variants = ["short"]', 'variants = ["shorter"]', "declared.no_such_variant_nearest", "shorter"),
    ('drop = [', 'drop = ["activity.tea", ', "declared.no_such_entry", "activity.tea"),
    ('expected = { times = 4 }', "expected = { times = 0 }", "declared.too_small", "times = 0"),
    ('format_version = 1', "format_version = 9", "declared.format_version", "format_version"),
    ('[report]', "[reports]", "declared.unknown_key_nearest", "[reports]"),
    ('summary = "Somebody', 'sumary = "Somebody', "declared.missing", None),
]  # fmt: skip


def test_the_file_is_sound(buddies: str, nights: dict[str, Instrument]) -> None:
    assert check(buddies, "buddies.toml", nights) == ()


@pytest.mark.parametrize(("old", "new", "code", "at"), CASES)
def test_a_fault_has_its_line(
    buddies: str, nights: dict[str, Instrument], old: str, new: str, code: str, at: str | None
) -> None:
    assert old in buddies
    changed = buddies.replace(old, new, 1)
    faults = check(changed, "buddies.toml", nights)
    matching = [fault for fault in faults if fault.code.startswith(code)]
    assert matching, [sentence(fault) for fault in faults]
    if at is not None:
        line = changed[: changed.index(at)].count("\n") + 1
        assert line in {fault.where.line for fault in matching}
    for fault in faults:
        assert sentence(fault).startswith("buddies.toml")
        assert "{" not in sentence(fault).replace("{ times", "").replace("{ en", "")


def test_every_fault_is_told_at_once_in_the_order_of_the_lines(
    buddies: str, nights: dict[str, Instrument]
) -> None:
    changed = (
        buddies.replace('kind = "grade"', 'kind = "grad"')
        .replace('lasts = "P8W"', 'lasts = "8 weeks"')
        .replace('"limits"]', '"limits", "magic"]')
    )
    faults = check(changed, "buddies.toml", nights)
    assert [fault.code for fault in faults] == [
        "declared.unknown_value_nearest",
        "programmes.not_a_duration",
        "declared.unknown_value",
    ]
    lines = [fault.where.line for fault in faults]
    assert lines == sorted(lines)  # type: ignore[type-var]


def test_a_variants_own_fault_says_that_it_is_the_variants(
    buddies: str, nights: dict[str, Instrument]
) -> None:
    changed = buddies.replace('starts = "P5W"', 'starts = "-P5W"')
    (fault,) = check(changed, "buddies.toml", nights)
    assert fault.code == "programmes.stage_starts_early"
    assert fault.where.key == "variant[0].stage[1].starts [short]"
    assert fault.where.line == changed[: changed.index("-P5W")].count("\n") + 1


@pytest.mark.parametrize(
    "text",
    ["", "format_version = 1", "[programme]\nkey = 3", "role = 3\nformat_version = 1", "variant = [1]\nformat_version = 1", "\x00", "= 1"],
)  # fmt: skip
def test_a_file_that_is_no_definition_is_refused_in_words(text: str, nights: dict[str, Instrument]) -> None:
    faults = check(text, "x.toml", nights)
    assert faults
    for fault in faults:
        assert sentence(fault)


def test_bytes_are_read_as_text(buddies: str, nights: dict[str, Instrument]) -> None:
    assert read_definition(buddies.encode(), "b.toml", nights) == read_definition(buddies, "b.toml", nights)
    assert [fault.code for fault in check(b"\xff\xfe", "x.toml", nights)] == ["tables.toml_not_utf8"]
