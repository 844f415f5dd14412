"""The directory of those who took part once and want to stay in touch. Nobody stands in it unasked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.models import Cohort, Place, StageDate
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Organisation
from kith.service.learning.models import Alumnus, AlumnusAsked
from kith.service.people.domain.authority import must_be_own
from kith.service.people.models import Person

RUNNING = "running"
BLANK = {
    "line": "",
    "shows_address": False,
    "would_mentor": False,
    "would_review": False,
    "would_speak": False,
    "is_for_leads_only": False,
}
"""An entry that shows nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody lets be seen, beside their name."""

    line: str = ""
    shows_address: bool = False
    would_mentor: bool = False
    would_review: bool = False
    would_speak: bool = False
    is_for_leads_only: bool = False

    def as_fields(self) -> dict[str, str | bool]:
        return {name: getattr(self, name) for name in BLANK} | {"line": self.line.strip()[:200]}


def has_completed(place: Place, today: date | None = None) -> bool:
    """Whether they took part to the end: the place is confirmed, and the running stage or the cohort is over."""
    if place.state != Place.State.CONFIRMED:
        return False
    if not place.cohort.is_open:
        return True
    row = StageDate.objects.filter(cohort_id=place.cohort_id, stage=RUNNING).first()
    return row is not None and row.ends_on is not None and row.ends_on < (today or timezone.localdate())


@transaction.atomic
def join_alumni(*, by: Actor, place: Place, entry: Entry) -> Alumnus:
    """Stand in the directory of the place's organisation, or say anew what is seen there.

    Only the person themselves, and only who took part to the end: a lead brings nobody in.
    """
    must_be_own(by, place.person)
    if not has_completed(place):
        raise KithError(Fault("learning.alumni_too_early", params={"cohort": place.cohort.name}))
    organisation = place.cohort.organisation
    fields = {**entry.as_fields(), "cohort": place.cohort, "left_at": None}
    row, is_new = Alumnus.objects.get_or_create(
        organisation=organisation, person=place.person, defaults=fields
    )
    if not is_new:
        Alumnus.objects.filter(pk=row.pk).update(**fields)
        row.refresh_from_db()
    _record(by, "learning.join_alumni", row, sorted(BLANK))
    return row


@transaction.atomic
def change_entry(*, by: Actor, alumnus: Alumnus, entry: Entry) -> Alumnus:
    """Say anew what is seen. Only the person themselves."""
    must_be_own(by, alumnus.person)
    if not Alumnus.objects.filter(pk=alumnus.pk, left_at=None).update(**entry.as_fields()):
        raise KithError(Fault("learning.alumni_left"))
    alumnus.refresh_from_db()
    _record(by, "learning.change_alumnus", alumnus, sorted(BLANK))
    return alumnus


@transaction.atomic
def decline_alumni(*, by: Actor, place: Place) -> Alumnus:
    """They would rather not, and are not asked again. What they showed, if anything, is gone."""
    must_be_own(by, place.person)
    defaults = {"cohort": place.cohort, "left_at": timezone.now()}
    row, is_new = Alumnus.objects.get_or_create(
        organisation=place.cohort.organisation, person=place.person, defaults=defaults
    )
    if is_new:
        _record(by, "learning.decline_alumni", row, ["left_at"])
        return row
    return leave_alumni(by=by, alumnus=row)


@transaction.atomic
def leave_alumni(*, by: Actor, alumnus: Alumnus) -> Alumnus:
    """Gone at once: what was shown is deleted, and what they were asked and had not answered with it."""
    must_be_own(by, alumnus.person)
    if Alumnus.objects.filter(pk=alumnus.pk, left_at=None).update(**BLANK, left_at=timezone.now()):
        AlumnusAsked.objects.filter(alumnus=alumnus, answer=AlumnusAsked.Answer.WAITING).delete()
        _record(by, "learning.leave_alumni", alumnus, ["left_at"])
    alumnus.refresh_from_db()
    return alumnus


def entry_of(person: Person, organisation: Organisation) -> Alumnus | None:
    """The person's own entry as it stands, with the person at hand."""
    rows = Alumnus.objects.filter(organisation=organisation, person=person, left_at=None)
    return rows.select_related("organisation", "person", "cohort").first()


def directory(
    organisation: Organisation,
    *,
    reader: Person,
    runs_programmes: bool,
    search: str = "",
    cohort: str = "",
    offers: str = "",
) -> QuerySet[Alumnus]:
    """Those whom the reader may see, by name. An alumnus who is shown to leads only sees no others."""
    rows = Alumnus.objects.filter(organisation=organisation, left_at=None, person__is_active=True)
    if not runs_programmes:
        own = entry_of(reader, organisation)
        if own is None or own.is_for_leads_only:
            rows = rows.filter(person=reader)
        else:
            rows = rows.filter(Q(is_for_leads_only=False) | Q(person=reader))
    if search:
        rows = rows.filter(Q(person__name__icontains=search) | Q(line__icontains=search))
    if cohort:
        rows = rows.filter(cohort_id=cohort)
    if offers in AlumnusAsked.Ask.values:
        rows = rows.filter(**{OFFERS[offers]: True})
    return rows.select_related("person", "cohort").order_by("person__name", "id")


OFFERS = {
    AlumnusAsked.Ask.MENTOR.value: "would_mentor",
    AlumnusAsked.Ask.REVIEWER.value: "would_review",
    AlumnusAsked.Ask.SPEAKER.value: "would_speak",
}
"""What may be asked of somebody: the field in which they said that they would."""


def cohorts_of_alumni(organisation: Organisation) -> list[Cohort]:
    """Cohorts that somebody in the directory comes from, the newest first."""
    seen = Alumnus.objects.filter(organisation=organisation, left_at=None, is_for_leads_only=False)
    rows = Cohort.objects.filter(pk__in=seen.values("cohort_id")).defer("definition__text")
    return list(rows.order_by("-starts_on", "name"))


def _record(by: Actor, action: str, row: Alumnus, fields: list[str]) -> None:
    audit.record(
        by=by,
        action=action,
        subject=row,
        organisation_id=row.organisation_id,
        fields=fields,
    )
