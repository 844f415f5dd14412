"""Lengths of time and numbers of times, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.learning.domain.meeting.dose import Tally

USUAL = (30, 45, 60, 90, 120, 240, 480)
"""Minutes that a meeting usually lasts; 240 is half a day."""
HOUR = 60


def length(minutes: int) -> str:
    """``1 hour 30 minutes``."""
    hours, rest = divmod(minutes, HOUR)
    in_hours = ngettext("%(num)s hour", "%(num)s hours", hours) % {"num": hours}
    in_minutes = ngettext("%(num)s minute", "%(num)s minutes", rest) % {"num": rest}
    if not hours:
        return in_minutes
    return _("%(hours)s %(minutes)s") % {"hours": in_hours, "minutes": in_minutes} if rest else in_hours


def length_choice(minutes: int) -> str:
    """``4 hours (half a day)``."""
    days = {240: _("4 hours (half a day)"), 480: _("8 hours (a whole day)")}
    return days.get(minutes) or length(minutes)


def times(count: int) -> str:
    return ngettext("%(num)s time", "%(num)s times", count) % {"num": count}


def tally(done: Tally) -> str:
    """``3 times, 2 hours 45 minutes; the length of 1 is not known``. Missing is never shown as nought."""
    if not done.times:
        return _("Not yet")
    said = times(done.times)
    if done.times > done.unknown:
        said = _("%(times)s, %(length)s") % {"times": said, "length": length(done.minutes)}
    if done.unknown:
        unknown = ngettext(
            "the length of %(num)s is not known", "the length of %(num)s is not known", done.unknown
        )
        said = _("%(said)s; %(unknown)s") % {"said": said, "unknown": unknown % {"num": done.unknown}}
    return said
