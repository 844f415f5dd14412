"""What is taken, what is refused, what is dropped, and that a blank is none of these."""

import datetime as dt

import pytest

from kith.foundation.faults import KithError
from kith.foundation.words import Text
from kith.questionnaires.logic import steps
from kith.questionnaires.parsing import parse_answer
from kith.questionnaires.responses import DECLINED, Answers, answers_from_json
from kith.questionnaires.types import Instrument, Item, ItemKind, Option, Point
from kith.questionnaires.validate import Checked, check_all, check_step


def faults(checked: Checked) -> list[tuple[str, str | None]]:
    return [(fault.code, fault.where.key) for fault in checked.faults]


def item(kind: ItemKind, **more: object) -> Item:
    return Item("x", kind, Text.of("X"), **more)  # type: ignore[arg-type]


AGREE = (Point(1, Text.of("No")), Point(2, Text.of("Yes")))
AB = (Option("a", Text.of("A")), Option("b", Text.of("B")), Option("n", Text.of("None"), exclusive=True))


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        (item(ItemKind.SCALE, points=AGREE), "2", 2),
        (item(ItemKind.CHOICE, options=AB), " a ", "a"),
        (item(ItemKind.CHOICES, options=AB), ["b", "a", "", "a"], ("a", "b")),
        (item(ItemKind.CHOICES, options=AB), "b", ("b",)),
        (item(ItemKind.CHOICES, options=AB, minimum=2), ["n"], ("n",)),
        (item(ItemKind.YES_NO), "Yes", True),
        (item(ItemKind.YES_NO), "0", False),
        (item(ItemKind.NUMBER), "2.50", 2.5),
        (item(ItemKind.NUMBER), "３０", 30),
        (item(ItemKind.NUMBER), "\u22124", -4),
        (item(ItemKind.DATE), "2027-02-28", dt.date(2027, 2, 28)),
        (item(ItemKind.TIME), "09:05", dt.time(9, 5)),
        (item(ItemKind.SHORT_TEXT), "  Jos\u0065\u0301 ", "Jos\u00e9"),
        (item(ItemKind.LONG_TEXT), "one\r\ntwo\x00", "one\ntwo"),
        (item(ItemKind.EMAIL), "a.b@example.org", "a.b@example.org"),
        (item(ItemKind.CHOICE, options=AB, may_decline=True), "prefer_not_to_say", DECLINED),
    ],
)
def test_answers_are_typed(asked: Item, given: object, expected: object) -> None:
    found = parse_answer(asked, given)  # type: ignore[arg-type]
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("asked", "given", "code"),
    [
        (item(ItemKind.SCALE, points=AGREE), "3", "not_a_point"),
        (item(ItemKind.SCALE, points=AGREE), "1.0", "not_a_point"),
        (item(ItemKind.CHOICE, options=AB), "c", "not_an_option"),
        (item(ItemKind.CHOICE, options=AB), ["a", "b"], "one_answer"),
        (item(ItemKind.CHOICE, options=AB), "prefer_not_to_say", "not_an_option"),
        (item(ItemKind.CHOICES, options=AB), ["a", "z"], "not_an_option"),
        (item(ItemKind.CHOICES, options=AB), ["a", "n"], "exclusive"),
        (item(ItemKind.CHOICES, options=AB, maximum=1), ["a", "b"], "too_many"),
        (item(ItemKind.CHOICES, options=AB, minimum=2), ["a"], "too_few"),
        (
            item(ItemKind.CHOICES, options=AB, may_decline=True),
            ["a", "prefer_not_to_say"],
            "declined_and_answered",
        ),
        (item(ItemKind.YES_NO), "maybe", "not_yes_or_no"),
        (item(ItemKind.NUMBER), "nan", "not_a_number"),
        (item(ItemKind.NUMBER), "1e5", "not_a_number"),
        (item(ItemKind.NUMBER), "12 mins", "not_a_number"),
        (item(ItemKind.NUMBER, whole=True), "1.5", "not_whole"),
        (item(ItemKind.NUMBER, minimum=0), "-1", "too_small"),
        (item(ItemKind.NUMBER, maximum=9), "10", "too_large"),
        (item(ItemKind.DATE), "28/02/2027", "not_a_date"),
        (item(ItemKind.DATE, earliest=dt.date(2027, 1, 1)), "2026-12-31", "too_early"),
        (item(ItemKind.DATE, latest=dt.date(2027, 1, 1)), "2027-01-02", "too_late"),
        (item(ItemKind.TIME), "25:00", "not_a_time"),
        (item(ItemKind.TIME), "09:00+01:00", "not_a_time"),
        (item(ItemKind.SHORT_TEXT, max_length=3), "abcd", "too_long"),
        (item(ItemKind.SHORT_TEXT), "a" * 201, "too_long"),
        (item(ItemKind.EMAIL), "a@b", "not_an_email"),
        (item(ItemKind.EMAIL), "a@b.org, c@d.org", "not_an_email"),
    ],
)
def test_answers_that_are_refused(asked: Item, given: object, code: str) -> None:
    assert parse_answer(asked, given).code == f"questionnaires.{code}"  # type: ignore[arg-type, union-attr]


