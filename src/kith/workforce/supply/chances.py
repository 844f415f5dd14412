"""Odds to chances, who joins when, and the luck of the draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.seeds import generator

if TYPE_CHECKING:
    from kith.workforce.model import Floats, Model, Source


def chance(odds: Floats) -> Floats:
    """``p = odds / (1 + odds)``; infinite odds are certainty.

    >>> [float(p) for p in chance(np.array([0.0, 1.0, 3.0, np.inf]))]
    [0.0, 0.5, 0.75, 1.0]
    """
    odds = np.asarray(odds, dtype=float)
    return np.where(np.isinf(odds), 1.0, odds / (1.0 + np.where(np.isinf(odds), 0.0, odds)))


def odds(chances: Floats) -> Floats:
    """The way back: ``p / (1 - p)``.

    >>> [float(o) for o in odds(np.array([0.0, 0.5, 0.75, 1.0]))]
    [0.0, 1.0, 3.0, inf]
    """
    chances = np.asarray(chances, dtype=float)
    return np.where(chances >= 1.0, np.inf, chances / np.where(chances >= 1.0, 1.0, 1.0 - chances))


def multiplied(chances: Floats, factor: Floats | float) -> Floats:
    """Chances whose odds are multiplied by a factor above 0. Nought and certainty stay what they are.

    >>> [float(p) for p in multiplied(np.array([0.0, 0.5, 1.0]), 3.0)]
    [0.0, 0.75, 1.0]
    """
    chances = np.asarray(chances, dtype=float)
    return np.asarray(chances * factor / (1.0 - chances + chances * factor))


def reaching(source: Source, years: int) -> Floats:
    """``[Y]`` the share of those who began that joins in each year, once the training is over."""
    stays, passes, takes_up = (
        chance(np.broadcast_to(np.asarray(odds, dtype=float), (years,)))
        for odds in (source.stays_odds, source.passes_odds, source.takes_up_odds)
    )
    return np.asarray(stays**source.length * passes * takes_up)


def joiners(source: Source, years: int) -> Floats:
    """``[Y]`` heads that join from a source in each year."""
    return np.asarray(source.entrants[:years] * reaching(source, years))


@dataclass(frozen=True, slots=True)
class Luck:
    """One factor for each draw: ``[D, G]``, ``[D, sources]``, ``[D, P]``; ``z`` where the spread is settled later.

    Each number is keyed by the seed, what it moves and the name of the group, source or profession. So two
    scenarios with one seed share their luck also where one of them has a source more.
    """

    retirement: Floats
    exits: Floats
    returns: Floats
    moves: Floats
    fte: Floats
    sources: Floats
    need_z: Floats
    model_z: Floats


def luck(model: Model, *, draws: int, seed: int) -> Luck:
    """The luck of ``draws`` draws. The first ones are the same however many there are."""
    axes, spread = model.axes, model.uncertain

    def normals(what: str, names: tuple[str, ...]) -> Floats:
        drawn = [generator(seed, "workforce", what, name).standard_normal(draws) for name in names]
        return np.stack(drawn, axis=1) if drawn else np.zeros((draws, 0))

    def factors(what: str, names: tuple[str, ...], sd: Floats) -> Floats:
        return np.asarray(np.exp(normals(what, names) * sd))

    return Luck(
        retirement=factors("retirement", axes.groups, spread.retirement),
        exits=factors("exits", axes.groups, spread.exits),
        returns=factors("returns", axes.groups, spread.returns),
        moves=factors("moves", axes.groups, spread.moves),
        fte=factors("fte", axes.groups, spread.fte),
        sources=factors("sources", tuple(source.key for source in model.sources), spread.sources),
        need_z=normals("need", axes.professions),
        model_z=normals("model", axes.professions),
    )
