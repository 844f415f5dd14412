"""What is somebody's own is read by nobody else: from no page, paper, copy, file, mail, feed, log or history."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.access_samples import HOLDERS, OTHER_PARTICIPANT, PARTICIPANT, SHUT_OFF
from tests.asking import ask, ask_with
from tests.factories import TokenFactory
from tests.integration.planted_learning import Planted, planted
from tests.integration.planted_words import (
    CONTACT,
    ELSEWHERE,
    EX,
    GONE,
    LEAD,
    LEADS,
    MAY_READ,
    MENTOR,
    MINE,
    NEIGHBOUR,
    OTHER_NEIGHBOUR,
    PAIR,
)
from tests.integration.test_access import ALL, Address, due, told_at_the_door

from kith.service.api.domain.scopes import SCOPES
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import ROLE_TABLE
from kith.service.core.domain.personal_data import export_person
from kith.service.core.models import AuditEvent, Job, Mail
from kith.service.core.web.access import Door
from kith.service.home.domain.export.packing import pack

pytestmark = pytest.mark.django_db
MET_PEOPLE = (*sorted(PAIR), MENTOR, NEIGHBOUR, OTHER_NEIGHBOUR, EX, GONE)
"""Of these each sees something else, whatever their role; of the rest one for each set of permissions."""
LOOKED_AT = (
    "learning:", "home:", "cohorts:show", "cohorts:person", "cohorts:message", "cohorts:hand_over", "cohorts:team",
    "core:", "reports:place", "matches:rematch", "matches:partner", "matches:wait",
)  # fmt: skip
WHO_SIGN_IN = (PARTICIPANT, OTHER_PARTICIPANT, MENTOR, EX, LEAD, CONTACT, ELSEWHERE)
DEAR = frozenset({"learning:agreement_pdf", "learning:portfolio_pdf", "learning:certificate_pdf"})
"""Papers of what a page behind the same door shows."""


@pytest.fixture(scope="module")
def kept_world(keep):
    return keep(planted)


@pytest.fixture
def made(kept_world, db) -> Planted:
    return kept_world()


def words_in(answer: HttpResponse) -> set[str]:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.get("Content-Type") == "application/zip":
        body = unpacked(body)
    headers = str(answer.headers).lower()
    return of_text(body.decode("utf-8", "replace") + headers)


def of_text(text: str) -> set[str]:
    text = text.lower()
    return {word for word in MAY_READ if word in text}


def unpacked(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(name.encode() + archive.read(name) for name in archive.namelist())


def addresses(made: Planted, page: Address) -> Iterator[dict[str, object]]:
    """For each row of a kind: what stands in the address instead of the first."""
    yield {}
    for second in made.seconds:
        if next(iter(second)) in page.arguments:
            yield {name: value for name, value in second.items() if name in page.arguments}


def who_asks(made: Planted, page: Address, instead: dict[str, object]) -> list[str]:
    """Of those whom the door lets in: everybody who differs from the rest by more than their role, and one for each
    set of permissions. Of a second row of a kind only those who did not see the first."""
    if page.access and page.access.door is Door.SIGNED_IN:
        return [*WHO_SIGN_IN]
    is_second = "relationship_id" in instead
    by_role: dict[object, str] = {}
    for holder in HOLDERS.keys() - set(MET_PEOPLE):
        sees_what_it_saw = is_second and "cohort_id" not in page.arguments
        if not sees_what_it_saw and due(holder, page.access) == "let in":
            by_role.setdefault(ROLE_TABLE[HOLDERS[holder]].permissions, holder)
    those = sorted(by_role.values())
    if {"reflection_id", "concern_id"} & set(page.arguments):
        those = [*sorted(LEADS), CONTACT]
    those += [holder for holder in MET_PEOPLE if not is_second or holder not in {PARTICIPANT, NEIGHBOUR}]
    people = made.world.people
    return [one for one in those if told_at_the_door(people[one], page, made.world, **instead) == "let in"]


def is_shown(page: Address) -> bool:
    if page.access is None or page.name in SHUT_OFF | DEAR or "pdf" in page.name:
        return False
    if not page.name.startswith(LOOKED_AT) or {"series_id", "resource_id"} & set(page.arguments):
        return False
    is_there = page.access.door is Door.SIGNED_IN and not page.arguments
    return page.access.door is Door.ROLE or is_there


def test_no_page_tells_it_to_anybody_else(made):
    met: dict[str, set[str]] = {word: set() for word in MAY_READ}
    told = set()
    for page in (page for page in ALL if is_shown(page)):
        for instead in addresses(made, page):
            for holder in who_asks(made, page, instead):
                for word in words_in(ask(made.world.people[holder], page.of(made.world, **instead))):
                    met[word].add(holder)
                    if holder not in MAY_READ[word]:
                        told.add((page.name, holder, word))
    assert told == set()
    only_in_a_copy = {"carmine"}  # whoever gave up the place comes to no page of it any more
    assert {word for word, who in met.items() if not who} == only_in_a_copy
    assert met["periwinkle"] == PAIR
    assert met["aubergine"] == MINE | {MENTOR}
    assert met["cinnabar"] == MINE | {CONTACT}


def test_a_paper_is_behind_the_door_of_the_page_that_it_prints():
    access = {page.name: page.access for page in ALL}
    assert access["learning:agreement_pdf"] == access["learning:agreement_version"]
    assert access["learning:portfolio_pdf"] == access["learning:portfolio"]


def test_what_hangs_on_an_address_is_shut_to_everybody_else(made):
    """A file of one's portfolio, the whole of it, and a calendar that leaks."""
    world, own = made.world, made.world.place.pk
    piece = world.made["evidence_id"]
    kept = [f"/portfolio/{own}/evidence/{piece}/file/", f"/portfolio/{own}/portfolio.zip"]
    mine = set().union(*(words_in(ask(world.people[PARTICIPANT], address)) for address in kept))
    assert {"ultramarine", "celadon", "chartreuse", "gamboge"} <= mine
    assert {word for word in mine if PARTICIPANT not in MAY_READ[word]} == set()
    for holder in (*PAIR - MINE, MENTOR, EX, LEAD, CONTACT, ELSEWHERE):
        assert {ask(world.people[holder], address).status_code for address in kept} <= {403, 404}, holder
    for address in made.feeds.values():
        answer = ask(None, address[address.index("/calendar/") :])
        assert answer.status_code == 200
        assert words_in(answer) == set()


