"""What all cohort pages share: the language, and what the reader may do."""

from __future__ import annotations

from django.utils.translation import get_language

from kith.service.cohorts.domain.openness import offered
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import permissions_of
from kith.service.people.models import Person


def language() -> str:
    return get_language() or "en"


def held_permissions(person: Person, cohort: Cohort) -> frozenset[P]:
    """What a page of the cohort offers this person, as the cohort is now."""
    return offered(permissions_of(roles_on_cohort(person, cohort)), cohort)
