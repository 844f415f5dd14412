"""Inside an organisation: another cohort's things, what is sent by POST, links of another purpose, and dates."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from tests.access_samples import NOT_A_THING, SHUT_OFF, World, new_world
from tests.asking import ask, send, sign_in_once
from tests.factories import CohortRoleFactory, MembershipFactory, OrganisationFactory, PersonFactory
from tests.integration.test_access import ALL, behind, due, let_in, told, told_at_the_door

from kith.service.cohorts.domain import places
from kith.service.cohorts.models import CohortRole, Place
from kith.service.core.domain import links
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Link, LinkPurpose
from kith.service.core.web.access import Door
from kith.service.people.domain.erasure import erase
from kith.service.people.models import Membership, Person
from kith.service.surveys.models import Rater

pytestmark = pytest.mark.django_db
BY = Actor.system("tests")
JUNK = {
    "name": "\0<b>", "email": "x", "file": "no file", "revision": "abc", "reason": "\0", "address-0": "x\0y",
    "other": "1:2:3", "best_for": "nobody", "kind": "x", "role": "owner", "side": "nowhere", "held": "maybe",
    "starts_on_day": "99", "starts_on_month": "x", "starts_on_year": "-1", "time_zone": "Mars/Olympus",
    "clinician-min": "1e9", "clinician-max": "-5", "page": "-1", "audience": "all", "language": "xx",
}  # fmt: skip


@dataclass
class Inside:
    """A cohort, another one of the same organisation, and people who have no business here."""

    world: World
    other: World
    strangers: dict[str, Person]


def two_cohorts() -> Inside:
    world = new_world()
    strangers = {"nobody": PersonFactory(), "a lead elsewhere": MembershipFactory(role="lead").person}
    made = Inside(world, new_world(world.organisation), strangers)
    sign_in_once([*world.people.values(), *strangers.values()])
    return made


@pytest.fixture(scope="module")
def kept_cohorts(keep):
    return keep(two_cohorts)


@pytest.fixture
def inside(kept_cohorts, db):
    return kept_cohorts()


@pytest.fixture
def world(inside):
    return inside.world


OF_THE_ORGANISATION = {"alumnus_id"}
"""An alumnus stands in the organisation's directory, and any cohort of it may ask them for help."""


@behind(Door.ROLE)
def test_a_thing_of_another_cohort_is_not_reached_through_this_one(address, inside):
    """One organisation, two cohorts: the addresses of the first hold nothing of the second."""
    not_its_own = NOT_A_THING | OF_THE_ORGANISATION | {"cohort_id", "organisation_slug"}
    things = sorted(set(address.arguments) - not_its_own)
    if "cohort_id" not in address.arguments or address.name in SHUT_OFF:
        return
    world, other = inside.world, inside.other
    mine = let_in(world, address.access)
    for argument in things:
        instead = {argument: other.argument(address.name, argument)}
        mixed = address.of(world, **instead)
        for holder in mine:
            person = world.people[holder]
            if told_at_the_door(person, address, world, **instead) == "not there":
                continue
            assert told(ask(person, mixed)) == "not there", (argument, holder)
            assert send(person, mixed, {"reason": "They asked"}).status_code in {404, 405}, (argument, holder)


@behind(Door.ROLE)
def test_what_is_posted_meets_the_same_door(address, inside):
    """Nobody, strangers and wrong roles are sent away before anything is read; the right ones break nothing.

    One for each answer that is due: which role is due which is asked by GET, of all of them.
    """
    world = inside.world
    place = address.of(world)
    right = let_in(world, address.access)
    wrong = {due(holder, address.access): holder for holder in world.people if holder not in right}
    wrong.pop("let in", None)
    assert told(send(None, place, JUNK)) == "sign in"
    for name, person in inside.strangers.items():
        assert told_at_the_door(person, address, world) == "not there", name
    assert send(inside.strangers["a lead elsewhere"], place, JUNK).status_code in {404, 405}
    for holder in (*right, *wrong.values()):
        person = world.people[holder]
        expected = {"not there": {404}, "forbidden": {403}}.get(due(holder, address.access))
        data = [{}, JUNK] if holder in right[:1] else [JUNK]
        for one in data:
            status = send(person, place, one).status_code
            assert status < 500, (holder, one)
            assert expected is None or status in expected | {405}, (holder, status)


@behind(Door.LINK)
def test_a_posted_link_that_was_never_sent_opens_nothing(address, world):
    answer = send(None, address.of(world), JUNK)
    assert 400 <= answer.status_code < 500


OPENS = {
    LinkPurpose.CONFIRM_PLACE: {
        "cohorts:place_by_link", "matches:preferences_by_link", "matches:preferences_step_by_link",
        "matches:partner_by_link",
        "matches:placed_by_link",
    },
    LinkPurpose.ANSWER_WAVE: {
        "surveys:answer_by_link", "surveys:step_by_link", "surveys:device_page", "surveys:deliver",
        "surveys:raters_by_link", "surveys:take_back_rater_by_link",
    },
    LinkPurpose.RATE: {"surveys:rate"},
}  # fmt: skip


def secret_of(world, purpose, **instead):
    subject = world.place
    if purpose == LinkPurpose.ANSWER_WAVE:
        world.argument("surveys:raters", "invitation_id")
        subject = world.place.pk and _invitation(world)
    if purpose == LinkPurpose.RATE:
        subject = Rater.objects.get(pk=world.argument("surveys:take_back_rater", "rater_id"))
    wanted = {"expires": timezone.now() + dt.timedelta(days=1), "person_id": world.place.person_id} | instead
    link, path = links.issue_link(purpose=purpose, subject=subject, **wanted)
    return link, path.strip("/").split("/")[1]


