"""Small models that are made up, for tests and benchmarks of the wing."""

from __future__ import annotations

import numpy as np

from kith.workforce.model import Axes, JoinsBy, Model, Need, Source, Uncertain


def made_up(
    *,
    professions: int = 2,
    regions: int = 3,
    ages: int = 12,
    years: int = 6,
    tenures: int = 1,
    seed: int = 1,
    heads: float = 40.0,
    breaks: bool = True,
    spread: float = 0.1,
    whole: bool = False,
    pooled: bool = False,
    home: float = 0.0,
) -> Model:
    """A model of invented numbers, one group a profession: everything that can happen happens in it."""
    rng = np.random.default_rng(seed)
    axes = Axes(
        years=tuple(range(2026, 2026 + years)),
        professions=tuple(f"p{n}" for n in range(professions)),
        regions=tuple(f"r{n}" for n in range(regions)),
        ages=tuple(range(20, 20 + ages)),
        groups=tuple(f"p{n}" for n in range(professions)),
        profession_of=tuple(range(professions)),
        tenures=tenures,
    )
    stock = rng.uniform(0.2, 1.8, (professions, regions, ages, tenures)) * heads / tenures
    away = rng.uniform(0, 0.1, (professions, regions, ages)) * heads * breaks
    if whole:
        stock, away = stock.round(), away.round()
    retirement = np.zeros((professions, ages))
    retirement[:, -4:] = [0.05, 0.1, 0.4, np.inf][-ages:]
    return Model(
        axes=axes,
        stock=stock,
        away=away,
        retirement_odds=retirement,
        retirement_by_year=np.ones((years, professions)),
        exit_odds=rng.uniform(0.02, 0.15, (professions, regions, ages)),
        exit_by_year=rng.uniform(0.8, 1.2, (years, professions, regions)),
        exit_by_tenure=np.linspace(1.5, 1.0, tenures)[None].repeat(professions, 0),
        goes_home=np.linspace(0.0, home, tenures)[None].repeat(professions, 0),
        may_return=np.full(professions, 0.4 * breaks),
        return_odds=np.full((years, professions), 0.1 * breaks),
        move_odds=rng.uniform(0.01, 0.05, (years, professions, regions)),
        destinations=np.stack([_destinations(rng, regions, pooled) for _ in range(professions)]),
        sources=_sources(rng, professions, regions, ages, years, heads, whole),
        participation=np.full((years + 1, professions, ages), 0.97),
        fte_per_head=np.linspace(0.95, 0.8, ages)[None, None].repeat(years + 1, 0).repeat(professions, 1),
        uncertain=Uncertain(
            **{key: np.full(professions, spread) for key in ("retirement", "exits", "returns", "moves")},
            fte=np.full(professions, spread / 5),
            sources=np.full(2 * professions, spread),
            model=np.zeros((years + 1, professions)),
        ),
        pay_per_fte=np.full((years, professions), 40_000.0),
    )


def _destinations(rng: np.random.Generator, regions: int, pooled: bool) -> np.ndarray:
    if regions == 1:
        return np.zeros((1, 1))
    weights = rng.uniform(0.5, 2.0, regions)
    made = np.tile(weights, (regions, 1)) if pooled else rng.uniform(0.5, 2.0, (regions, regions))
    np.fill_diagonal(made, 0.0)
    return made / made.sum(1, keepdims=True)


def _sources(rng, professions, regions, ages, years, heads, whole) -> tuple[Source, ...]:
    young = np.zeros(ages)
    young[:3] = np.array([0.5, 0.3, 0.2])[:ages] / sum([0.5, 0.3, 0.2][:ages])
    made = []
    for group in range(professions):
        for joins_by, length in ((JoinsBy.TRAINING, 3), (JoinsBy.ABROAD, 0)):
            entrants = rng.uniform(0.5, 1.5, years + length) * heads * regions / (2 if length else 10)
            shares = rng.uniform(0.5, 1.5, (years, regions))
            made.append(
                Source(
                    key=f"{joins_by}-{group}",
                    group=group,
                    joins_by=joins_by,
                    length=length,
                    entrants=entrants.round() if whole else entrants,
                    stays_odds=9.0 if length else np.inf,
                    passes_odds=19.0 if length else np.inf,
                    takes_up_odds=9.0 if length else np.inf,
                    regions=shares / shares.sum(1, keepdims=True),
                    ages=young,
                )
            )
    return tuple(made)


def needed(model: Model, per_region: float = 400.0) -> Need:
    """A need that grows by 1% a year, the same everywhere."""
    axes = model.axes
    growth = 1.01 ** np.arange(len(axes.years) + 1)
    shape = (len(axes.years) + 1, len(axes.professions), len(axes.regions))
    return Need(
        fte=np.broadcast_to(growth[:, None, None] * per_region, shape).copy(),
        sd_log=np.full(len(axes.professions), 0.05),
        method=("ratio",) * len(axes.professions),
    )
