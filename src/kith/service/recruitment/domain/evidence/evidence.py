"""Who may say that an applicant can take part, and asking them: laid out when the application is sent.

One row a required kind. The applicant names the manager (:func:`name_giver`); the mail goes when the
application is sent. Answers stand in ``domain.permission_answers``, nudges in ``domain.nudging``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit, links, outbox
from kith.service.core.domain.actors import Actor
from kith.service.people.domain.actions import clean_address
from kith.service.people.domain.queries import addresses_of
from kith.service.recruitment.domain.events import ApplicationSubmitted, ApplicationWithdrawn
from kith.service.recruitment.domain.evidence.evidence_mails import mails_sent, queue_permission
from kith.service.recruitment.domain.evidence.names import same_name
from kith.service.recruitment.models import Application, Check, ManagerPermission

State = ManagerPermission.State
IN_HAND = (State.GIVEN, State.WAIVED)
ANSWER_DAYS = 28
"""Long enough for a manager who comes back from two weeks of leave to find the mail and talk to somebody."""
NAME_LIMIT = 150
MOST_ASKED = 5
"""How many people an applicant may have written to for one permission; then the lead helps. Kith is no way to
send mail to strangers."""
OVER = frozenset(
    {
        Application.State.WITHDRAWN,
        Application.State.DECLINED,
        Application.State.DEFERRED,
        Application.State.EXPIRED,
        Application.State.NOT_SHORTLISTED,
        Application.State.NOT_SELECTED,
    }
)
"""Nothing more is asked about an application that has come to its end."""


def required_kinds(application: Application) -> tuple[str, ...]:
    """The permissions that the application's side must have, as keys of the definition."""
    role = definition_of(application.call.cohort).role(application.side)
    return tuple(kind.value for kind in role.requires)


@transaction.atomic
def name_giver(
    *, by: Actor, application: Application, kind: str, name: str, email: str, position: str = ""
) -> ManagerPermission:
    """Say who can give a permission; before sending or after it. Naming the same person again changes nothing.

    Once the application is sent they are asked at once, and the link of whoever was named before stops
    working. The applicant may name another while nobody has answered; the lead also after a no.
    Raises KithError at ``name`` or ``email``.
    """
    must_be_open(application.call.cohort_id)
    name, position = " ".join(name.split()), " ".join(position.split())[:NAME_LIMIT]
    address = _checked(application, kind, name, email)
    row, _is_new = ManagerPermission.objects.get_or_create(application=application, kind=kind)
    row.application = application
    allowed = {State.WAITING} if _is_own(by, application) else {State.WAITING, State.REFUSED}
    if row.state not in allowed:
        raise KithError(Fault("recruitment.permission_answered"))
    if (row.name, row.email, row.position, row.state) != (name, address, position, State.WAITING):
        if _is_own(by, application) and row.email != address and mails_sent(row) >= MOST_ASKED:
            raise KithError(Fault("recruitment.giver_changed_often", params={"limit": MOST_ASKED}))
        _rename(by, row, name, address, position, allowed)
    if application.state != Application.State.STARTED and application.state not in OVER:
        ask(by=by, permission=row)
    return row


def _checked(application: Application, kind: str, name: str, email: str) -> str:
    """The address as it is kept. The applicant cannot permit it themselves."""
    faults = Faults()
    if kind not in required_kinds(application):
        faults.add("recruitment.permission_unknown_kind")
    if not name:
        faults.add("recruitment.giver_name_missing", Where(key="name"))
    elif len(name) > NAME_LIMIT:
        faults.add("recruitment.giver_name_too_long", Where(key="name"), length=len(name), limit=NAME_LIMIT)
    elif same_name(name, name_of(application)):
        faults.add("recruitment.giver_is_applicant", Where(key="name"))
    address = ""
    try:
        address = clean_address(email)
    except KithError as refused:
        faults.extend(refused.faults)
    if address and address in addresses_of_applicant(application):
        faults.add("recruitment.giver_address_is_applicants", Where(key="email"))
    faults.raise_if_any()
    return address


def _rename(
    by: Actor, row: ManagerPermission, name: str, address: str, position: str, allowed: set[State]
) -> None:
    """Another address is another person: their link is closed, and whoever is named now is asked from the start."""
    changes: dict[str, object] = {"name": name, "email": address, "position": position}
    if row.email != address or row.state == State.REFUSED:
        changes |= {
            "state": State.WAITING, "asked_at": None, "answer_by": None, "nudges": 0, "nudged_at": None,
            "decided_at": None, "decided_by": "", "decided_as": "", "note": "",
        }  # fmt: skip
        close(by=by, permission=row)
    if not ManagerPermission.objects.filter(pk=row.pk, state__in=allowed).update(**changes):
        raise KithError(Fault("recruitment.permission_answered"))
    for field, value in changes.items():
        setattr(row, field, value)
    record(by, "recruitment.name_giver", row, fields=["name", "email", "position"])