def _invitation(world):
    from kith.service.surveys.models import Invitation

    return Invitation.objects.get(place=world.place)


@pytest.mark.parametrize("purpose", OPENS)
def test_a_link_opens_what_it_was_sent_for_and_nothing_else(world, purpose):
    _link, secret = secret_of(world, purpose)
    for address in ALL:
        if address.access is None or address.access.door != Door.LINK or "secret" not in address.arguments:
            continue
        opened = told(ask(None, address.of(world, secret=secret)))
        if address.name in OPENS[purpose]:
            assert opened == "let in", address.name
        else:
            assert ask(None, address.of(world, secret=secret)).status_code >= 400, address.name


@pytest.mark.parametrize("end", ["expired", "revoked", "used", "somebody else's secret"])
def test_a_link_that_has_ended_opens_nothing_and_does_nothing(world, end):
    Place.objects.filter(pk=world.place.pk).update(state=Place.State.INVITED)
    link, secret = secret_of(world, LinkPurpose.CONFIRM_PLACE, single_use=end == "used")
    now = timezone.now()
    changes = {
        "expired": {"expires_at": now - dt.timedelta(seconds=1)},
        "revoked": {"revoked_at": now},
        "used": {"used_at": now},
        "somebody else's secret": {"secret_hash": links.hash_secret("another")},
    }
    Link.objects.filter(pk=link.pk).update(**changes[end])
    address = reverse("cohorts:place_by_link", args=[secret])
    client = Client()
    assert 400 <= client.get(address).status_code < 500
    assert 400 <= client.post(address, {"confirm": "1"}).status_code < 500
    assert Place.objects.get(pk=world.place.pk).state == Place.State.INVITED


def test_a_post_that_says_neither_yes_nor_no_is_neither(world):
    Place.objects.filter(pk=world.place.pk).update(state=Place.State.INVITED)
    _link, secret = secret_of(world, LinkPurpose.CONFIRM_PLACE)
    Client().post(reverse("cohorts:place_by_link", args=[secret]), {})
    assert Place.objects.get(pk=world.place.pk).state == Place.State.INVITED


def page_of(world):
    return reverse("cohorts:people", args=[world.cohort.pk])


@pytest.mark.parametrize(
    ("starts", "ends", "answer"),
    [(None, None, 200), (0, 0, 200), (-9, -1, 404), (1, 9, 404), (None, -1, 404), (-9, None, 200)],
)
def test_a_role_holds_between_its_dates(world, starts, ends, answer):
    today = timezone.now().date()
    first, last = (None if days is None else today + dt.timedelta(days=days) for days in (starts, ends))
    deputy = CohortRoleFactory(
        cohort=world.cohort, role=CohortRole.Kind.DEPUTY, starts_on=first, ends_on=last
    )
    lead = MembershipFactory(organisation=world.organisation, starts_on=first, ends_on=last)
    for person in (deputy.person, lead.person):
        assert ask(person, page_of(world)).status_code == answer


@pytest.mark.parametrize("state", [Place.State.DECLINED, Place.State.WITHDRAWN])
def test_who_no_longer_takes_part_is_a_stranger(world, state):
    Place.objects.filter(pk=world.place.pk).update(state=state)
    for view in ("matches:partner", "matches:preferences"):
        assert ask(world.place.person, reverse(view, args=[world.place.pk])).status_code == 404


def test_a_role_that_ends_is_over_with_the_next_page(world):
    """Roles are looked up once a page, never kept from one to the next."""
    role = CohortRoleFactory(cohort=world.cohort, role=CohortRole.Kind.DEPUTY)
    client = Client()
    client.force_login(role.person)
    assert client.get(page_of(world)).status_code == 200
    role.ends_on = timezone.now().date() - dt.timedelta(days=1)
    role.save()
    assert client.get(page_of(world)).status_code == 404


def test_an_erased_person_is_a_stranger_everywhere(world):
    person = world.place.person
    MembershipFactory(organisation=world.organisation, person=person)
    CohortRoleFactory(cohort=world.cohort, person=person)
    assert ask(person, page_of(world)).status_code == 200
    erase(by=BY, person=person)
    person.refresh_from_db()
    assert ask(person, page_of(world)).status_code in {302, 404}
    assert not Membership.objects.filter(person=person).in_force().exists()


def test_a_merged_organisation_leads_on_and_gives_its_old_people_nothing(world):
    kept = OrganisationFactory()
    world.organisation.merged_into = kept
    world.organisation.save()
    mine = MembershipFactory(organisation=kept).person
    old = world.people["lead of the organisation"]
    address = reverse("cohorts:choose_programme", args=[world.organisation.slug])
    assert ask(mine, address).status_code == 200
    assert ask(old, address).status_code == 404


def test_a_withdrawn_place_is_nobodys_way_in_by_an_old_session(world):
    client = Client()
    client.force_login(world.place.person)
    address = reverse("matches:preferences", args=[world.place.pk])
    assert client.get(address).status_code == 200
    places.withdraw(by=BY, place=world.place)
    assert client.get(address).status_code == 404


def test_every_address_of_the_journey_is_walked():
    """So that a renamed app does not silently leave the walk."""
    spaces = {address.name.split(":")[0] for address in ALL if ":" in address.name}
    assert {"cohorts", "surveys", "matches", "reports", "home"} <= spaces
    assert len(get_resolver().url_patterns) > 5
