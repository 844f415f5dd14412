"""The end of a cohort for those who learn together, what reopening brings back, and the year after."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import PersonFactory
from tests.factories.learning import (
    AgreementVersionFactory,
    MeetingFactory,
    MentoringFactory,
    RelationshipFactory,
)
from tests.factories.running import running

from kith.service.cohorts.domain.closing import (
    Step,
    archive_cohort,
    close_cohort,
    consequences_of,
    reopen_cohort,
)
from kith.service.cohorts.models import Cohort, StageDate
from kith.service.core.models import AuditEvent, Mail
from kith.service.home.domain.export.learning import learning_sheets
from kith.service.learning.models import Certificate, Meeting, Relationship
from kith.service.matches.models import Pair
from kith.service.surveys.models import Wave
from kith.service.ui.web.wording import day

pytestmark = pytest.mark.django_db
State = Relationship.State
PLANNED = "learning.cancelled_by_closing"


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running)


@pytest.fixture
def made(kept_cohort, db):
    return kept_cohort()


@pytest.fixture
def pair(made):
    left, right = made.places["Amina"], made.places["Ben"]
    return RelationshipFactory(cohort=made.cohort, pair__left=left, pair__right=right)


def ahead(pair, days=9, **given):
    soon = timezone.now() + dt.timedelta(days=days)
    when = {"on": soon.date(), "starts_at": soon, "state": Meeting.State.PLANNED}
    return MeetingFactory(relationship=pair, **(when | given))


def page(person, address, status=200):
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_closing_ends_what_is_together_cancels_what_is_planned_and_tells(made, pair):
    held = MeetingFactory(relationship=pair)
    planned, proposed = ahead(pair), ahead(pair, state=Meeting.State.PROPOSED, starts_at=None, on=None)
    ended = RelationshipFactory(
        cohort=made.cohort,
        pair__left=made.places["Chen"],
        pair__right=made.places["Eve"],
        state=State.ENDED,
        end_reason="no_time",
    )
    close_cohort(by=made.by, cohort=made.cohort)
    pair.refresh_from_db()
    assert (pair.state, pair.end_reason, pair.next_meeting_at) == (State.ENDED, "completed", None)
    for row, state, sequence in ((held, "held", 0), (planned, "cancelled", 1), (proposed, "cancelled", 1)):
        row.refresh_from_db()
        assert (row.state, row.sequence) == (state, sequence)
    told = set(Mail.objects.filter(purpose=PLANNED, state="queued").values_list("person__name", flat=True))
    assert told == {"Amina Yusuf", "Ben Okafor"}
    assert Pair.objects.get(pk=pair.pair_id).state == Pair.State.ACTIVE
    ended.refresh_from_db()
    assert (ended.end_reason, ended.state_before_closing) == ("no_time", "")
    row = AuditEvent.objects.get(action="learning.complete_relationships")
    assert row.detail == {"relationships": 1, "meetings": 2}
    together = page(made.places["Amina"].person, reverse("learning:together", args=[pair.pk]))
    assert "The programme is closed" in together


def test_reopening_goes_on_where_they_were(made, pair):
    pair.state, pair.paused_until = State.PAUSED, timezone.localdate() + dt.timedelta(days=9)
    pair.save()
    mentoring = MentoringFactory(cohort=made.cohort, mentee=made.places["Amina"], mentor=PersonFactory())
    planned = ahead(mentoring)
    for _again in range(2):
        close_cohort(by=made.by, cohort=made.cohort)
        assert any("2 pairs and mentorings" in one for one in consequences_of(made.cohort, Step.REOPEN))
        reopen_cohort(by=made.by, cohort=made.cohort)
        found = dict(Relationship.objects.values_list("pk", "state"))
        assert found == {pair.pk: State.PAUSED, mentoring.pk: State.ACTIVE}
        assert set(Relationship.objects.values_list("end_reason", "state_before_closing")) == {("", "")}
    planned.refresh_from_db()
    assert planned.state == Meeting.State.CANCELLED
    assert Mail.objects.filter(purpose=PLANNED).count() == 2  # told once: the second time nothing was planned


def test_the_page_says_beforehand_what_closing_comes_to(made, pair):
    ahead(pair)
    AgreementVersionFactory(relationship=pair)
    Certificate.objects.create(place=made.places["Amina"], code="A", issued_at=timezone.now())
    said = " ".join(consequences_of(made.cohort, Step.CLOSE))
    for words in (
        "1 pair or mentoring ends, with the reason that the programme came to its end.",
        "1 planned meeting is cancelled, and those who expected it are told by mail.",
        "1 agreement is not signed by everybody, and stays as it is.",
        "3 people have no certificate yet.",
    ):
        assert words in said
    wave = Wave.objects.filter(cohort=made.cohort, state="planned").order_by("-opens_at").first()
    assert f"The follow-up questionnaires of {day(wave.opens_at)} will not be asked." in said
    close_cohort(by=made.by, cohort=made.cohort)
    said = " ".join(consequences_of(made.cohort, Step.ARCHIVE))
    assert "their own portfolio and certificate until" in said
    archive_cohort(by=made.by, cohort=made.cohort)
    assert "You can read it until" in page(made.places["Amina"].person, reverse("cohorts:archived"))


def test_the_year_after_reads_as_such(made, pair):
    today = timezone.localdate()
    cohort, amina = made.cohort, made.places["Amina"]
    address = reverse("learning:together", args=[pair.pk])
    assert "Afterwards" not in page(amina.person, address)
    assert "Agree how you will work together" in page(amina.person, "/")
    StageDate.objects.filter(cohort=cohort).exclude(stage="after").update(
        starts_on=today - dt.timedelta(days=200), ends_on=today - dt.timedelta(days=9)
    )
    cohort.starts_on, cohort.ends_on = today - dt.timedelta(days=200), today - dt.timedelta(days=9)
    cohort.followed_until = today + dt.timedelta(days=300)
    cohort.save()
    shown = page(amina.person, address)
    assert "You are free to meet on." in shown
    assert f"planned for {day(cohort.last_day)}" in shown
    assert reverse("learning:stay_in_touch", args=[amina.pk]) in shown
    home = page(amina.person, "/")
    assert f"The programme is over. You may be asked about it until {day(cohort.last_day)}." in home
    assert "Stay in touch" in home
    for begun in (home, shown):  # nobody is asked to begin anything any more
        assert "Agree how you will work together" not in begun
        assert "What would make a good match" not in begun
    line = page(made.lead, reverse("cohorts:show", args=[cohort.pk]))
    assert "Nothing recorded yet" in line
    assert reverse("learning:spin_offs", args=[cohort.pk]) in line
    close_cohort(by=made.by, cohort=cohort)
    assert "You can read on." in page(amina.person, "/")


def test_an_organisation_takes_along_that_people_met_and_nothing_that_they_wrote(made, pair):
    MeetingFactory(relationship=pair)
    sheets = learning_sheets(made.cohort.organisation, Cohort.objects.filter(pk=made.cohort.pk))
    found = {sheet.path: sheet.rows.count() for sheet in sheets}
    assert (found["relationships.csv"], found["relationship-members.csv"], found["meetings.csv"]) == (1, 2, 1)
    told = {field for sheet in sheets for field in sheet.fields}
    private = {"end_reason", "blocked_at", "left_because", "goals", "text", "answer", "clauses", "words"}
    assert told & private == set()
