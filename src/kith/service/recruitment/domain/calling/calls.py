"""The call of a cohort: written, published, moved, withdrawn. Its forms are pinned when it is published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.programmes.shipped import load_instrument
from kith.questionnaires.write import to_json
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit, events
from kith.service.core.domain.actors import Actor
from kith.service.recruitment.domain.events import CallPublished
from kith.service.recruitment.models import Call, Channel

State = Call.State
EQUALITY = "equality"
"""The questionnaire that every call asks beside the application."""
ADDRESS_LIMIT = 80
WORDS_LIMIT = 4000
WORDS = ("about", "contact")
"""What a lead says in their own words: about the programme here, and whom to ask."""
Words = Mapping[str, Mapping[str, str]]


class Phase(StrEnum):
    """Where a call stands at a moment."""

    DRAFT = "draft"
    SOON = "soon"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


def phase_of(call: Call, now: datetime) -> Phase:
    """A cohort that is over has closed its call, whatever the days say."""
    if call.state != State.PUBLISHED:
        return Phase(call.state)
    if not call.cohort.is_open:
        return Phase.CLOSED
    if now < call.opens_at:
        return Phase.SOON
    return Phase.OPEN if now < call.closes_at else Phase.CLOSED


def is_open(call: Call, now: datetime) -> bool:
    """Whether applications are taken: from ``opens_at`` on, and no longer at ``closes_at`` itself."""
    return phase_of(call, now) is Phase.OPEN


def call_of(cohort: Cohort) -> Call | None:
    """The cohort's call; a cohort that began with a spreadsheet has none."""
    call = Call.objects.filter(cohort=cohort).first()
    if call is not None:
        call.cohort = cohort
    return call


