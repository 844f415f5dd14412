"""Learning together: what a file may say, and what it is held to."""

# ruff: noqa: E501  (one case a line reads better than five)

import pytest

from kith.foundation.messages import sentence
from kith.foundation.words import Text
from kith.programmes import check, read_definition
from kith.programmes.advice import advise
from kith.programmes.capabilities import StageKey, WaveRole
from kith.programmes.describe import describe
from kith.programmes.durations import Duration
from kith.programmes.frameworks import shipped_frameworks
from kith.programmes.shipped import load_shipped
from kith.programmes.types import Definition, Dimension, Framework, MentorKind, Prompt, ShadowingRule
from kith.programmes.write import to_json
from kith.questionnaires.types import Instrument

LATER = 'opens = { stage = "running", at = "end", offset = "P6M" }'
AFTER_STAGE = '[[stage]]\nkey = "after"\nstarts = "P11W"\nlasts = "P12M"\n'
DIMENSIONS = """[[framework.dimension]]
key = "calm"
name = "Calm"
gloss = "Others are calmer when they are there."

[[framework.dimension]]
key = "soup"
name = "Soup"
"""
CASES = [
    ('review_after = "P3W"', 'review_after = "3 weeks"', "programmes.not_a_duration", "3 weeks"),
    ('review_after = "P3W"', 'review_after = "P8W"', "programmes.review_when_it_is_over", "P8W"),
    ('review_after = "P3W"', 'review_afer = "P3W"', "declared.unknown_key_nearest", "review_afer"),
    ('may = "The round and the hand-over."\n', "", "declared.missing", "[shadowing]"),
    ('patients = "Say', 'patient = "Say', "declared.unknown_key_nearest", 'patient = "Say'),
    ('kind = "shadowing"', 'kind = "conversation"', "programmes.shadowing_needs_activity", "[shadowing]"),
    ('after = ["night-round"]', 'after = ["night-rounds"]', "declared.no_such_activity_nearest", "night-rounds"),
    ('after = ["night-round"]', 'after = ["zzz"]', "declared.no_such_activity", "zzz"),
    ('after = ["night-round"]\nroles = ["newcomer"]', 'roles = ["newcommer"]', "declared.no_such_role_nearest", "newcommer"),
    ('key = "quiet-hour"', 'key = "round"', "declared.twice", None),
    ('words = "What did you do in the quiet hour?"', 'word = "What?"', "declared.missing", None),
    ('key = "sleep-mentor"\nname = "Somebody who sleeps well"\nroles = ["newcomer"]', 'key = "m"\nname = "M"\nroles = ["oldie"]', "declared.no_such_role", "oldie"),
    ('{ times = 2, each = "PT30M"', '{ times = 2, eech = "PT30M"', "declared.unknown_key_nearest", "eech"),
    ('nudge_after = "P5W"', 'nudge_after = "-P5W"', "programmes.negative_duration", "-P5W"),
    ('["night-craft", "our-leadership-way"]', '["night-craft", "our-ledership-way"]', "declared.no_such_framework_nearest", "our-ledership"),
    ('["night-craft", "our-leadership-way"]', '["our-leadership-way"]', "programmes.framework_not_used", 'key = "night-craft"'),
    ('key = "night-craft"', 'key = "leads"', "programmes.framework_is_shipped", 'key = "leads"'),
    ('owner = "The night team"\n', "", "declared.missing", None),
    (DIMENSIONS, "", "declared.missing", None),
    (DIMENSIONS, "dimension = []\n", "programmes.framework_without_dimensions", "dimension = []"),
    ('key = "soup"', 'key = "calm"', "declared.twice", None),
    ('gloss = "Others', 'glos = "Others', "declared.unknown_key_nearest", "glos ="),
    (AFTER_STAGE, "", "programmes.follow_up_needs_after", 'measures = "follow_up"'),
    (LATER, 'opens = { stage = "running", at = "end" }', "programmes.follow_up_too_early", 'opens = { stage = "running", at = "end" }'),
    ('lasts = "P12M"', 'lasts = "P6M"', "programmes.follow_up_too_late", 'closes = { stage = "running", at = "end", offset = "P7M" }'),
    ('measures = "before"', 'measures = "once"', "programmes.follow_up_needs_before", None),
    ('[portfolio]', "[portfolios]", "declared.unknown_key_nearest", "[portfolios]"),
    ('drop = [', 'drop = ["framework.night-crafts", ', "declared.no_such_entry_nearest", "night-crafts"),
]  # fmt: skip


