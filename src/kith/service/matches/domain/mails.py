"""The mails that a publication sends: to each person in a pair, and to each who has no partner yet."""

from __future__ import annotations

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from kith.service.cohorts.domain import cohort_mail
from kith.service.cohorts.domain.places import link_expiry
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import LinkWanted
from kith.service.core.domain.mail_text import LINK
from kith.service.core.models import LinkPurpose
from kith.service.matches.models import Publication

PAIRED, NOT_PAIRED = "matches.paired", "matches.not_paired"


def queue_publication(*, by: Actor, publication: Publication) -> int:
    """Queue every mail of a publication; how many."""
    count = 0
    for pair in publication.pairs.select_related("left__person", "right__person"):
        for place, partner in ((pair.left, pair.right), (pair.right, pair.left)):
            subject, body = words_of_pair(place, partner)
            queue(by, publication, place, PAIRED, subject, body)
            count += 1
    alone = [UUID(one["id"]) for one in publication.run.without_partner] if publication.run else []
    for place in Place.objects.filter(pk__in=alone).select_related("person"):
        subject, body = words_of_waiting(place)
        queue(by, publication, place, NOT_PAIRED, subject, body)
        count += 1
    return count


def words_of_pair(place: Place, partner: Place) -> tuple[str, str]:
    """Subject and body of the mail to ``place`` about their partner, in the receiver's language."""
    with translation.override(place.person.language):
        words = {
            "name": place.person.called,
            "partner": partner.person.name,
            "address": partner.person.email,
            "cohort": place.cohort.name,
            "organisation": place.cohort.organisation.name,
            "page": LINK,
        }
        subject = _("Your partner in %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "Your partner in %(cohort)s is %(partner)s (%(address)s).\n\n"
                "A good first step is to write to each other this week and find an hour to meet. "
                "Your page says why you were brought together and what comes next:\n%(page)s\n\n"
                "If something is not right, tell the people who run the programme; nobody else is told.\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    return subject, body


def words_of_waiting(place: Place) -> tuple[str, str]:
    """Subject and body of the mail to somebody without a partner."""
    with translation.override(place.person.language):
        words = {
            "name": place.person.called,
            "cohort": place.cohort.name,
            "organisation": place.cohort.organisation.name,
        }
        subject = _("We have no partner for you yet in %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "The pairs of %(cohort)s are made, and we could not find a partner for you this time. "
                "This says nothing about you: the two sides are seldom the same size, and some people cannot be brought "
                "together for practical reasons.\n\n"
                "You keep your place. The people who run the programme will write to you about what can be done.\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    return subject, body


def queue(by: Actor, publication: Publication, place: Place, purpose: str, subject: str, body: str) -> None:
    cohort_mail.queue(
        by,
        publication.cohort,
        place.person,
        purpose,
        subject,
        body,
        occasion=f"{publication.pk}:{place.pk}",
        link=_link(publication, place) if LINK in body else None,
    )


def _link(publication: Publication, place: Place) -> LinkWanted:
    """To the page of their place, which needs no account."""
    expires = link_expiry(publication.cohort)
    return LinkWanted.to(place, purpose=LinkPurpose.CONFIRM_PLACE, expires=expires, person_id=place.person_id)
