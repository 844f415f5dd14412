"""What matches does when an earlier app tells it something."""

from __future__ import annotations

from django.db.models import Q

from kith.service.cohorts.domain.events import CohortClosed, CohortCreated, PlaceEnded
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.actors import Actor
from kith.service.matches.domain.actions import end_pairs, stop_runs
from kith.service.matches.domain.mails_rematch import queue_partner_left
from kith.service.matches.domain.questionnaires import pin_preferences
from kith.service.matches.models import Pair
from kith.service.people.domain.events import PersonErased


def place_ended(event: PlaceEnded) -> None:
    either = Q(left_id=event.place_id) | Q(right_id=event.place_id)
    ended = end_pairs(by=event.by, pairs=Pair.objects.filter(either), reason=Pair.EndReason.LEFT)
    queue_partner_left(by=event.by, pairs=ended)


def cohort_created(event: CohortCreated) -> None:
    cohort = Cohort.objects.select_related("definition").get(pk=event.cohort_id)
    pin_preferences(by=event.by, cohort=cohort)


def cohort_closed(event: CohortClosed) -> None:
    stop_runs(by=event.by, cohort_id=event.cohort_id)


def person_erased(event: PersonErased) -> None:
    either = Q(left__person_id=event.person_id) | Q(right__person_id=event.person_id)
    by = Actor.system("erasure")
    queue_partner_left(
        by=by, pairs=end_pairs(by=by, pairs=Pair.objects.filter(either), reason=Pair.EndReason.LEFT)
    )
