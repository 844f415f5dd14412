"""The sections on learning together: exact counts."""

import datetime as dt
import json

import pytest
from tests.factories.learning import RelationshipFactory
from tests.integration.lived_pairs import (
    PAST,
    Reason,
    State,
    asked,
    dose_of,
    kept_asked,
    kept_lived,
    lived,
    modelled,
    rows_of,
    sections_of,
)

from kith.service.cohorts.models import StageDate
from kith.service.learning.models import (
    Event,
    SpinOff,
)
from kith.service.reports.domain.learned.facts import Spread, spread_of

pytestmark = pytest.mark.django_db
__all__ = ["asked", "kept_asked", "kept_lived", "lived"]


def test_spread():
    assert spread_of([]) is None
    assert spread_of([7, 0, 2, 4]) == Spread(4, 3.0, 0, 7)


def test_what_people_received_side_by_side(lived):
    dose = sections_of(lived)["dose"]
    assert [[column["label"] for column in table["columns"]] for table in dose["blocks"]] == [
        ["Activity", "Side", "People", "Expected", "Reached it"],
        ["Activity", "Side", "Times each", "Hours each", "Times without a length"],
    ]
    assert dose_of(dose) == [
        [
            "Conversation",
            "Clinicians",
            "8",
            "6",
            "2 of 8",
            "3.5 (0 to 7)",
            "3 (0 to 6), of 7 people",
            "1 of 28",
        ],
        [
            "Conversation",
            "Managers",
            "8",
            "6",
            "2 of 8",
            "3.5 (0 to 7)",
            "3 (0 to 6), of 7 people",
            "1 of 28",
        ],
        ["Shadowing", "Clinicians", "8", "2", "1 of 8", "0 (0 to 2)", "0 (0 to 8)", "0 of 2"],
        ["Shadowing", "Managers", "8", "2", "0 of 8", "0 (0 to 0)", "0 (0 to 0)", "0 of 0"],
        [
            "Other meetings",
            "Clinicians",
            "8",
            "No number",
            "No number",
            "0 (0 to 1)",
            "0 (0 to 0.5)",
            "0 of 1",
        ],
        ["Other meetings", "Managers", "8", "No number", "No number", "0 (0 to 1)", "0 (0 to 0.5)", "0 of 1"],
        ["Mentor", "Clinicians", "1", "3", *["fewer than 5 people"] * 4],
        ["Mentor", "Managers", "0", "3", *["Nobody had one"] * 4],
    ]
    assert dose["blocks"][0]["notes"][-1] == (
        "Not counted, because what people write belongs to them: Reflection."
    )


def test_what_became_of_the_pairs(lived):
    pairs = sections_of(lived)["pairs"]
    assert rows_of(pairs) == [
        ["Pairs that were made", "9"],
        ["Together, or together to the end", "7"],
        ["Ended before that", "2"],
        ["Never met, as far as anybody noted", "1"],
        ["People who were given a new partner", "2"],
        ["Times that a pair met", "3 (0 to 7)"],
    ]
    assert len(pairs["blocks"]) == 1


def test_the_first_page_says_how_the_pairs_fared(lived, asked):
    said = "9 pairs were made, and 7 of them lasted. Times that a pair met: 3 (0 to 7), the middle with the fewest"
    assert said in json.dumps(modelled(lived)["summary"])
    assert "pairs were made" not in json.dumps(modelled(asked)["summary"])


def test_why_pairs_ended_is_told_when_the_programme_is_over_and_never_of_a_few(lived):
    StageDate.objects.filter(cohort=lived.cohort, stage="running").update(starts_on=PAST, ends_on=PAST)
    told = sections_of(lived)["pairs"]["blocks"][1]
    assert told == {"type": "paragraph", "text": "Why pairs ended is not told, because too few did."}
    for _number in range(9):
        RelationshipFactory(cohort=lived.cohort, state=State.ENDED, end_reason=Reason.NO_TIME)
    pairs = sections_of(lived)["pairs"]
    assert [column["label"] for column in pairs["blocks"][1]["columns"]] == ["Reason", "Pairs"]
    reasons = dict(rows_of(pairs, table=1))
    assert (reasons["There was no time for it"], reasons["It was not a good fit"]) == ("10", "7 or fewer")


def test_how_it_was_run(lived):
    Event.objects.create(cohort=lived.cohort, activity="gone", title="A talk", state="held", minutes=60)
    running = sections_of(lived)["implementation"]
    assert rows_of(running) == [["Other meetings", "No number", "1", "0", "0"]]
    assert rows_of(running, table=1) == [
        ["Meetings that were held", "32"],
        ["of these, noted by those who met", "31"],
        ["of these, noted for them by the people who run the programme", "1"],
        ["Meetings that did not happen", "1"],
        ["Meetings that were called off", "0"],
        ["Reminders that Kith sent by itself", "2"],
        ["Reminders that the people who run the programme sent", "1"],
        ["Pairs, or mentors and those they mentor, that were reminded", "2"],
        ["Pairs, or mentors and those they mentor, that paused at some time", "2"],
    ]


def test_what_came_of_it_says_whether_it_still_runs(lived):
    for number, facts in enumerate(
        (
            {"name": "Bed forum", "kind": "forum", "seen_on": dt.date(2026, 9, 1)},
            {"name": "Rota", "kind": "change", "ended_on": dt.date(2026, 6, 1)},
            {"name": "Readers", "kind": "network"},
            {"name": "Only suggested", "kind": "other", "is_confirmed": False},
        )
    ):
        started = PAST + dt.timedelta(days=number)
        SpinOff.objects.create(cohort=lived.cohort, started_on=started, **facts)
    assert rows_of(sections_of(lived)["spin_offs"]) == [
        ["Bed forum", "Forum", "2 March 2026", "Yes, last seen on 1 September 2026"],
        ["Rota", "Change in how things are done", "3 March 2026", "Ended on 1 June 2026"],
        ["Readers", "Network", "4 March 2026", "Nobody has said since"],
    ]
