"""A sentence is planted in everything that is somebody's own. It is looked for everywhere, as everybody."""

import io
import json
import logging
import zipfile
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests.access_samples import (
    OTHER_PARTICIPANT,
    PARTICIPANT,
    new_world,
)
from tests.asking import ask, sign_in_once
from tests.factories import StoredFileFactory
from tests.factories.learning import (
    CertificateFactory,
    EvidenceFactory,
    GoalFactory,
    ReflectionFactory,
)

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.personal_data import export_person
from kith.service.core.models import AuditEvent, Job, Mail
from kith.service.home.domain.export.packing import pack
from kith.service.learning.domain.reflecting import certificates, evidence, goals, sharing, writing
from kith.service.learning.models import ReflectionShare
from kith.service.learning.web.reflecting.keeping import mark_for

pytestmark = pytest.mark.django_db
With = ReflectionShare.With
LEADS = {"lead of the organisation", "lead of the cohort", "deputy of the cohort"}
MINE = {PARTICIPANT}
BOTH = {PARTICIPANT, OTHER_PARTICIPANT}
MAY_READ = {
    "heliotrope": MINE,  # an entry that nobody reads but its writer
    "periwinkle": BOTH,  # one that the partner reads
    "amaranthine": MINE | LEADS,  # one that those who run the programme read
    "vermilion": BOTH,  # a goal
    "cerulean": BOTH,  # how it came on
    "ultramarine": MINE,  # evidence: its title
    "celadon": MINE,  # its note
    "chartreuse": MINE,  # its file's content
    "gamboge": MINE,  # its file's name
}


def planted():
    """By the actions themselves, so that whatever they leave behind is there to be found."""
    world = new_world()
    place, by = world.place, Actor.of_person(world.place.person)
    place.cohort.refresh_from_db()
    entries = [
        writing.write(by=by, place=place, text=f"I thought of {word}.")
        for word in ("heliotrope", "periwinkle", "amaranthine")
    ]
    pair = world.relationship
    sharing.share(by=by, reflection=entries[1], reader=With.PARTNER, relationship_id=pair.pk)
    sharing.share(by=by, reflection=entries[2], reader=With.LEAD)
    goal = goals.add_goal(by=by, relationship=pair, words="Reach vermilion.")
    goals.step_goal(by=by, goal=goal, progress="started", note="On the way to cerulean.")
    evidence.add_evidence(
        by=by,
        place=place,
        title="About ultramarine",
        note="It shows celadon.",
        file_name="gamboge.txt",
        stream=io.BytesIO(b"All of chartreuse."),
    )
    given = certificates.issue(by=by, cohort=place.cohort, places=[place], reason="She moves abroad.")
    world.made["certificate"] = given.new[0]
    sign_in_once(world.people.values())
    return world, entries


@pytest.fixture(scope="module")
def kept_world(keep):
    return keep(planted)


@pytest.fixture
def made(kept_world, db):
    return kept_world()


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_entrys_page_is_not_there_for_anybody_it_is_not_shared_with(made):
    world, entries = made
    readers = (MINE, BOTH, MINE | LEADS)
    for entry, let_in_to_it in zip(entries, readers, strict=True):
        found = {
            holder
            for holder, person in world.people.items()
            if ask(person, f"/reflections/{entry.pk}/").status_code == 200
        }
        assert found == let_in_to_it
    for word in ("ultramarine", "chartreuse"):
        assert MAY_READ[word] == MINE
    for holder, person in world.people.items():
        status = ask(person, f"/portfolio/{world.place.pk}/").status_code
        assert (status == 200) is (holder == PARTICIPANT), holder


def test_no_export_but_the_writers_own_holds_it(made):
    world, _entries = made
    by = Actor.system("tests")
    for holder, person in world.people.items():
        text = json.dumps(json.loads(unpacked(export_person(by=by, person=person))["your-data.json"])).lower()
        found = {word for word in MAY_READ if word in text}
        assert found == (set(MAY_READ) - {"chartreuse"} if holder == PARTICIPANT else set()), holder
    out = io.BytesIO()
    pack(world.organisation, out, lambda *_progress: None)
    files = unpacked(out.getvalue())
    everything = b"".join([*files.values(), *(name.encode() for name in files)]).decode("utf-8", "replace")
    assert {word for word in MAY_READ if word in everything.lower()} == set()
    assert "write_reflection" not in everything
    assert "reflections" in files["README.txt"].decode()


@pytest.mark.usefixtures("made")
def test_no_mail_or_history_holds_it_and_no_organisations_history_knows_that_somebody_wrote():
    kept = "".join(
        str(row) for model in (Mail, AuditEvent, Job) for row in model._base_manager.values()
    ).lower()
    assert {word for word in MAY_READ if word in kept} == set()
    own = AuditEvent.objects.filter(action__contains="reflection") | AuditEvent.objects.filter(
        action__contains="evidence"
    )
    assert own.count() == 6
    assert not own.exclude(organisation_id=None, cohort_id=None).exists()


def test_nothing_of_it_is_logged_not_even_when_saving_breaks(made, monkeypatch, caplog):
    world, _entries = made
    browser = Client(raise_request_exception=False)
    browser.force_login(world.place.person)
    sent = {"text": "I thought of heliotrope.", "place": world.place.pk}
    sent["writer"] = mark_for(world.place.person)

    def broken(**_given):
        raise RuntimeError("the disk is full")

    with caplog.at_level(logging.DEBUG):
        browser.post("/reflections/new/", sent)
        monkeypatch.setattr(writing, "write", broken)
        assert browser.post("/reflections/new/", sent).status_code == 500
        browser.logout()
        browser.post("/reflections/new/", sent)
    ours = "".join(
        f"{one.getMessage()} {one.exc_text}" for one in caplog.records if one.name != "django.db.backends"
    )
    assert "heliotrope" not in ours.lower()
    assert "heliotrope" not in str([one.get_decoded() for one in Session.objects.all()])


def test_titles_and_addresses_say_nothing_of_it(made):
    world, entries = made
    for entry in entries:
        page = ask(world.place.person, f"/reflections/{entry.pk}/").content.decode()
        title = page.split("<title>")[1].split("</title>")[0]
        assert "thought" not in title


def test_other_peoples_portfolios_are_others(made):
    """The samples of another person's things behind one's own address."""
    world, _entries = made
    other = SimpleNamespace(
        piece=EvidenceFactory(
            person=world.partner.person,
            cohort=world.cohort,
            file=StoredFileFactory(organisation=world.organisation),
        ),
        entry=ReflectionFactory(person=world.partner.person, cohort=world.cohort),
        goal=GoalFactory(relationship=world.relationship, person=world.partner.person),
        certificate=CertificateFactory(place=world.partner, issued_at=timezone.now()),
    )
    own = world.people[PARTICIPANT]
    for end in ("change/", "remove/", "file/"):
        address = f"/portfolio/{world.place.pk}/evidence/{other.piece.pk}/{end}"
        assert ask(own, address).status_code == 404
    assert ask(own, f"/portfolio/{world.partner.pk}/certificate.pdf").status_code == 404
    assert ask(own, f"/reflections/{other.entry.pk}/").status_code == 404
    step = ask(own, f"/together/{world.relationship.pk}/goals/{other.goal.pk}/progress/")
    assert (step.status_code, step["Location"]) == (302, f"/together/{world.relationship.pk}/goals/")
