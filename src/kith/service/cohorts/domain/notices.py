"""What a lead should look at in the cohorts they run: each app says its exceptions, and home shows them.

A later app registers a provider in its ``apps.ready``. It is asked about all cohorts at once, so that a lead
of many waits no longer, and answers in counts and days, never in names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kith.service.cohorts.models import Cohort


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that has gone quiet or wrong in a cohort, leading to the list already filtered."""

    cohort: Cohort
    words: str
    address: str


Provider = Callable[[Sequence[Cohort], datetime], list[Notice]]
"""Takes the open cohorts whose people the reader may see."""
_providers: dict[str, Provider] = {}


def register_notices(name: str, provider: Provider) -> None:
    _providers[name] = provider


def notices_of(cohorts: Sequence[Cohort], now: datetime) -> list[Notice]:
    """Everything that any app has to say."""
    return [notice for provider in _providers.values() if cohorts for notice in provider(cohorts, now)]
