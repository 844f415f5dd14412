"""Health: what a monitor is told, what an administrator reads, and nothing private in either."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone
from tests.factories import AdministratorFactory, MailFactory, MembershipFactory, PersonFactory

from kith.service.core.domain.health import Check, Health, checks, overall
from kith.service.core.domain.permissions import Role
from kith.service.core.domain.tick import tick
from kith.service.core.models import Job, JobState, TickLease

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def found(now=NOW):
    return {check.key: (check.health, check.amount) for check in checks(now) if check.key != "disk"}


def ticked(at):
    TickLease.objects.update_or_create(name="tick", defaults={"expires_at": at, "ticked_at": at})


def test_the_process_answers_without_the_database(client):
    response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_a_quiet_service_that_ticks_is_well():
    ticked(NOW - timedelta(minutes=1))
    assert found() == {
        "database": (Health.OK, None),
        "tick": (Health.OK, 1),
        "mail": (Health.OK, None),
        "jobs_waiting": (Health.OK, None),
        "jobs_running": (Health.OK, None),
    }
    assert overall(checks(NOW)) == Health.OK


@pytest.mark.django_db
def test_what_waits_too_long_is_late():
    ticked(NOW - timedelta(minutes=6))
    MailFactory(send_after=NOW - timedelta(minutes=16))
    MailFactory(send_after=NOW + timedelta(days=1))
    Job.objects.create(name="tests.work", created_at=NOW - timedelta(minutes=31))
    Job.objects.create(name="tests.work", state=JobState.RUNNING, heartbeat_at=NOW - timedelta(minutes=9))
    assert found() == {
        "database": (Health.OK, None),
        "tick": (Health.LATE, 6),
        "mail": (Health.LATE, 16),
        "jobs_waiting": (Health.LATE, 31),
        "jobs_running": (Health.LATE, 9),
    }


@pytest.mark.django_db
def test_a_worker_that_stands_still_is_told_without_taking_the_pages_down(client):
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["status"]) == (200, "late")
    assert tick(timezone.now()) == ()
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["status"]) == (200, "ok")
    assert set(response.json()["checks"].values()) == {"ok"}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_database_that_is_away_answers_503(client, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", away)
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["status"]) == (503, "down")
    assert response.json()["checks"]["mail"] == "unknown"


def test_a_full_disk_is_late(settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path / "not there yet"
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 499 * 1024 * 1024}))
    from kith.service.core.domain.health import _disk

    assert _disk() == Check("disk", Health.LATE, 499)


@pytest.mark.django_db
def test_an_administrator_reads_it_in_words(client):
    membership = AdministratorFactory()
    client.force_login(membership.person)
    page = client.get(f"/organisations/{membership.organisation.slug}/health/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Something needs a look." in text
    assert "It has never run. Start the worker: kith-manage worker" in text


@pytest.mark.django_db
def test_nobody_else_reads_it(client):
    organisation = AdministratorFactory().organisation
    address = f"/organisations/{organisation.slug}/health/"
    assert client.get(address).status_code == 302
    for person, status in (
        (MembershipFactory(organisation=organisation, role=Role.LEAD).person, 403),
        (MembershipFactory(role=Role.LEAD).person, 404),
        (PersonFactory(), 404),
    ):
        client.force_login(person)
        assert client.get(address).status_code == status
