"""Keeping allauth's list of addresses in step with a person's main one."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from kith.service.core.domain.actors import Actor
from kith.service.people.domain.merging import merge_people
from kith.service.people.models import Person


def ensure_main_address(person: Person) -> None:
    """A row for the main address, unproved, so that signing in with what was sent there can prove it."""
    if not EmailAddress.objects.filter(user=person, email=person.email).exists():
        has_main = EmailAddress.objects.filter(user=person, primary=True).exists()
        EmailAddress.objects.create(user=person, email=person.email, verified=False, primary=not has_main)


def adopt_unused_account(address: EmailAddress) -> None:
    """Before ``address`` is proved: an account made for it meanwhile (by an import), and never used, is the
    same person's. Who reads the address could sign in to it anyway, so the two become one."""
    other = Person.objects.filter(email=address.email).exclude(pk=address.user_id).first()
    if other is not None and address.can_set_verified():
        merge_people(by=Actor.system("people.address_proved"), keep=address.user, other=other)
