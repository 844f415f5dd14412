"""Certificates: that somebody took part, with the hours as they stood that day. No grades, ever."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.openness import must_not_be_archived
from kith.service.cohorts.domain.roles import TAKING_PART
from kith.service.cohorts.domain.stages import is_over
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.meeting.dose import Dose, dose_of_cohort, dose_of_place
from kith.service.learning.domain.reflecting.certificate_mails import mail_certificate
from kith.service.learning.models import Certificate

REASON = 400
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that are mistaken for each other on paper (0 and O, 1 and I)."""
GROUPS, GROUP = 3, 4
"""Twelve letters of 32: 60 bits, so that nobody finds a certificate by trying."""


def new_code() -> str:
    """Such as ``7K2M-P9QX-4TRA``."""
    return "-".join("".join(secrets.choice(LETTERS) for _n in range(GROUP)) for _m in range(GROUPS))


def tidy_code(typed: str) -> str:
    """As somebody reads it off a paper: small letters, no dashes, spaces.

    >>> tidy_code(" 7k2mp9qx 4tra")
    '7K2M-P9QX-4TRA'
    """
    letters = "".join(one for one in typed.upper() if one.isalnum())[:40]
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def certificate_of(place: Place) -> Certificate | None:
    """The one in force."""
    return Certificate.objects.filter(place=place, revoked_at=None).first()


def find(code: str) -> Certificate | None:
    """For who holds the paper: genuine, withdrawn, or none. One look whichever it is."""
    rows = Certificate.objects.select_related("place__person", "place__cohort__organisation")
    return rows.select_related("place__cohort__definition").filter(code=tidy_code(code)).first()


def candidates(cohort: Cohort) -> QuerySet[Any]:
    """Everybody who took part or was asked to, by name; ``code`` is of their certificate in force."""
    given = Certificate.objects.filter(place=OuterRef("pk"), revoked_at=None)
    rows = Place.objects.filter(cohort=cohort, confirmed_at__isnull=False) | Place.objects.filter(
        cohort=cohort, state__in=TAKING_PART
    )
    in_force = Certificate.objects.filter(revoked_at=None)
    return (
        rows.annotate(code=Subquery(given.values("code")[:1]))
        .select_related("person")
        .prefetch_related(Prefetch("certificates", in_force, to_attr="in_force"))
        .order_by("person__name", "pk")
    )


def is_done(cohort: Cohort) -> bool:
    """Whether the programme is behind its people, so that a certificate needs no reason."""
    return not cohort.is_open or is_over(cohort, "running")


@dataclass(frozen=True, slots=True)
class Issued:
    """``had``: those who had one already, and keep it."""

    new: list[Certificate]
    had: int


@transaction.atomic
def issue(*, by: Actor, cohort: Cohort, places: Sequence[Place], reason: str = "") -> Issued:
    """A certificate each, for those who have none in force; the hours are those of this moment."""
    must_not_be_archived(cohort.pk)
    take_turn(cohort)
    rows: list[Any] = list(candidates(cohort).filter(pk__in=[place.pk for place in places]))
    _check(cohort, rows, reason).raise_if_any()
    wanted = [place for place in rows if place.code is None]
    doses = _doses(cohort, wanted)
    now = timezone.now()
    new = []
    for place in wanted:
        row = _save(
            Certificate(place=place, hours=hours_of(doses[place.pk]), issued_at=now, reason=reason.strip())
        )
        _record(by, "learning.issue_certificate", row, cohort)
        mail_certificate(row)
        new.append(row)
    return Issued(new, len(rows) - len(new))


@transaction.atomic
def revoke(*, by: Actor, certificate: Certificate, reason: str) -> None:
    """Its code says from now on that it was withdrawn. Another one can be issued."""
    cohort = certificate.place.cohort
    must_not_be_archived(cohort.pk)
    _reason(reason, is_needed=True).raise_if_any()
    rows = Certificate.objects.filter(pk=certificate.pk, revoked_at=None)
    if not rows.update(revoked_at=timezone.now(), revoked_reason=reason.strip()):
        raise KithError(Fault("learning.certificate_withdrawn"))
    certificate.refresh_from_db()
    _record(by, "learning.revoke_certificate", certificate, cohort)


def hours_of(dose: Dose) -> list[dict[str, Any]]:
    """By kind, as it is kept: what was never met for is left out, being watched stands by itself."""
    found: list[dict[str, Any]] = []
    for part in dose.parts:
        for tally, is_hosted in ((part.done, False), (part.hosted, True)):
            if tally.times:
                row = {
                    "activity": part.key,
                    "times": tally.times,
                    "minutes": tally.minutes,
                    "unknown": tally.unknown,
                }
                marks = {"mentoring": part.is_mentoring, "hosted": is_hosted}
                found.append(row | {name: True for name, holds in marks.items() if holds})
    return found


def _doses(cohort: Cohort, wanted: Sequence[Place]) -> Mapping[UUID, Dose]:
    if len(wanted) == 1:
        place = wanted[0]
        place.cohort = cohort
        return {place.pk: dose_of_place(place)}
    return dose_of_cohort(cohort) if wanted else {}


def _check(cohort: Cohort, rows: Sequence[Place], reason: str) -> Faults:
    faults = _reason(reason, is_needed=False)
    if not rows:
        faults.add("learning.nobody_for_certificate")
    if reason.strip():
        return faults
    if rows and not is_done(cohort):
        faults.add("learning.certificate_too_early", Where(key="reason"))
    for place in rows:
        if place.state != Place.State.CONFIRMED:
            faults.add("learning.certificate_not_theirs", Where(key="reason"), name=place.person.name)
    return faults


def _reason(reason: str, *, is_needed: bool) -> Faults:
    faults = Faults()
    if is_needed and not reason.strip():
        faults.add("learning.certificate_reason_missing", Where(key="reason"))
    if len(reason.strip()) > REASON:
        length = len(reason.strip())
        faults.add("learning.certificate_reason_too_long", Where(key="reason"), length=length, limit=REASON)
    return faults


def _save(row: Certificate) -> Certificate:
    """Under a code that nobody else's has: one chance in 10^18 that it must be drawn again."""
    while True:
        row.code = new_code()
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not Certificate.objects.filter(code=row.code).exists():
                raise
        else:
            return row


def _record(by: Actor, action: str, certificate: Certificate, cohort: Cohort) -> None:
    audit.record(
        by=by,
        action=action,
        subject=certificate,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        detail={"place_id": str(certificate.place_id)},
    )
