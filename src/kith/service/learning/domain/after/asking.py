"""A lead asks an alumnus to help a cohort: once. A no is final for that cohort, and is told to nobody else."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kith.foundation.faults import Fault, KithError, Where
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.learning.domain.after import after_mails
from kith.service.learning.domain.after.alumni import OFFERS
from kith.service.learning.models import Alumnus, AlumnusAsked, Event
from kith.service.people.domain.authority import must_be_own
from kith.service.people.models import Person
from kith.service.recruitment.domain.reviewing.reviewers import READS, add_reviewer
from kith.service.recruitment.models import Call

Ask, Answer = AlumnusAsked.Ask, AlumnusAsked.Answer


@transaction.atomic
def ask_alumnus(
    *, by: Actor, cohort: Cohort, alumnus: Alumnus, ask: str, words: str = "", event: Event | None = None
) -> AlumnusAsked:
    """Ask for one thing that they said they would do. The same person is asked once for a cohort, whatever for.

    Asking the same thing twice is asking once.
    """
    take_turn(cohort)
    must_be_open(cohort.pk)
    alumnus.refresh_from_db()
    known = AlumnusAsked.objects.filter(alumnus=alumnus, cohort=cohort).first()
    if known is not None and known.ask == ask and known.answer == Answer.WAITING:
        return known
    if known is not None:
        raise KithError(Fault("learning.alumnus_asked_before", params={"cohort": cohort.name}))
    if alumnus.left_at is not None or alumnus.organisation_id != cohort.organisation_id:
        raise KithError(Fault("learning.alumnus_gone"))
    if ask not in OFFERS or not getattr(alumnus, OFFERS[ask]):
        raise KithError(Fault("learning.alumnus_offers_other", Where(key="ask")))
    row = AlumnusAsked.objects.create(
        alumnus=alumnus,
        cohort=cohort,
        ask=ask,
        words=words.strip()[:2000],
        event=event if ask == Ask.SPEAKER and event is not None and event.cohort_id == cohort.pk else None,
    )
    _record(by, "learning.ask_alumnus", row, ["ask"])
    after_mails.queue_ask(by=by, asked=row)
    return row


@transaction.atomic
def answer_ask(*, by: Actor, asked: AlumnusAsked, yes: bool) -> AlumnusAsked:
    """They say yes or no, once; the same answer again changes nothing. What a yes leads to happens at once,
    where it can: see :func:`_follow`."""
    must_be_own(by, asked.alumnus.person)
    take_turn(asked.cohort)
    answer = Answer.YES if yes else Answer.NO
    asked.refresh_from_db()
    if asked.answer == answer:
        return asked
    if asked.answer != Answer.WAITING:
        raise KithError(Fault("learning.asked_answered"))
    must_be_open(asked.cohort_id)
    settled = _follow(by, asked) if yes else timezone.now()
    changes = {"answer": answer, "answered_at": timezone.now(), "settled_at": settled}
    AlumnusAsked.objects.filter(pk=asked.pk).update(**changes)
    asked.refresh_from_db()
    _record(by, "learning.answer_ask", asked, ["answer"])
    return asked


def _follow(by: Actor, asked: AlumnusAsked) -> datetime | None:
    """When what the yes leads to was done; None where the lead has to do it.

    A reviewer is let read the call's applications. A speaker at an event that is known stands on its page. For a
    mentor the lead says whom they mentor.
    """
    if asked.ask == Ask.REVIEWER:
        call = Call.objects.select_related("cohort__organisation").filter(cohort=asked.cohort).first()
        if call is None:
            return None
        person = asked.alumnus.person
        add_reviewer(by=by, call=call, name=person.name, email=person.email, roles=[READS])
        return timezone.now()
    if asked.ask == Ask.SPEAKER and asked.event_id is not None:
        return timezone.now()
    return None


@transaction.atomic
def settle_ask(*, by: Actor, asked: AlumnusAsked) -> AlumnusAsked:
    """The lead has seen to what follows from a yes."""
    rows = AlumnusAsked.objects.filter(pk=asked.pk, answer=Answer.YES, settled_at=None)
    if rows.update(settled_at=timezone.now()):
        _record(by, "learning.settle_ask", asked, ["settled_at"])
    asked.refresh_from_db()
    return asked


def asks_of(cohort: Cohort) -> QuerySet[AlumnusAsked]:
    """Whom the cohort's lead asked, the newest first."""
    rows = AlumnusAsked.objects.filter(cohort=cohort).select_related("alumnus__person", "event")
    return rows.order_by("-created_at", "-id")


def asks_to(person: Person, organisation: Organisation) -> QuerySet[AlumnusAsked]:
    """What the person was asked here, the newest first."""
    rows = AlumnusAsked.objects.filter(alumnus__organisation=organisation, alumnus__person=person)
    return rows.select_related("alumnus__person", "cohort__organisation", "event").order_by(
        "-created_at", "-id"
    )


def asked_before(cohort: Cohort, alumni: list[UUID]) -> set[UUID]:
    """Of these, those who were asked for the cohort already."""
    rows = AlumnusAsked.objects.filter(cohort=cohort, alumnus_id__in=alumni)
    return set(rows.values_list("alumnus_id", flat=True))


def speakers_of(events: list[UUID]) -> dict[UUID, list[str]]:
    """Who said yes to speaking at each event, by name; in one query."""
    rows = AlumnusAsked.objects.filter(event_id__in=events, answer=Answer.YES, alumnus__left_at=None)
    found: dict[UUID, list[str]] = {}
    for event_id, name in rows.order_by("alumnus__person__name").values_list(
        "event_id", "alumnus__person__name"
    ):
        found.setdefault(event_id, []).append(name)
    return found


def _record(by: Actor, action: str, row: AlumnusAsked, fields: list[str]) -> None:
    audit.record(
        by=by,
        action=action,
        subject=row,
        organisation_id=row.cohort.organisation_id,
        cohort_id=row.cohort_id,
        fields=fields,
        detail={"ask": str(row.ask)},
    )
