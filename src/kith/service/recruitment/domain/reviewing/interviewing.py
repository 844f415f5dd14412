"""Interviews: panels, the times they can see people, and people booking one themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit, events
from kith.service.core.domain.actors import Actor
from kith.service.people.domain.queries import addresses_of_all
from kith.service.recruitment.domain.events import ApplicationWithdrawn, InterviewBooked
from kith.service.recruitment.domain.reviewing import interview_mails
from kith.service.recruitment.models import Application, Call, Panel, Review, Reviewer, Slot
from kith.service.ui.web.wording import moment

State = Application.State
LEAST_MEMBERS = 2
MOST_SLOTS = 40
FEWEST_MINUTES, MOST_MINUTES = 10, 240


@transaction.atomic
def make_panel(
    *, by: Actor, call: Call, name: str, members: Collection[Reviewer], side: str = "", where: str = ""
) -> Panel:
    """Two or more people who interview together."""
    must_be_open(call.cohort_id)
    faults = Faults()
    if not name.strip():
        faults.add("recruitment.panel_without_name", Where(key="name"))
    chosen = [one for one in members if one.call_id == call.pk and one.ended_at is None]
    if len(chosen) < LEAST_MEMBERS:
        faults.add("recruitment.panel_without_members", Where(key="members"))
    faults.raise_if_any()
    panel = Panel.objects.create(call=call, name=name.strip(), side=side, where=where.strip())
    panel.members.set(chosen)
    _record(by, "recruitment.make_panel", panel, call, ["name", "members", "where"])
    return panel


@transaction.atomic
def add_slots(
    *, by: Actor, panel: Panel, day: date, first: time, minutes: int, pause: int, count: int
) -> list[Slot]:
    """Several times in a row on one day, in the cohort's zone: all of them, or none with why.

    A time that the clocks skip does not exist and is refused; of one that comes twice, the first is meant.
    """
    must_be_open(panel.call.cohort_id)
    faults = Faults()
    if not 1 <= count <= MOST_SLOTS:
        faults.add("recruitment.slots_count", Where(key="count"), least=1, most=MOST_SLOTS, value=count)
        faults.raise_if_any()
    zone = ZoneInfo(panel.call.cohort.time_zone)
    opens = _at(faults, day, first, zone)
    starts = [opens + number * timedelta(minutes=minutes + pause) for number in range(count)]
    if starts[0] <= timezone.now():
        faults.add("recruitment.slot_past", Where(key="day"))
    if double := _double(panel, starts[0], starts[-1] + timedelta(minutes=minutes)):
        said = ", ".join(one.starts_at.astimezone(zone).strftime("%H:%M") for one in double)
        faults.add("recruitment.slots_double", Where(key="first"), time=said)
    faults.raise_if_any()
    rows = Slot.objects.bulk_create(Slot(panel=panel, starts_at=one, minutes=minutes) for one in starts)
    _record(by, "recruitment.add_slots", panel, panel.call, ["slots"])
    return rows


def _double(panel: Panel, first: datetime, end: datetime) -> list[Slot]:
    """Times the panel has already that would run into the new ones."""
    rows = panel.slots.filter(starts_at__lt=end)
    return [slot for slot in rows if slot.starts_at + timedelta(minutes=slot.minutes) > first]


def _at(faults: Faults, day: date, first: time, zone: ZoneInfo) -> datetime:
    local = datetime.combine(day, first, zone)
    instant = local.astimezone(ZoneInfo("UTC"))
    if instant.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        faults.add("recruitment.no_such_time", Where(key="first"), time=first.strftime("%H:%M"))
    return instant


@transaction.atomic
def remove_slot(*, by: Actor, slot: Slot) -> None:
    """Take a time away that nobody has booked."""
    must_be_open(slot.panel.call.cohort_id)
    deleted = Slot.objects.filter(pk=slot.pk, application=None).delete()[0]
    if not deleted:
        said = moment(slot.starts_at, slot.panel.call.cohort.time_zone)
        raise KithError(Fault("recruitment.slot_booked", params={"time": said}))
    _record(by, "recruitment.remove_slot", slot.panel, slot.panel.call, ["slots"])


@transaction.atomic
def invite_to_book(*, by: Actor, call: Call) -> int:
    """A mail to everybody on the shortlist who has not booked and has not been asked; how many."""
    must_be_open(call.cohort_id)
    rows = call.applications.filter(state=State.SHORTLISTED, interview_slots=None, example="")
    chosen = list(rows.select_related("call__cohort__organisation", "person").order_by("reference"))
    count = sum(interview_mails.queue_invitation(by=by, application=row) for row in chosen)
    audit.record(
        by=by,
        action="recruitment.invite_to_book",
        subject=call,
        organisation_id=call.cohort.organisation_id,
        cohort_id=call.cohort_id,
        detail={"mails": count},
    )
    return count


def open_slots(application: Application) -> list[Slot]:
    """Times the applicant can book: still to come, free, of a panel for their side on which nobody has stood
    down from them, gives them permission or a reference."""
    barred = _barred(application)
    rows = (
        Slot.objects.filter(panel__call=application.call, application=None, starts_at__gt=timezone.now())
        .filter(panel__side__in=("", application.side))
        .select_related("panel")
        .prefetch_related("panel__members__person")
    )
    return [slot for slot in rows if not barred & {member.pk for member in slot.panel.members.all()}]


def _barred(application: Application) -> set[object]:
    stood_down = application.reviews.filter(state=Review.State.CONFLICT).values_list("reviewer_id", flat=True)
    named = {*application.permissions.values_list("email"), *application.checks.values_list("of_email")}
    emails = {email.lower() for (email,) in named if email}
    readers = dict(Reviewer.objects.filter(call=application.call).values_list("person_id", "pk"))
    own = {readers[person] for person, email in addresses_of_all(readers) if email.lower() in emails}
    return set(stood_down) | own


@transaction.atomic
def book(*, by: Actor, application: Application, slot: Slot) -> Slot:
    """Take a time; one taken before is given back. Of two who want the same, the second is told."""
    take_turn(application.call.cohort)
    must_be_open(application.call.cohort_id)
    application.refresh_from_db(fields=["state"])
    if application.state != State.SHORTLISTED:
        raise KithError(Fault("recruitment.not_invited_to_interview"))
    held = application.interview_slots.first()
    if held is not None and held.pk == slot.pk:
        return held
    if slot.starts_at <= timezone.now():
        raise KithError(Fault("recruitment.slot_past", Where(key="slot")))
    if slot.pk not in {one.pk for one in open_slots(application)}:
        taken = Slot.objects.filter(pk=slot.pk).exclude(application=None).exists()
        raise KithError(
            Fault("recruitment.slot_taken" if taken else "recruitment.slot_not_yours", Where(key="slot"))
        )
    give_back(by=by, application=application)
    _take(slot, application)
    slot.refresh_from_db()
    Review.objects.bulk_create(
        Review(application=application, reviewer=member, kind=Review.Kind.INTERVIEW)
        for member in slot.panel.members.filter(ended_at=None)
        if not application.reviews.filter(reviewer=member, kind=Review.Kind.INTERVIEW).exists()
    )
    _record(by, "recruitment.book_interview", application, application.call, ["slot"])
    interview_mails.queue_booking(by=by, slot=slot)
    events.publish(InterviewBooked(application.pk, by))
    return slot


def _take(slot: Slot, application: Application) -> None:
    """One conditional UPDATE; the database keeps one time a person."""
    try:
        with transaction.atomic():
            taken = Slot.objects.filter(pk=slot.pk, application=None).update(
                application=application, booked_at=timezone.now()
            )
    except IntegrityError:
        taken = 0
    if not taken:
        raise KithError(Fault("recruitment.slot_taken", Where(key="slot")))


@transaction.atomic
def give_back(*, by: Actor, application: Application) -> None:
    """The time is free again, and what its panel had not sent goes."""
    freed = Slot.objects.filter(application=application).update(application=None, booked_at=None)
    if freed:
        application.reviews.filter(kind=Review.Kind.INTERVIEW, state=Review.State.ASSIGNED).delete()
        _record(by, "recruitment.give_back_interview", application, application.call, ["slot"])


def let_time_go(*, by: Actor, application: Application) -> None:
    """A decision has made the interview needless: a time that is still to come is free for others."""
    if Slot.objects.filter(application=application, starts_at__gt=timezone.now()).exists():
        give_back(by=by, application=application)


def application_withdrawn(event: ApplicationWithdrawn) -> None:
    application = Application.objects.select_related("call__cohort").get(pk=event.application_id)
    give_back(by=event.by, application=application)


def panels_of(call: Call) -> Iterable[Panel]:
    """The call's panels with their members and times, in a fixed number of queries."""
    rows = call.panels.order_by("name", "id")
    return rows.prefetch_related("members__person", "slots__application")


def _record(by: Actor, action: str, subject: Panel | Application, call: Call, fields: list[str]) -> None:
    audit.record(
        by=by,
        action=action,
        subject=subject,
        organisation_id=call.cohort.organisation_id,
        cohort_id=call.cohort_id,
        fields=fields,
    )
