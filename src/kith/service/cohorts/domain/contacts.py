"""The confidential contact stands outside: people write to them in order to go past those who run the cohort."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from kith.foundation.faults import Fault, KithError, Where
from kith.service.cohorts.domain.roles import roles_on_owner
from kith.service.cohorts.models import Cohort, CohortRole
from kith.service.people.models import Person

Kind = CohortRole.Kind
RUNS = frozenset({Kind.LEAD, Kind.DEPUTY})


def must_stay_apart(cohort: Cohort, person: Person, role: str) -> None:
    """Refuse to make a lead the confidential contact, now or from a later day, and the other way round. Raises
    KithError."""
    if role not in RUNS and role != Kind.SECOND_CONTACT:
        return
    not_over = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    held = set(cohort.roles.filter(not_over, person=person).values_list("role", flat=True))
    held |= roles_on_owner(person, cohort)
    others = RUNS if role == Kind.SECOND_CONTACT else {Kind.SECOND_CONTACT}
    if held & others:
        raise KithError(Fault("cohorts.contact_runs_it", Where(key="role"), {"cohort": cohort.name}))
