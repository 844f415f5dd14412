"""The lead of a cohort passes to the next one, from a day, with what they should know."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kith.foundation.faults import Faults, Where
from kith.service.cohorts.domain.actions import give_role, take_turn
from kith.service.cohorts.domain.openness import must_not_be_archived
from kith.service.cohorts.domain.roles import cohort_roles_in_force
from kith.service.cohorts.models import Cohort, CohortRole, HandOver
from kith.service.core.domain import audit, outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute
from kith.service.core.domain.permissions import Role
from kith.service.core.domain.questions import Question
from kith.service.people.domain.actions import clean_address, find_or_create_person
from kith.service.people.models import Person
from kith.service.ui.web.wording import day

Kind = CohortRole.Kind
HANDED_OVER = "cohorts.handed_over"


@transaction.atomic
def hand_over(
    *,
    by: Actor,
    cohort: Cohort,
    of: Person,
    email: str,
    name: str,
    on: date,
    note: str = "",
    deputy_until: date | None = None,
) -> HandOver:
    """The person of that address leads from ``on``; ``of`` leads until the day before, or stands in after it as
    deputy until a day. The same again gives back the first.

    Who leads by their role in the organisation keeps that role: an administrator ends it.
    """
    must_not_be_archived(cohort.pk)
    take_turn(cohort)
    _check(of, email, on, deputy_until)
    person, _is_new = find_or_create_person(
        by=by,
        email=email,
        name=name.strip() or email,
        language=cohort.organisation.language,
        time_zone=cohort.time_zone,
    )
    known = HandOver.objects.filter(cohort=cohort, to_person=person, on=on).first()
    if known is not None:
        return known
    give_role(by=by, cohort=cohort, person=person, role=Kind.LEAD, starts_on=on, ends_on=None)
    _end_lead(by, cohort, of, on)
    if deputy_until is not None:
        give_role(by=by, cohort=cohort, person=of, role=Kind.DEPUTY, starts_on=on, ends_on=deputy_until)
    row = HandOver.objects.create(cohort=cohort, from_person=of, to_person=person, on=on, note=note.strip())
    _record(by, "cohorts.hand_over", row, ["roles", "note"])
    _tell(by, row)
    return row


@transaction.atomic
def acknowledge_hand_over(*, by: Actor, row: HandOver) -> HandOver:
    """The next lead has read it. For anybody else it changes nothing."""
    if by.person is None or by.person.pk != row.to_person_id:
        return row
    if HandOver.objects.filter(pk=row.pk, read_at=None).update(read_at=timezone.now()):
        _record(by, "cohorts.read_hand_over", row, ["read_at"])
    row.refresh_from_db()
    return row


def leads_by_name(cohort: Cohort, on: date | None = None) -> list[CohortRole]:
    """Who leads the cohort today by a role on it, the people at hand."""
    rows = CohortRole.objects.in_force(on or timezone.localdate()).filter(cohort=cohort, role=Kind.LEAD)
    return list(rows.select_related("person").order_by("person__name", "pk"))


def unread_by(person: Person) -> list[HandOver]:
    """What waits to be read by somebody who leads a cohort now. Asks nothing for somebody who leads none."""
    led = [cohort for cohort, role in cohort_roles_in_force(person) if role == Role.LEAD]
    if not led:
        return []
    keys = [key for (key,) in _unread(person=person.pk, cohorts=led, today=timezone.localdate())]
    return list(HandOver.objects.filter(pk__in=keys).select_related("cohort", "from_person")) if keys else []


@Question
def _unread(person: UUID, cohorts: Collection[UUID], today: date) -> QuerySet[Any, Any]:
    rows = HandOver.objects.filter(to_person=person, read_at=None, cohort_id__in=cohorts, on__lte=today)
    return rows.order_by().values_list("pk")


def _check(of: Person, email: str, on: date, deputy_until: date | None) -> None:
    address = clean_address(email)
    faults = Faults()
    if address == of.email:
        faults.add("cohorts.hand_over_to_oneself", Where(key="email"))
    if on < timezone.localdate():
        faults.add("cohorts.hand_over_past", Where(key="on"))
    if deputy_until is not None and deputy_until < on:
        faults.add(
            "cohorts.role_ends_first", Where(key="deputy_until"), starts=str(on), ends=str(deputy_until)
        )
    faults.raise_if_any()


def _end_lead(by: Actor, cohort: Cohort, of: Person, on: date) -> None:
    """Each of their leads of this cohort that would go on ends the day before; one yet to begin does not begin."""
    last = on - timedelta(days=1)
    for row in cohort.roles.filter(person=of, role=Kind.LEAD):
        if row.ends_on is None or row.ends_on > last:
            row.ends_on = last
            row.save(update_fields=["ends_on"])
            audit.record(
                by=by,
                action="cohorts.end_role",
                subject=cohort,
                organisation_id=cohort.organisation_id,
                cohort_id=cohort.pk,
                detail={"role": row.role, "person": str(of.pk)},
            )


def _tell(by: Actor, row: HandOver) -> None:
    """The next lead is told; what the note says stands on its page only. A cohort that is closed sends nothing,
    so this comes from the organisation."""
    person, cohort = row.to_person, row.cohort
    with translation.override(person.language):
        words = {
            "name": person.called,
            "before": row.from_person.name,
            "cohort": cohort.name,
            "organisation": cohort.organisation.name,
            "day": day(row.on),
            "address": absolute(reverse("cohorts:hand_over_note", args=[cohort.pk, row.pk])),
        }
        subject = _("You lead %(cohort)s from %(day)s") % words
        body = (
            _(
                "Dear %(name)s,\n\n"
                "%(before)s hands %(cohort)s over to you. You lead it from %(day)s.\n\n"
                "From that day, what is open and what they want you to know stands here; sign in with this e-mail "
                "address, you need no password:\n%(address)s\n\n"
                "%(organisation)s\n"
            )
            % words
        )
    outbox.queue_mail(
        by=by,
        organisation=cohort.organisation,
        person=person,
        purpose=HANDED_OVER,
        subject=subject,
        body=body,
        once_key=f"{HANDED_OVER}:{row.pk}",
        cohort_id=cohort.pk if cohort.is_open else None,
    )


def _record(by: Actor, action: str, row: HandOver, fields: list[str]) -> None:
    audit.record(
        by=by,
        action=action,
        subject=row,
        organisation_id=row.cohort.organisation_id,
        cohort_id=row.cohort_id,
        fields=fields,
        detail={"from": str(row.from_person_id), "to": str(row.to_person_id)},
    )
