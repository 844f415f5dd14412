"""The cards of home: one's programmes, whom one mentors, what one organises, what one runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.queries import PlaceCount
from kith.service.cohorts.domain.stages import stage_names
from kith.service.cohorts.models import Cohort, Place
from kith.service.home.domain.together import NextDate
from kith.service.learning.domain.after.standing import Mentored
from kith.service.learning.models import Series, SeriesMeeting
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.wording import day, moment, span


def _language() -> str:
    return get_language() or "en"


def place_card(
    place: Place,
    *,
    partner: str | None,
    told: str | None,
    page: str,
    coming: NextDate | None,
    stages: Sequence[str],
) -> dict[str, Any]:
    """``told``: what there is to see where somebody has been put. ``stages``: those that run today by the cohort's
    calendar."""
    definition = definition_of(place.cohort)
    lines = [*_when(place.cohort, stages), *([_coming(coming)] if coming else [])]
    if place.state == Place.State.CONFIRMED and partner:
        lines.insert(0, _("Your partner is %(name)s") % {"name": partner})
    elif place.state == Place.State.CONFIRMED and told:
        lines.insert(0, told)
    elif place.state != Place.State.CONFIRMED:
        lines.insert(0, str(place.get_state_display()))
    side = definition.role(place.side).name.in_language(_language())
    return {
        "title": place.cohort.name,
        "href": page,
        "text": f"{definition.name.in_language(_language())} · {side}",
        "lines": lines,
    }


def _when(cohort: Cohort, stages: Sequence[str]) -> list[str]:
    """Which stage it is in; afterwards until when it still asks something; closed since when."""
    if not cohort.is_open:
        return (
            [_("Closed on %(day)s. You can read on.") % {"day": day(cohort.closed_at)}]
            if cohort.closed_at
            else []
        )
    if not cohort.is_running:
        if cohort.last_day > timezone.localdate():
            return [
                _("The programme is over. You may be asked about it until %(day)s.")
                % {"day": day(cohort.last_day)}
            ]
        return [_("The programme is over.")]
    names = stage_names(cohort)
    now = [names[stage] for stage in stages if stage in names]
    if now:
        return [_("Now: %(stages)s") % {"stages": ", ".join(now)}]
    return [span(cohort.starts_on, cohort.ends_on)]


def _coming(coming: NextDate) -> str:
    if coming.title is None:
        return _("You meet next on %(when)s") % {"when": moment(coming.at)}
    return _("Next: %(title)s, %(when)s") % {"title": coming.title, "when": moment(coming.at)}


def mentored_cards(mentored: Sequence[Mentored]) -> list[dict[str, Any]]:
    if not mentored:
        return []
    address, now = addresses("learning:together"), timezone.now()
    return [
        {
            "title": _("You mentor %(name)s") % {"name": one.name},
            "href": address(one.relationship_id),
            "text": one.cohort,
            "lines": [
                _("You meet next on %(when)s") % {"when": moment(one.next_meeting_at)}
                if one.next_meeting_at and one.next_meeting_at >= now
                else _("No meeting is planned")
            ],
        }
        for one in mentored
    ]


def series_cards(series: Sequence[Series], coming: Mapping[UUID, SeriesMeeting]) -> list[dict[str, Any]]:
    """``coming``: the next meeting of those that have one."""
    if not series:
        return []
    address = addresses("learning:series")
    return [
        {
            "title": one.name,
            "href": address(one.pk),
            "text": _("You organise it"),
            "lines": [_meeting_words(coming.get(one.pk))],
        }
        for one in series
    ]


def _meeting_words(meeting: SeriesMeeting | None) -> str:
    if meeting is None or meeting.starts_at is None:
        return _("No meeting is planned")
    return _("Next: %(title)s, %(when)s") % {"title": meeting.title, "when": moment(meeting.starts_at)}


def cohort_card(cohort: Cohort, counted: PlaceCount, now: Sequence[str]) -> dict[str, Any]:
    definition = definition_of(cohort)
    names = stage_names(cohort)
    lines = [counted.in_words, span(cohort.starts_on, cohort.ends_on)]
    if not cohort.is_open:
        lines.append(str(cohort.get_state_display()))
    elif now:
        running = ", ".join(names[stage] for stage in now if stage in names)
        lines.append(_("By the calendar now: %(stages)s") % {"stages": running})
    return {
        "title": cohort.name,
        "href": reverse("cohorts:show", args=[cohort.pk]),
        "text": f"{definition.name.in_language(_language())} · {cohort.organisation.name}",
        "lines": lines,
    }