def first_instant(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def after_day(day: date, zone: str) -> datetime:
    """The first instant after a day: a call that closes on a day is open until 23:59:59 of it, there."""
    return first_instant(day + timedelta(days=1), zone)


def last_day(call: Call) -> date:
    """The last day on which it is open, where the cohort is."""
    return (call.closes_at.astimezone(ZoneInfo(call.cohort.time_zone)) - timedelta(seconds=1)).date()


def free_address(cohort: Cohort) -> str:
    """An address for the call that nobody has yet, from the cohort's name."""
    base = slugify(f"{cohort.organisation.slug} {cohort.name}")[: ADDRESS_LIMIT - 4] or "call"
    taken = set(Call.objects.filter(address__startswith=base).values_list("address", flat=True))
    names = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


@transaction.atomic
def create_call(
    *, by: Actor, cohort: Cohort, address: str, opens_on: date, closes_on: date, words: Words
) -> Call:
    """The cohort's call, as a draft that nobody else sees, with the channel of its bare address."""
    must_be_open(cohort.pk)
    faults = Faults()
    if Call.objects.filter(cohort=cohort).exists():
        raise KithError(Fault("recruitment.call_there"))
    if not any(role.application for role in definition_of(cohort).roles):
        raise KithError(Fault("recruitment.no_application"))
    _check_days(faults, opens_on, closes_on)
    _check_words(faults, words)
    _check_address(faults, address)
    faults.raise_if_any()
    zone = cohort.time_zone
    call = Call(cohort=cohort, address=address, words=_tidied(words))
    call.opens_at, call.closes_at = first_instant(opens_on, zone), after_day(closes_on, zone)
    try:
        with transaction.atomic():
            call.save()
    except IntegrityError as taken:
        raise KithError(Fault("recruitment.address_taken", Where(key="address"))) from taken
    Channel.objects.create(call=call, name="", code="")
    _record(by, "recruitment.create_call", call)
    return call


@transaction.atomic
def change_call(*, by: Actor, call: Call, opens_on: date, closes_on: date, words: Words) -> Call:
    """Change the words and days. Once it is published, an opening that has passed and an earlier close are refused."""
    must_be_open(call.cohort_id)
    zone, now, faults = call.cohort.time_zone, timezone.now(), Faults()
    opens_at, closes_at = first_instant(opens_on, zone), after_day(closes_on, zone)
    _check_days(faults, opens_on, closes_on)
    _check_words(faults, words)
    if call.state == State.PUBLISHED:
        if opens_at != call.opens_at and now >= call.opens_at:
            faults.add("recruitment.already_open", Where(key="opens_on"))
        if closes_at < call.closes_at:
            faults.add("recruitment.only_later", Where(key="closes_on"))
    faults.raise_if_any()
    wanted = {"opens_at": opens_at, "closes_at": closes_at, "words": _tidied(words)}
    changed = [name for name, value in wanted.items() if getattr(call, name) != value]
    if changed:
        for name in changed:
            setattr(call, name, wanted[name])
        call.save(update_fields=changed)
        _record(by, "recruitment.change_call", call, fields=changed)
    return call


@transaction.atomic
def publish_call(*, by: Actor, call: Call) -> Call:
    """Show it to everybody, and pin the forms: a later change of a questionnaire changes nothing for this call.

    A call that was withdrawn can be published again; its forms stay those that people have begun to fill in.
    """
    must_be_open(call.cohort_id)
    if call.closes_at <= timezone.now():
        raise KithError(Fault("recruitment.closes_in_past", Where(key="closes_on")))
    if not call.instruments:
        definition = definition_of(call.cohort)
        asked = {role.key: role.application for role in definition.roles if role.application}
        call.instruments = {side: to_json(load_instrument(key)) for side, key in asked.items()}
        call.equality_instrument = to_json(load_instrument(EQUALITY))
        call.reviewers_each = definition.selection.reviewers if definition.selection else 2
    _move(call, {State.DRAFT, State.WITHDRAWN}, State.PUBLISHED)
    call.published_at = timezone.now()
    call.save(update_fields=["instruments", "equality_instrument", "reviewers_each", "published_at"])
    _record(by, "recruitment.publish_call", call, fields=["state"])
    events.publish(CallPublished(call.pk, by))
    return call


@transaction.atomic
def withdraw_call(*, by: Actor, call: Call) -> Call:
    """Take no more applications. Its page says so; what was sent stays."""
    _move(call, {State.PUBLISHED}, State.WITHDRAWN)
    _record(by, "recruitment.withdraw_call", call, fields=["state"])
    return call


@transaction.atomic
def extend_call(*, by: Actor, call: Call, closes_on: date) -> Call:
    """Move the close to a later day, also after it has closed."""
    must_be_open(call.cohort_id)
    closes_at = after_day(closes_on, call.cohort.time_zone)
    faults = Faults()
    if call.state != State.PUBLISHED:
        raise KithError(Fault("recruitment.call_state", params={"state": str(State(call.state).label)}))
    if closes_at < call.closes_at or closes_at <= timezone.now():
        faults.add("recruitment.only_later", Where(key="closes_on"))
    faults.raise_if_any()
    if closes_at != call.closes_at:
        call.closes_at = closes_at
        call.save(update_fields=["closes_at"])
        _record(by, "recruitment.extend_call", call, fields=["closes_at"])
    return call


def _move(call: Call, allowed: set[State], to: State) -> None:
    """One conditional UPDATE: of two who decide at once, the second is told."""
    moved = Call.objects.filter(pk=call.pk, state__in=allowed).update(state=to)
    if not moved:
        call.refresh_from_db(fields=["state"])
        raise KithError(Fault("recruitment.call_state", params={"state": str(State(call.state).label)}))
    call.state = to


def _check_days(faults: Faults, opens_on: date, closes_on: date) -> None:
    if closes_on < opens_on:
        faults.add("recruitment.closes_first", Where(key="closes_on"))


def _check_words(faults: Faults, words: Words) -> None:
    for name, by_language in words.items():
        for language, text in by_language.items():
            if len(text) > WORDS_LIMIT:
                key = f"{name}-{language}"
                faults.add(
                    "recruitment.call_words_too_long", Where(key=key), length=len(text), limit=WORDS_LIMIT
                )


def _check_address(faults: Faults, address: str) -> None:
    if not address or slugify(address) != address or len(address) > ADDRESS_LIMIT:
        faults.add("recruitment.address_letters", Where(key="address"), limit=ADDRESS_LIMIT)
    elif Call.objects.filter(address=address).exists():
        faults.add("recruitment.address_taken", Where(key="address"))


def _tidied(words: Words) -> dict[str, dict[str, str]]:
    """Without what is blank, so that another language can stand in for it."""
    kept = {
        name: {tag: text.strip() for tag, text in said.items() if text.strip()}
        for name, said in words.items()
    }
    return {name: said for name, said in kept.items() if said}


def _record(by: Actor, action: str, call: Call, *, fields: list[str] | None = None) -> None:
    audit.record(
        by=by,
        action=action,
        subject=call,
        organisation_id=call.cohort.organisation_id,
        cohort_id=call.cohort_id,
        fields=fields or (),
    )
