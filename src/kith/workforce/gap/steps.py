"""From one gap to another in steps that add up: over the years, and from one scenario to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.projection import JOINS, Flow

if TYPE_CHECKING:
    from kith.workforce.model import Floats
    from kith.workforce.projection import Expected

TOLERANCE = 1e-9
"""Relative: the steps of a waterfall explain the whole to this."""


@dataclass(frozen=True, slots=True)
class Step:
    """``key`` is a flow, ``hours`` (FTE of a head), ``need``, or a lever; ``fte`` what it adds to the gap."""

    key: str
    fte: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """``start`` and the steps sum to ``end``, exactly within rounding (checked when it is made)."""

    start: float
    steps: tuple[Step, ...]
    end: float

    def __post_init__(self) -> None:
        explained = self.start + sum(step.fte for step in self.steps)
        size = abs(self.start) + abs(self.end) + sum(abs(step.fte) for step in self.steps)
        if abs(explained - self.end) > TOLERANCE * max(1.0, size):
            raise ArithmeticError(f"a waterfall's steps leave {self.end - explained} FTE unexplained")


def over_time(
    expected: Expected,
    need: Floats,
    *,
    first: int,
    last: int,
    professions: Sequence[int] | None = None,
    regions: Sequence[int] | None = None,
) -> Waterfall:
    """How the net gap (supply less need, in FTE) came from one year's start to another's.

    Heads that joined or left count with the FTE of a head at the start, place by place and profession by profession;
    ``hours`` is what became of the FTE of a head since (its age mix and its hours), and ``need`` what became of need.

    Parameters
    ----------
    first, last
        Positions on the axis of years: 0 is the start of the first year.
    professions, regions
        Positions to count; all by default. Moves within the regions counted cancel.

    >>> import numpy as np
    >>> from kith.workforce.projection import Expected
    >>> flows = np.zeros((1, 1, 1, 9)); flows[0, 0, 0, 0] = 10; flows[0, 0, 0, 4] = 4
    >>> run = Expected(np.array([[[100.0]], [[106.0]]]), np.array([[[90.0]], [[106.0]]]), flows, None, None)
    >>> made = over_time(run, np.array([[[95.0]], [[99.0]]]), first=0, last=1)
    >>> made.start, [(step.key, round(step.fte, 9)) for step in made.steps if step.fte], made.end
    (-5.0, [('trained', 9.0), ('retired', -3.6), ('hours', 10.6), ('need', -4.0)], 7.0)
    """
    at = np.ix_(
        range(expected.fte.shape[1]) if professions is None else professions,
        range(expected.fte.shape[2]) if regions is None else regions,
    )
    heads, fte, needed = (array[:, at[0], at[1]] for array in (expected.heads, expected.fte, need))
    a_head = np.divide(fte[first], heads[first], out=np.zeros_like(fte[first]), where=heads[first] > 0)
    flows = expected.flows[first:last, at[0], at[1]].sum(0)
    steps = [
        Step(str(flow), float((flows[..., n] * a_head).sum()) * (1.0 if flow in JOINS else -1.0))
        for n, flow in enumerate(Flow)
    ]
    steps.append(Step("hours", float((fte[last] - heads[last] * a_head).sum())))
    steps.append(Step("need", float((needed[first] - needed[last]).sum())))
    return Waterfall(
        float((fte[first] - needed[first]).sum()), tuple(steps), float((fte[last] - needed[last]).sum())
    )


def between_scenarios(before: float, parts: dict[str, float], after: float) -> Waterfall:
    """From one scenario's gap to another's: ``parts`` are what each lever did, by Shapley's shares or in order."""
    return Waterfall(before, tuple(Step(key, fte) for key, fte in parts.items()), after)
