"""Files as answers: taken by their content, replaced, removed, refused; read by the evaluator alone, under no name."""

from __future__ import annotations

import io
import uuid
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import MembershipFactory, PersonFactory
from tests.factories.running import Running, told_in_the_audit
from tests.integration.kept_answers import Device, link_of, new_cohort, packed

from kith.questionnaires.read import read_instrument
from kith.questionnaires.write import to_json
from kith.service.core.domain import files
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.file_types import DOCX
from kith.service.core.models import AuditEvent, StoredFile
from kith.service.people.domain.erasure import erase
from kith.service.surveys.domain import answering, pseudonyms, waves
from kith.service.surveys.models import Response, ResponseFile, Wave

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nInvented certificate"
FORM = """format_version = 1
[instrument]
key = "invented-file"
version = "1"
title = "Proof"
[rights]
owner = "Nobody: invented for a test"
licence = "CC0-1.0"
[[page]]
key = "proof"
[[page.item]]
key = "glad"
kind = "yes_no"
label = "Are you glad?"
[[page.item]]
key = "certificate"
kind = "file"
label = "Your certificate"
required = "required"
max = 1
relevant = "glad == true"
"""


def _with_files() -> Running:
    made = new_cohort()
    form = read_instrument(FORM)
    Wave.objects.filter(key="before").update(instrument=to_json(form), instrument_sha256=form.sha256)
    return made


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(_with_files)


@pytest.fixture
def made(kept_cohort, db, settings, tmp_path) -> Running:
    settings.MEDIA_ROOT = tmp_path
    return kept_cohort()


@pytest.fixture
def page(made):
    return f"{link_of(made, 'Amina')}proof/"


def upload(content=PDF, name="Jane Smith.pdf", **more):
    return {"glad": "yes", "certificate": SimpleUploadedFile(name, content), **more}


def post(page, data):
    return Client().post(page, data)


def send(page):
    return Client().post(page.replace("proof/", "check-answers/"))


