"""Ask for a page as somebody; whatever that did is undone."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from http.cookies import SimpleCookie
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from kith.service.people.models import Person

_sessions: dict[Any, SimpleCookie] = {}


def sign_in_once(people: Iterable[Person]) -> None:
    """A session is a row like any other: sign people in where they are made, and no ``ask`` does it again."""
    for person in people:
        client = Client()
        client.force_login(person)
        _sessions[person.pk] = client.cookies


def ask(person: Person | None, address: str) -> HttpResponse:
    """GET, or POST where only that is answered."""
    with _undone(person) as client:
        response = client.get(address)
        return client.post(address) if response.status_code == 405 else response


def look(person: Person | None, address: str) -> HttpResponse:
    """GET, whatever is answered."""
    with _undone(person) as client:
        return client.get(address)


def ask_with(secret: str, address: str, **headers: str) -> HttpResponse:
    """GET as a program that shows this token."""
    with _undone(None) as client:
        return client.get(address, headers={"Authorization": f"Bearer {secret}", **headers})


def send(person: Person | None, address: str, data: dict[str, Any]) -> HttpResponse:
    """POST."""
    with _undone(person) as client:
        return client.post(address, data)


def send_and_follow(person: Person | None, address: str, data: dict[str, Any]) -> HttpResponse:
    """POST, and then the page that one is led to."""
    with _undone(person) as client:
        return client.post(address, data, follow=True)


@contextmanager
def _undone(person: Person | None) -> Iterator[Client]:
    client = _client()
    client.cookies = deepcopy(_sessions.get(person.pk)) if person else SimpleCookie()
    level = logging.root.manager.disable
    # Every refusal is logged with its traceback, which takes longer than the refusal.
    logging.disable(logging.WARNING)
    try:
        with transaction.atomic():
            if client.cookies is None:
                client.cookies = SimpleCookie()
                client.force_login(person)
            yield client
            transaction.set_rollback(True)
    finally:
        logging.disable(level)


@cache
def _client() -> Client:
    """One for all: a new one loads the middleware anew."""
    return Client()
