"""Next year's cohort from last year's: the same programme, sides and leads, a new calendar, no people."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from kith.programmes.types import Definition
from kith.service.cohorts.domain.actions import StageDates, change_dates, create_cohort, planned_dates
from kith.service.cohorts.domain.definitions import as_pinned
from kith.service.cohorts.models import Cohort, CohortRole
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor


@transaction.atomic
def copy_cohort(*, by: Actor, cohort: Cohort, name: str, starts_on: date) -> Cohort:
    """A new cohort with the text that ``cohort`` pinned, whatever has become of the shipped definition since.

    Its calendar is laid out anew from ``starts_on``; a date that was moved by hand keeps its distance in
    days from the first day. Who leads the old cohort today leads the new one, and so does who copies.
    """
    definition = as_pinned(cohort.definition)
    copied = create_cohort(
        by=by,
        organisation=cohort.organisation,
        definition=definition,
        variant=cohort.variant or None,
        name=name,
        starts_on=starts_on,
        time_zone=cohort.time_zone,
        sides=cohort.sides,
    )
    copied.copied_from = cohort
    copied.save(update_fields=["copied_from"])
    moved = dates_moved_by_hand(cohort, definition.for_variant(cohort.variant or None), starts_on)
    if moved:
        change_dates(by=by, cohort=copied, dates=moved)
    leads = _lead_too(cohort, copied)
    audit.record(
        by=by,
        action="cohorts.copy",
        subject=copied,
        organisation_id=copied.organisation_id,
        cohort_id=copied.pk,
        fields=["copied_from"],
        detail={"copied_from": str(cohort.pk), "moved_stages": len(moved), "other_leads": leads},
    )
    return copied


def dates_moved_by_hand(cohort: Cohort, definition: Definition, starts_on: date) -> StageDates:
    """The stages whose first or last day is not as the definition has it, carried over to ``starts_on``.

    Each end is carried over by itself: what was not moved follows the definition, which counts in calendar
    months, so that a leap year moves nothing by a day.
    """
    was, will_be = planned_dates(definition, cohort.starts_on), planned_dates(definition, starts_on)
    shift = starts_on - cohort.starts_on
    carried = {}
    for row in cohort.stage_dates.all():
        last = row.ends_on or row.starts_on
        if row.stage not in was or (row.starts_on, last) == was[row.stage]:
            continue
        starts = will_be[row.stage][0] if row.starts_on == was[row.stage][0] else row.starts_on + shift
        ends = will_be[row.stage][1] if last == was[row.stage][1] else last + shift
        carried[row.stage] = (starts, max(starts, ends))
    return carried


def _lead_too(cohort: Cohort, copied: Cohort) -> int:
    """Leads whose role has ended do not come back."""
    lead = CohortRole.Kind.LEAD
    already = copied.roles.filter(role=lead).values("person_id")
    people = (
        CohortRole.objects.in_force()
        .filter(cohort=cohort, role=lead, person__is_active=True)
        .exclude(person_id__in=already)
        .values_list("person_id", flat=True)
        .distinct()
    )
    rows = [CohortRole(cohort=copied, person_id=person_id, role=lead) for person_id in people]
    CohortRole.objects.bulk_create(rows)
    return len(rows)
