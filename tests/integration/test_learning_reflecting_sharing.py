"""Who reads a shared entry: those whom its writer was told of, for as long as they are what they were then."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.factories import (
    CohortRoleFactory,
    MembershipFactory,
    PersonFactory,
    PlaceFactory,
    SecondFactorFactory,
)
from tests.factories.learning import MentoringFactory, ReflectionFactory, RelationshipFactory

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.learning.domain.reflecting import reading, sharing
from kith.service.learning.domain.reflecting.readers import readers_of
from kith.service.learning.domain.relating.ending import settle_end
from kith.service.learning.domain.roles import roles_on_reflection
from kith.service.learning.models import Member, ReflectionShare, Relationship

pytestmark = pytest.mark.django_db
With = ReflectionShare.With
READS, NOTHING = frozenset({Role.READER}), frozenset()


class Told:
    """An entry of one of a pair, who has a mentor, in a cohort with a lead and a deputy."""

    def __init__(self):
        self.pair = RelationshipFactory()
        self.cohort = self.pair.cohort
        place = self.pair.pair.left
        self.writer, self.partner = place.person, self.pair.pair.right.person
        self.mentor = PersonFactory()
        self.mentoring = MentoringFactory(cohort=self.cohort, mentee=place, mentor=self.mentor)
        self.lead = CohortRoleFactory(cohort=self.cohort, role=Role.LEAD).person
        self.house_lead = MembershipFactory(organisation=self.cohort.organisation, role=Role.LEAD).person
        self.administrator = MembershipFactory(
            organisation=self.cohort.organisation, role=Role.ADMINISTRATOR
        ).person
        self.third = PlaceFactory(cohort=self.cohort, state=Place.State.CONFIRMED).person
        self.entry = ReflectionFactory(person=self.writer, cohort=self.cohort)

    @property
    def by(self):
        return Actor.of_person(self.writer)

    def share(self, reader, relationship=None):
        key = relationship.pk if relationship else None
        sharing.share(by=self.by, reflection=self.entry, reader=reader, relationship_id=key)

    def reads(self):
        """Who does, by name of their part; the door and the page that names them say the same."""
        people = ("partner", "mentor", "lead", "house_lead", "administrator", "third")
        found = {name for name in people if roles_on_reflection(getattr(self, name), self.entry) == READS}
        named = {person.pk for person in readers_of(self.entry)}
        assert {getattr(self, name).pk for name in found} == named & {
            getattr(self, name).pk for name in people
        }
        assert roles_on_reflection(self.writer, self.entry) == {Role.WRITER}
        listed = {name for name in people if self.entry in reading.shared_with(getattr(self, name))}
        assert listed == found
        return found


@pytest.fixture
def told():
    return Told()


def test_nobody_reads_what_is_not_shared(told):
    assert told.reads() == set()


def test_each_sharing_lets_in_those_it_names_and_nobody_else(told):
    told.share(With.PARTNER, told.pair)
    assert told.reads() == {"partner"}
    told.share(With.MENTOR, told.mentoring)
    assert told.reads() == {"partner", "mentor"}
    told.share(With.LEAD)
    assert told.reads() == {"partner", "mentor", "lead", "house_lead"}
    told.share(With.LEAD)
    assert ReflectionShare.objects.count() == 3
    for share in ReflectionShare.objects.all():
        sharing.take_back(by=told.by, reflection=told.entry, share_id=share.pk)
    assert told.reads() == set()
    told.share(With.PARTNER, told.pair)
    assert told.reads() == {"partner"}


def end(told):
    settle_end(by=told.by, relationship=told.pair, reason=Relationship.EndReason.NO_TIME)


def blocked_by(name):
    def change(told):
        told.pair.members.filter(person=getattr(told, name)).update(blocked_at=timezone.now())

    return change


def left(name):
    def change(told):
        told.pair.members.filter(person=getattr(told, name)).update(left_at=timezone.now())

    return change


def inactive(told):
    told.partner.is_active = False
    told.partner.save()


def archived(told):
    past = timezone.now() - timedelta(days=1)
    Cohort.objects.filter(pk=told.cohort.pk).update(state=Cohort.State.ARCHIVED, read_until=past)
    told.entry.cohort.refresh_from_db()


@pytest.mark.parametrize(
    "change",
    [end, blocked_by("writer"), blocked_by("partner"), left("writer"), left("partner"), inactive, archived],
)
def test_what_ends_a_sharing_with_a_partner(told, change):
    told.share(With.PARTNER, told.pair)
    change(told)
    assert told.reads() == set()
    assert [one for one in sharing.choices_for(told.entry) if one.relationship == told.pair] == [] or (
        change is archived
    )


def test_a_pause_does_not_end_it_and_an_end_is_for_good(told):
    told.share(With.PARTNER, told.pair)
    Relationship.objects.filter(pk=told.pair.pk).update(state=Relationship.State.PAUSED)
    assert told.reads() == {"partner"}
    told.pair.refresh_from_db()
    end(told)
    Relationship.objects.filter(pk=told.pair.pk).update(state=Relationship.State.ACTIVE)
    assert told.reads() == set()


def test_a_mentor_who_has_not_said_yes_is_nobody_to_share_with(told):
    Member.objects.filter(person=told.mentor).update(accepted_at=None)
    assert [one.reader for one in sharing.choices_for(told.entry)] == [With.PARTNER, With.LEAD]
    with pytest.raises(KithError) as refused:
        told.share(With.MENTOR, told.mentoring)
    assert [fault.code for fault in refused.value.faults] == ["learning.nobody_to_share_with"]


def test_whoever_comes_to_run_the_programme_later_does_not_read_what_was_shared_before(told):
    told.share(With.LEAD)
    successor = CohortRoleFactory(cohort=told.cohort, role=Role.LEAD).person
    assert roles_on_reflection(successor, told.entry) == NOTHING
    assert told.entry not in reading.shared_with(successor)
    share = ReflectionShare.objects.get()
    sharing.take_back(by=told.by, reflection=told.entry, share_id=share.pk)
    told.share(With.LEAD)
    assert roles_on_reflection(successor, told.entry) == READS


def test_whoever_runs_it_no_more_reads_no_more_and_a_later_start_is_no_start(told):
    soon = timezone.localdate() + timedelta(days=3)
    later = CohortRoleFactory(cohort=told.cohort, role=Role.DEPUTY, starts_on=soon).person
    told.share(With.LEAD)
    told.cohort.roles.filter(person=told.lead).update(ends_on=timezone.localdate() - timedelta(days=1))
    told.cohort.roles.filter(person=later).update(starts_on=None)
    ReflectionShare.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    told.cohort.roles.filter(person=later).update(created_at=timezone.now())
    assert told.reads() == set() or told.reads() == {"house_lead"}
    assert roles_on_reflection(later, told.entry) == NOTHING


def test_a_lead_who_writes_does_not_share_with_themselves(told):
    entry = ReflectionFactory(person=told.lead, cohort=told.cohort)
    (choice,) = sharing.choices_for(entry)
    assert choice.people == (told.house_lead,)


def test_only_the_writer_shares_and_takes_back(told):
    told.share(With.LEAD)
    share = ReflectionShare.objects.get()
    for person in (told.partner, told.lead, told.administrator):
        with pytest.raises(PermissionDenied):
            sharing.share(by=Actor.of_person(person), reflection=told.entry, reader=With.LEAD)
        with pytest.raises(PermissionDenied):
            sharing.take_back(by=Actor.of_person(person), reflection=told.entry, share_id=share.pk)


def test_the_pages_name_who_will_read_it_and_who_does(client, told):
    client.force_login(told.writer)
    address = f"/reflections/{told.entry.pk}/share/"
    page = client.get(address).content.decode()
    for person in (told.partner, told.mentor, told.lead, told.house_lead):
        assert person.name in page
    assert told.third.name not in page
    client.post(address, {"who": str(told.pair.pk)})
    page = client.get(f"/reflections/{told.entry.pk}/").content.decode()
    assert told.partner.name in page
    assert told.lead.name not in page
    share = ReflectionShare.objects.get()
    back = f"/reflections/{told.entry.pk}/share/{share.pk}/"
    assert f"{told.partner.name} will not be able to open it any more." in client.get(back).content.decode()
    client.force_login(told.partner)
    page = client.get(f"/reflections/{told.entry.pk}/").content.decode()
    assert told.entry.text in page
    assert "/change/" not in page
    assert client.get(f"/reflections/{told.entry.pk}/change/").status_code == 403
    assert told.writer.name in client.get("/reflections/shared/").content.decode()
    client.force_login(told.writer)
    client.post(back)
    client.force_login(told.partner)
    assert client.get(f"/reflections/{told.entry.pk}/").status_code == 404


def test_a_lead_reads_it_behind_the_second_factor_like_everything(client, told):
    told.share(With.LEAD)
    SecondFactorFactory(user=told.lead)
    client.force_login(told.lead)
    assert told.entry.text in client.get(f"/reflections/{told.entry.pk}/").content.decode()
    assert client.get("/reflections/").content.decode().count("/reflections/0") == 0
