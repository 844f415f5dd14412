"""Where the rest of the house leads to the board and to what somebody wrote: stages, notices, tasks, parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain.extras import Link, PlaceLink
from kith.service.cohorts.domain.notices import Notice
from kith.service.cohorts.domain.stages import StageAction, StageProgress, StageState, is_over
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.domain.ties import names_of_cohorts
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.learning.domain.health.board import Filter
from kith.service.learning.domain.health.progress import Standing, pair_counts, standing_still
from kith.service.learning.domain.health.reading import contact_in, waiting_for
from kith.service.learning.domain.health.rules import RUNNING, Kind
from kith.service.learning.web.parts import Part, PartAction, Seen
from kith.service.people.models import Person


def running_progress(cohort: Cohort) -> StageProgress:
    """``22 of 24 pairs have met; 3 are fading``. One query."""
    counts = pair_counts(cohort, timezone.now())
    if not counts.pairs:
        return StageProgress(StageState.NEXT, None)
    said = ngettext("%(met)s of %(num)s pair has met", "%(met)s of %(num)s pairs have met", counts.pairs) % {
        "met": counts.met,
        "num": counts.pairs,
    }
    over = is_over(cohort, RUNNING)
    if counts.fading and not over:
        fading = ngettext("%(num)s is fading", "%(num)s are fading", counts.fading)
        said = _("%(met)s; %(fading)s") % {"met": said, "fading": fading % {"num": counts.fading}}
    action = StageAction(
        _("See how pairs are doing"), reverse("learning:health", args=[cohort.pk]), P.LEARNING_SEE
    )
    return StageProgress(StageState.DONE if over else StageState.NOW, said, action)


def notices(cohorts: Sequence[Cohort], now: datetime) -> list[Notice]:
    """Pairs and mentors that stand still, each leading to the board already filtered."""
    found = []
    for one in standing_still(cohorts, now):
        address = f"{reverse('learning:health', args=[one.cohort.pk])}?show={Filter.FADING}"
        if one.kind == Kind.MENTORING:
            address += f"&kind={Kind.MENTORING.value}"
        found.append(Notice(one.cohort, _standing_words(one), address))
    return found


def _standing_words(one: Standing) -> str:
    if one.kind == Kind.MENTORING:
        said = ngettext(
            "%(num)s mentor has not met whom they mentor for %(days)s days or more",
            "%(num)s mentors have not met whom they mentor for %(days)s days or more",
            one.fading,
        )
    else:
        said = ngettext(
            "%(num)s pair has not met for %(days)s days or more",
            "%(num)s pairs have not met for %(days)s days or more",
            one.fading,
        )
    words = said % {"num": one.fading, "days": one.days}
    if not one.given_up:
        return words
    given_up = ngettext(
        "%(num)s of them was reminded three times: please telephone",
        "%(num)s of them were reminded three times: please telephone",
        one.given_up,
    ) % {"num": one.given_up}
    return _("%(words)s; %(given_up)s") % {"words": words, "given_up": given_up}


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
            "Somebody has written to you in confidence",
            "%(num)s people have written to you in confidence",
            count,
        )
        found[cohort_id] = (name, Task(said % {"num": count}, _concerns(cohort_id)))
    others = [cohort_id for cohort_id in contact_in(person) if cohort_id not in found]
    for cohort_id, name in names_of_cohorts(others).items() if others else ():
        words = _("What was written to you in confidence")
        found[cohort_id] = (name, Task(words, _concerns(cohort_id), is_to_look_at=True))
    return list(found.values())


def _concerns(cohort_id: object) -> str:
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


def cohort_links(cohort: Cohort) -> list[Link]:
    return [
        Link(
            _("Pair health"),
            _("Who has met, who is fading, whom to telephone"),
            reverse("learning:health", args=[cohort.pk]),
            P.LEARNING_SEE,
        ),
        Link(
            _("Written to you in confidence"),
            _("What participants wrote to you because something is not right"),
            _concerns(cohort.pk),
            P.CONCERN_READ,
        ),
    ]


def place_links(place: Place) -> list[PlaceLink]:
    """For somebody who has no partner, or whom it is not about."""
    address = reverse("learning:raise_concern_of_place", args=[place.pk])
    return [PlaceLink(_("Something is not right: tell somebody in confidence"), address)]
