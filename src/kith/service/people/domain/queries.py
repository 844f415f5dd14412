"""Reading about people: who an address belongs to, and which role they hold where, today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from kith.service.core.domain.permissions import Role
from kith.service.core.domain.remembering import recall
from kith.service.core.models import Organisation
from kith.service.people.models import ErasureRequest, Membership, Person, is_in_force


def display_name(person: Person) -> str:
    """For allauth's own mails and messages."""
    return person.called or person.email


SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def kept(person: Person) -> Person:
    """The person that this one was merged into, or the same person."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


def person_by_address(email: str) -> Person | None:
    """Whose verified or main address this is, whatever its capitals. An unproved claim counts for nothing."""
    address = email.strip().lower()
    proven = EmailAddress.objects.filter(email=address, verified=True).select_related("user").first()
    person = proven.user if proven else Person.objects.filter(email=address).first()
    return kept(person) if person else None


def person_by_id(person_id: UUID | str) -> Person:
    """The person, or the one they were merged into. Raises ``Person.DoesNotExist``."""
    return kept(Person.objects.select_related("merged_into").get(pk=person_id))


def kept_organisation(organisation: Organisation) -> Organisation:
    """The organisation that this one was merged into, or the same one."""
    while organisation.merged_into is not None:
        organisation = organisation.merged_into
    return organisation


def organisation_of(kwargs: Mapping[str, Any]) -> Organisation:
    """What an address names by ``organisation_slug`` or ``organisation_id``; a merged one leads on."""
    rows = Organisation.objects.select_related("merged_into")
    if "organisation_slug" in kwargs:
        return kept_organisation(rows.get(slug=kwargs["organisation_slug"]))
    return kept_organisation(rows.get(pk=kwargs["organisation_id"]))


def memberships_in_force(person: Person) -> list[Membership]:
    """Every role the person holds in an organisation today, the organisations at hand."""

    def read() -> list[Membership]:
        # The dates are looked at here: asked of the database, they would take as long again on every page.
        rows = Membership.objects.filter(person_id=person.pk).select_related("organisation")
        return [row for row in rows if is_in_force(row.starts_on, row.ends_on)]

    return recall(("people.memberships", person.pk), read)


def own_organisations(person: Person) -> list[Organisation]:
    """Where the person holds a role today, by name."""
    found = {row.organisation_id: row.organisation for row in memberships_in_force(person)}
    return sorted(found.values(), key=lambda one: one.name)


def roles_in_organisation(person: Any, organisation: Organisation, on: date | None = None) -> frozenset[Role]:
    """The roles that hold on a day (today), by dated memberships. Mere sign-in gives none."""
    if not person.is_authenticated:
        return frozenset()
    if on is None:
        held = memberships_in_force(person)
        return frozenset(Role(row.role) for row in held if row.organisation_id == organisation.pk)
    rows = Membership.objects.filter(person=person, organisation=organisation).in_force(on)
    return frozenset(Role(role) for role in rows.values_list("role", flat=True))


def organisations_of(person: Person, role: Role | None = None) -> QuerySet[Organisation]:
    """Where the person holds a role today (or that role), by name."""
    rows = Membership.objects.filter(person=person).in_force()
    if role is not None:
        rows = rows.filter(role=role)
    return Organisation.objects.filter(memberships__in=rows).distinct().order_by("name")


def members(organisation: Organisation) -> QuerySet[Membership]:
    """Every role in the organisation, ended ones last, with the people at hand."""
    return (
        Membership.objects.filter(organisation=organisation)
        .select_related("person")
        .order_by("person__name", "role", "id")
    )


def administers_anything(person: Person) -> bool:
    """Whether they are administrator of some organisation today, or one who runs this installation."""
    if person.is_staff or person.is_superuser:
        return True
    return any(row.role == Role.ADMINISTRATOR for row in memberships_in_force(person))


def addresses_of(person: Person) -> QuerySet[EmailAddress]:
    """Their addresses, the main one first."""
    return EmailAddress.objects.filter(user=person).order_by("-primary", "email")


def addresses_of_all(people: Iterable[UUID]) -> set[tuple[UUID, str]]:
    """Each person's id with each of their addresses, in two queries however many there are."""
    keys = list(people)
    main = Person.objects.filter(pk__in=keys).values_list("pk", "email")
    return {*main, *EmailAddress.objects.filter(user__in=keys).values_list("user_id", "email")}


def has_second_factor(person: Person) -> bool:
    return Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exists()


def erasure_requests(organisation: Organisation) -> QuerySet[ErasureRequest]:
    """Those waiting for this organisation's answer, the oldest first."""
    rows = ErasureRequest.objects.filter(organisation=organisation, state=ErasureRequest.State.ASKED)
    return rows.select_related("person").order_by("created_at", "id")
