"""From the questionnaire's answers to the long table, and the questionnaire as a file that others carry."""

import pytest

from kith.foundation.faults import KithError, Where
from kith.questionnaires.exchange import Format, read_form, write_form
from kith.questionnaires.exchange.responses import Response, read_responses, write_responses
from kith.questionnaires.logic import steps
from kith.questionnaires.responses import Answers
from kith.workforce.functions.answers import Told, questionnaire, questionnaire_file, table_from, write_long
from kith.workforce.functions.names import NAMES
from kith.workforce.functions.occupations import OCCUPATIONS
from kith.workforce.functions.reading import read_functions

NURSE = {
    "about": "self", "occupation": "2221", "tier": "health", "sector": "government", "employer": "North clinic",
    "full_time": 80, "functions": ("prevention", "promotion"), "share_prevention": 30, "least_prevention": 20,
    "most_prevention": 50, "role_prevention": "deliver", "share_promotion": 10, "role_promotion": "lead",
}  # fmt: skip
TEAM = {
    "about": "team", "team_name": "Inspectors", "team_size": 12, "occupation": "3257", "tier": "core",
    "full_time": 100, "functions": ("protection",), "share_protection": 60, "role_protection": "deliver",
}  # fmt: skip
NOBODY = {
    "about": "self",
    "occupation": "2261",
    "tier": "health",
    "full_time": 100,
    "functions": ("none_of_these",),
}


def told(*answers):
    return [Told(f"R{n}", Answers(each), Where(row=n + 1)) for n, each in enumerate(answers, 1)]


def test_the_questionnaire_names_the_functions_and_occupations_of_the_wing_in_both_languages():
    asked = questionnaire()
    assert [option.key for option in asked.item("functions").options][:-1] == list(NAMES)
    assert [option.key for option in asked.item("occupation").options][:-1] == list(OCCUPATIONS)
    for option in asked.item("functions").options[:-1]:
        assert (str(option.label), option.label.in_language("zh-hans")) == NAMES[option.key]
    assert asked.languages == ("en", "zh-hans")


def test_only_ticked_functions_are_asked_about():
    asked = questionnaire()
    first = [step.key for step in steps(asked, {})]
    assert first == ["whom", "work", "place", "functions"]
    assert [step.key for step in steps(asked, NURSE)][4:] == ["prevention", "promotion"]


@pytest.mark.parametrize("way", [Format.XLSFORM, Format.FHIR, Format.KITH])
def test_an_organisation_can_carry_it(way):
    carried = write_form(questionnaire(), way)
    ending = {Format.XLSFORM: "xlsx", Format.FHIR: "json", Format.KITH: "toml"}[way]
    back = read_form(carried.value, f"functions.{ending}").value
    assert [item.key for item in back.items] == [item.key for item in questionnaire().items]
    assert read_form(questionnaire_file(), "mine.toml").value == questionnaire()


def test_a_tidy_export_becomes_the_long_table_and_is_read_back_the_same(tmp_path):
    exported = [Response(f"R{n}", Answers(each)) for n, each in enumerate((NURSE, TEAM, NOBODY), 1)]
    content = write_responses(questionnaire(), exported, "csv")
    back = read_responses(questionnaire(), content, "wave.csv")
    made = table_from([Told(each.person, each.answers, Where()) for each in back], "wave.csv", {})
    assert made.without_part == 1
    first, second, third = made.table.rows
    assert (first.function, first.share.low, first.share.mode, first.share.high) == (
        "prevention",
        0.2,
        0.3,
        0.5,
    )
    assert (first.staff.headcount, first.staff.working_time, first.staff.group) == (1, 0.8, None)
    assert (second.share.low, second.share.high, second.role.value) == (0.1, 0.1, "lead")
    assert (third.staff.headcount, third.staff.group, third.staff.tier.value) == (12, "Inspectors", "core")
    path = tmp_path / "long.csv"
    path.write_bytes(write_long(made.table, "csv"))
    assert read_functions(path).rows == made.table.rows


def test_every_fault_of_responses_at_once():
    bad = [
        {**NURSE, "share_promotion": 80},
        {key: value for key, value in NURSE.items() if key != "share_promotion"},
        {key: value for key, value in TEAM.items() if key != "team_size"},
        {**NURSE, "occupation": "other"},
        {**NURSE, "occupation": "other", "occupation_code": "2223"},
    ]
    with pytest.raises(KithError) as refused:
        table_from([*told(*bad), Told(None, Answers(NURSE), Where(row=9)), *told(NURSE)], "wave.csv", {})
    assert [fault.code.rsplit(".")[-1] for fault in refused.value.faults] == [
        "no_share", "no_group", "no_occupation", "unknown_code", "unknown_code", "no_person", "person_twice",
    ]  # fmt: skip
    with pytest.raises(KithError) as refused:
        table_from(told(bad[0]), "wave.csv", {})
    assert [fault.params["total"] for fault in refused.value.faults] == ["1.1"]
