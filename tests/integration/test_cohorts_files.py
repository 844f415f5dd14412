"""People files as they should not be: one clear message each, nothing half-written, no memory used up."""

import io
import tracemalloc
import zipfile

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from tests.factories.running import running
from tests.integration.whole_actions import uploaded

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import imports
from kith.service.cohorts.models import PeopleImport, Place
from kith.service.core.domain.files import delete_file
from kith.service.core.models import StoredFile
from kith.service.people.models import Person

pytestmark = pytest.mark.django_db
HEAD = "Name,E-mail,Role,Site,Line of management\n"
FAY = "Fay Ito,fay@example.org,Clinician,Northgate,Medicine\n"


@pytest.fixture
def made(client):
    found = running()
    client.force_login(found.lead)
    return found


@pytest.fixture
def send(made, client):
    def post(content, name="people.csv", side=""):
        file = io.BytesIO(content if isinstance(content, bytes) else content.encode())
        file.name = name
        return client.post(reverse("cohorts:upload", args=[made.cohort.pk]), {"file": file, "side": side})

    return post


def errors(answer):
    """The page's error summary, in one line."""
    page = answer.content.decode()
    assert "nhsuk-error-summary" in page
    return " ".join(page.split("nhsuk-error-summary", 1)[1].split("</ul>")[0].split())


