"""A cohort that was running before it came here: its people have said yes, its pairs are made."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from tests.factories import MembershipFactory, PersonFactory, PlaceFactory

from kith.foundation.faults import KithError
from kith.programmes.shipped import load_shipped
from kith.service.cohorts.domain import actions, imports
from kith.service.cohorts.models import PeopleImport, Place
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Mail
from kith.service.matches.domain import recording
from kith.service.matches.models import Pair, Publication
from kith.service.people.models import Person

pytestmark = pytest.mark.django_db

HEADINGS = "Name,E-mail,Role,Site,Grade,Line of management,Directorate,Partner’s e-mail address\n"
AMINA = "Amina Yusuf,amina@example.org,Clinician,St Anne's,Registrar,Medicine,Medicine,{}\n"
BEN = "Ben Okafor,ben@example.org,Manager,St Anne's,Band 8a,Operations,Operations,{}\n"
CHEN = "Chen Li,chen@example.org,Clinician,Northgate,Registrar,Surgery,Surgery,{}\n"


@pytest.fixture
def lead(db):
    return MembershipFactory(role="lead")


@pytest.fixture
def by(lead):
    return Actor.of_person(lead.person)


@pytest.fixture
def cohort(lead, by):
    return actions.create_cohort(
        by=by,
        organisation=lead.organisation,
        definition=load_shipped("paired-learning"),
        variant=None,
        name="Spring 2020",
        starts_on=dt.date(2020, 1, 13),
        time_zone="Europe/London",
    )


def upload(by, cohort, *rows, said_yes=True):
    stream = io.BytesIO((HEADINGS + "".join(rows)).encode())
    return imports.upload(by=by, cohort=cohort, name="people.csv", stream=stream, side="", said_yes=said_yes)


def faults_of(row):
    return [(fault.code, fault.where.row) for fault in imports.preview(row).faults]


def test_people_who_have_said_yes_take_part_at_once_and_are_not_written_to(by, cohort):
    row = imports.accept(by=by, row=upload(by, cohort, AMINA.format(""), BEN.format("")))
    assert set(cohort.places.values_list("person__name", "state")) == {
        ("Amina Yusuf", "confirmed"),
        ("Ben Okafor", "confirmed"),
    }
    assert all(place.confirmed_at and not place.invited_at for place in cohort.places.all())
    assert Mail.objects.count() == 0
    assert row.counts == {"new": 2, "updated": 0, "confirmed": 2}
    events = AuditEvent.objects.filter(action="cohorts.confirm_place")
    assert set(events.values_list("actor_id", "subject_id")) == {
        (by.id, str(place.pk)) for place in cohort.places.all()
    }


def test_without_that_choice_they_are_still_to_be_invited(by, cohort):
    imports.accept(by=by, row=upload(by, cohort, AMINA.format(""), said_yes=False))
    assert cohort.places.get().state == Place.State.INVITED
    assert not Publication.objects.exists()


def test_a_no_of_their_own_counts_for_more_than_a_file(by, cohort):
    person = PersonFactory(email="amina@example.org")
    place = PlaceFactory(cohort=cohort, person=person, state=Place.State.DECLINED)
    imports.accept(by=by, row=upload(by, cohort, AMINA.format("")))
    place.refresh_from_db()
    assert place.state == Place.State.DECLINED


@pytest.mark.parametrize(
    ("amina", "ben"),
    [("ben@example.org", ""), ("", "Amina@Example.org"), ("ben@example.org", "amina@example.org")],
)
def test_a_pair_comes_in_once_whoever_names_the_other(by, cohort, amina, ben):
    imports.accept(by=by, row=upload(by, cohort, AMINA.format(amina), BEN.format(ben), CHEN.format("")))
    pair = Pair.objects.get()
    assert (pair.left.person.name, pair.right.person.name) == ("Amina Yusuf", "Ben Okafor")
    assert (pair.points, pair.reasons, pair.state) == (None, [], "active")
    assert (pair.publication.run, pair.publication.published_by_id) == (None, by.person.pk)
    assert Mail.objects.count() == 0
    event = AuditEvent.objects.get(action="matches.record_pairs")
    assert (event.cohort_id, event.detail) == (cohort.pk, {"pairs": 1})


def test_a_partner_may_be_in_the_cohort_already(by, cohort):
    imports.accept(by=by, row=upload(by, cohort, BEN.format("")))
    imports.accept(by=by, row=upload(by, cohort, AMINA.format("ben@example.org")))
    assert Pair.objects.count() == 1


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([AMINA.format("amina@example.org")], [("matches.partner_oneself", 2)]),
        ([AMINA.format("nobody@example.org")], [("matches.partner_not_in", 2)]),
        ([AMINA.format("chen@example.org"), CHEN.format("")], [("matches.partner_same_side", 2)]),
        (
            [AMINA.format("ben@example.org"), CHEN.format("ben@example.org"), BEN.format("")],
            [("matches.partner_twice", 2), ("matches.partner_twice", 3)],
        ),
        ([AMINA.format("not an address"), BEN.format("")], [("tables.not_an_email", 2)]),
    ],
)
def test_each_fault_stands_at_its_row_and_nothing_is_written(by, cohort, rows, expected):
    row = upload(by, cohort, *rows)
    found = faults_of(row)
    assert [place for _code, place in found] == [place for _code, place in expected]
    if not found[0][0].startswith("tables."):
        assert found == expected
    with pytest.raises(KithError):
        imports.accept(by=by, row=row)
    row.refresh_from_db()
    assert (row.state, cohort.places.count(), Publication.objects.count()) == ("uploaded", 0, 0)
    assert not Person.objects.filter(email="amina@example.org").exists()


def test_a_partner_who_has_not_confirmed_or_has_left_is_refused(by, cohort):
    ben = PlaceFactory(cohort=cohort, side="manager", person__email="ben@example.org")
    row = upload(by, cohort, AMINA.format("ben@example.org"))
    assert faults_of(row) == [("matches.partner_not_confirmed", 2)]
    Place.objects.filter(pk=ben.pk).update(state=Place.State.WITHDRAWN)
    assert faults_of(row) == [("matches.partner_has_left", 2)]


def test_partners_want_people_who_have_said_yes_and_a_cohort_without_pairs(by, cohort):
    rows = [AMINA.format("ben@example.org"), BEN.format("")]
    assert faults_of(upload(by, cohort, *rows, said_yes=False)) == [("matches.partner_needs_yes", 2)]
    imports.accept(by=by, row=upload(by, cohort, *rows))
    assert faults_of(upload(by, cohort, *rows)) == [("matches.partner_published", 2)]


def test_an_accepted_file_is_rolled_back_whole_when_its_pairs_fail(by, cohort, monkeypatch):
    def fail(**_kwargs):
        raise RuntimeError("disk")

    row = upload(by, cohort, AMINA.format("ben@example.org"), BEN.format(""))
    monkeypatch.setattr(recording.audit, "record", fail)
    with pytest.raises(RuntimeError):
        imports.accept(by=by, row=row)
    assert (
        cohort.places.count(),
        Pair.objects.count(),
        Person.objects.filter(email="ben@example.org").count(),
    ) == (0, 0, 0)
    assert PeopleImport.objects.get().state == "uploaded"


@pytest.fixture
def both(cohort):
    confirmed = {"cohort": cohort, "state": Place.State.CONFIRMED}
    return PlaceFactory(**confirmed), PlaceFactory(**confirmed, side="manager")


@pytest.mark.parametrize(
    ("choose", "code"),
    [
        (lambda left, right: [], "matches.no_pairs_to_record"),
        (lambda left, right: [(right, left)], "matches.not_two_sides"),
        (lambda left, right: [(left, right), (left, right)], "matches.partner_twice"),
    ],
)
def test_pairs_that_are_none_are_refused(by, cohort, both, choose, code):
    with pytest.raises(KithError) as refused:
        recording.record_pairs(by=by, cohort=cohort, pairs=choose(*both), reason="they met last year")
    assert [fault.code for fault in refused.value.faults] == [code]
    assert not Publication.objects.exists()


def test_a_recording_needs_a_reason_confirmed_people_and_happens_once(by, cohort, both):
    Place.objects.filter(pk=both[0].pk).update(state=Place.State.INVITED)
    both[0].refresh_from_db()
    with pytest.raises(KithError) as refused:
        recording.record_pairs(by=by, cohort=cohort, pairs=[both], reason=" ")
    assert [fault.code for fault in refused.value.faults] == [
        "matches.reason_missing",
        "matches.partner_not_confirmed",
    ]
    both[0].state = Place.State.CONFIRMED
    both[0].save()
    recording.record_pairs(by=by, cohort=cohort, pairs=[both], reason="they met last year")
    with pytest.raises(KithError, match="already_published"):
        recording.record_pairs(by=by, cohort=cohort, pairs=[both], reason="once more")


def test_of_two_recordings_at_once_the_second_is_told(by, cohort, both):
    type(cohort).objects.filter(pk=cohort.pk).update(revision=7)
    with pytest.raises(KithError) as refused:
        recording.record_pairs(by=by, cohort=cohort, pairs=[both], reason="they met last year")
    assert [fault.code for fault in refused.value.faults] == ["cohorts.changed_meanwhile"]
    assert not Publication.objects.exists()


def test_a_lead_brings_a_running_cohort_in_and_sees_its_pairs(client, lead, cohort):
    client.force_login(lead.person)
    address = reverse("cohorts:upload", args=[cohort.pk])
    assert "These people have already said yes" in client.get(address).content.decode()
    file = io.BytesIO((HEADINGS + AMINA.format("ben@example.org") + BEN.format("")).encode())
    file.name = "people.csv"
    columns = client.post(address, {"file": file, "side": "", "said_yes": "yes"}).url
    row = cohort.imports.get()
    preview = client.post(columns, row.mapping).url
    assert "They take part at once and get no invitation." in client.get(preview).content.decode()
    client.post(preview)
    pairs = client.get(reverse("matches:pairs", args=[cohort.pk])).content.decode()
    assert "Amina Yusuf" in pairs
    assert "The pairs came in with the file of people." in pairs
    workbench = client.get(reverse("matches:workbench", args=[cohort.pk])).content.decode()
    assert reverse("matches:start", args=[cohort.pk]) not in workbench
    amina = cohort.places.get(person__name="Amina Yusuf")
    client.force_login(amina.person)
    assert (
        "Your partner is Ben Okafor"
        in client.get(reverse("matches:partner", args=[amina.pk])).content.decode()
    )


def test_a_stranger_and_a_viewer_bring_nobody_in(client, cohort, lead):
    address = reverse("cohorts:upload", args=[cohort.pk])
    client.force_login(MembershipFactory(role="lead").person)
    assert client.post(address, {"said_yes": "yes"}).status_code == 404
    client.force_login(MembershipFactory(organisation=lead.organisation, role="viewer").person)
    assert client.post(address, {"said_yes": "yes"}).status_code == 403
