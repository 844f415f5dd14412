from __future__ import annotations

import factory
from allauth.mfa.models import Authenticator
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


class SecondFactorFactory(DjangoModelFactory):
    """What an administrator needs before anything else opens: ``SecondFactorFactory(user=person)``."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory(PersonFactory)
    type = Authenticator.Type.TOTP
    data = factory.LazyFunction(lambda: {"secret": "for tests only"})


class AdministratorFactory(MembershipFactory):
    """A membership of an administrator who has set up a second factor."""

    class Meta:
        skip_postgeneration_save = True

    role = Role.ADMINISTRATOR

    @factory.post_generation
    def second_factor(self, create, extracted, **kwargs):
        if create and not Authenticator.objects.filter(user=self.person).exists():
            SecondFactorFactory(user=self.person)
