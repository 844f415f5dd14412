"""Rows and words that several pages after a programme share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.learning.models import Series, SeriesMeeting
from kith.service.ui.web.cells import link
from kith.service.ui.web.wording import moment


def series_rows(series: Iterable[Series], coming: Mapping[UUID, SeriesMeeting]) -> list[list[Any]]:
    """Each series that runs, with its next meeting."""
    return [
        [link(reverse("learning:series", args=[one.pk]), one.name), next_words(coming.get(one.pk))]
        for one in series
    ]


def next_words(meeting: SeriesMeeting | None) -> str:
    if meeting is None or meeting.starts_at is None:
        return _("Nothing planned yet")
    return f"{meeting.title}, {moment(meeting.starts_at)}"


def minutes_words(minutes: int) -> str:
    """``1 hour``, ``90 minutes``."""
    hours, rest = divmod(minutes, 60)
    if rest:
        return ngettext("%(num)s minute", "%(num)s minutes", minutes) % {"num": minutes}
    return ngettext("%(num)s hour", "%(num)s hours", hours) % {"num": hours}
