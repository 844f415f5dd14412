"""Mappings that an organisation keeps: listed, taken away as a file, deleted."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.surveys.models import KeptMapping


def kept_mappings(organisation: Organisation) -> QuerySet[KeptMapping]:
    """By questionnaire, then by title."""
    return KeptMapping.objects.filter(organisation=organisation).order_by("instrument", "title", "id")


@transaction.atomic
def delete_mapping(*, by: Actor, organisation: Organisation, mapping_id: UUID) -> None:
    """Forget a mapping; what was brought in by it stays. Deleting twice is deleting once."""
    row = kept_mappings(organisation).filter(pk=mapping_id).first()
    if row is None:
        return
    audit.record(by=by, action="surveys.delete_mapping", subject=row, organisation_id=organisation.pk)
    row.delete()
