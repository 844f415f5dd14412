"""Cohorts pooled, both people of a pair in one model, and all waves in one model."""

from kith.evaluation.pooled.pool import pool_change
from kith.evaluation.pooled.section import pooled_section
from kith.evaluation.pooled.types import (
    AllWaves,
    CohortChange,
    Odds,
    PairedSides,
    PooledChange,
    PooledMethod,
    PooledResult,
    SideChange,
    WaveChange,
)

__all__ = [
    "AllWaves",
    "CohortChange",
    "Odds",
    "PairedSides",
    "PooledChange",
    "PooledMethod",
    "PooledResult",
    "SideChange",
    "WaveChange",
    "pool_change",
    "pooled_section",
]
