"""Hours, places, languages and dates in people's files: what they mean, and every fault by row and column."""

from datetime import date

import pytest

from kith.foundation.faults import Faults, KithError
from kith.foundation.messages import sentences
from kith.foundation.words import Text
from kith.matching import Attribute, AttributeKind, Member, check_problem, parse_rules
from kith.matching.exchange import value_to_json
from kith.matching.people import People, make_problem, read_members
from kith.matching.types import Period, Point
from kith.tables.fields import Field, FieldKind
from kith.tables.reading import read_table

WEEK = date(2026, 1, 12)
RULES = parse_rules(
    [
        {"must": "share_times"},
        {"must": "within_home", "within": 30},
        {"must": "share_speaks"},
        {"must": "overlap_free", "at_least": "2 weeks"},
    ],
    attributes={
        "times": {"kind": "availability", "week_of": WEEK},
        "home": {"kind": "location"},
        "speaks": {"kind": "languages"},
    },
)
HEAD = "id,times,time zone,latitude,longitude,speaks,free from,free to\n"


def side(text, rules=RULES, **options):
    return read_members(read_table(text.encode(), name="people.csv"), "people", rules, **options)


def refused(text, **options):
    with pytest.raises(KithError) as error:
        side(text, **options)
    return [
        (fault.code.removeprefix("matching.people."), fault.where.row, fault.where.column)
        for fault in error.value.faults
    ]


def test_a_row_becomes_values_of_each_kind():
    (row,) = side(
        HEAD + "A1,Mon 09:00-10:00,Asia/Kathmandu,51.5,-0.1,English; 中文,2026-03-01,2026-04-30\n"
    ).rows
    assert dict(row.attributes) == {
        "times": frozenset({"1T03:30"}),  # 03:15 to 04:15 UTC holds one whole half-hour
        "home": Point(51.5, -0.1),
        "speaks": frozenset({"en", "zh"}),
        "free": Period(date(2026, 3, 1), date(2026, 4, 30)),
    }


def test_one_column_may_hold_both_halves_and_the_rules_the_zone():
    rules = parse_rules(
        [
            {"must": "share_times"},
            {"prefer": "close_home", "within": 9, "weight": 1},
            {"must": "overlap_free"},
        ],
        attributes={
            "times": {"kind": "availability", "week_of": "2026-07-06", "time_zone": "europe/london"},
            "home": {"kind": "location"},
        },
    )
    text = 'id,times,home,free\nA1,Sun 23:30-00:30,"51.5 N, 0.1 W",2026-03-01 to 2026-03-02\nA2,,,\n'
    first, second = side(text, rules).rows
    assert dict(first.attributes) == {
        "times": frozenset({"7T22:30", "7T23:00"}),
        "home": Point(51.5, -0.1),
        "free": Period(date(2026, 3, 1), date(2026, 3, 2)),
    }
    assert dict(second.attributes) == {}


def test_what_cannot_be_read_is_told_by_row_and_column():
    text = HEAD + (
        "A1,Mon 25:00-26:00,Europe/London,95,0,Germn,2026-03-01,2026-02-01\n"
        "A2,Mon 9-10,,NaN,0,qqq,2026-03-01,\n"
        "A3,Mun 9-10,Europe/Lundon,1,,,soon,2026-02-01\n"
        "A4,9-10,Europe/Paris,1,181,,,\n"
        "A5,Mon 9-9,Europe/Paris,,,,,\n"
    )
    assert refused(text) == [
        ("time_of_day", 2, "times"),
        ("latitude_range", 2, "latitude"),
        ("language_unknown_near", 2, "speaks"),
        ("period_backwards", 2, "free from"),
        ("zone_needed", 3, "time zone"),
        ("tables.not_a_number", 3, "latitude"),
        ("language_unknown", 3, "speaks"),
        ("period_half", 3, "free from"),
        ("day_unknown_near", 4, "times"),
        ("zone_unknown_near", 4, "time zone"),
        ("point_half", 4, "latitude"),
        ("tables.not_a_date", 4, "free from"),
        ("hours_no_day", 5, "times"),
        ("longitude_range", 5, "longitude"),
        ("hours_empty", 6, "times"),
    ]


def test_the_nearest_zone_is_suggested():
    with pytest.raises(KithError) as error:
        side(HEAD + "A3,Mon 9-10,Lundon,,,,,\n")
    assert sentences(error.value.faults) == [
        "people.csv, row 2, column “time zone”: “Lundon” is not a time zone. Did you mean Europe/London?"
    ]


def test_every_fault_is_told_at_once_whatever_its_kind():
    rules = parse_rules([{"must": "same_site"}, {"must": "overlap_free"}])
    text = "e-mail,free,places,fewest\nann,2026-13-01,2,3\nbo@example.org,,1,2\n"
    assert refused(text, rules=rules) == [
        ("column_missing", None, None),
        ("tables.not_an_address", 2, "e-mail"),
        ("period_unreadable", 2, "free"),
        ("fewest_above_places", 3, "fewest"),
    ]


