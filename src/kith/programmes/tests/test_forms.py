"""The forms with which people apply, and the equality questions."""

import pytest

from kith.programmes import load_instrument, load_shipped
from kith.programmes.capabilities import Judged
from kith.programmes.types import Definition
from kith.questionnaires.logic import holds
from kith.questionnaires.responses import DECLINED
from kith.questionnaires.types import ItemKind, Requirement
from kith.questionnaires.validate import check_all

FORMS = {"clinician": "clinician-application", "manager": "manager-application"}
ETHNIC_CATEGORIES = "ABCDEFGHJKLMNPRS"
"""NHS Data Dictionary, ETHNIC CATEGORY, without Z (declined) and 99 (blank)."""


@pytest.fixture(scope="module")
def paired() -> Definition:
    return load_shipped("paired-learning")


def test_every_equality_question_may_be_left_or_declined() -> None:
    form = load_instrument("equality")
    assert {(item.kind, item.required, item.may_decline) for item in form.items} == {
        (ItemKind.CHOICE, Requirement.OPTIONAL, True)
    }
    assert {len(page.items) for page in form.pages} == {1}
    assert check_all(form, {}).is_valid
    assert check_all(form, {"ethnic_category": "prefer_not_to_say"}).answers["ethnic_category"] is DECLINED


def test_national_code_lists_are_the_options() -> None:
    form = load_instrument("equality")

    def codes(key: str) -> list[str]:
        return [option.key for option in form.item(key).options]

    assert codes("ethnic_category") == list(ETHNIC_CATEGORIES)
    assert codes("sexual_orientation") == ["1", "2", "3", "4", "U"]
    assert sorted(codes("religion")) == list("ABCDEFGHIJKL")


def test_an_accepted_application_fills_what_the_programme_must_know(paired: Definition) -> None:
    for role, key in FORMS.items():
        form = load_instrument(key)
        assert paired.role(role).application == key
        wanted = {one.key for one in paired.attributes if role in one.roles and one.asked_in is None}
        assert wanted <= {item.key for item in form.items}


def test_only_the_need_for_support_may_be_left_out_and_reviewers_do_not_see_it(paired: Definition) -> None:
    assert paired.selection is not None
    for key in FORMS.values():
        form = load_instrument(key)
        assert [item.key for item in form.items if not item.is_required] == ["access_needs"]
        assert all(item.max_length for item in form.items if item.kind is ItemKind.LONG_TEXT)
        assert form.minutes is not None
        assert form.minutes <= 14
    assert "access_needs" in paired.selection.hidden


@pytest.mark.parametrize("variant", [None, "lothian", "imperial", "york"])
def test_both_sides_are_judged_alike(paired: Definition, variant: str | None) -> None:
    selection = paired.for_variant(variant).selection
    assert selection is not None
    for criterion in selection.criteria:
        assert criterion.roles == ("clinician", "manager")
        assert [anchor.points for anchor in criterion.anchors] == [0, 1, 2, 3, 4]
    interviewed = bool(selection.criteria_for("manager", Judged.INTERVIEW))
    assert interviewed is selection.interview is (variant != "lothian")
    assert [len(selection.examples_for(role)) for role in FORMS] == [2, 2]


@pytest.mark.parametrize(
    ("variant", "role", "answers", "met"),
    [
        (None, "clinician", {"in_post": "1_to_2_years"}, [True]),
        (None, "manager", {"in_post": "6_to_12_months"}, [False]),
        ("lothian", "clinician", {"in_post": "2_years_or_more", "profession": "nursing"}, [True, False]),
        ("imperial", "clinician", {"in_post": "2_years_or_more", "band": "spr"}, [True, True]),
        ("imperial", "manager", {"in_post": "2_years_or_more", "band": "band_8d"}, [True, True]),
        ("imperial", "manager", {"in_post": "2_years_or_more", "band": "band_9"}, [True, False]),
    ],
)
def test_who_may_apply(
    paired: Definition, variant: str | None, role: str, answers: dict[str, str], met: list[bool]
) -> None:
    rules = paired.for_variant(variant).role(role).eligible
    assert [holds(rule.holds, answers) for rule in rules] == met
