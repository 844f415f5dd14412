"""Levers: what can be done, what it does to a model, what it costs, and how much of a gap each one closes."""

from __future__ import annotations

from kith.workforce.levers.acting import Change, changed
from kith.workforce.levers.costs import LeverCost, lever_costs
from kith.workforce.levers.pulling import pulled, strengths
from kith.workforce.levers.sharing import Shares, shares

__all__ = ["Change", "LeverCost", "Shares", "changed", "lever_costs", "pulled", "shares", "strengths"]