@pytest.fixture(scope="module")
def definition(buddies: str, nights: dict[str, Instrument]) -> Definition:
    return read_definition(buddies, "night-shift-buddies.toml", nights)


@pytest.mark.parametrize(("old", "new", "code", "at"), CASES)
def test_a_fault_has_its_line(
    buddies: str, nights: dict[str, Instrument], old: str, new: str, code: str, at: str | None
) -> None:
    assert old in buddies
    changed = buddies.replace(old, new, 1)
    faults = check(changed, "buddies.toml", nights)
    matching = [fault for fault in faults if fault.code == code]
    assert matching, [sentence(fault) for fault in faults]
    if at is not None:
        assert changed[: changed.index(at)].count("\n") + 1 in {fault.where.line for fault in matching}
    for fault in faults:
        assert sentence(fault).startswith("buddies.toml")


def test_a_report_on_dose_needs_something_expected(buddies: str, nights: dict[str, Instrument]) -> None:
    lines = [line for line in buddies.splitlines() if not line.startswith("expected = ")]
    codes = [fault.code for fault in check("\n".join(lines), "b.toml", nights)]
    assert codes == ["programmes.dose_needs_activity"]
    mentored = "\n".join(lines).replace(
        'key = "sleep-mentor"\n', 'key = "sleep-mentor"\nexpected = { times = 2 }\n'
    )
    assert [fault.where.key for fault in check(mentored, "b.toml", nights)] == ["report.sections [short]"]


def test_what_is_read(definition: Definition) -> None:
    assert definition.review_after == Duration(days=21)
    assert definition.shadowing == ShadowingRule(
        Text.of("The round and the hand-over."),
        Text.of("What families are told."),
        Text.of("Say no names, and step out when you are asked to."),
    )
    assert definition.prompts == (
        Prompt("quiet-hour", Text.of("What did you do in the quiet hour?"), ("newcomer", "old-hand")),
        Prompt("round", Text.of("What did the other see that you did not?"), ("newcomer",), ("night-round",)),
    )
    assert definition.mentor("sleep-mentor") == MentorKind(
        key="sleep-mentor",
        name=Text.of("Somebody who sleeps well"),
        roles=("newcomer",),
        times=2,
        each=Duration(minutes=30),
        every=Duration(days=28),
        nudge_after=Duration(days=35),
        description=Text.of("Talks with you about sleep, and nothing else."),
    )
    own, shipped = definition.frameworks
    assert own == Framework(
        key="night-craft",
        name=Text.of("Night craft"),
        version="3",
        owner="The night team",
        dimensions=(
            Dimension("calm", Text.of("Calm"), Text.of("Others are calmer when they are there.")),
            Dimension("soup", Text.of("Soup")),
        ),
        source="pinned up in the kitchen",
    )
    assert own.dimension("soup").gloss is None
    assert shipped is shipped_frameworks()["our-leadership-way"]
    assert definition.stage(StageKey.AFTER).lasts == Duration(months=12)
    assert definition.wave("half-a-year-on").measures is WaveRole.FOLLOW_UP


def test_a_variant_may_change_all_of_it(definition: Definition) -> None:
    short = definition.for_variant("short")
    assert short.review_after == Duration(days=14)
    assert short.shadowing is not None
    assert definition.shadowing is not None
    assert short.shadowing.may == Text.of("The hand-over.")
    assert short.shadowing.patients == definition.shadowing.patients
    assert [(one.key, one.roles) for one in short.prompts] == [
        ("quiet-hour", ("newcomer", "old-hand")),
        ("round", ("newcomer", "old-hand")),
    ]
    assert short.mentors == ()
    assert [one.key for one in short.frameworks] == ["leads"]


