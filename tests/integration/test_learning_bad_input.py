"""Whatever is sent to a form of learning, it answers: with what is wrong, or by keeping it as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time, timedelta
from functools import cache
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.access_samples import ORGANISER, PARTICIPANT, SHUT_OFF
from tests.asking import ask, send_and_follow
from tests.integration.planted_learning import Planted, planted
from tests.integration.planted_words import LEAD, MENTOR, NEIGHBOUR
from tests.integration.test_access import ALL, Address, told_at_the_door

from kith.foundation.faults import KithError
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.web.access import Door
from kith.service.learning.domain.after import spin_offs
from kith.service.learning.domain.health import concerns
from kith.service.learning.domain.meeting import logbook, proposing
from kith.service.learning.domain.meeting.entry import Entry
from kith.service.learning.domain.reflecting import goals, writing
from kith.service.learning.domain.teaching import projects

pytestmark = pytest.mark.django_db
HARM = "<script>alert(9)</script>{{ 7 * 7 }} {link} %(name)s \U0001f469\u200d⚕️ \u202eeve"
FORGED = str(uuid4())
WORDS: dict[str, str] = {"harm": HARM, "the end of text": f"\0{HARM}\0", "too long": "x" * 100_001}
NUMBERS = {"below zero": "-1", "far too many": "1000000000"}
DAYS = {
    "the first day": ("1", "1", "0001"),
    "the last day": ("31", "12", "9999"),
    "no day": ("31", "2", "2027"),
}
"""One thing is wrong at a time, so that the rest of the form does not stop it at the door."""
HOLDERS = (PARTICIPANT, LEAD, MENTOR, "alumnus", ORGANISER)
BOX = re.compile(r"<(?:input|textarea|select)\b[^>]*>")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


@pytest.fixture(scope="module")
def kept_world(keep):
    return keep(planted)


@pytest.fixture
def made(kept_world, db) -> Planted:
    return kept_world()


def boxes(page: str) -> dict[str, tuple[str, str]]:
    """Name: kind and value, of the main part's forms; of several to choose from, the first."""
    found: dict[str, tuple[str, str]] = {}
    main = page.partition("<main")[2].partition("</main>")[0]
    for tag in BOX.findall(main):
        said = dict(ATTRIBUTE.findall(tag))
        if "name" in said and said["name"] != "csrfmiddlewaretoken":
            is_number = said.get("inputmode") == "numeric"
            kind = "number" if is_number else said.get("type", "text")
            found.setdefault(said["name"], (kind, said.get("value", "")))
    return found


def filled(found: dict[str, tuple[str, str]]) -> dict[str, str]:
    """As somebody would who means well."""
    day = timezone.localdate() + timedelta(days=3)
    parts = {"0": f"{day.day}", "1": f"{day.month}", "2": f"{day.year}"}
    usual = {"number": "60", "text": "12:00", "email": "new@example.org"}
    return {
        name: value or (parts.get(name[-1], "60") if kind == "number" else usual.get(kind, "12:00"))
        for name, (kind, value) in found.items()
    }


def wrongs(found: dict[str, tuple[str, str]]) -> Iterator[tuple[str, dict[str, str]]]:
    well = filled(found)
    kinds = {name: kind for name, (kind, _value) in found.items()}
    texts = [name for name, kind in kinds.items() if kind in {"text", "email"}]
    numbers = [name for name, kind in kinds.items() if kind == "number"]
    dated = [name for name in numbers if name[-2:] in {"_0", "_1", "_2"}]
    for what, value in WORDS.items() if texts else ():
        yield what, well | dict.fromkeys(texts, value)
    for what, value in NUMBERS.items() if numbers else ():
        yield what, well | dict.fromkeys(numbers, value)
    for what, day in DAYS.items() if dated else ():
        yield what, well | {name: day[int(name[-1])] for name in dated}
    chosen = [name for name, kind in kinds.items() if kind in {"hidden", "radio", "checkbox"}]
    if chosen:
        yield "somebody else's", well | dict.fromkeys(chosen, FORGED)
        yield "no such zone", well | dict.fromkeys(chosen, "Mars/Olympus")


