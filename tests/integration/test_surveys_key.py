"""Destroying the key of the pseudonyms: refused while its waves are open, typed out, once, and told beforehand."""

from __future__ import annotations

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
from kith.service.core.models import AuditEvent
from kith.service.surveys.domain import waves
from kith.service.surveys.domain.building import using
from kith.service.surveys.domain.pseudonyms import destroy_key
from kith.service.surveys.domain.shared import answering
from kith.service.surveys.models import PseudonymKey, Wave

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
