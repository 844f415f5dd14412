"""Files: measured while they come in, named safely, given out only to who may."""

import hashlib
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, StoredFileFactory

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.service.core.domain import file_types, files
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import open_file, safe_name, store_file
from kith.service.core.domain.permissions import Permission, Role
from kith.service.core.models import AuditEvent, StoredFile
from kith.service.core.web.downloads import download

BY = Actor.system("test")


class Endless(io.RawIOBase):
    """A sender that never stops."""

    taken = 0

    def read(self, size=-1):
        self.taken += size
        return b"x" * size


def store(data=b"name\nA. Nurse\n", **changed):
    wanted = {"by": BY, "organisation": OrganisationFactory(), "name": "people.csv", "limit": 1024 * 1024}
    return store_file(stream=io.BytesIO(data) if isinstance(data, bytes) else data, **(wanted | changed))


@pytest.mark.django_db
def test_a_file_is_kept_as_it_came():
    row = store(b"name\nA. Nurse\n")
    assert (row.name, row.media_type, row.bytes) == ("people.csv", "text/csv", 14)
    assert row.sha256 == hashlib.sha256(b"name\nA. Nurse\n").hexdigest()
    assert row.content.open().read() == b"name\nA. Nurse\n"
    assert "people" not in row.content.name
    assert AuditEvent.objects.get().detail == {"bytes": 14, "media_type": "text/csv"}


@pytest.mark.django_db
def test_reading_stops_at_the_limit():
    sender = Endless()
    with pytest.raises(KithError) as refused:
        store(sender, limit=2 * 1024 * 1024)
    assert sentences(refused.value.faults) == [
        "“people.csv” is larger than 2 MB. Save it without pictures or empty sheets, or split it."
    ]
    assert sender.taken <= 2 * 1024 * 1024 + files.CHUNK
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_file_of_exactly_the_limit_is_kept_and_an_empty_one_is_not():
    assert store(b"x" * 1000, limit=1000).bytes == 1000
    with pytest.raises(KithError) as refused:
        store(b"")
    assert refused.value.faults[0].code == "core.file.empty"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("people.csv", "people.csv"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\me\\people.xlsx", "people.xlsx"),
        ("..", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("a\r\nb.csv", "ab.csv"),
        ("exe\u202evsc.csv", "exevsc.csv"),
        ("名单.csv", "名单.csv"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_names_are_made_safe(name, safe):
    assert safe_name(name) == safe


def zipped(part):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(part, "")
    return content.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"%PDF-1.7", "people.csv", "application/pdf"),
        (zipped("xl/workbook.xml"), "people.csv", file_types.XLSX),
        (zipped("word/document.xml"), "a.docx", file_types.DOCX),
        (zipped("anything"), "a.xlsx", "application/zip"),
        (b"PK\x03\x04 broken", "a.xlsx", file_types.OCTETS),
        (b"\x89PNG\r\n\x1a\n", "a", "image/png"),
        (b"<html><script>alert(1)</script>", "a.html", "text/plain"),
        ("name\nÜnal".encode("cp1252"), "a.csv", "text/csv"),
        ("name\nÜnal".encode("utf-16"), "a.csv", "text/csv"),
        (b"MZ\x00\x01", "people.csv", file_types.OCTETS),
    ],
)
def test_the_type_is_told_by_the_content(data, name, media_type):
    assert file_types.media_type_of(io.BytesIO(data), name) == media_type


@pytest.fixture
def file(db):
    return StoredFileFactory(name="list 名单.csv")


def give(person, file):
    return download(
        by=Actor.of_person(person),
        file=file,
        permission=Permission.PEOPLE_SEE,
        thing=file.organisation,
        on="organisation",
    )


def test_who_may_gets_an_attachment_that_no_browser_runs(file):
    lead = MembershipFactory(organisation=file.organisation, role=Role.LEAD).person
    response = give(lead, file)
    assert b"".join(response.streaming_content) == b"name,email\nA. Nurse,a.nurse@example.org\n"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''list%20%E5%90%8D%E5%8D%95.csv"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert AuditEvent.objects.get().action == "core.file.open"


def test_nobody_else_gets_it(file):
    viewer = MembershipFactory(organisation=file.organisation, role=Role.VIEWER).person
    elsewhere = MembershipFactory(role=Role.LEAD).person
    for person in (viewer, elsewhere, PersonFactory()):
        with pytest.raises(PermissionDenied):
            give(person, file)
    with pytest.raises(PermissionDenied):
        open_file(
            by=BY, file=file, permission=Permission.PEOPLE_SEE, thing=file.organisation, on="organisation"
        )


def test_a_file_that_is_gone_is_said_to_be(file):
    lead = MembershipFactory(organisation=file.organisation, role=Role.LEAD).person
    default_storage.delete(file.content.name)
    with pytest.raises(KithError) as refused:
        give(lead, file)
    assert refused.value.faults[0].code == "core.file.gone"


@pytest.mark.django_db
def test_a_file_goes_when_its_time_has_come(django_capture_on_commit_callbacks):
    now = timezone.now()
    due, later, always = (
        StoredFileFactory(delete_after=at) for at in (now, now + timedelta(seconds=1), None)
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert files.delete_expired(now) == 1
    assert set(StoredFile.objects.all()) == {later, always}
    assert not default_storage.exists(due.content.name)
    assert default_storage.exists(later.content.name)


@pytest.mark.django_db
def test_a_content_whose_row_was_rolled_back_goes_after_an_hour():
    files.delete_orphans(timezone.now() + timedelta(hours=2))  # what other tests left in memory
    with transaction.atomic():
        lost = store().content.name
        transaction.set_rollback(True)
    kept = store(b"kept").content.name
    now = timezone.now()
    assert files.delete_orphans(now) == 0
    assert files.delete_orphans(now + timedelta(hours=1, minutes=1)) == 1
    assert (default_storage.exists(lost), default_storage.exists(kept)) == (False, True)
    assert files.delete_orphans(now + timedelta(days=400)) == 0


@pytest.mark.django_db
def test_a_row_that_cannot_be_kept_leaves_no_content(monkeypatch):
    def broken(self, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(StoredFile, "save", broken)
    before = _count()
    with pytest.raises(ZeroDivisionError):
        store()
    assert _count() == before


def _count():
    folder = timezone.now().strftime("%Y/%m/%d")
    return len(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else 0
