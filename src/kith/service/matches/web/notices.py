"""What a lead should look at in the matching of the cohorts they run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from kith.service.cohorts.domain.notices import Notice
from kith.service.cohorts.models import Cohort
from kith.service.matches.domain.waiting import waiting_counts


def notices(cohorts: Sequence[Cohort], now: datetime) -> list[Notice]:
    """Who waits for a partner in a cohort that is not at its end yet, in one query however many cohorts there are."""
    today = now.date()
    found = []
    counts = waiting_counts([cohort for cohort in cohorts if cohort.ends_on >= today])
    for cohort in cohorts:
        if cohort.pk in counts:
            count = counts[cohort.pk].total()
            said = ngettext("%(num)s person waits for a partner", "%(num)s people wait for a partner", count)
            address = reverse("matches:rematch", args=[cohort.pk])
            found.append(Notice(cohort, said % {"num": count}, address))
    return found
