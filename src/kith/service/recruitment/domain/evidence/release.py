"""What letting somebody take part means to their manager: which dates, how many hours, in the call's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from kith.programmes.types import Activity
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.ui.web.wording import number, span


@dataclass(frozen=True, slots=True)
class Release:
    """``hours`` is the sum of the activities that say how often and how long; None when none does."""

    starts_on: date
    ends_on: date
    managers: str
    """The call's own words; empty where the definition has none."""
    activities: tuple[str, ...]
    hours: float | None

    @property
    def dates(self) -> str:
        return span(self.starts_on, self.ends_on)


def release_of(cohort: Cohort, language: str) -> Release:
    """The same on the manager's page and in their mail."""
    definition = definition_of(cohort)
    timed = [one for one in definition.activities if one.times and one.each]
    hours = sum(one.times * one.each.hours for one in timed if one.times and one.each)
    return Release(
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
        managers=definition.call.managers.in_language(language) if definition.call else "",
        activities=tuple(_activity(one, language) for one in definition.activities if one.times),
        hours=hours or None,
    )


def _activity(one: Activity, language: str) -> str:
    name = one.name.in_language(language)
    times = one.times or 0
    often = ngettext("%(name)s, %(num)s time", "%(name)s, %(num)s times", times) % {
        "name": name,
        "num": times,
    }
    if not one.each:
        return often
    hours = one.each.hours
    each = ngettext("%(often)s, %(num)s hour each", "%(often)s, %(num)s hours each", 1 if hours == 1 else 2)
    return each % {"often": often, "num": number(hours)}
