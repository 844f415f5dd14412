"""What a device is given to keep, and who is given it: nobody's answers, nobody's name, no moment."""

from __future__ import annotations

import pytest
from django.db import models
from tests.factories.running import Running
from tests.integration.kept_answers import GOOD, PLANTED, Device, block_of, kept, link_of, new_cohort, packed

from kith.foundation.provenance import canonical_json
from kith.service.people.domain.erasure import erase
from kith.service.surveys.domain import waves
from kith.service.surveys.models import OfflineDelivery

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


def test_without_the_pages_token_nothing_is_taken(device):
    content = canonical_json(packed(GOOD))
    answer = device.client.post(f"{device.link}deliver-answers/", content, content_type="application/json")
    assert (answer.status_code, kept()) == (403, [])


def test_the_kept_page_holds_nobodys_answers_or_name_and_the_worker_ends_with_the_wave(made, device):
    device.sends(packed(GOOD))
    page = device.client.get(f"{device.link}without-a-line/")
    said = page.content.decode()
    assert (PLANTED in said, "Amina" in said, page["Cache-Control"]) == (False, False, "private, no-store")
    assert block_of(said, "questionnaire")["form"]["sha256"] == made.wave().instrument_sha256
    worker = device.client.get(f"{device.link}worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert '"isOver":false' in worker.content.decode()
    waves.close_now(by=made.by, wave=made.wave())
    for address in (device.link, "/answer/forged/"):
        assert '"isOver":true' in device.client.get(f"{address}worker.js").content.decode()
    assert device.client.get(f"{device.link}without-a-line/").status_code == 302


def test_who_has_not_agreed_or_is_signed_in_is_not_made_ready(made, client):
    path = link_of(made, "Chen")
    assert block_of(client.get(path).content.decode(), "device")["then"] == "done"
    assert '"isOver":true' in client.get(f"{path}worker.js").content.decode()
    client.force_login(made.places["Amina"].person)
    own = f"/questionnaires/{made.invitation('Amina').pk}/"
    assert 'id="device"' not in client.get(own).content.decode()
    link = client.post(f"{own}on-this-device/")
    assert link.status_code == 302
    assert block_of(client.get(link.url).content.decode(), "device")["then"] == "keep"


def test_a_delivery_tells_no_moment_and_goes_with_the_person(made, device):
    device.sends(packed(GOOD))
    assert not [
        one for one in OfflineDelivery._meta.fields if isinstance(one, models.DateField | models.TimeField)
    ]
    erase(by=made.by, person=made.places["Amina"].person)
    assert not OfflineDelivery.objects.exists()
