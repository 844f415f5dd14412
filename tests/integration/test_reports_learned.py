"""The sections on learning together: exact counts, what is kept back, what was not recorded."""

import datetime as dt
import json

import pytest
from django.utils import translation
from tests.factories.learning import MeetingFactory, MentoringFactory, PairFactory, RelationshipFactory
from tests.factories.reports import CHANGES, measured_cohort, new_cohort

from kith.publishing.report_json import report_to_json
from kith.service.cohorts.models import Cohort, Place, StageDate
from kith.service.learning.models import (
    Attendance,
    Event,
    JointProject,
    Meeting,
    Nudge,
    Relationship,
    SpinOff,
)
from kith.service.reports import bridge
from kith.service.reports.domain import actions
from kith.service.reports.domain.learned.facts import Spread, spread_of
from kith.service.reports.domain.making import material_of
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.models import Invitation, Response

pytestmark = pytest.mark.django_db
PAST = dt.date(2026, 3, 2)
State, Reason = Relationship.State, Relationship.EndReason


def asked_world():
    made = new_cohort()
    made.places = measured_cohort(made.cohort, CHANGES)
    return made


def lived_world():
    """Eight pairs. The first never talks, the second talks once, ... the last seven times, once for nobody knows how
    long. The third and fourth end, and two of their people are brought together anew."""
    made = asked_world()
    pairs = list(zip(made.places["clinician"], made.places["manager"], strict=True))
    together = [made_pair(made.cohort, left, right) for left, right in pairs]
    for times, one in enumerate(together):
        for number in range(times):
            minutes = None if (times, number) == (7, 0) else 60
            MeetingFactory(relationship=one, activity="conversation", minutes=minutes)
    watched(together[0], pairs[0][0].person, times=2)
    MeetingFactory(relationship=together[1], activity="", is_logged_for_them=True, minutes=30)
    MeetingFactory(relationship=together[1], activity="conversation", state=Meeting.State.MISSED)
    MeetingFactory(relationship=together[1], activity="conversation", state=Meeting.State.PLANNED)
    for one, reason in ((together[2], Reason.NO_TIME), (together[3], Reason.NOT_A_FIT)):
        Relationship.objects.filter(pk=one.pk).update(state=State.ENDED, end_reason=reason)
    Relationship.objects.filter(pk=together[4].pk).update(state=State.ENDED, end_reason=Reason.COMPLETED)
    Relationship.objects.filter(pk=together[5].pk).update(state=State.PAUSED)
    Relationship.objects.filter(pk=together[6].pk).update(pauses=[["2026-03-02", "2026-04-01"]])
    made_pair(made.cohort, pairs[2][0], pairs[3][1])
    for occasion in ("a", "b"):
        Nudge.objects.create(relationship=together[0], sent_by=Nudge.By.TICK, occasion=occasion)
    Nudge.objects.create(relationship=together[1], sent_by=Nudge.By.LEAD, occasion="c")
    mentored = MentoringFactory(cohort=made.cohort, mentee=pairs[0][0])
    MeetingFactory(relationship=mentored, minutes=45)
    return made


def made_pair(cohort, left, right):
    return RelationshipFactory(cohort=cohort, pair=PairFactory(cohort=cohort, left=left, right=right))


def watched(relationship, watcher, times):
    for _number in range(times):
        MeetingFactory(relationship=relationship, activity="shadowing", watcher=watcher, minutes=240)


@pytest.fixture(scope="module")
def kept_lived(keep):
    return keep(lived_world)


@pytest.fixture
def lived(kept_lived, db):
    return kept_lived()


@pytest.fixture(scope="module")
def kept_asked(keep):
    return keep(asked_world)


@pytest.fixture
def asked(kept_asked, db):
    return kept_asked()


def sections_of(made, **wanted):
    return {one["key"]: one for one in modelled(made, **wanted)["sections"]}


def modelled(made, *, language="en", audience="public"):
    """The report's model, without drawing anything."""
    by = made.evaluator if audience == "evaluator" else made.by
    report = actions.make_report(by=by, cohort=made.cohort, audience=audience, language=language, seed=7)
    with translation.override(language):
        model = bridge.model_of(material_of(report), lambda *_told: None)
    return report_to_json(model)["report"]


def rows_of(section, table=0):
    return [
        [cell if isinstance(cell, str) else cell["reason"] for cell in row]
        for row in section["blocks"][table]["rows"]
    ]


def dose_of(section):
    """What stands of a line in each of the two tables, after one another."""
    both = list(zip(rows_of(section), rows_of(section, 1), strict=True))
    assert all(one[:2] == other[:2] for one, other in both)
    return [[*one, *other[2:]] for one, other in both]


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


def test_where_nothing_is_recorded_it_says_so_and_nowhere_else(asked, lived):
    found = sections_of(asked)
    assert list(found) == [
        "change",
        "once-experience",
        "pooled",
        "left-out",
        "limits",
        "flow",
        "dose",
        "response",
        "both_sides",
        "pairs",
        "equality",
        "reliability",
        "frameworks",
        "implementation",
        "harms_costs",
        "spin_offs",
        "method",
        "cards",
    ]
    for key in ("dose", "pairs", "spin_offs"):
        assert found[key]["blocks"] == [{"type": "paragraph", "text": "This was not recorded."}]
    assert found["implementation"]["blocks"][0]["text"] == "This was not recorded."
    lived_in = sections_of(lived)
    for key in ("dose", "pairs"):
        assert "not recorded" not in json.dumps(lived_in[key]).lower()


