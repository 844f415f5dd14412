"""Another tool's export becomes past answers: guessed, corrected, looked at, all of it or none, and the file forgotten."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import MembershipFactory, SecondFactorFactory
from tests.factories.running import running
from tests.integration.sessions import codes

from kith.foundation.faults import KithError
from kith.questionnaires.mapping import ItemMapping, mapping_from_toml
from kith.service.core.models import StoredFile
from kith.service.home.domain.export.documents import kept_mappings
from kith.service.surveys.domain.importing import actions
from kith.service.surveys.domain.importing.looking import look
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.past_answers import Elsewhere
from kith.service.surveys.models import AnswersImport, KeptMapping, Response, Wave

pytestmark = pytest.mark.django_db
AGREED = Elsewhere("paper forms of March", may_be_read=True, may_be_quoted=False)


@pytest.fixture(scope="module")
def kept_cohort(keep):
    def make():
        made = running()
        over = {"state": Wave.State.PLANNED, "closes_at": timezone.now() - timedelta(days=1)}
        Wave.objects.filter(cohort=made.cohort, key="before").update(**over)
        return made

    return keep(make)


@pytest.fixture
def made(kept_cohort, db):
    return kept_cohort()


def export(made, *, time: str = "pre") -> str:
    """As a tool writes it: words for headings and answers, a row of somebody else, a time of its own."""
    item = instrument_of(made.wave()).item("lead_change")
    other = instrument_of(made.wave()).item("lead_people")
    heads = f'Submitted,Work mail,Time,"{item.label}","Q2. {other.label}"'
    rows = [
        f"2026-01-05,AMINA@example.org,{time},Agree,Strongly agree",
        f"2026-01-05,chen@example.org,{time},Neutral,",
        f"2026-01-05,who@elsewhere.org,{time},Agree,Agree",
        "2026-06-05,amina@example.org,post,Strongly agree,Agree",
    ]
    return "\n".join([heads, *rows]) + "\n"


def uploaded(made, content: str | None = None, kept: KeptMapping | None = None) -> AnswersImport:
    stream = io.BytesIO((content or export(made)).encode())
    return actions.upload(by=made.by, wave=made.wave(), name="tool.csv", stream=stream, kept=kept)


def chosen(row: AnswersImport, **instead):
    found = mapping_from_toml(row.mapping.encode(), "mapping")
    given = {
        "items": {one.item: one for one in found.items},
        "person": "Work mail",
        "person_is": "mail",
        "time": "Time",
        "time_is": "Pre",
        "without_others": True,
    }
    return given | instead


def test_an_export_comes_in_as_past_answers_and_its_file_is_gone(made):
    row = uploaded(made)
    guessed = mapping_from_toml(row.mapping.encode(), "mapping")
    assert {one.item for one in guessed.items} == {"lead_change", "lead_people"}
    assert (guessed.person, guessed.wave) == ("Work mail", "Time")
    assert row.file.delete_after - timezone.now() <= timedelta(days=1)
    actions.choose(by=made.by, row=row, **chosen(row))
    seen = look(row)
    assert (seen.rows, seen.other_times, seen.others, len(seen.lines), seen.answers) == (4, 1, 1, 2, 3)
    assert (seen.faults, seen.unused) == ((), ("Submitted",))
    assert actions.bring(by=made.by, row=row, agreed=AGREED) == 2
    points = {tuple(sorted(one.answers.items())) for one in Response.objects.all()}
    assert points == {(("lead_change", 4), ("lead_people", 5)), (("lead_change", 3),)}
    assert set(Response.objects.values_list("may_be_read", "may_be_quoted")) == {(True, False)}
    assert not StoredFile.objects.exists()
    with pytest.raises(KithError) as refused:
        actions.bring(by=made.by, row=row, agreed=AGREED)
    assert codes(refused) == ["surveys.import_brought"]


def test_every_fault_is_told_and_nothing_is_written(made):
    broken = export(made).replace("Neutral", "Sideways").replace("chen@example.org", "amina@example.org")
    row = uploaded(made, broken)
    actions.choose(by=made.by, row=row, **chosen(row, without_others=False))
    told = {(one.code, one.where.row) for one in look(row).faults}
    assert {row_number for _code, row_number in told} >= {3, 4}
    assert ("surveys.past_nobody", 4) in told
    with pytest.raises(KithError):
        actions.bring(by=made.by, row=row, agreed=AGREED)
    row.refresh_from_db()
    assert (row.brought_at, Response.objects.count()) == (None, 0)
    actions.leave(by=made.by, row=row)
    assert not StoredFile.objects.exists()
    with pytest.raises(KithError) as refused:
        look(row)
    assert codes(refused) == ["surveys.import_file_gone"]


def test_people_go_by_name_where_it_is_one_persons(made):
    content = export(made).replace("AMINA@example.org", "amina  YUSUF").replace("chen@example.org", "Chen Li")
    row = uploaded(made, content)
    actions.choose(by=made.by, row=row, **chosen(row, person_is="name"))
    assert len(look(row).lines) == 2
    person = made.places["Chen"].person
    person.name = "Amina Yusuf"
    person.save()
    assert "surveys.import_two_so_called" in {one.code for one in look(row).faults}


def test_a_mapping_is_kept_and_used_again(made):
    row = uploaded(made)
    one = {"lead_change": ItemMapping("lead_change", ("Submitted",))}
    actions.choose(by=made.by, row=row, **chosen(row, items=one, keep_as="Our tool"))
    kept = KeptMapping.objects.get()
    again = mapping_from_toml(uploaded(made, kept=kept).mapping.encode(), "mapping")
    assert again.of("lead_change").columns == ("Submitted",)
    assert again.of("lead_people") is not None
    assert (again.person, again.wave) == ("Work mail", "Time")


def test_a_kept_mapping_is_taken_away_as_a_file_exported_and_deleted(made):
    row = uploaded(made)
    actions.choose(by=made.by, row=row, **chosen(row, keep_as="Our tool"))
    kept, organisation = KeptMapping.objects.get(), made.cohort.organisation
    MembershipFactory(organisation=organisation, person=made.lead, role="lead")
    client, stranger = Client(), Client()
    client.force_login(made.lead)
    stranger.force_login(MembershipFactory(role="lead").person)
    listing = reverse("surveys:kept_mappings", args=[organisation.slug])
    file, delete = (
        reverse(f"surveys:{name}", args=[organisation.slug, kept.pk])
        for name in ("mapping_file", "delete_mapping")
    )
    assert file in client.get(listing).content.decode()
    given = client.get(file)
    assert b"".join(given.streaming_content).decode() == kept.mapping
    assert [
        stranger.get(listing).status_code,
        stranger.get(file).status_code,
        stranger.post(delete).status_code,
    ] == [404] * 3
    ((name, content),) = kept_mappings(organisation)
    assert name.startswith("kept-mappings/")
    assert mapping_from_toml(content, "kept") == mapping_from_toml(kept.mapping.encode(), "kept")
    assert [client.post(delete).status_code for _twice in range(2)] == [302, 404]
    assert KeptMapping.objects.count() == 0


def test_a_wave_that_is_not_over_takes_no_file(made):
    wave = made.wave("after")
    with pytest.raises(KithError) as refused:
        actions.upload(by=made.by, wave=wave, name="tool.csv", stream=io.BytesIO(b"a,b\n1,2\n"))
    assert codes(refused) == ["surveys.past_not_over"]
    assert not StoredFile.objects.exists()


def test_the_pages_walk_from_the_file_to_the_answers(made):
    SecondFactorFactory(user=made.lead)
    client, wave = Client(), made.wave()
    client.force_login(made.lead)
    file = SimpleUploadedFile("tool.csv", export(made).encode())
    first = client.post(reverse("surveys:import_upload", args=[made.cohort.pk, wave.pk]), {"file": file})
    assert first.status_code == 302
    page = client.get(first.url)
    text = page.content.decode()
    assert "100% sure: the heading is the item" in text
    fields = {f"item_{item.key}": "" for item in instrument_of(wave).items if item.kind.is_asked}
    data = fields | {
        "person": "1", "person_is": "mail", "time": "2", "time_is": "pre", "day_first": "yes",
        "without_others": "on", "item_lead_change": "3", "item_lead_people": "4", "keep_as": "",
    }  # fmt: skip
    unsaid = client.post(first.url, data | {"time_is": ""})
    assert unsaid.status_code == 422
    assert "In the column “Time” stands: post, pre." in unsaid.content.decode()
    nowhere = client.post(first.url, data | {"time_is": "never"})
    assert "What has to be mended first" in client.get(nowhere.url).content.decode()
    second = client.post(first.url, data)
    assert second.status_code == 302
    look_at = client.get(second.url).content.decode()
    assert "People whose row can be read" in look_at
    said = {"basis": "paper", "may_be_read": "yes", "may_be_quoted": "no"}
    assert client.post(second.url, said).status_code == 302
    assert Response.objects.count() == 2
    assert client.get(first.url).status_code == 422
