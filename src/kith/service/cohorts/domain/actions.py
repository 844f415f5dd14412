"""Making and changing a cohort: its dates, its places, the people who run it."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kith.foundation.faults import Faults, Where
from kith.programmes.capabilities import StageKey
from kith.programmes.types import Definition
from kith.service.cohorts.domain import definitions
from kith.service.cohorts.domain.contacts import must_stay_apart
from kith.service.cohorts.domain.events import CohortCreated, DatesChanged
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort, CohortRole, StageDate
from kith.service.core.domain import audit, events
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.people.domain.actions import find_or_create_person
from kith.service.people.models import Person

SideSizes = Mapping[str, Mapping[str, int]]
StageDates = Mapping[str, tuple[date, date]]
LAST_YEAR = 2200
"""Nobody plans so far ahead, and dates near the end of the calendar cannot be counted on from."""


@transaction.atomic
def create_cohort(
    *,
    by: Actor,
    organisation: Organisation,
    definition: Definition,
    variant: str | None,
    name: str,
    starts_on: date,
    time_zone: str,
    sides: SideSizes | None = None,
) -> Cohort:
    """A cohort with its definition pinned and its calendar laid out from the definition.

    ``sides`` says how many people each side takes; what is left out is as the definition has it.
    """
    chosen = definition.for_variant(variant)
    sizes = {role.key: {"min": role.places.min, "max": role.places.max} for role in chosen.roles}
    sizes |= {side: dict(size) for side, size in (sides or {}).items()}
    faults = Faults()
    _check_name(faults, name)
    _check_name_is_free(faults, organisation, name)
    _check_year(faults, "starts_on", starts_on)
    _check_time_zone(faults, time_zone)
    _check_sizes(faults, sizes, chosen)
    faults.raise_if_any()
    calendar = planned_dates(chosen, starts_on)
    cohort = Cohort.objects.create(
        organisation=organisation,
        definition=definitions.pin(by=by, organisation=organisation, definition=definition),
        variant=variant or "",
        name=name.strip(),
        starts_on=starts_on,
        ends_on=_programme_ends(calendar) or starts_on,
        followed_until=_followed_until(calendar),
        time_zone=time_zone,
        sides=sizes,
    )
    StageDate.objects.bulk_create(
        StageDate(cohort=cohort, stage=stage, starts_on=starts, ends_on=ends)
        for stage, (starts, ends) in calendar.items()
    )
    if by.person is not None:
        CohortRole.objects.create(cohort=cohort, person=by.person, role=CohortRole.Kind.LEAD)
    _record(by, "cohorts.create", cohort, fields=["name", "starts_on", "sides", "variant"])
    events.publish(CohortCreated(cohort.pk, by))
    return cohort


def planned_dates(definition: Definition, starts_on: date) -> dict[str, tuple[date, date]]:
    """First and last day of each stage, as the definition counts them from the cohort's first day."""
    planned = {}
    for stage in definition.stages:
        first, day_after = stage.dates(starts_on)
        planned[stage.key.value] = (first, max(first, day_after - timedelta(days=1)))
    return planned


def _programme_ends(calendar: StageDates) -> date | None:
    """The last day that people are told: of every stage but what comes after."""
    return max((ends for stage, (_starts, ends) in calendar.items() if stage != StageKey.AFTER), default=None)


def _followed_until(calendar: StageDates) -> date | None:
    return calendar[StageKey.AFTER][1] if StageKey.AFTER in calendar else None


@transaction.atomic
def change_dates(*, by: Actor, cohort: Cohort, dates: StageDates) -> Cohort:
    """Move stages. Every stage keeps at least a day, and none of another cohort's is touched."""
    must_be_open(cohort.pk)
    faults = Faults()
    known = {row.stage: row for row in cohort.stage_dates.all()}
    for stage, (starts, ends) in dates.items():
        if stage not in known:
            faults.add("cohorts.unknown_stage", Where(key=stage), stage=stage)
        elif ends < starts:
            faults.add("cohorts.stage_ends_first", Where(key=stage), starts=str(starts), ends=str(ends))
        _check_year(faults, f"{stage}-ends", max(starts, ends))
    faults.raise_if_any()
    for stage, (starts, ends) in dates.items():
        row = known[stage]
        row.starts_on, row.ends_on = starts, ends
        row.save(update_fields=["starts_on", "ends_on"])
    calendar = {stage: (row.starts_on, row.ends_on or row.starts_on) for stage, row in known.items()}
    cohort.ends_on = _programme_ends(calendar) or cohort.ends_on
    cohort.followed_until = _followed_until(calendar)
    cohort.save(update_fields=["ends_on", "followed_until"])
    _record(by, "cohorts.change_dates", cohort, fields=["stage_dates"])
    events.publish(DatesChanged(cohort.pk, by))
    return cohort


@transaction.atomic
def change_settings(*, by: Actor, cohort: Cohort, name: str, sides: SideSizes) -> Cohort:
    """What may still be changed at any stage: the name, and how many people a side takes."""
    must_be_open(cohort.pk)
    faults = Faults()
    _check_name(faults, name)
    _check_sizes(faults, sides, definitions.definition_of(cohort))
    faults.raise_if_any()
    cohort.name = name.strip()
    cohort.sides = {**cohort.sides, **{side: dict(size) for side, size in sides.items()}}
    cohort.save(update_fields=["name", "sides"])
    _record(by, "cohorts.change_settings", cohort, fields=["name", "sides"])
    return cohort