@transaction.atomic
def ask(*, by: Actor, permission: ManagerPermission) -> bool:
    """Queue the first mail to whoever is named; whether it was this call that did."""
    now = timezone.now()
    unasked = ManagerPermission.objects.filter(pk=permission.pk, state=State.WAITING, asked_at=None)
    by_when = now + timedelta(days=ANSWER_DAYS)
    if not unasked.exclude(email="").update(asked_at=now, answer_by=by_when):
        return False
    permission.asked_at, permission.answer_by = now, by_when
    queue_permission(by=by, permission=permission)
    record(by, "recruitment.ask_permission", permission, fields=["asked_at"])
    return True


def permission_of(application: Application, kind: str) -> ManagerPermission:
    """The permission of a kind that the side requires, not yet in the database while nobody is named.

    Raises KithError when the side does not ask for it.
    """
    if kind not in required_kinds(application):
        raise KithError(Fault("recruitment.permission_unknown_kind"))
    row = application.permissions.filter(kind=kind).first() or ManagerPermission(kind=kind)
    row.application = application
    return row


def close(*, by: Actor, permission: ManagerPermission) -> None:
    """The links to it stop working and what has not gone yet never will."""
    links.revoke_links(by=by, subject=permission, now=timezone.now())
    outbox.withdraw_unsent(by=by, subject=permission)


def settle(application: Application, now: datetime) -> None:
    """``permitted_at``: set with the last permission that the side requires, taken away when one is.

    A side that requires none is permitted as soon as it is sent: nothing is in its way.
    """
    in_hand = set(application.permissions.filter(state__in=IN_HAND).values_list("kind", flat=True))
    has_all = in_hand.issuperset(required_kinds(application))
    rows = Application.objects.filter(pk=application.pk)
    if has_all:
        rows.filter(permitted_at=None).update(permitted_at=now)
    else:
        rows.update(permitted_at=None)
    application.refresh_from_db(fields=["permitted_at"])


def application_submitted(event: ApplicationSubmitted) -> None:
    """Ask the managers and lay out the checks. Sent again with changes, nobody is asked twice."""
    application = sent(event.application_id)
    for kind in required_kinds(application):
        row, _is_new = ManagerPermission.objects.get_or_create(application=application, kind=kind)
        row.application = application
        ask(by=event.by, permission=row)
    role = definition_of(application.call.cohort).role(application.side)
    there = set(application.checks.values_list("kind", flat=True))
    Check.objects.bulk_create(
        [Check(application=application, kind=kind.value) for kind in role.checks if kind.value not in there]
    )
    settle(application, timezone.now())


def application_withdrawn(event: ApplicationWithdrawn) -> None:
    """Nobody is asked for anything any more."""
    application = sent(event.application_id)
    for permission in application.permissions.filter(state=State.WAITING).exclude(asked_at=None):
        close(by=event.by, permission=permission)
    for check in application.checks.filter(state=Check.State.ASKED):
        links.revoke_links(by=event.by, subject=check, now=timezone.now())
        outbox.withdraw_unsent(by=event.by, subject=check)


def sent(application_id: UUID) -> Application:
    rows = Application.objects.select_related(
        "call__cohort__organisation", "call__cohort__definition", "person"
    )
    return rows.get(pk=application_id)


def name_of(application: Application) -> str:
    return application.name or (application.person.name if application.person else "")


def addresses_of_applicant(application: Application) -> set[str]:
    own = {application.email.lower()}
    if application.person is not None:
        own |= {application.person.email.lower()}
        own |= {row.email.lower() for row in addresses_of(application.person)}
    return own - {""}


def _is_own(by: Actor, application: Application) -> bool:
    return by.person is None or by.person.pk == application.person_id


def record(
    by: Actor,
    action: str,
    row: ManagerPermission | Check,
    *,
    fields: list[str] | None = None,
    detail: audit.Detail | None = None,
) -> None:
    """The history of a permission or a check: which application it belongs to, and never who."""
    cohort = row.application.call.cohort
    audit.record(
        by=by,
        action=action,
        subject=row,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        fields=fields or (),
        detail={"application": str(row.application_id), **(detail or {})},
    )
