"""Whatever is sent to a form of learning, it answers: with what is wrong, or by keeping it as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.access_samples import ORGANISER, PARTICIPANT, SHUT_OFF
from tests.asking import ask, send_and_follow
from tests.integration.planted_learning import Planted, planted
from tests.integration.planted_words import LEAD, MENTOR
from tests.integration.test_access import ALL, Address, told_at_the_door

from kith.service.core.web.access import Door

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
