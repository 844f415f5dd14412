"""Reminders to meet: who is reminded and when, at most three in a row, nothing doubled and nothing stale."""

import datetime as dt
import io
import zipfile
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from tests.factories.cohorts import CohortFactory, CohortRoleFactory
from tests.factories.learning import ConcernFactory, MeetingFactory, MentoringFactory, RelationshipFactory

from kith.foundation.faults import KithError
from kith.programmes.durations import parse
from kith.service.cohorts.domain.closing import close_cohort
from kith.service.cohorts.domain.notices import notices_of
from kith.service.cohorts.models import StageDate
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.outbox import confidential_counts, visible_mails
from kith.service.core.models import AuditEvent, Mail, MailState
from kith.service.home.domain.export.packing import pack
from kith.service.learning.domain.health import concerns, nudge_mails, nudging
from kith.service.learning.domain.health.nudge_mails import NUDGE, next_morning
from kith.service.learning.domain.health.rules import latest_start
from kith.service.learning.domain.meeting.contact import recount
from kith.service.learning.domain.relating import pausing
from kith.service.learning.domain.relating.ending import settle_end
from kith.service.learning.models import Concern, Meeting, Nudge, Relationship

pytestmark = pytest.mark.django_db
BY = Actor.system("tests")
State = Relationship.State


def days_ago(days):
    return timezone.localdate() - dt.timedelta(days=days)


def running_cohort():
    cohort = CohortFactory()
    StageDate.objects.create(cohort=cohort, stage="running", starts_on=days_ago(200), ends_on=days_ago(-60))
    return cohort


@pytest.fixture
def cohort():
    return running_cohort()


def quiet(cohort, days=60, **given):
    """Met so many days ago, and since then nothing."""
    return RelationshipFactory(
        cohort=cohort, **({"started_on": days_ago(150), "last_met_on": days_ago(days)} | given)
    )


def nudge_mail(state=MailState.QUEUED):
    return Mail.objects.filter(purpose=NUDGE, state=state)


def test_whoever_has_gone_quiet_is_reminded_and_nobody_else(cohort):
    reminded = {
        quiet(cohort, 42),
        quiet(cohort, started_on=days_ago(60), last_met_on=None),
        MentoringFactory(cohort=cohort, started_on=days_ago(100)),
    }
    later = timezone.now() + dt.timedelta(days=3)
    over = CohortFactory()
    StageDate.objects.create(cohort=over, stage="running", starts_on=days_ago(200), ends_on=days_ago(2))
    closed = running_cohort()
    left_alone = {
        quiet(cohort, 41),
        quiet(cohort, next_meeting_at=later),
        quiet(cohort, state=State.PAUSED, paused_from=days_ago(5), paused_until=days_ago(-9)),
        quiet(cohort, state=State.ENDED),
        quiet(cohort, nudged_at=timezone.now() - dt.timedelta(days=20), nudges_unanswered=1),
        quiet(cohort, nudged_at=timezone.now() - dt.timedelta(days=50), nudges_unanswered=3),
        MentoringFactory(cohort=cohort, started_on=days_ago(60)),
        quiet(over),
        quiet(closed),
        quiet(CohortFactory()),
    }
    close_cohort(by=BY, cohort=closed)
    now = timezone.now()
    assert nudging.nudge_due(now) == 3
    assert set(Nudge.objects.values_list("relationship_id", flat=True)) == {row.pk for row in reminded}
    assert not left_alone & reminded
    mails = list(nudge_mail())
    assert len(mails) == 6 == len({mail.once_key for mail in mails})
    for row in reminded:
        people = {member.person_id for member in row.members.all()}
        mine = [mail for mail in mails if mail.link_wanted["subject_id"] == str(row.pk)]
        assert {mail.person_id for mail in mine} == people
        assert {mail.link_wanted["person_id"] for mail in mine} == {str(one) for one in people}
    assert nudging.nudge_due(now) == nudging.nudge_due(now + dt.timedelta(minutes=1)) == 0
    assert nudge_mail().count() == 6


def test_each_reads_it_in_their_own_language_with_the_others_name_and_no_blame(cohort):
    row = quiet(cohort)
    one, other = (member.person for member in row.members.order_by("pk"))
    one.language = "zh-hans"
    one.save()
    nudging.nudge_due(timezone.now())
    english = nudge_mail().get(person=other)
    assert one.called in english.subject
    assert one.called in english.body
    assert "{link}" in english.body
    assert "You and" in english.body
    for word in ("must", "failed", "late", "should have", "warning"):
        assert word not in english.body.lower().replace("later", "")
    assert nudge_mail().get(person=one).language == "zh-hans"


