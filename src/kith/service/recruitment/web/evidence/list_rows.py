"""What a row of the lead's list of applications says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.recruitment.domain.evidence.checks import DONE
from kith.service.recruitment.domain.evidence.evidence import IN_HAND, OVER
from kith.service.recruitment.domain.evidence.listing import Needs
from kith.service.recruitment.models import Application, Call, ManagerPermission
from kith.service.ui.web.cells import link, state_tag
from kith.service.ui.web.wording import day_short

State = Application.State
TONES = {
    State.STARTED: "next",
    State.SUBMITTED: "now",
    State.SHORTLISTED: "new",
    State.NOT_SHORTLISTED: "plain",
    State.INTERVIEWED: "new",
    State.WAITING: "waiting",
    State.OFFERED: "waiting",
    State.ACCEPTED: "done",
    State.DECLINED: "stopped",
    State.DEFERRED: "plain",
    State.EXPIRED: "stopped",
    State.NOT_SELECTED: "plain",
    State.WITHDRAWN: "stopped",
}


def needs_choices() -> list[tuple[str, str]]:
    return [
        (Needs.PERMISSION, _("Waiting for permission")),
        (Needs.REFUSED, _("Permission not given")),
        (Needs.ELIGIBILITY, _("Eligibility not met")),
        (Needs.LATE, _("Late")),
        (Needs.RECEIVED, _("References and checks to look at")),
        (Needs.CHECKS, _("Checks not finished")),
    ]


def application_rows(call: Call, page: Iterable[Application], *, may_choose: bool) -> list[list[Any]]:
    """Reference, name, side, sent, permission, checks, state, and a box to tick."""
    language = get_language() or "en"
    sides = {role.key: role.name.in_language(language) for role in definition_of(call.cohort).roles}
    now = timezone.now()
    found = []
    for row in page:
        address = reverse("recruitment:application", args=[call.cohort_id, row.pk])
        cells: list[Any] = [
            link(address, row.reference, row.name),
            row.name or _("No name yet"),
            sides.get(row.side, row.side),
            day_short(row.submitted_at) if row.submitted_at else _("Not yet"),
            permission_cell(row, now),
            checks_words(row),
            state_tag(TONES[State(row.state)], str(row.get_state_display())),
        ]
        found.append([*cells, tick_box(row)] if may_choose else cells)
    return found


def permission_cell(row: Application, now: datetime) -> SafeString | str:
    """All permissions of one application in one tag: the one that holds it up, else that they are there."""
    permissions = list(row.permissions.all())
    if not permissions or row.state == State.STARTED:
        return "–"
    worst = min(permissions, key=lambda one: _ORDER.index(one.state))
    return permission_tag(worst, now, is_over=row.state in OVER)


_ORDER: list[str] = [
    ManagerPermission.State.REFUSED,
    ManagerPermission.State.WAITING,
    ManagerPermission.State.GIVEN,
    ManagerPermission.State.WAIVED,
]


def permission_tag(permission: ManagerPermission, now: datetime, *, is_over: bool = False) -> SafeString:
    """Waiting since when, or until when the link worked that nobody answered."""
    if permission.state in IN_HAND:
        return state_tag("done", str(permission.get_state_display()))
    if permission.state == ManagerPermission.State.REFUSED:
        return state_tag("stopped", str(permission.get_state_display()))
    if is_over:
        return state_tag("plain", _("Not answered"))
    if permission.asked_at is None:
        return state_tag("late", _("Nobody asked yet"))
    if permission.answer_by is not None and permission.answer_by <= now:
        return state_tag("late", _("Link ran out on %(day)s") % {"day": day_short(permission.answer_by)})
    return state_tag("waiting", _("Waiting since %(day)s") % {"day": day_short(permission.asked_at)})


def checks_words(row: Application) -> str:
    checks = list(row.checks.all())
    if not checks:
        return "–"
    done = sum(check.state in DONE for check in checks)
    return _("%(count)s of %(total)s") % {"count": done, "total": len(checks)}


def tick_box(row: Application) -> SafeString:
    """The NHS small checkbox; its label is the reference, heard and not seen."""
    return format_html(
        '<div class="nhsuk-checkboxes nhsuk-checkboxes--small"><div class="nhsuk-checkboxes__item">'
        '<input class="nhsuk-checkboxes__input" id="choose-{0}" name="application" type="checkbox" value="{0}">'
        '<label class="nhsuk-label nhsuk-checkboxes__label" for="choose-{0}">'
        '<span class="nhsuk-u-visually-hidden">{1}</span></label></div></div>',
        row.pk,
        _("Choose %(reference)s") % {"reference": row.reference},
    )
