"""A wave's life, derived from dates: laid out with the cohort, opened, reminded and closed by the tick."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.programmes.capabilities import Moment
from kith.programmes.types import Offset
from kith.programmes.types import Wave as WaveDefinition
from kith.questionnaires.write import to_json
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import in_open_cohorts, must_be_open
from kith.service.cohorts.models import Cohort, Place, StageDate
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent
from kith.service.surveys.domain.instruments import instrument_for
from kith.service.surveys.domain.mails import INVITATION, REMINDER, queue
from kith.service.surveys.domain.raters.keeping import forget_raters
from kith.service.surveys.domain.raters.pinning import pin_raters
from kith.service.surveys.domain.uses import who_refused
from kith.service.surveys.models import Invitation, PaperSheet, Wave

State = Wave.State
OPENED = "surveys.open_wave"
OPENS_AT = dt.time(7, 0)
"""In the cohort's zone: a mail that arrives with the morning's."""


@transaction.atomic
def lay_out(*, by: Actor, cohort: Cohort) -> list[Wave]:
    """Make the definition's waves, or move those that have not opened yet to the cohort's dates."""
    definition = definition_of(cohort)
    stages = {row.stage: row for row in cohort.stage_dates.all()}
    slots = frozenset(slot.key for slot in definition.slots)
    waves = []
    for planned in definition.waves:
        opens_at, closes_at = _moments(cohort, stages, planned)
        wave = Wave.objects.filter(cohort=cohort, key=planned.key).first()
        if wave is None:
            instrument = instrument_for(cohort.organisation, planned, slots)
            wave = Wave(
                cohort=cohort,
                key=planned.key,
                name=planned.name.to_json(),
                instrument=to_json(instrument),
                instrument_sha256=instrument.sha256,
                sides=list(planned.roles),
                remind_after_days=_days(cohort, planned, opens_at),
                opens_at=opens_at,
                closes_at=closes_at,
            )
            wave.save()
            pin_raters(wave, planned.raters, slots)
        elif Wave.objects.filter(pk=wave.pk, state=State.PLANNED).update(
            opens_at=opens_at, closes_at=closes_at
        ):
            wave.opens_at, wave.closes_at = opens_at, closes_at
        waves.append(wave)
    audit.record(
        by=by, action="surveys.lay_out", subject=cohort, organisation_id=cohort.organisation_id, cohort_id=cohort.pk,
        detail={"waves": len(waves)},
    )  # fmt: skip
    return waves


def _moments(
    cohort: Cohort, stages: Mapping[str, StageDate], planned: WaveDefinition
) -> tuple[dt.datetime, dt.datetime]:
    """When the wave opens and closes: offsets from the stages as they are dated now, in the cohort's zone."""
    zone = ZoneInfo(cohort.time_zone)
    opens, closes = (_day(stages, offset) for offset in (planned.opens, planned.closes))
    if closes <= opens:
        closes = opens + dt.timedelta(days=1)
    return (
        dt.datetime.combine(opens, OPENS_AT, zone).astimezone(dt.UTC),
        dt.datetime.combine(closes, dt.time(0), zone).astimezone(dt.UTC),
    )


def _day(stages: Mapping[str, StageDate], offset: Offset) -> dt.date:
    row = stages[offset.stage.value]
    last = row.ends_on or row.starts_on
    start = row.starts_on if offset.moment is Moment.START else last + dt.timedelta(days=1)
    return offset.offset.after(start)


def _days(cohort: Cohort, planned: WaveDefinition, opens_at: dt.datetime) -> list[int]:
    """How many days after the opening each reminder goes, counted on the calendar where the cohort is."""
    day = opens_at.astimezone(ZoneInfo(cohort.time_zone)).date()
    return [(reminder.after(day) - day).days for reminder in planned.reminders]


def reminder_moments(wave: Wave) -> list[dt.datetime]:
    """When the reminders go: at the hour of the opening where the cohort is, also across a change of the clocks."""
    opened = wave.opens_at.astimezone(ZoneInfo(wave.cohort.time_zone))
    return [(opened + dt.timedelta(days=days)).astimezone(dt.UTC) for days in wave.remind_after_days]


def _reminders_due(wave: Wave, now: dt.datetime) -> int:
    return sum(moment <= now for moment in reminder_moments(wave))


@transaction.atomic
def change_dates(*, by: Actor, wave: Wave, opens_at: dt.datetime, closes_at: dt.datetime) -> Wave:
    """Move a wave. An open wave keeps its opening; a closed one stays closed."""
    must_be_open(wave.cohort_id)
    faults = Faults()
    if closes_at <= opens_at:
        faults.add("surveys.closes_first", Where(key="closes_at"))
    if wave.state == State.CLOSED:
        faults.add("surveys.wave_closed")
    if wave.state == State.OPEN and opens_at != wave.opens_at:
        faults.add("surveys.already_open", Where(key="opens_at"))
    faults.raise_if_any()
    wave.opens_at, wave.closes_at = opens_at, closes_at
    wave.save(update_fields=["opens_at", "closes_at"])
    _record(by, "surveys.change_wave", wave, fields=["opens_at", "closes_at"])
    return wave


def open_due(now: dt.datetime) -> None:
    """Open every wave whose time has come. A wave whose time passed altogether goes straight to closed."""
    due = in_open_cohorts(Wave.objects.filter(state=State.PLANNED, opens_at__lte=now))
    for wave in due.select_related("cohort__organisation"):
        if wave.closes_at <= now:
            _close(wave)
        else:
            open_wave(by=Actor.system("tick"), wave=wave)


