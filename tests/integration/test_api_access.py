"""What programs ask meets the pages' own table: every address of the API, every role, every scope, every reach."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from tests.access_samples import NOT_A_THING, PARTICIPANT, World, new_world
from tests.asking import ask, ask_with
from tests.factories import PersonFactory, TokenFactory
from tests.integration.test_access import ALL, due

from kith.service.api.domain.scopes import SCOPES
from kith.service.api.models import Token
from kith.service.core.models import AuditEvent
from kith.service.core.web.access import Door
from kith.service.people.models import Person

pytestmark = pytest.mark.django_db
SERVED = [one for one in ALL if one.access and one.access.door == Door.TOKEN]
THINGS = [one for one in SERVED if one.access.on]
LEAD = "lead of the organisation"


@dataclass
class Walk:
    """A world, a second cohort of the same organisation, another organisation; a token for everybody."""

    here: World
    beside: World
    elsewhere: World
    nobody: Person
    tokens: dict[str, Token]

    def change_token(self, person: Person, **changes: object) -> None:
        Token.objects.filter(pk=self.tokens[str(person.pk)].pk).update(**changes)


def a_walk() -> Walk:
    here, nobody = new_world(), PersonFactory()
    beside, elsewhere = new_world(here.organisation), new_world()
    people = [*here.people.values(), *elsewhere.people.values(), nobody]
    tokens = {str(person.pk): TokenFactory(person=person, secret=secret_of(person)) for person in people}
    for world in (here, beside, elsewhere):
        for address in SERVED:
            address.of(world)
    return Walk(here, beside, elsewhere, nobody, tokens)


def secret_of(person: Person) -> str:
    return f"kith_{person.pk.hex}"


@pytest.fixture(scope="module")
def kept_walk(keep):
    return keep(a_walk)


@pytest.fixture
def walk(kept_walk, db) -> Walk:
    return kept_walk()


def fetch(person: Person, address: str) -> HttpResponse:
    return ask_with(secret_of(person), address)


def told(response) -> str:
    assert response["Content-Type"].startswith("application/json")
    assert response["Cache-Control"] == "no-store"
    if response.status_code == 200:
        return "let in"
    assert set(response.json()) == {"code", "message"}
    return f"{response.status_code} {response.json()['code']}"


NOT_THERE, FORBIDDEN = "404 api.not_there", "403 api.role"
SAYS = {"let in": "let in", "forbidden": FORBIDDEN, "not there": NOT_THERE}


def test_every_endpoint_that_names_a_thing_asks_a_role_on_it():
    assert len(SERVED) == 10
    for address in SERVED:
        assert address.access.on is not None or not set(address.arguments) - NOT_A_THING
    assert {one.access.permission for one in SERVED} == {None, *SCOPES}


@pytest.mark.parametrize("address", THINGS, ids=lambda one: one.name)
def test_each_role_is_told_what_the_table_says(walk, address):
    place = address.of(walk.here)
    answers = {holder: told(fetch(person, place)) for holder, person in walk.here.people.items()}
    assert answers == {holder: SAYS[due(holder, address.access)] for holder in walk.here.people}
    strangers = [walk.nobody, *walk.elsewhere.people.values()]
    assert {told(fetch(person, place)) for person in strangers} == {NOT_THERE}


@pytest.mark.parametrize("address", THINGS, ids=lambda one: one.name)
def test_a_second_argument_is_checked_as_well_as_the_first(walk, address):
    lead = walk.here.people[LEAD]
    for argument in address.arguments:
        for other in (walk.elsewhere, walk.beside):
            if argument == "cohort_id" and other is walk.beside and len(address.arguments) == 1:
                continue
            mixed = address.of(walk.here, **{argument: other.argument(address.name, argument)})
            assert told(fetch(lead, mixed)) == NOT_THERE, (argument, other)


def test_without_a_token_nothing_opens_whoever_is_signed_in(walk):
    for address in SERVED:
        place = address.of(walk.here)
        for person in (None, walk.here.people[LEAD]):
            assert told(ask(person, place)) == "401 api.token.missing"


@pytest.mark.parametrize(
    "address", [one for one in SERVED if one.access.permission], ids=lambda one: one.name
)
def test_a_token_reads_what_its_scopes_say_and_nothing_else(walk, address):
    lead, place, needed = walk.here.people[LEAD], address.of(walk.here), str(address.access.permission)
    walk.change_token(lead, scopes=[needed])
    assert told(fetch(lead, place)) == "let in"
    walk.change_token(lead, scopes=sorted(set(SCOPES) - {needed}))
    assert told(fetch(lead, place)) == "403 api.scope"
    if address.access.on:
        assert told(fetch(lead, address.of(walk.elsewhere))) == NOT_THERE


def test_a_token_kept_to_one_organisation_opens_nothing_of_another(walk):
    lead = walk.here.people[LEAD]
    walk.change_token(lead, organisation=walk.elsewhere.organisation)
    for address in THINGS:
        assert told(fetch(lead, address.of(walk.here))) == NOT_THERE
    for address in SERVED:
        if address.access.permission and not address.access.on:
            assert fetch(lead, address.of(walk.here)).json()["items"] == []
    walk.change_token(lead, organisation=walk.here.organisation)
    assert {told(fetch(lead, address.of(walk.here))) for address in SERVED} == {"let in"}


def test_lists_hold_what_the_table_lets_each_person_see(walk):
    """By a role in the organisation both its cohorts; by a role on one cohort that one; by a place none."""
    both = {str(world.cohort.pk) for world in (walk.here, walk.beside)}
    one = {str(walk.here.cohort.pk)}
    for holder, person in walk.here.people.items():
        cohorts = {item["id"] for item in fetch(person, "/api/v1/cohorts").json()["items"]}
        places = {item["id"] for item in fetch(person, "/api/v1/organisations").json()["items"]}
        may = {address.name: due(holder, address.access) for address in THINGS}["api:v1:cohort"] == "let in"
        assert cohorts == ((both if "organisation" in holder else one) if may else set()), holder
        assert places == ({str(walk.here.organisation.pk)} if "of the organisation" in holder else set()), (
            holder
        )
    assert fetch(walk.nobody, "/api/v1/cohorts").json() == {"items": [], "next_cursor": None}


def test_what_is_read_changes_nothing_but_how_often_the_token_was_used(walk):
    def everything():
        return {
            model._meta.label: list(model._base_manager.order_by("pk").values())
            for model in apps.get_models()
            if model._meta.app_label in {"core", "people", "cohorts", "surveys", "matches", "reports"}
            and model is not AuditEvent
        }

    lead, before = walk.here.people[LEAD], everything()
    for address in SERVED:
        answer = Client().get(address.of(walk.here), headers={"Authorization": f"Bearer {secret_of(lead)}"})
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
        assert Client().post(address.of(walk.here)).status_code == 405
    assert everything() == before
    assert Token.objects.get(person=lead).used_in_window == len(SERVED)


def test_a_participants_program_learns_no_more_than_the_participant(walk):
    person = walk.here.people[PARTICIPANT]
    assert told(fetch(person, "/api/v1/me")) == "let in"
    assert {told(fetch(person, address.of(walk.here))) for address in THINGS} == {FORBIDDEN}