def zipped(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return content.getvalue()


def test_a_file_is_taken_stands_is_replaced_and_removed_and_required(page):
    assert b'enctype="multipart/form-data"' in Client().get(page).content
    empty = post(page, {"glad": "yes"})
    assert (empty.status_code, b"Answer this question." in empty.content) == (422, True)
    assert post(page, upload()).status_code == 302
    row = ResponseFile.objects.select_related("file", "response").get()
    assert row.response.answers == {"glad": True, "certificate": row.reference}
    assert (row.ending, row.file.name, row.file.media_type) == (".pdf", "certificate.pdf", "application/pdf")
    assert "We have this file: PDF, 29 bytes" in Client().get(page).content.decode()
    assert post(page, {"glad": "yes"}).status_code == 302  # it stands, and need not be chosen again
    assert ResponseFile.objects.get() == row
    post(page, upload(b"\xff\xd8\xff\xe0picture", "another.jpeg"))
    second = ResponseFile.objects.get()
    assert (second.ending, second.pk == row.pk) == (".jpg", False)
    removed = post(page, {"glad": "yes", "remove-file-certificate": "1"})
    assert (removed.status_code, ResponseFile.objects.count()) == (422, 0)
    assert send(page).status_code == 422
    files.delete_expired(timezone.now())
    assert StoredFile.objects.count() == 0


def test_nothing_beside_a_file_tells_who_sent_it_or_when(page):
    post(page, upload())
    assert AuditEvent.objects.filter(action__startswith="core.file").count() == 0
    assert told_in_the_audit() == []
    stored = StoredFile.objects.get()
    assert (stored.pk.version, uuid.UUID(stored.content.name.rpartition("/")[2]).version) == (4, 4)
    assert (stored.created_at.hour, stored.created_at.minute, stored.created_at.microsecond) == (0, 0, 0)
    assert "Jane" not in str(StoredFile.objects.values()) + str(ResponseFile.objects.values())


REFUSED = (
    ("page.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "is not a PDF"),
    ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "is not a PDF"),
    ("letter.pdf", b"plain words", "is not a PDF"),
    ("program.pdf", b"MZ\x90\x00\x03", "is not a PDF"),
    ("nothing.pdf", b"", "is empty"),
    ("large.pdf", PDF + b"0" * 1024 * 1024, "has 1.0 MB, and this question takes 1 MB at most"),
    ("bomb.zip", zipped(bomb=b"0" * 3_000_000), "is not a PDF"),
    ("macro.docx", zipped(word__document_xml=b"", word__vbaProject_bin=b"x"), "is not a PDF"),
    ("broken.docx", b"PK\x03\x04 cut short", "is not a PDF"),
)


def test_what_is_refused_says_why_and_the_other_answers_stay(page, monkeypatch):
    def opened(*_args):
        raise AssertionError("something was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", opened)
    post(page, upload())
    first = ResponseFile.objects.get()
    for name, content, said in REFUSED:
        answer = post(page, upload(content, name))
        shown = answer.content.decode()
        assert (answer.status_code, said in shown) == (422, True), name
        assert "Answer this question." not in shown
        assert (ResponseFile.objects.get(), StoredFile.objects.count()) == (first, 1)
        assert Response.objects.get().answers == {"glad": True, "certificate": first.reference}


def test_a_name_can_carry_nothing(made, page):
    for name in ("../../../etc/passwd.pdf", "proof.pdf.exe", "a\u202efdp.html", "<script>.svg"):
        post(page, upload(name=name))
        row = ResponseFile.objects.select_related("file").get()
        assert (row.file.name, row.file.content.name.count("/")) == ("certificate.pdf", 3)
        assert default_storage.path(row.file.content.name).startswith(str(default_storage.location))


def test_an_answer_cannot_name_somebody_elses_file(made, page):
    post(page, upload())
    theirs = ResponseFile.objects.get()
    other = f"{link_of(made, 'Ben')}proof/"
    made.agree("Ben")
    answer = post(other, {"glad": "yes", "certificate": theirs.reference})
    assert (answer.status_code, ResponseFile.objects.count()) == (422, 1)


def test_a_file_goes_with_the_question_the_answers_and_the_person(made, page):
    post(page, upload())
    post(page, {"glad": "no"})  # then the file is not asked for
    assert ResponseFile.objects.count() == 0
    post(page, upload())
    Client().post(page.replace("proof/", "check-answers/"), {"withdraw": "1"})
    assert (Response.objects.count(), ResponseFile.objects.count()) == (0, 0)
    post(page, upload())
    erase(by=Actor.system("tests"), person=made.invitation("Amina").place.person)
    files.delete_expired(timezone.now())
    assert (ResponseFile.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_with_the_key_go_the_files(made, page):
    post(page, upload())
    send(page)
    wave = Wave.objects.select_related("cohort__organisation").get(key="before")
    waves.close_now(by=Actor.system("tests"), wave=wave)
    pseudonyms.destroy_key(by=Actor.system("tests"), cohort=wave.cohort)
    assert (Response.objects.count(), ResponseFile.objects.count()) == (1, 0)


def test_the_evaluator_alone_reads_it_and_as_a_file(made, page):
    post(page, upload())
    row = ResponseFile.objects.get()
    wave = Wave.objects.select_related("cohort__organisation").get(key="before")
    listing = reverse("surveys:answer_files", args=[wave.cohort_id, wave.pk])
    address = reverse("surveys:answer_file", args=[wave.cohort_id, wave.pk, row.pk])
    organisation = wave.cohort.organisation
    evaluator = MembershipFactory(role="evaluator", organisation=organisation).person
    for person, status in (
        (MembershipFactory(role="lead", organisation=organisation).person, 403),
        (made.invitation("Amina").place.person, 403),
        (MembershipFactory(role="evaluator").person, 404),
        (PersonFactory(), 404),
    ):
        client = Client()
        client.force_login(person)
        assert [client.get(one).status_code for one in (listing, address)] == [status, status]
    reader = Client()
    reader.force_login(evaluator)
    assert reader.get(address).status_code == 404  # it has not been sent yet
    send(page)
    assert row.reference in reader.get(listing).content.decode()
    given = reader.get(address)
    assert b"".join(given.streaming_content) == PDF
    assert given["Content-Disposition"] == f'attachment; filename="{row.reference}"'
    assert (given["X-Content-Type-Options"], given["Content-Type"]) == ("nosniff", "application/pdf")
    Response.objects.update(may_be_read=False)
    assert (reader.get(address).status_code, row.reference in reader.get(listing).content.decode()) == (
        404,
        False,
    )


def test_a_device_keeps_the_rest_and_the_file_that_was_sent_stands(made, page):
    link = page.removesuffix("proof/")
    kept = Client().get(f"{link}without-a-line/").content.decode()
    assert "a file needs a line" in kept
    assert Device(made, link).came(packed({"glad": "yes"})) == (200, "received")
    assert Response.objects.get().answers == {"glad": True}
    post(page, upload())
    row = ResponseFile.objects.get()
    base = answering_hash(made)
    assert Device(made, link).came(packed({"glad": "yes", "certificate": "forged.pdf"}, base=base)) == (
        200,
        "received",
    )
    assert (Response.objects.get().answers["certificate"], ResponseFile.objects.get()) == (row.reference, row)


def answering_hash(made):
    from kith.service.surveys.domain.offline.delivering import standing_of

    return standing_of(answering.response_of(made.invitation("Amina")))


def test_a_word_document_is_known_by_its_parts(page):
    content = zipped(word__document_xml=b"<w/>")
    assert post(page, upload(content, "letter.bin")).status_code == 302
    row = ResponseFile.objects.select_related("file").get()
    assert (row.ending, row.file.media_type) == (".docx", DOCX)