def test_a_file_that_says_nothing_about_it_means_what_it_meant() -> None:
    text = """format_version = 1
programme = { key = "walks", name = "Walks", summary = "Two people walk." }
role = [{ key = "walker", name = "Walker", places = { min = 2, max = 4 } }]
stage = [{ key = "running", starts = "P0D", lasts = "P4W" }]
"""
    walks = read_definition(text)
    assert (walks.shadowing, walks.review_after) == (None, None)
    assert (walks.prompts, walks.mentors, walks.frameworks) == ((), (), ())
    assert advise(walks) == ()


def test_it_is_described(definition: Definition) -> None:
    said = {paragraph.heading: paragraph.lines for paragraph in describe(definition)}
    assert said["What they agree on"][-1] == "They are asked to look at it again 3 weeks after they begin."
    assert said["What may be watched"] == (
        "They may watch: The round and the hand-over.",
        "They may not watch: What families are told.",
        "Patients: Say no names, and step out when you are asked to.",
    )
    assert said["What they are asked to think about"] == (
        "What did you do in the quiet hour?",
        "What did the other see that you did not? (after: A round together)",
    )
    assert said["Who mentors them"] == (
        "Somebody who sleeps well, for Newcomers. Talks with you about sleep, and nothing else. "
        "Expected: 2 times, 30 minutes each. They are reminded after 5 weeks without one.",
    )
    assert said["What evidence can be mapped to"][0] == "Night craft (The night team, 3): Calm, Soup."
    assert said["When"][-1] == "Afterwards: starts 11 weeks after the cohort's first day, lasts 12 months."


def test_it_is_written(definition: Definition) -> None:
    plain = to_json(definition.for_variant("short"))
    assert isinstance(plain, dict)
    assert plain["review_after"] == "P14D"
    assert plain["mentors"] == []
    frameworks = plain["frameworks"]
    assert isinstance(frameworks, list)
    assert [one["key"] for one in frameworks if isinstance(one, dict)] == ["leads"]


def test_frameworks_that_ship_are_names_and_our_own_lines_in_both_languages() -> None:
    sizes = {key: len(one.dimensions) for key, one in shipped_frameworks().items()}
    assert sizes == {
        "clinical-leadership-competency-framework": 5,
        "healthcare-leadership-model": 9,
        "leads": 5,
        "our-leadership-way": 3,
    }
    for framework in shipped_frameworks().values():
        assert framework.source
        assert len({one.key for one in framework.dimensions}) == len(framework.dimensions)
        for text in (
            framework.name,
            *(part for one in framework.dimensions for part in (one.name, one.gloss)),
        ):
            assert text is not None
            assert set(text.by_language) == {"en", "zh-hans"}


WORKED_ON = """
[[mapping]]
framework = "leads"
dimension = "lead-self"
activities = ["tea"]

[[mapping]]
framework = "leads"
dimension = "lead-self"
scales = ["calmness"]
prompts = ["why"]

[[crosswalk]]
from = "leads"
to = "leads"
source = "nobody"

[[crosswalk.dimension]]
from = "lead-selves"
to = ["engage-others", "x"]
"""


def test_a_mapping_names_only_what_is_there(buddies: str, nights: dict[str, Instrument]) -> None:
    faults = check(buddies + WORKED_ON, "b.toml", nights)
    own = [fault for fault in faults if "[short]" not in (fault.where.key or "")]
    assert [fault.code.removesuffix("_nearest") for fault in own] == [
        "declared.no_such_activity",
        "programmes.mapped_twice",
        "declared.no_such_scale",
        "declared.no_such_prompt",
        "programmes.crosswalk_to_itself",
        "declared.no_such_dimension",
        "declared.no_such_dimension",
    ]


def test_the_shipped_programme_says_what_works_on_which_dimension() -> None:
    paired = load_shipped("paired-learning")
    connecting = next(one for one in paired.mapped if one.dimension == "connecting-our-service")
    assert connecting.scales == ("understanding_the_other_side",)
    (crosswalk,) = paired.crosswalks
    assert dict(crosswalk.dimensions)["managing-services"] == ("holding-to-account",)
    assert to_json(paired)["crosswalks"][0]["to"] == "healthcare-leadership-model"  # type: ignore[call-overload, index]
