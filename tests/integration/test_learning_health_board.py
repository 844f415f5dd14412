"""The pair-health board: contact in words and marks, worst first, as many queries for fifty rows as for one."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.cohorts import CohortFactory, CohortRoleFactory
from tests.factories.learning import MeetingFactory, MentoringFactory, RelationshipFactory

from kith.service.cohorts.domain.notices import notices_of
from kith.service.cohorts.domain.stages import progress_of
from kith.service.cohorts.models import StageDate
from kith.service.core.models import Mail
from kith.service.learning.domain.health.board import Mark, board_rows, months_of
from kith.service.learning.domain.meeting.contact import recount
from kith.service.learning.models import Meeting, Nudge, Relationship

pytestmark = pytest.mark.django_db
State = Relationship.State


def days_ago(days):
    return timezone.localdate() - dt.timedelta(days=days)


@pytest.fixture
def cohort():
    cohort = CohortFactory(name="Spring")
    dates = {"starts_on": days_ago(100), "ends_on": days_ago(-60)}
    StageDate.objects.create(cohort=cohort, stage="running", **dates)
    return cohort


@pytest.fixture
def lead(client, cohort):
    person = CohortRoleFactory(cohort=cohort).person
    client.force_login(person)
    return person


def board(cohort, **query):
    return reverse("learning:health", args=[cohort.pk], query=query)


def pair(cohort, one, other, **given):
    row = RelationshipFactory(cohort=cohort, **({"started_on": days_ago(100)} | given))
    for member, name in zip(row.members.order_by("pk"), (one, other), strict=True):
        type(member.person).objects.filter(pk=member.person_id).update(name=name)
    return row


def shown(client, address):
    page = client.get(address).content.decode()
    names = ("Ada", "Ben", "Cai", "Dot", "Eli", "Fay")
    return [name for _place, name in sorted((page.find(name), name) for name in names) if name in page]


@pytest.fixture
def world(cohort, lead):
    soon = timezone.now() + dt.timedelta(days=2)
    pair(cohort, "Ada", "Aya", last_met_on=days_ago(43))
    pair(cohort, "Ben", "Bea", started_on=days_ago(60))
    pair(cohort, "Cai", "Cat", last_met_on=days_ago(5))
    pair(cohort, "Dot", "Dov", last_met_on=days_ago(50), next_meeting_at=soon)
    pair(cohort, "Eli", "Eve", state=State.PAUSED, paused_from=days_ago(9), paused_until=days_ago(-9))
    pair(cohort, "Fay", "Fox", state=State.ENDED, ended_at=timezone.now(), end_reason="not_a_fit")
    return cohort


FILTERS = {
    "": ["Ben", "Ada", "Cai", "Dot", "Eli"],
    "fading": ["Ben", "Ada"],
    "never": ["Eli", "Ben"],
    "paused": ["Eli"],
    "ended": ["Fay"],
    "all": ["Ben", "Ada", "Cai", "Dot", "Eli", "Fay"],
    "nonsense": ["Ben", "Ada", "Cai", "Dot", "Eli"],
}


def test_worst_first_and_every_filter(client, world):
    found = {wanted: shown(client, board(world, show=wanted)) for wanted in FILTERS}
    assert {wanted: sorted(names) for wanted, names in found.items()} == {
        wanted: sorted(names) for wanted, names in FILTERS.items()
    }
    assert found["fading"] == FILTERS["fading"]
    assert found[""][:2] == ["Ben", "Ada"]
    assert found["all"][-1] == "Fay"
    assert shown(client, board(world, search="aya")) == ["Ada"]


def test_contact_in_words_and_never_what_it_was_about(client, world):
    page = client.get(board(world, show="all")).content.decode()
    for words in (
        "has not met for 43 days",
        "never met; started 60 days ago",
        "met 5 days ago",
        "paused until",
        "ended on",
        "Fading",
        "Meeting planned",
    ):
        assert words in page
    assert "not a good fit" not in page


def test_a_month_has_a_mark_and_a_word(cohort):
    row = RelationshipFactory(
        cohort=cohort, started_on=dt.date(2026, 1, 5), pauses=[["2026-05-03", "2026-06-01"]]
    )
    held, planned, missed = Meeting.State.HELD, Meeting.State.PLANNED, Meeting.State.MISSED
    for day, state in (
        ("2026-01-20", held),
        ("2026-01-27", held),
        ("2026-02-03", missed),
        ("2026-03-03", missed),
        ("2026-03-30", planned),
        ("2026-04-02", Meeting.State.CANCELLED),
    ):
        MeetingFactory(relationship=row, on=dt.date.fromisoformat(day), state=state)
    months = [(2026, number) for number in range(1, 8)]
    (found,) = board_rows([row], months)
    assert found.marks == (
        (Mark.MET, 2),
        (Mark.MISSED, 1),
        (Mark.PLANNED, 1),
        (Mark.NOTHING, 0),
        (Mark.PAUSED, 1),
        (Mark.PAUSED, 1),
        (Mark.NOTHING, 0),
    )


@pytest.mark.parametrize(
    ("first", "last", "today", "months"),
    [
        ("2026-01-12", "2026-07-11", "2026-03-10", [(2026, n) for n in range(1, 8)]),
        ("2025-11-30", "2026-01-01", "2026-03-10", [(2025, 11), (2025, 12), (2026, 1)]),
        ("2024-01-01", "2026-12-31", "2026-03-10", [(2025, n) for n in range(5, 13)] + [(2026, n) for n in range(1, 5)]),
        ("2026-01-01", "2028-12-31", "2026-03-10", [(2026, n) for n in range(1, 13)]),
    ],
)  # fmt: skip
def test_the_months_of_the_stage_and_of_a_long_one_a_year(cohort, first, last, today, months):
    StageDate.objects.update(starts_on=first, ends_on=last)
    assert months_of(cohort, dt.date.fromisoformat(today)) == months


def test_the_board_asks_as_often_for_fifty_rows_as_for_one(client, cohort, lead):
    counts, there = {}, 0
    for size in (1, 3, 60):
        for _number in range(there, size):
            row = RelationshipFactory(cohort=cohort, started_on=days_ago(90))
            MeetingFactory(relationship=row)
        there = size
        client.get(board(cohort))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(board(cohort)).status_code == 200
        counts[size] = len(asked)
    assert len(set(counts.values())) == 1, counts


def test_many_cohorts_are_asked_about_at_once(django_assert_num_queries, cohort):
    cohorts = [cohort]
    for _number in range(3):
        cohorts.append(CohortFactory(organisation=cohort.organisation))
        StageDate.objects.create(
            cohort=cohorts[-1], stage="running", starts_on=days_ago(100), ends_on=days_ago(-60)
        )
    for one in cohorts[:3]:
        RelationshipFactory(cohort=one, started_on=days_ago(50))
    MentoringFactory(cohort=cohort, started_on=days_ago(99))
    RelationshipFactory(cohort=cohorts[3], started_on=days_ago(5))
    from kith.service.learning.web.health.health_places import notices

    with django_assert_num_queries(1):
        found = notices(cohorts, timezone.now())
    assert [one.cohort for one in found] == [cohort, cohort, *cohorts[1:3]]
    said = {one.words for one in found}
    assert "1 pair has not met for 42 days or more" in said
    assert any("mentor has not met" in words for words in said)
    assert not notices_of(cohorts[3:], timezone.now())


def test_the_stage_says_how_many_have_met(cohort):
    assert progress_of("running", cohort).count is None
    RelationshipFactory(cohort=cohort, started_on=days_ago(50))
    RelationshipFactory(cohort=cohort, last_met_on=days_ago(3))
    RelationshipFactory(cohort=cohort, state=State.ENDED)
    said = progress_of("running", cohort)
    assert (said.count, said.state) == ("1 of 2 pairs have met; 1 is fading", "now")
    assert said.action.address == board(cohort)
    StageDate.objects.update(ends_on=days_ago(1))
    assert (progress_of("running", cohort).count, progress_of("running", cohort).state) == (
        "1 of 2 pairs have met",
        "done",
    )


def test_why_pairs_ended_is_told_afterwards_and_small_counts_never(client, cohort, lead):
    for reason, count in (("no_time", 12), ("not_a_fit", 2)):
        for _number in range(count):
            RelationshipFactory(cohort=cohort, state=State.ENDED, end_reason=reason)
    assert "Why pairs ended" not in client.get(board(cohort)).content.decode()
    StageDate.objects.update(ends_on=days_ago(1))
    page = client.get(board(cohort)).content.decode()
    foot = page[page.index("Why pairs ended") :]
    assert "7 or fewer" in foot
    assert "There was no time for it" in foot
    assert ">2<" not in foot
    assert ">12<" not in foot


def test_one_pairs_page_and_a_reminder_shown_before_it_goes(client, cohort, lead):
    row = pair(cohort, "Ada Bell", "Ben Cole", started_on=days_ago(90))
    MeetingFactory(relationship=row, minutes=45, on=days_ago(60))
    recount([row.pk], by=lead_actor(lead))
    row.members.order_by("pk").first().person.__class__.objects.filter(name="Ada Bell").update(
        language="zh-hans"
    )
    page = reverse("learning:health_of", args=[cohort.pk, row.pk])
    said = client.get(page).content.decode()
    assert "45 minutes" in said
    assert "has not met for 60 days" in said
    nudge = reverse("learning:nudge", args=[cohort.pk, row.pk])
    preview = client.get(nudge).content.decode()
    assert "Finding a time with Ada Bell" in preview
    assert 'lang="zh-hans"' in preview
    assert not Mail.objects.exists()
    assert client.post(nudge).status_code == 302
    assert Nudge.objects.get().sent_by == Nudge.By.LEAD
    assert Mail.objects.count() == 2
    assert "By the people who run the programme" in client.get(page).content.decode()
    again = client.post(nudge)
    assert again.status_code == 422
    assert "reminded today already" in again.content.decode()


def test_the_way_to_other_partners_gives_up_this_very_pair(client, cohort, lead):
    row = pair(cohort, "Ada Bell", "Ben Cole", started_on=days_ago(90))
    there = f"{reverse('matches:rematch', args=[cohort.pk])}?give_up={row.pair_id}"
    pages = (board(cohort), reverse("learning:health_of", args=[cohort.pk, row.pk]))
    assert [client.get(page).content.decode().count(f'href="{there}"') for page in pages] == [1, 1]
    assert f'value="{row.pair_id}" checked' in client.get(there).content.decode()


def test_what_the_lead_does_for_them(client, cohort, lead):
    row = pair(cohort, "Ada Bell", "Ben Cole")
    page = reverse("learning:health_of", args=[cohort.pk, row.pk])
    log = {"activity": "conversation", "day": "yesterday", "length": "60"}
    assert client.post(f"{page}log/", {"day": ""}).status_code == 422
    assert client.post(f"{page}log/", log).url == page
    assert "For them" in client.get(page).content.decode()
    until = days_ago(-20)
    day = {"until_day": until.day, "until_month": until.month, "until_year": until.year}
    assert client.post(f"{page}pause/", {"until_day": ""}).status_code == 422
    assert client.post(f"{page}pause/", day).url == page
    said = client.get(page).content.decode()
    assert "Pauses" in said
    assert "End the pause now" in said
    assert client.post(f"{page}resume/").url == page
    assert client.post(f"{page}end/", {"reason": "boredom"}).status_code == 422
    assert client.post(f"{page}end/", {"reason": "no_time"}).url == page
    said = client.get(page).content.decode()
    assert "no time" not in said
    assert "Remind them now" not in said


def lead_actor(person):
    from kith.service.core.domain.actors import Actor

    return Actor.of_person(person)
