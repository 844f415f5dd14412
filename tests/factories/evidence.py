"""An application that was sent, with its manager asked; and the personal links of those who speak for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tests.factories.recruitment import ApplicationFactory

from kith.service.core.domain import events
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import issue_link
from kith.service.core.models import Link, LinkPurpose
from kith.service.recruitment.domain.events import ApplicationSubmitted
from kith.service.recruitment.domain.evidence import evidence
from kith.service.recruitment.models import Application, Check, ManagerPermission

KIND = "manager_permission"
BOSS = {"name": "Jane Smith", "email": "jane.smith@example.org", "position": "General manager, surgery"}
BY = Actor.system("tests")


def sent_application(*, giver: dict[str, str] | None = BOSS, **given: Any) -> Application:
    """Sent, as an applicant sends it: somebody named, then announced."""
    application = evidence.sent(ApplicationFactory(**given).pk)
    by = Actor.of_person(application.person) if application.person else BY
    with transaction.atomic():
        if giver:
            evidence.name_giver(by=by, application=application, kind=KIND, **giver)
        events.publish(ApplicationSubmitted(application.pk, by))
    return evidence.sent(application.pk)


def permission_of(application: Application) -> ManagerPermission:
    """As it stands in the database."""
    return evidence.permission_of(evidence.sent(application.pk), KIND)


def reference_of(application: Application, **given: Any) -> Check:
    named = {"of_name": "Raj Patel", "of_email": "raj@example.org"}
    return Check.objects.create(application=application, kind="reference", **(named | given))


def link_to(row: ManagerPermission | Check, days: float = 28) -> tuple[Link, str]:
    """The link as it stands in the mail, and the address of its page."""
    is_permission = isinstance(row, ManagerPermission)
    purpose = LinkPurpose.GIVE_PERMISSION if is_permission else LinkPurpose.GIVE_REFERENCE
    expires = timezone.now() + timedelta(days=days)
    return issue_link(purpose=purpose, subject=row, person_id=None, expires=expires)


def page_of(application: Application, view: str = "application", *more: object) -> str:
    return reverse(f"recruitment:{view}", args=[application.call.cohort_id, application.pk, *more])
