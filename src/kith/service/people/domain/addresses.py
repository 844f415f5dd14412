"""Keeping allauth's list of addresses in step with a person's main one."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from kith.service.people.models import Person


def ensure_main_address(person: Person) -> None:
    """A row for the main address, unproved, so that signing in with what was sent there can prove it."""
    if not EmailAddress.objects.filter(user=person, email=person.email).exists():
        has_main = EmailAddress.objects.filter(user=person, primary=True).exists()
        EmailAddress.objects.create(user=person, email=person.email, verified=False, primary=not has_main)
