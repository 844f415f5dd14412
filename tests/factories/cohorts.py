from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from importlib.resources import files

import factory
from factory.django import DjangoModelFactory
from tests.factories.core import OrganisationFactory
from tests.factories.people import PersonFactory

from kith.service.cohorts.models import Cohort, CohortRole, DefinitionVersion, Place
from kith.service.core.domain.permissions import Role
from kith.service.matches.domain.questionnaires import pin


@cache
def definition_text(key: str = "paired-learning") -> str:
    """The text of a definition that ships with Kith."""
    return files("kith.programmes").joinpath("definitions", f"{key}.toml").read_text("utf-8")


class DefinitionVersionFactory(DjangoModelFactory):
    class Meta:
        model = DefinitionVersion
        django_get_or_create = ("organisation", "sha256")

    organisation = factory.SubFactory(OrganisationFactory)
    key = "paired-learning"
    text = factory.LazyAttribute(lambda row: definition_text(row.key))
    sha256 = factory.LazyAttribute(lambda row: hashlib.sha256(row.text.encode()).hexdigest())


class CohortFactory(DjangoModelFactory):
    class Meta:
        model = Cohort
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    definition = factory.SubFactory(
        DefinitionVersionFactory, organisation=factory.SelfAttribute("..organisation")
    )
    name = factory.Sequence(lambda n: f"Paired learning, cohort {n}")
    sides = factory.LazyFunction(lambda: {side: {"min": 1, "max": 40} for side in ("clinician", "manager")})
    starts_on = date(2026, 1, 12)
    ends_on = date(2026, 12, 18)

    @factory.post_generation
    def pinned(self, create, extracted, **kwargs):
        """As an action that makes a cohort does."""
        if create:
            pin(self)


class CohortRoleFactory(DjangoModelFactory):
    class Meta:
        model = CohortRole

    cohort = factory.SubFactory(CohortFactory)
    person = factory.SubFactory(PersonFactory)
    role = Role.LEAD


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = Place

    cohort = factory.SubFactory(CohortFactory)
    person = factory.SubFactory(PersonFactory)
    side = "clinician"
