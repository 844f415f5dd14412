"""Levers, pulled: from what a scenario declares to changes of its model."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.faults import Faults
from kith.workforce.levers.acting import Change, changed
from kith.workforce.scenario.levers_types import ActsOn, EffectKind, Interaction, Lever, Pull

if TYPE_CHECKING:
    from kith.workforce.model import Axes, Floats, Model, Need

WITH_HEADS = (ActsOn.SEATS, ActsOn.RECRUITMENT_HOME, ActsOn.RECRUITMENT_ABROAD)
"""What an effect in heads can act on: those who begin."""


def strengths(lever: Lever, pull: Pull, years: Sequence[int]) -> Floats:
    """``[Y]`` how much of its full effect a pulled lever has in each year, 0 to 1.

    Nothing for ``lag_years`` from the first year of the pull, then evenly up over ``ramp_years`` (one: at once). It
    holds until the pull ends and, as it came late, ends as late: ``lag_years`` after; with ``decays_after`` it
    fades evenly, that many years after it was full, over as many years as it rose.
    """
    ramp = max(1, lever.ramp_years)
    begins = pull.from_year + lever.lag_years
    made = np.zeros(len(years))
    for n, year in enumerate(years):
        if year < begins or (pull.to_year is not None and year > pull.to_year + lever.lag_years):
            continue
        rising = min(1.0, (year - begins + 1) / ramp)
        fading = 1.0
        if lever.decays_after is not None:
            since = year - (begins + ramp - 1 + lever.decays_after)
            fading = 1.0 - min(1.0, max(0.0, since / ramp))
        made[n] = rising * fading
    return made


def pulled(
    model: Model,
    need: Need,
    *,
    levers: Sequence[Lever],
    interactions: Sequence[Interaction],
    pulls: Sequence[Pull],
    rural: Sequence[int] = (),
) -> tuple[Model, Need]:
    """The model and the need with these levers pulled.

    A lever's effect in a year is its logarithm (heads: its number) times ``amount`` times its strength. Levers of an
    interaction that work in the same year have each their effect times ``1 + (factor - 1) x together``, where
    ``together`` is the least of their strengths: more than the sum of both where the factor is above 1, less below.

    Parameters
    ----------
    rural
        Indices of rural regions: where ``RURAL_TAKE_UP`` acts when its lever names no region.

    Raises
    ------
    KithError
        A pull beyond its lever's cap, of a lever that is not there, or of less than nothing; an effect in heads on
        something other than those who begin; pulls of a lever that together are beyond its cap in some year: all of a
        kind at once. And those of :func:`~.acting.changed`.
    """
    known = {lever.key: lever for lever in levers}
    _check(known, pulls)
    _check_together(known, pulls, model.axes.years)
    strong = _strong(model.axes, known, pulls)
    for pull in pulls:
        lever = known[pull.lever]
        own = strengths(lever, pull, model.axes.years) * _together(lever.key, strong, interactions)
        model, need = changed(model, need, _change(model.axes, lever, pull.amount * own, rural))
    return model, need


def _check(known: Mapping[str, Lever], pulls: Sequence[Pull]) -> None:
    faults = Faults()
    for pull in pulls:
        lever = known.get(pull.lever)
        if lever is None:
            faults.add("workforce.levers.unknown", lever=pull.lever, known=", ".join(sorted(known)))
        elif not 0.0 <= pull.amount < math.inf:
            faults.add("workforce.levers.amount", lever=pull.lever, amount=pull.amount)
        elif lever.cap is not None and pull.amount > lever.cap:
            faults.add("workforce.levers.cap", lever=pull.lever, amount=pull.amount, cap=lever.cap)
        elif lever.kind is EffectKind.HEADS_PER_UNIT and lever.acts_on not in WITH_HEADS:
            faults.add("workforce.levers.heads", lever=pull.lever, acts_on=str(lever.acts_on))
    faults.raise_if_any()


def _check_together(known: Mapping[str, Lever], pulls: Sequence[Pull], years: Sequence[int]) -> None:
    """A cap holds for all pulls of a lever that run in the same year."""
    faults = Faults()
    for lever in known.values():
        if lever.cap is None:
            continue
        by_year = [
            sum(one.amount for one in pulls if one.lever == lever.key and _runs(one, year)) for year in years
        ]
        most = max(by_year, default=0.0)
        if most > lever.cap * (1.0 + 1e-12):
            year = years[by_year.index(most)]
            faults.add(
                "workforce.levers.cap_together", lever=lever.key, amount=most, cap=lever.cap, year=year
            )
    faults.raise_if_any()


def _runs(pull: Pull, year: int) -> bool:
    return pull.from_year <= year and (pull.to_year is None or year <= pull.to_year)


def _strong(axes: Axes, known: Mapping[str, Lever], pulls: Sequence[Pull]) -> Mapping[str, Floats]:
    """Each pulled lever's strength by year: the most of its pulls, none where nothing is pulled."""
    strong = {key: np.zeros(len(axes.years)) for key in known}
    for pull in pulls:
        if pull.amount > 0:
            own = strengths(known[pull.lever], pull, axes.years)
            strong[pull.lever] = np.maximum(strong[pull.lever], own)
    return strong


def _together(key: str, strong: Mapping[str, Floats], interactions: Sequence[Interaction]) -> Floats:
    factor = np.ones(len(next(iter(strong.values()))))
    for interaction in interactions:
        if key in interaction.levers:
            together = np.min([strong[other] for other in interaction.levers], axis=0)
            factor *= 1.0 + (interaction.factor.value - 1.0) * together
    return factor


def _change(axes: Axes, lever: Lever, amount: Floats, rural: Sequence[int]) -> Change:
    in_heads = lever.kind is EffectKind.HEADS_PER_UNIT
    regions = tuple(axes.regions.index(key) for key in lever.regions)
    if lever.acts_on is ActsOn.RURAL_TAKE_UP and not regions:
        regions = tuple(rural)
    return Change(
        acts_on=lever.acts_on,
        factor=np.ones(len(amount)) if in_heads else lever.effect.value**amount,
        heads=lever.effect.value * amount if in_heads else np.zeros(len(amount)),
        professions=tuple(axes.professions.index(key) for key in lever.professions)
        or tuple(range(len(axes.professions))),
        regions=regions,
    )
