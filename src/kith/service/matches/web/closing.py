"""What closing a cohort comes to for its matching."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain.closing import Step
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.matches.domain.actions import UNDER_WAY
from kith.service.matches.domain.queries import is_published
from kith.service.matches.domain.waiting import waiting_counts


def consequences(cohort: Cohort, step: Step) -> list[str]:
    if step is not Step.CLOSE:
        return []
    found = []
    if cohort.match_runs.filter(job__state__in=UNDER_WAY).exists():
        found.append(_("The matching run that is working now is stopped."))
    if definition_of(cohort).match is not None and not is_published(cohort):
        found.append(_("No pairs have been published, and none will be."))
    count = sum(waiting_counts([cohort]).get(cohort.pk, Counter()).values())
    if count:
        said = ngettext(
            "%(num)s person still waits for a partner, and will not get one.",
            "%(num)s people still wait for a partner, and will not get one.",
            count,
        )
        found.append(said % {"num": count})
    return found
