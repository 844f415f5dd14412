"""How many pairs have met and how many are fading: for the line of stages, for a lead's home, for the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kith.service.cohorts.models import Cohort
from kith.service.learning.domain.health.nudging import ENOUGH
from kith.service.learning.domain.health.rules import (
    RUNNING,
    Kind,
    Quiet,
    State,
    quiet_rules,
    today_in,
    with_since,
)
from kith.service.learning.models import Relationship


@dataclass(frozen=True, slots=True)
class PairCounts:
    """Of the pairs that are together, or of all there were once none is: how many met, how many fade."""

    pairs: int
    met: int
    fading: int


def fading(cohort: Cohort, now: datetime) -> Q:
    """Which rows of :func:`with_since` are fading in this cohort, pairs and mentoring alike."""
    found = Q(pk__in=[])
    for rule in quiet_rules(cohort, today_in(cohort, now)):
        found |= rule.holds()
    return found


def pair_counts(cohort: Cohort, now: datetime) -> PairCounts:
    """One query."""
    here, met = ~Q(state=State.ENDED), Q(last_met_on__isnull=False)
    rows = with_since(Relationship.objects.filter(cohort=cohort, kind=Kind.PAIR))
    found = rows.aggregate(
        all=Count("pk"),
        all_met=Count("pk", filter=met),
        here=Count("pk", filter=here),
        here_met=Count("pk", filter=here & met),
        fading=Count("pk", filter=fading(cohort, now)),
    )
    if found["here"]:
        return PairCounts(found["here"], found["here_met"], found["fading"])
    return PairCounts(found["all"], found["all_met"], 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many relationships of a cohort stand still, and how many of them three reminders did not move."""

    cohort: Cohort
    kind: str
    fading: int
    given_up: int
    days: int
    """After how many days the definition calls it quiet."""


def standing_still(cohorts: Sequence[Cohort], now: datetime) -> list[Standing]:
    """Where somebody should look, in one query however many cohorts there are; none where nobody is to meet."""
    of_cohort, which = _rules_of(cohorts, now)
    if not of_cohort:
        return []
    counted = {
        (cohort_id, kind): (count, given_up)
        for cohort_id, kind, count, given_up in _rows(cohorts, now)
        .filter(which)
        .values_list("cohort_id", "kind")
        .annotate(count=Count("pk"), given_up=Count("pk", filter=Q(nudges_unanswered__gte=ENOUGH)))
        .order_by()
    }
    found = []
    for cohort in cohorts:
        for kind, last_day in _days_of(of_cohort.get(cohort.pk, ())).items():
            if (cohort.pk, kind) in counted:
                days = (today_in(cohort, now) - last_day).days
                found.append(Standing(cohort, kind, *counted[cohort.pk, kind], days))
    return found


def _rules_of(cohorts: Sequence[Cohort], now: datetime) -> tuple[dict[UUID, tuple[Quiet, ...]], Q]:
    of_cohort = {cohort.pk: quiet_rules(cohort, today_in(cohort, now)) for cohort in cohorts}
    together: dict[Quiet, list[UUID]] = {}
    for cohort_id, rules in of_cohort.items():
        for rule in rules:
            together.setdefault(rule, []).append(cohort_id)
    which = Q()
    for rule, cohort_ids in together.items():
        which |= Q(cohort_id__in=cohort_ids) & rule.holds()
    return {key: rules for key, rules in of_cohort.items() if rules}, which


def _rows(cohorts: Sequence[Cohort], now: datetime) -> QuerySet[Relationship]:
    """In cohorts whose running stage is on; a day either way is the price of one question for all zones."""
    day = now.date()
    rows = Relationship.objects.filter(
        cohort__in=[cohort.pk for cohort in cohorts],
        cohort__stage_dates__stage=RUNNING,
        cohort__stage_dates__starts_on__lte=day + timedelta(days=1),
        cohort__stage_dates__ends_on__gte=day - timedelta(days=1),
    )
    return with_since(rows)


def _days_of(rules: Sequence[Quiet]) -> dict[str, date]:
    """By kind of relationship: the latest of its rules' days."""
    found: dict[str, date] = {}
    for rule in rules:
        found[rule.kind] = max(found.get(rule.kind, rule.last_day), rule.last_day)
    return found
