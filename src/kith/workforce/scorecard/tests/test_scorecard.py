from datetime import date

import pytest

from kith.foundation.faults import KithError
from kith.workforce.scorecard.archive import Filed, file_line, planned, read_archive
from kith.workforce.scorecard.scoring import score
from kith.workforce.scorecard.section import scorecard_json, scorecard_section
from kith.workforce.scorecard.types import LeftOut, Outturn, Planned
from kith.workforce.speaking import Speaker

PLAN = Planned("Plan", 2010, "Nurses", 2012, 130.0, 120.0, 140.0, 0.8, definition="Heads")
COUNTS = (
    Outturn("Nurses", 2008, 100.0, definition="heads"),
    Outturn("Nurses", 2009, 100.0, definition="heads"),
    Outturn("Nurses", 2010, 110.0, definition="heads"),
    Outturn("Nurses", 2012, 125.0, definition="heads"),
)


def other(**changes: object) -> Planned:
    return Planned(**{**{name: getattr(PLAN, name) for name in Planned.__slots__}, **changes})  # type: ignore[arg-type]


def test_scores_by_hand() -> None:
    """No change says 110; damped drift 110 x 1.1 ** (0.7 x 2 / 2), from 100 to 110 in two years."""
    result = score([PLAN], COUNTS, inputs={})
    value, card = result.values[0], result.cards[0]
    damped = 110 * 1.1**0.7
    assert value.error == pytest.approx(5 / 125)
    assert (value.no_change, value.damped) == (110.0, pytest.approx(damped))
    assert card.skill_no_change == pytest.approx(1 - 5 / 15)
    assert card.skill_damped == pytest.approx(1 - 5 / abs(125 - damped))
    assert (card.banded, card.inside, card.level, card.definitions) == (1, 1, 0.8, "same")
    assert (card.absolute, card.bias) == (pytest.approx(0.04), pytest.approx(0.04))


def test_what_was_already_actual_is_no_forecast() -> None:
    early = other(plan="Early", known_to=2008, target=2010)
    result = score([other(target=2010), early, other(target=2030)], COUNTS[:3], inputs={})
    assert [(each.planned.target, each.why) for each in result.left_out] == [
        (2010, LeftOut.ALREADY_ACTUAL),
        (2030, LeftOut.NO_OUTTURN),
    ]
    assert [each.planned for each in result.values] == [early]


def test_simple_methods_know_nothing_later_than_the_plan() -> None:
    wild = (*COUNTS, Outturn("Nurses", 2011, 9999.0))
    assert score([PLAN], wild, inputs={}).values == score([PLAN], COUNTS, inputs={}).values


def test_different_definitions_stand_beside_the_score() -> None:
    result = score([other(definition="FTE")], COUNTS, inputs={})
    assert result.cards[0].definitions == "differ"
    said = repr(scorecard_section(result, Speaker("workforce.scorecard")).blocks)
    assert "the plan counts FTE; the outturn counts heads" in said
    assert "workforce.scorecard" not in said
    assert scorecard_json(result)["values"][0]["definitions_differ"] is True  # type: ignore[index]


def test_without_earlier_counts_there_is_no_skill() -> None:
    card = score([PLAN], COUNTS[3:], inputs={}).cards[0]
    assert (card.compared, card.skill_no_change, card.skill_damped) == (0, None, None)


def test_every_fault_at_once() -> None:
    with pytest.raises(KithError) as refused:
        score(
            [PLAN, PLAN, other(target=2013, value=0.0, low=None, high=None), other(target=2014, low=None),
             other(target=2015, low=135.0), other(target=2016, known_to=2011)],
            [*COUNTS, COUNTS[0], Outturn("Nurses", 2020, -1.0)],
            inputs={},
        )  # fmt: skip
    assert [fault.code.rsplit(".", 1)[1] for fault in refused.value.faults] == [
        "twice",
        "not_positive",
        "half_band",
        "band",
        "known",
        "outturn_twice",
        "not_positive",
    ]


def archive() -> bytes:
    first = file_line(b"", Filed("A", date(2026, 1, 1), {"scenario": "1"}, (PLAN,)), "a.jsonl")
    return first + file_line(first, Filed("B", date(2026, 2, 1), {}, (other(plan="B"),)), "a.jsonl")


def test_what_is_filed_comes_back() -> None:
    filed = read_archive(archive(), "a.jsonl")
    assert [each.plan for each in filed] == ["A", "B"]
    assert planned(filed) == (PLAN, other(plan="B"))


def test_an_archive_notices_every_change() -> None:
    content = archive()
    first, second = content.splitlines(keepends=True)
    for changed, codes in (
        (content.replace(b"130.0", b"125.0", 1), ["changed"]),
        (second, ["out_of_order"]),
        (second + first, ["out_of_order", "out_of_order"]),
        (first + b"{}\n", ["not_a_line"]),
        (content[:-1], ["cut"]),
    ):
        with pytest.raises(KithError) as refused:
            read_archive(changed, "a.jsonl")
        assert [fault.code.rsplit(".", 1)[1] for fault in refused.value.faults] == codes


def test_what_is_filed_is_never_filed_anew() -> None:
    with pytest.raises(KithError) as refused:
        file_line(archive(), Filed("A", date(2026, 3, 1), {}, ()), "a.jsonl")
    assert [fault.code.rsplit(".", 1)[1] for fault in refused.value.faults] == ["nothing", "filed_before"]


def test_a_line_whose_values_are_not_numbers_is_no_line() -> None:
    words = archive().replace(b'"value":130.0', b'"value":"many"')
    with pytest.raises(KithError) as refused:
        read_archive(words, "a.jsonl")
    assert [fault.code.rsplit(".", 1)[1] for fault in refused.value.faults] == ["not_a_line", "not_a_line"]
