"""Where home and one's own pages lead to writing that something is not right, and to what was written to one."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain.extras import PlaceLink
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.domain.ties import names_of_cohorts
from kith.service.cohorts.models import Place
from kith.service.learning.domain.health.reading import contact_in, waiting_for
from kith.service.learning.web.parts import Part, PartAction, Seen
from kith.service.people.models import Person


def tasks_of_addressee(person: Person) -> list[tuple[str, Task]]:
    """What was written to them and waits; nobody else's home says anything of it. One query for most people who run
    something, none for who runs nothing."""
    rows = waiting_for(person)
    if rows is None:
        return []
    counted = rows.values_list("cohort_id", "cohort__name").annotate(Count("pk")).order_by("cohort__name")
    found = {}
    for cohort_id, name, count in counted:
        said = ngettext(
            "%(num)s person has written to you in confidence",
            "%(num)s people have written to you in confidence",
            count,
        )
        found[cohort_id] = (name, Task(said % {"num": count}, _concerns(cohort_id)))
    others = [cohort_id for cohort_id in contact_in(person) if cohort_id not in found]
    for cohort_id, name in names_of_cohorts(others).items() if others else ():
        words = _("What was written to you in confidence")
        found[cohort_id] = (name, Task(words, _concerns(cohort_id), is_to_look_at=True))
    return list(found.values())


def _concerns(cohort_id: UUID) -> str:
    return reverse("learning:concerns", args=[cohort_id])


def not_right_part(seen: Seen) -> Part:
    return Part(
        heading=_("Something is not right"),
        sentences=(
            _(
                "You can say so in confidence, also past the people who run the programme where there is somebody for it."
            ),
        ),
        actions=(
            PartAction(
                _("Tell somebody in confidence"),
                reverse("learning:raise_concern", args=[seen.relationship.pk]),
            ),
        ),
    )


def place_links(place: Place) -> list[PlaceLink]:
    """For somebody who has no partner, or whom it is not about."""
    address = reverse("learning:raise_concern_of_place", args=[place.pk])
    return [PlaceLink(_("Something is not right: tell somebody in confidence"), address)]
