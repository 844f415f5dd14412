"""The mails about an offer, each with a personal link to the application's own page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from kith.service.core.domain.actors import Actor
from kith.service.recruitment.domain.applicant_mail import common_words, queue
from kith.service.recruitment.models import Application, Offer
from kith.service.ui.web.wording import day

OFFER, TAKEN_BACK, RAN_OUT = "recruitment.offer", "recruitment.offer_taken_back", "recruitment.offer_ran_out"

Words = Callable[[dict[str, str]], tuple[str, str]]


def queue_offer(*, by: Actor, offer: Offer) -> None:
    """The offer, with the day until which it stands."""
    subject, body = words_of_offer(offer)
    queue(by, offer.application, OFFER, subject, body, once_key=f"{OFFER}:{offer.pk}")


def words_of_offer(offer: Offer) -> tuple[str, str]:
    """Subject and body in the applicant's language, with ``{link}`` where the link goes."""
    application = offer.application
    with translation.override(application.language):
        words = {**common_words(application), "day": last_day(offer)}
        subject = _("We offer you a place in %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "We are glad to offer you a place in %(cohort)s (%(programme)s), as %(role)s.\n\n"
                "Please say by the end of %(day)s whether you take it:\n%(link)s\n\n"
                "If we do not hear from you by then, we offer the place to somebody else. "
                "If you cannot start this time, you can say so on the same page.\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    return subject, body


def queue_taken_back(*, by: Actor, application: Application) -> None:
    with translation.override(application.language):
        words = common_words(application)
        subject = _("About the place we offered you in %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "We have had to take back the place in %(cohort)s that we offered you. We are sorry. "
                "The people who run the programme can tell you why.\n\n"
                "Your application is still with us:\n%(link)s\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    count = application.offers.count()
    queue(by, application, TAKEN_BACK, subject, body, once_key=f"{TAKEN_BACK}:{application.pk}:{count}")


def queue_ran_out(*, by: Actor, application: Application) -> None:
    with translation.override(application.language):
        words = common_words(application)
        subject = _("Our offer of a place in %(cohort)s has run out") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "We offered you a place in %(cohort)s and have not heard from you, so the offer has run out. "
                "If you still want to take part, write to the people who run the programme: they may have "
                "another place.\n\n"
                "Your application:\n%(link)s\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    count = application.offers.count()
    queue(by, application, RAN_OUT, subject, body, once_key=f"{RAN_OUT}:{application.pk}:{count}")


def last_day(offer: Offer) -> str:
    """The last whole day on which it can be answered, in words, where the cohort is."""
    zone = offer.application.call.cohort.time_zone
    last = (offer.expires_at - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date()
    return day(last)
