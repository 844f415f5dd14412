"""Words that the pages of a relationship share."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.lists import format_list
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kith.service.learning.models import Member, Relationship
from kith.service.learning.web.parts import Seen
from kith.service.people.models import Person
from kith.service.ui.web.wording import clock, locale


def language() -> str:
    return get_language() or "en"


def names(people: list[Person]) -> str:
    """``Amina Yusuf and Ben Okafor``, as the reader's language joins them."""
    return format_list([person.name for person in people], locale=locale())


def title(seen: Seen) -> str:
    """Who learns together, as the reader would say it."""
    if not seen.others:
        return _("What you did together")
    said = {"name": names([one.person for one in seen.others])}
    if seen.relationship.kind == Relationship.Kind.MENTORING:
        is_mentor = seen.me.part == Member.Part.MENTOR
        return _("You mentor %(name)s") % said if is_mentor else _("Your mentor %(name)s") % said
    return _("You and %(name)s") % said


def time_difference(mine: str, theirs: str, now: datetime) -> str:
    """``7 hours later than yours: it is 9:30pm there now``; empty where the clocks agree."""
    offsets = [(now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()) for zone in (mine, theirs)]
    minutes = int((offsets[1] - offsets[0]).total_seconds() // 60)
    if minutes == 0:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    parts = []
    if hours:
        parts.append(ngettext("%(num)s hour", "%(num)s hours", hours) % {"num": hours})
    if rest:
        parts.append(ngettext("%(num)s minute", "%(num)s minutes", rest) % {"num": rest})
    said = {"span": format_list(parts, locale=locale()), "now": clock(now, theirs)}
    if minutes > 0:
        return _("%(span)s later than yours: it is %(now)s there now") % said
    return _("%(span)s earlier than yours: it is %(now)s there now") % said


def crumbs_of(seen: Seen) -> list[tuple[str, str]]:
    """The way back from a page below the one of the relationship."""
    return [
        (_("Home"), reverse("home:home")),
        (title(seen), reverse("learning:together", args=[seen.relationship.pk])),
    ]
