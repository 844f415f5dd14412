"""Buttons that a later app adds to a cohort's page, such as those of the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kith.service.cohorts.models import Cohort


@dataclass(frozen=True, slots=True)
class Button:
    """Posts to ``address``. Shown to those who may manage the cohort."""

    label: str
    address: str
    hint: str


Provider = Callable[[Cohort], list[Button]]
_providers: dict[str, Provider] = {}


def register_buttons(name: str, provider: Provider) -> None:
    _providers[name] = provider


def buttons_of(cohort: Cohort) -> list[Button]:
    return [button for provider in _providers.values() for button in provider(cohort)]