@transaction.atomic
def open_wave(*, by: Actor, wave: Wave) -> Wave:
    """Ask everybody who has confirmed their place on one of the wave's sides. Opening twice is opening once."""
    must_be_open(wave.cohort_id)
    now = timezone.now()
    moved = Wave.objects.filter(pk=wave.pk, state=State.PLANNED, closes_at__gt=now).update(state=State.OPEN)
    wave.refresh_from_db()
    if not moved:
        if wave.state == State.OPEN:
            return wave
        raise KithError(Fault("surveys.cannot_open"))
    if wave.opens_at > now:  # opened by hand, before its date
        wave.opens_at = now
        wave.save(update_fields=["opens_at"])
    places = wave.cohort.places.filter(state=Place.State.CONFIRMED, side__in=wave.sides).select_related(
        "person"
    )
    count = _invite(by, wave, places)
    _record(by, OPENED, wave, detail={"invited": count})
    return wave


def was_asked_here(wave: Wave) -> bool:
    """Whether it was ever open, also when it has closed since. History says so, and is never changed."""
    history = AuditEvent.objects.filter(cohort_id=wave.cohort_id, action=OPENED)
    return history.filter(subject_id=str(wave.pk)).exists()


@transaction.atomic
def invite_late(*, by: Actor, place: Place) -> None:
    """Somebody confirmed while a wave was open: they are asked too."""
    open_now = Wave.objects.filter(cohort=place.cohort, state=State.OPEN, closes_at__gt=timezone.now())
    for wave in open_now.select_related("cohort__organisation"):
        if place.side in wave.sides:
            _invite(by, wave, [place])


def _invite(by: Actor, wave: Wave, places: Iterable[Place]) -> int:
    """Those who have not been asked yet. A reminder whose day is over is not for them."""
    asked = set(wave.invitations.values_list("place_id", flat=True))
    passed = _reminders_due(wave, timezone.now())
    refused = who_refused(wave.cohort_id)
    invitations = [
        Invitation(wave=wave, place=place, reminders_sent=passed, is_finished=place.person_id in refused)
        for place in places
        if place.pk not in asked
    ]
    Invitation.objects.bulk_create(invitations, batch_size=400)
    for invitation in invitations:
        queue(by, invitation, INVITATION, f"{INVITATION}:{invitation.pk}")
    return len(invitations)


def remind_due(now: dt.datetime) -> None:
    """Remind those who have not answered, once for each reminder whose day has come."""
    open_now = in_open_cohorts(Wave.objects.filter(state=State.OPEN, closes_at__gt=now))
    for wave in open_now.select_related("cohort__organisation"):
        due = _reminders_due(wave, now)
        waiting = wave.invitations.filter(is_finished=False, reminders_sent__lt=due).select_related(
            "place__person"
        )
        for invitation in waiting.filter(place__state=Place.State.CONFIRMED):
            remind(invitation, number=due)


@transaction.atomic
def remind(invitation: Invitation, *, number: int) -> None:
    """Queue the reminder and note it, unless the answer, or the cohort's end, came in the meantime."""
    still_waiting = Invitation.objects.filter(pk=invitation.pk, is_finished=False, reminders_sent__lt=number)
    if in_open_cohorts(still_waiting, "wave__cohort").update(reminders_sent=number):
        queue(Actor.system("tick"), invitation, REMINDER, f"{REMINDER}:{invitation.pk}:{number}")


def close_due(now: dt.datetime) -> None:
    for wave in in_open_cohorts(Wave.objects.filter(state=State.OPEN, closes_at__lte=now)):
        _close(wave)


@transaction.atomic
def close_with_cohort(*, by: Actor, cohort_id: UUID) -> int:
    """The cohort is over: what is open closes, and what is planned stays as it is; how many closed."""
    now = timezone.now()
    waves = list(Wave.objects.filter(cohort_id=cohort_id, state=State.OPEN).select_related("cohort"))
    for wave in waves:
        wave.state, wave.closes_at = State.CLOSED, min(now, wave.closes_at)
        wave.save(update_fields=["state", "closes_at"])
        _has_closed(by, wave)
    return len(waves)


@transaction.atomic
def _close(wave: Wave) -> None:
    if Wave.objects.filter(pk=wave.pk).exclude(state=State.CLOSED).update(state=State.CLOSED):
        _has_closed(Actor.system("tick"), wave)


@transaction.atomic
def close_now(*, by: Actor, wave: Wave) -> Wave:
    """Close an open wave by hand."""
    must_be_open(wave.cohort_id)
    now = timezone.now()
    if not Wave.objects.filter(pk=wave.pk, state=State.OPEN).update(state=State.CLOSED, closes_at=now):
        raise KithError(Fault("surveys.not_open"))
    wave.refresh_from_db()
    _has_closed(by, wave)
    return wave


def _has_closed(by: Actor, wave: Wave) -> None:
    """Nothing is taken any more, so what told a second delivery from a first goes, and the codes of sheets go too."""
    wave.deliveries.all().delete()
    wave.paper_entries.all().delete()
    PaperSheet.objects.filter(invitation__wave=wave).delete()
    forget_raters(wave, by=by)
    _record(by, "surveys.close_wave", wave)


def _record(
    by: Actor, action: str, wave: Wave, *, fields: Iterable[str] = (), detail: audit.Detail | None = None
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=wave,
        organisation_id=wave.cohort.organisation_id,
        cohort_id=wave.cohort_id,
        fields=fields,
        detail=detail,
    )
