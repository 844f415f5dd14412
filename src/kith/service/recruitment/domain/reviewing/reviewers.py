"""The people who read applications or interview: brought in, given applications, let go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain import cohort_mail
from kith.service.cohorts.domain.actions import give_role_to
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import CohortRole
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute
from kith.service.people.domain.actions import clean_address
from kith.service.recruitment.models import Application, Call, Review, Reviewer

State = Application.State
READS, INTERVIEWS = CohortRole.Kind.REVIEWER, CohortRole.Kind.INTERVIEWER
WELCOME = "recruitment.reviewer"


@transaction.atomic
def add_reviewer(
    *,
    by: Actor,
    call: Call,
    name: str,
    email: str,
    roles: Collection[str],
    sides: Collection[str] = (),
    specialities: Collection[str] = (),
    most: int | None = None,
) -> Reviewer:
    """Let somebody read applications, interview, or both (``roles``). Their account is found or made by the
    address. Adding somebody again changes what they read and know.

    Raises KithError for an applicant of this call: nobody judges a call that they apply to.
    """
    must_be_open(call.cohort_id)
    address = clean_address(email)
    faults = Faults()
    known = {role.key for role in definition_of(call.cohort).roles}
    for side in set(sides) - known:
        faults.add("cohorts.unknown_side", Where(key="sides"), side=side)
    if not set(roles) & {READS, INTERVIEWS}:
        faults.add("recruitment.reviewer_without_role", Where(key="roles"))
    faults.raise_if_any()
    given = [
        give_role_to(
            by=by, cohort=call.cohort, email=address, name=name, role=role, starts_on=None, ends_on=None
        )
        for role in roles
    ]
    person = given[0].person
    if call.applications.filter(person=person).exclude(state=State.WITHDRAWN).exists() or (
        call.applications.filter(email=address).exclude(state=State.WITHDRAWN).exists()
    ):
        raise KithError(Fault("recruitment.reviewer_applies", Where(key="email")))
    facts = {"sides": sorted(sides), "specialities": _tidy(specialities), "most": most, "ended_at": None}
    reviewer, is_new = Reviewer.objects.update_or_create(call=call, person=person, defaults=facts)
    _record(by, "recruitment.add_reviewer", reviewer, fields=["sides", "specialities", "most"])
    if is_new:
        _welcome(by, reviewer)
    return reviewer


def _tidy(specialities: Collection[str]) -> list[str]:
    return sorted({one.strip() for one in specialities if one.strip()})


@transaction.atomic
def end_reviewer(*, by: Actor, reviewer: Reviewer) -> None:
    """They judge no more. What they finished stays; what they had not begun or sent is free for others."""
    if reviewer.ended_at is not None:
        return
    yesterday = timezone.localdate() - timedelta(days=1)
    CohortRole.objects.filter(
        cohort=reviewer.call.cohort, person=reviewer.person, role__in=(READS, INTERVIEWS)
    ).in_force().update(ends_on=yesterday)
    Reviewer.objects.filter(pk=reviewer.pk).update(ended_at=timezone.now())
    freed = reviewer.reviews.filter(state=Review.State.ASSIGNED).delete()[0]
    reviewer.refresh_from_db()
    _record(by, "recruitment.end_reviewer", reviewer, fields=["ended_at"], freed=freed)


def reads(call: Call) -> set[object]:
    """Persons who may read applications of the call today."""
    rows = CohortRole.objects.in_force().filter(cohort_id=call.cohort_id, role=READS)
    return set(rows.values_list("person_id", flat=True))


def _welcome(by: Actor, reviewer: Reviewer) -> None:
    person, cohort = reviewer.person, reviewer.call.cohort
    with translation.override(person.language):
        words = {
            "name": person.called,
            "cohort": cohort.name,
            "organisation": cohort.organisation.name,
            "address": absolute("/reviews/"),
        }
        subject = _("You help to choose the people of %(cohort)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "%(organisation)s asks you to help choose who takes part in %(cohort)s.\n\n"
                "What you are given to read or to score stands here; sign in with this e-mail address, "
                "you need no password:\n%(address)s\n\n"
                "Applications come without names. If you know whose it is, say so on its page, and somebody "
                "else reads it.\n"
            )
            % words
        )
    cohort_mail.queue(by, cohort, person, WELCOME, subject, body, occasion=reviewer.pk)


def _record(by: Actor, action: str, reviewer: Reviewer, *, fields: list[str], **detail: int) -> None:
    cohort = reviewer.call.cohort
    audit.record(
        by=by,
        action=action,
        subject=reviewer,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        fields=fields,
        detail=detail or None,
    )
