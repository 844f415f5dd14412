"""The gap: net and gross told apart, how it came about in steps that add up, and how unevenly it lies."""

from __future__ import annotations

from kith.workforce.gap.evenness import Places, places
from kith.workforce.gap.steps import Step, Waterfall, between_scenarios, over_time

__all__ = ["Places", "Step", "Waterfall", "between_scenarios", "over_time", "places"]
