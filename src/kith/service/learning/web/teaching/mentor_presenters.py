"""What the lead sees of mentors: who has whom. Never what they write or say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.programmes.learning import MentorKind
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.learning.domain.teaching.mentor_queries import Held, held_by
from kith.service.learning.models import Member, MentorRequest, Relationship
from kith.service.ui.web.cells import link, state_tag


def mentors(cohort: Cohort, kinds: Sequence[MentorKind], page: Page[Place]) -> dict[str, Any]:
    language = get_language() or "en"
    held = held_by(cohort, [place.pk for place in page])
    sides = {role.key: role.name.in_language(language) for role in definition_of(cohort).roles}
    rows = [
        [
            _tick(place) if cohort.is_open else "",
            place.person.name,
            sides.get(place.side, place.side),
            *(_cell(cohort, place, kind, held[place.pk]) for kind in kinds),
        ]
        for place in page
    ]
    return {
        "cohort": cohort,
        "kinds": [(one.key, one.name.in_language(language)) for one in kinds],
        "heads": [_("Choose"), _("Name"), _("Side"), *(one.name.in_language(language) for one in kinds)],
        "page": page,
        "table": rows,
        "here": "programmes",
    }


def _tick(place: Place) -> Any:
    return format_html(
        '<div class="nhsuk-checkboxes nhsuk-checkboxes--small"><div class="nhsuk-checkboxes__item">'
        '<input class="nhsuk-checkboxes__input" type="checkbox" name="for" value="{0}" id="for-{0}">'
        '<label class="nhsuk-label nhsuk-checkboxes__label" for="for-{0}">'
        '<span class="nhsuk-u-visually-hidden">{1}</span></label></div></div>',
        place.pk,
        _("Choose %(name)s") % {"name": place.person.name},
    )


def _cell(cohort: Cohort, place: Place, kind: MentorKind, held: Sequence[Held]) -> Any:
    if place.side not in kind.roles:
        return ""
    mine = [one for one in held if one.mentor_kind == kind.key]
    parts = [_one(cohort, place, one) for one in mine]
    if not any(one.state != MentorRequest.State.DECLINED for one in mine):
        parts.append(state_tag("waiting", _("None yet")))
    return format_html_join("", '<div class="nhsuk-u-margin-bottom-2">{}</div>', ((part,) for part in parts))


def _one(cohort: Cohort, place: Place, one: Held) -> Any:
    if one.relationship_id is not None:
        change = reverse("learning:change_mentor", args=[cohort.pk, one.relationship_id])
        action = link(change, _("Change"), f"{one.name}, {place.person.name}") if cohort.is_open else ""
        return format_html("{} {}", one.name, action)
    if one.state == MentorRequest.State.DECLINED:
        return format_html("{} {}", state_tag("stopped", _("Said no")), one.name)
    return format_html(
        "{} {} {}",
        state_tag("now", _("Asked")),
        one.name,
        link(
            reverse("learning:take_back_mentor", args=[cohort.pk, one.request_id]),
            _("Take back"),
            f"{one.name}, {place.person.name}",
        )
        if cohort.is_open
        else "",
    )


def taking_back(cohort: Cohort, asked: MentorRequest) -> dict[str, Any]:
    return {
        "cohort": cohort,
        "title": _("Ask %(name)s no more?") % {"name": asked.person.name},
        "what_happens": [
            _("The link in their mail stops working."),
            _("They are asked no more for anybody this request was about."),
        ],
        "button": _("Take the request back"),
        "cancel_href": reverse("learning:mentors", args=[cohort.pk]),
        "here": "programmes",
    }


def the_two(relationship: Relationship) -> tuple[Member, Member]:
    members = {one.part: one for one in relationship.members.select_related("person", "place")}
    return members[Member.Part.MENTOR], members[Member.Part.MENTEE]


def changing(cohort: Cohort, mentor: Member, mentee: Member) -> dict[str, Any]:
    said = {"mentor": mentor.person.name, "name": mentee.person.name}
    return {
        "cohort": cohort,
        "title": _("Bring in somebody else for %(name)s?") % said,
        "what_happens": [
            _("%(mentor)s no longer mentors %(name)s from now on.") % said,
            _("Both are told by mail that it has ended, and no reason is asked."),
            _("What the two noted stays with them."),
            _("Next you say who is asked instead."),
        ],
        "button": _("End it and go on"),
        "cancel_href": reverse("learning:mentors", args=[cohort.pk]),
        "here": "programmes",
    }
