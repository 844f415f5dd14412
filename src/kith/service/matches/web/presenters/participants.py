"""What a participant has to do or to read, and the pairs as published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.questionnaires.types import Instrument
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.models import Cohort, Place
from kith.service.matches.domain import preferences, queries
from kith.service.matches.domain.questionnaires import questionnaire_of, questionnaires_of
from kith.service.matches.models import Pair
from kith.service.matches.web.presenters import phrases
from kith.service.matches.web.presenters.wording import (
    because,
    language,
)


def tasks_of_places(places: Sequence[Place], secret: str | None) -> dict[UUID, list[Task]]:
    """Preferences until the pairs are published; afterwards, who the partner is."""
    known = queries.standing_of(places)
    asked = questionnaires_of(
        place
        for place in places
        if place.cohort_id not in known.published
        and place.state == Place.State.CONFIRMED
        and place.cohort.is_open
    )
    return {place.pk: _tasks(place, secret, known, asked.get(place.pk)) for place in places}


def _tasks(
    place: Place, secret: str | None, known: queries.Standing, instrument: Instrument | None
) -> list[Task]:
    if place.cohort_id in known.published:
        if place.pk not in known.paired:
            return []
        address = (
            reverse("matches:partner_by_link", args=[secret])
            if secret
            else reverse("matches:partner", args=[place.pk])
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
    if pair is None:
        return context
    partner = pair.right if pair.left_id == place.pk else pair.left
    definition = definition_of(place.cohort)
    labels = phrases.reason_phrases(definition, language())
    return {
        **context,
        "partner": partner,
        "side": definition.role(partner.side).name,
        "hopes": _hopes(partner),
        "reasons": [labels.get(one["rule"], one["rule"]) for one in pair.reasons],
        "activities": [(one.name.in_language(language()), one) for one in definition.activities],
    }


def _hopes(partner: Place) -> list[tuple[str, str]]:
    """What the partner wrote in answer to the open questions, which say that a partner will see it."""
    instrument = questionnaire_of(partner)
    row = queries.preferences_of(partner)
    if instrument is None or row is None or row.submitted_at is None:
        return []
    answers = preferences.answers_of(partner, instrument)
    return [
        (item.label.in_language(language()), str(answers[item.key]))
        for item in instrument.items
        if item.kind.value in {"long_text", "short_text"}
        and item.key in answers
        and not answers.is_declined(item.key)
    ]
