"""What the pages about interviews show."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.permissions import Permission
from kith.service.recruitment.domain.reviewing import interviewing
from kith.service.recruitment.models import Application, Call, Panel, Slot
from kith.service.recruitment.web.sections import Section
from kith.service.ui.web.tables import tag_html
from kith.service.ui.web.wording import clock, moment

State = Application.State


def interviews(call: Call) -> dict[str, Any]:
    cohort = call.cohort
    shortlisted = call.applications.filter(state=State.SHORTLISTED, example="")
    unbooked = shortlisted.filter(interview_slots=None).count()
    return {
        "cohort": cohort,
        "panels": [_panel(call, panel) for panel in interviewing.panels_of(call)],
        "unbooked": unbooked,
        "zone": cohort.time_zone.replace("_", " "),
        "here": "programmes",
    }


def _panel(call: Call, panel: Panel) -> dict[str, Any]:
    side = panel.side
    language = get_language() or "en"
    return {
        "name": panel.name,
        "members": ", ".join(member.person.name for member in panel.members.all()),
        "side": definition_of(call.cohort).role(side).plural.in_language(language)
        if side
        else _("Everybody"),
        "where": panel.where,
        "add_href": reverse("recruitment:add_slots", args=[call.cohort_id, panel.pk]),
        "slots": [_slot_row(call, slot) for slot in panel.slots.all()],
    }


def _slot_row(call: Call, slot: Slot) -> dict[str, Any]:
    zone = call.cohort.time_zone
    end = slot.starts_at + timedelta(minutes=slot.minutes)
    booked = slot.application
    return {
        "when": f"{moment(slot.starts_at, zone)} – {clock(end, zone)}",
        "who": Markup('<a class="nhsuk-link" href="{}">{} ({})</a>').format(
            reverse("recruitment:application", args=[call.cohort_id, booked.pk]),
            booked.name,
            booked.reference,
        )
        if booked
        else tag_html("new", _("Free")),
        "remove_href": None if booked else reverse("recruitment:remove_slot", args=[call.cohort_id, slot.pk]),
    }


def interview_section(application: Application, held: frozenset[Permission]) -> Section | None:
    if Permission.SELECT not in held:
        return None
    slot = application.interview_slots.select_related("panel").first()
    if slot is None:
        return None
    zone = application.call.cohort.time_zone
    facts = (
        (_("When"), moment(slot.starts_at, zone)),
        (_("Panel"), slot.panel.name),
        (_("Where"), slot.panel.where or "–"),
    )
    return Section(_("Interview"), facts=facts)
