"""Destroying the key of the pseudonyms: refused while its waves are open, typed out, once, and told beforehand."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortRoleFactory, SecondFactorFactory
from tests.factories.running import running
from tests.integration.sessions import codes
from tests.integration.whole_building import published
from tests.integration.whole_shared import filled, shared

from kith.foundation.faults import KithError
from kith.service.core.domain.files import delete_expired, store_file
from kith.service.core.models import AuditEvent, StoredFile
from kith.service.people.domain.consents import record_elsewhere
from kith.service.people.models import Consent
from kith.service.surveys.domain import waves
from kith.service.surveys.domain.building import using
from kith.service.surveys.domain.pseudonyms import (
    destroy_key,
    pseudonym_of,
    pseudonyms_by_place,
    pseudonyms_of,
)
from kith.service.surveys.domain.shared import answering
from kith.service.surveys.domain.uses import Use
from kith.service.surveys.models import AnswersImport, PseudonymKey, Response, ResponseFile, Wave

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running)


@pytest.fixture
def made(kept_cohort, db):
    return kept_cohort()


def test_it_is_refused_while_answers_need_it_and_nothing_more_is_asked_after(made):
    wave = made.opened()
    with pytest.raises(KithError) as refused:
        destroy_key(by=made.by, cohort=made.cohort)
    assert codes(refused) == ["surveys.key_while_open"]
    waves.close_now(by=made.by, wave=wave)
    by_address = shared(made)
    destroy_key(by=made.by, cohort=made.cohort)
    # What different people answer by one address never needed the key.
    assert answering.send(shared=by_address, form=filled(by_address))
    states = set(Wave.objects.filter(cohort=made.cohort, shared=None).values_list("state", flat=True))
    assert states == {Wave.State.CLOSED}
    waves.lay_out(by=made.by, cohort=made.cohort)
    waves.open_due(timezone.now() + (wave.closes_at - wave.opens_at) * 50)
    assert not Wave.objects.filter(cohort=made.cohort, shared=None, state=Wave.State.OPEN).exists()
    today = timezone.localdate()
    with pytest.raises(KithError) as refused:
        using.add_wave(
            by=made.by, cohort=made.cohort, version=published(made), opens_on=today, closes_on=today,
            sides=["manager"],
        )  # fmt: skip
    assert codes(refused) == ["surveys.key_destroyed"]
    destroy_key(by=made.by, cohort=made.cohort)
    assert AuditEvent.objects.filter(action="surveys.destroy_key").count() == 1


def test_with_the_key_goes_all_that_leads_from_an_answer_to_a_person(made):
    waves.close_now(by=made.by, wave=made.opened())
    wave, place = made.wave(), made.places["Amina"]
    pseudonym = pseudonym_of(place)
    assert pseudonyms_by_place(made.cohort, [place.pk]) == {place.pk: pseudonym}
    assert pseudonyms_of(made.cohort, [place.pk]) == {pseudonym: place.pk}
    response = Response.objects.create(wave=wave, pseudonym=pseudonym, side="clinician", answers={"q": 1})
    organisation = made.cohort.organisation

    def stored(content: bytes):
        stream = io.BytesIO(content)
        return store_file(by=made.by, organisation=organisation, name="a.csv", stream=stream, limit=1000)

    ResponseFile.objects.create(response=response, field="proof", ending=".csv", file=stored(b"a letter\n"))
    export = AnswersImport.objects.create(
        wave=wave, file=stored(b"mail,q\namina@example.org,1\n"), mapping=""
    )
    record_elsewhere(
        by=made.by, people=[place.person_id], purpose=Use.REPORT, is_given=True, basis="paper",
        organisation=organisation, cohort_id=made.cohort.pk,
    )  # fmt: skip
    destroy_key(by=made.by, cohort=made.cohort)
    delete_expired(timezone.now())
    export.refresh_from_db()
    assert (export.file, PseudonymKey.objects.get().secret) == (None, None)
    assert not Consent.objects.filter(cohort_id=made.cohort.pk, purpose__in=list(Use)).exists()
    assert (ResponseFile.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert (list(Response.objects.all()), pseudonyms_of(made.cohort, [place.pk])) == ([response], {})
    with pytest.raises(KithError):
        pseudonyms_by_place(made.cohort, [place.pk])


def test_the_page_says_what_it_comes_to_and_wants_the_name_typed(made):
    SecondFactorFactory(user=made.lead)
    client = Client()
    client.force_login(made.lead)
    address = reverse("surveys:key", args=[made.cohort.pk])
    page = client.get(address).content.decode()
    assert "It cannot be undone." in page
    assert "These questionnaires are still to come, and will not be asked:" in page
    wrong = client.post(address, {"name": "Sprang"})
    assert wrong.status_code == 422
    assert not PseudonymKey.objects.filter(destroyed_at__isnull=False).exists()
    wave = made.opened()
    assert (
        "These questionnaires are open, and their answers need the key"
        in client.get(address).content.decode()
    )
    assert client.post(address, {"name": made.cohort.name}).status_code == 422
    waves.close_now(by=made.by, wave=wave)
    assert client.post(address, {"name": made.cohort.name}).status_code == 302
    assert "was destroyed on" in client.get(address).content.decode()
    evaluator = CohortRoleFactory(cohort=made.cohort, role="evaluator").person
    SecondFactorFactory(user=evaluator)
    client.force_login(evaluator)
    assert client.get(address).status_code == 403
