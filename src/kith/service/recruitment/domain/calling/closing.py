"""When a call opens and closes, in words, with the zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kith.service.recruitment.models import Call
from kith.service.ui.web.wording import day, moment, zone_words


def last_minute(at: datetime, zone: str) -> str:
    """``31 May 2026, 11:59pm BST`` for what ends with that day: "midnight" would leave open which one."""
    before = (at - timedelta(seconds=1)).astimezone(ZoneInfo(zone))
    if (before.hour, before.minute) == (23, 59):
        return moment(before, zone)
    return moment(at, zone)


def closing_words(call: Call) -> str:
    """When it closes or closed: with its last day, or earlier with its cohort."""
    over = call.cohort.closed_at
    at = call.closes_at if over is None else min(call.closes_at, over)
    return last_minute(at, call.cohort.time_zone)


def opening_words(call: Call) -> str:
    """``1 May 2026, start of the day BST``: "midnight" would leave open which one."""
    zone = call.cohort.time_zone
    there = call.opens_at.astimezone(ZoneInfo(zone))
    if (there.hour, there.minute) != (0, 0):
        return moment(call.opens_at, zone)
    words = {"day": day(there.date()), "zone": zone_words(call.opens_at, zone)}
    return _("%(day)s, start of the day %(zone)s") % words
