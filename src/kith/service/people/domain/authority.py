"""Who an action lets act. Views have asked before; an action asks again, as commands and jobs call it too."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from kith.service.core.domain.actors import Actor, Kind
from kith.service.core.domain.permissions import Permission, may
from kith.service.core.models import Organisation
from kith.service.people.models import Person


def must_administer(by: Actor, organisation: Organisation) -> None:
    """The service itself, or an administrator of this organisation today. Raises ``PermissionDenied``."""
    if by.kind == Kind.SYSTEM:
        return
    if by.person is None or not may(
        by.person, Permission.ORGANISATION_ADMINISTER, organisation, on="organisation"
    ):
        raise PermissionDenied(Permission.ORGANISATION_ADMINISTER)


def is_own(by: Actor, person: Person) -> bool:
    """Whether the actor is this person, signed in or holding a link that was sent to them."""
    if by.person is not None:
        return by.person.pk == person.pk
    if by.link is None or by.link.person_id is None:
        return False
    if by.link.person_id == person.pk:
        return True
    # Sent before two accounts became one.
    return Person.objects.filter(pk=by.link.person_id, merged_into=person).exists()


def must_be_own(by: Actor, person: Person) -> None:
    """What only the person may do for themselves. Raises ``PermissionDenied``."""
    if not is_own(by, person):
        raise PermissionDenied
