"""Decisions and offers on the lead's page of one application."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.core.domain.permissions import Permission
from kith.service.recruitment.models import Application
from kith.service.recruitment.web.sections import Section, SectionAction
from kith.service.ui.web.wording import moment


def decision_section(application: Application, held: frozenset[Permission]) -> Section | None:
    """Who decided what, when and why; and the offers with their answers."""
    if Permission.SELECT not in held:
        return None
    zone = application.call.cohort.time_zone
    decided = [
        (
            moment(row.created_at, zone),
            str(row.get_kind_display()),
            row.person.name if row.person else _("Kith, as laid down"),
            row.reason or "–",
        )
        for row in application.decisions.select_related("person")
    ]
    answered = [
        (
            moment(offer.answered_at, zone),
            str(offer.get_state_display()),
            application.name,
            offer.reason or "–",
        )
        for offer in application.offers.order_by("created_at")
        if offer.answered_at is not None
    ]
    rows = tuple(decided + answered)
    href = f"{reverse('recruitment:selection', args=[application.call.cohort_id])}?side={application.side}"
    return Section(
        _("Decisions"),
        sentences=() if rows else (_("Nothing has been decided yet."),),
        heads=(_("When"), _("What"), _("Who"), _("Why")) if rows else (),
        rows=rows,
        actions=(SectionAction(_("Go to the ranking"), href),),
    )
