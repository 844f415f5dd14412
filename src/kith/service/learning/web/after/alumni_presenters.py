"""The directory of alumni, and what a lead asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kith.service.cohorts.models import Cohort
from kith.service.learning.domain.after.alumni import OFFERS
from kith.service.learning.models import Alumnus, AlumnusAsked
from kith.service.learning.web.after.alumni_forms import offer_names
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.cells import link, post_button, state_tag
from kith.service.ui.web.wording import day

Answer = AlumnusAsked.Answer


def directory_rows(page: Iterable[Alumnus], cohort: Cohort | None, asked: set[UUID]) -> list[list[Any]]:
    """``cohort``: the one for which a lead may ask, which adds a column."""
    names = offer_names()
    address = addresses("learning:ask_alumnus", cohort.pk) if cohort else None
    rows: list[list[Any]] = []
    for one in page:
        offers = [names[ask] for ask, field in OFFERS.items() if getattr(one, field)]
        mail = (
            format_html('<a class="nhsuk-link" href="mailto:{}">{}</a>', one.person.email, one.person.email)
            if one.shows_address
            else "–"
        )
        row = [
            one.person.name,
            one.line or "–",
            one.cohort.name if one.cohort else "–",
            "; ".join(offers) or "–",
            mail,
        ]
        if address is not None:
            row.append(_ask_cell(one, address, asked, bool(offers)))
        rows.append(row)
    return rows


def _ask_cell(one: Alumnus, address: Any, asked: set[UUID], offers: bool) -> Any:
    if one.pk in asked:
        return _("Asked")
    return link(address(one.pk), _("Ask"), one.person.name) if offers else "–"


def asked_rows(request: HttpRequest, asks: Iterable[AlumnusAsked]) -> list[list[Any]]:
    """Whom the lead asked for the cohort, what they said, and what is left to do."""
    names = offer_names()
    return [
        [
            one.alumnus.person.name,
            names[one.ask],
            day(one.created_at),
            _answer_cell(one),
            _to_do(request, one),
        ]
        for one in asks
    ]


def _answer_cell(one: AlumnusAsked) -> Any:
    if one.answer == Answer.YES:
        return state_tag("done", _("Yes"))
    if one.answer == Answer.NO:
        return state_tag("plain", _("Not this time"))
    return state_tag("waiting", _("Not answered yet"))


def _to_do(request: HttpRequest, one: AlumnusAsked) -> Any:
    if one.answer != Answer.YES:
        return "–"
    if one.settled_at is not None:
        return done_words(one)
    words = to_do_words()[one.ask]
    address = reverse("learning:settle_ask", args=[one.cohort_id, one.pk])
    button = post_button(request, address, _("I have seen to it"), one.alumnus.person.name)
    return format_html("{} {}", words, button)


def asked_page(row: AlumnusAsked) -> dict[str, Any]:
    """One thing that the reader is asked, or was."""
    facts = [(_("What for"), offer_names()[row.ask])]
    if row.event is not None:
        facts.append((_("Session"), row.event.title))
    facts.append((_("Asked on"), day(row.created_at)))
    said = {
        Answer.YES: _(
            "You said yes. Thank you. The people who run the programme will write to you about what comes next."
        ),
        Answer.NO: _("You said that you would rather not this time. That is fine."),
    }.get(Answer(row.answer), "")
    if row.answer == Answer.WAITING and not row.cohort.is_open:
        said = _("The cohort is over, so there is nothing to answer any more.")
    return {
        "row": row,
        "facts": facts,
        "said": said,
        "reads_now": row.ask == AlumnusAsked.Ask.REVIEWER
        and row.answer == Answer.YES
        and row.settled_at is not None,
    }


def done_words(one: AlumnusAsked) -> str:
    if one.ask == AlumnusAsked.Ask.REVIEWER:
        return _("Reads applications now")
    if one.event is not None:
        return _("Speaks at “%(event)s”") % {"event": one.event.title}
    return _("Seen to")


def to_do_words() -> Mapping[str, str]:
    """What a yes leaves to the lead."""
    return {
        AlumnusAsked.Ask.MENTOR: _("Say whom they mentor, on the mentors’ page."),
        AlumnusAsked.Ask.REVIEWER: _("Add them to the reviewers when there is a call."),
        AlumnusAsked.Ask.SPEAKER: _("Agree with them when and where they speak."),
    }
