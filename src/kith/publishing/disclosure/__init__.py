"""Statistical disclosure control: what may be shown, what is kept back, and why.

``protect_counts`` for equality categories, ``protect_score`` and ``protect_sides`` for outcome
scores, ``guard_release`` before a table leaves the house, ``guard_remade`` before a report of scores
does, ``speak`` for the words a reader sees.
"""

from kith.publishing.disclosure.audit import Bounds, feasible_bounds
from kith.publishing.disclosure.counts import protect_counts
from kith.publishing.disclosure.policy import (
    COUNT_THRESHOLD,
    MIN_MATCHED,
    ROUND_TO,
    CountTable,
    DisclosurePolicy,
    Pooling,
    ProtectedTable,
    Reason,
    Shown,
    Withheld,
)
from kith.publishing.disclosure.releases import Release, guard_release
from kith.publishing.disclosure.remade import ScoreRelease, ShownGroup, guard_remade
from kith.publishing.disclosure.scores import SideVerdicts, protect_score, protect_sides
from kith.publishing.disclosure.speech import report_table, speak

__all__ = [
    "COUNT_THRESHOLD",
    "MIN_MATCHED",
    "ROUND_TO",
    "Bounds",
    "CountTable",
    "DisclosurePolicy",
    "Pooling",
    "ProtectedTable",
    "Reason",
    "Release",
    "ScoreRelease",
    "Shown",
    "ShownGroup",
    "SideVerdicts",
    "Withheld",
    "feasible_bounds",
    "guard_release",
    "guard_remade",
    "protect_counts",
    "protect_score",
    "protect_sides",
    "report_table",
    "speak",
]
