"""What stands in a cohort's calendar besides its stages: each app adds its own (waves, meetings)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kith.service.cohorts.models import Cohort


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    starts_on: date
    ends_on: date


Provider = Callable[[Cohort], list[Entry]]
_providers: dict[str, Provider] = {}


def register_entries(name: str, provider: Provider) -> None:
    _providers[name] = provider


def entries(cohort: Cohort) -> list[Entry]:
    """Every app's entries, the earliest first."""
    found = [entry for provider in _providers.values() for entry in provider(cohort)]
    return sorted(found, key=lambda entry: (entry.starts_on, entry.name))
