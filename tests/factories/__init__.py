"""Rows for tests: each factory makes the least that is valid, and everything can be said otherwise."""

from tests.factories.api import TokenFactory
from tests.factories.cohorts import CohortFactory, CohortRoleFactory, DefinitionVersionFactory, PlaceFactory
from tests.factories.core import MailFactory, OrganisationFactory, StoredFileFactory
from tests.factories.people import (
    AdministratorFactory,
    MembershipFactory,
    PersonFactory,
    SecondFactorFactory,
)

__all__ = [
    "AdministratorFactory",
    "CohortFactory",
    "CohortRoleFactory",
    "DefinitionVersionFactory",
    "MailFactory",
    "MembershipFactory",
    "OrganisationFactory",
    "PersonFactory",
    "PlaceFactory",
    "SecondFactorFactory",
    "StoredFileFactory",
    "TokenFactory",
]
