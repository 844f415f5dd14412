"""Both engines over models of every make: they agree, they balance, draws spread as they were told to, luck is shared."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.workforce.gap import places
from kith.workforce.levers import Change, changed
from kith.workforce.model import Model, Need
from kith.workforce.projection import Flow
from kith.workforce.scenario.levers_types import ActsOn
from kith.workforce.supply import expect, microsimulate, project
from kith.workforce.tests.models import made_up, needed

TENTH = 1.2815515655446004
"""The standard normal's 90% quantile."""


def one_profession(model: Model) -> Model:
    """All groups of a made-up model as parts of one profession."""
    years = len(model.axes.years)
    axes = replace(model.axes, professions=("all",), profession_of=(0,) * len(model.axes.groups))
    return replace(model, axes=axes, uncertain=replace(model.uncertain, model=np.zeros((years + 1, 1))))


def with_levers(model: Model, need: Need, seed: int) -> tuple[Model, Need]:
    """Every kind of change there is, drawn."""
    rng = np.random.default_rng(seed)
    everybody = tuple(range(len(model.axes.professions)))
    for acts_on in ActsOn:
        factor = rng.uniform(0.5, 1.5, len(model.axes.years))
        model, need = changed(model, need, Change(acts_on, factor, np.zeros(len(factor)), everybody, (0,)))
    return model, need


def a_model(seed: int, **shape: int) -> tuple[Model, Need]:
    rng = np.random.default_rng(seed)
    tenures = int(rng.integers(1, 4))
    model = made_up(seed=seed, tenures=tenures, home=0.3 * (tenures > 1), pooled=bool(seed % 2), **shape)
    model = replace(model, fte_per_head=rng.uniform(0.2, 1.1, model.fte_per_head.shape))
    model = one_profession(model) if seed % 3 == 0 else model
    return with_levers(model, needed(model), seed)


@given(
    seed=st.integers(0, 10_000),
    regions=st.integers(1, 4),
    ages=st.integers(1, 6),
    years=st.integers(1, 5),
    heads=st.sampled_from([0.0, 1.0, 40.0]),
)
def test_the_loop_and_the_plain_arrays_agree_on_any_model(seed, regions, ages, years, heads):
    """Also with nobody there, one place, one age, one year, and trainings longer than the years looked at."""
    model, need = a_model(seed, regions=regions, ages=ages, years=years, heads=heads)
    still = replace(
        model,
        uncertain=replace(
            model.uncertain,
            **{
                name: np.zeros_like(getattr(model.uncertain, name))
                for name in ("retirement", "exits", "returns", "moves", "fte", "sources")
            },
        ),
    )
    told, run = expect(model), project(still, need, draws=1, seed=seed)
    assert np.allclose(run.supply.mean, told.fte, rtol=1e-10, atol=1e-9)
    assert (told.flows >= 0.0).all()
    assert np.isfinite(told.fte).all()
    assert np.allclose(told.away.sum(), told.away.sum(2).sum())


def test_the_engines_agree_over_many_models_with_levers():
    """Heads, FTE, flows and breaks of 12 models, 16 histories each: errors in standard errors are as luck has them."""
    squares: list[float] = []
    for seed in range(12):
        model, _ = a_model(seed, heads=20.0)
        told = expect(model)
        runs = [microsimulate(model, seed=1_000 * seed + n) for n in range(16)]
        for name in ("heads", "fte", "away", "flows"):
            drawn = np.stack([getattr(run, name).sum((1, 2)) for run in runs]).astype(float)
            error = drawn.std(axis=0, ddof=1) / 4.0
            wanted = getattr(told, name).sum((1, 2))
            off = ((drawn.mean(axis=0) - wanted)[error > 0] / error[error > 0]).ravel()
            squares += list(off**2)
            assert np.abs(off).max() < 6.0, (seed, name)  # Student's t with 15 degrees: 1 in 40,000
    assert 0.85 < float(np.mean(squares)) / (15 / 13) < 1.15  # the mean square of that t


