"""Reading about waves: how many were asked and how many answered, never who."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kith.service.cohorts.models import Cohort
from kith.service.core.domain.remembering import recall
from kith.service.surveys.models import Invitation, Response, Wave


@dataclass(frozen=True, slots=True)
class Rate:
    """Answers over invitations. ``answered`` is None where so few were asked that it would point at people."""

    side: str
    invited: int
    answered: int | None


def rates(wave: Wave, *, least: int) -> tuple[Rate, ...]:
    """Each side's response. A side with fewer than ``least`` people asked shows no count of answers."""
    asked = Counter(dict(wave.invitations.values_list("place__side").annotate(Count("id"))))
    answered = Counter(dict(_usable(wave).order_by().values_list("side").annotate(Count("id"))))
    return tuple(
        Rate(side, asked[side], answered[side] if asked[side] >= least else None) for side in wave.sides
    )


def rates_of(cohort: Cohort, *, least: int) -> dict[UUID, tuple[Rate, ...]]:
    """:func:`rates` for every wave of a cohort, in two questions to the database however many waves there are."""
    invited = Invitation.objects.filter(wave__cohort=cohort).values_list("wave", "place__side")
    sent = Response.objects.filter(wave__cohort=cohort, may_be_reported=True).exclude(submitted_on=None)
    asked = {row[:2]: row[2] for row in invited.order_by().annotate(Count("id"))}
    answered = {row[:2]: row[2] for row in sent.order_by().values_list("wave", "side").annotate(Count("id"))}
    found: dict[UUID, tuple[Rate, ...]] = {}
    for wave_id, sides in cohort.waves.values_list("pk", "sides"):
        keys = [(wave_id, side) for side in sides]
        found[wave_id] = tuple(
            Rate(key[1], asked.get(key, 0), answered.get(key, 0) if asked.get(key, 0) >= least else None)
            for key in keys
        )
    return found


def waves_of(cohort: Cohort, *, least: int) -> list[Any]:
    """Waves in the order of their dates, each with ``asked`` and ``answered`` over all sides.

    ``answered`` is None as soon as one side has fewer than ``least`` people asked: the sum of all sides
    less the sides that are shown would give away the one that is not.
    """
    return recall(("surveys.waves", cohort.pk, least), lambda: _waves_of(cohort, least))


def _waves_of(cohort: Cohort, least: int) -> list[Any]:
    asked: dict[UUID, Counter[str]] = {}
    for wave_id, side, count in (
        Invitation.objects.filter(wave__cohort=cohort)
        .values_list("wave", "place__side")
        .annotate(Count("id"))
    ):
        asked.setdefault(wave_id, Counter())[side] = count
    usable = Q(responses__submitted_on__isnull=False, responses__may_be_reported=True)
    sent = Count("responses", filter=usable)
    rows = cohort.waves.defer("instrument").annotate(answered=sent)  # the text of a questionnaire is long
    waves: list[Any] = list(rows.order_by("opens_at", "id"))  # counting drops the model's own order
    for wave in waves:
        sides = asked.get(wave.pk, Counter())
        wave.asked = sides.total()
        if min(sides.values(), default=0) < least:
            wave.answered = None
    return waves


def submitted(wave: Wave) -> list[Response]:
    """Every sent response that may be reported, in an order that says nothing about time."""
    return list(_usable(wave).order_by("pseudonym"))


def unreported(wave: Wave) -> frozenset[str]:
    """Pseudonyms of those who have sent answers and do not agree to have them reported."""
    rows = wave.responses.exclude(submitted_on=None).filter(may_be_reported=False)
    return frozenset(rows.values_list("pseudonym", flat=True))


def _usable(wave: Wave) -> QuerySet[Response]:
    return wave.responses.exclude(submitted_on=None).filter(may_be_reported=True)
