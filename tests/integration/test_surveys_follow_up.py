"""Asked again when the programme is over: who, when, and in which words."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from tests.factories.running import running

from kith.service.cohorts.domain import actions, places
from kith.service.cohorts.domain.closing import close_cohort
from kith.service.cohorts.domain.stages import StageState
from kith.service.core.models import Mail
from kith.service.learning.web.after import after_stage
from kith.service.surveys.domain.mails import INVITATION, REMINDER
from kith.service.surveys.domain.waves import close_due, open_due, remind_due
from kith.service.surveys.models import Invitation, Wave
from kith.service.surveys.web.presenters import measuring_progress

pytestmark = pytest.mark.django_db
LATER = "half-a-year-on"
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def made():
    """The programme is over; half a year later has come eight days ago. Ben had left."""
    found = running(starts_on=timezone.localdate() - dt.timedelta(days=380))
    Wave.objects.exclude(key__in=[LATER, "a-year-on"]).update(state=Wave.State.CLOSED)
    places.withdraw(by=found.by, place=found.places["Ben"])
    now = timezone.now()
    Wave.objects.filter(key=LATER).update(
        opens_at=now - dt.timedelta(days=8), closes_at=now + dt.timedelta(days=9)
    )
    return found


def names(purpose):
    return sorted(Mail.objects.filter(purpose=purpose).values_list("person__name", flat=True))


def test_it_opens_reminds_and_closes_by_itself_and_asks_nobody_who_left(made):
    now = timezone.now()
    for _tick in range(2):
        open_due(now)
    assert dict(Wave.objects.values_list("key", "state")) == {
        "before": "closed",
        "after": "closed",
        "experience": "closed",
        LATER: "open",
        "a-year-on": "planned",
    }
    assert names(INVITATION) == ["Amina Yusuf", "Chen Li", "Eve Marsh"]
    Invitation.objects.filter(place=made.places["Amina"]).update(is_finished=True, reminders_sent=0)
    Invitation.objects.update(reminders_sent=0)
    for _tick in range(2):
        remind_due(now)
    assert names(REMINDER) == ["Chen Li", "Eve Marsh"]
    assert set(Mail.objects.filter(purpose=REMINDER).values_list("is_confidential", flat=True)) == {True}
    close_due(now + dt.timedelta(days=10))
    assert made.wave(LATER).state == "closed"


def test_the_mail_says_that_the_programme_is_over_and_why_it_asks(made):
    open_due(timezone.now())
    Invitation.objects.update(reminders_sent=0)
    remind_due(timezone.now())
    asked = Mail.objects.get(purpose=INVITATION, person__name="Amina Yusuf")
    name, organisation = made.cohort.name, made.cohort.organisation.name
    why = (
        f"{name} is over. {organisation} asks you the same questions once more, to see what has lasted. "
        "It is just as useful to hear what has not. You need do nothing else.\n"
    )
    assert asked.subject == f"Half a year on: {name}"
    assert why in asked.body
    assert why in Mail.objects.get(purpose=REMINDER, person__name="Amina Yusuf").body


def test_nothing_of_the_programme_itself_says_so(made):
    Mail.objects.all().delete()
    Wave.objects.filter(key="before").update(state="planned", closes_at=timezone.now() + dt.timedelta(days=1))
    Wave.objects.filter(key=LATER).update(state="closed")
    open_due(timezone.now())
    assert len(names(INVITATION)) == 3
    assert not [mail for mail in Mail.objects.all() if "is over" in mail.body]


def test_links_work_until_the_last_day_of_what_comes_after(made):
    cohort = made.cohort
    cohort.refresh_from_db()
    last = cohort.stage_dates.get(stage="after").ends_on
    assert cohort.ends_on == cohort.stage_dates.get(stage="report").ends_on < last == cohort.followed_until
    assert places.link_expiry(cohort) == dt.datetime.combine(
        last + dt.timedelta(days=1), dt.time(0), LONDON
    ).astimezone(dt.UTC)
    longer = {"after": (cohort.ends_on, last + dt.timedelta(days=30))}
    actions.change_dates(by=made.by, cohort=cohort, dates=longer)
    assert cohort.last_day == last + dt.timedelta(days=30)
    assert cohort.ends_on < last


def test_a_closed_cohort_asks_no_more(made):
    close_cohort(by=made.by, cohort=made.cohort)
    open_due(timezone.now())
    assert names(INVITATION) == []


def test_the_line_of_stages_counts_them_where_they_belong(made):
    assert measuring_progress(made.cohort).count == "3 of 3 questionnaires closed"
    assert measuring_progress(made.cohort).state is StageState.DONE
    assert after_stage.progress(made.cohort).count == "Nothing recorded yet · 0 of 2 questionnaires closed"
    Wave.objects.filter(key=LATER).update(state=Wave.State.CLOSED)
    assert after_stage.progress(made.cohort).count == "Nothing recorded yet · 1 of 2 questionnaires closed"