def test_a_lead_can_not_tell_who_is_left_in_peace(cohort):
    blocked, worried, unpaired, fine = (quiet(cohort) for _number in range(4))
    blocked.members.update(blocked_at=timezone.now())
    ConcernFactory(cohort=cohort, relationship=worried, to=Concern.To.SECOND_CONTACT)
    ConcernFactory(cohort=cohort, person=unpaired.members.first().person, to=Concern.To.SECOND_CONTACT)
    before = AuditEvent.objects.filter(organisation_id=cohort.organisation_id).count()
    nudging.nudge_due(timezone.now())
    assert set(nudge_mail().values_list("person", flat=True)) == set(
        fine.members.values_list("person", flat=True)
    )
    assert Nudge.objects.count() == 4
    assert {row.nudges_unanswered for row in Relationship.objects.all()} == {1}
    assert not visible_mails(cohort.organisation, cohort.pk).exists()
    assert confidential_counts(cohort.organisation, cohort.pk) == ()
    history = AuditEvent.objects.filter(organisation_id=cohort.organisation_id)
    assert history.count() == before + 4
    out = io.BytesIO()
    pack(cohort.organisation, out, lambda *_progress: None)
    with zipfile.ZipFile(out) as files:
        assert "learning.nudge" not in files.read("mails-confidential.csv").decode()
    Concern.objects.update(state=Concern.State.CLOSED)
    Relationship.objects.update(nudged_at=timezone.now() - dt.timedelta(days=50))
    Nudge.objects.update(occasion="2026-01-01")
    nudging.nudge_due(timezone.now())
    assert blocked.members.first().person_id not in nudge_mail().values_list("person", flat=True)
    assert nudge_mail().filter(person__in=worried.members.values("person")).count() == 2


def test_after_three_the_lead_is_told_instead(cohort):
    row = quiet(cohort)
    for number in (1, 2, 3):
        assert nudging.nudge_due(timezone.now()) == 1
        row.refresh_from_db()
        assert row.nudges_unanswered == number
        Nudge.objects.filter(relationship=row, occasion=timezone.now().date().isoformat()).update(
            occasion=f"earlier {number}"
        )
        Relationship.objects.update(nudged_at=timezone.now() - dt.timedelta(days=50))
    assert nudging.nudge_due(timezone.now()) == 0
    (told,) = notices_of([cohort], timezone.now())
    assert "1 of them was reminded three times: please telephone" in told.words
    assert told.address.endswith("/health/?show=fading")


def test_the_mail_server_was_away_and_nobody_gets_two(cohort):
    row = quiet(cohort)
    nudging.nudge_due(timezone.now())
    first = set(nudge_mail().values_list("pk", flat=True))
    Nudge.objects.update(occasion="earlier")
    Relationship.objects.filter(pk=row.pk).update(nudged_at=timezone.now() - dt.timedelta(days=50))
    nudging.nudge_due(timezone.now())
    assert set(nudge_mail(MailState.WITHDRAWN).values_list("pk", flat=True)) == first
    assert nudge_mail().count() == 2


def meet(row, **given):
    MeetingFactory(relationship=row, **given)
    recount([row.pk], by=BY)


def plan(row):
    soon = timezone.now() + dt.timedelta(days=3)
    meet(row, state=Meeting.State.PLANNED, on=soon.date(), starts_at=soon)


def pause(row):
    pausing.pause(by=BY, relationship=row, until=timezone.localdate() + dt.timedelta(days=30))


OVERTAKEN = {
    "met": lambda row: meet(row, on=days_ago(1)),
    "planned": plan,
    "ended": lambda row: settle_end(by=BY, relationship=row, reason="other"),
    "paused": pause,
    "closed": lambda row: close_cohort(by=BY, cohort=row.cohort),
}


@pytest.mark.parametrize("overtaken", OVERTAKEN.values(), ids=OVERTAKEN)
def test_a_reminder_whose_occasion_has_passed_is_never_sent(overtaken, cohort):
    row, other = quiet(cohort), quiet(running_cohort())
    nudging.nudge_due(timezone.now())
    overtaken(row)
    theirs = set(row.members.values_list("person", flat=True))
    assert set(nudge_mail(MailState.WITHDRAWN).values_list("person", flat=True)) == theirs
    assert nudge_mail().count() == 2 == other.members.count()
    assert nudging.nudge_due(timezone.now()) == 0


def test_an_old_meeting_noted_late_changes_nothing(cohort):
    row = quiet(cohort)
    nudging.nudge_due(timezone.now())
    meet(row, on=days_ago(90))
    row.refresh_from_db()
    assert nudge_mail().count() == 2
    assert row.nudges_unanswered == 1
    meet(row, on=days_ago(2))
    row.refresh_from_db()
    assert row.nudges_unanswered == 0


def test_after_a_pause_they_are_left_in_peace_for_as_long_again(cohort):
    row = quiet(cohort)
    StageDate.objects.update(ends_on=days_ago(-200))
    pause(row)
    day = dt.timedelta(days=1)
    pausing.pause(by=BY, relationship=row, until=timezone.localdate() + 40 * day)
    row.refresh_from_db()
    assert row.pauses == [[days_ago(0).isoformat(), days_ago(-40).isoformat()]]
    later = timezone.now() + 41 * day
    pausing.resume_due(later)
    assert nudging.nudge_due(later) == 0
    assert nudging.nudge_due(later + 43 * day) == 1


