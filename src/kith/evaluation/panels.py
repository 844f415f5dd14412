"""Reviewers' scores become a ranking, with the uncertainty it has and its ties shown as ties."""

from __future__ import annotations

from kith.evaluation.panel_types import WIDE, Adjust, Cut, PanelData, PanelResult

DRAWS = 1_000


def rank_panel(
    data: PanelData,
    *,
    seed: int,
    adjust: Adjust = Adjust.SEVERITY,
    level: float = 0.95,
    wide: float = WIDE,
    draws: int = DRAWS,
) -> PanelResult:
    """The ranking of a call's applicants."""
    raise NotImplementedError


def at_cut(result: PanelResult, places: int, name: str = "") -> Cut:
    """Who is clearly in, clearly out, and who cannot be told apart at the cut of one list."""
    raise NotImplementedError
