"""The sections on learning together: what is kept back, what was not recorded, in how many queries."""

import json

import pytest
from tests.factories.learning import MeetingFactory
from tests.integration.lived_pairs import (
    asked,
    dose_of,
    imperial,
    kept_asked,
    kept_lived,
    lived,
    made_pair,
    modelled,
    rows_of,
    sections_of,
)

from kith.service.cohorts.models import Place
from kith.service.learning.models import (
    Attendance,
    Event,
    JointProject,
)
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.models import Invitation, Response

pytestmark = pytest.mark.django_db
__all__ = ["asked", "kept_asked", "kept_lived", "lived"]


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
