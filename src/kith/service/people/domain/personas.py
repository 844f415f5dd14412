"""One-click personas of the demonstration. Shut off wherever something real could live."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.people.models import DemoPersona, Person

PERSONA_SESSION_KEY = "kith_persona"


def personas_are_open() -> bool:
    """Only in the environments that say so, and only while every organisation here is invented."""
    return settings.ENVIRONMENT in settings.PERSONA_ENVIRONMENTS and not has_real_organisations()


def has_real_organisations() -> bool:
    return Organisation.objects.filter(is_synthetic=False).exists()


def personas() -> QuerySet[DemoPersona]:
    return DemoPersona.objects.select_related("person").filter(person__is_active=True)


@transaction.atomic
def register_persona(
    *, by: Actor, person: Person, label: str, description: str, order: int = 0
) -> DemoPersona:
    """Called by the demonstration's loader; doing it again changes the words."""
    persona, _is_new = DemoPersona.objects.update_or_create(
        person=person, defaults={"label": label, "description": description, "order": order}
    )
    audit.record(by=by, action="people.register_persona", subject=persona)
    return persona
