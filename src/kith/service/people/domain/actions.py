"""A person's own row: found or made, and their details changed."""

from __future__ import annotations

import zoneinfo

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from kith.foundation.faults import Faults, Where
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.people.domain.authority import must_be_own
from kith.service.people.domain.queries import person_by_address
from kith.service.people.models import Person


def clean_address(email: str) -> str:
    """The address as it is kept: trimmed, in small letters. Raises KithError."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        faults = Faults()
        faults.add("people.address.not_an_address", Where(key="email"))
        faults.raise_if_any()
    return address


def find_or_create_person(
    *, by: Actor, email: str, name: str, language: str = "en", time_zone: str = "Europe/London"
) -> tuple[Person, bool]:
    """The person whose address this is, and whether they are new. A known person's details stay as they are.

    Whatever its capitals, an address belongs to one person; one who was merged answers for both.
    """
    address = clean_address(email)
    known = person_by_address(address)
    if known is not None:
        return known, False
    try:
        return _create(by=by, address=address, name=name, language=language, time_zone=time_zone), True
    except IntegrityError:
        # Somebody else made the same person between the look and the write.
        known = person_by_address(address)
        if known is None:
            raise
        return known, False


@transaction.atomic
def _create(*, by: Actor, address: str, name: str, language: str, time_zone: str) -> Person:
    person = Person.objects.create_user(
        address, name=name.strip()[:150], language=known_language(language), time_zone=time_zone
    )
    # Not verified: it becomes so when its owner first signs in with what was sent there.
    EmailAddress.objects.create(user=person, email=address, primary=True, verified=False)
    audit.record(by=by, action="people.create", subject=person, fields=["email", "name", "language"])
    return person


def known_language(tag: str) -> str:
    """The tag as this installation writes it, or English when it speaks no such language."""
    tags = dict(settings.LANGUAGES)
    return tag.lower() if tag.lower() in tags else settings.LANGUAGE_CODE


@transaction.atomic
def update_details(
    *, by: Actor, person: Person, name: str, preferred_name: str, language: str, time_zone: str
) -> Person:
    """Change what a person says about themselves. Only they may."""
    must_be_own(by, person)
    wanted = {
        "name": name.strip(),
        "preferred_name": preferred_name.strip(),
        "language": language,
        "time_zone": time_zone,
    }
    _check_details(wanted)
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    if changed:
        for field in changed:
            setattr(person, field, wanted[field])
        person.save(update_fields=changed)
        audit.record(by=by, action="people.update_details", subject=person, fields=changed)
    return person


def _check_details(wanted: dict[str, str]) -> None:
    faults = Faults()
    if not wanted["name"]:
        faults.add("people.name.missing", Where(key="name"))
    if wanted["language"] not in dict(settings.LANGUAGES):
        faults.add("people.language.unknown", Where(key="language"), value=wanted["language"])
    if wanted["time_zone"] not in zoneinfo.available_timezones():
        faults.add("people.time_zone.unknown", Where(key="time_zone"), value=wanted["time_zone"])
    faults.raise_if_any()


@transaction.atomic
def choose_language(*, by: Actor, person: Person, language: str) -> Person:
    """The language of a person's pages and mails."""
    must_be_own(by, person)
    if language not in dict(settings.LANGUAGES):
        faults = Faults()
        faults.add("people.language.unknown", Where(key="language"), value=language)
        faults.raise_if_any()
    if person.language != language:
        person.language = language
        person.save(update_fields=["language"])
        audit.record(by=by, action="people.choose_language", subject=person, fields=["language"])
    return person
