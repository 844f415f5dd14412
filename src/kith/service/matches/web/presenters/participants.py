"""What a participant has to do or to read, and the pairs as published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.questionnaires.types import Instrument
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.extras import place_links_of
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.models import Cohort, Place
from kith.service.matches.domain import pair_pages, queries
from kith.service.matches.domain.partner_card import hopes_of, reasons_of
from kith.service.matches.domain.questionnaires import questionnaires_of
from kith.service.matches.models import Pair
from kith.service.matches.web.presenters import phrases
from kith.service.matches.web.presenters.wording import (
    because,
    language,
)


def tasks_of_places(places: Sequence[Place], secret: str | None) -> dict[UUID, list[Task]]:
    """Preferences until the pairs are published; afterwards, who the partner is."""
    known = queries.standing_of(places)
    paired = [place for place in places if secret is None and place.pk in known.paired]
    pages = pair_pages.pages_of(paired)
    asked = questionnaires_of(
        place
        for place in places
        if place.cohort_id not in known.published
        and place.state == Place.State.CONFIRMED
        and place.cohort.is_open
    )
    return {
        place.pk: _tasks(place, secret, known, asked.get(place.pk), pages.get(place.pk)) for place in places
    }


def _tasks(
    place: Place,
    secret: str | None,
    known: queries.Standing,
    instrument: Instrument | None,
    page: str | None,
) -> list[Task]:
    if place.cohort_id in known.published:
        if place.pk not in known.paired:
            return []
        address = (
            reverse("matches:partner_by_link", args=[secret])
            if secret
            else page or reverse("matches:partner", args=[place.pk])
        )
        return [Task(_("See your partner"), address, is_to_look_at=True)]
    if instrument is None:
        return []
    address = (
        reverse("matches:preferences_by_link", args=[secret])
        if secret
        else reverse("matches:preferences", args=[place.pk])
    )
    return [
        Task(
            title=instrument.title.in_language(language()),
            address=address,
            effort=_("%(minutes)s minutes") % {"minutes": instrument.minutes or 5},
            is_done=place.pk in known.handed_in,
        )
    ]


def published_rows(cohort: Cohort, page: Iterable[queries.PublishedPair]) -> list[list[Any]]:
    labels = phrases.reason_phrases(definition_of(cohort), language())
    states = {state: str(label) for state, label in Pair.State.choices}
    return [
        [pair.left_name, pair.right_name, because(labels, pair.reasons), states[pair.state]] for pair in page
    ]


def partner_page(place: Place) -> dict[str, Any]:
    """The partner's card: who they are, what they hope to learn, why the two; or why there is none yet."""
    pair = queries.pair_of(place)
    context: dict[str, Any] = {"cohort": place.cohort, "shown": place, "partner": None, "here": "home"}
    context["together"] = None
    context["links"] = place_links_of(place)
    if pair is None:
        return context
    partner = pair.right if pair.left_id == place.pk else pair.left
    definition = definition_of(place.cohort)
    return {
        **context,
        "partner": partner,
        "side": definition.role(partner.side).name,
        "hopes": hopes_of(partner, language()),
        "together": pair_pages.pages_of([place]).get(place.pk),
        "reasons": reasons_of(pair, definition, language()),
        "activities": [(one.name.in_language(language()), one) for one in definition.activities],
    }
