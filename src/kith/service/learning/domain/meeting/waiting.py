"""What of somebody's meetings waits for them, on their home page."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.openness import in_open_cohorts
from kith.service.cohorts.domain.tasks import Task
from kith.service.learning.domain.meeting.naming import first_name
from kith.service.learning.models import Meeting, MeetingReply
from kith.service.people.models import Person
from kith.service.ui.web.wording import day

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
    for row in rows.select_related("proposed_by").annotate(cohort=F("relationship__cohort__name")):
        address = reverse("learning:meeting", args=[row.relationship_id, row.pk])
        if row.state == State.PROPOSED:
            who = first_name(row.proposed_by) if row.proposed_by else _("your partner")
            title = _("%(who)s proposes times to meet: say which you can make") % {"who": who}
        else:
            title = _("Did you meet on %(day)s?") % {"day": day(row.on) if row.on else ""}
        found.append((row.cohort, Task(title, address, effort=_("1 minute"))))  # type: ignore[attr-defined]
    return found
