"""What an applicant sees of an offer."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.core.domain.links import link_path
from kith.service.core.models import LinkPurpose
from kith.service.recruitment.domain.selecting.letters import TOLD, letter_is_sent
from kith.service.recruitment.domain.selecting.offer_mails import last_day
from kith.service.recruitment.models import Application, Offer
from kith.service.recruitment.web.parts import Part
from kith.service.ui.web.ways import Way

State = Application.State


def home_by_link(secret: str) -> str:
    return link_path(LinkPurpose.APPLY, secret)


def home_signed_in(application: Application) -> str:
    return reverse("recruitment:own_application", args=[application.pk])


def offer(shown: Offer, home: str) -> dict[str, Any]:
    application = shown.application
    cohort = application.call.cohort
    definition, language = definition_of(cohort), get_language() or "en"
    return {
        "organisation": cohort.organisation,
        "facts_shown": [
            (_("Programme"), definition.name.in_language(language)),
            (_("Cohort"), cohort.name),
            (_("Your part"), definition.role(application.side).name.in_language(language)),
            (_("The offer stands until the end of"), last_day(shown)),
        ],
        "commitment": definition.call.commitment.in_language(language) if definition.call else "",
        "home": home,
    }


def no_offer(application: Application, home: str) -> dict[str, Any]:
    return {
        "organisation": application.call.cohort.organisation,
        "ran_out": application.state == State.EXPIRED,
        "home": home,
    }


def offer_part(application: Application, way: Way) -> Part | None:
    """The applicant's page: the offer and its day, or what became of it."""
    heading = _("A place for you")
    if application.state == State.OFFERED:
        standing = (
            application.offers.filter(state=Offer.State.OPEN)
            .select_related("application__call__cohort")
            .first()
        )
        if standing is None:
            return None
        href = (
            reverse("recruitment:offer_by_link", args=[way.key])
            if way.actor.link is not None
            else reverse("recruitment:answer_offer", args=[application.pk])
        )
        until = _("Please answer by the end of %(day)s.") % {"day": last_day(standing)}
        return Part(
            heading, (_("We offer you a place."), until), text=_("Answer the offer"), href=href, is_main=True
        )
    said = {
        State.ACCEPTED: _("You have taken your place. We will write to you about what comes next."),
        State.DECLINED: _("You have declined the place. Thank you for telling us."),
        State.DEFERRED: _("You asked to be considered for a later cohort. We have noted it."),
        State.EXPIRED: _(
            "The offer ran out. If you still want to take part, write to the people who run the programme."
        ),
        State.WAITING: _("You are on the waiting list. We write to you at once if a place falls free."),
    }.get(State(application.state))
    if application.state in TOLD and letter_is_sent(application):
        said = _("This time we cannot offer you a place. Our letter says more.")
    return Part(heading, (said,)) if said else None
