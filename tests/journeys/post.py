"""The post room of the journeys: what the worker and the minute tick do, and the letters that arrive."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.core import mail
from django.utils import timezone

from kith.service.core.domain.sending import send_due

_CODE = re.compile(r"[A-Z0-9]{3,}(-?[A-Z0-9]{3,})*")
_ADDRESS = re.compile(r"https?://\S+")


class Post:
    def __init__(self, run_jobs: Callable[[], object]) -> None:
        self._run_jobs = run_jobs

    def a_minute_passes(self) -> None:
        """The worker does what waits, and what is due is sent."""
        self._run_jobs()
        send_due(timezone.now())

    @property
    def letters(self) -> int:
        """How many went out so far."""
        return len(mail.outbox)

    def letter_to(self, address: str, *, about: str) -> mail.EmailMessage:
        """The newest letter to this address with these words in its subject."""
        found = [one for one in mail.outbox if one.to == [address] and about in one.subject]
        subjects = [one.subject for one in mail.outbox if one.to == [address]]
        assert found, f"{address} has no letter about {about!r}, only {subjects}"
        return found[-1]

    def link_for(self, address: str, *, about: str) -> str:
        """The personal link in that letter."""
        body = self.letter_to(address, about=about).body
        return _ADDRESS.findall(body)[0]

    def links_for(self, address: str) -> list[str]:
        """Every personal link that this address was sent, the newest last."""
        return [
            _ADDRESS.findall(one.body)[0]
            for one in mail.outbox
            if one.to == [address] and _ADDRESS.search(one.body)
        ]

    def code_for(self, address: str) -> str:
        """The code to sign in with, from the newest letter."""
        return next(
            line.strip()
            for line in self.letter_to(address, about="Sign in").body.splitlines()
            if _CODE.fullmatch(line.strip())
        )
