"""The home page, worked out from what waits and what runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.queries import cohorts_run_by, place_counts, places_held_by, runs_anything
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Role
from kith.service.home.domain import queries
from kith.service.home.domain.queries import OwnTask
from kith.service.home.domain.together import next_dates
from kith.service.home.web import cards
from kith.service.learning.domain.after import standing
from kith.service.learning.domain.after.series import next_meetings
from kith.service.matches.domain.pair_pages import pages_of
from kith.service.matches.domain.queries import partner_names
from kith.service.people.domain.queries import memberships_in_force, own_organisations
from kith.service.people.models import Person
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.task_rows import task_row

MOST_CARDS = 12
MOST_TASKS = 12
"""What is due first stands on the page; all of it stands there when somebody asks for all."""
MOST_COHORTS = 30
"""Cohorts whose exceptions stand on the home page; the rest are one click away."""
MOST_NOTICES = 12


def home_page(person: Person, *, all_of_it: bool = False) -> dict[str, Any]:
    """What needs me now, then how it is going, then everything else."""
    run = _cohorts_run(person)
    places = sorted(places_held_by(person), key=_living_first)
    stages = queries.stages_now(_shown(run, places), timezone.localdate())
    counts = place_counts(run[:MOST_CARDS])
    shown = places if all_of_it else places[:MOST_CARDS]
    others = _other_cards(person)
    notices = queries.exceptions(person, run, timezone.now())
    tasks = _Sorted.of(queries.own_tasks(person, places))
    told = {one.task.address: one.task.title for one in tasks.to_look_at}
    mine = _place_cards(places, stages, len(shown), told)
    return {
        **_tasks(tasks, {card["href"] for card in mine}, None if all_of_it else MOST_TASKS),
        "exceptions": notices[:MOST_NOTICES],
        "more_exceptions": notices[MOST_NOTICES:],
        "places": mine[:MOST_CARDS],
        "more_places": [_line(card) for card in mine[MOST_CARDS:]],
        "places_to_come": len(places) - len(shown),
        "others": others[:MOST_CARDS],
        "more_others": [_line(card) for card in others[MOST_CARDS:]],
        "cohorts": [
            cards.cohort_card(cohort, counts[cohort.pk], stages.get(cohort.pk, []))
            for cohort in run[:MOST_CARDS]
        ],
        "has_more": len(run) > MOST_CARDS,
        "may_create": any(row.role == Role.LEAD for row in memberships_in_force(person)),
        "organisations": own_organisations(person),
        "directories": standing.directories_of(person),
        "here": "home",
    }


def _cohorts_run(person: Person) -> list[Cohort]:
    if not runs_anything(person):
        return []
    return list(cohorts_run_by(person).exclude(state=Cohort.State.ARCHIVED)[:MOST_COHORTS])


def _living_first(place: Place) -> bool:
    """What still runs before what is over; within both the newest first, as they came."""
    return not place.cohort.is_running


def _shown(run: Sequence[Cohort], places: Sequence[Place]) -> list[Cohort]:
    """Cohorts whose stage a card says."""
    return [*run[:MOST_CARDS], *(place.cohort for place in places if place.cohort.is_open)]


def _place_cards(
    places: Sequence[Place], stages: dict[Any, list[str]], most: int, told: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Cards of the first ``most``. It is asked about all of them, as everybody else on the page asks. ``told``: what
    there is to look at, by address; the card of a programme without pairs says what it leads to."""
    partners = partner_names(places)
    pages = pages_of([place for place in places if place.pk in partners])
    coming, alone = next_dates(places), addresses("matches:partner") if places else str
    put = addresses("matches:placed") if places else str
    return [
        cards.place_card(
            place,
            partner=partners.get(place.pk),
            page=pages.get(place.pk) or (put if definition_of(place.cohort).grouping else alone)(place.pk),
            told=told.get(put(place.pk)) if definition_of(place.cohort).grouping else None,
            coming=coming.get(place.pk),
            stages=stages.get(place.cohort_id, []),
        )
        for place in places[:most]
    ]


def _line(card: dict[str, Any]) -> dict[str, str]:
    """A card as a line of a list."""
    return {"title": card["title"], "href": card["href"], "text": " · ".join(card["lines"]) or card["text"]}


def _other_cards(person: Person) -> list[dict[str, Any]]:
    """What somebody does who holds no place for it."""
    series = standing.series_of(person)
    coming = next_meetings([one.pk for one in series]) if series else {}
    return [
        *cards.mentored_cards(standing.mentored_by(person)),
        *cards.series_cards(series, coming),
    ]


@dataclass(frozen=True, slots=True)
class _Sorted:
    waiting: list[OwnTask]
    to_look_at: list[OwnTask]
    done: list[OwnTask]

    @classmethod
    def of(cls, tasks: Sequence[OwnTask]) -> _Sorted:
        found = cls([], [], [])
        for one in tasks:
            if one.task.is_done:
                found.done.append(one)
            elif one.task.is_to_look_at:
                found.to_look_at.append(one)
            else:
                found.waiting.append(one)
        return found


def _told_apart(rows: list[dict[str, Any]], tasks: Sequence[OwnTask]) -> list[dict[str, Any]]:
    """The same thing to do in three cohorts is three links of one name: who hears only the links hears which."""
    titles = Counter(row["title"] for row in rows)
    for row, one in zip(rows, tasks, strict=False):
        if titles[row["title"]] > 1:
            row["which"] = one.about
    return rows


def _tasks(found: _Sorted, on_cards: set[str], most: int | None) -> dict[str, Any]:
    """What waits, the soonest due first; what is done folded away; what there is to look at as links, but for
    what a card leads to anyway. ``most`` of each: the rest is a click away."""
    rows = _told_apart([task_row(one.task, about=one.about) for one in found.waiting[:most]], found.waiting)
    looks = [
        {"title": one.task.title, "href": one.task.address, "text": one.about}
        for one in found.to_look_at
        if one.task.address not in on_cards
    ]
    return {
        "tasks": rows,
        "tasks_to_come": len(found.waiting) - len(rows),
        "done": [task_row(one.task, about=one.about) for one in found.done[:most]],
        "to_look_at": looks[:most],
    }
