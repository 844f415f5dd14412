"""Files in an application: kept until it is sent again, read by those who read the application, gone with it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.factories import MembershipFactory, PersonFactory
from tests.factories.applying import BY, GIVER, address, secret_of
from tests.factories.recruitment import ApplicationFactory, CallFactory, answers_for, instrument_json

from kith.service.recruitment.domain.applying import applying
from kith.service.recruitment.domain.declarations import forget_applications
from kith.service.recruitment.models import Application, ApplicationFile, ManagerPermission, Review, Reviewer

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nInvented"
PAGE = {
    "key": "proof",
    "item": [
        {
            "key": "certificate",
            "kind": "file",
            "label": {"en": "Your certificate", "zh-Hans": "证书"},
            "required": "required",
        }
    ],
}


@pytest.fixture
def application(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    plain = instrument_json("clinician-application")
    call = CallFactory()
    call.instruments = {**call.instruments, "clinician": {**plain, "page": [*plain["page"], PAGE]}}
    call.save()
    made = ApplicationFactory(call=call, state="started", submitted_at=None, answers=answers_for("clinician"))
    ManagerPermission.objects.create(application=made, kind="manager_permission", **GIVER)
    return made


def post(application, name="My C.V.pdf", content=PDF, **more):
    data = {"certificate": SimpleUploadedFile(name, content), **more}
    return Client().post(address(secret_of(application), "proof"), data)


def send(application):
    applying.send(by=BY, application=Application.objects.get(pk=application.pk))


def test_it_is_required_and_refused_with_why(application):
    secret = secret_of(application)
    assert Client().post(address(secret, "check-answers")).status_code == 422
    refused = post(application, "cv.pdf", b"<html>")
    assert (refused.status_code, "“cv.pdf” cannot be taken" in refused.content.decode()) == (422, True)
    assert post(application).status_code == 302
    page = Client().get(address(secret, "check-answers")).content.decode()
    assert "My C V.pdf (17 bytes)" in page
    send(application)
    application.refresh_from_db()
    assert application.answers["certificate"] == ApplicationFile.objects.get().reference


def test_what_was_sent_stands_until_it_is_sent_again(application):
    post(application)
    send(application)
    sent = ApplicationFile.objects.get()
    post(application, "second.pdf", PDF)
    assert ApplicationFile.objects.count() == 2
    applying.drop_changes(by=BY, application=Application.objects.get())
    assert ApplicationFile.objects.get() == sent
    post(application, "third.pdf", PDF)
    send(application)
    assert ApplicationFile.objects.get().file.name == "third.pdf"
    forget_applications(Application.objects.all())
    assert ApplicationFile.objects.count() == 0


def _status(person, href):
    client = Client()
    client.force_login(person)
    return client.get(href)


def test_who_reads_the_application_reads_its_file_and_nobody_else(application):
    post(application)
    row, cohort = ApplicationFile.objects.get(), application.call.cohort
    href = reverse("recruitment:application_file", args=[cohort.pk, application.pk, row.pk])
    lead = MembershipFactory(role="lead", organisation=cohort.organisation).person
    assert _status(lead, href).status_code == 404  # before it is sent, it is its writer's own
    send(application)
    for person, status in (
        (MembershipFactory(role="lead").person, 404),
        (PersonFactory(), 404),
        (application.person, 403),
    ):
        assert _status(person, href).status_code == status
    given = _status(lead, href)
    assert b"".join(given.streaming_content) == PDF
    assert given["Content-Disposition"] == 'attachment; filename="My C V.pdf"'
    assert given["X-Content-Type-Options"] == "nosniff"
    shown = _status(
        lead, reverse("recruitment:application", args=[cohort.pk, application.pk])
    ).content.decode()
    assert href in shown


def test_a_reviewer_reads_it_under_the_reference_and_not_after_standing_down(application):
    post(application, "Jane Smith.pdf")
    send(application)
    row, cohort = ApplicationFile.objects.get(), application.call.cohort
    person = PersonFactory()
    cohort.roles.create(person=person, role="reviewer")
    reviewer = Reviewer.objects.create(call=application.call, person=person)
    review = Review.objects.create(application=application, reviewer=reviewer)
    href = reverse("recruitment:review_file", args=[review.pk, row.pk])
    page = _status(person, reverse("recruitment:review", args=[review.pk])).content.decode()
    assert (href in page, "Jane" in page) == (True, False)
    given = _status(person, href)
    assert given["Content-Disposition"] == f'attachment; filename="{application.reference}-certificate.pdf"'
    assert _status(PersonFactory(), href).status_code == 404
    Review.objects.update(state=Review.State.CONFLICT)
    assert _status(person, href).status_code == 404
