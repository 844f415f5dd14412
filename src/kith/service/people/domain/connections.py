"""Which organisations have to do with a person. Each app that ties people to organisations says so here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import QuerySet

from kith.service.core.models import Organisation
from kith.service.people.models import Membership, Person

OrganisationIds = Callable[[Person], Iterable[UUID]]
_connections: list[OrganisationIds] = []


def register_connection(organisation_ids: OrganisationIds) -> None:
    """Called in ``apps.ready``; past ties count as well, since they too left data."""
    if organisation_ids not in _connections:
        _connections.append(organisation_ids)


def connected_organisations(person: Person) -> QuerySet[Organisation]:
    """Every organisation that holds something about the person, by name."""
    ids = {organisation_id for connection in _connections for organisation_id in connection(person)}
    return Organisation.objects.filter(pk__in=ids).order_by("name")


def by_membership(person: Person) -> Iterable[UUID]:
    return Membership.objects.filter(person=person).values_list("organisation_id", flat=True)
