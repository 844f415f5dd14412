"""Writing history, in the same transaction as the change it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import models, transaction

from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent

Detail = Mapping[str, str | int | bool | None]


def record(
    *,
    by: Actor,
    action: str,
    subject: models.Model,
    organisation_id: UUID | None = None,
    cohort_id: UUID | None = None,
    fields: Iterable[str] = (),
    detail: Detail | None = None,
) -> AuditEvent:
    """Record that ``by`` did ``action`` to ``subject``.

    ``detail`` holds counts, codes and ids, never values.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{action} is audited outside the transaction of its change")
    return AuditEvent.objects.create(
        actor_kind=by.kind,
        actor_id=by.id,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        organisation_id=organisation_id,
        cohort_id=cohort_id,
        fields=sorted(fields),
        detail=dict(detail or {}),
    )
