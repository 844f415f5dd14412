"""The audit trail as an administrator reads it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import AdministratorFactory, MembershipFactory, OrganisationFactory, PersonFactory

from kith.service.core.domain.history import HistoryFilter, history
from kith.service.core.domain.permissions import Role
from kith.service.core.models import AuditEvent

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def event(organisation, action="core.mail.queue", by=None, at=NOW, **fields):
    return AuditEvent.objects.create(
        at=at,
        actor_kind="person" if by else "system",
        actor_id=str(by.pk) if by else "tick",
        action=action,
        organisation_id=organisation.pk,
        subject_type="core.mail",
        subject_id="0197-abcdef",
        fields=["state"],
        **fields,
    )


@pytest.fixture
def administrator(client):
    membership = AdministratorFactory()
    client.force_login(membership.person)
    return membership


def test_history_is_narrowed_by_what_who_and_when():
    organisation, person = OrganisationFactory(), PersonFactory()
    first = event(organisation)
    second = event(organisation, "people.rename", by=person, at=NOW + timedelta(days=1))
    event(OrganisationFactory())
    assert list(history(organisation, HistoryFilter())) == [second, first]
    assert list(history(organisation, HistoryFilter(action="core.mail"))) == [first]
    assert list(history(organisation, HistoryFilter(actor_id=str(person.pk)))) == [second]
    assert list(history(organisation, HistoryFilter(subject_id="0197-abcdef"))) == [second, first]
    assert list(history(organisation, HistoryFilter(since=date(2026, 3, 3)))) == [second]
    assert list(history(organisation, HistoryFilter(until=date(2026, 3, 2)))) == [first]


def test_the_page_names_people_and_says_when_they_are_gone(client, administrator):
    organisation = administrator.organisation
    event(organisation, by=PersonFactory(name="A. Nurse"))
    event(organisation, by=PersonFactory.build())
    event(organisation)
    event(OrganisationFactory(), by=PersonFactory(name="Elsewhere"))
    text = client.get(f"/organisations/{organisation.slug}/history/").content.decode()
    for words in ("A. Nurse", "A person whose data was erased", "Kith itself (tick)", "mail abcdef"):
        assert words in text
    assert "Elsewhere" not in text


def test_the_number_of_queries_does_not_grow(client, administrator, django_assert_num_queries):
    address = f"/organisations/{administrator.organisation.slug}/history/"
    event(administrator.organisation, by=PersonFactory())
    with CaptureQueriesContext(connection) as with_one_row:
        client.get(address)
    for _number in range(2):
        event(administrator.organisation, by=PersonFactory())
    with django_assert_num_queries(len(with_one_row)):
        client.get(address)


def test_the_page_is_cut_into_pages_and_keeps_its_filter(client, administrator):
    for number in range(51):
        event(administrator.organisation, at=NOW + timedelta(minutes=number))
    address = f"/organisations/{administrator.organisation.slug}/history/"
    text = client.get(f"{address}?action=core.mail.queue").content.decode()
    assert "?page=2&amp;action=core.mail.queue" in text


def test_a_day_that_is_none_is_said(client, administrator):
    response = client.get(f"/organisations/{administrator.organisation.slug}/history/?since=yesterday")
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()


@pytest.mark.parametrize(("role", "status"), [(Role.LEAD, 403), (Role.EVALUATOR, 403), (Role.VIEWER, 403)])
def test_only_administrators_read_it(client, role, status):
    membership = MembershipFactory(role=role)
    client.force_login(membership.person)
    assert client.get(f"/organisations/{membership.organisation.slug}/history/").status_code == status
    assert client.get(f"/organisations/{OrganisationFactory().slug}/history/").status_code == 404
