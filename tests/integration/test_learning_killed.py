"""The process is killed at any write of what the tick does for those who learn together: the next tick does the rest,
and nobody is told twice."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.utils import timezone
from tests.factories import CohortFactory
from tests.factories.learning import ConcernFactory, MeetingFactory, MentoringFactory
from tests.factories.running import running

from kith.service.cohorts.models import StageDate
from kith.service.core.domain import tick as ticking
from kith.service.core.models import AuditEvent, Mail
from kith.service.learning.models import (
    Concern,
    Meeting,
    MeetingChoice,
    Nudge,
    Relationship,
)
from kith.service.matches.domain.actions import publish
from kith.service.surveys.models import Invitation, Wave

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()
A_DAY = dt.timedelta(days=1)
DUE = (
    "surveys.open_waves",
    "learning.proposals",
    "learning.contact",
    "learning.nudges",
    "learning.resume_pauses",
    "core.retention",
)
WRITES = ("INSERT", "UPDATE", "DELETE")


def planted():
    """Something for each of them: two to remind, two whose pause is over, times that passed, a questionnaire that
    follows up, and a concern that was kept long enough."""
    made = running(starts_on=TODAY - 90 * A_DAY)
    publish(by=made.by, run=made.draft(), seen_revision=0)
    Mail.objects.all().delete()
    StageDate.objects.filter(cohort=made.cohort, stage="running").update(
        starts_on=TODAY - 80 * A_DAY, ends_on=TODAY + 80 * A_DAY
    )
    quiet, paused = Relationship.objects.order_by("pk")
    Relationship.objects.filter(pk=quiet.pk).update(started_on=TODAY - 80 * A_DAY)
    Relationship.objects.filter(pk=paused.pk).update(
        state="paused", paused_from=TODAY - 9 * A_DAY, paused_until=TODAY - A_DAY
    )
    met = MentoringFactory(cohort=made.cohort, next_meeting_at=NOW - A_DAY)
    MeetingFactory(relationship=met, on=TODAY - A_DAY)
    asked = MeetingFactory(relationship=met, state="proposed", on=None)
    MeetingChoice.objects.create(meeting=asked, on=TODAY - A_DAY, starts_at=NOW - A_DAY)
    over = CohortFactory(starts_on=TODAY - 1200 * A_DAY, ends_on=TODAY - 900 * A_DAY)
    ConcernFactory(cohort=over)
    Wave.objects.filter(cohort=made.cohort).exclude(
        pk=Wave.objects.filter(cohort=made.cohort).order_by("opens_at").last().pk
    ).delete()
    Wave.objects.filter(cohort=made.cohort).update(opens_at=NOW - A_DAY, closes_at=NOW + 9 * A_DAY)
    return made


@pytest.fixture(scope="module")
def kept(keep):
    return keep(planted)


@pytest.fixture
def world(kept, db):
    return kept()


class Killed(BaseException):
    """Nothing catches it, as nothing catches a kill."""


@contextmanager
def counted(kill_at=0):
    """Counts the writes; the one with this number is never made."""
    seen = []

    def watch(execute, sql, params, many, context):
        if sql.lstrip().startswith(WRITES):
            seen.append(sql)
            if len(seen) == kill_at:
                raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


def what_is_there():
    """All that the ticks change, without ids and moments."""
    return {
        "mails": _sorted(Mail.objects.values_list("person", "purpose", "state", "subject", "body")),
        "history": _sorted(AuditEvent.objects.values_list("action", "subject_type", "actor_id")),
        "relationships": _sorted(
            Relationship.objects.values_list(
                "pk",
                "state",
                "paused_until",
                "nudged_at",
                "nudges_unanswered",
                "last_met_on",
                "next_meeting_at",
            )
        ),
        "meetings": _sorted(Meeting.objects.values_list("pk", "state")),
        "nudges": _sorted(Nudge.objects.values_list("relationship", "occasion")),
        "waves": _sorted(Wave.objects.values_list("pk", "state")),
        "invited": _sorted(Invitation.objects.values_list("wave", "place")),
        "concerns": _sorted(Concern.objects.values_list("pk", "state", "text", "person")),
    }


def _sorted(rows):
    return sorted(map(str, rows))


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", DUE)
def test_killed_at_any_write_the_next_tick_completes_it_once(world, name):
    due = ticking._registry[name]
    before = what_is_there()
    with undone(), counted() as writes:
        due(NOW)
        done = what_is_there()
        due(NOW)
        assert what_is_there() == done
    assert done != before
    for number in range(1, len(writes) + 1):
        with undone():
            try:
                with counted(kill_at=number):
                    due(NOW)
            except Killed:
                transaction.set_rollback(False)  # a delete shares the transaction that the test itself is in
                due(NOW)
            assert what_is_there() == done, f"killed at write {number}: {writes[number - 1][:200]}"
