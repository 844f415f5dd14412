"""Levers: each does what it says, chances stay chances, shares add up, faults come all at once."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.foundation.words import Text
from kith.workforce.levers import Change, changed, lever_costs, pulled, shares, strengths
from kith.workforce.projection import Flow
from kith.workforce.scenario.levers_types import ActsOn, Bundle, EffectKind, Grade, Interaction, Lever, Pull
from kith.workforce.scenario.numbers import Number
from kith.workforce.supply import expect, microsimulate
from kith.workforce.supply.chances import chance
from kith.workforce.tests.models import made_up, needed

MODEL = made_up(years=8)
NEED = needed(MODEL)
YEARS = MODEL.axes.years


def a_lever(
    acts_on: ActsOn, effect: float, kind: EffectKind = EffectKind.ODDS_RATIO, **more: object
) -> Lever:
    return Lever(
        key=str(more.pop("key", acts_on)),
        name=Text.of("invented"),
        bundle=Bundle.REWARD,
        acts_on=acts_on,
        kind=kind,
        effect=Number(effect),
        grade=Grade.C,
        unit=Text.of("policy"),
        **more,
    )


def after(lever: Lever, amount: float = 1.0, **more: object):
    model, need = pulled(
        MODEL, NEED, levers=[lever], interactions=[], pulls=[Pull(lever.key, amount, YEARS[0])], **more
    )
    return expect(model), need


def total(told, flow: Flow) -> float:
    return float(told.flows[..., list(Flow).index(flow)].sum())


@pytest.mark.parametrize(
    ("acts_on", "effect", "flow", "more"),
    [
        (ActsOn.EXITS, 0.8, Flow.LEFT_FOR_GOOD, False),
        (ActsOn.RETIREMENT, 0.7, Flow.RETIRED, False),
        (ActsOn.RETURNS, 1.5, Flow.RETURNED, True),
        (ActsOn.MOVES_OUT, 0.5, Flow.MOVED_OUT, False),
        (ActsOn.ATTRITION, 0.5, Flow.TRAINED, True),
        (ActsOn.PASS_RATE, 2.0, Flow.TRAINED, True),
        (ActsOn.TAKE_UP, 2.0, Flow.TRAINED, True),
    ],
)
def test_a_lever_moves_its_flow(acts_on, effect, flow, more):
    before, now = total(expect(MODEL), flow), total(after(a_lever(acts_on, effect))[0], flow)
    assert (now > before) is more
    assert now != before


def test_seats_are_heads_that_join_when_they_are_trained():
    """Twelve more seats a year for the first profession, of which 0.9^3 x 0.95 x 0.9 join from the fourth year on."""
    lever = a_lever(ActsOn.SEATS, 1.0, EffectKind.HEADS_PER_UNIT, professions=("p0",), regions=("r1",))
    more = after(lever, 12.0)[0].flows - expect(MODEL).flows
    trained = more[:, :, :, list(Flow).index(Flow.TRAINED)]
    assert np.allclose(trained[:3], 0.0)
    assert np.allclose(trained[3:, 0, 1], 12 * 0.9**3 * 0.95 * 0.9)
    assert np.allclose(trained[:, 1], 0.0)
    assert np.allclose(trained[:, 0, [0, 2]], 0.0)


def test_starting_rurally_moves_joiners_and_makes_none():
    lever = a_lever(ActsOn.RURAL_TAKE_UP, 3.0)
    before = expect(MODEL).flows[..., list(Flow).index(Flow.TRAINED)]
    now = after(lever, rural=(2,))[0].flows[..., list(Flow).index(Flow.TRAINED)]
    assert np.allclose(now.sum(2), before.sum(2))
    share = before[..., 2] / before.sum(2)
    assert np.allclose(now[..., 2] / now.sum(2), 3 * share / (1 - share + 3 * share))


def test_fte_participation_pay_and_need_act_where_they_should():
    told = expect(MODEL)
    assert np.allclose(after(a_lever(ActsOn.FTE_PER_HEAD, 1.1, EffectKind.FACTOR))[0].fte, told.fte * 1.1)
    joined = after(a_lever(ActsOn.PARTICIPATION, 2.0))[0].fte / told.fte
    assert np.allclose(joined, chance(np.array(2 * 0.97 / 0.03)) / 0.97)
    assert np.allclose(after(a_lever(ActsOn.NEED, 0.9, EffectKind.FACTOR))[1].fte, NEED.fte * 0.9)
    one = Change(ActsOn.PAY, np.full(8, 1.05), np.zeros(8), (1,))
    assert np.allclose(changed(MODEL, NEED, one)[0].pay_per_fte, [[40_000.0, 42_000.0]] * 8)


def test_nothing_pulled_changes_nothing_and_both_engines_know_each_lever():
    for acts_on in ActsOn:
        lever = a_lever(acts_on, 1.3)
        model, need = pulled(
            MODEL, NEED, levers=[lever], interactions=[], pulls=[Pull(lever.key, 0.0, YEARS[0])]
        )
        assert np.allclose(expect(model).fte, expect(MODEL).fte, rtol=1e-12)
        assert np.allclose(need.fte, NEED.fte)
        model, _ = pulled(
            MODEL, NEED, levers=[lever], interactions=[], pulls=[Pull(lever.key, 1.0, YEARS[0])]
        )
        assert microsimulate(model, seed=1).heads.min() >= 0


def test_strength_lags_ramps_ends_and_fades():
    lever = a_lever(ActsOn.EXITS, 0.5, lag_years=1, ramp_years=2, decays_after=1)
    years = range(2026, 2034)
    assert list(strengths(lever, Pull("exits", 1, 2026), years)) == [0, 0.5, 1, 1, 0.5, 0, 0, 0]
    held = replace(lever, decays_after=None)
    assert list(strengths(held, Pull("exits", 1, 2026, 2028), years)) == [0, 0.5, 1, 1, 0, 0, 0, 0]


def test_levers_that_work_together_do_more_than_each_alone():
    levers = [a_lever(ActsOn.EXITS, 0.8), a_lever(ActsOn.RETIREMENT, 0.8)]
    pulls = [Pull(lever.key, 1.0, YEARS[0]) for lever in levers]
    ends = [
        expect(pulled(MODEL, NEED, levers=levers, interactions=some, pulls=pulls)[0]).heads[-1].sum()
        for some in ([], [Interaction(("exits", "retirement"), Number(1.5))])
    ]
    assert ends[1] > ends[0]
    alone = [Interaction(("exits", "retirement"), Number(1.5))]
    one = pulled(MODEL, NEED, levers=levers, interactions=alone, pulls=pulls[:1])[0]
    assert np.allclose(one.exit_by_year, MODEL.exit_by_year * 0.8)


def test_what_it_costs():
    lever = a_lever(ActsOn.EXITS, 0.5, cost_per_unit=Number(10.0), cost_one_off=Number(100.0))
    (cost,) = lever_costs([lever], [Pull("exits", 2.0, 2027, 2028)], range(2026, 2030))
    assert list(cost.by_year) == [0.0, 120.0, 20.0, 0.0]
    assert cost.total == 140.0


def test_all_faults_at_once():
    levers = [a_lever(ActsOn.EXITS, 0.5, EffectKind.HEADS_PER_UNIT), a_lever(ActsOn.PAY, 1.1, cap=2.0)]
    pulls = [Pull("exits", 1, 2026), Pull("pay", 3, 2026), Pull("pay", -1, 2026), Pull("bonus", 1, 2026)]
    with pytest.raises(KithError) as raised:
        pulled(MODEL, NEED, levers=levers, interactions=[], pulls=pulls)
    said = sentences(raised.value.faults)
    assert len(said) == 4
    assert said[1] == (
        'The lever "pay" is pulled by 3, more than the 2.0 that its scenario allows. Pull it by 2.0 or less, or change '
        "its cap with a source."
    )


def test_shares_are_the_mean_over_all_orders():
    """Against every order of four levers, one by one; the value is invented and far from additive."""
    keys = ["a", "b", "c", "d"]

    def value(on: frozenset[str]) -> float:
        return (
            sum((ord(key) - 96) ** 2 for key in on) * (1.3 if {"a", "c"} <= on else 1.0) - 5.0 * len(on) ** 2
        )

    made = shares(keys, value, costs={})
    for key in keys:
        added = []
        for order in itertools.permutations(keys):
            so_far = frozenset(order[: order.index(key)])
            added.append(value(so_far | {key}) - value(so_far))
        assert math.isclose(made.of[key], sum(added) / 24)
    assert math.isclose(sum(made.of.values()), made.after - made.before)
    assert (made.runs, made.orders) == (16, 0)


def test_many_levers_are_shared_by_drawn_orders_that_still_add_up(monkeypatch):
    monkeypatch.setattr("kith.workforce.levers.sharing.EXACT", 2)
    made = shares(list("abc"), lambda on: float(len(on) ** 2), costs={}, seed=1)
    assert math.isclose(sum(made.of.values()), 9.0)
    assert made.orders == 400
    assert all(abs(share - 3.0) <= 4 * made.error[key] + 1e-9 for key, share in made.of.items())


def test_fewer_than_nobody_begin_is_refused_and_never_made_nought():
    """The first profession has some 20 to 60 entrants a year: 1,000 fewer cannot be, nor 5 fewer where 1 starts."""
    years = len(YEARS)
    for change in (
        Change(ActsOn.SEATS, np.ones(years), np.full(years, -1_000.0), (0,)),
        Change(ActsOn.RECRUITMENT_ABROAD, np.ones(years), np.full(years, -3.0), (0,), (1,)),
    ):
        with pytest.raises(KithError) as raised:
            changed(MODEL, NEED, change)
        assert "Nobody can be fewer than none" in sentences(raised.value.faults)[0]
    fewer, _ = changed(MODEL, NEED, Change(ActsOn.SEATS, np.ones(years), np.full(years, -5.0), (0,)))
    assert np.allclose(fewer.sources[0].entrants[3:], MODEL.sources[0].entrants[3:] - 5.0)


def test_a_cap_holds_for_pulls_that_run_together():
    lever = a_lever(ActsOn.EXITS, 0.9, cap=2.0)
    apart = [Pull("exits", 2.0, 2026, 2027), Pull("exits", 2.0, 2028)]
    pulled(MODEL, NEED, levers=[lever], interactions=[], pulls=apart)
    with pytest.raises(KithError) as raised:
        pulled(MODEL, NEED, levers=[lever], interactions=[], pulls=[apart[0], Pull("exits", 1.0, 2027)])
    assert sentences(raised.value.faults) == [
        'The pulls of the lever "exits" come to 3.0 in 2027, more than the 2.0 that its scenario allows. Pull it less '
        "hard, or end one pull before the next begins."
    ]


def test_what_was_paid_before_the_years_is_not_paid_again():
    lever = a_lever(ActsOn.EXITS, 0.5, cost_per_unit=Number(10.0), cost_one_off=Number(100.0))
    (cost,) = lever_costs([lever], [Pull("exits", 1.0, 2024)], range(2026, 2029))
    assert list(cost.by_year) == [10.0, 10.0, 10.0]


def test_shares_of_real_levers_sum_to_what_they_closed_and_a_free_one_has_no_price():
    levers = [
        a_lever(ActsOn.EXITS, 0.8, lag_years=1),
        a_lever(ActsOn.SEATS, 2.0, EffectKind.HEADS_PER_UNIT),
        a_lever(ActsOn.RURAL_TAKE_UP, 2.0),
        a_lever(ActsOn.NEED, 0.98, EffectKind.FACTOR),
    ]
    meets = [Interaction(("exits", "seats"), Number(1.4))]

    def gross(on: frozenset[str]) -> float:
        pulls = [Pull(lever.key, 3.0, YEARS[0]) for lever in levers if lever.key in on]
        model, need = pulled(MODEL, NEED, levers=levers, interactions=meets, pulls=pulls, rural=(2,))
        return float(np.minimum(expect(model).fte[-1] - need.fte[-1], 0.0).sum())

    made = shares([lever.key for lever in levers], gross, costs={"exits": 50.0, "need": 0.0})
    assert math.isclose(sum(made.of.values()), made.after - made.before, rel_tol=1e-9)
    assert made.per_money["exits"] == made.of["exits"] / 50.0
    assert made.per_money["need"] is None
    assert made.runs == 16


def test_leaving_a_training_changes_over_the_years_that_were_trained_under_it():
    """Odds of leaving halved from 2027: who joins in 2026 began in 2023; of three years none, one, two, three count."""
    factor = np.array([1.0, *[0.5] * (len(YEARS) - 1)])
    change = Change(ActsOn.ATTRITION, factor, np.zeros(len(YEARS)), (0,))
    stays = np.broadcast_to(changed(MODEL, NEED, change)[0].sources[0].stays_odds, (len(YEARS),))
    assert np.allclose(stays[:5] / 9.0, [1.0, 1.0, 2 ** (1 / 3), 2 ** (2 / 3), 2.0])


def test_a_factor_in_one_region_is_of_those_who_start_there():
    """Half as many seats for the second region from the first year on: it trains half as many, the others as before."""
    change = Change(ActsOn.SEATS, np.full(len(YEARS), 0.5), np.zeros(len(YEARS)), (0,), (1,))
    trained = list(Flow).index(Flow.TRAINED)
    before, now = (expect(each).flows[..., trained] for each in (MODEL, changed(MODEL, NEED, change)[0]))
    assert np.allclose(now[3:, 0], before[3:, 0] * [1.0, 0.5, 1.0])
    assert np.allclose(now[:3], before[:3])
    assert np.allclose(now[:, 1], before[:, 1])


def test_an_interaction_by_hand():
    """Odds ratios 0.8, one at once, one over two years; factor 1.5: in the first year half of the interaction works."""
    levers = [a_lever(ActsOn.EXITS, 0.8), a_lever(ActsOn.RETIREMENT, 0.8, ramp_years=2)]
    pulls = [Pull(lever.key, 1.0, YEARS[0]) for lever in levers]
    both = [Interaction(("exits", "retirement"), Number(1.5))]
    model, _ = pulled(MODEL, NEED, levers=levers, interactions=both, pulls=pulls)
    exits, retirement = (
        (model.exit_by_year / MODEL.exit_by_year)[:, 0, 0],
        (model.retirement_by_year / MODEL.retirement_by_year)[:, 0],
    )
    assert np.allclose(exits[:3], [0.8**1.25, 0.8**1.5, 0.8**1.5])
    assert np.allclose(retirement[:3], [0.8 ** (0.5 * 1.25), 0.8**1.5, 0.8**1.5])
