"""A place's life: invited by mail, confirmed or declined by its person, withdrawn, given by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.events import PlaceConfirmed, PlaceEnded
from kith.service.cohorts.domain.openness import must_be_open, must_lead_on
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit, events, links, outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import LinkWanted
from kith.service.core.models import Link, LinkPurpose, Mail, MailState
from kith.service.people.domain.actions import find_or_create_person

State = Place.State
INVITATION = "cohorts.invitation"
LAST_SECOND = time(23, 59, 59)

Promised = Callable[[Cohort, str], int]
_promised: dict[str, Promised] = {}


def register_promised(name: str, provider: Promised) -> None:
    """``provider`` says how many places of a side are promised to somebody who has not answered yet. Called in
    ``apps.ready``."""
    _promised[name] = provider


@transaction.atomic
def add_person(
    *,
    by: Actor,
    cohort: Cohort,
    name: str,
    email: str,
    side: str,
    attributes: Mapping[str, object],
    is_promised: bool = False,
) -> Place:
    """Give one person a place by hand: a late joiner, somebody who was not in the file.

    Whoever declined or left gets their old place back, to be invited anew; its history stays. A place that was
    promised to this person is theirs, however many others have been brought in meanwhile.
    """
    definition = definition_of(cohort)
    faults = Faults()
    if not name.strip():
        faults.add("people.name.missing", Where(key="name"))
    if side not in {role.key for role in definition.roles}:
        faults.add("cohorts.unknown_side", Where(key="side"), side=side)
    faults.raise_if_any()
    person, _is_new = find_or_create_person(
        by=by, email=email, name=name, language=cohort.organisation.language, time_zone=cohort.time_zone
    )
    take_turn(cohort)
    must_be_open(cohort.pk)
    earlier = cohort.places.filter(person=person).first()
    if earlier is not None and earlier.state in (State.INVITED, State.CONFIRMED):
        raise KithError(Fault("cohorts.already_in", Where(key="email")))
    if earlier is not None and earlier.side != side:
        other = str(definition.role(earlier.side).name)
        raise KithError(Fault("cohorts.was_on_other_side", Where(key="side"), {"side": other}))
    if not is_promised:
        _must_have_room(cohort, side)
    place = earlier or Place(cohort=cohort, person=person, side=side)
    place.state, place.invited_at, place.ended_at = State.INVITED, None, None
    place.attributes = {**place.attributes, **attributes}
    place.save()
    _record(by, "cohorts.add_person", place, fields=["side", *attributes])
    return place


@transaction.atomic
def invite(*, by: Actor, cohort: Cohort, held: bool) -> int:
    """Queue a mail with a personal link to everybody who has not had one; how many.

    ``held`` keeps the mails back until they have been looked at in the outbox.
    """
    take_turn(cohort)
    must_be_open(cohort.pk)
    invited = cohort.places.filter(state=State.INVITED, invited_at=None)
    waiting = list(invited.select_related("person", "cohort__organisation", "cohort__definition"))
    before = Counter(
        Mail.objects.filter(cohort_id=cohort.pk, purpose=INVITATION).values_list("person_id", flat=True)
    )
    for place in waiting:
        state = MailState.HELD if held else MailState.QUEUED
        _queue_invitation(by, place, state, once_key=f"{INVITATION}:{place.pk}:{before[place.person_id]}")
    now = timezone.now()
    Place.objects.filter(pk__in=[place.pk for place in waiting]).update(invited_at=now)
    audit.record(
        by=by,
        action="cohorts.invite",
        subject=cohort,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        detail={"places": len(waiting)},
    )
    return len(waiting)


def _must_have_room(cohort: Cohort, side: str) -> None:
    most = cohort.sides[side]["max"]
    taken = cohort.places.filter(side=side, state__in=(State.INVITED, State.CONFIRMED)).count()
    if taken + sum(promised(cohort, side) for promised in _promised.values()) >= most:
        plural = str(definition_of(cohort).role(side).plural)
        raise KithError(Fault("cohorts.side_full", Where(key="side"), {"side": plural, "most": most}))


def words_of_invitation(place: Place) -> tuple[str, str]:
    """Subject and body of the invitation, in the receiver's language, with ``{link}`` where the link goes."""
    person, cohort = place.person, place.cohort
    definition = definition_of(cohort)
    with translation.override(person.language):
        words = {
            "name": person.called,
            "organisation": cohort.organisation.name,
            "cohort": cohort.name,
            "programme": definition.name.in_language(person.language),
            "role": definition.role(place.side).name.in_language(person.language),
        }
        subject = _("Your place in %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "%(organisation)s has a place for you in %(cohort)s (%(programme)s), as %(role)s.\n\n"
                "Please say whether you will take part. It takes about five minutes, and you need no account:\n"
                "{link}\n\n"
                "The link is yours alone; please do not pass it on.\n"
            )
            % words
        )
    return subject, body