def test_whether_the_only_one_of_a_side_has_answered_is_told_nowhere(asked):
    for place in asked.places["manager"][1:]:
        Invitation.objects.filter(place=place).delete()
        Response.objects.filter(pseudonym=pseudonym_of(place)).delete()
    report = modelled(asked)
    sections = {one["key"]: one for one in report["sections"]}
    reliability = json.dumps(sections["reliability"])
    assert '["Before", "8", "8",' in reliability
    assert "of which fewer than 5 people were asked are not counted here" in reliability
    (told,) = (block for block in report["summary"] if block["type"] == "table")
    stayed = sections["response"]["blocks"][1]
    for table, names in ((told, 2), (stayed, 2)):
        rows = [row for row in table["rows"] if "Managers" in row[1]]
        assert rows
        assert all(cell["code"] == "too_few_matched" for row in rows for cell in row[names:])


def test_pairs_that_nobody_noted_anything_of_have_no_dose(asked):
    for left, right in zip(asked.places["clinician"], asked.places["manager"], strict=True):
        made_pair(asked.cohort, left, right)
    found = sections_of(asked)
    assert found["dose"]["blocks"][0]["type"] == "paragraph"
    assert rows_of(found["pairs"])[-1] == ["Times that a pair met", "Not recorded"]


def test_of_a_few_pairs_nothing_but_their_number_is_told(asked):
    pairs = list(zip(asked.places["clinician"], asked.places["manager"], strict=True))[:4]
    for left, right in pairs:
        MeetingFactory(relationship=made_pair(asked.cohort, left, right), activity="conversation")
    for places in asked.places.values():
        for place in places[4:]:
            Place.objects.filter(pk=place.pk).update(state=Place.State.WITHDRAWN)
    found = sections_of(asked)
    assert rows_of(found["pairs"]) == [
        ["Pairs that were made", "4"],
        *([label, "fewer than 5 pairs"] for label, _value in rows_of(found["pairs"])[1:]),
    ]
    assert {tuple(row[4:]) for row in dose_of(found["dose"])} == {
        ("fewer than 5 people",) * 4,
        ("Nobody had one",) * 4,
    }
    assert {row[1] for row in rows_of(found["implementation"])} == {"fewer than 5 pairs"}


def imperial(made):
    """The same cohort, as if it had begun as that variant."""
    Cohort.objects.filter(pk=made.cohort.pk).update(variant="imperial")
    made.cohort = Cohort.objects.get(pk=made.cohort.pk)
    return made.cohort


def test_sessions_and_a_project_of_the_imperial_variant(asked):
    cohort = imperial(asked)
    held = [Event.objects.create(cohort=cohort, activity="workshop", title="One", state="held", minutes=90)]
    held.append(
        Event.objects.create(cohort=cohort, activity="workshop", title="Two", state="held", minutes=60)
    )
    Event.objects.create(cohort=cohort, activity="workshop", title="Three", state="cancelled", minutes=60)
    for number, place in enumerate(asked.places["clinician"]):
        Attendance.objects.create(
            event=held[0], place=place, state="attended", minutes=30 if number == 0 else None
        )
        Attendance.objects.create(event=held[1], place=place, state="attended" if number else "missed")
    for number, (left, right) in enumerate(
        zip(asked.places["clinician"], asked.places["manager"], strict=True)
    ):
        state = JointProject.State.DONE if number < 3 else JointProject.State.UNDER_WAY
        JointProject.objects.create(
            relationship=made_pair(cohort, left, right), activity="project", title="Beds", state=state
        )
    found = sections_of(asked)
    rows = {tuple(row[:2]): row[2:] for row in dose_of(found["dose"])}
    assert rows["Workshop", "Specialty registrars"] == [
        "8",
        "3",
        "0 of 8",
        "2 (1 to 2)",
        "2.5 (0.5 to 2.5)",
        "0 of 15",
    ]
    assert rows["Workshop", "Managers"] == ["8", "3", *["Not recorded"] * 4]  # nobody noted whether they came
    assert rows["Joint improvement project", "Managers"] == ["8", "1", "3 of 8", *["Not recorded"] * 3]
    assert rows["Shadowing", "Managers"] == ["8", "2", *["Not recorded"] * 4]
    assert rows_of(found["implementation"])[0] == ["Workshop", "3", "2", "0", "1"]


def test_a_report_needs_the_same_number_of_queries_for_any_number_of_pairs(
    asked, django_assert_max_num_queries
):
    from kith.service.cohorts.domain.definitions import definition_of
    from kith.service.reports.domain.learned.reading import learned_in

    for left, right in zip(asked.places["clinician"], asked.places["manager"], strict=True):
        MeetingFactory(relationship=made_pair(asked.cohort, left, right), activity="conversation")
    definition = definition_of(asked.cohort)
    with django_assert_max_num_queries(18):
        learned_in(asked.cohort, definition)


def test_the_evaluators_report_tells_no_more_of_it(lived):
    assert sections_of(lived, audience="evaluator")["dose"] == sections_of(lived)["dose"]


def test_it_is_said_in_chinese(lived):
    found = sections_of(lived, language="zh-hans")
    assert rows_of(found["dose"])[0][:2] == ["交谈", "临床人员"]


def test_nobody_is_named(lived):
    whole = json.dumps([sections_of(lived)[key] for key in ("dose", "pairs", "implementation")])
    assert "Named " not in whole
