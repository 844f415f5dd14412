"""The recruitment funnel by group: counts, rates, exact tests, intervals for ratios, nothing that gives people away."""

from __future__ import annotations

from collections.abc import Sequence

from kith.evaluation.funnel_types import Baseline, FunnelData, FunnelResult
from kith.publishing.disclosure import DisclosurePolicy, Release


def analyse_funnel(
    data: FunnelData,
    *,
    seed: int,
    baselines: Sequence[Baseline] = (),
    policy: DisclosurePolicy | None = None,
    level: float = 0.95,
) -> FunnelResult:
    """The funnel as it may be shown."""
    raise NotImplementedError


def releases(
    data: FunnelData, result: FunnelResult, applications: Sequence[str], name: str
) -> tuple[Release, ...]:
    """One release a stage, for ``kith.publishing.disclosure.guard_release`` before a report leaves the house."""
    raise NotImplementedError
