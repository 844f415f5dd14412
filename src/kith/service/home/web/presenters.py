"""The home page, worked out from what waits and what runs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.queries import (
    PlaceCount,
    cohorts_run_by,
    place_counts,
    places_held_by,
    runs_anything,
)
from kith.service.cohorts.domain.stages import stage_names
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Role
from kith.service.home.domain import queries
from kith.service.matches.domain.pair_pages import pages_of
from kith.service.matches.domain.queries import partner_names
from kith.service.people.domain.queries import memberships_in_force, own_organisations
from kith.service.people.models import Person
from kith.service.ui.web.task_rows import task_row
from kith.service.ui.web.wording import span

MOST_CARDS = 12
MOST_COHORTS = 30
"""Cohorts whose exceptions stand on the home page; the rest are one click away."""


def home_page(person: Person) -> dict[str, Any]:
    """What needs me now, then how it is going, then everything else."""
    run = _cohorts_run(person)
    counts = place_counts(run[:MOST_CARDS])
    stages = queries.stages_now(run[:MOST_CARDS], timezone.localdate())
    places = list(places_held_by(person))
    partners = partner_names(places)
    pages = pages_of([place for place in places if place.pk in partners])
    return {
        "tasks": [task_row(one.task, about=one.about) for one in queries.own_tasks(person, places)],
        "exceptions": queries.exceptions(person, run, timezone.now()),
        "places": [_place_card(place, partners.get(place.pk), pages.get(place.pk)) for place in places],
        "cohorts": [
            _cohort_card(cohort, counts[cohort.pk], stages.get(cohort.pk, [])) for cohort in run[:MOST_CARDS]
        ],
        "has_more": len(run) > MOST_CARDS,
        "may_create": any(row.role == Role.LEAD for row in memberships_in_force(person)),
        "organisations": own_organisations(person),
        "here": "home",
    }


def _cohorts_run(person: Person) -> list[Cohort]:
    if not runs_anything(person):
        return []
    return list(cohorts_run_by(person).exclude(state=Cohort.State.ARCHIVED)[:MOST_COHORTS])


def _language() -> str:
    return get_language() or "en"


def _place_card(place: Place, partner: str | None, page: str | None) -> dict[str, Any]:
    definition = definition_of(place.cohort)
    lines = [span(place.cohort.starts_on, place.cohort.ends_on)]
    lines.append(
        _("Your partner is %(name)s") % {"name": partner} if partner else str(place.get_state_display())
    )
    return {
        "title": place.cohort.name,
        "href": page or reverse("matches:partner", args=[place.pk]),
        "text": f"{definition.name.in_language(_language())} · {definition.role(place.side).name.in_language(_language())}",
        "lines": lines,
    }


def _cohort_card(cohort: Cohort, counted: PlaceCount, now: list[str]) -> dict[str, Any]:
    definition = definition_of(cohort)
    names = stage_names(cohort)
    lines = [counted.in_words, span(cohort.starts_on, cohort.ends_on)]
    if not cohort.is_open:
        lines.append(str(cohort.get_state_display()))
    elif now:
        lines.append(
            _("By the calendar now: %(stages)s") % {"stages": ", ".join(names[stage] for stage in now)}
        )
    return {
        "title": cohort.name,
        "href": reverse("cohorts:show", args=[cohort.pk]),
        "text": f"{definition.name.in_language(_language())} · {cohort.organisation.name}",
        "lines": lines,
    }