def only_exits(sd: float) -> Model:
    model = made_up(professions=1, regions=1, ages=3, years=1, breaks=False, spread=0.0, heads=100.0)
    return replace(
        model,
        stock=np.array([[[[100.0], [0.0], [0.0]]]]),
        retirement_odds=np.zeros((1, 3)),
        exit_odds=np.full((1, 1, 3), 0.25),
        exit_by_year=np.ones((1, 1, 1)),
        exit_by_tenure=np.ones((1, 1)),
        move_odds=np.zeros((1, 1, 1)),
        sources=(),
        participation=np.ones((2, 1, 3)),
        fte_per_head=np.ones((2, 1, 3)),
        uncertain=replace(model.uncertain, exits=np.array([sd]), sources=np.zeros(0)),
    )


def test_a_range_of_80_percent_comes_out_as_80_percent():
    """100 heads stay with 100 / (1 + 0.25 e^(0.4 z)): at the 10% and 90% quantiles of z within their sampling error."""
    model = only_exits(0.4)
    run = project(model, needed(model), draws=2_000, seed=11)
    found = dict(zip(run.supply.levels, run.supply.values[:, 1, 0, 0], strict=True))
    z = {level: math.log((100.0 / fte - 1.0) / 0.25) / 0.4 for level, fte in found.items()}
    assert abs(z[0.1] - TENTH) < 0.12
    assert abs(z[0.9] + TENTH) < 0.12
    assert abs(z[0.5]) < 0.09
    assert abs(run.supply.mean[1, 0, 0] - 79.7) < 0.4


def test_history_widens_to_what_it_says_and_never_twice():
    """Where draws already have 0.05 and history says 0.13, the total has 0.13; where it says 0.01, it keeps 0.05."""
    for wanted, comes in ((0.13, 0.13), (0.01, 0.05)):
        model = replace(only_exits(0.0), uncertain=replace(only_exits(0.0).uncertain, fte=np.array([0.05])))
        model = replace(model, uncertain=replace(model.uncertain, model=np.array([[0.0], [wanted]])))
        run = project(model, needed(model), draws=2_000, seed=3)
        low, high = run.supply_total.values[1, 1], run.supply_total.values[5, 1]
        assert abs(math.log(high / low) / (2 * TENTH) / comes - 1.0) < 0.06


def test_two_scenarios_share_their_luck():
    """The difference of two runs of one seed is far surer than either, and surer than that of two seeds."""
    model = made_up()
    change = Change(ActsOn.EXITS, np.full(6, 0.8), np.zeros(6), (0, 1))
    other, need = changed(model, needed(model), change)
    one, same = (project(each, need, draws=400, seed=5).totals.supply[:, -1] for each in (model, other))
    apart = project(other, need, draws=400, seed=6).totals.supply[:, -1]
    assert (same - one).std() < 0.2 * one.std()
    assert (apart - one).std() > one.std()
    more = replace(
        model,
        sources=(
            *model.sources,
            replace(model.sources[0], key="new", entrants=model.sources[0].entrants * 0),
        ),
        uncertain=replace(model.uncertain, sources=np.append(model.uncertain.sources, 0.3)),
    )
    assert np.allclose(project(more, need, draws=400, seed=5).totals.supply[:, -1], one, rtol=1e-12)


def test_the_same_people_live_in_both_worlds():
    model = made_up(heads=20.0)
    change = Change(ActsOn.EXITS, np.full(6, 0.8), np.zeros(6), (0, 1))
    other, _ = changed(model, needed(model), change)
    ends = np.array(
        [[microsimulate(each, seed=seed).heads[-1].sum() for each in (model, other)] for seed in range(30)]
    )
    paired, crossed = ends[:, 1] - ends[:, 0], ends[:, 1] - np.roll(ends[:, 0], 1)
    assert paired.std() < 0.6 * crossed.std()
    assert (paired > 0).all()


