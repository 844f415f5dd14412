"""What came out of a cohort and outlives it: recorded, asked after once a year, ended."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kith.foundation.faults import Faults, Where
from kith.service.cohorts.domain.openness import must_not_be_archived
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.once import sent_before
from kith.service.learning.models import SpinOff
from kith.service.people.domain.authority import must_be_own

YEAR = timedelta(days=365)
"""How long after it was last seen running the question comes: does it still run?"""


@transaction.atomic
def record_spin_off(
    *,
    by: Actor,
    cohort: Cohort,
    name: str,
    kind: str,
    about: str,
    started_on: date,
    sent_once: UUID | None = None,
) -> SpinOff:
    """The lead writes down what came out of the cohort. The same form twice is one."""
    must_not_be_archived(cohort.pk)
    _check(name, kind, started_on)
    return _create(
        by,
        "learning.record_spin_off",
        sent_once,
        {
            "cohort": cohort,
            "name": name.strip(),
            "kind": kind,
            "about": about.strip(),
            "started_on": started_on,
        },
    )


@transaction.atomic
def suggest_spin_off(
    *,
    by: Actor,
    place: Place,
    name: str,
    kind: str,
    about: str,
    started_on: date,
    sent_once: UUID | None = None,
) -> SpinOff:
    """A participant says what came out of it; it counts when the lead has confirmed it."""
    must_be_own(by, place.person)
    must_not_be_archived(place.cohort_id)
    _check(name, kind, started_on)
    return _create(
        by,
        "learning.suggest_spin_off",
        sent_once,
        {
            "cohort": place.cohort,
            "name": name.strip(),
            "kind": kind,
            "about": about.strip(),
            "started_on": started_on,
            "is_confirmed": False,
            "suggested_by": place,
        },
    )


@transaction.atomic
def change_spin_off(
    *, by: Actor, spin_off: SpinOff, name: str, kind: str, about: str, started_on: date
) -> SpinOff:
    """Write it down better. A suggestion that is changed by the lead is confirmed with it."""
    _check(name, kind, started_on)
    wanted = {
        "name": name.strip(),
        "kind": kind,
        "about": about.strip(),
        "started_on": started_on,
        "is_confirmed": True,
    }
    changed = [field for field, value in wanted.items() if getattr(spin_off, field) != value]
    if changed:
        SpinOff.objects.filter(pk=spin_off.pk).update(**wanted)
        spin_off.refresh_from_db()
        _record(by, "learning.change_spin_off", spin_off, changed)
    return spin_off


@transaction.atomic
def drop_suggestion(*, by: Actor, spin_off: SpinOff) -> None:
    """The lead does not take a suggestion up. It goes without a trace but in the history."""
    if SpinOff.objects.filter(pk=spin_off.pk, is_confirmed=False).exists():
        _record(by, "learning.drop_spin_off", spin_off, ["is_confirmed"])
        SpinOff.objects.filter(pk=spin_off.pk, is_confirmed=False).delete()


@transaction.atomic
def say_still_runs(*, by: Actor, spin_off: SpinOff, on: date | None = None) -> SpinOff:
    """Somebody who knows says that it runs. The question comes again in a year."""
    today = on or timezone.localdate()
    wanted = {"seen_on": today, "ended_on": None, "is_confirmed": True}
    if any(getattr(spin_off, field) != value for field, value in wanted.items()):
        SpinOff.objects.filter(pk=spin_off.pk).update(**wanted)
        spin_off.refresh_from_db()
        _record(by, "learning.say_spin_off_runs", spin_off, ["seen_on"])
    return spin_off


@transaction.atomic
def end_spin_off(*, by: Actor, spin_off: SpinOff, on: date) -> SpinOff:
    """It came to its end on a day. It stays written down: that it was counts."""
    faults = Faults()
    if on < spin_off.started_on:
        faults.add("learning.spin_off_ends_first", Where(key="ended_on"), started=str(spin_off.started_on))
    if on > timezone.localdate():
        faults.add("learning.spin_off_ahead", Where(key="ended_on"))
    faults.raise_if_any()
    if spin_off.ended_on != on:
        SpinOff.objects.filter(pk=spin_off.pk).update(ended_on=on, is_confirmed=True)
        spin_off.refresh_from_db()
        _record(by, "learning.end_spin_off", spin_off, ["ended_on"])
    return spin_off


def spin_offs_of(cohort: Cohort) -> QuerySet[SpinOff]:
    """What stands recorded, suggestions last, with their series."""
    rows = cohort.spin_offs.select_related("series", "suggested_by__person")
    return rows.order_by("-is_confirmed", "started_on", "id")


def is_due(spin_off: SpinOff, today: date) -> bool:
    """Whether the yearly question is due."""
    last = spin_off.seen_on or spin_off.started_on
    return spin_off.is_confirmed and spin_off.ended_on is None and last <= today - YEAR


def _check(name: str, kind: str, started_on: date) -> None:
    faults = Faults()
    longest = SpinOff._meta.get_field("name").max_length or 0
    if not name.strip():
        faults.add("learning.name_missing", Where(key="name"))
    elif len(name.strip()) > longest:
        faults.add("learning.name_too_long", Where(key="name"), length=len(name.strip()), limit=longest)
    if kind not in SpinOff.Kind.values:
        faults.add("learning.spin_off_kind", Where(key="kind"))
    if started_on > timezone.localdate():
        faults.add("learning.spin_off_ahead", Where(key="started_on"))
    faults.raise_if_any()


def _create(by: Actor, action: str, sent_once: UUID | None, fields: dict[str, object]) -> SpinOff:
    mine = SpinOff.objects.filter(**{name: fields.get(name) for name in ("cohort", "suggested_by")})
    if (known := sent_before(mine, sent_once)) is not None:
        return known
    row, is_new = SpinOff.objects.get_or_create(sent_once=sent_once or uuid4(), defaults=fields)
    if not is_new:
        return row
    _record(by, action, row, ["name", "kind", "about", "started_on"])
    return row


def _record(by: Actor, action: str, row: SpinOff, fields: list[str]) -> None:
    audit.record(
        by=by,
        action=action,
        subject=row,
        organisation_id=row.cohort.organisation_id,
        cohort_id=row.cohort_id,
        fields=fields,
    )
