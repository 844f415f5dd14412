"""Rows that say who did something: the row stays when the person goes, their name in it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models

from kith.service.core.domain.personal_data import Basis, PersonalData, Words, blank, declare


def declare_doer(
    model: type[models.Model],
    field: str,
    *,
    purpose: Words,
    retention: Words,
    export: tuple[str, ...],
    forget: Callable[[Any], object] | None = None,
) -> None:
    """Declare a table in which ``field`` names who did it."""
    declare(
        PersonalData(
            model=model,
            purpose=purpose,
            basis=Basis.PUBLIC_TASK,
            retention=retention,
            of=lambda person: model._default_manager.filter(**{field: person}),
            export=export,
            erase=blank(**{field: None}),
            forget=forget,
        )
    )
