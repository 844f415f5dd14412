"""Who may come near a scenario: those with a role in its organisation that carries it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from kith.service.core.domain.permissions import Permission, Role, permissions_of
from kith.service.core.models import Organisation
from kith.service.people.domain.queries import own_organisations, roles_in_organisation
from kith.service.people.models import Person
from kith.service.planning.models import Scenario


def load_scenario(kwargs: Mapping[str, Any]) -> Scenario:
    return Scenario.objects.select_related("organisation").get(pk=kwargs["scenario_id"])


def roles_on_scenario(person: Person, scenario: Scenario) -> frozenset[Role]:
    return roles_in_organisation(person, scenario.organisation)


def may(person: Person, permission: Permission, scenario: Scenario) -> bool:
    return permission in permissions_of(roles_on_scenario(person, scenario))


def organisations_that_plan(person: Person, permission: Permission) -> list[Organisation]:
    """Where a role in the organisation carries the permission."""
    return [
        one
        for one in own_organisations(person)
        if permission in permissions_of(roles_in_organisation(person, one))
    ]


def scenarios_seen_by(person: Person) -> QuerySet[Scenario]:
    """Those that the person may look at, the newest first."""
    owners = [one.pk for one in organisations_that_plan(person, Permission.PLANNING_SEE)]
    return Scenario.objects.filter(organisation__in=owners).select_related("organisation").order_by("-id")
