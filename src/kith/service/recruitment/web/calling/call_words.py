"""What a call says to the public, worked out from its cohort's definition and the lead's own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kith.foundation.words import Text
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.recruitment.domain.calling.calls import Phase, phase_of
from kith.service.recruitment.domain.calling.closing import closing_words, opening_words
from kith.service.recruitment.domain.calling.forms import application_form, roles_called
from kith.service.recruitment.models import Call
from kith.service.ui.web.wording import span

TONES = {
    Phase.DRAFT: "plain",
    Phase.SOON: "next",
    Phase.OPEN: "now",
    Phase.CLOSED: "done",
    Phase.WITHDRAWN: "stopped",
}


@dataclass(frozen=True, slots=True)
class SideShown:
    """One side as the public sees it. ``apply_text`` and ``apply_href`` only while it can be applied to."""

    name: str
    plural: str
    places: str
    rules: tuple[str, ...]
    apply_text: str
    apply_href: str


def _language() -> str:
    return get_language() or "en"


def phase_words(call: Call, now: datetime) -> str:
    """Where it stands, with the moment that matters and its zone."""
    words = {"opens": opening_words(call), "closes": closing_words(call)}
    said = {
        Phase.DRAFT: _("This call is not published yet."),
        Phase.SOON: _("This call is not open yet. It opens: %(opens)s."),
        Phase.OPEN: _("Applications are open until %(closes)s."),
        Phase.CLOSED: _("This call is closed. It was open until %(closes)s."),
        Phase.WITHDRAWN: _("This call has been withdrawn. Nobody can apply to it any more."),
    }
    return said[phase_of(call, now)] % words


def own_words(call: Call, name: str) -> list[str]:
    """The lead's own words as paragraphs, in the reader's language or the nearest there is."""
    said = call.words.get(name)
    text = Text.of(said).in_language(_language()) if said else ""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def sides_shown(call: Call, now: datetime, code: str) -> list[SideShown]:
    is_open = phase_of(call, now) is Phase.OPEN
    return [_side(call, role, is_open, code) for role in roles_called(call)]


def _side(call: Call, role: Any, is_open: bool, code: str) -> SideShown:
    language = _language()
    name = role.name.in_language(language)
    most = call.cohort.sides.get(role.key, {}).get("max", role.places.max)
    return SideShown(
        name=name,
        plural=role.plural.in_language(language),
        places=ngettext("%(num)s place", "%(num)s places", most) % {"num": most},
        rules=tuple(rule.says.in_language(language) for rule in role.eligible),
        apply_text=_("Apply as: %(side)s") % {"side": name},
        apply_href=apply_address(call, role.key, code) if is_open else "",
    )


def apply_address(call: Call, side: str, code: str) -> str:
    """Where to apply; the channel that somebody came by goes with them in the address."""
    address = reverse("recruitment:apply", args=[call.address, side])
    return f"{address}?via={code}" if code else address


def call_page(call: Call, now: datetime, code: str = "") -> dict[str, Any]:
    """Everything that the public page shows."""
    definition, language = definition_of(call.cohort), _language()
    said = definition.call
    return {
        "cohort": call.cohort,
        "call": call,
        "programme": definition.name.in_language(language),
        "summary": definition.summary.in_language(language),
        "who": said.who.in_language(language) if said else "",
        "commitment": said.commitment.in_language(language) if said else "",
        "managers": said.managers.in_language(language) if said else "",
        "about": own_words(call, "about"),
        "contact": own_words(call, "contact"),
        "sides": sides_shown(call, now, code),
        "phase": phase_of(call, now),
        "phase_words": phase_words(call, now),
        "dates": [
            (_("Applications open"), opening_words(call)),
            (_("Applications close"), closing_words(call)),
            (_("The programme runs"), span(call.cohort.starts_on, call.cohort.ends_on)),
            (_("Run by"), call.cohort.organisation.name),
        ],
    }


def apply_page(call: Call, side: str) -> dict[str, Any]:
    """What to know before starting: the rules, how long it takes, what to have at hand."""
    definition, language = definition_of(call.cohort), _language()
    role = definition.role(side)
    minutes = application_form(call, side).minutes
    needs = [_("your own e-mail address, one that you can read now")]
    if role.requires:
        needs.append(
            _(
                "the name and work e-mail address of the person who can agree that you take part, such as your manager"
            )
        )
    return {
        "cohort": call.cohort,
        "call": call,
        "programme": definition.name.in_language(language),
        "side_name": role.name.in_language(language),
        "rules": [rule.says.in_language(language) for rule in role.eligible],
        "minutes": minutes or 20,
        "needs": needs,
        "closes": closing_words(call),
    }


def list_entry(call: Call, now: datetime) -> dict[str, Any]:
    """A call on the list of all."""
    definition, language = definition_of(call.cohort), _language()
    sides = _(", ").join(role.plural.in_language(language) for role in roles_called(call))
    return {
        "title": call.cohort.name,
        "href": reverse("recruitment:call", args=[call.address]),
        "text": f"{definition.name.in_language(language)} · {call.cohort.organisation.name}",
        "lines": [sides, phase_words(call, now)],
    }
