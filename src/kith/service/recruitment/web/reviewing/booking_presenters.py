"""What an applicant sees of an interview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.recruitment.domain.reviewing import interviewing
from kith.service.recruitment.models import Application, Slot
from kith.service.recruitment.web.parts import Part
from kith.service.recruitment.web.reviewing.booking_forms import ZoneForm, is_zone
from kith.service.ui.web.ways import Way
from kith.service.ui.web.wording import moment

State = Application.State


def zone_of(request: HttpRequest, application: Application) -> str:
    """The zone that the page is shown in: asked for, else the person's own."""
    asked = request.GET.get("zone", "")
    if is_zone(asked):
        return asked
    return application.person.time_zone if application.person else application.call.cohort.time_zone


def slot_choices(slots: Sequence[Slot], held: Slot | None, zone: str) -> list[tuple[str, str]]:
    shown = sorted([*slots, *([held] if held else [])], key=lambda one: one.starts_at)
    return [
        (
            str(one.pk),
            _("%(when)s, %(minutes)s minutes")
            % {"when": moment(one.starts_at, zone), "minutes": one.minutes},
        )
        for one in shown
    ]


def booking(
    application: Application, slots: Sequence[Slot], held: Slot | None, zone: str, home: str
) -> dict[str, Any]:
    cohort = application.call.cohort
    zones = dict.fromkeys(
        (zone, cohort.time_zone, application.person.time_zone if application.person else zone)
    )
    return {
        "organisation": cohort.organisation,
        "cohort_name": cohort.name,
        "any": bool(slots or held),
        "held": moment(held.starts_at, zone) if held else "",
        "where": held.panel.where if held else "",
        "zone": zone.replace("_", " "),
        "zone_form": ZoneForm(zone=zone),
        "zones": [(name, name.replace("_", " ")) for name in zones if name != zone],
        "home": home,
    }


def interview_part(application: Application, way: Way) -> Part | None:
    """The applicant's page: choose a time, or the time that was chosen."""
    if application.state != State.SHORTLISTED:
        return None
    heading = _("Your interview")
    href = (
        reverse("recruitment:book_by_link", args=[way.key])
        if way.actor.link is not None
        else reverse("recruitment:book_interview", args=[application.pk])
    )
    zone = application.person.time_zone if application.person else application.call.cohort.time_zone
    held = application.interview_slots.select_related("panel").first()
    if held is not None:
        facts = (
            (_("When"), moment(held.starts_at, zone)),
            (_("Where"), held.panel.where or _("We will write to you.")),
        )
        return Part(heading, (), facts, text=_("Choose another time"), href=href)
    if not interviewing.open_slots(application):
        return Part(_("You are on the shortlist"), (_("We will write to you about what comes next."),))
    return Part(
        heading,
        (_("You are on the shortlist. Please choose a time to meet us."),),
        text=_("Choose a time"),
        href=href,
        is_main=True,
    )
