"""References and checks: asked, received, seen; documents that only the lead opens, each time with a trace."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.factories import CohortRoleFactory, MembershipFactory
from tests.factories.evidence import BY, link_to, page_of, reference_of, sent_application

from kith.foundation.faults import KithError
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Mail, StoredFile
from kith.service.people.domain.erasure import erase
from kith.service.recruitment.domain.evidence import checks
from kith.service.recruitment.domain.evidence.evidence_mails import REFERENCE
from kith.service.recruitment.models import Application, Check

pytestmark = pytest.mark.django_db
State = Check.State
PDF = b"%PDF-1.7 a reference"


@pytest.fixture
def application():
    return sent_application()


@pytest.fixture
def reference(application):
    return checks.check_of(application, reference_of(application).pk)


@pytest.fixture
def lead(application, client):
    person = MembershipFactory(organisation=application.call.cohort.organisation).person
    client.force_login(person)
    return person


def fresh(check):
    return checks.check_of(check.application, check.pk)


def code(call, **given):
    with pytest.raises(KithError) as refused:
        call(**given)
    return refused.value.faults[0].code


def docx():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return content.getvalue()


def test_a_reference_is_asked_for_by_the_button_and_written_by_link(application, reference, client):
    assert Mail.objects.filter(purpose=REFERENCE).count() == 0
    assert [checks.ask_all(by=BY, call=application.call) for _click in range(2)] == [1, 0]
    assert Mail.objects.get(purpose=REFERENCE).to_address == "raj@example.org"
    _link, path = link_to(fresh(reference))
    assert application.person.name in client.get(path).content.decode()
    assert "Write the reference, or choose a file" in client.post(path, {"text": " "}).content.decode()
    assert client.post(path, {"text": "I have known her for ten years."}).status_code == 302
    page = client.get(path).content.decode()
    assert "Thank you" in page
    assert "ten years" not in page
    check = fresh(reference)
    assert (check.state, check.file.name, check.file.media_type) == (
        State.RECEIVED,
        "reference.txt",
        "text/plain",
    )
    assert "ten years" not in str(list(AuditEvent.objects.values_list("fields", "detail")))


def test_another_one_takes_its_place_until_it_is_read(reference, client):
    checks.ask(by=BY, check=reference)
    _link, path = link_to(reference)
    client.post(path, {"text": "First"})
    client.post(path, {"file": SimpleUploadedFile("scan.pdf", PDF)})
    assert (StoredFile.objects.count(), fresh(reference).file.name) == (1, "scan.pdf")
    checks.note_seen(by=BY, check=fresh(reference))
    assert "has been read already" in client.post(path, {"text": "Third"}).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("a.pdf", PDF, 302),
        ("a.docx", docx(), 302),
        ("a.png", b"\x89PNG\r\n\x1a\n...", 302),
        ("a.jpg", b"\xff\xd8\xff...", 302),
        ("a.pdf", b"<html><script>", 422),
        ("a.pdf", b"MZ\0\0 a program", 422),
        ("a.svg", b"<svg onload='x'/>", 422),
        ("a.pdf", b"", 422),
        ("a.pdf", PDF + b"\0" * checks.DOCUMENT_LIMIT, 422),
    ],
)
def test_what_a_referee_may_send(reference, client, name, content, answer):
    checks.ask(by=BY, check=reference)
    _link, path = link_to(reference)
    assert client.post(path, {"file": SimpleUploadedFile(name, content)}).status_code == answer
    assert StoredFile.objects.count() == (answer == 302)


def test_the_lead_opens_the_document_and_each_opening_is_noted(application, reference, lead, client):
    checks.upload(by=BY, check=reference, stream=SimpleUploadedFile("ref.pdf", PDF).file, name="ref.pdf")
    address = page_of(application, "check_document", reference.pk)
    for number in (1, 2):
        answer = client.get(address)
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Content-Disposition"] == 'attachment; filename="ref.pdf"'
        assert AuditEvent.objects.filter(action="core.file.open", actor_id=str(lead.pk)).count() == number
    viewer = CohortRoleFactory(cohort=application.call.cohort, role="viewer").person
    for person, status in ((viewer, 403), (application.person, 403), (MembershipFactory().person, 404)):
        client.force_login(person)
        assert client.get(address).status_code == status


def test_seen_not_needed_and_what_may_follow_what(reference):
    assert code(checks.note_seen, by=BY, check=reference) == "recruitment.check_state"
    assert code(checks.not_needed, by=BY, check=reference, reason="") == "recruitment.waive_reason_missing"
    lead = Actor.of_person(MembershipFactory().person)
    checks.upload(by=lead, check=reference, stream=None)
    checks.note_seen(by=lead, check=reference)
    checks.note_seen(by=lead, check=reference)
    seen = fresh(reference)
    assert (seen.state, seen.seen_by, seen.seen_at is not None) == (State.SEEN, lead.person, True)
    assert code(checks.upload, by=lead, check=seen, stream=None) == "recruitment.check_state"
    checks.not_needed(by=lead, check=seen, reason="They withdrew")
    assert fresh(reference).state == State.NOT_NEEDED


def test_a_referee_is_somebody_else_and_another_one_is_asked_anew(application, reference):
    own = {"name": "Me", "email": application.person.email.upper()}
    given = {"by": BY, "application": application, "check": reference}
    assert code(checks.name_referee, **given, **own) == "recruitment.referee_is_applicant"
    checks.ask(by=BY, check=reference)
    link, _path = link_to(reference)
    checks.name_referee(**given, name="Sue Bell", email="sue@example.org")
    link.refresh_from_db()
    assert (fresh(reference).state, link.revoked_at is not None) == (State.WANTED, True)
    other = application.checks.get(kind="professional_registration")
    assert code(checks.name_referee, by=BY, application=application, check=checks.check_of(application, other.pk),
                name="Sue Bell", email="sue@example.org") == "recruitment.not_a_reference"  # fmt: skip
    assert code(
        checks.ask, by=BY, check=checks.check_of(application, reference_of(application, of_email="").pk)
    ) == ("recruitment.referee_missing")


def test_nothing_is_asked_about_an_application_that_has_ended(application, reference):
    Application.objects.update(state=Application.State.WITHDRAWN)
    ended = fresh(checks.check_of(application, reference.pk))
    ended.application.refresh_from_db()
    assert code(checks.ask, by=BY, check=ended) == "recruitment.application_not_sent"
    assert checks.ask_all(by=BY, call=application.call) == 0
    assert code(checks.receive, by=BY, check=ended, text="Late") == "recruitment.permission_over"


def test_who_is_forgotten_leaves_no_document_and_no_words_in_mails(application, reference):
    checks.ask(by=BY, check=reference)
    checks.receive(by=BY, check=fresh(reference), text="I have known her for ten years.")
    name = application.person.name
    assert Mail.objects.filter(body__contains=name).count() == 2
    erase(by=BY, person=application.person)
    assert not Mail.objects.filter(body__contains=name).exists()
    assert StoredFile.objects.get().delete_after <= timezone.now() + timedelta(seconds=1)
    assert (fresh(reference).of_name, fresh(reference).of_email) == ("", "")
