"""Concerns as their addressee and their writer see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kith.service.cohorts.models import Cohort
from kith.service.learning.domain.health.addressees import readers_of
from kith.service.learning.models import Concern
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.cells import link, state_tag
from kith.service.ui.web.wording import day, moment

State = Concern.State
TONES = {State.OPEN: "new", State.TAKEN_UP: "now", State.CLOSED: "plain"}


def tag(concern: Concern) -> SafeString:
    return state_tag(TONES[State(concern.state)], str(concern.get_state_display()))


def rows(cohort: Cohort, page: Iterable[Concern]) -> list[list[Any]]:
    address = addresses("learning:concern", cohort.pk)
    return [
        [
            link(
                address(one.pk),
                one.person.name if one.person else _("Somebody who has left"),
                day(one.created_at),
            ),
            day(one.created_at),
            _("Wants another partner") if one.wants_new_partner else _("None"),
            tag(one),
        ]
        for one in page
    ]


def page(concern: Concern) -> dict[str, Any]:
    person = concern.person
    facts: list[tuple[str, Any]] = [
        (_("Written by"), person.name if person else _("Somebody who has left")),
        (_("Sent on"), moment(concern.created_at)),
        (_("About their pair or mentoring"), _("Yes") if concern.relationship_id else _("No")),
        (
            _("Wants another partner"),
            _("Yes") if concern.wants_new_partner else _("No, or does not know yet"),
        ),
        (_("How to reach them"), concern.reach_by or (person.email if person else _("Not at all"))),
        (_("State"), tag(concern)),
    ]
    return {
        "cohort": concern.cohort,
        "concern": concern,
        "facts": facts,
        "is_to_contact": concern.to == Concern.To.SECOND_CONTACT,
    }


def own_rows(page: Iterable[Concern]) -> list[list[Any]]:
    address = addresses("learning:own_concern")
    return [
        [
            link(address(one.pk), day(one.created_at), one.cohort.name),
            one.cohort.name,
            str(one.get_to_display()),
            tag(one),
        ]
        for one in page
    ]


def own_page(concern: Concern) -> dict[str, Any]:
    names = [one.name for one in readers_of(concern.cohort, concern.to, concern.relationship)]
    facts: list[tuple[str, Any]] = [
        (_("Sent on"), moment(concern.created_at)),
        (_("Read by"), ", ".join(names) or _("nobody at present")),
        (_("State"), tag(concern)),
    ]
    if concern.taken_up_at:
        facts.append((_("Being looked into since"), day(concern.taken_up_at)))
    if concern.closed_at:
        facts.append((_("Closed on"), day(concern.closed_at)))
    return {
        "cohort": concern.cohort,
        "concern": concern,
        "facts": facts,
        "is_open": concern.state != State.CLOSED,
    }