def swollen():
    """A workbook of 300 kB that unpacks to 300 MB."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "people.csv", "empty"),
        (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n" * 50, "people.csv", "PDF"),
        (bytes(range(256)) * 400, "people.csv", "not"),
        (b"\x89PNG\r\n\x1a\n" + bytes(4000), "people.xlsx", "not"),
        (b"PK\x03\x04 not a zip after all", "people.xlsx", "not"),
        (HEAD.encode("utf-16-le") + FAY.encode() * 3, "people.csv", ""),
        (b"\n\n\n", "people.csv", "empty"),
    ],
    ids=["empty", "a pdf", "binary", "a picture", "a broken workbook", "two encodings", "blank lines"],
)
def test_what_is_no_table_is_refused_with_one_message_and_not_kept(send, content, name, says):
    answer = send(content, name)
    assert answer.status_code == 422
    assert says in errors(answer)
    assert errors(answer).count("<li>") == 1
    assert (PeopleImport.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_workbook_that_swells_is_refused_by_its_size(send):
    answer = send(swollen(), "people.xlsx")
    assert answer.status_code == 422
    assert "200" in errors(answer)
    assert not StoredFile.objects.exists()


def test_a_file_above_the_limit_is_refused_by_page(send):
    answer = send(HEAD.encode() + b"x" * settings.PEOPLE_FILE_LIMIT_BYTES)
    assert answer.status_code == 422
    assert "20" in errors(answer)
    assert not StoredFile.objects.exists()


class Endless(io.RawIOBase):
    """200 MB, made as they are read."""

    def __init__(self):
        self.given, self.whole = 0, 200_000_000

    def read(self, size=-1):
        size = self.whole - self.given if size < 0 else min(size, self.whole - self.given)
        self.given += size
        return b"a,b\n" * (size // 4) + b"x" * (size % 4)


def test_of_two_hundred_megabytes_only_as_much_is_read_as_may_come_in(made):
    stream = Endless()
    tracemalloc.start()
    try:
        with pytest.raises(KithError) as refused:
            imports.upload(by=made.by, cohort=made.cohort, name="people.csv", stream=stream, side="")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [fault.code for fault in refused.value.faults] == ["core.file.too_large"]
    assert stream.given <= settings.PEOPLE_FILE_LIMIT_BYTES + 1_000_000
    assert most < 30_000_000
    assert not StoredFile.objects.exists()


def test_a_hundred_thousand_rows_are_refused_with_the_limit_named(send):
    answer = send(HEAD + "A,a@b.org,,,\n" * 100_000)
    assert answer.status_code == 422
    assert "20,000" in errors(answer) or "20000" in errors(answer)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "mac-roman"])
def test_an_old_encoding_is_read(send, made, encoding):
    answer = send((HEAD + "Zoë Müller,zoe@example.org,Clinician,Café,Medicine\n").encode(encoding))
    assert answer.status_code == 302
    (entry,) = imports.preview(PeopleImport.objects.get()).entries
    assert entry.address == "zoe@example.org"
    if encoding != "mac-roman":  # nothing in the file tells that one from Windows
        assert entry.name == "Zoë Müller"


def faults_of(made, content):
    row = imports.upload(
        by=made.by, cohort=made.cohort, name="people.csv", stream=io.BytesIO(content.encode()), side=""
    )
    return row, imports.preview(row).faults


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (FAY + FAY.replace("fay@", "FAY@").replace("Fay Ito", "Fay I."), "tables.doubled"),
        (FAY + FAY.replace("Clinician", "Manager"), "tables.doubled"),
        ("Eve Marsh,eve@example.org,Clinician,Northgate,Medicine\n", "cohorts.import_other_side"),
        ("Fay Ito,not-an-address,Clinician,Northgate,Medicine\n", "tables.not_an_address"),
        ("Fay Ito,fay@example.org,Clinician,,\n", "tables.blank"),
    ],
    ids=[
        "twice in the file",
        "on both sides of the file",
        "on the other side of the cohort",
        "no address",
        "blank",
    ],
)
def test_faults_keep_the_whole_file_out_and_stand_at_their_row(made, client, rows, code):
    content = HEAD + "Gil Roy,gil@example.org,Manager,Northgate,Surgery\n" + rows
    row, faults = faults_of(made, content)
    assert code in {fault.code for fault in faults}
    assert all(fault.where.row and fault.where.row > 2 for fault in faults)
    people = Person.objects.count()
    answer = client.post(reverse("cohorts:preview", args=[made.cohort.pk, row.pk]))
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert page.status_code == 200
    row.refresh_from_db()
    assert (row.state, Person.objects.count(), made.cohort.places.count()) == ("uploaded", people, 4)


def test_a_file_without_addresses_says_which_column_is_missing(made, client, send):
    answer = send("Name,Role\nFay Ito,Clinician\n")
    assert answer.status_code == 302
    refused = client.post(answer.url, {"name": "Name", "side": "Role"})
    assert refused.status_code == 422
    assert "E-mail address" in errors(refused)
    row = PeopleImport.objects.get()
    with pytest.raises(KithError):
        imports.accept(by=made.by, row=row)
    assert made.cohort.places.count() == 4


def test_headings_without_people_are_refused(made):
    with pytest.raises(KithError) as refused:
        faults_of(made, HEAD)
    assert [fault.code for fault in refused.value.faults] == ["tables.headings_only"]
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("how", ["the row", "the content"])
def test_a_file_that_went_before_it_was_accepted_is_said_to_be_gone(made, client, how):
    row = uploaded(made)
    if how == "the row":
        delete_file(by=made.by, file=row.file)
    else:
        default_storage.delete(row.file.content.name)
    for page in ("columns", "preview"):
        answer = client.get(reverse(f"cohorts:{page}", args=[made.cohort.pk, row.pk]))
        assert answer.status_code == 422
        assert "has been deleted" in answer.content.decode()
    with pytest.raises(KithError):
        imports.accept(by=made.by, row=PeopleImport.objects.get(pk=row.pk))
    assert PeopleImport.objects.get().state == "uploaded"


def test_two_tabs_accept_the_same_file_and_a_third_has_left_it(made, client):
    row = uploaded(made)
    address = reverse("cohorts:preview", args=[made.cohort.pk, row.pk])
    for _tab in range(2):
        answer = client.post(address)
        assert answer.url == reverse("cohorts:people", args=[made.cohort.pk])
    assert Place.objects.filter(person__email="fay@example.org").count() == 1
    assert client.post(address, {"abandon": "1"}).status_code == 422
    assert PeopleImport.objects.get().state == "accepted"


def test_a_side_has_room_for_so_many_and_no_more(made):
    made.cohort.sides["clinician"]["max"] = 2
    made.cohort.save()
    _row, faults = faults_of(made, HEAD + FAY)
    assert [fault.code for fault in faults] == ["cohorts.import_too_many"]
    with pytest.raises(KithError) as refused:
        made.add("Fay Ito", "clinician")
    assert [fault.code for fault in refused.value.faults] == ["cohorts.side_full"]
