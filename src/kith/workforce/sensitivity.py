"""What moves the gap: each kind of number at its low and its high end, all others in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from kith.workforce.model import Model, Need
from kith.workforce.scenario.numbers import Z80
from kith.workforce.supply import expect

if TYPE_CHECKING:
    from kith.workforce.model import Floats
    from kith.workforce.projection import Expected

KINDS = ("need", "retirement", "exits", "returns", "moves", "fte", "sources")
ASSUMED = 1.1
"""The factor of a number without a range: 10% either way, and said so."""


@dataclass(frozen=True, slots=True)
class Moved:
    """``kind`` of one profession: the gross gap (below zero: short) with its factor ``1 / up`` and ``up``."""

    kind: str
    profession: int
    low: float
    high: float
    is_assumed: bool


def gross(expected: Expected, need: Need, at: int) -> float:
    """The shortfalls at a year's start, cell by cell, added up; never above zero."""
    return float(np.minimum(expected.fte[at] - need.fte[at], 0.0).sum())


def sensitivity(model: Model, need: Need, *, at: int = -1, kinds: Sequence[str] = KINDS) -> tuple[Moved, ...]:
    """Run the middle engine at both ends of every number that can be moved: 2 x kinds x professions runs.

    A number with a range is moved to the ends of its 80% range, on the scale of the draws (odds of chances, values of
    others); one without by 10% either way. What moves nothing is left out.
    """
    middle = expect(model)
    base = gross(middle, need, at)
    made = []
    for kind in kinds:
        for p in range(len(model.axes.professions)):
            spread = _spread(model, need, kind, p)
            factors = np.where(spread > 0, np.exp(Z80 * spread), ASSUMED)
            low, high = (_run(model, need, middle, kind, p, f, at) for f in (1.0 / factors, factors))
            if low != base or high != base:
                made.append(Moved(kind, p, low, high, not bool((spread > 0).any())))
    return tuple(made)


def _of(model: Model, kind: str, p: int) -> list[int]:
    groups = [g for g, profession in enumerate(model.axes.profession_of) if profession == p]
    if kind == "sources":
        return [n for n, source in enumerate(model.sources) if source.group in groups]
    return groups


def _spread(model: Model, need: Need, kind: str, p: int) -> Floats:
    if kind == "need":
        return np.asarray([need.sd_log[p]], dtype=float)
    found: Floats = np.asarray(getattr(model.uncertain, kind), dtype=float)[_of(model, kind, p)]
    return found


def _run(model: Model, need: Need, middle: Expected, kind: str, p: int, factors: Floats, at: int) -> float:
    if kind == "need":
        fte = need.fte.copy()
        fte[:, p] *= factors[0]
        return gross(middle, replace(need, fte=fte), at)
    return gross(expect(_moved(model, kind, _of(model, kind, p), factors)), need, at)


def _moved(model: Model, kind: str, of: list[int], factors: Floats) -> Model:
    if kind == "sources":
        times = dict(zip(of, factors, strict=True))
        return replace(
            model,
            sources=tuple(
                replace(source, entrants=source.entrants * times.get(n, 1.0))
                for n, source in enumerate(model.sources)
            ),
        )
    name = {
        "retirement": "retirement_by_year",
        "exits": "exit_by_year",
        "returns": "return_odds",
        "moves": "move_odds",
        "fte": "fte_per_head",
    }[kind]
    array: Floats = getattr(model, name).copy()
    array[:, of] *= factors.reshape((1, -1) + (1,) * (array.ndim - 2))
    changed: dict[str, Any] = {name: array}
    return replace(model, **changed)
