"""Hours by kind, in words: of today from the dose, of the day of issue from a certificate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from kith.programmes.types import Definition
from kith.service.learning.domain.meeting.dose import Dose, Tally
from kith.service.learning.domain.reflecting.certificates import hours_of
from kith.service.learning.web.meeting.lengths import length, times
from kith.service.ui.web.wording import in_language

Row = tuple[str, str, str]


def heads() -> tuple[str, str, str]:
    return _("What"), _("How often"), _("How long")


def rows_of_dose(definition: Definition, dose: Dose) -> tuple[Row, ...]:
    return rows(definition, hours_of(dose))


def rows(definition: Definition, hours: Iterable[Mapping[str, Any]]) -> tuple[Row, ...]:
    """Every kind, and all together when there is more than one."""
    found, whole = [], Tally()
    for one in hours:
        tally = Tally(one["times"], one["minutes"], one["unknown"])
        whole += tally
        found.append((_kind(definition, one), times(tally.times), how_long(tally)))
    if len(found) > 1:
        found.append((_("All together"), times(whole.times), how_long(whole)))
    return tuple(found)


def how_long(tally: Tally) -> str:
    """What is not known is said, and never counted as nothing."""
    if tally.unknown == tally.times:
        return _("Not known")
    if tally.unknown:
        words = {"length": length(tally.minutes), "times": times(tally.unknown)}
        return _("%(length)s, and %(times)s of unknown length") % words
    return length(tally.minutes)


def _kind(definition: Definition, one: Mapping[str, Any]) -> str:
    key = one["activity"]
    if one.get("mentoring"):
        mentor = next((kind for kind in definition.mentors if kind.key == key), None)
        return in_language(mentor.name) if mentor else _("Talks with a mentor")
    activity = next((kind for kind in definition.activities if kind.key == key), None)
    name = in_language(activity.name) if activity else _("Other meetings")
    return _("%(what)s: was watched") % {"what": name} if one.get("hosted") else name
