"""What the end of a cohort does to what people do together, and what reopening it brings back."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.events import CohortClosed, CohortReopened
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit, outbox
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.relating.locking import take_turns
from kith.service.learning.models import Meeting, Member, Relationship
from kith.service.people.models import Person

State, Reason = Relationship.State, Relationship.EndReason
LIVING = (State.ACTIVE, State.PAUSED)
PLANNED = (Meeting.State.PROPOSED, Meeting.State.PLANNED)
CANCELLED = "learning.cancelled_by_closing"


def cohort_closed(event: CohortClosed) -> None:
    """Those who learn together are done, with the reason that the programme came to its end. What they had planned
    from now on is cancelled, and they are told: they may meet on, but not through Kith.

    The pairs in matching stay as they are: everybody reads on who their partner was.
    """
    cohort = Cohort.objects.select_related("organisation").get(pk=event.cohort_id)
    living = living_in(cohort)
    take_turns(living)
    keys = list(living.values_list("pk", flat=True))
    told = people_with_plans(keys)
    meetings = meetings_ahead(keys).update(state=Meeting.State.CANCELLED, sequence=F("sequence") + 1)
    ended = living.update(
        state_before_closing=F("state"),
        state=State.ENDED,
        ended_at=timezone.now(),
        end_reason=Reason.COMPLETED,
        next_meeting_at=None,
    )
    if ended:
        _record(event.by, "learning.complete_relationships", cohort, relationships=ended, meetings=meetings)
    for person in told:
        _tell(event.by, cohort, person)


def cohort_reopened(event: CohortReopened) -> None:
    """Those whom closing ended go on as they were, paused or not. Meetings that it cancelled stay cancelled."""
    cohort = Cohort.objects.get(pk=event.cohort_id)
    rows = cohort.relationships.filter(state=State.ENDED, end_reason=Reason.COMPLETED)
    resumed = rows.exclude(state_before_closing="").update(
        state=F("state_before_closing"), state_before_closing="", ended_at=None, end_reason=""
    )
    if resumed:
        _record(event.by, "learning.resume_relationships", cohort, relationships=resumed)


def living_in(cohort: Cohort) -> QuerySet[Relationship]:
    return cohort.relationships.filter(state__in=LIVING)


def meetings_ahead(relationships: list[UUID]) -> QuerySet[Meeting]:
    """What is proposed or planned, and has not begun."""
    rows = Meeting.objects.filter(relationship_id__in=relationships, state__in=PLANNED)
    return rows.exclude(starts_at__lte=timezone.now())


def people_with_plans(relationships: list[UUID]) -> list[Person]:
    """Members who expect a meeting."""
    keys = set(meetings_ahead(relationships).values_list("relationship_id", flat=True))
    members = Member.objects.filter(relationship_id__in=keys, left_at=None, blocked_at=None)
    return list(Person.objects.filter(pk__in=members.values("person_id"), is_active=True).order_by("pk"))


def _tell(by: Actor, cohort: Cohort, person: Person) -> None:
    """A closed cohort sends nothing, so the organisation tells them."""
    with translation.override(person.language):
        words = {
            "name": person.called,
            "cohort": cohort.name,
            "organisation": cohort.organisation.name,
        }
        subject = _("%(cohort)s is over: your planned meetings") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "%(cohort)s is closed. The meetings that you had planned in Kith are taken out of its calendar.\n\n"
                "You are free to meet all the same: please agree that with each other. What you have written stays "
                "yours, and you can sign in to read it.\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    stamp = cohort.closed_at.isoformat() if cohort.closed_at else ""
    outbox.queue_mail(
        by=by,
        organisation=cohort.organisation,
        person=person,
        purpose=CANCELLED,
        subject=subject,
        body=body,
        once_key=f"{CANCELLED}:{cohort.pk}:{person.pk}:{stamp}",
    )


def _record(by: Actor, action: str, cohort: Cohort, **counts: int) -> None:
    audit.record(
        by=by,
        action=action,
        subject=cohort,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        fields=["state"],
        detail=counts,
    )
