"""Many people at once: a list from a file, in a handful of queries however long it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent
from kith.service.people.domain.actions import known_language
from kith.service.people.domain.queries import kept
from kith.service.people.models import Person

CHUNK = 400
"""Addresses asked for at once: SQLite takes at most 999 parameters in old builds."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person as a list names them. ``address`` is already clean (small letters, trimmed)."""

    address: str
    name: str
    language: str = "en"
    time_zone: str = "Europe/London"


def people_by_address(addresses: Iterable[str]) -> dict[str, Person]:
    """Who these addresses belong to; an address of nobody is left out. Merged people lead to who was kept."""
    wanted = sorted(set(addresses))
    found: dict[str, Person] = {}
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        for person in Person.objects.filter(email__in=chunk).select_related("merged_into"):
            found[person.email] = kept(person)
        proven = EmailAddress.objects.filter(email__in=chunk, verified=True).select_related(
            "user__merged_into"
        )
        for address in proven:
            found[address.email] = kept(address.user)
    return found


@transaction.atomic
def find_or_create_people(*, by: Actor, newcomers: Iterable[Newcomer]) -> Mapping[str, Person]:
    """Every newcomer's person by address. A known person's details stay as they are."""
    by_address = {one.address: one for one in newcomers}
    people = people_by_address(by_address)
    made = [
        Person(
            email=one.address,
            name=one.name.strip()[:150],
            language=known_language(one.language),
            time_zone=one.time_zone,
            password=make_password(None),
        )
        for address, one in by_address.items()
        if address not in people
    ]
    Person.objects.bulk_create(made, batch_size=CHUNK)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=person, email=person.email, primary=True, verified=False) for person in made],
        batch_size=CHUNK,
    )
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                actor_kind=by.kind,
                actor_id=by.id,
                action="people.create",
                subject_type=person._meta.label_lower,
                subject_id=str(person.pk),
                fields=["email", "language", "name"],
            )
            for person in made
        ],
        batch_size=CHUNK,
    )
    return {**people, **{person.email: person for person in made}}