def test_a_required_item_that_does_not_apply_is_not_asked_for(travel: Instrument) -> None:
    checked = check_all(travel, {"drives": "no", "lines": ["south"]})
    assert checked.is_valid
    assert dict(checked.answers) == {"drives": False, "lines": ("south",)}


def test_a_required_item_that_applies_is(travel: Instrument) -> None:
    assert faults(check_all(travel, {"drives": "yes"})) == [("questionnaires.required", "minutes")]
    assert faults(check_all(travel, {"drives": "yes", "minutes": "  "})) == [
        ("questionnaires.required", "minutes")
    ]


def test_an_answer_that_does_not_apply_is_dropped_and_named(travel: Instrument) -> None:
    checked = check_all(travel, {"drives": "yes", "minutes": "5", "lines": ["north"], "why": "sea"})
    assert checked.is_valid
    assert dict(checked.answers) == {"drives": True, "minutes": 5}
    assert checked.dropped == ("lines", "why")


def test_declining_is_an_answer_and_a_blank_is_not(travel: Instrument) -> None:
    declined = check_all(travel, {"drives": "no", "lines": "prefer_not_to_say"})
    assert declined.is_valid
    assert declined.answers["lines"] is DECLINED
    assert faults(check_all(travel, {"drives": "no", "lines": ""})) == [("questionnaires.required", "lines")]


def test_a_soft_item_is_named_but_let_through(travel: Instrument) -> None:
    checked = check_all(travel, {"drives": "no", "lines": ["north"]})
    assert checked.is_valid
    assert checked.unanswered == ("why",)


def test_a_repeat_is_checked_each_time(travel: Instrument) -> None:
    raw = {
        "drives": "yes",
        "minutes": "5",
        "site_count": "2",
        "site_name.1": "Leith",
        "site_days.1": "8",
        "site_days.2": "3",
    }
    checked = check_all(travel, raw)
    assert faults(checked) == [
        ("questionnaires.constraint", "site_days.1"),
        ("questionnaires.required", "site_name.2"),
    ]
    assert checked.faults[0].params == {"message": "A week has seven days."}
    assert "site_days.1" not in checked.answers
    assert checked.answers["site_days.2"] == 3


def test_a_column_that_is_no_question_is_a_fault(travel: Instrument) -> None:
    raw = {"drives": "yes", "minutes": "5", "colour": "red"}
    assert faults(check_all(travel, raw)) == [("questionnaires.unknown_item", "colour")]


def test_changing_an_earlier_answer_drops_what_it_made_irrelevant(travel: Instrument) -> None:
    earlier = Answers({"drives": False, "lines": ("north",), "why": "sea", "site_count": 1})
    checked = check_step(travel, steps(travel, earlier)[0], {"drives": "yes", "minutes": "9"}, earlier)
    assert dict(checked.answers) == {"site_count": 1, "drives": True, "minutes": 9}
    assert sorted(checked.dropped) == ["lines", "why"]


def test_clearing_an_answer_takes_it_away(travel: Instrument) -> None:
    earlier = Answers({"drives": True, "minutes": 9, "site_count": 1})
    step = next(step for step in steps(travel, earlier) if step.key == "sites")
    assert dict(check_step(travel, step, {"site_count": ""}, earlier).answers) == {
        "drives": True,
        "minutes": 9,
    }


def test_stored_answers_come_back_typed(travel: Instrument) -> None:
    answers = Answers({"drives": True, "lines": DECLINED, "site_name.2": "Leith"})
    assert answers.to_json() == {"drives": True, "lines": {"declined": True}, "site_name.2": "Leith"}
    assert answers_from_json(travel, answers.to_json()) == answers


def test_answers_of_another_version_are_refused(travel: Instrument) -> None:
    with pytest.raises(KithError) as refused:
        answers_from_json(travel, {"colour": "red"})
    assert [fault.code for fault in refused.value.faults] == ["questionnaires.stored_item"]
