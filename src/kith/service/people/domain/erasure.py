"""A person asks to be forgotten; each organisation that holds something about them answers."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.core.domain import audit, events, personal_data
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.core.models import Organisation
from kith.service.people.domain.authority import must_administer, must_be_own
from kith.service.people.domain.connections import connected_organisations
from kith.service.people.domain.events import PersonErased, PersonErasing
from kith.service.people.domain.roles import others_administer
from kith.service.people.domain.sessions import end_all_sessions
from kith.service.people.models import ErasureRequest, Membership, Person

State = ErasureRequest.State


@transaction.atomic
def ask_for_erasure(*, by: Actor, person: Person) -> tuple[ErasureRequest, ...]:
    """Ask every organisation that holds something. Where none does, the account is erased at once."""
    must_be_own(by, person)
    _must_leave_an_administrator(person)
    if person.erasure_requests.filter(state=State.ASKED).exists():
        raise KithError(Fault("people.erasure.already_asked"))
    requests = tuple(
        ErasureRequest.objects.create(person=person, organisation=organisation)
        for organisation in connected_organisations(person)
        if _latest_answer(person, organisation) != State.AGREED
    )
    for request in requests:
        _record(by, "people.ask_for_erasure", request)
    if not requests:
        erase(by=by, person=person)
    return requests


@transaction.atomic
def take_back_erasure(*, by: Actor, person: Person) -> int:
    """The person changed their mind before everybody answered; how many requests were open."""
    must_be_own(by, person)
    open_requests = list(person.erasure_requests.filter(state=State.ASKED))
    for request in open_requests:
        _settle(by, request, State.TAKEN_BACK, "people.take_back_erasure")
    return len(open_requests)


@transaction.atomic
def agree_to_erasure(*, by: Actor, request: ErasureRequest) -> ErasureRequest:
    """This organisation lets go. With the last answer, if none declined, the person is erased."""
    must_administer(by, request.organisation)
    _must_be_open(request)
    _must_leave_an_administrator(request.person)
    _settle(by, request, State.AGREED, "people.agree_to_erasure")
    answers = {
        _latest_answer(request.person, organisation)
        for organisation in connected_organisations(request.person)
    }
    if answers == {State.AGREED}:
        erase(by=by, person=request.person)
    return request


@transaction.atomic
def decline_erasure(*, by: Actor, request: ErasureRequest, reason: str) -> ErasureRequest:
    """This organisation must keep what it holds, and says why."""
    must_administer(by, request.organisation)
    _must_be_open(request)
    if not reason.strip():
        raise KithError(Fault("people.erasure.reason_missing", Where(key="reason")))
    request.reason = reason.strip()[:400]
    _settle(by, request, State.DECLINED, "people.decline_erasure")
    return request


def erase(*, by: Actor, person: Person) -> None:
    """Erase the person now, by every table's own rule, and end their sign-ins. Within a transaction."""
    end_all_sessions(person)
    events.publish(PersonErasing(person_id=person.pk))
    personal_data.erase_person(by=by, person=person)
    events.publish(PersonErased(person_id=person.pk))


def _latest_answer(person: Person, organisation: Organisation) -> str | None:
    rows = ErasureRequest.objects.filter(person=person, organisation=organisation).order_by(
        "-created_at", "-id"
    )
    return rows.values_list("state", flat=True).first()


def _must_be_open(request: ErasureRequest) -> None:
    if request.state != State.ASKED:
        raise KithError(Fault("people.erasure.already_answered"))


def _must_leave_an_administrator(person: Person) -> None:
    faults = Faults()
    mine = Membership.objects.filter(person=person, role=Role.ADMINISTRATOR).in_force()
    for membership in mine.select_related("organisation", "person"):
        if not others_administer(membership, timezone.now().date()):
            faults.add("people.role.last_administrator", organisation=membership.organisation.name)
    faults.raise_if_any()


def _settle(by: Actor, request: ErasureRequest, state: str, action: str) -> None:
    request.state = state
    request.decided_at = timezone.now()
    request.save(update_fields=["state", "decided_at", "reason"])
    _record(by, action, request)


def _record(by: Actor, action: str, request: ErasureRequest) -> None:
    audit.record(
        by=by,
        action=action,
        subject=request,
        organisation_id=request.organisation_id,
        fields=["state"],
        detail={"person_id": str(request.person_id)},
    )
