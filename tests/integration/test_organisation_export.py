"""Everything an organisation holds as one file: whole, nobody else's, without what is private or secret."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from tests.factories import (
    AdministratorFactory,
    CohortFactory,
    CohortRoleFactory,
    MailFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
)
from tests.factories.evidence import reference_of, sent_application
from tests.factories.recruitment import ApplicationFactory
from tests.factories.reports import answer, waves_of

from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import delete_expired, store_file
from kith.service.core.domain.permissions import Role
from kith.service.core.models import AuditEvent, Job, StoredFile
from kith.service.home import jobs as home_jobs
from kith.service.home.domain.export.actions import file_of, last_export, start_export
from kith.service.matches.domain.recording import record_pairs
from kith.service.matches.models import NeverWith, Preferences
from kith.service.recruitment.domain.pseudonyms import equality_key, pseudonym
from kith.service.recruitment.models import EqualityAnswer, Review, Reviewer
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.models import PseudonymKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(db):
    return OrganisationFactory(name="Northfield", slug="northfield")


@pytest.fixture
def administrator(organisation):
    return AdministratorFactory(organisation=organisation, person__email="admin@example.org").person


@pytest.fixture
def by(administrator):
    return Actor.of_person(administrator)


@pytest.fixture
def filled(organisation):
    """A cohort with one of everything."""
    cohort = CohortFactory(organisation=organisation)
    CohortRoleFactory(cohort=cohort, person__email="lead@example.org")
    confirmed = {"cohort": cohort, "state": Place.State.CONFIRMED}
    amina = PlaceFactory(**confirmed, person__email="amina@example.org", person__name='=HYPERLINK("x")')
    ben = PlaceFactory(**confirmed, side="manager", person__email="ben@example.org")
    Preferences.objects.create(
        place=amina, answers={"hopes": "Learn how budgets work"}, submitted_at=timezone.now()
    )
    NeverWith.objects.create(place=amina, address="secretly@example.org")
    record_pairs(by=Actor.system("tests"), cohort=cohort, pairs=[(amina, ben)], reason="they met last year")
    MailFactory(organisation=organisation, cohort_id=cohort.pk, to_address="amina@example.org")
    MailFactory(
        organisation=organisation, cohort_id=cohort.pk, to_address="waiting@example.org", is_confidential=True
    )
    answer(waves_of(cohort)["experience"], amina, {"times_met": 4, "shadowed": True})
    return cohort


@pytest.fixture
def packed(by, organisation, filled, run_jobs):
    start_export(by=by, organisation=organisation)
    run_jobs()
    file = file_of(last_export(organisation))
    with default_storage.open(file.content.name) as stream:
        return zipfile.ZipFile(io.BytesIO(stream.read()))


def rows_of(packed, path):
    return list(csv.DictReader(io.StringIO(packed.read(path).decode("utf-8-sig"))))


def test_everything_is_in_it(packed, filled):
    people = {row["email"]: row for row in rows_of(packed, "people.csv")}
    assert set(people) == {"admin@example.org", "lead@example.org", "amina@example.org", "ben@example.org"}
    assert [row["state"] for row in rows_of(packed, "places.csv")] == ["confirmed", "confirmed"]
    assert [row["role"] for row in rows_of(packed, "roles.csv")] == ["administrator"]
    assert [row["role"] for row in rows_of(packed, "cohort-roles.csv")] == ["lead"]
    assert json.loads(rows_of(packed, "preferences.csv")[0]["answers"]) == {"hopes": "Learn how budgets work"}
    assert rows_of(packed, "pairs.csv")[0]["publication__reason"] == "they met last year"
    assert [row["to_address"] for row in rows_of(packed, "mails.csv")] == ["amina@example.org"]
    assert "core.organisation.export" in {row["action"] for row in rows_of(packed, "audit.csv")}
    cohort = json.loads(packed.read("cohorts.json"))[0]
    assert cohort["name"] == filled.name
    assert packed.read(cohort["definition"]).decode() == filled.definition.text
    assert json.loads(packed.read("organisation.json"))["short_name"] == "northfield"
    assert "Northfield" in packed.read("README.txt").decode()


def test_answers_stand_under_pseudonyms_with_their_codebook(packed, filled):
    folder = f"answers/{filled.pk}/experience"
    (row,) = rows_of(packed, f"{folder}.csv")
    amina = filled.places.get(person__email="amina@example.org")
    assert (row["pseudonym"], row["times_met"], row["shadowed"]) == (pseudonym_of(amina), "4", "TRUE")
    assert not {str(amina.pk), str(amina.person_id)} & set(row.values())
    assert "times_met" in {one["heading"] for one in rows_of(packed, f"{folder}-codebook.csv")}


def test_what_was_sent_in_recruitment_is_in_it_and_equality_answers_are_not(
    by, organisation, filled, run_jobs
):
    row = sent_application(call__cohort=filled)
    ApplicationFactory(call=row.call, state="started", submitted_at=None, name="Not Sent")
    stored = store_file(
        by=by, organisation=organisation, name="r.pdf", stream=io.BytesIO(b"%PDF-1.7"), limit=99
    )
    check = reference_of(row, state="received", file=stored)
    reader = Reviewer.objects.create(call=row.call, person=PersonFactory())
    Review.objects.create(application=row, reviewer=reader, state="submitted", comment="Clear")
    key = equality_key(row.call)
    EqualityAnswer.objects.create(call=row.call, pseudonym=pseudonym(key, row.pk), answers={"sex": "PLANTED"})
    start_export(by=by, organisation=organisation)
    run_jobs()
    with default_storage.open(file_of(last_export(organisation)).content.name) as stream:
        packed = zipfile.ZipFile(io.BytesIO(stream.read()))
    assert [one["reference"] for one in rows_of(packed, "applications.csv")] == [row.reference]
    assert [one["name"] for one in rows_of(packed, "permissions.csv")] == ["Jane Smith"]
    assert [one["comment"] for one in rows_of(packed, "reviews.csv")] == ["Clear"]
    assert {row.person.email, reader.person.email} <= {one["email"] for one in rows_of(packed, "people.csv")}
    assert packed.read(f"checks/{check.pk}-r.pdf") == b"%PDF-1.7"
    everything = b"".join(packed.read(path) for path in packed.namelist())
    for hidden in (b"PLANTED", b"Not Sent", pseudonym(key, row.pk).encode(), key, key.hex().encode()):
        assert hidden not in everything


def test_the_list_proves_every_file(packed):
    listed = {row["file"]: row["sha256"] for row in rows_of(packed, "manifest.csv")}
    assert set(listed) == set(packed.namelist()) - {"manifest.csv"}
    assert listed == {path: hashlib.sha256(packed.read(path)).hexdigest() for path in listed}


def test_private_wishes_receivers_of_reminders_and_secrets_are_not(packed):
    everything = b"\n".join(packed.read(path) for path in packed.namelist())
    secret = bytes(PseudonymKey.objects.get().secret)
    for hidden in (
        b"secretly@example.org",
        b"waiting@example.org",
        secret,
        secret.hex().encode(),
        b"password",
    ):
        found = everything.replace(packed.read("README.txt"), b"")
        assert hidden not in found
    assert rows_of(packed, "mails-confidential.csv")[0].keys() == {"id", "cohort_id", "purpose", "state"}


def test_a_name_that_is_a_formula_is_made_harmless(packed):
    assert "'=HYPERLINK" in packed.read("people.csv").decode("utf-8-sig")


def test_another_organisation_has_nothing_in_it(by, organisation, run_jobs):
    elsewhere = PlaceFactory(person__email="stranger@example.org", cohort__name="Elsewhere")
    MailFactory(organisation=elsewhere.cohort.organisation, to_address="stranger@example.org")
    start_export(by=by, organisation=organisation)
    run_jobs()
    with default_storage.open(file_of(last_export(organisation)).content.name) as stream:
        packed = zipfile.ZipFile(io.BytesIO(stream.read()))
    everything = b"".join(packed.read(path) for path in packed.namelist())
    assert not [
        word for word in (b"stranger@", b"Elsewhere", str(elsewhere.pk).encode()) if word in everything
    ]


def test_asking_twice_is_asking_once_and_is_audited(by, organisation):
    first = start_export(by=by, organisation=organisation)
    assert start_export(by=by, organisation=organisation) == first
    event = AuditEvent.objects.get(action="core.organisation.export")
    assert (event.actor_id, event.organisation_id) == (by.id, organisation.pk)


@pytest.mark.parametrize("role", [Role.LEAD, Role.EVALUATOR, Role.VIEWER])
def test_only_an_administrator_asks_for_it(organisation, role):
    by = Actor.of_person(MembershipFactory(organisation=organisation, role=role).person)
    with pytest.raises(PermissionDenied):
        start_export(by=by, organisation=organisation)
    assert not Job.objects.exists()


def test_a_file_that_cannot_be_kept_leaves_nothing(by, organisation, run_jobs, monkeypatch):
    monkeypatch.setattr(home_jobs, "FILE_LIMIT", 10)
    start_export(by=by, organisation=organisation)
    (job,) = run_jobs()
    assert (job.state, job.faults[0]["code"]) == ("refused", "core.file.too_large")
    assert StoredFile.objects.count() == 0


def test_the_file_is_deleted_after_seven_days(client, by, administrator, organisation, run_jobs):
    client.force_login(administrator)
    start_export(by=by, organisation=organisation)
    run_jobs()
    assert delete_expired(timezone.now() + timedelta(days=6)) == 0
    assert delete_expired(timezone.now() + timedelta(days=8)) == 1
    page = reverse("home:export_organisation", args=[organisation.slug])
    assert client.get(reverse("home:download_export", args=[organisation.slug])).url == page
    assert "Download the file" not in client.get(page).content.decode()


def test_an_administrator_makes_it_and_downloads_it(client, administrator, organisation, filled, run_jobs):
    client.force_login(administrator)
    page = reverse("home:export_organisation", args=[organisation.slug])
    assert "Left out are" in client.get(page).content.decode()
    assert client.get(reverse("home:export_progress", args=[organisation.slug])).url == page
    assert client.post(page).url == page
    assert 'id="progress"' in client.get(page).content.decode()
    assert client.get(reverse("home:export_progress", args=[organisation.slug])).status_code == 200
    run_jobs()
    assert "Download the file" in client.get(page).content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        given = client.get(reverse("home:download_export", args=[organisation.slug]))
    assert given["Content-Disposition"] == 'attachment; filename="northfield.zip"'
    assert zipfile.ZipFile(io.BytesIO(b"".join(given.streaming_content))).testzip() is None
    assert AuditEvent.objects.filter(action="core.file.open", actor_id=str(administrator.pk)).exists()


@pytest.mark.parametrize("page", ["export_organisation", "export_progress", "download_export"])
@pytest.mark.parametrize(("role", "status"), [("lead", 403), ("evaluator", 403), (None, 404)])
def test_others_are_refused(client, organisation, page, role, status):
    person = MembershipFactory(organisation=organisation, role=role).person if role else PersonFactory()
    client.force_login(person)
    assert client.get(reverse(f"home:{page}", args=[organisation.slug])).status_code == status