@transaction.atomic
def give_role(
    *, by: Actor, cohort: Cohort, person: Person, role: str, starts_on: date | None, ends_on: date | None
) -> CohortRole:
    """Let a person lead, stand in for the lead, evaluate or look on, between two dates. A deputy's end date is a must."""
    faults = Faults()
    if starts_on and ends_on and ends_on < starts_on:
        faults.add("cohorts.role_ends_first", Where(key="ends_on"), starts=str(starts_on), ends=str(ends_on))
    if role == CohortRole.Kind.DEPUTY and ends_on is None:
        faults.add("cohorts.deputy_without_end", Where(key="ends_on"))
    faults.raise_if_any()
    take_turn(cohort)
    must_stay_apart(cohort, person, role)
    given: dict[str, Any] = {
        "cohort": cohort,
        "person": person,
        "role": role,
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
    row, is_new = CohortRole.objects.get_or_create(**given)
    if not is_new:
        return row
    _record(by, "cohorts.give_role", cohort, detail={"role": role, "person": str(person.pk)})
    return row


@transaction.atomic
def give_role_to(
    *,
    by: Actor,
    cohort: Cohort,
    email: str,
    name: str,
    role: str,
    starts_on: date | None,
    ends_on: date | None,
) -> CohortRole:
    """Give a role to whose address it is; somebody new to Kith is made in the same breath, or not at all."""
    person, _is_new = find_or_create_person(
        by=by,
        email=email,
        name=name.strip() or email,
        language=cohort.organisation.language,
        time_zone=cohort.time_zone,
    )
    return give_role(by=by, cohort=cohort, person=person, role=role, starts_on=starts_on, ends_on=ends_on)


@transaction.atomic
def end_role(*, by: Actor, cohort: Cohort, role_id: UUID, on: date) -> CohortRole:
    """End a role on a day. The cohort keeps at least one lead."""
    row = CohortRole.objects.get(pk=role_id, cohort=cohort)
    leads = CohortRole.objects.in_force(on).filter(cohort=cohort, role=CohortRole.Kind.LEAD)
    if row.role == CohortRole.Kind.LEAD and not leads.exclude(pk=row.pk).exists():
        faults = Faults()
        faults.add("cohorts.last_lead")
        faults.raise_if_any()
    row.ends_on = on - timedelta(days=1)
    row.save(update_fields=["ends_on"])
    _record(by, "cohorts.end_role", cohort, detail={"role": row.role, "person": str(row.person_id)})
    return row


def take_turn(cohort: Cohort) -> None:
    """Hold the cohort until the transaction ends: of two people who act at once, the second waits and then
    sees what the first has done. An UPDATE that changes nothing locks on SQLite and PostgreSQL alike."""
    Cohort.objects.filter(pk=cohort.pk).update(revision=F("revision"))


def claim_revision(*, cohort: Cohort, seen: int) -> None:
    """Refuse when somebody else published since ``seen`` was shown. Called first, inside the transaction."""
    claimed = Cohort.objects.filter(pk=cohort.pk, revision=seen).update(revision=F("revision") + 1)
    if not claimed:
        faults = Faults()
        faults.add("cohorts.changed_meanwhile", cohort=cohort.name)
        faults.raise_if_any()
    cohort.revision = seen + 1


def _check_name(faults: Faults, name: str) -> None:
    longest = Cohort._meta.get_field("name").max_length
    if not name.strip():
        faults.add("cohorts.name_missing", Where(key="name"))
    elif longest and len(name.strip()) > longest:
        faults.add("cohorts.name_too_long", Where(key="name"), length=len(name.strip()), limit=longest)


def _check_name_is_free(faults: Faults, organisation: Organisation, name: str) -> None:
    """Two cohorts of one name would be taken for each other; and a form sent twice makes one cohort."""
    Organisation.objects.filter(pk=organisation.pk).update(
        slug=F("slug")
    )  # one after the other, as in take_turn
    taken = organisation.cohorts.exclude(state=Cohort.State.ARCHIVED).filter(name=name.strip())
    if taken.exists():
        faults.add("cohorts.name_taken", Where(key="name"), name=name.strip())


def _check_year(faults: Faults, key: str, day: date) -> None:
    if day.year > LAST_YEAR:
        faults.add("cohorts.too_far_ahead", Where(key=key), year=str(day.year), last=str(LAST_YEAR))


def _check_time_zone(faults: Faults, time_zone: str) -> None:
    if time_zone not in zoneinfo.available_timezones():
        faults.add("cohorts.unknown_time_zone", Where(key="time_zone"), value=time_zone)


def _check_sizes(faults: Faults, sizes: SideSizes, definition: Definition) -> None:
    sides = {role.key for role in definition.roles}
    for side, size in sizes.items():
        if side not in sides:
            faults.add("cohorts.unknown_side", Where(key="sides"), side=side)
        elif not 0 < size["min"] <= size["max"]:
            name = str(definition.role(side).plural)
            faults.add(
                "cohorts.places_upside_down", Where(key=side), side=name, least=size["min"], most=size["max"]
            )


def _record(
    by: Actor,
    action: str,
    cohort: Cohort,
    *,
    fields: list[str] | None = None,
    detail: audit.Detail | None = None,
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=cohort,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        fields=fields or (),
        detail=detail,
    )
