"""What is open in a cohort, in counts, as the next lead finds it; and the tasks that a hand-over leaves."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain import handing_over
from kith.service.cohorts.domain.notices import notices_of
from kith.service.cohorts.domain.stages import StageState, progress_of, stage_names
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.models import Cohort, CohortRole, Place
from kith.service.core.models import Mail, MailState
from kith.service.people.models import Person


def open_matters(cohort: Cohort) -> list[dict[str, Any]]:
    """What waits or has gone quiet, worked out as it is today: in counts, never in names, each with its page."""
    if not cohort.is_open:
        return []
    found = [
        {"words": f"{name}: {progress.count}", "href": progress.action.address if progress.action else None}
        for key, name in stage_names(cohort).items()
        if (progress := progress_of(key, cohort)) is not None
        and progress.state == StageState.NOW
        and progress.count
    ]
    found += [{"words": one.words, "href": one.address} for one in notices_of([cohort], timezone.now())]
    return [*found, *_mails(cohort), *_invitations(cohort)]


def _mails(cohort: Cohort) -> list[dict[str, Any]]:
    rows = Mail.objects.filter(cohort_id=cohort.pk, is_confidential=False).order_by()
    counts = dict(rows.values_list("state").annotate(Count("pk")))
    waiting = counts.get(MailState.HELD, 0) + counts.get(MailState.DRAFT, 0)
    if not waiting:
        return []
    words = ngettext(
        "%(num)s message is held and waits to be sent",
        "%(num)s messages are held and wait to be sent",
        waiting,
    )
    return [{"words": words % {"num": waiting}, "href": reverse("cohorts:messages", args=[cohort.pk])}]


def _invitations(cohort: Cohort) -> list[dict[str, Any]]:
    waiting = cohort.places.filter(state=Place.State.INVITED).exclude(invited_at=None).count()
    if not waiting:
        return []
    words = ngettext(
        "%(num)s person has not answered the invitation",
        "%(num)s people have not answered the invitation",
        waiting,
    )
    address = reverse("cohorts:people", args=[cohort.pk])
    return [{"words": words % {"num": waiting}, "href": f"{address}?state=invited"}]


def words_about_the_present_lead(leads: list[CohortRole], reader: Person) -> str:
    """What becomes of whoever leads now: it depends on where their role comes from."""
    if any(row.person_id == reader.pk for row in leads):
        return _(
            "You lead this cohort until the day before. After that you no longer see it, unless you stay as deputy."
        )
    if leads:
        return _(
            "The present lead leads until the day before. After that they no longer see it, unless they stay as deputy."
        )
    return _(
        "You lead this cohort because you are a programme lead of the whole organisation. You keep seeing it "
        "until an administrator ends that role."
    )


def tasks_of_next_lead(person: Person) -> list[tuple[str, Task]]:
    """The hand-over that waits to be read."""
    return [
        (
            row.cohort.name,
            Task(
                _("Read the hand-over from %(name)s") % {"name": row.from_person.name},
                reverse("cohorts:hand_over_note", args=[row.cohort_id, row.pk]),
                effort=_("%(minutes)s minutes") % {"minutes": 5},
            ),
        )
        for row in handing_over.unread_by(person)
    ]
