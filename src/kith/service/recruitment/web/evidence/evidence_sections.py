"""Who applied, what they answered, permission, checks and history: the first sections of an application's page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.questionnaires.responses import answers_from_json
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.permissions import Permission
from kith.service.recruitment.domain.applying.applying import WITHDRAWABLE
from kith.service.recruitment.domain.applying.files import named_files, sent_files
from kith.service.recruitment.domain.calling.forms import application_form
from kith.service.recruitment.domain.evidence.evidence import OVER, name_of, permission_of, required_kinds
from kith.service.recruitment.domain.evidence.evidence_mails import came_back
from kith.service.recruitment.domain.evidence.permission_answers import is_by_another
from kith.service.recruitment.models import Application, ApplicationFile, ManagerPermission
from kith.service.recruitment.web.evidence.evidence_words import permission_name
from kith.service.recruitment.web.evidence.list_rows import permission_tag
from kith.service.recruitment.web.sections import Section, SectionAction
from kith.service.ui.web.cells import link
from kith.service.ui.web.questionnaire import answered
from kith.service.ui.web.wording import day, moment

State = ManagerPermission.State
Held = frozenset[Permission]


def address(view: str, application: Application, *more: object) -> str:
    return reverse(f"recruitment:{view}", args=[application.call.cohort_id, application.pk, *more])


def identity_section(application: Application, held: Held) -> Section:
    language = get_language() or "en"
    zone = application.call.cohort.time_zone
    role = definition_of(application.call.cohort).role(application.side)
    facts: list[tuple[Any, ...]] = [
        (_("Name"), name_of(application) or _("No name yet")),
        (_("E-mail address"), application.person.email if application.person else application.email),
        (_("Side"), role.name.in_language(language)),
        (_("Sent"), moment(application.submitted_at, zone) if application.submitted_at else _("Not yet")),
        (_("Heard of it by"), application.channel.name if application.channel else _("The bare address")),
    ]
    may_withdraw = Permission.APPLICATION_MANAGE in held and application.state in WITHDRAWABLE
    withdraw = SectionAction(_("Withdraw it at their request"), address("withdraw_for", application))
    return Section(_("Who applied"), facts=tuple(facts), actions=(withdraw,) if may_withdraw else ())


def answers_section(application: Application, held: Held) -> Section:
    """What was sent; an application that was not sent is its writer's own."""
    if application.submitted_at is None:
        return Section(_("Answers"), sentences=(_("Nobody sees them before the application is sent."),))
    form = application_form(application.call, application.side)
    given = answers_from_json(form, application.answers)
    facts = answered(form, given, named_files(application, application.answers))
    rows = tuple((file.file.name, download) for file, download in _files(application))
    heads = (_("File"), _("Download")) if rows else ()
    return Section(_("Answers"), facts=tuple(facts), heads=heads, rows=rows, folded=True)


def _files(application: Application) -> list[tuple[ApplicationFile, Any]]:
    return [
        (one, link(address("application_file", application, one.pk), _("Download"), one.file.name))
        for one in sent_files(application)
    ]


def eligibility_section(application: Application, held: Held) -> Section | None:
    """Each rule in its own words, and whether the answers meet it."""
    rules = definition_of(application.call.cohort).role(application.side).eligible
    if not rules or application.submitted_at is None:
        return None
    language = get_language() or "en"
    rows = tuple(
        (rule.says.in_language(language), _("Not met") if rule.key in application.unmet else _("Met"))
        for rule in rules
    )
    unmet = sum(rule.key in application.unmet for rule in rules)
    said = (
        _("The answers meet every rule.")
        if not unmet
        else _("Not every rule is met. You decide what that means.")
    )
    return Section(_("Who may apply"), sentences=(said,), heads=(_("Rule"), _("By the answers")), rows=rows)


