"""A device that keeps answers, as the service sees it: what it packs, and how it sends."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone
from tests.factories.running import Running, running

from kith.foundation.provenance import canonical_json, hash_value
from kith.questionnaires.read import read_instrument
from kith.questionnaires.write import to_json
from kith.service.core.domain.links import issue_link
from kith.service.surveys.models import Response, Wave

PLANTED = "I have never told anybody this"
INSTRUMENT = """format_version = 1
[instrument]
key = "invented-offline"
version = "1"
title = "An invented questionnaire"
[rights]
owner = "Nobody: invented for a test"
licence = "CC0-1.0"
[[page]]
key = "first"
[[page.item]]
key = "met"
kind = "yes_no"
label = "Have you met?"
required = "required"
[[page]]
key = "second"
relevant = "met == true"
[[page.item]]
key = "times"
kind = "number"
label = "How many times?"
whole = true
max = 50
[[page.item]]
key = "words"
kind = "long_text"
label = "What was it like?"
"""
GOOD = {"met": "yes", "times": "6", "words": PLANTED}
TAKEN = {"met": True, "times": 6, "words": PLANTED}
OTHER = {"met": "no"}


@dataclass
class Device:
    """What a phone with the link can do. It proves itself with the page's token, as the device's script does."""

    made: Running
    link: str
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def sends(self, sent: bytes | dict[str, object]) -> tuple[int, dict[str, object]]:
        content = sent if isinstance(sent, bytes) else canonical_json(sent).encode()
        asked = self.client.get(f"{self.link}deliver-answers/")
        if "token" not in asked.json():
            return asked.status_code, asked.json()
        given = {"headers": {"X-CSRFToken": asked.json()["token"]}, "content_type": "application/json"}
        answer = self.client.post(f"{self.link}deliver-answers/", content, **given)
        return answer.status_code, answer.json()

    def came(self, sent: bytes | dict[str, object]) -> tuple[int, object]:
        status, said = self.sends(sent)
        return status, said["came"]


def packed(
    answers: dict[str, object], *, base: str = "", before: tuple[str, ...] = (), **instead: object
) -> dict:
    sent = {
        "format": 1,
        "id": str(uuid.uuid4()),
        "instrument": Wave.objects.get(key="before").instrument_sha256,
        "base": base,
        "before": list(before) if isinstance(before, tuple) else before,
        "answers": answers,
    }
    sent |= instead
    return sent | {"sha256": hash_value(sent)}


def kept() -> list[dict[str, object]]:
    return list(Response.objects.order_by("pk").values("answers", "submitted_on", "page"))


def new_cohort() -> Running:
    made = running(starts_on=timezone.localdate() + dt.timedelta(days=10))
    instrument = read_instrument(INSTRUMENT.encode(), "invented.toml")
    Wave.objects.filter(key="before").update(
        instrument=to_json(instrument), instrument_sha256=instrument.sha256
    )
    made.opened()
    made.agree("Amina", quotes=False)
    return made


def link_of(made: Running, name: str) -> str:
    invitation = made.invitation(name)
    _link, path = issue_link(
        purpose="answer_wave",
        subject=invitation,
        person_id=invitation.place.person_id,
        expires=invitation.wave.closes_at,
    )
    return path


def block_of(page: str, block: str) -> dict[str, object]:
    start = page.index(f'id="{block}">') + len(f'id="{block}">')
    return json.loads(page[start : page.index("</script>", start)])
