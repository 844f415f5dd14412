"""How much it is worth to leave people with whom they have in an earlier draft."""

from __future__ import annotations

from django.db import models

from kith.service.cohorts.models import Cohort
from kith.service.matches.domain.rule_changes import in_force
from kith.service.matches.models import MatchRun

BOTH = 2


class Keep(models.TextChoices):
    """Shares of the most points that a pair can have, beside which the wing's figures were measured: of 1,000 pairs
    with one in a hundred people gone, 101 people have somebody else without it, and 38, 16 and 13 with each."""

    FREE = "free"
    SMALL = "small"
    MEDIUM = "medium"
    STRONG = "strong"


_PER_MILLE = {Keep.FREE: 0, Keep.SMALL: 10, Keep.MEDIUM: 50, Keep.STRONG: 100}


def points_of(cohort: Cohort, keep: str) -> int:
    """What it is worth for each person of a pair that stays."""
    return in_force(cohort).book.most_points * _PER_MILLE[Keep(keep)] // (1000 * BOTH)


def draft_near(cohort: Cohort, number: int) -> MatchRun | None:
    """The finished draft of that number, to stay near to."""
    rows = cohort.match_runs.filter(number=number, kind=MatchRun.Kind.FIRST).exclude(result=None)
    return rows.defer("problem", "result", "explanation").first()
