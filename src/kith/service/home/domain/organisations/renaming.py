"""Another name for an organisation. The old one is kept, and every address stays as it is."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Faults, Where
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation, OrganisationName
from kith.service.people.domain.authority import must_administer

NAME_LENGTH = 200


@transaction.atomic
def rename_organisation(*, by: Actor, organisation: Organisation, name: str) -> Organisation:
    """Pages and mails say the new name from now on. The short name in addresses stays: links in old mails work."""
    must_administer(by, organisation)
    faults = Faults()
    check_name(faults, name, organisation)
    faults.raise_if_any()
    OrganisationName.objects.create(organisation=organisation, name=organisation.name, until=timezone.now())
    organisation.name = name.strip()
    organisation.save(update_fields=["name"])
    audit.record(
        by=by,
        action="core.organisation.rename",
        subject=organisation,
        organisation_id=organisation.pk,
        fields=["name"],
    )
    return organisation


def check_name(faults: Faults, name: str, organisation: Organisation | None = None) -> None:
    """A name that nobody else has, of a sensible length, and another than it has now."""
    where, wanted = Where(key="name"), name.strip()
    others = Organisation.objects.filter(merged_into=None, name__iexact=wanted)
    if organisation is not None:
        others = others.exclude(pk=organisation.pk)
    if not wanted:
        faults.add("organisations.name_missing", where)
    elif len(wanted) > NAME_LENGTH:
        faults.add("organisations.name_too_long", where, length=len(wanted), limit=NAME_LENGTH)
    elif organisation is not None and organisation.name == wanted:
        faults.add("organisations.name_is_the_same", where, name=wanted)
    elif others.exists():
        faults.add("organisations.name_taken", where, name=wanted)
