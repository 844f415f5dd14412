from __future__ import annotations

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from tests.factories.people import PersonFactory

from kith.service.api.domain.scopes import SCOPES
from kith.service.api.domain.secret import prefix_of
from kith.service.api.models import Token
from kith.service.core.domain.links import hash_secret


class TokenFactory(DjangoModelFactory):
    """A token with every scope, whatever its person's roles. ``secret`` is what a program would send."""

    class Meta:
        model = Token

    class Params:
        secret = factory.Sequence(lambda n: f"kith_{n:043}")

    person = factory.SubFactory(PersonFactory)
    name = factory.Sequence(lambda n: f"program {n}")
    secret_hash = factory.LazyAttribute(lambda row: hash_secret(row.secret))
    prefix = factory.LazyAttribute(lambda row: prefix_of(row.secret))
    scopes = factory.LazyFunction(lambda: sorted(SCOPES))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))
