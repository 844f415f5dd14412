"""Every action about permissions, references and checks: see ``whole_actions``."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.factories.evidence import KIND, permission_of, reference_of, sent_application
from tests.factories.recruitment import CallFactory
from tests.factories.running import Running
from tests.integration.whole_actions import MORE, Action, Call

from kith.service.recruitment.domain.evidence import checks, evidence, listing, nudging, permission_answers
from kith.service.recruitment.models import Application, Check, ManagerPermission

YES = {"is_given": True, "name": "Jane Smith", "position": "Manager"}


def _application(made: Running) -> Application:
    """Sent three days ago, with its manager asked then."""
    application = sent_application(call=CallFactory(cohort=made.cohort))
    ManagerPermission.objects.update(asked_at=timezone.now() - timedelta(days=3))
    return application


def _permission(step: Callable[..., Any], **given: Any) -> Callable[[Running], Call]:
    def make(made: Running) -> Call:
        application = _application(made)
        return lambda: step(by=made.by, permission=permission_of(application), **given)

    return make


def _check(step: Callable[..., Any], *, state: str = "wanted", **given: Any) -> Callable[[Running], Call]:
    def make(made: Running) -> Call:
        application = _application(made)
        key = reference_of(application, state=state).pk
        return lambda: step(by=made.by, check=checks.check_of(application, key), **given)

    return make


def _name_giver(made: Running) -> Call:
    application = _application(made)
    named = {"name": "Omar Haddad", "email": "omar@example.org"}
    return lambda: evidence.name_giver(by=made.by, application=application, kind=KIND, **named)


def _name_referee(made: Running) -> Call:
    application = _application(made)
    key = reference_of(application).pk

    def call() -> Check:
        check = checks.check_of(application, key)
        named = {"name": "Sue Bell", "email": "sue@example.org"}
        return checks.name_referee(by=made.by, application=application, check=check, **named)

    return call


def _upload(made: Running) -> Call:
    application = _application(made)
    key = reference_of(application).pk

    def call() -> Check:
        check = checks.check_of(application, key)
        return checks.upload(by=made.by, check=check, stream=io.BytesIO(b"%PDF-1.7"), name="reference.pdf")

    return call


def _in_call(step: Callable[..., Any], **given: Any) -> Callable[[Running], Call]:
    def make(made: Running) -> Call:
        application = _application(made)
        reference_of(application)
        return lambda: step(by=made.by, call=application.call, **given)

    return make


EVIDENCE: dict[str, Action] = {
    "name_giver": Action("recruitment.name_giver", _name_giver),
    "answer_permission": Action(
        "recruitment.answer_permission", _permission(permission_answers.answer, **YES)
    ),
    "waive_permission": Action(
        "recruitment.waive_permission", _permission(permission_answers.waive, reason="On the board")
    ),
    "nudge_permission": Action(
        "recruitment.nudge_permission", _permission(nudging.nudge), "recruitment.nudged_today"
    ),
    "nudge_all": Action("recruitment.nudge_permission", _in_call(nudging.nudge_all)),
    "name_referee": Action("recruitment.name_referee", _name_referee),
    "ask_check": Action("recruitment.ask_check", _check(checks.ask)),
    "ask_all": Action("recruitment.ask_check", _in_call(checks.ask_all)),
    "receive_check": Action(
        "recruitment.receive_check", _check(checks.receive, state="asked", text="Ten years"), MORE
    ),
    "upload_check": Action("recruitment.receive_check", _upload, MORE),
    "see_check": Action("recruitment.see_check", _check(checks.note_seen, state="received")),
    "waive_check": Action("recruitment.waive_check", _check(checks.not_needed, reason="Known to us")),
    "note_export_of_applications": Action(
        "recruitment.export_applications", _in_call(listing.note_export, rows=4)
    ),
}