def test_the_bytes_do_not_depend_on_threads_for_either_engine():
    model, need = a_model(6, heads=30.0)
    one, four = (project(model, need, draws=130, seed=2, threads=threads) for threads in (1, 4))
    for name in ("supply", "gap", "gap_gross", "supply_by_profession"):
        assert getattr(one, name).values.tobytes() == getattr(four, name).values.tobytes()
    lived = [microsimulate(model, seed=2, threads=threads) for threads in (1, 4)]
    for name in ("heads", "fte", "flows", "away", "by_age"):
        assert getattr(lived[0], name).tobytes() == getattr(lived[1], name).tobytes()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"stock": -1.0}, "stock below 0"),
        ({"away": np.nan}, "away below 0, infinite or no number"),
        ({"exit_odds": np.nan}, "exit_odds below 0 or no number"),
        ({"participation": 1.2}, "participation outside 0 to 1"),
        ({"destinations": 0.1}, "destinations are no shares that sum to 1"),
        ({"retirement_by_year": 0.0}, "retirement of p0 is certain, and multiplied by 0"),
        ({"exit_odds": np.inf, "exit_by_tenure": 0.0}, "exit of p1 is certain, and multiplied by 0"),
    ],
)
def test_what_cannot_be_is_refused_before_a_run(change, said):
    model = made_up()
    wrong = replace(
        model, **{name: np.full_like(getattr(model, name), value) for name, value in change.items()}
    )
    for run in (expect, lambda each: microsimulate(each, seed=1)):
        with pytest.raises(ArithmeticError, match=said):
            run(wrong)


def test_all_that_cannot_be_is_said_at_once():
    model = made_up()
    source = model.sources[0]
    source = replace(source, entrants=source.entrants[1:] * -1.0, regions=source.regions[:2])
    need = replace(needed(model), fte=needed(model).fte[:, :1])
    with pytest.raises(ArithmeticError) as raised:
        project(replace(model, sources=(source,), stock=model.stock[:1]), need, draws=1, seed=1)
    assert str(raised.value).split("; ") == [
        "stock has shape (1, 3, 12, 1), not (2, 3, 12, 1)",
        "uncertain.sources has shape (4,), not (1,)",
        "need has shape (7, 1, 3), not (7, 2, 3)",
        "training-0: 8 entrants, not 9",
        "training-0: regions has shape (2, 3), not (6, 3)",
        "training-0: entrants below 0, infinite or no number",
    ]
    with pytest.raises(ValueError, match="0 draws in 1 threads"):
        project(model, needed(model), draws=0, seed=1)


def test_theil_by_hand():
    """130, 40 and 10 FTE for needs of 100, 50 and 50: shares of staff 13/18, 4/18, 1/18 of need 1/2, 1/4, 1/4."""
    told = places(
        "nurses",
        np.array([130.0, 40.0, 10.0]),
        np.array([100.0, 50.0, 50.0]),
        regions=["town", "hill", "coast"],
        rural=[False, True, True],
    )
    whole = 13 / 18 * math.log(13 / 9) + 4 / 18 * math.log(8 / 9) + 1 / 18 * math.log(2 / 9)
    between = 13 / 18 * math.log(13 / 9) + 5 / 18 * math.log(5 / 9)
    assert told.uneven is not None
    assert np.allclose([told.uneven.theil, told.uneven.between], [whole, between], rtol=0, atol=1e-12)


def test_a_pipeline_that_outlasts_the_years_brings_only_who_began_before():
    model = made_up(years=2)  # trainings of three years: those who began in the last three years before
    told = expect(model)
    trained = told.flows[..., list(Flow).index(Flow.TRAINED)].sum((1, 2))
    began = sum(source.entrants[:2] for source in model.sources if source.length)
    assert np.allclose(trained, began * 0.9**3 * 0.95 * 0.9)
