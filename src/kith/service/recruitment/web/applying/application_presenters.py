"""What an applicant's own pages show, worked out from their application. Never another's, never a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.programmes.capabilities import Requirement
from kith.programmes.types import Eligibility
from kith.questionnaires.logic import Step, steps
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.recruitment.domain.applying import equality
from kith.service.recruitment.domain.applying.applying import Filling, filling, givers_missing, missing_of
from kith.service.recruitment.domain.applying.files import named_files
from kith.service.recruitment.domain.calling.calls import is_open
from kith.service.recruitment.domain.calling.closing import closing_words, last_minute
from kith.service.recruitment.domain.calling.forms import equality_form, unmet, unmet_by
from kith.service.recruitment.domain.evidence.evidence import required_kinds
from kith.service.recruitment.models import Application, ManagerPermission
from kith.service.recruitment.web.calling.call_words import phase_words
from kith.service.ui.web.questionnaire import answered
from kith.service.ui.web.ways import Way

CHECK, SENT = "check-answers", "application-sent"
EQUALITY, EQUALITY_GONE = "equality-questions", "delete-equality-answers"
WITHDRAW, DROP = "withdraw-application", "drop-changes"
COPY = "what-you-sent"
GIVER, ASKED = "who-permits.", "equality."
"""A step for each permission and for each page of equality questions. Neither can be the key of a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer to be checked, with the page on which it is changed."""

    label: str
    said: str
    href: str
    is_missing: bool = False


def language() -> str:
    return get_language() or "en"


def frame(application: Application) -> dict[str, Any]:
    """What every page of an application is given."""
    cohort = application.call.cohort
    definition = definition_of(cohort)
    return {
        "cohort": cohort,
        "application": application,
        "programme": definition.name.in_language(language()),
        "side_name": definition.role(application.side).name.in_language(language()),
        "closes": closes(application),
        "here": "home",
    }


def closes(application: Application) -> str:
    """Until when this one can be sent."""
    until = application.late_until
    if until is not None and until > application.call.closes_at:
        return last_minute(until, application.call.cohort.time_zone)
    return closing_words(application.call)


def rules_said(rules: tuple[Eligibility, ...]) -> list[str]:
    return [rule.says.in_language(language()) for rule in rules]


def unmet_just_now(seen: Filling, before: str | None) -> list[str]:
    """The rules that the screen before has just shown not to be met."""
    step = next((one for one in steps(seen.instrument, seen.answers) if one.key == before), None)
    if step is None:
        return []
    asked = frozenset(step.field(item) for item in step.page.items)
    call = seen.application.call
    return rules_said(unmet_by(call, seen.application.side, seen.answers, asked))


def answer_rows(seen: Filling, way: Way) -> list[Row]:
    """Each question that applies with its answer and where to change it."""
    asked = [item for item in seen.instrument.items if item.kind.is_asked]
    said = dict(zip((item.key for item in asked), _answered(seen), strict=True))
    missing = {fault.where.key for fault in missing_of(seen)}
    return [
        Row(*said[item.key], f"{way.step(step.key)}#{step.field(item)}", step.field(item) in missing)
        for step in steps(seen.instrument, seen.answers)
        for item in step.page.items
        if item.kind.is_asked
    ]


def _answered(seen: Filling) -> list[tuple[str, str]]:
    return answered(seen.instrument, seen.answers, named_files(seen.application, seen.answers))


def files_now(application: Application, step: Step) -> dict[str, str]:
    """The files that stand in the newest answers, where this screen asks for any."""
    if not any(item.is_file for item in step.page.items):
        return {}
    return named_files(application, filling(application).answers)


def giver_rows(application: Application, way: Way) -> list[Row]:
    """Whom they named for each permission that their side needs."""
    named = {row.kind: row for row in application.permissions.all()}
    missing = set(givers_missing(application))
    found = []
    for kind in required_kinds(application):
        row = named.get(kind)
        if row is not None and row.state != ManagerPermission.State.WAITING:
            found.append(Row(giver_words(kind), str(row.get_state_display()), ""))
            continue
        said = ", ".join(part for part in (row.name, row.position, row.email) if part) if row else ""
        found.append(
            Row(giver_words(kind), said or _("Not answered"), way.step(GIVER + kind), kind in missing)
        )
    return found


def giver_words(kind: str) -> str:
    """Whose permission it is, as the applicant calls them."""
    said = {
        Requirement.MANAGER_PERMISSION.value: _("Your manager’s permission"),
        Requirement.SUPERVISOR_PERMISSION.value: _("Your supervisor’s permission"),
    }
    return said[kind]


def managers_words(application: Application) -> str:
    """What managers are asked, in the programme's words."""
    said = definition_of(application.call.cohort).call
    return said.managers.in_language(language()) if said else ""


