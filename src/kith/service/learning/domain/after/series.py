"""Meetings that go on by themselves: a spin-off with organisers of its own, who answer to nobody's cohort."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.after import after_mails
from kith.service.learning.models import Alumnus, Series, SeriesMeeting, SeriesOrganiser, SpinOff
from kith.service.people.domain.actions import find_or_create_person
from kith.service.people.models import Person


@transaction.atomic
def start_series(*, by: Actor, spin_off: SpinOff, email: str, name: str) -> Series:
    """A spin-off gets meetings and somebody who organises them. Where it has a series, one more organiser."""
    if spin_off.ended_on is not None or not spin_off.is_confirmed:
        raise KithError(Fault("learning.spin_off_over", params={"name": spin_off.name}))
    organisation = spin_off.cohort.organisation
    series, is_new = Series.objects.select_related("organisation").get_or_create(
        spin_off=spin_off,
        defaults={"organisation": organisation, "name": spin_off.name, "about": spin_off.about},
    )
    if is_new:
        record(by, "learning.start_series", series, ["name"])
    add_organiser(by=by, series=series, email=email, name=name)
    return series


@transaction.atomic
def add_organiser(*, by: Actor, series: Series, email: str, name: str) -> SeriesOrganiser:
    """Let somebody organise it from today; they need no other role. Adding them twice is adding them once."""
    must_run(series)
    person, _is_new = find_or_create_person(
        by=by,
        email=email,
        name=name.strip() or email,
        language=series.organisation.language,
        time_zone=series.organisation.time_zone,
    )
    take_turn(series)
    row = organisers_of(series).filter(person=person).first()
    if row is not None:
        found: SeriesOrganiser = row
        return found
    row = SeriesOrganiser.objects.create(series=series, person=person, starts_on=timezone.localdate())
    record(by, "learning.add_organiser", series, ["organisers"], person=str(person.pk))
    after_mails.queue_organiser(by=by, series=series, person=person)
    return row


@transaction.atomic
def step_down(*, by: Actor, series: Series, person: Person) -> None:
    """They organise it no more. The last one hands it on, or ends it, first."""
    take_turn(series)
    rows = organisers_of(series)
    if not rows.filter(person=person).exists():
        return
    if series.ended_on is None and not rows.exclude(person=person).exists():
        raise KithError(Fault("learning.last_organiser", params={"series": series.name}))
    yesterday = timezone.localdate() - timedelta(days=1)
    SeriesOrganiser.objects.filter(
        pk__in=list(rows.filter(person=person).values_list("pk", flat=True))
    ).update(ends_on=yesterday)
    record(by, "learning.end_organiser", series, ["organisers"], person=str(person.pk))


@transaction.atomic
def hand_on(*, by: Actor, series: Series, person: Person, email: str, name: str) -> SeriesOrganiser:
    """Somebody else organises it from now on instead of ``person``."""
    row = add_organiser(by=by, series=series, email=email, name=name)
    if row.person_id != person.pk:
        step_down(by=by, series=series, person=person)
    return row


@transaction.atomic
def change_series(*, by: Actor, series: Series, name: str, about: str) -> Series:
    """What it is called and what it is about."""
    must_run(series)
    _check_name(name, "name")
    wanted = {"name": name.strip(), "about": about.strip()}
    changed = [field for field, value in wanted.items() if getattr(series, field) != value]
    if changed:
        Series.objects.filter(pk=series.pk).update(**wanted)
        series.refresh_from_db(fields=list(wanted))
        record(by, "learning.change_series", series, changed)
    return series


@transaction.atomic
def end_series(*, by: Actor, series: Series) -> Series:
    """It is over from today: what was planned is cancelled, what was held stays. The spin-off ends with it."""
    take_turn(series)
    today = timezone.localdate()
    if Series.objects.filter(pk=series.pk, ended_on=None).update(ended_on=today):
        planned = series.meetings.filter(is_cancelled=False, starts_at__gt=timezone.now())
        cancelled = planned.update(is_cancelled=True, sequence=F("sequence") + 1)
        SpinOff.objects.filter(series=series, ended_on=None).update(ended_on=today)
        record(by, "learning.end_series", series, ["ended_on"], meetings=cancelled)
    series.refresh_from_db(fields=["ended_on"])
    return series


def take_turn(series: Series) -> None:
    """Hold the series until the transaction ends, and know whether it still runs."""
    Series.objects.filter(pk=series.pk).update(name=F("name"))
    series.refresh_from_db(fields=["ended_on"])


def must_run(series: Series) -> None:
    """Refuse a change in a series that has ended. Raises KithError."""
    if Series.objects.filter(pk=series.pk).exclude(ended_on=None).exists():
        raise KithError(Fault("learning.series_over", params={"series": series.name}))


def organisers_of(series: Series, on: date | None = None) -> QuerySet[SeriesOrganiser]:
    """Who organises it today, the people at hand."""
    rows = SeriesOrganiser.objects.in_force(on or timezone.localdate()).filter(series=series)
    found: QuerySet[SeriesOrganiser] = rows.select_related("person").order_by("person__name", "pk")
    return found


def organised_by(person: Person) -> list[Series]:
    """The series that the person organises today and that run, by name."""
    rows = SeriesOrganiser.objects.in_force(timezone.localdate()).filter(person=person, series__ended_on=None)
    rows = rows.select_related("series__spin_off").order_by("series__name", "pk")
    return list({row.series_id: row.series for row in rows}.values())


def series_seen_from(organisation_id: UUID) -> QuerySet[Series]:
    """The series of an organisation that run, by name."""
    return Series.objects.filter(organisation_id=organisation_id, ended_on=None).order_by("name", "pk")


def meetings_for(person: Person) -> QuerySet[SeriesMeeting]:
    """What stands in a person's calendar: meetings of the series that they organise, and of the organisations in
    whose directory they stand. Cancelled ones too, so that a calendar takes them out; past ones stay."""
    mine = SeriesOrganiser.objects.in_force(timezone.localdate()).filter(person=person).values("series_id")
    homes = Alumnus.objects.filter(person=person, left_at=None).values("organisation_id")
    rows = SeriesMeeting.objects.filter(Q(series_id__in=mine) | Q(series__organisation_id__in=homes))
    return rows.select_related("series").order_by("starts_at", "id")


def next_meetings(series: Iterable[UUID]) -> dict[UUID, SeriesMeeting]:
    """The next meeting of each series that has one; in one query."""
    rows = SeriesMeeting.objects.filter(
        series_id__in=list(series), is_cancelled=False, starts_at__gte=timezone.now()
    )
    found: dict[UUID, SeriesMeeting] = {}
    for row in rows.order_by("starts_at", "id"):
        found.setdefault(row.series_id, row)
    return found


def _check_name(name: str, key: str) -> None:
    faults = Faults()
    if not name.strip():
        faults.add("learning.name_missing", Where(key=key))
    elif len(name.strip()) > 200:
        faults.add("learning.name_too_long", Where(key=key), length=len(name.strip()), limit=200)
    faults.raise_if_any()


def record(by: Actor, action: str, series: Series, fields: list[str], **detail: str | int) -> None:
    audit.record(
        by=by,
        action=action,
        subject=series,
        organisation_id=series.organisation_id,
        fields=fields,
        detail=detail or None,
    )
