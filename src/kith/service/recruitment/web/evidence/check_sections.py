"""References and checks on the page of an application."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from kith.programmes.capabilities import Check as Kind
from kith.service.core.domain.permissions import Permission
from kith.service.recruitment.domain.evidence.checks import DONE
from kith.service.recruitment.domain.evidence.evidence import OVER
from kith.service.recruitment.models import Application, Check
from kith.service.recruitment.web.evidence.evidence_sections import address
from kith.service.recruitment.web.evidence.evidence_words import check_name
from kith.service.recruitment.web.sections import Section, SectionAction
from kith.service.ui.web.cells import link, state_tag
from kith.service.ui.web.wording import day

State = Check.State
TONES = {
    State.WANTED: "next",
    State.ASKED: "waiting",
    State.RECEIVED: "now",
    State.SEEN: "done",
    State.NOT_NEEDED: "plain",
}


def checks_section(application: Application, held: frozenset[Permission]) -> Section | None:
    """One row a check, with what can be done about it next."""
    checks = list(application.checks.select_related("file", "seen_by").order_by("kind", "id"))
    if not checks:
        return None
    done = sum(check.state in DONE for check in checks)
    said = _("%(count)s of %(total)s seen or not needed.") % {"count": done, "total": len(checks)}
    heads = (_("Check"), _("State"), _("What is known"))
    may_manage = Permission.APPLICATION_MANAGE in held and application.state not in OVER
    rows = tuple(_row(application, check, may_manage=may_manage) for check in checks)
    add = SectionAction(_("Add another reference"), address("add_reference", application))
    has_references = any(check.kind == Kind.REFERENCE for check in checks)
    return Section(
        _("References and checks"),
        sentences=(said,),
        heads=(*heads, _("Do")) if may_manage else heads,
        rows=rows,
        actions=(add,) if has_references and may_manage else (),
    )


def _row(application: Application, check: Check, *, may_manage: bool) -> tuple[Any, ...]:
    cells = (
        check_name(check.kind),
        state_tag(TONES[State(check.state)], str(check.get_state_display())),
        _known(application, check),
    )
    return (*cells, _actions(application, check)) if may_manage else cells


def _known(application: Application, check: Check) -> Any:
    if check.file is not None:
        words = _("Open the document")
        return link(address("check_document", application, check.pk), words, check_name(check.kind))
    parts = []
    if check.of_name:
        parts.append(f"{check.of_name} ({check.of_email})")
    elif check.kind == Kind.REFERENCE and check.state == State.WANTED:
        parts.append(_("Nobody named yet"))
    if check.state == State.ASKED and check.asked_at:
        parts.append(_("Asked on %(day)s") % {"day": day(check.asked_at)})
    if check.state in (State.RECEIVED, State.SEEN) and check.received_at:
        parts.append(_("Came on %(day)s without a document") % {"day": day(check.received_at)})
    if check.state == State.SEEN and check.seen_at and check.seen_by:
        parts.append(
            _("Seen on %(day)s by %(name)s") % {"day": day(check.seen_at), "name": check.seen_by.name}
        )
    if check.state == State.NOT_NEEDED:
        parts.append(check.reason)
    return ". ".join(parts) or "–"


def _actions(application: Application, check: Check) -> tuple[SectionAction, ...]:
    about = check_name(check.kind)
    found = []
    if check.state == State.RECEIVED:
        found.append(
            SectionAction(_("I have seen it"), _to("see_check", application, check), about, is_post=True)
        )
    if check.state in (State.WANTED, State.ASKED):
        is_reference = check.kind == Kind.REFERENCE
        if (check.of_email or not is_reference) and (is_reference or check.state == State.WANTED):
            href = _to("ask_check", application, check)
            found.append(SectionAction(_ask_words(check), href, about, is_post=True))
        if is_reference:
            words = _("Change the referee") if check.of_email else _("Name a referee")
            found.append(SectionAction(words, _to("name_referee", application, check), about))
        found.append(SectionAction(_("It has come"), _to("upload_check", application, check), about))
    if check.state not in DONE:
        found.append(SectionAction(_("Not needed"), _to("waive_check", application, check), about))
    return tuple(found)


def _ask_words(check: Check) -> str:
    if check.kind != Kind.REFERENCE:
        return _("Note as asked")
    return _("Ask again") if check.state == State.ASKED else _("Ask for it")


def _to(view: str, application: Application, check: Check) -> str:
    return address(view, application, check.pk)
