"""The way from a cohort's page to a matching of another kind of its people."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.extras import Link
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission


def links_of_cohort(cohort: Cohort) -> list[Link]:
    """For a programme of pairs or of none: the others have their stage for it."""
    if definition_of(cohort).grouping is not None:
        return []
    return [
        Link(
            _("Sets, posts and placements"),
            _("Match the people of this cohort in other ways than pairs"),
            f"{reverse('matches:exercise_new')}?cohort={cohort.pk}",
            Permission.MATCH_MANAGE,
        )
    ]
