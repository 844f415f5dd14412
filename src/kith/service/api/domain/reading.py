"""That names or a report left the house by a program stands in the history."""

from __future__ import annotations

from django.db import models, transaction

from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.people.models import Person


@transaction.atomic
def note_read(
    *, by: Actor, person: Person, action: str, subject: models.Model, cohort: Cohort, rows: int
) -> None:
    """``by`` is the token; ``person`` is whose token it is."""
    audit.record(
        by=by,
        action=action,
        subject=subject,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        detail={"rows": rows, "person_id": str(person.pk)},
    )
