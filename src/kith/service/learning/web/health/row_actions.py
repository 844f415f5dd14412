"""What the lead can do for a pair from the board, and where each leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kith.service.cohorts.models import Cohort
from kith.service.learning.domain.health.rules import Kind, State
from kith.service.learning.models import Relationship
from kith.service.ui.web.addresses import addresses


@dataclass(frozen=True, slots=True)
class RowAction:
    words: str
    address: Callable[[UUID, UUID | None], str]
    """Takes the id of the relationship and that of its pair, if it is one."""
    fits: Callable[[Relationship], bool]


def offered(cohort: Cohort) -> list[RowAction]:
    """Nothing in a cohort that is closed."""
    if not cohort.is_open:
        return []
    rematch = reverse("matches:rematch", args=[cohort.pk])
    return [
        RowAction(_("Remind them now"), _at("learning:nudge", cohort), _is_active),
        RowAction(_("Log for them"), _at("learning:log_for_them", cohort), _is_there),
        RowAction(_("Pause"), _at("learning:pause_for_them", cohort), _is_there),
        RowAction(_("End it"), _at("learning:end_for_them", cohort), _is_there),
        RowAction(_("Find other partners"), lambda _one, pair: f"{rematch}?give_up={pair}", _is_pair),
    ]


def _at(view: str, cohort: Cohort) -> Callable[[UUID, UUID | None], str]:
    of = addresses(view, cohort.pk)
    return lambda one, _pair: of(one)


def _is_active(row: Relationship) -> bool:
    return row.state == State.ACTIVE


def _is_there(row: Relationship) -> bool:
    return row.state != State.ENDED


def _is_pair(row: Relationship) -> bool:
    return _is_there(row) and row.kind == Kind.PAIR
