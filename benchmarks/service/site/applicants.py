"""``python -m benchmarks.service.site.applicants 1000``: a call with applications about to be sent.

Prints the path of each one's link as JSON; with ``counted`` in the place of the number, what became of them.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.service.site.settings")


def main(words: list[str]) -> None:
    import django

    django.setup()
    found = counted() if words[0] == "counted" else lay_out(int(words[0]))
    json.dump(found, sys.stdout)


def lay_out(count: int) -> list[str]:
    """An open call and ``count`` people who have filled everything in; the paths of their links."""
    from django.core.management import call_command
    from django.utils import timezone

    from kith.programmes.shipped import load_shipped
    from kith.service.cohorts.domain.actions import create_cohort
    from kith.service.core.domain.actors import Actor
    from kith.service.core.models import Organisation
    from kith.service.recruitment.domain.calling.calls import create_call, publish_call

    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    today = timezone.localdate()
    by = Actor.system("benchmark")
    organisation = Organisation.objects.create(
        name="Hospital", slug="hospital", contact_email="a@example.org"
    )
    cohort = create_cohort(
        by=by,
        organisation=organisation,
        definition=load_shipped("paired-learning"),
        variant=None,
        name="Spring",
        starts_on=today + timedelta(days=90),
        time_zone="Europe/London",
    )
    days = {"opens_on": today - timedelta(days=1), "closes_on": today + timedelta(days=9)}
    call = publish_call(by=by, call=create_call(by=by, cohort=cohort, address="spring", words={}, **days))
    return [_applicant(call, number) for number in range(count)]


def _applicant(call: Any, number: int) -> str:
    """Somebody who has answered all and named their manager; the path of their own link."""
    from django.utils import timezone

    from kith.service.core.domain.links import issue_link
    from kith.service.core.models import LinkPurpose
    from kith.service.people.models import Person
    from kith.service.recruitment.models import Application, ManagerPermission

    email = f"applicant-{number}@example.org"
    person = Person.objects.create(name=f"Applicant {number}", email=email, password="!")
    application = Application.objects.create(
        call=call, side="clinician", person=person, name=person.name, email=email,
        answers=_answers(), opened_at=timezone.now(),
    )  # fmt: skip
    ManagerPermission.objects.create(
        application=application, kind="manager_permission", name="A Manager", email=f"m-{number}@example.org"
    )
    later = timezone.now() + timedelta(days=1)
    _link, path = issue_link(
        purpose=LinkPurpose.APPLY, subject=application, person_id=person.pk, expires=later
    )
    return path


def _answers() -> dict[str, object]:
    from kith.programmes.shipped import load_instrument

    words = "I want to understand how decisions are made, and why now. " * 8
    found: dict[str, object] = {}
    for item in load_instrument("clinician-application").items:
        by_kind = {"choice": item.options[0].key if item.options else "", "number": 3}
        found[item.key] = by_kind.get(item.kind.value, words[: min(item.max_length or 400, 400)])
    return found


def counted() -> dict[str, int]:
    """Who was taken, and what was done about each of them."""
    from kith.service.core.models import AuditEvent, Mail
    from kith.service.recruitment.models import Application

    return {
        "sent": Application.objects.filter(state=Application.State.SUBMITTED).count(),
        "copies": Mail.objects.filter(purpose="recruitment.sent").count(),
        "managers asked": Mail.objects.filter(purpose="recruitment.permission").count(),
        "in history": AuditEvent.objects.filter(action="recruitment.send").count(),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
