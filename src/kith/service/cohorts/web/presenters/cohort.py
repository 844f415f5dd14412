"""A cohort: its card, its page with the line of stages, its calendar."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.cohorts.domain import queries
from kith.service.cohorts.domain.calendar import entries
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.extras import buttons_of, links_of
from kith.service.cohorts.domain.stages import StageState, progress_of, stage_names
from kith.service.cohorts.models import Cohort, Place
from kith.service.cohorts.web.closing import closing_links, state_words
from kith.service.cohorts.web.copy_form import copy_link
from kith.service.cohorts.web.presenters.wording import held_permissions, language
from kith.service.core.domain.permissions import Permission as P
from kith.service.people.models import Person
from kith.service.ui.web.calendar import Entry as StripEntry
from kith.service.ui.web.calendar import year_strip
from kith.service.ui.web.wording import day


def card(cohort: Cohort, counted: queries.PlaceCount) -> dict[str, Any]:
    """A cohort on the list."""
    definition = definition_of(cohort)
    return {
        "title": cohort.name,
        "href": reverse("cohorts:show", args=[cohort.pk]),
        "text": f"{definition.name.in_language(language())} · {cohort.organisation.name}",
        "lines": [counted.in_words, *([state_words(cohort)] if not cohort.is_open else [])],
    }


def archived_place_card(place: Place) -> dict[str, Any]:
    """One's own place in a cohort that is archived, as long as it can be read."""
    cohort = place.cohort
    lines = [state_words(cohort)]
    if cohort.read_until is not None:
        lines.append(_("You can read it until %(day)s.") % {"day": day(cohort.read_until)})
    return {
        "title": cohort.name,
        "href": reverse("matches:partner", args=[place.pk]),
        "text": f"{definition_of(cohort).name.in_language(language())} · {cohort.organisation.name}",
        "lines": lines,
    }


def cohort_page(person: Person, cohort: Cohort) -> dict[str, Any]:
    definition, held = definition_of(cohort), held_permissions(person, cohort)
    sides = queries.side_counts(cohort, language())
    stages = [_stage(key, name, cohort, held) for key, name in stage_names(cohort).items()]
    is_new = not any(side.confirmed or side.invited for side in sides)
    return {
        "cohort": cohort,
        "definition": definition,
        "variant": variant_name(cohort),
        "stages": stages,
        "first_step": _first_action(stages, StageState.NOW) if cohort.is_open else None,
        "other_way": _first_action(stages, StageState.UNUSED) if cohort.is_open and is_new else None,
        "side_rows": [
            [side.name, side.confirmed, side.invited, side.declined, places_words(side)] for side in sides
        ],
        "state_words": state_words(cohort),
        "links": [
            *_links(cohort, held),
            *copy_link(person, cohort),
            *(closing_links(cohort) if P.COHORT_MANAGE in held else []),
        ],
        "buttons": buttons_of(cohort) if P.COHORT_MANAGE in held and cohort.is_open else [],
        "here": "programmes",
    }


def variant_name(cohort: Cohort) -> str:
    found = [one for one in definition_of(cohort).variants if one.key == cohort.variant]
    return found[0].name.in_language(language()) if found else ""


def _stage(key: str, name: str, cohort: Cohort, held: frozenset[P]) -> dict[str, Any]:
    progress = progress_of(key, cohort)
    if progress is None:
        return {"name": name, "state": StageState.NEXT.value, "count": None, "href": None, "action": None}
    action = progress.action if progress.action and progress.action.permission in held else None
    return {
        "name": name,
        "state": progress.state.value,
        "count": progress.count,
        "href": None,  # the action below says where it leads; a name would only say it twice
        "action": {"text": action.label, "href": action.address} if action else None,
    }


def _first_action(stages: list[dict[str, Any]], state: StageState) -> dict[str, str] | None:
    """What there is to do at the first stage in this state that leaves this person something to do."""
    return next((one["action"] for one in stages if one["state"] == state and one["action"]), None)


def _links(cohort: Cohort, held: frozenset[P]) -> list[dict[str, str]]:
    """Where else one can go from the cohort, as far as one may."""
    wanted = [
        (
            P.PEOPLE_SEE,
            "cohorts:people",
            _("People"),
            _("Who takes part, on which side, and who has answered the invitation"),
        ),
        (P.COHORT_SEE, "cohorts:calendar", _("Calendar"), _("Stages and questionnaires on one strip")),
        (P.MAIL_SEE, "cohorts:messages", _("Messages"), _("What will be sent, what was sent, what is held")),
        (
            P.COHORT_MANAGE,
            "cohorts:team",
            _("Who runs it"),
            _("Leads, deputies, evaluators and viewers, with their dates"),
        ),
        (
            P.COHORT_MANAGE,
            "cohorts:settings",
            _("Settings"),
            _("The name, and how many people each side takes"),
        ),
    ]
    return [
        {"title": title, "href": reverse(view, args=[cohort.pk]), "text": text}
        for permission, view, title, text in wanted
        if permission in held and (cohort.is_open or view != "cohorts:settings")
    ] + [
        {"title": one.title, "href": one.address, "text": one.text}
        for one in links_of(cohort)
        if one.permission in held
    ]


def places_words(side: queries.SideCount) -> str:
    return _("%(least)s to %(most)s") % {"least": side.least, "most": side.most}


def calendar_page(person: Person, cohort: Cohort) -> dict[str, Any]:
    names = stage_names(cohort)
    dated = [
        (names.get(row.stage, row.stage), row.starts_on, row.ends_on or row.starts_on)
        for row in cohort.stage_dates.all()
    ]
    dated += [(entry.name, entry.starts_on, entry.ends_on) for entry in entries(cohort)]
    return {
        "cohort": cohort,
        "strip": year_strip([StripEntry(*one) for one in dated]),
        "dated": [[name, day(first), day(last)] for name, first, last in dated],
        "may_change": cohort.is_open and P.COHORT_MANAGE in held_permissions(person, cohort),
        "here": "programmes",
    }
