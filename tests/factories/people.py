from __future__ import annotations

import factory
from factory.django import DjangoModelFactory
from tests.factories.core import OrganisationFactory

from kith.service.core.domain.permissions import Role
from kith.service.people.models import Membership, Person


class PersonFactory(DjangoModelFactory):
    """An account without a password: tests sign in with ``client.force_login``."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person-{n}@example.org")
    password = "!"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)
    role = Role.LEAD