def begin_page(application: Application) -> dict[str, Any]:
    """Before the first question: what it is, how long it takes, who reads it."""
    form = filling(application).instrument
    return {
        "minutes": form.minutes or 20,
        "intro": form.intro.in_language(language()) if form.intro else "",
        "is_open": is_open(application.call, timezone.now()),
        "phase_words": phase_words(application.call, timezone.now()),
        "call_address": application.call.address,
    }


def check_page(application: Application, way: Way) -> dict[str, Any]:
    seen = filling(application)
    rows = [*answer_rows(seen, way), *giver_rows(application, way)]
    last = steps(seen.instrument, seen.answers)[-1].key
    return {
        **frame(application),
        "rows": fact_rows(rows),
        "equality": equality_row(application, way),
        "unmet": rules_said(unmet(application.call, application.side, seen.answers)),
        "missing": [{"text": row.label, "href": row.href} for row in rows if row.is_missing],
        "is_sent": seen.is_sent,
        "has_changes": seen.has_changes,
        "back_href": way.step(last),
        "home_href": way.start,
        "drop_href": way.step(DROP),
    }


def fact_rows(rows: list[Row]) -> list[tuple[Any, ...]]:
    change = _("Change")
    return [
        (row.label, row.said, {"text": change, "href": row.href, "hidden": row.label})
        if row.href
        else (row.label, row.said)
        for row in rows
    ]


def equality_row(application: Application, way: Way) -> list[tuple[Any, ...]]:
    """Whether anything was answered; what, is never shown again."""
    if equality_form(application.call) is None:
        return []
    said = _("Answered") if equality.has_answered(application) else _("Not answered")
    change = {"text": _("Change"), "href": way.step(EQUALITY), "hidden": _("Equality questions")}
    return [(_("Equality questions"), said, change)]


def copy_page(application: Application, way: Way) -> dict[str, Any]:
    """What was sent, to read."""
    seen = filling(application)
    return {
        **frame(application),
        "rows": _answered(seen),
        "givers": [(row.label, row.said) for row in giver_rows(application, way)],
        "back_href": way.start,
    }


def sent_page(application: Application, way: Way) -> dict[str, Any]:
    """That it has arrived, and what happens next."""
    form = filling(application).instrument
    return {
        **frame(application),
        "closing": form.closing.in_language(language()) if form.closing else "",
        "has_givers": bool(required_kinds(application)),
        "home_href": way.start,
    }


def withdraw_page(application: Application, way: Way) -> dict[str, Any]:
    happens = [
        _("Nobody judges your application, and nobody is asked about you any more."),
        _("You cannot take this back. While the call is open you can apply again."),
        _("What you wrote is kept with the programme’s records until you ask to have it deleted."),
    ]
    return {
        **frame(application),
        "title": _("Withdraw your application?"),
        "what_happens": happens,
        "button": _("Withdraw it"),
        "cancel_href": way.start,
        "is_dangerous": True,
    }


def drop_page(application: Application, way: Way) -> dict[str, Any]:
    return {
        **frame(application),
        "title": _("Go back to what you sent?"),
        "what_happens": [
            _("The changes that you have made since are deleted. What you sent stays as it is.")
        ],
        "button": _("Delete my changes"),
        "cancel_href": way.step(CHECK),
    }


def delete_equality_page(application: Application, way: Way) -> dict[str, Any]:
    return {
        **frame(application),
        "title": _("Delete your answers to the equality questions?"),
        "what_happens": [
            _("All of them are deleted at once. It makes no difference to your application."),
        ],
        "button": _("Delete them"),
        "cancel_href": way.start,
    }
