"""Where a participant has been put, on their own page and as a line on home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.extras import place_links_of
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.models import Place
from kith.service.matches.domain.exercises import queries
from kith.service.matches.models import Allotment, Exercise

_ALONE = frozenset({Exercise.Kind.POSTS})
"""Kinds in which people do not learn who else is where they are."""


def tasks_of_places(places: Sequence[Place], secret: str | None) -> dict[UUID, list[Task]]:
    """“See your set” for each place that stands in a published matching: something to read."""
    return {
        place: [Task(_see(kinds), _address(place, secret), is_to_look_at=True)]
        for place, kinds in queries.kinds_of(places).items()
    }


def _address(place: UUID, secret: str | None) -> str:
    if secret:
        return reverse("matches:placed_by_link", args=[secret])
    return reverse("matches:placed", args=[place])


def _see(kinds: list[str]) -> str:
    if len(kinds) > 1:
        return _("See where you have been placed")
    return {
        Exercise.Kind.PAIRS: _("See your partner"),
        Exercise.Kind.POSTS: _("See your post"),
        Exercise.Kind.PLACEMENTS: _("See your placement"),
        Exercise.Kind.SETS: _("See your set"),
    }[Exercise.Kind(kinds[0])]


def placed_page(place: Place) -> dict[str, Any]:
    return {
        "cohort": place.cohort,
        "shown": place,
        "links": place_links_of(place),
        "found": [_card(one) for one in queries.allotments_of(place)],
        "here": "home",
    }


def _card(one: Allotment) -> dict[str, Any]:
    exercise = one.publication.exercise
    heading = {
        Exercise.Kind.PAIRS: _("Your partner"),
        Exercise.Kind.POSTS: _("Your post"),
        Exercise.Kind.PLACEMENTS: _("Your placement"),
        Exercise.Kind.SETS: _("Your set"),
    }[Exercise.Kind(exercise.kind)]
    beside = [] if exercise.kind in _ALONE else queries.names_beside(one)
    return {"heading": heading, "matching": exercise.name, "about": one.about, "beside": beside}
