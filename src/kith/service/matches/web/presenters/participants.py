"""What a participant has to do or to read, and the pairs as published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
from kith.service.matches.domain.exercises.queries import kinds_of
from kith.service.matches.domain.partner_card import hopes_of, reasons_of
from kith.service.matches.domain.questionnaires import questionnaire_of, questionnaires_of
from kith.service.matches.models import Pair
from kith.service.matches.web.presenters import phrases
from kith.service.matches.web.presenters.wording import (
    because,
    language,
)

WHAT_NOW = "what-happens-now"


def tasks_of_places(places: Sequence[Place], secret: str | None) -> dict[UUID, list[Task]]:
    """Preferences until there is a partner; then who that is; while there is none, what happens now."""
    known = queries.standing_of(places)
    placed = kinds_of(places)
    paired = [place for place in places if secret is None and place.pk in known.paired]
    pages = pair_pages.pages_of(paired)
    asked = questionnaires_of(
        place
        for place in places
        if place.pk not in known.settled
        and _may_wish(place, placed)
        and place.state == Place.State.CONFIRMED
        and place.cohort.is_running
    )
    return {
        place.pk: _tasks(place, secret, known, asked.get(place.pk), pages.get(place.pk)) for place in places
    }


def _may_wish(place: Place, placed: Mapping[UUID, list[str]]) -> bool:
    """Whether what they hope for can still count: not where the programme has put them in a set, a post or a team."""
    return place.pk not in placed or definition_of(place.cohort).grouping is None


def _tasks(
    place: Place,
    secret: str | None,
    known: queries.Standing,
    instrument: Instrument | None,
    page: str | None,
) -> list[Task]:
    partner = (
        reverse("matches:partner_by_link", args=[secret])
        if secret
        else page or reverse("matches:partner", args=[place.pk])
    )
    if place.pk in known.paired:
        return [Task(_("See your partner"), partner, is_to_look_at=True)]
    tasks = []
    if known.waits(place):
        now = _("You have no partner yet: what happens now")
        tasks.append(Task(now, f"{partner}#{WHAT_NOW}", is_to_look_at=True))
    return [*tasks, *_preferences(place, secret, known, instrument)]


def _preferences(
    place: Place, secret: str | None, known: queries.Standing, instrument: Instrument | None
) -> list[Task]:
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
    return [[pair.left_name, pair.right_name, because(labels, pair.reasons), _state(pair)] for pair in page]


def _state(pair: queries.PublishedPair) -> str:
    """Together or ended, and since a re-match also in which it was made and why it ended."""
    said = str(Pair.State(pair.state).label)
    if pair.end_reason:
        said = f"{said}: {str(Pair.EndReason(pair.end_reason).label).lower()}"
    return (
        _("%(state)s (re-match %(number)s)") % {"state": said, "number": pair.number}
        if pair.number > 1
        else said
    )


def _without_partner(place: Place, secret: str | None) -> dict[str, Any]:
    """Whether a partner is looked for, whether the pairs are still to be made, and the way to the preferences."""
    known = queries.standing_of([place])
    waits = known.waits(place)
    address = None
    if waits and questionnaire_of(place) is not None:
        by_link = secret and reverse("matches:preferences_by_link", args=[secret])
        address = by_link or reverse("matches:preferences", args=[place.pk])
    is_early = place.cohort_id not in known.published and place.cohort.is_open
    return {"waits": waits, "is_early": is_early, "hopes_href": address}


def partner_page(place: Place, secret: str | None = None) -> dict[str, Any]:
    """The partner's card: who they are, what they hope to learn, why the two; or why there is none yet."""
    pair = queries.pair_of(place)
    context: dict[str, Any] = {"cohort": place.cohort, "shown": place, "partner": None, "here": "home"}
    context["together"] = None
    context["links"] = place_links_of(place)
    if pair is None:
        return {**context, **_without_partner(place, secret)}
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
