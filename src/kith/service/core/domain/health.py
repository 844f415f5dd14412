"""Whether the service does its work: what a monitor asks, and what an administrator reads."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Min

from kith.service.core.domain.job_runs import STALE_AFTER
from kith.service.core.domain.tick import last_tick
from kith.service.core.models import Job, JobState, Mail, MailState

TICK_LATE = timedelta(minutes=5)
MAIL_LATE = timedelta(minutes=15)
JOB_LATE = timedelta(minutes=30)
DISK_LEAST_MB = 500
MEGABYTE = 1024 * 1024


class Health(StrEnum):
    OK = "ok"
    LATE = "late"
    """It works, and something waits too long: a person should look."""
    DOWN = "down"
    """It cannot answer: send nobody here."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``amount`` is minutes, or megabytes for the disk; nothing where nothing waits."""

    key: str
    health: Health
    amount: int | None = None


def checks(now: datetime) -> tuple[Check, ...]:
    """Everything a running service depends on, the database first: without it the rest cannot be told."""
    disk = _disk()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return (Check("database", Health.OK), *(check(now) for check in _IN_DATABASE.values()), disk)
    except DatabaseError:
        unknown = (Check(key, Health.UNKNOWN) for key in _IN_DATABASE)
        return (Check("database", Health.DOWN), *unknown, disk)


def overall(found: tuple[Check, ...]) -> Health:
    """The worst of them."""
    seen = {check.health for check in found}
    return next(health for health in (Health.DOWN, Health.LATE, Health.UNKNOWN, Health.OK) if health in seen)


def _tick(now: datetime) -> Check:
    last = last_tick()
    return Check("tick", Health.LATE) if last is None else _aged("tick", last, now, TICK_LATE)


def _mail(now: datetime) -> Check:
    waiting = Mail.objects.filter(state=MailState.QUEUED, send_after__lte=now)
    return _aged("mail", waiting.aggregate(oldest=Min("send_after"))["oldest"], now, MAIL_LATE)


def _waiting_jobs(now: datetime) -> Check:
    waiting = Job.objects.filter(state=JobState.WAITING, not_before=None)
    return _aged("jobs_waiting", waiting.aggregate(oldest=Min("created_at"))["oldest"], now, JOB_LATE)


def _running_jobs(now: datetime) -> Check:
    """The tick takes up lost jobs, so one that stays lost has no tick."""
    running = Job.objects.filter(state=JobState.RUNNING)
    oldest = running.aggregate(oldest=Min("heartbeat_at"))["oldest"]
    return _aged("jobs_running", oldest, now, STALE_AFTER + TICK_LATE)


def _aged(key: str, since: datetime | None, now: datetime, late: timedelta) -> Check:
    if since is None:
        return Check(key, Health.OK)
    age = now - since
    return Check(key, Health.LATE if age > late else Health.OK, int(age.total_seconds() // 60))


def _disk() -> Check:
    home = settings.HOME if settings.HOME.exists() else settings.HOME.parent
    free = shutil.disk_usage(home).free // MEGABYTE
    return Check("disk", Health.OK if free >= DISK_LEAST_MB else Health.LATE, free)


_IN_DATABASE: Mapping[str, Callable[[datetime], Check]] = {
    "tick": _tick,
    "mail": _mail,
    "jobs_waiting": _waiting_jobs,
    "jobs_running": _running_jobs,
}
