"""The mails after a programme: would you help; you organise a series; a meeting is not planned any more."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kith.service.cohorts.domain import cohort_mail
from kith.service.core.domain import outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute
from kith.service.learning.models import AlumnusAsked, Series
from kith.service.people.models import Person

ASKED, ORGANISER = "learning.alumnus_asked", "learning.series_organiser"


def queue_ask(*, by: Actor, asked: AlumnusAsked) -> None:
    """Ask, with what the lead wrote and a page to answer on."""
    person, cohort = asked.alumnus.person, asked.cohort
    with translation.override(person.language):
        words = {
            "name": person.called,
            "cohort": cohort.name,
            "organisation": cohort.organisation.name,
            "what": wishes()[asked.ask],
            "words": f"\n{asked.words}\n" if asked.words else "",
            "address": absolute(reverse("learning:asked", args=[asked.alumnus.organisation.slug])),
        }
        subject = _("Would you help %(cohort)s?") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "You said that you would help those who come after you. %(what)s It is for %(cohort)s.\n%(words)s\n"
                "Please say yes or no here; sign in with this e-mail address, you need no password:\n%(address)s\n\n"
                "If you say no, or nothing, you are not asked again for this cohort.\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    cohort_mail.queue(by, cohort, person, ASKED, subject, body, occasion=asked.pk)


def wishes() -> Mapping[str, str]:
    """What is asked for, in a sentence."""
    return {
        AlumnusAsked.Ask.MENTOR: _("Would you mentor somebody?"),
        AlumnusAsked.Ask.REVIEWER: _("Would you read applications?"),
        AlumnusAsked.Ask.SPEAKER: _("Would you come and speak?"),
    }


def queue_organiser(*, by: Actor, series: Series, person: Person) -> None:
    """Tell somebody that they organise a series now."""
    with translation.override(person.language):
        words = {
            "name": person.called,
            "series": series.name,
            "organisation": series.organisation.name,
            "address": absolute(reverse("learning:series", args=[series.pk])),
        }
        subject = _("You organise %(series)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "You are now one of those who organise %(series)s. You can plan its meetings, change them, and hand it "
                "on to somebody else.\n\n"
                "Sign in with this e-mail address, you need no password:\n%(address)s\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    outbox.queue_mail(
        by=by,
        organisation=series.organisation,
        person=person,
        purpose=ORGANISER,
        subject=subject,
        body=body,
        once_key=f"{ORGANISER}:{series.pk}:{person.pk}",
    )
