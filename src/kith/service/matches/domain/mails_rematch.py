"""The mails that a re-match sends, to those alone whose partner changes; and the one when a partner has left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from kith.service.cohorts.domain import cohort_mail
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.mail_text import LINK
from kith.service.matches.domain.mails import NOT_PAIRED, PAIRED, queue, words_of_pair
from kith.service.matches.models import Pair, Publication

if TYPE_CHECKING:
    from kith.service.matches.domain.rematching import Outcome

PARTNER_LEFT = "matches.partner_left"


@dataclass(frozen=True, slots=True)
class Letter:
    """Who is written to: whom they are with from now on, and whom they were with until now."""

    place: Place
    partner: Place | None
    before: Place | None

    @property
    def purpose(self) -> str:
        return PAIRED if self.partner else NOT_PAIRED

    @property
    def words(self) -> tuple[str, str]:
        """Subject and body in the receiver's language."""
        if self.partner is None:
            return words_of_waiting_again(self.place, self.before)
        if self.before is None:
            return words_of_pair(self.place, self.partner)
        return words_of_changed(self.place, self.partner, self.before)


def letters_of(outcome: Outcome) -> list[Letter]:
    """One for each person whose partner changes: new to a pair, with somebody else now, or waiting again."""
    before: dict[UUID, Place] = {}
    for pair in outcome.ends:
        before[pair.left_id], before[pair.right_id] = pair.right, pair.left
    wanted = {UUID(made[side]) for made, _reasons in outcome.new for side in ("left", "right")}
    people = {place.pk: place for pair in outcome.ends for place in (pair.left, pair.right)}
    rows = Place.objects.filter(pk__in=wanted | set(people)).order_by("pk")
    people = {
        place.pk: place
        for place in rows.select_related("person", "cohort__organisation", "cohort__definition")
    }
    partner: dict[UUID, Place] = {}
    for made, _reasons in outcome.new:
        left, right = UUID(made["left"]), UUID(made["right"])
        partner[left], partner[right] = people[right], people[left]
    return [Letter(place, partner.get(key), before.get(key)) for key, place in people.items()]


def queue_letters(*, by: Actor, publication: Publication, letters: Iterable[Letter]) -> int:
    """How many were queued."""
    count = 0
    for letter in letters:
        queue(by, publication, letter.place, letter.purpose, *letter.words)
        count += 1
    return count


def words_of_changed(place: Place, partner: Place, before: Place) -> tuple[str, str]:
    """To somebody whose partner changes."""
    with translation.override(place.person.language):
        words = _words(place) | {
            "partner": partner.person.name,
            "address": partner.person.email,
            "before": before.person.name,
            "page": LINK,
        }
        subject = _("Your new partner in %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "Your pair with %(before)s in %(cohort)s has come to its end, and your new partner is %(partner)s "
                "(%(address)s). Pairs are made anew now and then so that everybody has somebody to learn with. It says "
                "nothing about either of you.\n\n"
                "What the two of you planned does not go on. What you wrote for yourself stays yours.\n\n"
                "A good first step is to write to each other this week and find an hour to meet. "
                "Your page says why you were brought together and what comes next:\n%(page)s\n\n"
                "If something is not right, tell the people who run the programme; nobody else is told.\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    return subject, body


def words_of_waiting_again(place: Place, before: Place | None) -> tuple[str, str]:
    """To somebody whose pair has ended and for whom there is nobody yet."""
    with translation.override(place.person.language):
        words = _words(place) | {"before": before.person.name if before else ""}
        subject = _("We are looking for a new partner for you in %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "Your pair with %(before)s in %(cohort)s has come to its end, and we have no new partner for you yet. "
                "It says nothing about either of you.\n\n"
                "You keep your place. What you wrote for yourself stays yours. The people who run the programme go on "
                "looking and will write to you.\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    return subject, body


def words_of_partner_left(place: Place) -> tuple[str, str]:
    """To whoever loses a partner who no longer takes part. It names nobody and gives no reason."""
    with translation.override(place.person.language):
        words = _words(place)
        subject = _("Your pair in %(cohort)s has come to its end") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "Your partner in %(cohort)s no longer takes part, so your pair has come to its end. "
                "It says nothing about you or about what you did together.\n\n"
                "You keep your place. What you wrote for yourself stays yours. The people who run the programme know that "
                "you are waiting for a partner and will write to you.\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    return subject, body


def queue_partner_left(*, by: Actor, pairs: Iterable[Pair]) -> int:
    """Tell whoever still takes part that their pair has come to its end, once a pair; how many."""
    count = 0
    rows = Pair.objects.filter(pk__in=[pair.pk for pair in pairs], cohort__state="open")
    for pair in rows.select_related("cohort__organisation", "left__person", "right__person"):
        for place in (pair.left, pair.right):
            if place.state != Place.State.CONFIRMED or not place.person.is_active:
                continue
            subject, body = words_of_partner_left(place)
            cohort_mail.queue(
                by, pair.cohort, place.person, PARTNER_LEFT, subject, body, occasion=f"{pair.pk}:{place.pk}"
            )
            count += 1
    return count


def _words(place: Place) -> dict[str, str]:
    return {
        "name": place.person.called,
        "cohort": place.cohort.name,
        "organisation": place.cohort.organisation.name,
    }
