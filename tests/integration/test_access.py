"""Every address, every role, one's own organisation, another, none: the permission table holds everywhere.

The walk knows nothing of the views. It reads what each says of itself (``kith_access``), works out from the
permission table what each person must be told, and asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse
from tests.access_samples import (
    HOLDERS,
    HOLDERS_ON,
    MEMBERS,
    NOT_A_THING,
    PARTICIPANT,
    SCOPE_HOLDERS,
    SHUT_OFF,
    TEAM,
    World,
    new_world,
    role_on,
)
from tests.asking import ask, sign_in_once
from tests.factories import (
    CohortRoleFactory,
    MembershipFactory,
    PersonFactory,
    PlaceFactory,
    SecondFactorFactory,
)

from kith.service.cohorts.models import Place
from kith.service.core.domain.permissions import ROLE_TABLE, Permission
from kith.service.core.web.access import Access, Door, admit, public
from kith.service.people.models import Person


@dataclass(frozen=True)
class Address:
    name: str
    arguments: tuple[str, ...]
    access: Access | None

    def of(self, world: World, **instead: object) -> str:
        values = {argument: world.argument(self.name, argument) for argument in self.arguments}
        return reverse(self.name, kwargs=values | instead)


def addresses(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)
        else:
            arguments = tuple(pattern.pattern.regex.groupindex)
            access = getattr(pattern.callback, "kith_access", None)
            yield Address(f"{namespace}{pattern.name}", arguments, access)


def undeclared(patterns: list[URLPattern | URLResolver]) -> list[str]:
    return [address.name for address in addresses(patterns) if address.access is None]


AGAIN = "sign in again"
"""The answer to a change of the account itself, before anything is said about it."""
ALL = list(addresses(get_resolver().url_patterns))


def behind(door: Door) -> pytest.MarkDecorator:
    found = [address for address in ALL if address.access and address.access.door == door]
    return pytest.mark.parametrize("address", found, ids=[address.name for address in found])


@dataclass
class Worlds:
    """Where one holds roles, and where one does not."""

    here: World
    elsewhere: World
    nobody: Person
    everything_elsewhere: Person
    """Holds each role in the other organisation and its cohort: whoever holds fewer is let in to no more."""


def new_worlds() -> Worlds:
    elsewhere, person = new_world(), PersonFactory()
    for role in MEMBERS.values():
        MembershipFactory(organisation=elsewhere.organisation, person=person, role=role)
    for role in TEAM.values():
        CohortRoleFactory(cohort=elsewhere.cohort, person=person, role=role)
    PlaceFactory(cohort=elsewhere.cohort, person=person, state=Place.State.CONFIRMED)
    SecondFactorFactory(user=person)
    made = Worlds(new_world(), elsewhere, PersonFactory(), person)
    sign_in_once([*made.here.people.values(), made.nobody, person])
    return made


@pytest.fixture(scope="module")
def kept_worlds(keep) -> Callable[[], Worlds]:
    return keep(new_worlds)


@pytest.fixture
def worlds(kept_worlds, db) -> Worlds:
    return kept_worlds()


@pytest.fixture
def world(worlds) -> World:
    return worlds.here


def told(response: HttpResponse) -> str:
    """What the answer comes to: let in, or one of the three refusals."""
    refusals = {403: "forbidden", 404: "not there"}
    doors = {settings.LOGIN_URL: "sign in", "account_reauthenticate": AGAIN, "mfa_reauthenticate": AGAIN}
    for door, answer in doors.items():
        if response.status_code == 302 and response["Location"].startswith(f"{reverse(door)}?next="):
            return answer
    assert response.status_code < 500
    return refusals.get(response.status_code, "let in")


def due(holder: str, access: Access) -> str:
    """What the permission table says about somebody who holds a role in the thing's own organisation."""
    if holder not in SCOPE_HOLDERS[access.on]:
        return "not there"
    held = ROLE_TABLE[role_on(access.on, holder)].permissions
    return "let in" if access.permission in held else "forbidden"


def told_at_the_door(person: Person, address: Address, world: World, **instead: object) -> str:
    """What the guard in front of the view answers, without the view."""
    request = HttpRequest()
    request.user = person
    access = address.access
    kwargs = {name: world.argument(address.name, name) for name in address.arguments} | instead
    try:
        admit(request, access.permission, on=access.on, kwargs=kwargs)
    except Http404:
        return "not there"
    except PermissionDenied:
        return "forbidden"
    return "let in"


