"""From a name and an address typed on a public page to an application that somebody can fill in.

What the page says is the same whether or not the address has an application already: only the mail tells.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.people.domain.actions import clean_address, find_or_create_person, known_language
from kith.service.people.domain.queries import person_by_address
from kith.service.recruitment.domain.applying import apply_mails
from kith.service.recruitment.domain.calling.calls import is_open
from kith.service.recruitment.models import Application, Call, Channel

State = Application.State
NAME_LIMIT = 150


@transaction.atomic
def start(
    *,
    by: Actor,
    call: Call,
    side: str,
    name: str,
    email: str,
    language: str,
    channel: Channel | None,
) -> None:
    """Mail a link to a new application, or to the one that this address has in this call.

    Raises KithError at ``name`` or ``email`` for what is not one, and when the call is not open.
    """
    name = " ".join(name.split())
    address = _checked(call, side, name, email)
    held = _held(call, address)
    if held is not None:
        apply_mails.queue_link(by=by, application=held, asked_side=side)
        return
    row = Application(call=call, side=side, email=address, name=name, channel=channel)
    row.language = known_language(language)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the same form, sent twice at the same moment
        return
    _record(by, "recruitment.start", row)
    apply_mails.queue_first_link(by=by, application=row)


def _checked(call: Call, side: str, name: str, email: str) -> str:
    faults = Faults()
    if not is_open(call, timezone.now()):
        raise KithError(Fault("recruitment.not_open_now"))
    if side not in call.instruments:
        raise KithError(Fault("recruitment.no_such_side"))
    if not name:
        faults.add("recruitment.name_missing", Where(key="name"))
    if len(name) > NAME_LIMIT:
        faults.add("recruitment.name_long", Where(key="name"), length=len(name), limit=NAME_LIMIT)
    address = ""
    try:
        address = clean_address(email)
    except KithError as refused:
        faults.extend(refused.faults)
    faults.raise_if_any()
    return address


def _held(call: Call, address: str) -> Application | None:
    """The live application of whoever reads mail at this address."""
    live = call.applications.filter(example="").exclude(state=State.WITHDRAWN).select_related("person")
    person = person_by_address(address)
    held = live.filter(email=address).first()
    if held is None and person is not None:
        held = live.filter(person=person).first()
    if held is not None:
        held.call = call
    return held


@transaction.atomic
def begin(*, by: Actor, application: Application) -> Application:
    """The link is used for the first time: the address is proved, and the applicant becomes a person.

    Using it again changes nothing. Raises KithError where the person applied under another address, or judges
    the applications of this call.
    """
    if application.person_id is not None:
        return application
    must_be_open(application.call.cohort_id)
    if application.state != State.STARTED:
        raise KithError(Fault("recruitment.application_state", params=_state(application)))
    person, _is_new = find_or_create_person(
        by=by,
        email=application.email,
        name=application.name,
        language=application.language,
        time_zone=application.call.cohort.time_zone,
    )
    if application.call.reviewers.filter(person=person, ended_at=None).exists():
        raise KithError(Fault("recruitment.applicant_reviews"))
    rows = Application.objects.filter(pk=application.pk, person=None, state=State.STARTED)
    try:
        with transaction.atomic():
            opened = rows.update(person=person, opened_at=timezone.now())
    except IntegrityError as twice:
        raise KithError(Fault("recruitment.already_applied")) from twice
    if opened:
        _record(by, "recruitment.open_application", application)
    application.refresh_from_db(fields=["person", "opened_at", "state"])
    return application


def _state(application: Application) -> dict[str, str]:
    return {"state": str(State(application.state).label)}


def _record(by: Actor, action: str, application: Application) -> None:
    cohort = application.call.cohort
    audit.record(
        by=by, action=action, subject=application, organisation_id=cohort.organisation_id, cohort_id=cohort.pk
    )
