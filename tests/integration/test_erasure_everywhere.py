"""A participant of a real cohort asks for everything, then to be forgotten: nothing of them is left anywhere."""

import datetime as dt
import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models
from django.utils import timezone
from tests.factories import MembershipFactory, PersonFactory, PlaceFactory, StoredFileFactory

from kith.foundation.faults import KithError
from kith.programmes.shipped import load_shipped
from kith.service.cohorts.domain import actions as cohort_actions
from kith.service.cohorts.domain import places
from kith.service.cohorts.models import PeopleImport, Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import delete_expired
from kith.service.core.domain.permissions import Role
from kith.service.core.domain.personal_data import export_person
from kith.service.core.models import AuditEvent, Mail, MailState, StoredFile
from kith.service.matches.domain import actions, preferences
from kith.service.matches.domain.queries import publication_of
from kith.service.matches.models import MatchRun, NeverWith, Pair, Publication
from kith.service.people.domain.connections import connected_organisations
from kith.service.people.domain.erasure import agree_to_erasure, ask_for_erasure
from kith.service.people.domain.merging import merge_people
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.domain.waves import open_wave
from kith.service.surveys.models import Invitation, Response, Wave

pytestmark = pytest.mark.django_db
NAME, ADDRESS, OTHER_ADDRESS = "Zenobia Quillfeather", "zenobia@example.org", "z.quill@example.org"
BY = Actor.system("tests")


@pytest.fixture
def hospital():
    lead = MembershipFactory(role=Role.LEAD)
    MembershipFactory(organisation=lead.organisation, role=Role.ADMINISTRATOR)
    return lead


@pytest.fixture
def place(hospital, run_jobs):
    """In a cohort whose pairs are published, whose first questionnaire is answered, with wishes all around."""
    by = Actor.of_person(hospital.person)
    cohort = cohort_actions.create_cohort(
        by=by,
        organisation=hospital.organisation,
        definition=load_shipped("paired-learning"),
        variant=None,
        name="Spring",
        starts_on=timezone.localdate() + dt.timedelta(days=7),
        time_zone="Europe/London",
    )
    found = {}
    for number, (name, side) in enumerate(
        [(NAME, "clinician"), ("Ada", "clinician"), ("Bo", "manager"), ("Cy", "manager")]
    ):
        email = ADDRESS if name == NAME else f"{name.lower()}@example.org"
        attributes = {"site": f"Site {number}", "line_of_management": f"Line {number}"}
        found[name] = places.add_person(
            by=by, cohort=cohort, name=name, email=email, side=side, attributes=attributes
        )
        places.confirm(by=by, place=found[name])
    mine = found[NAME]
    EmailAddress.objects.create(user=mine.person, email=OTHER_ADDRESS, verified=True)
    preferences.set_never_with(by=BY, place=mine, addresses=["ada@example.org"])
    preferences.set_never_with(by=BY, place=found["Bo"], addresses=[OTHER_ADDRESS])
    actions.decide(
        by=by, cohort=cohort, kind="lock", left=mine, right=found["Cy"], reason=f"{NAME} asked for a surgeon"
    )
    run = actions.start_run(by=by, cohort=cohort, best_for="no_one_left_behind")
    run_jobs()
    run.refresh_from_db()
    actions.publish(by=by, run=run, seen_revision=run.cohort.revision)
    answer_everywhere(by, cohort)
    return mine


def answer_everywhere(by, cohort):
    wave = Wave.objects.filter(cohort=cohort).first()
    open_wave(by=by, wave=wave)
    for place in cohort.places.all():
        said = {"what": "from " + place.person.name}
        Response.objects.create(wave=wave, pseudonym=pseudonym_of(place), side=place.side, answers=said)