def permission_section(application: Application, held: Held) -> Section | None:
    kinds = required_kinds(application)
    if not kinds:
        return None
    facts: list[tuple[Any, ...]] = []
    actions: list[SectionAction] = []
    for kind in kinds:
        permission = permission_of(application, kind)
        facts += _permission_facts(application, permission)
        if Permission.APPLICATION_MANAGE in held:
            actions += _permission_actions(application, permission)
    return Section(_("Permission"), facts=tuple(facts), actions=tuple(actions))


def _permission_facts(application: Application, permission: ManagerPermission) -> list[tuple[Any, ...]]:
    is_over = application.state in OVER
    facts: list[tuple[Any, ...]] = [
        (permission_name(permission.kind), permission_tag(permission, timezone.now(), is_over=is_over))
    ]
    if permission.name:
        named = ", ".join(part for part in (permission.name, permission.position, permission.email) if part)
        facts.append((_("Named by the applicant"), named))
    if permission.state == State.WAITING and permission.asked_at and came_back(permission):
        facts.append((_("The mail"), _("It did not arrive. Check the address.")))
    if permission.nudges and permission.nudged_at:
        said = _("%(num)s times, last on %(day)s") % {
            "num": permission.nudges,
            "day": day(permission.nudged_at),
        }
        facts.append((_("Asked again"), said))
    if permission.decided_by:
        who = f"{permission.decided_by}, {permission.decided_as}"
        if is_by_another(permission):
            who = _("%(who)s. This is not the person who was named: the link was passed on.") % {"who": who}
        facts.append((_("Answered by"), who))
    if permission.note:
        facts.append((_("Their note"), permission.note))
    if permission.state == State.WAIVED:
        name = permission.waived_by.name if permission.waived_by else ""
        facts.append(
            (_("Why it is not needed"), f"{permission.reason} ({name})" if name else permission.reason)
        )
    return facts


def _permission_actions(application: Application, permission: ManagerPermission) -> list[SectionAction]:
    if application.state in OVER:
        return []
    about, kind = permission_name(permission.kind), permission.kind
    found = []
    if permission.state == State.WAITING and permission.email and application.submitted_at:
        words = _("Ask again") if permission.asked_at else _("Ask now")
        href = address("nudge_permission", application, kind)
        found.append(SectionAction(words, href, about, is_post=True))
    if permission.state in (State.WAITING, State.REFUSED):
        words = _("Name somebody else") if permission.email else _("Say who can give it")
        found.append(SectionAction(words, address("change_giver", application, kind), about))
        words = _("Do without it")
        found.append(SectionAction(words, address("waive_permission", application, kind), about))
    return found


def history_section(application: Application, held: Held) -> Section:
    """What happened, when, in words; the audit trail has who clicked."""
    zone = application.call.cohort.time_zone
    happened: list[tuple[datetime | None, str]] = [
        (application.opened_at, _("Begun")),
        (application.submitted_at, _("Sent")),
        (application.permitted_at, _("All permissions in hand")),
        (application.shortlisted_at, _("Shortlisted")),
        (application.interviewed_at, _("Interviewed")),
        (application.offered_at, _("Offered a place")),
        (application.accepted_at, _("Place accepted")),
        (application.withdrawn_at, _("Withdrawn")),
    ]
    for permission in application.permissions.all():
        happened.append((permission.asked_at, _("Manager asked")))
        happened.append((permission.nudged_at, _("Manager asked again")))
        happened.append((permission.decided_at, str(permission.get_state_display())))
    for check in application.checks.all():
        happened += [(check.received_at, _("A check has come")), (check.seen_at, _("A check was seen"))]
    dated = sorted((when, what) for when, what in happened if when is not None)
    rows = tuple((moment(when, zone), what) for when, what in dated)
    return Section(
        _("History"),
        sentences=() if rows else (_("Nothing yet."),),
        heads=(_("When"), _("What")) if rows else (),
        rows=rows,
        folded=True,
    )