def test_each_copy_of_ones_own_data_holds_ones_own(made):
    for holder, person in made.world.people.items():
        files = unpacked(export_person(by=Actor.system("tests"), person=person)).decode("utf-8", "replace")
        found = of_text(files)
        assert {word for word in found if holder not in MAY_READ[word]} == set(), holder
        if holder == PARTICIPANT:
            assert found >= {word for word, who in MAY_READ.items() if who == MINE} - {"chartreuse"}
            assert found >= {"magenta", "turquoise", "madder", "cinnabar", "vermilion"}


def test_the_organisations_copy_holds_contact_and_no_content(made):
    out = io.BytesIO()
    pack(made.world.organisation, out, lambda *_progress: None)
    everything = unpacked(out.getvalue()).decode("utf-8", "replace")
    assert of_text(everything) == {"gallnut", "realgar", "byssus", "litmus"}
    for name in ("blocked_at", "not_said", "left_because", "wants_new_partner", "concern"):
        assert name not in everything, name


def test_no_program_reads_it(made):
    """With a token of a lead, and with that of the participant, for everything there is."""
    for holder in (LEAD, "administrator of the organisation", PARTICIPANT):
        secret = f"kith_{holder.replace(' ', '')}"
        TokenFactory(person=made.world.people[holder], secret=secret, scopes=list(SCOPES))
        for page in (page for page in ALL if page.access and page.access.door is Door.TOKEN):
            assert words_in(ask_with(secret, page.of(made.world))) == set(), (holder, page.name)


def test_no_mail_history_or_log_holds_it(made):
    allowed = {"sienna", "taupegrey", "saffron", "litmus"}
    mailed = set()
    for mail in Mail.objects.all():
        found = of_text(f"{mail.subject} {mail.body}")
        readers = {holder for holder, person in made.world.people.items() if person.pk == mail.person_id}
        assert {word for word in found if not readers <= MAY_READ[word]} == set(), mail.purpose
        mailed |= found
    assert mailed <= allowed
    for model in (AuditEvent, Job):
        assert of_text(" ".join(str(row) for row in model._base_manager.values())) == set()
    assert of_text(made.logged) == set()


def test_history_does_not_know_who_wrote_in_confidence_or_wanted_no_more_contact(made):
    told = AuditEvent.objects.filter(subject_type="learning.concern")
    assert {(row.actor_kind, row.organisation_id, row.cohort_id) for row in told} == {("system", None, None)}
    ended = AuditEvent.objects.filter(action="learning.end_relationship", subject_id=str(made.before.pk))
    assert [(row.actor_kind, row.detail) for row in ended] == [("system", {})]


@pytest.mark.parametrize("is_broken", [False, True])
def test_what_is_sent_is_not_logged_not_even_when_saving_breaks(made, monkeypatch, caplog, is_broken):
    pair, writer = made.pair, made.world.people[PARTICIPANT]
    sent = {
        "raise_concern": {"to": "second_contact", "text": "He says cinnabar.", "reach_by": "Ring dyerswoad."},
        "agreement_own": {"goals": "Learn magenta.", "brings": "I bring turquoise."},
        "add_goal": {"words": "Reach vermilion."},
        "log": {"text": "About sienna.", "on": "indigo"},
    }
    browser = Client(raise_request_exception=False)
    browser.force_login(writer)

    def broken(*_given, **_named):
        raise RuntimeError("the disk is full")

    if is_broken:
        monkeypatch.setattr(audit, "record", broken)
        monkeypatch.setattr("kith.service.learning.domain.relating.writing.save_own", broken)
    with caplog.at_level(logging.DEBUG):
        statuses = [
            browser.post(
                reverse(f"learning:{name}", args=[pair.pk]), data | {"sent_once": str(uuid4())}
            ).status_code
            for name, data in sent.items()
        ]
    assert (500 in statuses) is is_broken
    ours = (one for one in caplog.records if not one.name.startswith("django.db"))
    assert of_text(" ".join(f"{one.getMessage()} {one.exc_text}" for one in ours)) == set()
