"""What has left the lists: found under "Archived", by those who could see it before."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from kith.service.cohorts.domain.queries import cohorts_run_by
from kith.service.cohorts.domain.roles import TAKING_PART
from kith.service.cohorts.models import Cohort, Place
from kith.service.people.models import Person


def archived_cohorts(person: Person) -> QuerySet[Cohort]:
    """Those that the person ran or looked at, the newest first."""
    return cohorts_run_by(person).filter(state=Cohort.State.ARCHIVED)


def archived_places(person: Person) -> QuerySet[Place]:
    """The person's own places in archived cohorts, as long as they may read on."""
    rows = Place.objects.filter(
        Q(cohort__read_until=None) | Q(cohort__read_until__gt=timezone.now()),
        person=person,
        state__in=TAKING_PART,
        cohort__state=Cohort.State.ARCHIVED,
    )
    return rows.select_related("cohort__organisation", "cohort__definition").order_by("-cohort__starts_on")
