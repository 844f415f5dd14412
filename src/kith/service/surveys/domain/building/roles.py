"""Who may come near a questionnaire that an organisation makes: those with a role in the organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kith.service.core.domain.permissions import Role
from kith.service.people.domain.queries import roles_in_organisation
from kith.service.people.models import Person
from kith.service.surveys.models import Questionnaire


def load_questionnaire(kwargs: Mapping[str, Any]) -> Questionnaire:
    rows = Questionnaire.objects.select_related("organisation", "changed_by")
    return rows.get(pk=kwargs["questionnaire_id"])


def roles_on_questionnaire(person: Person, questionnaire: Questionnaire) -> frozenset[Role]:
    return roles_in_organisation(person, questionnaire.organisation)