def test_a_pause_cut_short_was_a_pause_until_then(cohort):
    row = quiet(cohort)
    pause(row)
    pausing.resume(by=BY, relationship=row)
    row.refresh_from_db()
    assert row.pauses == [[days_ago(0).isoformat()] * 2]
    assert nudging.nudge_due(timezone.now()) == 0
    assert nudging.nudge_due(timezone.now() + dt.timedelta(days=43)) == 1


def test_something_not_right_takes_back_what_has_not_gone(cohort):
    row = quiet(cohort)
    CohortRoleFactory(cohort=cohort)
    nudging.nudge_due(timezone.now())
    person = row.members.first().person
    concerns.raise_concern(
        by=Actor.of_person(person),
        cohort=cohort,
        person=person,
        relationship=row,
        to="coordinator",
        text="No.",
    )
    assert not nudge_mail().exists()
    assert Nudge.objects.count() == 1


class Killed(BaseException):
    """Nothing catches it, as nothing catches a kill."""


STEPS = ("_take_back", "left_in_peace", "mails_of", "queue_many", "_write", "_history")


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_it_has_done_nothing_and_does_it_whole_next_time(step, cohort, monkeypatch):
    rows = [quiet(cohort) for _number in range(2)]

    def killed(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(nudging, step, killed)
        with pytest.raises(Killed):
            nudging.nudge_due(timezone.now())
    assert not Nudge.objects.exists()
    assert not nudge_mail().exists()
    assert {row.nudged_at for row in Relationship.objects.all()} == {None}
    assert nudging.nudge_due(timezone.now()) == len(rows)
    assert nudge_mail().count() == 4


def test_killed_between_two_batches_the_second_is_done_next_time(cohort, monkeypatch):
    for _number in range(3):
        quiet(cohort)
    monkeypatch.setattr(nudging, "BATCH", 1)
    write, asked = nudging._write, []

    def second_dies(*args):
        asked.append(args)
        if len(asked) == 2:
            raise Killed
        return write(*args)

    with monkeypatch.context() as patched:
        patched.setattr(nudging, "_write", second_dies)
        with pytest.raises(Killed):
            nudging.nudge_due(timezone.now())
    assert Nudge.objects.count() == 1
    assert nudge_mail().count() == 2
    assert nudging.nudge_due(timezone.now()) == 2
    assert nudge_mail().count() == 6


def test_the_lead_reminds_once_a_day_and_only_those_together(cohort):
    row = quiet(cohort, 5)
    nudging.nudge(by=BY, relationship=row)
    assert nudge_mail().count() == 2
    with pytest.raises(KithError) as refused:
        nudging.nudge(by=BY, relationship=row)
    assert refused.value.faults[0].code == "learning.nudged_today"
    ended = quiet(cohort, state=State.ENDED)
    with pytest.raises(KithError) as refused:
        nudging.nudge(by=BY, relationship=ended)
    assert refused.value.faults[0].code == "learning.nudge_not_together"


@pytest.mark.parametrize(
    ("zone", "now", "goes"),
    [
        ("Europe/London", "2026-03-04T10:00", "2026-03-04T10:00"),  # a Wednesday morning
        ("Europe/London", "2026-03-04T06:00", "2026-03-04T08:00"),
        ("Europe/London", "2026-03-04T12:00", "2026-03-05T08:00"),
        ("Europe/London", "2026-03-06T15:00", "2026-03-09T08:00"),  # Friday afternoon: Monday
        ("Europe/London", "2026-03-07T09:00", "2026-03-09T08:00"),
        ("Asia/Shanghai", "2026-03-04T10:00", "2026-03-05T00:00"),
        ("Asia/Shanghai", "2026-03-04T01:00", "2026-03-04T01:00"),
        ("Europe/London", "2026-03-27T15:00", "2026-03-30T07:00"),  # the clocks went forward on Sunday
    ],
)
def test_it_arrives_on_a_working_morning_where_its_reader_is(zone, now, goes):
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC)
    assert next_morning(zone, moment) == dt.datetime.fromisoformat(goes).replace(tzinfo=dt.UTC)
    assert next_morning(zone, moment).astimezone(ZoneInfo(zone)).weekday() < nudge_mails.WORKING_DAYS


@pytest.mark.parametrize("duration", ["P6W", "P1M", "P2M", "P30D"])
def test_the_latest_day_from_which_the_time_has_passed(duration):
    long, day = parse(duration), dt.date(2026, 1, 1)
    for number in range(400):
        today = day + dt.timedelta(days=number)
        found = latest_start(long, today)
        assert long.after(found) <= today < long.after(found + dt.timedelta(days=1))
