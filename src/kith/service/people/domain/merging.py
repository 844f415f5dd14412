"""Two accounts that are one person become one, with a redirect."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction

from kith.foundation.faults import Fault, Faults, KithError
from kith.service.core.domain import audit, events
from kith.service.core.domain.actors import Actor, Kind
from kith.service.people.domain.events import PeopleMerging
from kith.service.people.domain.sessions import end_all_sessions
from kith.service.people.models import Person

STAYS: tuple[type[models.Model], ...] = (Authenticator, UserSession, EmailAddress, Person)
"""Never moved blindly: factors and sessions of the other account end, addresses and redirects go by hand."""


@transaction.atomic
def merge_people(*, by: Actor, keep: Person, other: Person) -> Person:
    """Make ``other`` a redirect to ``keep``: addresses, roles, places and consents go over, sign-ins end.

    A merge gives everything of one account to another, so an organisation's administrator may not do
    it: only the service itself (a command, or proof that one person reads both addresses) and those who
    run the installation.
    """
    _must_run_the_installation(by)
    _check(keep, other)
    events.publish(PeopleMerging(keep_id=keep.pk, other_id=other.pk))
    moved = {relation.related_model._meta.label_lower: 0 for relation in _relations()}
    for relation in _relations():
        moved[relation.related_model._meta.label_lower] += _move(relation, keep, other)
    _move_addresses(keep, other)
    _close(keep, other)
    counts = {label: count for label, count in moved.items() if count}
    told: tuple[tuple[Person, audit.Detail], ...] = (
        (keep, {"other_id": str(other.pk), **counts}),
        (other, {"kept_id": str(keep.pk)}),
    )
    for subject, detail in told:
        audit.record(by=by, action="people.merge", subject=subject, detail=detail)
    return keep


def _must_run_the_installation(by: Actor) -> None:
    if by.kind == Kind.SYSTEM or (by.person is not None and by.person.is_staff):
        return
    raise PermissionDenied


def _check(keep: Person, other: Person) -> None:
    faults = Faults()
    if keep.pk == other.pk:
        faults.add("people.merge.same_person")
    elif not (keep.is_active and other.is_active):
        faults.add("people.merge.not_active")
    faults.raise_if_any()


def _relations() -> list[models.ManyToOneRel]:
    """Every foreign key to a person, whichever app it stands in, so that no later app can be forgotten."""
    return [
        relation
        for relation in Person._meta.related_objects
        if isinstance(relation, models.ManyToOneRel) and relation.related_model not in STAYS
    ]


def _move(relation: models.ManyToOneRel, keep: Person, other: Person) -> int:
    rows = relation.related_model._base_manager.filter(**{relation.field.name: other})
    try:
        with transaction.atomic():
            return int(rows.update(**{relation.field.name: keep}))
    except IntegrityError as both_hold:
        raise KithError(
            Fault("people.merge.both_hold", params={"what": str(relation.related_model._meta.verbose_name)})
        ) from both_hold


def _move_addresses(keep: Person, other: Person) -> None:
    mine = set(EmailAddress.objects.filter(user=keep).values_list("email", flat=True))
    for address in EmailAddress.objects.filter(user=other):
        if address.email in mine:
            address.delete()
            continue
        address.user, address.primary = keep, False
        address.save()
    if other.email not in mine and not EmailAddress.objects.filter(user=keep, email=other.email).exists():
        EmailAddress.objects.create(user=keep, email=other.email, verified=False, primary=False)


def _close(keep: Person, other: Person) -> None:
    Authenticator.objects.filter(user=other).delete()
    end_all_sessions(other)
    # Those merged into the other before now lead straight to the kept one.
    Person.objects.filter(merged_into=other).update(merged_into=keep)
    other.merged_into = keep
    other.is_active = False
    other.set_unusable_password()
    other.email = f"{other.pk}@merged.invalid"
    other.save()
