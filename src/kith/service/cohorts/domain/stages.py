"""The line of stages: each app says how its stage of a cohort is going.

A later app registers a provider for a stage key in its ``apps.ready``; the cohort page asks each
provider in the definition's order. A provider answers in counts and one action, never in names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission
from kith.service.core.domain.remembering import recall


class StageState(StrEnum):
    DONE = "done"
    NOW = "now"
    NEXT = "next"
    UNUSED = "unused"
    """This cohort goes without the stage: it says so, and counts nothing."""


@dataclass(frozen=True, slots=True)
class StageAction:
    """The one thing to do at a stage, shown to those who hold ``permission``."""

    label: str
    address: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class StageProgress:
    """How a stage is going: ``count`` in words ("24 of 30 confirmed"), and what to do next."""

    state: StageState
    count: str | None
    action: StageAction | None = None


Provider = Callable[[Cohort], StageProgress]
_providers: dict[str, Provider] = {}


def register_stage(key: str, provider: Provider) -> None:
    _providers[key] = provider


def progress_of(key: str, cohort: Cohort) -> StageProgress | None:
    """How the stage is going; None when no app keeps it."""
    provider = _providers.get(key)
    return provider(cohort) if provider else None


def is_over(cohort: Cohort, stage: str) -> bool:
    """Whether the stage's last day has passed, where the cohort is."""
    today = timezone.localdate(timezone=ZoneInfo(cohort.time_zone))
    over = cohort.stage_dates.filter(ends_on__lt=today).values_list("stage", flat=True)
    return stage in recall(("cohorts.stages_over", cohort.pk), lambda: frozenset(over))


def stage_names(cohort: Cohort) -> dict[str, str]:
    """The definition's own name for each stage, else what the stage is usually called. Cohorts of one definition share
    them, and a home has fifty."""
    key = ("cohorts.stage_names", cohort.definition.sha256, cohort.variant, get_language())
    return recall(key, lambda: _stage_names(cohort))


def _stage_names(cohort: Cohort) -> dict[str, str]:
    usual = {
        "call": _("Call"),
        "selection": _("Selection"),
        "people": _("People"),
        "preferences": _("Preferences"),
        "matching": _("Matching"),
        "running": _("Running"),
        "measuring": _("Measuring"),
        "report": _("Report"),
        "after": _("Afterwards"),
    }
    return {
        stage.key.value: stage.name.in_language(get_language() or "en")
        if stage.name
        else usual[stage.key.value]
        for stage in definition_of(cohort).stages
    }