def test_a_kind_may_read_further_columns():
    text = "id,places,fewest,region,marks,linked with\nP1,4,2,North,A1: 70; A2: 65,P2\nP2,1,,,,\n"
    made = side(
        text,
        parse_rules([]),
        extra=(Field("marks", Text.of("marks"), FieldKind.TEXTS),),
        references=("linked_with",),
        attributes=(Attribute("region", AttributeKind.CATEGORY),),
    )
    first, second = made.rows
    assert (first.places, first.fewest, dict(first.attributes)) == (4, 2, {"region": "north"})
    assert (first.extra["marks"], second.extra["marks"], second.fewest) == (("A1: 70", "A2: 65"), None, 0)
    assert People((made,)).find(first, "linked_with", made.headings, Faults()) == ("P2",)


def test_the_fewest_reach_the_problem():
    rules = parse_rules([])
    left, right = (
        read_members(read_table(text, name="a.csv"), name, rules, place)
        for place, (name, text) in enumerate({"a": b"id\nA\n", "b": b"id,places,fewest\nB,3,2\n"}.items())
    )
    problem = make_problem(left, right, rules)
    assert problem.members[1] == Member("B", "b", {}, (), 3, 2)
    assert [fault.code for fault in check_problem(problem)] == ["matching.problem.fewest_possible"]


def test_identities_that_could_be_mistaken_for_one_another_are_refused():
    rules = parse_rules([])
    assert refused("\ufeffid,email\nann@example.org,bo@example.org\nBO@example.org,\n", rules=rules) == [
        ("id_is_email", 3, "id")
    ]
    assert refused("ID,email\nb1,\nB1,\n", rules=rules) == [("tables.doubled", 3, "ID")]
    assert side("id,email\nann@example.org,ANN@example.org\n", rules).rows[0].id == "ann@example.org"


def test_an_id_may_hold_a_comma_or_a_semicolon():
    rules = parse_rules([])
    text = 'id,must_be_with\n"Smith, Ann",Bo\nBo,"Smith, Ann, Cy"\nCy,"Bo; smith,ann"\n'
    made, faults = side(text, rules), Faults()
    people = People((made,))
    assert [people.find(row, "must_be_with", made.headings, faults) for row in made.rows] == [
        ("Bo",),
        ("Smith, Ann", "Cy"),
        ("Bo",),
    ]
    assert [(fault.params["value"], fault.where.row) for fault in faults] == [("smith,ann", 4)]


def test_values_as_json():
    assert value_to_json(Point(51.5, -0.1)) == {"latitude": 51.5, "longitude": -0.1}
    assert value_to_json(Period(WEEK, WEEK)) == {"from": "2026-01-12", "to": "2026-01-12"}


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ("Mon 9-5", "hours_past_midnight"),
        ("Mon 2-4", "hours_two_ways"),
        ("Mon 9:00", "hours_unreadable"),
        ("Mon " + "9-10, " * 500, "tables.too_long"),
    ],
)
def test_hours_that_could_mean_something_else_are_refused(hours, code):
    assert refused(HEAD + f'A1,"{hours}",Europe/London,,,,,\n') == [(code, 2, "times")]


def test_a_night_shift_and_a_half_of_the_day_are_read():
    text = HEAD + 'A1,"Sun 22:00-06:00, 2-4pm",UTC,,,,,\n'
    (row,) = side(text).rows
    assert len(row.attributes["times"]) == 20


def test_one_column_of_time_zones_serves_hours_and_a_rule():
    rules = parse_rules(
        [{"must": "share_times"}, {"prefer": "same_time_zone", "weight": 1}],
        attributes={"times": {"kind": "availability", "week_of": WEEK}},
    )
    (row,) = side("id,times,time zone\nA1,Mon 9-10,Asia/Tokyo\n", rules).rows
    assert dict(row.attributes) == {"times": frozenset({"1T00:00", "1T00:30"}), "time_zone": "asia/tokyo"}


def test_dates_that_could_be_read_two_ways_are_noted():
    rules = parse_rules([{"must": "overlap_free"}])
    made = side("id,free\nA1,3/4/2026 to 5/4/2026\n", rules)
    assert made.rows[0].attributes["free"] == Period(date(2026, 4, 3), date(2026, 4, 5))
    assert [(note.code, note.params["dates"]) for note in made.notes] == [("tables.dates_day_first", 2)]


def test_a_file_that_is_wrong_from_end_to_end_is_not_read_to_the_end():
    rules = parse_rules([{"must": "overlap_free"}])
    found = refused("id,free\n" + "".join(f"A{n},soon\n" for n in range(300)), rules=rules)
    assert len(found) == 201
    assert ("rows_unread", None, None) in found
