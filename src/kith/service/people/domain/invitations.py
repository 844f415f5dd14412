"""Giving a role to somebody by their address, whether they are known or not."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute
from kith.service.core.domain.outbox import queue_mail
from kith.service.core.domain.permissions import ROLE_TABLE, Role
from kith.service.core.models import Organisation
from kith.service.people.domain.actions import find_or_create_person
from kith.service.people.domain.authority import must_administer
from kith.service.people.domain.roles import grant_role
from kith.service.people.models import Membership


@transaction.atomic
def give_role_by_address(
    *,
    by: Actor,
    organisation: Organisation,
    email: str,
    name: str,
    role: Role,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Find or make the person, give them the role, and tell them by mail."""
    must_administer(by, organisation)
    person, _is_new = find_or_create_person(
        by=by,
        email=email,
        name=name or email.partition("@")[0],
        language=organisation.language,
        time_zone=organisation.time_zone,
    )
    membership = grant_role(
        by=by, organisation=organisation, person=person, role=role, starts_on=starts_on, ends_on=ends_on
    )
    with translation.override(person.language):
        queue_mail(
            by=by,
            organisation=organisation,
            person=person,
            purpose="people.role_given",
            subject=_("You have a new role in %(organisation)s") % {"organisation": organisation.name},
            body=_body(membership),
            once_key=f"people.role_given:{membership.pk}",
        )
    return membership


def _body(membership: Membership) -> str:
    entry = ROLE_TABLE[Role(membership.role)]
    return _(
        "Hello %(name)s,\n\n"
        "You are now %(role)s in %(organisation)s on Kith.\n\n"
        "%(description)s\n\n"
        "Sign in with this e-mail address; you need no password:\n%(address)s"
    ) % {
        "name": membership.person.called,
        "role": entry.name,
        "organisation": membership.organisation.name,
        "description": entry.description,
        "address": absolute(reverse("home:home")),
    }
