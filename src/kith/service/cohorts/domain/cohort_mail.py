"""Mail to a person about a cohort, whichever app writes it: the way into the outbox that all have in common."""

from __future__ import annotations

from uuid import UUID

from kith.service.cohorts.models import Cohort
from kith.service.core.domain import outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import LinkWanted
from kith.service.people.models import Person


def queue(
    by: Actor,
    cohort: Cohort,
    person: Person,
    purpose: str,
    subject: str,
    body: str,
    *,
    occasion: UUID | str,
    link: LinkWanted | None = None,
) -> None:
    """One mail, once for each ``occasion`` of its ``purpose``. ``body`` may hold ``{link}``, where ``link`` goes."""
    outbox.queue_mail(
        by=by,
        organisation=cohort.organisation,
        person=person,
        purpose=purpose,
        subject=subject,
        body=body,
        once_key=f"{purpose}:{occasion}",
        link=link,
        cohort_id=cohort.pk,
    )
