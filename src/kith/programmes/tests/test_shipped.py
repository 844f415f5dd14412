"""What ships is sound, complete in both languages, and faithful to what is public."""

import datetime as dt

import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.foundation.words import Text
from kith.programmes import list_definitions, load_instrument, load_shipped, shipped_instruments
from kith.programmes.advice import advise
from kith.programmes.capabilities import ActivityKind, StageKey, WaveRole
from kith.programmes.describe import describe
from kith.programmes.durations import parse
from kith.programmes.types import Definition
from kith.questionnaires.types import ItemKind

INSTRUMENTS = (
    "clinician-application",
    "equality",
    "experience",
    "manager-application",
    "preferences",
    "preparedness",
    "seen-leading",
)
VARIANTS = (None, "lothian", "imperial", "york")


@pytest.fixture(scope="module")
def paired() -> Definition:
    return load_shipped("paired-learning")


def texts(value: object) -> list[Text]:
    """Every text inside a dataclass, however deep."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in texts(part)]
    if hasattr(value, "__dataclass_fields__"):
        return [text for name in value.__dataclass_fields__ for text in texts(getattr(value, name))]
    return []


def test_what_ships() -> None:
    assert list_definitions() == ("paired-learning",)
    assert tuple(shipped_instruments()) == INSTRUMENTS


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_text_stands_in_english_and_chinese(paired: Definition, variant: str | None) -> None:
    for text in texts(paired.for_variant(variant)):
        assert set(text.by_language) == {"en", "zh-hans"}, str(text)


@pytest.mark.parametrize("key", INSTRUMENTS)
def test_every_questionnaire_stands_in_both_and_is_free_to_use(key: str) -> None:
    instrument = load_instrument(key)
    assert instrument.languages == ("en", "zh-hans")
    assert instrument.rights.licence == "MIT"
    for text in texts(instrument.pages):
        assert set(text.by_language) == {"en", "zh-hans"}, str(text)


def test_preparedness_has_three_scales_of_four_items_one_reversed_in_each() -> None:
    instrument = load_instrument("preparedness")
    assert [(scale.key, len(scale.items), len(scale.reversed_items)) for scale in instrument.scales] == [
        ("preparedness_to_lead", 4, 1),
        ("understanding_the_other_side", 4, 1),
        ("working_together", 4, 1),
    ]
    assert {len(item.points) for item in instrument.items} == {5}
    assert {item.kind for item in instrument.items} == {ItemKind.SCALE}


def test_nobody_is_asked_whom_to_avoid_in_the_preferences() -> None:
    assert set(load_instrument("preferences")._by_key) == {
        "hopes",
        "learn",
        "interests",
        "travel_minutes",
        "availability",
    }


def test_both_sides_are_asked_the_same(paired: Definition) -> None:
    for variant in VARIANTS:
        for wave in paired.for_variant(variant).waves:
            assert wave.roles == ("clinician", "manager")


def test_lothian_is_six_and_six(paired: Definition) -> None:
    lothian = paired.for_variant("lothian")
    assert [(role.places.min, role.places.max) for role in lothian.roles] == [(6, 6), (6, 6)]
    assert [one.kind for one in lothian.activities] == [
        ActivityKind.CONVERSATION,
        ActivityKind.SHADOWING,
        ActivityKind.REFLECTION,
    ]


def test_imperial_is_nine_months_of_monthly_meetings_and_a_project_presented(paired: Definition) -> None:
    imperial = paired.for_variant("imperial")
    assert imperial.stage(StageKey.RUNNING).dates(dt.date(2027, 1, 4))[1] == dt.date(2027, 10, 4)
    assert {one.key: one.times for one in imperial.activities} == {
        "conversation": 9,
        "shadowing": 2,
        "reflection": 3,
        "workshop": 3,
        "project": 1,
        "presentation": 1,
    }


def test_york_is_four_months_with_four_and_three_meetings(paired: Definition) -> None:
    york = paired.for_variant("york")
    assert york.stage(StageKey.RUNNING).dates(dt.date(2027, 1, 4))[1] == dt.date(2027, 5, 4)
    assert {one.key: one.times for one in york.activities} == {"conversation": 4, "group": 3}
    assert york.shadowing is None


def test_mentors_stand_only_where_no_source_is_followed(paired: Definition) -> None:
    """Imperial, Lothian and York do not describe any."""
    assert [(one.key, one.times) for one in paired.mentors] == [("mentor", 3)]
    assert [paired.for_variant(key).mentors for key in VARIANTS[1:]] == [(), (), ()]


@pytest.mark.parametrize("variant", VARIANTS)
def test_everybody_is_asked_again_half_a_year_and_a_year_after_the_end(
    paired: Definition, variant: str | None
) -> None:
    chosen = paired.for_variant(variant)
    ended = chosen.stage(StageKey.RUNNING).dates(dt.date(2027, 1, 4))[1]
    opens = [
        chosen.wave_dates(wave, dt.date(2027, 1, 4))[0]
        for wave in chosen.waves
        if wave.measures is WaveRole.FOLLOW_UP
    ]
    assert opens == [parse("P6M").after(ended), parse("P12M").after(ended)]
    assert advise(chosen) == ()


def test_a_prompt_follows_what_the_variant_does(paired: Definition) -> None:
    assert [(one.key, one.after) for one in paired.prompts] == [
        ("not-expected", ("conversation",)),
        ("hard-to-say", ("conversation",)),
        ("not-in-reports", ("shadowing",)),
        ("from-their-side", ("shadowing",)),
        ("what-next", ()),
        ("how-you-lead", ()),
    ]
    york = paired.for_variant("york")
    assert {key for one in york.prompts for key in one.after} == {"conversation"}


def test_a_scottish_variant_does_not_default_to_englands_model(paired: Definition) -> None:
    clcf, hlm = "clinical-leadership-competency-framework", "healthcare-leadership-model"
    assert [one.key for one in paired.frameworks] == [hlm, clcf]
    assert [one.key for one in paired.for_variant("lothian").frameworks] == [clcf]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_variant_can_be_described(paired: Definition, variant: str | None, language: str) -> None:
    paragraphs = {None: 17, "lothian": 15, "imperial": 15, "york": 14}
    assert len(describe(paired.for_variant(variant), language)) == paragraphs[variant]


def test_a_wrong_key_is_answered_with_the_nearest() -> None:
    with pytest.raises(KithError) as refused:
        load_shipped("paired-lerning")
    assert sentences(refused.value.faults) == [
        "There is no programme “paired-lerning”. Did you mean “paired-learning”?"
    ]
    with pytest.raises(KithError) as refused:
        load_instrument("zzz")
    assert refused.value.faults[0].code == "programmes.no_instrument"
