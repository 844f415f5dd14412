"""A file of an older format means what it meant."""

from pathlib import Path

from kith.programmes import check, read_definition
from kith.programmes.durations import Duration
from kith.programmes.types import FORMAT_VERSION
from kith.programmes.upgrade import STEPS

HERE = Path(__file__).parent
OLD = (HERE / "format-0.toml").read_text()
CIRCLES = (HERE / "ward-circles.toml").read_text()


def test_every_earlier_format_has_its_step() -> None:
    assert sorted(STEPS) == list(range(FORMAT_VERSION))


def test_the_draft_format_is_read() -> None:
    definition = read_definition(OLD, "old.toml", {})
    assert definition.format_version == FORMAT_VERSION
    assert [role.key for role in definition.roles] == ["one", "two"]
    assert definition.match is not None
    assert definition.match.sides == ("one", "two")
    assert definition.activities[0].nudge_after == Duration(days=30)
    assert definition.text == OLD


def test_a_fault_still_stands_at_the_line_as_it_was_written() -> None:
    changed = OLD.replace('between = ["one", "two"]', 'between = ["one", "three"]')
    (fault,) = check(changed, "old.toml", {})
    assert fault.code == "declared.no_such_role"
    assert fault.where.line == changed[: changed.index("between = ")].count("\n") + 1


def test_a_report_asks_only_for_sections_that_the_programme_can_fill() -> None:
    asked = (
        '[report]\nsections = ["both_sides", "equality", "frameworks", "harms_costs", "method", "cards"]\n'
    )
    assert [fault.code for fault in check(CIRCLES + asked, "circles.toml", {})] == [
        "programmes.both_sides_need_two",
        "programmes.equality_needs_call",
        "programmes.frameworks_need_portfolio",
    ]


def test_a_file_written_before_there_were_more_sections_shows_those_it_named() -> None:
    earlier = CIRCLES + '[report]\nsections = ["flow", "implementation", "limits", "spin_offs"]\n'
    assert check(earlier, "circles.toml", {}) == ()
    found = read_definition(earlier, "circles.toml", {}).sections
    assert [section.value for section in found] == ["flow", "implementation", "limits", "spin_offs"]
