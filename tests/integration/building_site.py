"""An organisation whose lead has a published questionnaire, and what a browser does with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.factories import MembershipFactory, SecondFactorFactory

from kith.programmes import load_instrument
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.people.models import Person
from kith.service.surveys.domain.building import actions, drafts, versions
from kith.service.surveys.models import Questionnaire


@dataclass
class Site:
    lead: Person
    organisation: Organisation
    built: Questionnaire


def new_site() -> Site:
    """A copy of a questionnaire that ships, in two languages."""
    membership = MembershipFactory(role="lead")
    SecondFactorFactory(user=membership.person)
    by = Actor.of_person(membership.person)
    row = actions.make_questionnaire(
        by=by, organisation=membership.organisation, title="Ours", like=load_instrument("preparedness")
    )
    rights = {"owner": "Us", "licence": "Our own"}
    actions.say_rights(by=by, questionnaire=row, seen_revision=0, words_are="own", rights=rights)
    versions.publish_version(by=by, questionnaire=row, seen_revision=row.revision)
    return Site(membership.person, membership.organisation, row)


def at(name: str, built: Questionnaire, *args: Any) -> str:
    return reverse(f"surveys:{name}", args=[built.pk, *args])


def first_item(built: Questionnaire) -> dict[str, Any]:
    return next(drafts.items(built.draft))


def sent_by(client: Client, address: str, data: dict[str, Any], built: Questionnaire) -> HttpResponse:
    """As a browser does it, kept; the row as it is then."""
    answer = client.post(address, {"seen": built.revision, **data})
    built.refresh_from_db()
    return answer


def add(client: Client, built: Questionnaire, kind: str, label: str, **more: str) -> HttpResponse:
    """A question, sent by the form."""
    data = {"label": label, "required": "optional", **more}
    return sent_by(client, at("building_new_question", built, kind), data, built)
