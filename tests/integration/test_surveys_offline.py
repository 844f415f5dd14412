"""Answers that a device kept: taken once or not at all, whatever arrives, whenever, from how many devices."""

from __future__ import annotations

import json
import uuid

import pytest
from django.utils import timezone
from tests.factories.running import Running, told_in_the_audit
from tests.integration.kept_answers import (
    GOOD,
    OTHER,
    TAKEN,
    Device,
    block_of,
    kept,
    link_of,
    new_cohort,
    packed,
)

from kith.foundation.provenance import canonical_json
from kith.service.cohorts.domain import places
from kith.service.core.models import AuditEvent
from kith.service.surveys.domain import answering, waves
from kith.service.surveys.models import OfflineDelivery, Response

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(new_cohort)


@pytest.fixture
def made(kept_cohort, db) -> Running:
    return kept_cohort()


@pytest.fixture
def device(made) -> Device:
    return Device(made, link_of(made, "Amina"))


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
    broken += [json.dumps({**sent, "answers": {"words": "half \ud83d"}}).encode()]
    for content in broken:
        assert device.came(content) == (400, "damaged"), content[:80]
    status, said = device.sends(b"x" * 5_000_001)
    assert (status, said["came"]) == (413, "over")
    assert said["sentences"][0].startswith("Your answers have 5 million characters or more")
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
    assert block_of(page, "device")["base"] == ""
    answering.save_step(by=made.by, invitation=invitation, step=step, raw={"met": "no"})
    assert device.came(packed(GOOD)) == (409, "another")
    page = device.client.get(f"{device.link}first/").content.decode()
    told = block_of(page, "device")
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