def forms(made: Planted) -> Iterator[tuple[str, str, str, dict[str, tuple[str, str]]]]:
    for page in (page for page in ALL if page.name.startswith("learning:") and page.name not in SHUT_OFF):
        if page.access is None or page.access.door not in {Door.ROLE, Door.SIGNED_IN} or "pdf" in page.name:
            continue
        for holder in (holder for holder in HOLDERS if may(made, page, holder)):
            address = page.of(made.world)
            answer = ask(made.world.people[holder], address)
            if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
                break
            found = boxes(answer.content.decode())
            yield page.name, address, holder, found
            break


def may(made: Planted, page: Address, holder: str) -> bool:
    return (
        page.access.door is Door.SIGNED_IN
        or told_at_the_door(made.world.people[holder], page, made.world) == "let in"
    )


def test_every_form_answers(made, monkeypatch):
    monkeypatch.setattr("tests.asking._client", cache(lambda: Client(raise_request_exception=False)))
    wrong, kept = [], set()
    for name, address, holder, found in forms(made):
        for what, data in wrongs(found):
            answer = send_and_follow(made.world.people[holder], address, data)
            if what == "harm" and answer.redirect_chain:
                kept.add(name.partition(":")[2])
            body = b"" if answer.streaming else answer.content
            if answer.status_code >= 500 or b"<script>alert(9)" in body:
                wrong.append((name, holder, what, answer.status_code))
    assert wrong == []
    assert kept >= {
        "agreement_own", "agreement_words", "change_reflection", "step_goal", "change_evidence", "project",
        "raise_concern_of_place", "concern", "change_spin_off", "series_details", "revoke_certificate",
    }  # fmt: skip


def again(made, what, name, relationship, key):
    """What somebody sends with a key that may be another's."""
    world = made.world
    by, person = Actor.of_person(world.people[name]), world.people[name]
    place = Place.objects.select_related("cohort__organisation", "cohort__definition", "person").get(
        cohort=world.cohort, person=person
    )
    soon, before = (timezone.localdate() + timedelta(days=days) for days in (8, -5))
    wanted = proposing.Wanted("conversation", 60, [(soon, time(12))], "Europe/London")
    concern = {"cohort": world.cohort, "person": person, "relationship": relationship, "to": "coordinator"}
    forum = {"place": place, "name": "Forum", "kind": "forum", "about": "", "started_on": before}
    held, written = Entry("conversation", before, 60), projects.Written("Discharges")
    pair = {"by": by, "relationship": relationship, "sent_once": key}
    return {
        "reflection": lambda: writing.write(by=by, place=place, text="Mine.", sent_once=key),
        "goal": lambda: goals.add_goal(**pair, words="Mine."),
        "concern": lambda: concerns.raise_concern(by=by, **concern, text="Mine.", sent_once=key),
        "log": lambda: logbook.log(**pair, entry=held),
        "propose": lambda: proposing.propose(**pair, wanted=wanted),
        "project": lambda: projects.begin(**pair, activity="project", written=written),
        "spin-off": lambda: spin_offs.suggest_spin_off(by=by, **forum, sent_once=key),
    }[what]()


@pytest.mark.parametrize("what", ["goal", "concern", "log", "propose", "project", "spin-off", "reflection"])
def test_a_key_that_somebody_else_sent_before_shows_nothing_of_theirs(made, what):
    key = uuid4()
    theirs = again(made, what, PARTICIPANT, made.pair, key)
    assert again(made, what, PARTICIPANT, made.pair, key) == theirs
    if what == "reflection":
        assert again(made, what, NEIGHBOUR, made.neighbours, key) != theirs  # nobody's words are lost
        return
    with pytest.raises(KithError) as refused:
        again(made, what, NEIGHBOUR, made.neighbours, key)
    assert [fault.code for fault in refused.value.faults] == ["learning.send_again"]