def _queue_invitation(by: Actor, place: Place, state: MailState, *, once_key: str) -> None:
    cohort = place.cohort
    subject, body = words_of_invitation(place)
    outbox.queue_mail(
        by=by,
        organisation=cohort.organisation,
        person=place.person,
        purpose=INVITATION,
        subject=subject,
        body=body,
        once_key=once_key,
        link=LinkWanted.to(
            place, purpose=LinkPurpose.CONFIRM_PLACE, expires=link_expiry(cohort), person_id=place.person_id
        ),
        cohort_id=cohort.pk,
        state=state,
    )


def link_expiry(cohort: Cohort) -> datetime:
    """A place's link works until the end of the cohort's last day, where the cohort is, what comes after included."""
    return datetime.combine(cohort.last_day, LAST_SECOND, ZoneInfo(cohort.time_zone)) + timedelta(seconds=1)


def place_behind(link: Link) -> Place:
    """The place that a link leads to. Raises KithError when it is gone (two accounts became one) and when
    its cohort is over."""
    rows = Place.objects.select_related("person", "cohort__organisation", "cohort__definition")
    place = rows.filter(pk=link.subject_id).first()
    if place is None:
        raise KithError(Fault("core.link.unknown"))
    must_lead_on(place.cohort)
    return place


@transaction.atomic
def confirm(*, by: Actor, place: Place) -> Place:
    """The person takes part. Saying it twice is saying it once."""
    must_be_open(place.cohort_id)
    if place.state == State.CONFIRMED:
        return place
    _move(place, {State.INVITED, State.DECLINED}, State.CONFIRMED, confirmed_at=timezone.now(), ended_at=None)
    _record(by, "cohorts.confirm_place", place, fields=["state"])
    events.publish(PlaceConfirmed(place.pk, by))
    return place


@transaction.atomic
def decline(*, by: Actor, place: Place) -> Place:
    """The person does not take part. They may change their mind while the link works."""
    must_be_open(place.cohort_id)
    if place.state == State.DECLINED:
        return place
    _move(place, {State.INVITED}, State.DECLINED, ended_at=timezone.now())
    _end(by, "cohorts.decline_place", place)
    return place


@transaction.atomic
def withdraw(*, by: Actor, place: Place) -> Place:
    """The person leaves, or the lead takes the place back. History stays."""
    take_turn(place.cohort)
    must_be_open(place.cohort_id)
    _move(place, {State.INVITED, State.CONFIRMED}, State.WITHDRAWN, ended_at=timezone.now())
    links.revoke_links(by=by, subject=place, now=timezone.now())
    _end(by, "cohorts.withdraw_place", place)
    return place


@transaction.atomic
def note_export(*, by: Actor, cohort: Cohort, rows: int) -> None:
    """The list of people left the house as a file: the audit says so."""
    audit.record(
        by=by,
        action="cohorts.export_people",
        subject=cohort,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        detail={"rows": rows},
    )


def _end(by: Actor, action: str, place: Place) -> None:
    outbox.withdraw_unsent(by=by, subject=place)
    _record(by, action, place, fields=["state"])
    events.publish(PlaceEnded(place.pk, by))


def _move(place: Place, allowed: set[str], to: str, **changes: object) -> None:
    """One conditional UPDATE: of two people who decide at once, the second is told."""
    moved = Place.objects.filter(pk=place.pk, state__in=allowed).update(state=to, **changes)
    place.refresh_from_db()
    if not moved:
        raise KithError(Fault("cohorts.place_state", params={"state": str(State(place.state).label)}))


def _record(by: Actor, action: str, place: Place, *, fields: list[str] | None = None) -> None:
    audit.record(
        by=by,
        action=action,
        subject=place,
        organisation_id=place.cohort.organisation_id,
        cohort_id=place.cohort_id,
        fields=fields or (),
    )
