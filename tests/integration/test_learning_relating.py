"""From a published pair to two people who learn together: what begins, what is shown, and how it ends."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from tests.asking import ask
from tests.factories.learning import MentoringFactory, PairFactory, RelationshipFactory
from tests.factories.running import running, told_in_the_audit

from kith.service.cohorts.domain import places
from kith.service.cohorts.domain.closing import reopen_cohort
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent
from kith.service.learning.domain.relating.starting import begin
from kith.service.learning.models import Member, Relationship
from kith.service.matches.domain.actions import publish
from kith.service.matches.models import Pair, Publication
from kith.service.people.domain.erasure import erase
from kith.service.people.domain.merging import merge_people

pytestmark = pytest.mark.django_db
BY = Actor.system("tests")
State = Relationship.State


def published():
    made = running()
    publish(by=made.by, run=made.draft(), seen_revision=0)
    return made


@pytest.fixture(scope="module")
def kept(keep):
    return keep(published)


@pytest.fixture
def made(kept, db):
    return kept()


def page(relationship):
    return reverse("learning:together", args=[relationship.pk])


def of(made, name):
    return Relationship.objects.get(members__place=made.places[name])


def standing(relationship):
    relationship.refresh_from_db()
    return relationship.state, relationship.end_reason


def test_each_published_pair_begins_once(made):
    assert Relationship.objects.count() == Pair.objects.count() == 2
    for row in Relationship.objects.all():
        there = {(one.place_id, one.person_id, one.part) for one in row.members.all()}
        both = (row.pair.left, row.pair.right)
        assert there == {(place.pk, place.person_id, "partner") for place in both}
    assert begin(by=BY, publication_id=Publication.objects.get().pk) == 0
    assert Member.objects.count() == 4
    row = AuditEvent.objects.get(action="learning.start_relationships")
    assert (row.detail, row.actor_id) == ({"relationships": 2}, str(made.lead.pk))
    assert told_in_the_audit() == []


def test_both_see_each_other_and_are_led_there_from_home(made):
    row = of(made, "Amina")
    me = made.places["Amina"].person
    other = row.members.exclude(person=me).get().person
    said = ask(me, page(row)).content.decode()
    assert f"You and {other.name}" in said
    assert f"mailto:{other.email}" in said
    assert page(row) in ask(me, reverse("home:home")).content.decode()
    assert page(row) in ask(me, reverse("matches:partner", args=[made.places["Amina"].pk])).content.decode()


def test_nobody_else_reads_it(made):
    row = of(made, "Amina")
    mine = set(row.members.values_list("person_id", flat=True))
    other = next(one for one in made.places.values() if one.person_id not in mine)
    assert ask(other.person, page(row)).status_code == 404
    assert ask(made.lead, page(row)).status_code == 403


def test_whoever_gives_up_the_place_leaves_and_the_other_reads_on(made):
    row = of(made, "Amina")
    partner = row.members.exclude(place=made.places["Amina"]).get()
    places.withdraw(by=made.by, place=made.places["Amina"])
    assert standing(row) == (State.ENDED, "moved_on")
    assert ask(made.places["Amina"].person, page(row)).status_code == 404
    said = ask(partner.person, page(row)).content.decode()
    assert "This has ended" in said
    assert "Amina" not in said
    assert standing(
        of(
            made,
            next(
                name for name in made.places if name != "Amina" and made.places[name].pk != partner.place_id
            ),
        )
    ) == (State.ACTIVE, "")


def test_mentoring_ends_with_the_place_too(made):
    row = MentoringFactory(cohort=made.cohort, mentee=made.places["Ben"])
    places.withdraw(by=made.by, place=made.places["Ben"])
    assert standing(row) == (State.ENDED, "moved_on")


def test_an_erased_person_is_in_nothing(made):
    row = of(made, "Amina")
    erase(by=BY, person=made.places["Amina"].person)
    assert standing(row) == (State.ENDED, "moved_on")
    assert row.members.filter(left_at=None).count() == 1


def test_two_accounts_of_one_person_are_not_partners():
    row = MentoringFactory()
    one, other = (member.person for member in row.members.all())
    merge_people(by=BY, keep=one, other=other)
    assert standing(row) == (State.ENDED, "other")
    assert [member.person_id for member in row.members.all()] == [one.pk]


def test_the_factories_make_what_publishing_makes():
    row = RelationshipFactory()
    assert {one.place.cohort_id for one in row.members.all()} == {row.cohort_id, row.pair.cohort_id}
    assert row.members.count() == 2


def test_pairs_of_before_get_their_relationship_once():
    """The migration, with today's tables."""
    together, over, left = PairFactory(), PairFactory(state=Pair.State.ENDED), PairFactory()
    Pair.objects.filter(pk__in=(over.pk, left.pk)).update(state=Pair.State.ENDED, ended_at=timezone.now())
    Place.objects.filter(pk=left.left_id).update(state=Place.State.WITHDRAWN)
    closed = PairFactory(cohort__state=Cohort.State.CLOSED, cohort__closed_at=timezone.now())
    pairs = (together, over, left, closed, RelationshipFactory().pair)
    migration = import_module("kith.service.learning.migrations.0002_pairs_before_learning")
    for _twice in range(2):
        migration.begin(apps, None)
    rows = list(Relationship.objects.filter(pair__in=pairs))
    found = {row.pair_id: row for row in rows}
    assert len(rows) == len(found) == len(pairs)
    assert (found[together.pk].state, found[over.pk].state) == (State.ACTIVE, State.ENDED)
    there = {
        key: set(row.members.filter(left_at=None).values_list("place", flat=True))
        for key, row in found.items()
    }
    assert there[together.pk] == {together.left_id, together.right_id}
    assert there[left.pk] == {left.right_id}
    assert found[together.pk].nudged_at is not None  # the first tick does not remind everybody at once
    assert standing(found[closed.pk]) == (State.ENDED, "completed")
    reopen_cohort(by=BY, cohort=closed.cohort)
    assert standing(found[closed.pk]) == (State.ACTIVE, "")
