"""Reading about a cohort's plan: what it can be about, which one holds, and whether it came first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from kith.foundation.provenance import hash_value
from kith.foundation.words import Text
from kith.programmes.capabilities import WaveRole
from kith.programmes.types import Definition
from kith.questionnaires.read import from_json
from kith.questionnaires.types import ScaleDefinition
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.policies import policy
from kith.service.core.models import AuditEvent
from kith.service.reports.domain.gathering import Asked, gather
from kith.service.reports.models import EvaluationPlan
from kith.service.surveys.models import Wave

ADDED = ("surveys.add_wave", "surveys.add_shared_wave")
INSTEAD = "surveys.ask_instead"
"""What the audit calls them: a wave itself does not say when it was made or changed."""
COMPARED = (WaveRole.AFTER, WaveRole.FOLLOW_UP)


@dataclass(frozen=True, slots=True)
class Askable:
    """What a cohort's questionnaires let a plan be about."""

    cohort: Cohort
    definition: Definition
    waves: tuple[Asked, ...]
    scales: tuple[ScaleDefinition, ...]
    least: int

    @property
    def comparisons(self) -> tuple[tuple[str, str], ...]:
        """Each later wave beside the first one, as a report holds them."""
        if not self.waves:
            return ()
        first = next((asked for asked in self.waves if asked.role is WaveRole.BEFORE), self.waves[0])
        return tuple(
            (first.wave.key, asked.wave.key)
            for role in COMPARED
            for asked in self.waves
            if asked.role is role
        )

    @property
    def pairs(self) -> tuple[tuple[Asked, Asked], ...]:
        """Any two times that may be compared, in order. What people say of before afterwards is not a time of its own."""
        times = [asked for asked in self.waves if asked.role in (WaveRole.BEFORE, *COMPARED)]
        return tuple((earlier, later) for earlier, later in combinations(times, 2) if later.role in COMPARED)

    @property
    def is_plannable(self) -> bool:
        """Whether anything is asked twice."""
        return bool(self.scales and self.comparisons)


@dataclass(frozen=True, slots=True)
class AskedSince:
    """A questionnaire that was added after the plan was frozen, or put in the place of another."""

    name: Text
    is_instead: bool
    on: date


@dataclass(frozen=True, slots=True)
class Kept:
    """The frozen plan of a cohort as a report needs it. ``recorded`` are deviations: what, why, when."""

    content: Mapping[str, Any]
    sha256: str
    opened_on: date | None
    was_before: bool
    awaited: frozenset[str] = frozenset()
    """Waves that have not closed: that they are not in a report yet is no deviation."""
    recorded: tuple[tuple[str, str, date], ...] = ()
    asked_since: tuple[AskedSince, ...] = ()


def kept_in(cohort: Cohort) -> Kept | None:
    """The plan that holds for this cohort's reports."""
    plan = frozen_of(cohort)
    return kept_of(plan) if plan is not None else None


def kept_of(plan: EvaluationPlan) -> Kept:
    """A frozen plan with all that was recorded against it."""
    cohort, opened = plan.cohort, opened_at(plan.cohort)
    waiting = cohort.waves.exclude(state=Wave.State.CLOSED).values_list("key", flat=True)
    return Kept(
        content=plan.frozen or {},
        sha256=plan.sha256,
        opened_on=day_in(cohort, opened) if opened is not None else None,
        was_before=was_before(plan, opened),
        awaited=frozenset(waiting),
        asked_since=asked_since(plan),
        recorded=tuple(
            (row.what, row.reason, day_in(cohort, row.created_at)) for row in plan.deviations.all()
        ),
    )


def asked_since(plan: EvaluationPlan) -> tuple[AskedSince, ...]:
    """What somebody has had asked beside the plan, or otherwise than planned, oldest first, each wave once."""
    cohort = plan.cohort
    events = AuditEvent.objects.filter(
        cohort_id=cohort.pk, action__in=(*ADDED, INSTEAD), at__gt=plan.frozen_at
    ).order_by("id")
    first = {event.subject_id: event for event in reversed(events)}
    names = dict(cohort.waves.filter(pk__in=list(first)).values_list("pk", "name"))
    named = [(event, names.get(UUID(wave))) for wave, event in reversed(first.items())]
    return tuple(
        AskedSince(Text.of(name), event.action == INSTEAD, day_in(cohort, event.at))
        for event, name in named
        if name is not None
    )


def askable_in(cohort: Cohort) -> Askable:
    """The waves that measure change, without an answer being read."""
    definition = definition_of(cohort)
    rows = {wave.key: wave for wave in cohort.waves.all()}
    waves = [
        Asked(
            rows[one.key],
            one.measures,
            Text.of(rows[one.key].name),
            from_json(rows[one.key].instrument),
            {},
            {},
            {},
        )
        for one in definition.waves
        if one.key in rows
    ]
    gathered = gather(waves)
    least = policy(cohort.organisation).min_matched
    return Askable(cohort, definition, gathered.waves, gathered.scales, least)


def draft_of(cohort: Cohort) -> EvaluationPlan | None:
    return cohort.evaluation_plans.filter(frozen_at=None).first()


def stamp_of(cohort: Cohort) -> str:
    """Changes when somebody saves the draft, begins one or freezes it."""
    draft = draft_of(cohort)
    return hash_value([draft.version, draft.draft]) if draft is not None else ""


def frozen_of(cohort: Cohort) -> EvaluationPlan | None:
    """The plan that holds: the newest frozen one."""
    rows = cohort.evaluation_plans.exclude(frozen_at=None)
    return rows.select_related("frozen_by", "written_by", "cohort__organisation").order_by("-version").first()


def opened_at(cohort: Cohort) -> datetime | None:
    """When the first answers could be given. None while nothing that measures change has opened."""
    return first_opening(_measuring(cohort).exclude(state=Wave.State.PLANNED))


def opens_next(cohort: Cohort) -> datetime | None:
    """When the first questionnaire opens, where none has yet."""
    return first_opening(_measuring(cohort))


def first_opening(waves: Iterable[Wave]) -> datetime | None:
    return min((wave.opens_at for wave in waves), default=None)


def _measuring(cohort: Cohort) -> QuerySet[Wave]:
    keys = [one.key for one in definition_of(cohort).waves if one.measures is not WaveRole.ONCE]
    return cohort.waves.filter(key__in=keys).defer("instrument")


def was_before(plan: EvaluationPlan, opened: datetime | None) -> bool:
    """Whether the plan was frozen before anybody could answer."""
    return plan.frozen_at is not None and (opened is None or plan.frozen_at < opened)


def day_in(cohort: Cohort, moment: datetime) -> date:
    """The day of a moment where the cohort is."""
    return moment.astimezone(ZoneInfo(cohort.time_zone)).date()


def unplanned(cohorts: QuerySet[Cohort]) -> list[Any]:
    """Those of the cohorts whose answers are still to come and that have no frozen plan, each with ``opens``.

    One question, however many there are.
    """
    waves = Wave.objects.filter(cohort=OuterRef("pk"))
    plans = EvaluationPlan.objects.filter(cohort=OuterRef("pk")).exclude(frozen_at=None)
    waiting = cohorts.filter(~Exists(plans), ~Exists(waves.exclude(state=Wave.State.PLANNED)))
    waiting = waiting.annotate(opens=Subquery(waves.order_by("opens_at").values("opens_at")[:1]))
    return list(waiting.filter(opens__gt=timezone.now()).order_by("opens"))
