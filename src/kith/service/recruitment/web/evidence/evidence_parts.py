"""Permission and references on the applicant's own page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.programmes.capabilities import Check as Kind
from kith.service.recruitment.domain.evidence.evidence import OVER, permission_of, required_kinds
from kith.service.recruitment.models import Application, Check, ManagerPermission
from kith.service.recruitment.web.evidence.evidence_words import permission_name
from kith.service.recruitment.web.parts import Part
from kith.service.ui.web.ways import Way
from kith.service.ui.web.wording import day

State = ManagerPermission.State


def permission_part(application: Application, way: Way) -> Part | None:
    """Who was asked and what they said. Of several kinds the first that still waits has the link."""
    if application.submitted_at is None or application.state in OVER:
        return None
    kinds = required_kinds(application)
    if not kinds:
        return None
    rows = [permission_of(application, kind) for kind in kinds]
    facts: list[tuple[str, str]] = []
    for row in rows:
        facts.append((permission_name(row.kind), said_of(row)))
        if row.note:
            facts.append((_("Note from %(name)s") % {"name": row.decided_by}, row.note))
    open_ones = [row for row in rows if row.state == State.WAITING]
    first = next((row for row in open_ones if not row.email), open_ones[0] if open_ones else None)
    if first is None:
        return Part(_("Permission"), facts=tuple(facts))
    is_missing = not first.email
    return Part(
        _("Permission"),
        facts=tuple(facts),
        text=_("Say who can give permission") if is_missing else _("Ask somebody else instead"),
        href=giver_address(way, first.kind),
        is_main=is_missing,
    )


def said_of(row: ManagerPermission) -> str:
    """Where one permission stands, as its applicant reads it."""
    if row.state == State.GIVEN:
        return _("%(name)s has agreed") % {"name": row.decided_by}
    if row.state == State.REFUSED:
        return _(
            "%(name)s could not agree this time. The people who run the programme know and can help."
        ) % {"name": row.decided_by}
    if row.state == State.WAIVED:
        return _("Not needed")
    if row.asked_at is None:
        return _("Nobody has been asked yet")
    return _("We asked %(name)s on %(day)s and have no answer yet. We remind them.") % {
        "name": row.name,
        "day": day(row.asked_at),
    }


def references_part(application: Application, way: Way) -> Part | None:
    """Naming a referee; what the referee writes is not shown."""
    if application.submitted_at is None or application.state in OVER:
        return None
    rows = list(application.checks.filter(kind=Kind.REFERENCE).order_by("id"))
    if not rows:
        return None
    facts = tuple((row.of_name or _("Nobody named yet"), _where(row)) for row in rows)
    unnamed = next((row for row in rows if not row.of_email and row.state == Check.State.WANTED), None)
    if unnamed is None:
        return Part(_("Reference from a referee"), facts=facts)
    return Part(
        _("Reference from a referee"),
        (
            _(
                "Name somebody who knows your work and is not a relative. We write to them only when it is needed."
            ),
        ),
        facts,
        _("Name a referee"),
        referee_address(way, unnamed),
    )


def _where(row: Check) -> str:
    return {
        Check.State.WANTED: _("We have not written to them yet"),
        Check.State.ASKED: _("We have written to them"),
        Check.State.RECEIVED: _("It has come"),
        Check.State.SEEN: _("It has come"),
        Check.State.NOT_NEEDED: _("Not needed"),
    }[Check.State(row.state)]


def giver_address(way: Way, kind: str) -> str:
    view = "giver_by_link" if way.actor.link is not None else "own_giver"
    return reverse(f"recruitment:{view}", args=[way.key, kind])


def referee_address(way: Way, check: Check) -> str:
    view = "referee_by_link" if way.actor.link is not None else "own_referee"
    return reverse(f"recruitment:{view}", args=[way.key, check.pk])