def one_for_each(world: World, access: Access) -> list[str]:
    """A holder for each answer that is due. That everybody who is let in sees the page is asked where it is looked at
    to see that nothing changes."""
    found: dict[str, str] = {}
    for holder in world.people:
        found.setdefault(due(holder, access), holder)
    return list(found.values())


def let_in(world: World, access: Access) -> list[str]:
    """Of those who are let in, one for each set of permissions: who may do the same sees the same.

    That every role is told what is due to it is asked of all of them, above all by GET.
    """
    by_permissions: dict[frozenset[Permission], str] = {}
    for holder in world.people:
        if due(holder, access) == "let in":
            held = ROLE_TABLE[role_on(access.on, holder)].permissions - {Permission.COHORT_CREATE}
            by_permissions.setdefault(held, holder)
    return list(by_permissions.values())


def test_every_view_says_who_may_come_in():
    assert undeclared(get_resolver().url_patterns) == []


def test_a_view_that_does_not_say_is_noticed():
    def forgotten(request):
        return HttpResponse()

    declared = public(lambda request: HttpResponse())
    patterns = [path("open/", declared, name="open"), path("x/", forgotten, name="forgotten")]
    assert undeclared(patterns) == ["forgotten"]


def test_a_role_that_the_table_does_not_know_of_is_noticed():
    known = {role for roles in (HOLDERS, *HOLDERS_ON.values()) for role in roles.values()}
    assert known == set(ROLE_TABLE)


@behind(Door.ROLE)
def test_roles_in_ones_own_organisation_are_told_what_the_table_says(address, world):
    """Everybody at the door itself; through it into the page, one for each answer."""
    asked = one_for_each(world, address.access) if address.name not in SHUT_OFF else world.people
    place = address.of(world)
    answers = {holder: told(ask(world.people[holder], place)) for holder in asked}
    if address.name in SHUT_OFF:
        assert set(answers.values()) <= {"not there", "forbidden"}
        return
    assert answers == {holder: due(holder, address.access) for holder in asked}
    door = (address.access, address.arguments)
    if door not in world.doors:  # the guard knows of an address no more than this
        world.doors.add(door)
        at_it = {holder: told_at_the_door(person, address, world) for holder, person in world.people.items()}
        assert at_it == {holder: due(holder, address.access) for holder in world.people}


@behind(Door.ROLE)
def test_to_everybody_else_it_is_not_there(address, worlds):
    place = address.of(worlds.here)
    assert told(ask(None, place)) == "sign in"
    assert told(ask(worlds.everything_elsewhere, place)) == "not there"
    assert told_at_the_door(worlds.nobody, address, worlds.here) == "not there"


def test_who_holds_every_role_elsewhere_does_hold_them(worlds):
    elsewhere = worlds.elsewhere
    own = elsewhere.cohort.places.get(person=worlds.everything_elsewhere)
    assert told(ask(own.person, reverse("matches:preferences", args=[own.pk]))) == "let in"
    assert told(ask(own.person, reverse("cohorts:people", args=[elsewhere.cohort.pk]))) == "let in"


@behind(Door.ROLE)
def test_a_thing_of_another_organisation_is_not_reached_through_ones_own(address, worlds):
    """``/cohorts/<mine>/people/<theirs>/``: the second argument is checked as well as the first, at the door or,
    where the door lets through, in the view."""
    world, elsewhere = worlds.here, worlds.elsewhere
    mine = let_in(world, address.access)
    for argument in sorted(set(address.arguments) - NOT_A_THING):
        instead = {argument: elsewhere.argument(address.name, argument)}
        for holder in mine:
            person = world.people[holder]
            if told_at_the_door(person, address, world, **instead) == "not there":
                continue
            assert told(ask(person, address.of(world, **instead))) == "not there", (argument, holder)


@behind(Door.SIGNED_IN)
def test_what_is_for_the_signed_in_is_for_nobody_else(address, world):
    place = address.of(world)
    assert told(ask(None, place)) == "sign in"
    assert told(ask(world.people[PARTICIPANT], place)) != "sign in"
    if set(address.arguments) - NOT_A_THING:
        strangers = [person for name, person in world.people.items() if name != PARTICIPANT]
        assert {told(ask(person, place)) for person in strangers} <= {"not there", AGAIN}


@behind(Door.LINK)
def test_a_forged_link_opens_nothing(address, world):
    for person in (None, world.people[PARTICIPANT], world.people["lead of the cohort"]):
        assert 400 <= ask(person, address.of(world)).status_code < 500


@behind(Door.PUBLIC)
def test_what_is_public_answers_everybody(address, world, worlds):
    for person in (None, worlds.nobody, world.people[PARTICIPANT]):
        assert told(ask(person, address.of(world))) in {"let in", "not there"}
