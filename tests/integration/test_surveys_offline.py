"""Answers that a device kept: taken once or not at all, whatever arrives, whenever, from how many devices."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass, field

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone
from tests.factories.running import Running, running, told_in_the_audit

from kith.foundation.provenance import canonical_json, hash_value
from kith.questionnaires.read import read_instrument
from kith.questionnaires.write import to_json
from kith.service.cohorts.domain import places
from kith.service.core.domain.links import issue_link
from kith.service.core.models import AuditEvent
from kith.service.people.domain.erasure import erase
from kith.service.surveys.domain import answering, waves
from kith.service.surveys.models import OfflineDelivery, Response, Wave

pytestmark = pytest.mark.django_db
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


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(new_cohort)


@pytest.fixture
def made(kept_cohort, db) -> Running:
    return kept_cohort()


@pytest.fixture
def device(made) -> Device:
    return Device(made, link_of(made, "Amina"))


def link_of(made: Running, name: str) -> str:
    invitation = made.invitation(name)
    _link, path = issue_link(
        purpose="answer_wave",
        subject=invitation,
        person_id=invitation.place.person_id,
        expires=invitation.wave.closes_at,
    )
    return path


def test_it_is_taken_once_under_the_pseudonym_with_what_was_agreed(made, device):
    sent = packed(GOOD)
    assert device.came(sent) == (200, "received")
    response = Response.objects.get()
    assert (response.answers, response.submitted_on, response.side) == (
        TAKEN,
        timezone.localdate(),
        "clinician",
    )
    assert (response.may_be_reported, response.may_be_read, response.may_be_quoted) == (True, True, False)
    assert made.invitation("Amina").is_finished
    before = kept()
    # The answer of the service was lost, so the device sends it again; another tab does, too
    assert [device.came(sent) for _again in range(3)] == [(200, "already")] * 3
    assert (kept(), OfflineDelivery.objects.count()) == (before, 1)
    assert AuditEvent.objects.filter(action="surveys.submit").count() == 1
    assert told_in_the_audit() == []


def test_the_same_id_with_other_answers_is_refused(device):
    sent = packed(GOOD)
    device.sends(sent)
    before = kept()
    assert device.came(packed(OTHER, id=sent["id"])) == (409, "differs")
    assert kept() == before


def test_what_is_not_whole_is_refused_and_writes_nothing(device):
    sent = packed(GOOD)
    whole = canonical_json(sent).encode()
    broken = [whole[:end] for end in (0, 1, len(whole) // 2, len(whole) - 1)]
    broken += [
        whole.replace(b'"times":"6"', b'"times":"7"'),
        whole.replace(b'"base":""', b'"base":"x"'),
        whole + b"}",
        b"null",
        b"[1]",
        b"\xff\xfe",
        b'{"answers":' + b"[" * 100_000,
    ]
    shapes = [
        {"format": 2}, {"id": "seven"}, {"instrument": 7}, {"base": "no hash"}, {"before": "x"},
        {"before": [1]}, {"answers": []}, {"answers": {"met": True}}, {"answers": {"met": ["yes", 1]}},
        {"answers": {"met": None}}, {"more": "than asked"}, {"before": [str(uuid.uuid4())] * 51},
    ]  # fmt: skip
    broken += [canonical_json(packed(**{"answers": GOOD} | shape)).encode() for shape in shapes]
    broken += [canonical_json(packed({"words": "x" * 1_100_000})).encode()]
    broken += [json.dumps({**sent, "answers": {"words": "half \ud83d"}}).encode()]
    for content in broken:
        assert device.came(content) == (400, "damaged"), content[:80]
    assert (kept(), OfflineDelivery.objects.count()) == ([], 0)
    assert device.came(sent) == (200, "received")


def test_answers_out_of_range_are_each_named_and_none_is_taken(device):
    status, said = device.sends(packed({"met": "yes", "times": "51", "words": "x" * 10_001, "mood": "good"}))
    assert (status, said["came"]) == (422, "faults")
    assert {fault["field"]: fault["sentence"] for fault in said["faults"]} == {
        "times": "“51” is too large. Write a number of at most 50.",
        "words": "Your answer has 10001 characters. Shorten it to 10000.",
        "mood": "The questionnaire has no question “mood”. Take this column away.",
    }
    status, said = device.sends(packed({"times": "3"}))
    assert [(fault["field"], fault["code"]) for fault in said["faults"]] == [
        ("met", "questionnaires.required")
    ]
    assert (kept(), OfflineDelivery.objects.count()) == ([], 0)


def test_an_answer_to_a_screen_that_does_not_apply_is_not_kept(device):
    assert device.came(packed({"met": "no", "times": "6"})) == (200, "received")
    assert kept()[0]["answers"] == {"met": False}


def test_a_questionnaire_that_has_changed_is_said(device):
    assert device.came(packed(GOOD, instrument="0" * 64)) == (409, "changed")
    assert kept() == []


def test_of_two_devices_the_later_is_told_which_stands(device):
    device.sends(packed(GOOD))
    before = kept()
    status, said = device.sends(packed(OTHER))
    assert (status, said["came"], kept()) == (409, "another", before)
    assert device.came(packed(GOOD)) == (200, "received")  # the same answers are no quarrel
    assert device.came(packed(OTHER, base=said["standing"])) == (200, "received")  # now it was chosen
    assert [one["answers"] for one in kept()] == [{"met": False}]


def test_what_was_answered_on_our_pages_meanwhile_stands_as_well(made, device):
    invitation = made.invitation("Amina")
    seen = answering.sitting(invitation)
    first = next(iter(seen.instrument.pages))
    step = next(one for one in answering.steps(seen.instrument, seen.answers) if one.page is first)
    page = device.client.get(f"{device.link}first/").content.decode()
    assert _data(page, "device")["base"] == ""
    answering.save_step(by=made.by, invitation=invitation, step=step, raw={"met": "no"})
    assert device.came(packed(GOOD)) == (409, "another")
    page = device.client.get(f"{device.link}first/").content.decode()
    told = _data(page, "device")
    assert (told["answers"], told["then"]) == ({"met": "no"}, "keep")
    assert device.came(packed(GOOD, base=told["base"])) == (200, "received")


def test_the_same_device_may_send_more_though_it_never_heard_that_the_first_arrived(device):
    first = packed(OTHER)
    device.sends(first)
    assert device.came(packed(GOOD, before=(first["id"],))) == (200, "received")
    assert [one["answers"] for one in kept()] == [TAKEN]
    assert device.came(packed(OTHER, before=(first["id"],))) == (409, "another")


def test_what_was_taken_back_does_not_come_again_by_itself(made, device):
    sent = packed(GOOD)
    device.sends(sent)
    standing = device.sends(packed(OTHER))[1]["standing"]
    answering.withdraw_answers(by=made.by, invitation=made.invitation("Amina"))
    assert set(OfflineDelivery.objects.values_list("sha256", "left_sha256")) == {("", "")}
    assert device.came(sent) == (200, "taken_back")
    assert device.came(packed(OTHER, base=standing)) == (409, "another")
    assert kept() == []
    assert device.came(packed(OTHER)) == (200, "received")


def test_after_closing_it_says_so_and_what_came_in_time_stands(made, device):
    sent = packed(GOOD)
    device.sends(sent)
    before = kept()
    waves.close_now(by=made.by, wave=made.wave())
    assert not OfflineDelivery.objects.exists()
    status, said = device.sends(packed(OTHER))
    assert (status, said["came"], kept()) == (410, "closed", before)
    assert said["sentences"] == [
        "The questionnaire is closed, so answers can no longer be given or changed. "
        "What you had sent before it closed is kept."
    ]
    assert device.came(sent) == (200, "already")  # it had come in time
    assert (kept(), OfflineDelivery.objects.count()) == (before, 0)


def test_a_place_that_ended_a_consent_that_is_gone_and_a_forged_link_take_nothing(made, device):
    assert Device(made, "/answer/forged/").came(packed(GOOD)) == (404, "over")
    assert Device(made, link_of(made, "Chen")).came(packed(GOOD)) == (403, "not_agreed")
    made.agree("Amina", report=False)
    assert device.came(packed(GOOD)) == (403, "not_agreed")
    places.withdraw(by=made.by, place=made.places["Amina"])
    assert device.came(packed(GOOD)) == (410, "over")
    assert kept() == []


def test_without_the_pages_token_nothing_is_taken(device):
    content = canonical_json(packed(GOOD))
    answer = device.client.post(f"{device.link}deliver-answers/", content, content_type="application/json")
    assert (answer.status_code, kept()) == (403, [])


def test_the_kept_page_holds_nobodys_answers_or_name_and_the_worker_ends_with_the_wave(made, device):
    device.sends(packed(GOOD))
    page = device.client.get(f"{device.link}without-a-line/")
    said = page.content.decode()
    assert (PLANTED in said, "Amina" in said, page["Cache-Control"]) == (False, False, "private, no-store")
    assert _data(said, "questionnaire")["form"]["sha256"] == made.wave().instrument_sha256
    worker = device.client.get(f"{device.link}worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert '"isOver":false' in worker.content.decode()
    waves.close_now(by=made.by, wave=made.wave())
    for address in (device.link, "/answer/forged/"):
        assert '"isOver":true' in device.client.get(f"{address}worker.js").content.decode()
    assert device.client.get(f"{device.link}without-a-line/").status_code == 302


def test_who_has_not_agreed_or_is_signed_in_is_not_made_ready(made, client):
    path = link_of(made, "Chen")
    assert _data(client.get(path).content.decode(), "device")["then"] == "done"
    assert '"isOver":true' in client.get(f"{path}worker.js").content.decode()
    client.force_login(made.places["Amina"].person)
    own = f"/questionnaires/{made.invitation('Amina').pk}/"
    assert 'id="device"' not in client.get(own).content.decode()
    link = client.post(f"{own}on-this-device/")
    assert link.status_code == 302
    assert _data(client.get(link.url).content.decode(), "device")["then"] == "keep"


def test_a_delivery_tells_no_moment_and_goes_with_the_person(made, device):
    device.sends(packed(GOOD))
    assert not [
        one for one in OfflineDelivery._meta.fields if isinstance(one, models.DateField | models.TimeField)
    ]
    erase(by=made.by, person=made.places["Amina"].person)
    assert not OfflineDelivery.objects.exists()


def _data(page: str, block: str) -> dict[str, object]:
    start = page.index(f'id="{block}">') + len(f'id="{block}">')
    return json.loads(page[start : page.index("</script>", start)])
