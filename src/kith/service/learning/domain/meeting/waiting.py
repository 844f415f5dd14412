"""What of somebody's meetings waits for them, on their home page."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.openness import in_open_cohorts
from kith.service.cohorts.domain.tasks import Task
from kith.service.core.domain.questions import Question
from kith.service.learning.domain.meeting.naming import called
from kith.service.learning.models import Meeting, MeetingReply
from kith.service.people.models import Person
from kith.service.ui.web.wording import day

State = Meeting.State


def tasks_of_member(person: Person) -> list[tuple[str, Task]]:
    """Meetings that have passed and are not logged, and times to answer. One query, in however many cohorts."""
    found = []
    for cohort, relationship_id, key, state, on, name, preferred in _waiting(
        person=person.pk, now=timezone.now()
    ):
        address = reverse("learning:meeting", args=[relationship_id, key])
        if state == State.PROPOSED:
            who = called(name, preferred) if name else _("your partner")
            title = _("%(who)s proposes times to meet: say which you can make") % {"who": who}
        else:
            title = _("Did you meet on %(day)s?") % {"day": day(on) if on else ""}
        found.append((cohort, Task(title, address, effort=_("1 minute"))))
    return found


@Question
def _waiting(person: UUID, now: datetime) -> QuerySet[Any, Any]:
    replied = MeetingReply.objects.filter(choice__meeting=OuterRef("pk"), person=person)
    waits = Q(state=State.PLANNED, starts_at__lte=now) | Q(state=State.PROPOSED) & ~Exists(replied)
    rows = Meeting.objects.filter(
        waits, relationship__members__person=person, relationship__members__left_at=None
    )
    rows = in_open_cohorts(rows, "relationship__cohort").order_by("starts_at", "created_at")
    fields = (
        "relationship__cohort__name",
        "relationship_id",
        "pk",
        "state",
        "on",
        "proposed_by__name",
        "proposed_by__preferred_name",
    )
    return rows.values_list(*fields)
