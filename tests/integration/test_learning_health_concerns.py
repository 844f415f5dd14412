"""Something is not right: who can read it, who learns that it is there, and who never does."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import AdministratorFactory, MembershipFactory
from tests.factories.cohorts import CohortFactory, CohortRoleFactory, PlaceFactory
from tests.factories.learning import ConcernFactory, RelationshipFactory

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.actions import give_role
from kith.service.cohorts.models import StageDate
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.outbox import confidential_counts, visible_mails
from kith.service.core.models import AuditEvent, Mail, MailState
from kith.service.learning.domain.health import concerns
from kith.service.learning.models import Concern
from kith.service.learning.web.health.own_concern_places import tasks_of_addressee
from kith.service.people.domain.erasure import erase

pytestmark = pytest.mark.django_db
SECRET = "He shouts at me in the corridor."


class World:
    def __init__(self):
        self.cohort = CohortFactory(name="Spring")
        StageDate.objects.create(
            cohort=self.cohort,
            stage="running",
            starts_on=timezone.localdate() - dt.timedelta(days=90),
            ends_on=timezone.localdate() + dt.timedelta(days=90),
        )
        self.relationship = RelationshipFactory(cohort=self.cohort)
        one, other = self.relationship.members.order_by("pk")
        self.writer, self.partner = one.person, other.person
        self.place = one.place
        self.lead = CohortRoleFactory(cohort=self.cohort).person
        self.contact = CohortRoleFactory(cohort=self.cohort, role="second_contact").person
        self.others = {
            "partner": self.partner,
            "administrator": AdministratorFactory(organisation=self.cohort.organisation).person,
            "evaluator": CohortRoleFactory(cohort=self.cohort, role="evaluator").person,
            "viewer": CohortRoleFactory(cohort=self.cohort, role="viewer").person,
            "elsewhere": CohortRoleFactory().person,
        }

    def form(self, **instead):
        given = {"to": "second_contact", "text": SECRET, "wants_new_partner": "yes", "reach_by": "Ring 01234"}
        return given | {"sent_once": str(uuid.uuid4())} | instead


@pytest.fixture(scope="module")
def kept(keep):
    return keep(World)


@pytest.fixture
def world(kept, db):
    return kept()


def write(client, world, **instead):
    client.force_login(world.writer)
    form = world.form(**instead)
    response = client.post(reverse("learning:raise_concern", args=[world.relationship.pk]), form)
    return response, form


def pages_of(world, concern):
    return (
        reverse("learning:concerns", args=[world.cohort.pk]),
        reverse("learning:concern", args=[world.cohort.pk, concern.pk]),
        reverse("learning:own_concern", args=[concern.pk]),
    )


def test_who_will_read_it_is_said_by_name_before(client, world):
    client.force_login(world.writer)
    page = client.get(reverse("learning:raise_concern", args=[world.relationship.pk])).content.decode()
    assert f"Read by {world.lead.name}, and by nobody else." in page
    assert f"Read by {world.contact.name}, and by nobody else." in page
    world.cohort.roles.filter(role="second_contact").delete()
    page = client.get(reverse("learning:raise_concern", args=[world.relationship.pk])).content.decode()
    assert "confidential contact" not in page


def test_nobody_but_the_addressee_and_the_writer_learns_of_it(client, world):
    before = AuditEvent.objects.filter(organisation_id=world.cohort.organisation_id).count()
    response, _form = write(client, world)
    concern = Concern.objects.get()
    assert response.url == reverse("learning:own_concern", args=[concern.pk])
    listed, read, own = pages_of(world, concern)
    assert SECRET in client.get(own).content.decode()
    client.force_login(world.contact)
    assert world.writer.name in client.get(listed).content.decode()
    said = client.get(read).content.decode()
    assert SECRET in said
    assert "Ring 01234" in said
    client.force_login(world.lead)
    assert "Nobody has written to you." in client.get(listed).content.decode()
    assert client.get(read).status_code == 404
    assert tasks_of_addressee(world.lead) == []
    for name, person in world.others.items():
        client.force_login(person)
        assert client.get(read).status_code == 404, name
        assert client.get(own).status_code == 404, name
        assert client.get(listed).status_code in {403, 404}, name
        assert tasks_of_addressee(person) == [], name
    ((about, task),) = tasks_of_addressee(world.contact)
    assert (about, task.title) == ("Spring", "1 person has written to you in confidence")
    assert AuditEvent.objects.filter(organisation_id=world.cohort.organisation_id).count() == before


def test_neither_mail_nor_history_tells_what_or_who(client, world):
    write(client, world)
    (mail,) = Mail.objects.all()
    assert mail.person == world.contact
    for word in (SECRET, world.writer.name, world.writer.email, world.partner.name):
        assert word not in f"{mail.subject} {mail.body}"
    assert mail.organisation_id is None
    assert not visible_mails(world.cohort.organisation).exists()
    assert confidential_counts(world.cohort.organisation) == ()
    for row in AuditEvent.objects.filter(subject_type="learning.concern"):
        assert (row.actor_kind, row.organisation_id, row.cohort_id) == ("system", None, None)
    told = " ".join(f"{row.detail} {row.actor_id}" for row in AuditEvent.objects.all())
    assert str(world.writer.pk) not in told


def test_the_same_form_twice_is_one(client, world):
    first, form = write(client, world)
    second = client.post(reverse("learning:raise_concern", args=[world.relationship.pk]), form)
    assert first.url == second.url
    assert Concern.objects.count() == Mail.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"text": " "}, {"to": "administrator"}, {"to": ""}, {"text": "x" * 10_001}]
)
def test_what_cannot_be_sent_keeps_what_was_written(client, world, wrong):
    response, form = write(client, world, **wrong)
    assert response.status_code == 422
    assert not Concern.objects.exists()
    assert form["reach_by"] in response.content.decode()


def test_read_taken_up_answered_and_closed(client, world):
    write(client, world, to="coordinator")
    concern = Concern.objects.get()
    listed, read, own = pages_of(world, concern)
    client.force_login(world.contact)
    assert client.get(read).status_code == 404
    client.force_login(world.lead)
    assert world.writer.name in client.get(listed).content.decode()
    take_up = reverse("learning:take_up_concern", args=[world.cohort.pk, concern.pk])
    assert client.post(take_up).status_code == client.post(take_up).status_code == 302
    client.post(read, {"words": "Can we speak on Friday?"})
    client.post(read, {"words": "Can we speak on Friday?"})
    client.force_login(world.writer)
    page = client.get(own).content.decode()
    assert "Can we speak on Friday?" in page
    assert "Being looked into" in page
    assert "Being looked into" in client.get(reverse("learning:own_concerns")).content.decode()
    told = Mail.objects.filter(person=world.writer)
    assert told.count() == 2
    assert all("Friday" not in mail.body for mail in told)
    client.force_login(world.lead)
    client.post(reverse("learning:close_concern", args=[world.cohort.pk, concern.pk]))
    concern.refresh_from_db()
    assert concern.state == Concern.State.CLOSED
    refused = client.post(read, {"words": "One more thing"})
    assert refused.status_code == 422
    assert tasks_of_addressee(world.lead) == []


def test_the_writer_can_settle_it(client, world):
    write(client, world)
    concern = Concern.objects.get()
    assert client.post(reverse("learning:settle_concern", args=[concern.pk])).status_code == 302
    concern.refresh_from_db()
    assert concern.state == Concern.State.CLOSED
    assert Mail.objects.filter(person=world.writer).count() == 0


def test_a_lead_who_is_the_partner_reads_nothing_about_themselves(client, world):
    CohortRoleFactory(cohort=world.cohort, person=world.partner)
    write(client, world, to="coordinator")
    concern = Concern.objects.get()
    listed, read, _own = pages_of(world, concern)
    client.force_login(world.partner)
    assert client.get(read).status_code == 404
    assert "Nobody has written to you." in client.get(listed).content.decode()
    assert tasks_of_addressee(world.partner) == []
    assert set(Mail.objects.values_list("person", flat=True)) == {world.lead.pk}


def test_somebody_without_a_partner_can_write_too(client, world):
    place = PlaceFactory(cohort=world.cohort, state="confirmed")
    client.force_login(place.person)
    assert (
        "Something is not right" in client.get(reverse("matches:partner", args=[place.pk])).content.decode()
    )
    address = reverse("learning:raise_concern_of_place", args=[place.pk])
    page = client.get(address).content.decode()
    assert "another partner" not in page
    client.post(address, world.form(to="coordinator"))
    concern = Concern.objects.get()
    assert (concern.relationship, concern.person) == (None, place.person)
    assert not concern.wants_new_partner
    client.force_login(world.writer)
    assert client.get(address).status_code == 404


def test_a_concern_of_another_cohort_is_not_under_this_address(client, world):
    concern = ConcernFactory(cohort=CohortFactory(organisation=world.cohort.organisation))
    client.force_login(MembershipFactory(organisation=world.cohort.organisation).person)
    assert client.get(reverse("learning:concern", args=[world.cohort.pk, concern.pk])).status_code == 404
    assert client.get(reverse("learning:concern", args=[concern.cohort_id, concern.pk])).status_code == 200


def test_an_erased_writer_leaves_no_words(world):
    concern = ConcernFactory(
        cohort=world.cohort, person=world.writer, text=SECRET, answer="Yes", reach_by="x"
    )
    erase(by=Actor.of_person(world.writer), person=world.writer)
    concern.refresh_from_db()
    assert (concern.person, concern.text, concern.answer, concern.reach_by) == (None, "", "", "")
    assert concern.state == Concern.State.CLOSED


def test_after_the_cohort_has_closed_one_can_still_write_but_not_when_it_is_archived(client, world):
    for state, status in (("closed", 302), ("archived", 422)):
        type(world.cohort).objects.filter(pk=world.cohort.pk).update(
            state=state, read_until=timezone.now() + dt.timedelta(days=9)
        )
        response, _form = write(client, world)
        assert response.status_code == status, state


@pytest.mark.parametrize(("held", "wanted"), [("lead", "second_contact"), ("second_contact", "deputy")])
def test_nobody_who_runs_the_cohort_is_its_confidential_contact(world, held, wanted):
    person = world.cohort.roles.get(role=held).person
    last = timezone.localdate() + dt.timedelta(days=30)
    with pytest.raises(KithError) as refused:
        give_role(
            by=Actor.of_person(world.lead),
            cohort=world.cohort,
            person=person,
            role=wanted,
            starts_on=None,
            ends_on=last,
        )
    assert refused.value.faults[0].code == "cohorts.contact_runs_it"


def test_nothing_waits_to_be_sent_that_tells(client, world):
    write(client, world)
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.QUEUED}
    assert concerns.SERVICE.kind == "system"
