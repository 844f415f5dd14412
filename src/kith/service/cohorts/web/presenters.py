"""What the cohort pages show, worked out from rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kith.service.cohorts.domain import queries
from kith.service.cohorts.domain.calendar import entries
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.extras import buttons_of
from kith.service.cohorts.domain.people_file import Entry, from_file
from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.cohorts.domain.stages import (
    StageAction,
    StageProgress,
    StageState,
    is_over,
    progress_of,
    stage_names,
)
from kith.service.cohorts.models import Cohort, CohortRole, Place
from kith.service.cohorts.web.copy_form import copy_link
from kith.service.core.domain.outbox import PurposeCount
from kith.service.core.domain.permissions import ROLE_TABLE, Role, permissions_of
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.models import Mail
from kith.service.people.models import Person
from kith.service.ui.web.calendar import Entry as StripEntry
from kith.service.ui.web.calendar import year_strip
from kith.service.ui.web.cells import link, post_button, state_tag
from kith.service.ui.web.wording import day, moment

STATE_TONES = {
    Place.State.INVITED: "waiting",
    Place.State.CONFIRMED: "done",
    Place.State.DECLINED: "stopped",
    Place.State.WITHDRAWN: "stopped",
}


def language() -> str:
    return get_language() or "en"


def card(cohort: Cohort, counted: queries.PlaceCount) -> dict[str, Any]:
    """A cohort on the list."""
    definition = definition_of(cohort)
    return {
        "title": cohort.name,
        "href": reverse("cohorts:show", args=[cohort.pk]),
        "text": f"{definition.name.in_language(language())} · {cohort.organisation.name}",
        "lines": [
            ngettext(
                "%(confirmed)s of %(num)s person confirmed",
                "%(confirmed)s of %(num)s people confirmed",
                counted.people,
            )
            % {"confirmed": counted.confirmed, "num": counted.people}
        ],
    }


def held_permissions(person: Person, cohort: Cohort) -> frozenset[P]:
    return permissions_of(roles_on_cohort(person, cohort))


def cohort_page(person: Person, cohort: Cohort) -> dict[str, Any]:
    definition, held = definition_of(cohort), held_permissions(person, cohort)
    sides = queries.side_counts(cohort, language())
    return {
        "cohort": cohort,
        "definition": definition,
        "variant": variant_name(cohort),
        "stages": [_stage(key, name, cohort, held) for key, name in stage_names(cohort).items()],
        "side_rows": [
            [side.name, side.confirmed, side.invited, side.declined, places_words(side)] for side in sides
        ],
        "links": _links(cohort, held) + copy_link(person, cohort),
        "buttons": buttons_of(cohort) if P.COHORT_MANAGE in held else [],
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
        if permission in held
    ]


def people_progress(cohort: Cohort) -> StageProgress:
    """The first stage: how the sides fill."""
    sides = queries.side_counts(cohort, language())
    confirmed = sum(side.confirmed for side in sides)
    asked = confirmed + sum(side.invited for side in sides)
    unsent = sum(side.unsent for side in sides)
    count = _("%(confirmed)s of %(asked)s confirmed") % {"confirmed": confirmed, "asked": asked}
    if not asked:
        action = StageAction(
            _("Bring people in"), reverse("cohorts:upload", args=[cohort.pk]), P.PEOPLE_MANAGE
        )
        return StageProgress(StageState.NOW, _("Nobody yet"), action)
    if unsent:
        label = ngettext("Invite %(num)s person", "Invite %(num)s people", unsent) % {"num": unsent}
        action = StageAction(label, reverse("cohorts:invite", args=[cohort.pk]), P.PEOPLE_MANAGE)
        return StageProgress(StageState.NOW, count, action)
    filled = all(side.confirmed >= side.least for side in sides)
    action = StageAction(_("See the people"), reverse("cohorts:people", args=[cohort.pk]), P.PEOPLE_SEE)
    is_done = filled and (confirmed == asked or is_over(cohort, "people"))
    return StageProgress(StageState.DONE if is_done else StageState.NOW, count, action)


def person_facts(place: Place) -> list[tuple[str, str]]:
    """What is known about somebody in this cohort, attribute by attribute."""
    facts = [(_("E-mail address"), place.person.email)]
    for attribute in from_file(definition_of(place.cohort), place.side):
        value = place.attributes.get(attribute.key)
        words = (
            "; ".join(value)
            if isinstance(value, list)
            else str(value)
            if value not in (None, "")
            else _("Not known")
        )
        facts.append((attribute.label.in_language(language()), words))
    return facts


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
        "may_change": P.COHORT_MANAGE in held_permissions(person, cohort),
        "here": "programmes",
    }


def people_rows(cohort: Cohort, page: Iterable[Place]) -> list[list[Any]]:
    sides = {role.key: role.name.in_language(language()) for role in definition_of(cohort).roles}
    return [
        [
            link(reverse("cohorts:person", args=[cohort.pk, place.pk]), place.person.name),
            sides.get(place.side, place.side),
            state_tag(STATE_TONES[Place.State(place.state)], place.get_state_display()),
            day(place.invited_at) if place.invited_at else _("Not yet"),
            place.person.email,
        ]
        for place in page
    ]


def entry_rows(cohort: Cohort, page: Iterable[Entry]) -> list[list[Any]]:
    sides = {role.key: role.name.in_language(language()) for role in definition_of(cohort).roles}
    words = {
        (False, False): _("New to Kith"),
        (True, False): _("Known to Kith; gets a place"),
        (True, True): _("In the cohort already"),
    }
    return [
        [
            entry.row,
            entry.name,
            entry.address,
            sides.get(entry.side, entry.side),
            words[entry.is_known, entry.place is not None],
        ]
        for entry in page
    ]


MAIL_TONES = {
    "draft": "new",
    "held": "waiting",
    "queued": "now",
    "sending": "now",
    "sent": "done",
    "failed": "late",
    "bounced": "late",
    "withdrawn": "stopped",
}


def mail_states() -> dict[str, str]:
    return {
        "draft": _("Draft"),
        "held": _("Held"),
        "queued": _("Waiting to be sent"),
        "sending": _("Being sent"),
        "sent": _("Sent"),
        "failed": _("Failed"),
        "bounced": _("Came back"),
        "withdrawn": _("Withdrawn"),
    }


def mail_rows(cohort: Cohort, page: Iterable[Mail]) -> list[list[Any]]:
    states = mail_states()
    return [
        [
            mail.to_address,
            link(reverse("cohorts:message", args=[cohort.pk, mail.pk]), mail.subject, mail.to_address),
            state_tag(MAIL_TONES[mail.state], states[mail.state]),
            moment(mail.sent_at or mail.send_after, cohort.time_zone),
        ]
        for mail in page
    ]


def confidential_rows(counts: Iterable[PurposeCount]) -> list[list[Any]]:
    states = mail_states()
    names = {"surveys.reminder": _("Reminders to answer a questionnaire")}
    return [[names.get(one.purpose, one.purpose), states[one.state], one.count] for one in counts]


def team_rows(
    request: HttpRequest, cohort: Cohort, team: Iterable[CohortRole], today: date
) -> list[list[Any]]:
    rows = []
    for row in team:
        is_over = row.ends_on is not None and row.ends_on < today
        first = day(row.starts_on) if row.starts_on else _("from the beginning")
        last = day(row.ends_on) if row.ends_on else _("without an end")
        end = (
            ""
            if is_over
            else post_button(
                request,
                reverse("cohorts:end_role", args=[cohort.pk, row.pk]),
                _("End today"),
                row.person.name,
            )
        )
        rows.append(
            [
                row.person.name,
                str(ROLE_TABLE[Role(row.role)].name),
                f"{first} – {last}",
                _("Over") if is_over else end,
            ]
        )
    return rows
