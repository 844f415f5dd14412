"""A long export is a job's: looked at, stopped, brought in whole or not at all, with script and without."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import MembershipFactory, SecondFactorFactory
from tests.integration.sessions import codes
from tests.integration.test_surveys_importing import AGREED, chosen, kept_cohort, made, uploaded

from kith.foundation.faults import KithError
from kith.service.core.domain.job_runs import perform
from kith.service.core.models import Job, JobState, StoredFile
from kith.service.surveys.domain.importing import actions, long
from kith.service.surveys.domain.importing import uploaded as files
from kith.service.surveys.models import Response

pytestmark = pytest.mark.django_db
__all__ = ["kept_cohort", "made"]


@pytest.fixture
def row(made, monkeypatch):
    monkeypatch.setattr(actions, "LIVE_ROWS", 2)
    row = uploaded(made)
    assert (row.is_long, row.rows) == (True, 4)
    actions.choose(by=made.by, row=row, **chosen(row))
    return row


def performed(job: Job) -> JobState:
    perform(job.pk)
    job.refresh_from_db()
    return JobState(job.state)


def test_a_job_looks_and_a_job_brings_it_in(made, row):
    assert performed(long.start_looking(by=made.by, row=row)) == JobState.DONE
    row.refresh_from_db()
    told = ("rows", "other_times", "others", "people", "answers", "faults")
    assert [row.found[name] for name in told] == [4, 1, 1, 2, 3, []]
    assert "amina" not in str(row.found).lower()
    job = long.start_bringing(by=made.by, row=row, agreed=AGREED)
    assert long.start_bringing(by=made.by, row=row, agreed=AGREED) == job
    with pytest.raises(KithError) as refused:
        long.start_looking(by=made.by, row=row)
    assert codes(refused) == ["surveys.import_under_way"]
    assert performed(job) == JobState.DONE
    row.refresh_from_db()
    assert (job.result, Response.objects.count(), StoredFile.objects.count()) == ({"people": 2}, 2, 0)
    assert (row.found, row.file) == (None, None)
    with pytest.raises(KithError) as refused:
        long.start_bringing(by=made.by, row=row, agreed=AGREED)
    assert codes(refused) == ["surveys.import_brought"]


def test_stopped_or_refused_nothing_came_in(made, row, monkeypatch):
    first = long.start_looking(by=made.by, row=row)
    again = long.start_looking(by=made.by, row=row)
    first.refresh_from_db()
    assert (first.state, performed(again)) == (JobState.CANCELLED, JobState.DONE)
    waits = long.start_bringing(by=made.by, row=row, agreed=AGREED)
    long.stop(by=made.by, row=row)
    assert (performed(waits), Response.objects.count()) == (JobState.CANCELLED, 0)
    runs = long.start_bringing(by=made.by, row=row, agreed=AGREED)
    looked = long.look

    def meanwhile(seen, tell):
        found = looked(seen)
        Job.objects.filter(pk=runs.pk).update(cancel_asked=True)
        return found

    monkeypatch.setattr(long, "look", meanwhile)
    assert (performed(runs), Response.objects.count()) == (JobState.CANCELLED, 0)
    monkeypatch.setattr(long, "look", looked)
    actions.choose(by=made.by, row=row, **chosen(row, without_others=False))
    refused = long.start_bringing(by=made.by, row=row, agreed=AGREED)
    assert performed(refused) == JobState.REFUSED
    assert [one["code"] for one in refused.faults] == ["surveys.past_nobody"]
    row.refresh_from_db()
    assert (row.brought_at, Response.objects.count()) == (None, 0)


def test_the_columns_of_a_long_file_are_read_from_its_beginning(made, row, monkeypatch):
    monkeypatch.setattr(files, "HEAD_BYTES", 240)
    assert 0 < len(files.head_of(row).rows) < len(files.table_of(row).rows)
    quoted = b'a,b\n1,"two\nlines, and more"\n3,4\n'
    monkeypatch.setattr(files, "HEAD_BYTES", 20)
    assert files._begun(quoted) == b"a,b\n"
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    with pytest.raises(KithError) as refused:
        uploaded(made)
    assert codes(refused) == ["surveys.import_too_long"]


def test_the_pages_tell_how_far_it_is(made, row):
    SecondFactorFactory(user=made.lead)
    client, stranger = Client(), Client()
    client.force_login(made.lead)
    stranger.force_login(MembershipFactory(role="lead").person)
    check, part, stop, columns = (
        reverse(f"surveys:import_{name}", args=[made.cohort.pk, row.wave_id, row.pk])
        for name in ("check", "progress", "stop", "columns")
    )
    assert client.get(check).url == columns
    assert [stranger.get(check).status_code, stranger.get(part).status_code, stranger.post(stop).status_code] == [
        404, 404, 404,
    ]  # fmt: skip
    data = {
        "person": "1", "person_is": "mail", "time": "2", "time_is": "pre", "day_first": "yes",
        "without_others": "on", "item_lead_change": "3", "item_lead_people": "4", "keep_as": "",
    }  # fmt: skip
    assert client.post(columns, data).url == check
    waiting = client.get(check).content.decode()
    assert 'http-equiv="refresh"' in waiting
    assert f'hx-get="{part}"' in waiting
    assert client.post(stop).url == check
    assert "Cancelled" in client.get(check).content.decode()
    client.post(columns, data)
    row.refresh_from_db()
    perform(row.job_id)
    assert f'href="{check}"' in client.get(part).content.decode()
    assert "People whose row can be read" in client.get(check).content.decode()
    said = {"basis": "paper", "may_be_read": "yes", "may_be_quoted": "no"}
    assert client.post(check, said | {"basis": ""}).status_code == 422
    assert client.post(check, said).url == check
    row.refresh_from_db()
    perform(row.job_id)
    assert "The answers of 2 people are in." in client.get(check).content.decode()
