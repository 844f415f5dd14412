"""What of somebody's meetings waits for them, on their home page."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.openness import in_open_cohorts
from kith.service.cohorts.domain.tasks import Task
from kith.service.learning.models import Meeting, MeetingReply
from kith.service.people.models import Person
from kith.service.ui.web.wording import day_short

State = Meeting.State


def tasks_of_member(person: Person) -> list[tuple[str, Task]]:
    """Meetings that have passed and are not logged, and times to answer. One query, in however many cohorts."""
    now = timezone.now()
    replied = MeetingReply.objects.filter(choice__meeting=OuterRef("pk"), person=person)
    waits = Q(state=State.PLANNED, starts_at__lte=now) | Q(state=State.PROPOSED) & ~Exists(replied)
    rows = Meeting.objects.filter(
        waits, relationship__members__person=person, relationship__members__left_at=None
    )
    rows = in_open_cohorts(rows, "relationship__cohort").order_by("starts_at", "created_at")
    found = []
    fields = ("pk", "relationship_id", "relationship__cohort__name", "state", "on", "starts_at")
    for pk, relationship_id, cohort, state, on, starts_at in rows.values_list(*fields):
        address = reverse("learning:meeting", args=[relationship_id, pk])
        if state == State.PROPOSED:
            title = _("Say which times you can meet")
        else:
            title = _("Did you meet on %(day)s?") % {"day": day_short(on)}
        found.append((cohort, Task(title, address, effort=_("1 minute"), due=starts_at)))
    return found
