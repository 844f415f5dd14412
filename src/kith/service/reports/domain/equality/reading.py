"""What the funnel of a cohort's call has released by equality group, and what would be needed for more.

A report never counts groups: it shows releases, which the funnel made under its policy and held against every
earlier one. So nothing can be subtracted from a report that could not be from the funnel's own pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone

from kith.publishing.disclosure import DisclosurePolicy
from kith.publishing.model import Report
from kith.publishing.report_json import report_from_json
from kith.service.cohorts.models import Cohort, Place
from kith.service.recruitment.domain.calling.calls import Phase, phase_of
from kith.service.recruitment.domain.funnel.funnel_groups import ATTRIBUTE, PLAIN
from kith.service.recruitment.models import Call, FunnelRelease

OVER = (Phase.CLOSED, Phase.WITHDRAWN)
MOST_NAMED = 6


class Standing(StrEnum):
    """Why nothing is shown, or that something is."""

    NO_CALL = "no_call"
    OPEN = "open"
    TOO_FEW = "too_few"
    NOT_MADE = "not_made"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Shown:
    """One question as it was released. ``pooled`` names the cohorts that it was taken together with."""

    report: Report
    made_at: datetime
    pooled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Equality:
    """``pool`` are other closed calls of the organisation, by their cohorts' names, newest first."""

    standing: Standing = Standing.NO_CALL
    shown: tuple[Shown, ...] = ()
    people: int = 0
    pool: tuple[str, ...] = ()


def equality_in(cohort: Cohort, language: str, policy: DisclosurePolicy) -> Equality:
    """What may stand in a report of that language."""
    call = Call.objects.filter(cohort=cohort).first()
    if call is None or call.published_at is None:
        return Equality()
    people = cohort.places.filter(state=Place.State.CONFIRMED).count()
    pool = _pool(call)
    shown = tuple(_shown(_newest(_releases(call, language))))
    if shown:
        return Equality(Standing.RELEASED, shown, people, pool)
    if phase_of(call, timezone.now()) not in OVER:
        return Equality(Standing.OPEN, (), people, pool)
    standing = Standing.TOO_FEW if is_too_few(people, policy) else Standing.NOT_MADE
    return Equality(standing, (), people, pool)


def is_too_few(people: int, policy: DisclosurePolicy) -> bool:
    """Whether each way to split these people in two leaves a group that must be kept back, and so both."""
    return people <= 2 * policy.count_threshold + 1


def _releases(call: Call, language: str) -> list[FunnelRelease]:
    """The newest first, the call's own before those that pool it. Only questions of equality."""
    rows = FunnelRelease.objects.filter(
        Q(call=call) | Q(call=None, organisation=call.cohort.organisation_id)
    ).order_by("-created_at", "-pk")
    found = [
        row
        for row in rows.defer("guarded")
        if row.asked["language"] == language
        and call.pk.hex in row.asked["calls"]
        and row.asked["characteristic"] not in PLAIN
        and not row.asked["characteristic"].startswith(ATTRIBUTE)
    ]
    return sorted(found, key=lambda row: row.call_id is None)


def _newest(rows: Iterable[FunnelRelease]) -> list[FunnelRelease]:
    found: dict[str, FunnelRelease] = {}
    for row in rows:
        found.setdefault(row.asked["characteristic"], row)
    return list(found.values())


def _shown(rows: list[FunnelRelease]) -> Iterable[Shown]:
    for row in rows:
        pooled = tuple(row.asked["cohorts"]) if row.call_id is None else ()
        yield Shown(report_from_json(row.shown), row.created_at, pooled)


def _pool(call: Call) -> tuple[str, ...]:
    """Names of public calls only: a call that was published once was read by anybody."""
    others = Call.objects.filter(cohort__organisation=call.cohort.organisation_id).exclude(pk=call.pk)
    others = others.exclude(published_at=None).filter(closes_at__lt=timezone.now())
    return tuple(others.order_by("-closes_at").values_list("cohort__name", flat=True)[:MOST_NAMED])