def read(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = json.loads(archive.read("your-data.json"))
    return {table["table"]: table["rows"] for table in found["tables"]}


def everything_that_tells(*words):
    """Every row of every table with one of the words in any field."""
    found = []
    for model in apps.get_models():
        fields = [f.attname for f in model._meta.concrete_fields if not isinstance(f, models.BinaryField)]
        for row in model._base_manager.values(*fields):
            said = json.dumps(row, default=str).lower()
            found += [(model._meta.label, word) for word in words if word.lower() in said]
    return found


def forget(person):
    for request in ask_for_erasure(by=Actor.of_person(person), person=person):
        administrator = request.organisation.memberships.get(role=Role.ADMINISTRATOR).person
        agree_to_erasure(by=Actor.of_person(administrator), request=request)


def test_the_copy_has_ones_own_answers_wishes_and_pair_and_nobody_elses(place):
    found = read(export_person(by=BY, person=place.person))
    assert [row["answers"] for row in found["surveys.response"]] == [{"what": f"from {NAME}"}]
    assert [row["address"] for row in found["matches.neverwith"]] == ["ada@example.org"]
    assert [row["attributes"]["site"] for row in found["cohorts.place"]] == ["Site 0"]
    assert len(found["matches.pair"]) == 1
    assert len(found["surveys.invitation"]) == 1
    told = json.dumps(found)
    assert "from Ada" not in told
    assert OTHER_ADDRESS not in json.dumps(found["matches.neverwith"])


def test_before_the_erasure_much_tells_of_them_and_after_it_nothing_does(place):
    words = (NAME, ADDRESS, OTHER_ADDRESS)
    assert {label for label, _word in everything_that_tells(*words)} >= {
        "core.Mail",
        "people.Person",
        "matches.Decision",
        "matches.NeverWith",
        "surveys.Response",
    }
    forget(place.person)
    assert everything_that_tells(*words) == []


def test_what_the_numbers_need_stands(place):
    events, invited = AuditEvent.objects.count(), Invitation.objects.count()
    forget(place.person)
    assert AuditEvent.objects.count() > events
    assert Invitation.objects.count() == invited
    assert Place.objects.filter(cohort=place.cohort).count() == 4
    assert Pair.objects.count() == Publication.objects.get().pairs.count() == 2
    assert publication_of(place.cohort).run.result["pairs"]
    assert sorted(one.answers["what"] for one in Response.objects.all()) == ["from Ada", "from Bo", "from Cy"]
    assert MatchRun.objects.get().problem is None


def test_the_partners_mail_says_no_more_who_it_was(place):
    partner = Pair.objects.get(left=place).right.person
    mail = Mail.objects.get(person=partner, purpose="matches.paired")
    assert NAME in mail.body
    forget(place.person)
    mail.refresh_from_db()
    assert (mail.person, mail.body, mail.state) == (partner, "", MailState.WITHDRAWN)


def test_the_draft_of_a_run_still_opens_when_somebody_in_it_is_gone(client, hospital, place):
    forget(place.person)
    client.force_login(hospital.person)
    page = client.get(f"/cohorts/{place.cohort_id}/matching/runs/1/").content.decode()
    assert NAME not in page
    assert "Why these two" not in page
    pair = Pair.objects.get(left=place)
    address = f"/cohorts/{place.cohort_id}/matching/runs/1/{pair.left_id}/{pair.right_id}/"
    assert client.get(address).status_code == 404


def test_everyone_with_a_place_or_a_cohort_role_ties_its_organisation(place, hospital):
    assert list(connected_organisations(place.person)) == [hospital.organisation]


def test_a_people_file_that_may_name_them_goes_with_the_next_tick(place):
    file = StoredFileFactory(organisation=place.cohort.organisation)
    PeopleImport.objects.create(cohort=place.cohort, file=file)
    forget(place.person)
    assert delete_expired(dt.datetime.now(dt.UTC)) == 1
    assert not StoredFile.objects.exists()


@pytest.fixture
def twice():
    """One person with two accounts, each with a place in the same cohort."""
    first = PlaceFactory(state=Place.State.CONFIRMED)
    return first, PlaceFactory(cohort=first.cohort, state=Place.State.WITHDRAWN)


def test_of_two_places_in_a_cohort_the_living_one_is_kept(twice):
    living, ended = twice
    merge_people(by=BY, keep=ended.person, other=living.person)
    living.refresh_from_db()
    assert living.person == ended.person
    assert Place.objects.get(cohort=living.cohort) == living


def test_two_living_places_must_be_settled_by_a_lead_first(twice):
    first, second = twice
    Place.objects.filter(pk=second.pk).update(state=Place.State.INVITED)
    with pytest.raises(KithError) as refused:
        merge_people(by=BY, keep=first.person, other=second.person)
    assert [fault.code for fault in refused.value.faults] == ["cohorts.merge_two_places"]
    assert Place.objects.count() == 2


def test_a_wish_about_any_of_ones_addresses_goes():
    person = PersonFactory()
    EmailAddress.objects.create(user=person, email="second@example.org", verified=True)
    NeverWith.objects.create(place=PlaceFactory(), address="second@example.org")
    forget(person)
    assert not NeverWith.objects.exists()
