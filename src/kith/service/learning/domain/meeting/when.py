"""A time in words, as each of those who meet has it on their clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kith.service.learning.domain.meeting.naming import first_name
from kith.service.people.models import Person
from kith.service.ui.web.wording import clock, weekday_and_day


def day_and_time(instant: datetime, zone: str) -> str:
    """``Tuesday 3 March 2026 at 2pm``."""
    there = instant.astimezone(ZoneInfo(zone))
    return _("%(day)s at %(time)s") % {"day": weekday_and_day(there.date()), "time": clock(instant, zone)}


def for_everybody(instant: datetime, me: Person, others: Sequence[Person]) -> str:
    """``Tuesday 3 March 2026 at 2pm (your time), 7:45pm for Sita``; no more than the first where the clocks are
    the same. Whose day is another is told the day."""
    mine = day_and_time(instant, me.time_zone)
    here = instant.astimezone(ZoneInfo(me.time_zone))
    elsewhere = []
    for other in others:
        there = instant.astimezone(ZoneInfo(other.time_zone))
        if there.replace(tzinfo=None) == here.replace(tzinfo=None):
            continue
        same_day = there.date() == here.date()
        time = clock(instant, other.time_zone) if same_day else day_and_time(instant, other.time_zone)
        elsewhere.append(_("%(time)s for %(name)s") % {"time": time, "name": first_name(other)})
    if not elsewhere:
        return mine
    return _("%(mine)s (your time), %(others)s") % {"mine": mine, "others": _(", ").join(elsewhere)}
