"""Offers of a place: made, answered, expired, taken back; and the waiting list, which moves up by itself."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain import places
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import in_open_cohorts, must_be_open
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit, events
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.bugs import log_bug
from kith.service.recruitment.domain.events import OfferAnswered
from kith.service.recruitment.domain.reviewing.interviewing import let_time_go
from kith.service.recruitment.domain.selecting import decisions, offer_mails
from kith.service.recruitment.domain.selecting.attributes import attributes_of
from kith.service.recruitment.domain.selecting.room import room_of
from kith.service.recruitment.domain.states import move
from kith.service.recruitment.models import Application, Call, Decision, Offer, Waiting

logger = logging.getLogger(__name__)

State = Application.State
OFFERABLE = frozenset({State.SUBMITTED, State.SHORTLISTED, State.INTERVIEWED, State.WAITING})
USUAL_DAYS = 14
FEWEST_DAYS, MOST_DAYS = 1, 90


def usual_days(call: Call) -> int:
    """How long an offer stands, as the definition has it."""
    selection = definition_of(call.cohort).selection
    return selection.offer_days if selection else USUAL_DAYS


def offer_end(call: Call, days: int, now: datetime) -> datetime:
    """The end of the last day, where the cohort is: an offer never runs out in the middle of a day."""
    zone = ZoneInfo(call.cohort.time_zone)
    last: date = now.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(last, places.LAST_SECOND, zone) + timedelta(seconds=1)


@transaction.atomic
def make_offers(
    *, by: Actor, call: Call, applications: Sequence[Application], reason: str, days: int | None = None
) -> int:
    """Offer places to several people, all or none; how many. The mails are queued with them.

    Refused as a whole, with every fault named, when a side has not so many places, when somebody's
    permission is still awaited, or when an application is not where an offer can be made.
    """
    take_turn(call.cohort)
    must_be_open(call.cohort_id)
    rows = decisions.fresh(call, applications)
    chosen_days = days or usual_days(call)
    faults = Faults()
    decisions.check_reason(faults, reason)
    if not rows:
        faults.add("recruitment.nobody_chosen", Where(key="applications"))
    if not FEWEST_DAYS <= chosen_days <= MOST_DAYS:
        faults.add(
            "recruitment.offer_days", Where(key="days"), days=chosen_days, least=FEWEST_DAYS, most=MOST_DAYS
        )
    _check_offers(faults, call, rows)
    faults.raise_if_any()
    expires = offer_end(call, chosen_days, timezone.now())
    for row in rows:
        _offer(by, row, expires, Decision.Kind.OFFER, reason)
    return len(rows)


def _check_offers(faults: Faults, call: Call, rows: Sequence[Application]) -> None:
    definition = definition_of(call.cohort)
    for row in rows:
        if row.state not in OFFERABLE:
            faults.add(
                "recruitment.decision_state",
                Where(key="applications"),
                reference=row.reference,
                state=str(row.get_state_display()),
            )
        elif definition.role(row.side).requires and row.permitted_at is None:
            faults.add("recruitment.permission_awaited", Where(key="applications"), reference=row.reference)
    for side in dict.fromkeys(row.side for row in rows):
        wanted, room = sum(row.side == side for row in rows), room_of(call, side)
        if wanted > room.free:
            faults.add(
                "recruitment.too_many_offers",
                Where(key="applications"),
                side=str(definition.role(side).plural),
                wanted=wanted,
                free=room.free,
                most=room.most,
                taken=room.taken,
                offered=room.offered,
            )


def _offer(by: Actor, row: Application, expires: datetime, kind: str, reason: str) -> Offer:
    move(row, OFFERABLE, State.OFFERED, offered_at=row.offered_at or timezone.now())
    Waiting.objects.filter(application=row, left_at=None).update(left_at=timezone.now())
    let_time_go(by=by, application=row)
    offer = Offer.objects.create(application=row, expires_at=expires)
    decisions.note(by, row, kind, reason)
    offer_mails.queue_offer(by=by, offer=offer)
    return offer


@transaction.atomic
def accept_offer(*, by: Actor, application: Application) -> Place:
    """Take the place: it stands in the cohort at once, with what the application said. Twice is once."""
    take_turn(application.call.cohort)
    application.refresh_from_db()
    if application.state == State.ACCEPTED and application.place is not None:
        return application.place
    must_be_open(application.call.cohort_id)
    offer = _open_offer(application)
    cohort = application.call.cohort
    person = application.person
    if person is None:
        raise KithError(Fault("recruitment.no_offer"))
    place = _take_place(by, application, cohort)
    _answer(offer, Offer.State.ACCEPTED, "")
    move(application, {State.OFFERED}, State.ACCEPTED, accepted_at=timezone.now(), place=place)
    _record(by, "recruitment.accept_offer", application)
    events.publish(OfferAnswered(application.pk, by))
    if place.side != application.side:  # what was on offer is free, see below
        move_up(call=application.call, side=application.side)
    return place


def _take_place(by: Actor, application: Application, cohort: Cohort) -> Place:
    """A confirmed place. Somebody who got one by hand meanwhile keeps that one, on whichever side."""
    attributes = attributes_of(application)
    held = cohort.places.filter(person=application.person).first()
    if held is None or held.state not in (Place.State.INVITED, Place.State.CONFIRMED):
        held = places.add_person(
            by=by,
            cohort=cohort,
            name=application.name,
            email=application.person.email if application.person else application.email,
            side=application.side,
            attributes=attributes,
            is_promised=True,
        )
    return places.confirm(by=by, place=held)


@transaction.atomic
def decline_offer(*, by: Actor, application: Application, reason: str = "") -> None:
    """Give the place back; the next on the waiting list is offered it. Twice is once."""
    if application.state == State.DECLINED:
        return
    _give_back(by, application, Offer.State.DECLINED, State.DECLINED, reason, "recruitment.decline_offer")


@transaction.atomic
def defer_offer(*, by: Actor, application: Application, reason: str = "") -> None:
    """Ask to be taken into a later cohort: the place goes on, and the lead sees the wish. Twice is once."""
    if application.state == State.DEFERRED:
        return
    _give_back(by, application, Offer.State.DEFERRED, State.DEFERRED, reason, "recruitment.defer_offer")


def _give_back(
    by: Actor, application: Application, answer: str, state: str, reason: str, action: str
) -> None:
    take_turn(application.call.cohort)
    must_be_open(application.call.cohort_id)
    _answer(_open_offer(application), answer, reason)
    move(application, {State.OFFERED}, state)
    _record(by, action, application)
    events.publish(OfferAnswered(application.pk, by))
    move_up(call=application.call, side=application.side)


@transaction.atomic
def take_back_offer(*, by: Actor, application: Application, reason: str) -> None:
    """The lead takes an unanswered offer back. Nobody moves up by it: the lead decides what comes next."""
    faults = Faults()
    decisions.check_reason(faults, reason)
    faults.raise_if_any()
    take_turn(application.call.cohort)
    must_be_open(application.call.cohort_id)
    _answer(_open_offer(application, even_expired=True), Offer.State.TAKEN_BACK, "")
    move(application, {State.OFFERED}, decisions.state_before_offer(application))
    decisions.note(by, application, Decision.Kind.TAKE_BACK, reason)
    offer_mails.queue_taken_back(by=by, application=application)


def _open_offer(application: Application, *, even_expired: bool = False) -> Offer:
    offer = application.offers.filter(state=Offer.State.OPEN).first()
    if offer is None:
        last = application.offers.order_by("-created_at").first()
        code = (
            "recruitment.offer_ran_out"
            if last and last.state == Offer.State.EXPIRED
            else "recruitment.no_offer"
        )
        raise KithError(Fault(code))
    if offer.expires_at <= timezone.now() and not even_expired:
        raise KithError(Fault("recruitment.offer_ran_out"))
    return offer


def _answer(offer: Offer, state: str, reason: str) -> None:
    """One conditional UPDATE: of two answers at once, the second is told."""
    moved = Offer.objects.filter(pk=offer.pk, state=Offer.State.OPEN).update(
        state=state, answered_at=timezone.now(), reason=reason.strip()[:400]
    )
    if not moved:
        raise KithError(Fault("recruitment.no_offer"))


def expire_due(now: datetime) -> int:
    """For the tick: offers that ran out, each in a transaction of its own, and whoever moves up by it.

    In a cohort that is closed they stay as they are; nobody can take them.
    """
    due = Offer.objects.filter(state=Offer.State.OPEN, expires_at__lte=now)
    due = in_open_cohorts(due, "application__call__cohort")
    count = 0
    for offer in due.select_related("application__call__cohort__organisation").order_by("expires_at", "id"):
        try:
            count += _expire(offer)
        except Exception:
            log_bug(logger, f"offer {offer.pk} could not be closed")
    return count


@transaction.atomic
def _expire(offer: Offer) -> int:
    by = Actor.system("recruitment")
    application = offer.application
    take_turn(application.call.cohort)
    if not Offer.objects.filter(pk=offer.pk, state=Offer.State.OPEN).update(state=Offer.State.EXPIRED):
        return 0
    move(application, {State.OFFERED}, State.EXPIRED)
    _record(by, "recruitment.expire_offer", application)
    offer_mails.queue_ran_out(by=by, application=application)
    move_up(call=application.call, side=application.side)
    return 1


def move_up(*, call: Call, side: str) -> int:
    """Offer what has fallen free to the next on the waiting list; how many. Called inside a transaction.

    Until the cohort starts: after that a late joiner is the lead's to decide.
    """
    cohort = call.cohort
    today = timezone.localdate(timezone=ZoneInfo(cohort.time_zone))
    if cohort.state != Cohort.State.OPEN or today >= cohort.starts_on:
        return 0
    free = room_of(call, side).free
    line = Waiting.objects.filter(
        application__call=call, application__side=side, application__state=State.WAITING, left_at=None
    ).select_related("application__call__cohort", "application__person")
    definition = definition_of(cohort)
    needs_permission = bool(definition.role(side).requires)
    expires = offer_end(call, usual_days(call), timezone.now())
    moved = 0
    for row in line.order_by("rank", "id"):
        if moved >= free:
            break
        if needs_permission and row.application.permitted_at is None:
            continue
        _offer(Actor.system("recruitment"), row.application, expires, Decision.Kind.MOVED_UP, "")
        moved += 1
    return moved


def _record(by: Actor, action: str, application: Application) -> None:
    cohort = application.call.cohort
    audit.record(
        by=by,
        action=action,
        subject=application,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        fields=["state"],
    )
