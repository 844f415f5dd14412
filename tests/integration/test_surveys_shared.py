"""Different people answer by one address: nobody is named, a form is one answer, and pages keep nothing before."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import SecondFactorFactory
from tests.factories.running import running
from tests.integration.sessions import codes
from tests.integration.whole_shared import filled, shared

from kith.foundation.faults import KithError
from kith.service.core.models import AuditEvent
from kith.service.home.domain.export.documents import answers
from kith.service.surveys.domain import waves
from kith.service.surveys.domain.instruments import instrument_of
from kith.service.surveys.domain.shared import answering
from kith.service.surveys.domain.shared.waves import add_shared_wave
from kith.service.surveys.models import UnlinkedAnswer, Wave

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running)


@pytest.fixture
def made(kept_cohort, db):
    return kept_cohort()


def test_nobody_is_invited_and_one_form_is_one_answer(made):
    row = shared(made)
    assert (row.wave.invitations.count(), row.wave.sides, len(row.address)) == (0, [], 16)
    form = filled(row)
    assert [answering.send(shared=row, form=form) for _time in range(2)] == [True, False]
    (kept,) = UnlinkedAnswer.objects.all()
    assert {field.name for field in kept._meta.get_fields()} == {"id", "wave", "delivery", "answers"}
    (event,) = AuditEvent.objects.filter(action="surveys.send_unlinked")
    assert (event.actor_kind, event.actor_id) == ("system", "surveys")


def test_what_is_refused_says_why(made):
    row = shared(made, people=1)
    with pytest.raises(KithError) as refused:
        answering.send(shared=row, form=answering.new_form(instrument_of(row.wave)))
    assert codes(refused) == ["surveys.shared_empty"]
    for _one in range(answering.most_answers(row)):
        answering.send(shared=row, form=filled(row))
    with pytest.raises(KithError) as refused:
        answering.send(shared=row, form=filled(row))
    assert codes(refused) == ["surveys.shared_full"]
    last = filled(row)
    waves.close_now(by=made.by, wave=row.wave)
    with pytest.raises(KithError) as refused:
        answering.send(shared=row, form=last)
    assert codes(refused) == ["surveys.shared_closed"]
    other = shared(made, "Others")
    with pytest.raises(KithError) as refused:
        answering.opened(other, last.sealed(row))
    assert codes(refused) == ["surveys.shared_damaged"]
    today = timezone.localdate()
    with pytest.raises(KithError) as refused:
        add_shared_wave(
            by=made.by, cohort=made.cohort, instrument_sha256="none", name=" ", opens_on=today,
            closes_on=today - dt.timedelta(days=1), people=0,
        )  # fmt: skip
    assert codes(refused) == [
        "surveys.shared_unknown", "surveys.shared_unnamed", "surveys.closes_first", "surveys.shared_people",
    ]  # fmt: skip


def sealed_in(page: str) -> str:
    return re.search(r'name="sealed" value="([^"]+)"', page)[1]


def test_somebody_answers_page_by_page_without_being_known(made):
    row = shared(made)
    address = reverse("surveys:survey", args=[row.address])
    client = Client()
    begun = client.get(address)
    assert "We do not ask who you are" in begun.content.decode()
    assert not begun.cookies.get("sessionid")
    instrument = instrument_of(row.wave)
    page = client.post(address).content.decode()
    while 'name="send"' not in page:
        step = re.search(r'name="step" value="([^"]+)"', page)[1]
        names = set(
            re.findall(r'name="([a-z0-9_]+)" type="radio"|type="radio" [^>]*name="([a-z0-9_]+)"', page)
        )
        given = {one or other: "3" for one, other in names if instrument.item(one or other).kind == "scale"}
        page = client.post(address, {"sealed": sealed_in(page), "step": step, **given}).content.decode()
    assert UnlinkedAnswer.objects.count() == 0
    back = client.post(address, {"sealed": sealed_in(page), "to": instrument.pages[0].key})
    assert "checked" in back.content.decode()
    done = client.post(address, {"sealed": sealed_in(page), "send": "1"})
    assert done.status_code == 302
    assert UnlinkedAnswer.objects.count() == 1
    mark = done.cookies["kith_answered"]
    assert (mark.value, mark["path"], mark["max-age"], mark["expires"]) == ("1", address, "", "")
    assert set(done.cookies) <= {"kith_answered", "csrftoken"}
    assert client.post(address, {"sealed": sealed_in(page), "send": "1"}).status_code == 302
    assert UnlinkedAnswer.objects.count() == 1
    assert "Thank you" in client.get(done.url).content.decode()
    assert "Answers have been sent from this browser already." in client.get(address).content.decode()
    changed = client.post(address, {"sealed": "x" + sealed_in(page), "send": "1"})
    assert changed.status_code == 422
    assert "did not arrive as it was sent" in changed.content.decode()
    waves.close_now(by=made.by, wave=row.wave)
    assert client.get(address).status_code == 410


def test_the_lead_plans_it_sees_the_address_and_counts_only(made):
    SecondFactorFactory(user=made.lead)
    client = Client()
    client.force_login(made.lead)
    today, last = timezone.localdate(), timezone.localdate() + dt.timedelta(days=5)
    days = {f"opens_on_{part}": getattr(today, part) for part in ("day", "month", "year")}
    days |= {f"closes_on_{part}": getattr(last, part) for part in ("day", "month", "year")}
    data = {
        **days,
        "instrument": made.wave().instrument_sha256,
        "name": "Before, all",
        "people": "30",
        "groups": "",
    }
    add = reverse("surveys:shared_add", args=[made.cohort.pk])
    offered = re.findall(r"radios__label[^>]*>([^<]+)", client.get(add).content.decode())
    assert len(set(offered)) == len(offered)
    assert "How prepared you feel, as asked in: Before, After" in offered
    assert client.post(add, {**data, "people": "0"}).status_code == 422
    sent = client.post(add, data)
    assert sent.status_code == 302
    wave = Wave.objects.get(cohort=made.cohort, shared__isnull=False)
    row = wave.shared
    page = client.get(sent.url).content.decode()
    assert f"/survey/{row.address}/" in page
    assert "Fewer than 5 answers" in page
    assert "How prepared you feel (preparedness, version " in page
    assert (
        "<svg"
        in client.get(reverse("surveys:shared_poster", args=[made.cohort.pk, wave.pk])).content.decode()
    )
    assert client.post(reverse("surveys:open", args=[made.cohort.pk, wave.pk])).status_code == 302
    UnlinkedAnswer.objects.bulk_create(
        UnlinkedAnswer(wave=wave, delivery=answering.new_form(instrument_of(wave)).delivery)
        for _one in range(6)
    )
    listed = client.get(reverse("surveys:waves", args=[made.cohort.pk])).content.decode()
    assert "6 answers" in listed
    assert client.get(reverse("surveys:wave", args=[made.cohort.pk, wave.pk])).url.endswith(
        "different-people/"
    )


def test_what_was_sent_goes_with_the_organisations_export(made):
    row = shared(made)
    answering.send(shared=row, form=filled(row))
    files = dict(answers(made.cohort.organisation))
    (told,) = [content for name, content in files.items() if name.endswith("-different-people.csv")]
    heads, *rows = told.decode("utf-8-sig").splitlines()
    assert len(rows) == 1
    assert set(heads.replace('"', "").split(",")) == set(filled(row).answers.to_json())
