"""Somebody is asked to mentor, says yes or no, and from a yes on two people learn together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, KithError, Where
from kith.programmes.learning import MentorKind
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit, events, outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import revoke_links, use_link
from kith.service.learning.domain.events import RelationshipStarted
from kith.service.learning.domain.once import sent_before
from kith.service.learning.domain.relating import ending
from kith.service.learning.domain.relating.locking import take_turn as take_turn_on_relationship
from kith.service.learning.domain.teaching import mentor_mails
from kith.service.learning.domain.teaching.mentor_checks import check_asked, mentored_by, still_possible
from kith.service.learning.models import Member, MentorRequest, MentorRequestFor, Relationship
from kith.service.people.domain.actions import find_or_create_person
from kith.service.people.models import Person

State = MentorRequest.State
MOST_MENTEES = 3
"""Above it the lead is asked whether they have spoken with the mentor. Not refused: some mentor a whole group."""


def kind_of(cohort: Cohort, key: str) -> MentorKind | None:
    return next((one for one in definition_of(cohort).mentors if one.key == key), None)


@transaction.atomic
def ask(
    *,
    by: Actor,
    cohort: Cohort,
    kind: str,
    name: str,
    email: str,
    mentees: Sequence[Place],
    sent_once: UUID | None,
    is_sure: bool = False,
) -> MentorRequest:
    """Ask somebody by mail to mentor these people, as ``kind``. Their account is found or made by the address.

    The same form twice asks once. ``is_sure``: ask although they mentor many already.
    """
    take_turn(cohort)
    must_be_open(cohort.pk)
    known = sent_before(MentorRequest.objects.filter(cohort=cohort), sent_once)
    if known is not None:
        return known
    wanted = kind_of(cohort, kind)
    if wanted is None:
        raise KithError(Fault("learning.unknown_mentor_kind", Where(key="kind")))
    person, _is_new = find_or_create_person(
        by=by, email=email, name=name, language=cohort.organisation.language, time_zone=cohort.time_zone
    )
    faults = check_asked(cohort, wanted, person, mentees, name)
    count = mentored_by(cohort, person)
    if count + len(mentees) > MOST_MENTEES and not is_sure:
        called = name.strip() or email
        faults.add(
            "learning.mentor_full", Where(key="is_sure"), mentor=called, count=count, most=MOST_MENTEES
        )
    faults.raise_if_any()
    return _ask(by, cohort, person, wanted, mentees, sent_once)


def _ask(
    by: Actor,
    cohort: Cohort,
    person: Person,
    kind: MentorKind,
    mentees: Sequence[Place],
    sent_once: UUID | None,
) -> MentorRequest:
    row = MentorRequest.objects.create(
        cohort=cohort, person=person, mentor_kind=kind.key, asked_at=timezone.now(), sent_once=sent_once
    )
    MentorRequestFor.objects.bulk_create(MentorRequestFor(request=row, place=place) for place in mentees)
    _record(by, "learning.ask_mentor", row, mentees=len(mentees))
    mentor_mails.queue_request(by=by, request=row)
    return row


def ask_known(
    *, by: Actor, cohort: Cohort, person: Person, kind: MentorKind, mentees: Sequence[Place]
) -> MentorRequest:
    """The same for somebody whose account is there and who has been checked; within a transaction."""
    return _ask(by, cohort, person, kind, mentees, None)


@transaction.atomic
def accept(*, by: Actor, request: MentorRequest, place_ids: Collection[UUID]) -> list[Relationship]:
    """They say yes to some or all of those they were asked for. From now on each two learn together.

    Whoever cannot be mentored by them any more is left out. The same yes twice is one yes.
    """
    _hold(request)
    rows = list(request.mentees.select_related("place__person", "relationship").order_by("pk"))
    if request.state == State.ACCEPTED and {row.place_id for row in rows if row.relationship_id} >= set(
        place_ids
    ):
        return [row.relationship for row in rows if row.relationship is not None]
    _must_be_asked(request)
    chosen = [row for row in still_possible(request, rows) if row.place_id in place_ids]
    if not chosen:
        raise KithError(Fault("learning.request_nobody", Where(key="mentees")))
    now = timezone.now()
    _move(by, request, State.ACCEPTED, now)
    made = [_begin(request, row, now) for row in chosen]
    _record(by, "learning.accept_mentoring", request, mentees=len(made), left=len(rows) - len(made))
    for relationship in made:
        events.publish(RelationshipStarted(relationship.pk, by))
    mentor_mails.queue_accepted(by=by, request=request, mentees=chosen)
    return made


@transaction.atomic
def decline(*, by: Actor, request: MentorRequest) -> MentorRequest:
    """They cannot. The lead finds it among what needs them; why is theirs to say or not."""
    _hold(request)
    if request.state == State.DECLINED:
        return request
    _must_be_asked(request)
    _move(by, request, State.DECLINED, timezone.now())
    _record(by, "learning.decline_mentoring", request)
    return request


@transaction.atomic
def take_back(*, by: Actor, request: MentorRequest) -> MentorRequest:
    """The lead asks no more: the link stops working, and a mail that has not gone does not go."""
    _hold(request)
    if request.state == State.WITHDRAWN:
        return request
    _must_be_asked(request)
    _move(by, request, State.WITHDRAWN, timezone.now())
    revoke_links(by=by, subject=request, now=timezone.now())
    _record(by, "learning.take_back_mentor_request", request)
    return request


@transaction.atomic
def end(*, by: Actor, relationship: Relationship) -> bool:
    """The lead ends a mentoring, to bring in somebody else. Both are told that it has ended, its log stays; whether
    it was this that ended it."""
    must_be_open(relationship.cohort_id)
    take_turn_on_relationship(relationship)
    if relationship.state == Relationship.State.ENDED:
        return False
    ending.end(by=by, relationship=relationship, reason=Relationship.EndReason.NOT_SAID)
    audit.record(
        by=by,
        action="learning.end_mentoring",
        subject=relationship,
        organisation_id=relationship.cohort.organisation_id,
        cohort_id=relationship.cohort_id,
        fields=["state"],
    )
    return True


def _begin(request: MentorRequest, row: MentorRequestFor, now: datetime) -> Relationship:
    relationship = Relationship.objects.create(
        cohort=request.cohort,
        kind=Relationship.Kind.MENTORING,
        mentor_kind=request.mentor_kind,
        started_on=timezone.localdate(timezone=ZoneInfo(request.cohort.time_zone)),
    )
    Member.objects.bulk_create(
        [
            Member(
                relationship=relationship,
                person_id=request.person_id,
                part=Member.Part.MENTOR,
                accepted_at=now,
            ),
            Member(
                relationship=relationship,
                person_id=row.place.person_id,
                place_id=row.place_id,
                part=Member.Part.MENTEE,
            ),
        ]
    )
    row.relationship = relationship
    row.save(update_fields=["relationship"])
    return relationship


def _hold(request: MentorRequest) -> None:
    take_turn(request.cohort)
    must_be_open(request.cohort_id)
    request.refresh_from_db(fields=["state", "answered_at"])


def _must_be_asked(request: MentorRequest) -> None:
    if request.state != State.ASKED:
        raise KithError(Fault("learning.request_over"))


def _move(by: Actor, request: MentorRequest, to: str, now: datetime) -> None:
    MentorRequest.objects.filter(pk=request.pk).update(state=to, answered_at=now)
    request.refresh_from_db(fields=["state", "answered_at"])
    outbox.withdraw_unsent(by=by, subject=request)
    if by.link is not None:
        use_link(by.link, now=now)


def _record(by: Actor, action: str, row: MentorRequest, **detail: int) -> None:
    audit.record(
        by=by,
        action=action,
        subject=row,
        organisation_id=row.cohort.organisation_id,
        cohort_id=row.cohort_id,
        fields=["state"],
        detail=detail or None,
    )
