"""What core itself registers: its due work and its personal data. Called once, in ``ready``."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain import files, job_runs, personal_data, retention, sending
from kith.service.core.domain.outbox import forget_mails
from kith.service.core.domain.personal_data import (
    Basis,
    PersonalData,
    blank,
    declare,
    declare_none,
    delete,
    keep,
)
from kith.service.core.domain.tick import every_tick
from kith.service.core.models import AuditEvent, Job, Link, Mail, Organisation


def register() -> None:
    every_tick("core.jobs")(job_runs.recover)
    every_tick("core.outbox")(sending.send_due)
    every_tick("core.files")(files.delete_expired)
    every_tick("core.orphaned_files")(files.delete_orphans)
    every_tick("core.retention")(personal_data.expire)
    every_tick("core.bells")(retention.expire_bells)
    _declare_personal_data()


def _declare_personal_data() -> None:
    declare_none(Organisation, "its address is an office's, not a person's")
    declare(
        PersonalData(
            model=AuditEvent,
            purpose=_(
                "Who did what, when: so that a mistake or misuse can be found. Ids and field names only."
            ),
            basis=Basis.LEGAL_OBLIGATION,
            retention=_("Always."),
            of=lambda person: AuditEvent.objects.filter(
                actor_kind=AuditEvent.ActorKind.PERSON, actor_id=str(person.pk)
            ),
            export=("at", "action", "subject_type", "subject_id", "fields"),
            erase=keep,
        )
    )
    declare(
        PersonalData(
            model=Mail,
            purpose=_("Messages sent to you, so that nothing is sent twice and questions can be answered."),
            basis=Basis.PUBLIC_TASK,
            retention=_("Two years, unless the organisation keeps them for a shorter or longer time."),
            of=lambda person: Mail.objects.filter(Q(person=person) | Q(to_address__iexact=person.email)),
            export=("created_at", "to_address", "purpose", "subject", "body", "state", "sent_at"),
            erase=forget_mails,
            expire=retention.expire_mails,
        )
    )
    declare(
        PersonalData(
            model=Link,
            purpose=_("Personal addresses in those messages. The secret part is not kept."),
            basis=Basis.PUBLIC_TASK,
            retention=_("One year after the link stops working."),
            of=lambda person: Link.objects.filter(person_id=person.pk),
            export=("created_at", "purpose", "expires_at", "used_at", "revoked_at"),
            erase=delete,
            expire=retention.expire_links,
        )
    )
    declare(
        PersonalData(
            model=Job,
            purpose=_("Long work that you asked for, so that you can see how it goes."),
            basis=Basis.PUBLIC_TASK,
            retention=_(
                "90 days after it ended, unless the organisation keeps it for a shorter or longer time."
            ),
            of=lambda person: Job.objects.filter(asked_by=person),
            export=("created_at", "name", "state", "ended_at"),
            erase=blank(asked_by=None),
            expire=retention.expire_jobs,
        )
    )
