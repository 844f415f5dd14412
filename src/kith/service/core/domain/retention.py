"""How long core's own tables keep what they hold, by each organisation's policy where it has one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django_tasks_db.models import DBTaskResult

from kith.service.core.domain.policies import DEFAULTS
from kith.service.core.models import Job, JobState, Link, Mail, MailState, PolicyThreshold

LINKS_KEPT = timedelta(days=365)
"""After they stopped working, so that the audit can still name them. A link belongs to no organisation."""
BELLS_KEPT = timedelta(days=7)
_OVER = (JobState.DONE, JobState.FAILED, JobState.REFUSED, JobState.CANCELLED)
_SETTLED = (MailState.SENT, MailState.FAILED, MailState.WITHDRAWN, MailState.BOUNCED)


def expire_mails(now: datetime) -> None:
    for due in _due(Mail.objects.filter(state__in=_SETTLED), "created_at", "retention.mail_days", now):
        due.delete()


def expire_jobs(now: datetime) -> None:
    for due in _due(Job.objects.filter(state__in=_OVER), "ended_at", "retention.job_days", now):
        due.delete()


def expire_links(now: datetime) -> None:
    Link.objects.filter(expires_at__lt=now - LINKS_KEPT).delete()


def expire_bells(now: datetime) -> None:
    """The queue's own rows tell nothing that a job's row does not."""
    DBTaskResult.objects.filter(enqueued_at__lt=now - BELLS_KEPT).delete()


def _due(rows: models.QuerySet[Any], since: str, key: str, now: datetime) -> Iterator[models.QuerySet[Any]]:
    own = dict(PolicyThreshold.objects.filter(key=key).values_list("organisation_id", "value"))
    for organisation_id, days in own.items():
        yield rows.filter(organisation_id=organisation_id, **{f"{since}__lt": now - timedelta(days=days)})
    default = now - timedelta(days=DEFAULTS[key])
    yield rows.exclude(organisation_id__in=list(own)).filter(**{f"{since}__lt": default})
