"""Somebody who applies: begun by link, with every screen filled in, and what their browser would send."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from tests.factories.recruitment import ApplicationFactory, CallFactory, answers_for

from kith.questionnaires.logic import Step, steps
from kith.questionnaires.responses import Answers
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import issue_link
from kith.service.core.models import LinkPurpose
from kith.service.recruitment.domain.applying import applying
from kith.service.recruitment.domain.calling.forms import application_form
from kith.service.recruitment.models import Application, Call, ManagerPermission

BY = Actor.system("tests")
GIVER = {"name": "Rosa Hale", "email": "rosa.hale@example.org", "position": "Ward manager"}


def started(call: Call | None = None, **instead: Any) -> Application:
    """Begun by link: a person, no answers yet."""
    return ApplicationFactory(
        call=call or CallFactory(), state="started", submitted_at=None, answers={}, **instead
    )


def secret_of(application: Application) -> str:
    later = timezone.now() + dt.timedelta(days=1)
    person_id = application.person_id
    _link, path = issue_link(
        purpose=LinkPurpose.APPLY, subject=application, person_id=person_id, expires=later
    )
    return path.strip("/").split("/")[1]


def address(secret: str, step: str = "") -> str:
    return f"/application/{secret}/{step}/" if step else f"/application/{secret}/"


def typed_for(application: Application) -> list[tuple[Step, dict[str, Any]]]:
    """What a browser would send for each screen of the form."""
    form = application_form(application.call, application.side)
    answers = answers_for(application.side)
    return [
        (step, {step.field(item): answers[item.key] for item in step.page.items if item.key in answers})
        for step in steps(form, Answers())
    ]


def fill_in(application: Application) -> None:
    for step, raw in typed_for(application):
        raw = {key: str(value) for key, value in raw.items()}
        applying.save_step(by=BY, application=application, step=step, raw=raw)
    for kind in ("manager_permission",):
        ManagerPermission.objects.create(application=application, kind=kind, **GIVER)
