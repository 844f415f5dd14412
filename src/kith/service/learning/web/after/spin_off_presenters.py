"""Spin-offs in a list, and a series as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.cohorts.models import Cohort
from kith.service.learning.domain.after.spin_offs import is_due
from kith.service.learning.models import SeriesMeeting, SpinOff
from kith.service.learning.web.after.after_words import minutes_words
from kith.service.ui.web.addresses import addresses
from kith.service.ui.web.cells import link, state_tag
from kith.service.ui.web.wording import day, day_short, moment, month


def spin_off_rows(cohort: Cohort, rows: Iterable[SpinOff]) -> list[list[Any]]:
    address = addresses("learning:spin_off", cohort.pk)
    return [
        [
            link(address(one.pk), one.name),
            str(one.get_kind_display()),
            month(one.started_on),
            _state(one),
            _series(one),
        ]
        for one in rows
    ]


def _state(one: SpinOff) -> Any:
    if not one.is_confirmed:
        return state_tag("new", _("Suggested"))
    if one.ended_on is not None:
        return state_tag("stopped", _("Ended %(month)s") % {"month": month(one.ended_on)})
    if is_due(one, timezone.localdate()):
        return state_tag("waiting", _("Does it still run?"))
    return state_tag("done", _("Runs"))


def _series(one: SpinOff) -> Any:
    series = getattr(one, "series", None)
    return (
        link(reverse("learning:series", args=[series.pk]), _("See its meetings"), one.name) if series else "–"
    )


def seen_words(one: SpinOff) -> str:
    if one.ended_on is not None:
        return _("Ended on %(day)s") % {"day": day(one.ended_on)}
    if one.seen_on is None:
        return _("Nobody has said so yet")
    return day(one.seen_on)


def meeting_rows(meetings: Iterable[SeriesMeeting], *, may_change: bool) -> list[list[Any]]:
    """``may_change`` adds the organiser's column."""
    rows: list[list[Any]] = []
    for one in meetings:
        title: Any = one.title
        if one.is_cancelled:
            title = state_tag("stopped", _("Cancelled")) + " " + one.title
        row = [
            moment(one.starts_at, one.zone or None) if one.starts_at else "–",
            title,
            minutes_words(one.minutes),
            _where(one.where),
        ]
        if may_change:
            address = reverse("learning:series_meeting", args=[one.series_id, one.pk])
            row.append(
                "–"
                if one.is_cancelled
                else link(
                    address,
                    _("Change or cancel"),
                    f"{one.title}, {day_short(one.starts_at)}" if one.starts_at else one.title,
                )
            )
        rows.append(row)
    return rows


def _where(where: str) -> Any:
    """An address of a video meeting can be followed."""
    return link(where, where) if where.startswith("https://") else where or "–"
