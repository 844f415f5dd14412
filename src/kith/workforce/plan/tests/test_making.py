"""A scenario planned, told in words, and run through the age-structured engine."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.workforce.plan import Status
from kith.workforce.plan.files import plan_json, plan_tables
from kith.workforce.plan.making import make
from kith.workforce.plan.replaying import with_plan
from kith.workforce.plan.types import Kind
from kith.workforce.plan.words import why_not_words, worth_words
from kith.workforce.scenario.numbers import Number, Steps
from kith.workforce.scenario.running import prepared
from kith.workforce.scenario.shipped import read_template
from kith.workforce.speaking import Speaker
from kith.workforce.supply import expect

SPEAKER = Speaker("workforce.plan")


@cache
def made(key="one-by-two", floor=0.0):
    scenario = read_template(key)
    return make(replace(scenario, plan=replace(scenario.plan, floor=Number(floor))))


def test_what_one_more_is_worth_in_words():
    assert worth_words(made(), SPEAKER) == (
        "One more training place for Nurses in 2026 is worth 75,908.",
        "One more FTE recruited of Nurses in 2026 is worth 155,792.",
        "One more FTE of Nurses in Town from the end of 2026 is worth 165,792.",
    )


def test_why_there_is_no_plan_in_words():
    none = made(floor=0.95)
    assert none.plan.status is Status.INFEASIBLE
    assert none.beside is None
    assert why_not_words(none, none.why_not, SPEAKER) == (
        "No plan meets 95% of need everywhere from 2026 on. At the least 51.0 FTE-years fall short.",
        ("Nurses in Hills: 51.0 FTE-years short in all, at most 27.4 FTE in one year, in 2026–2028.",),
        (
            "Money alone cannot do it, however much.",
            "Training alone cannot do it: who begins comes too late, or money lacks.",
            "Recruitment alone cannot do it: money lacks.",
            "Retention alone cannot do it: too few leave, or money lacks.",
            "Moves alone cannot do it: too few are elsewhere, or money lacks.",
            "The floor: at least 34.2 points of a hundred lower.",
        ),
    )
    assert plan_json(none)["status"] == "infeasible"
    assert plan_tables(none) == {}


def test_where_everybody_leaves_alike_the_age_structured_run_is_the_plan():
    found = made()
    assert found.beside.within < 1e-9
    pay = found.beside.pay - found.beside.pay_without
    assert pay[0] == pytest.approx(0.0)  # who is added in a year is paid from the next
    added = (found.plan.chosen[Kind.STOCK] - found.beside.without)[:, :, 0].sum()
    assert pay[1] == pytest.approx(30_000 * added)


def test_the_large_template_is_planned_and_proven():
    found = made("four-by-ten", 0.3)
    assert found.plan.certificate.holds
    assert found.beside.within < 0.05
    for one in found.beside.activity:
        assert (one.without <= one.planned + 1e-6).all()
        assert (one.planned <= one.needed * (1 + 1e-12)).all()


def test_a_plan_of_nothing_leaves_the_model_as_it_is():
    scenario = read_template("one-by-two")
    _, model, _ = prepared(scenario)
    found = made()
    zeros = {kind: np.zeros_like(values) for kind, values in found.plan.chosen.items()}
    nothing = replace(found.plan, chosen={**zeros, Kind.STOCK: found.beside.without})
    assert np.allclose(
        expect(with_plan(model, found.problem, nothing)).fte, expect(model).fte, rtol=1e-12, atol=0
    )


def test_what_is_not_said_is_never_free():
    scenario = read_template("one-by-two")
    (one,) = scenario.plan.professions
    scenario = replace(
        scenario,
        supply=replace(scenario.supply, training=()),
        plan=replace(
            scenario.plan,
            professions=(replace(one, recruits=Steps((2026,), (3.0,)), cost_per_recruit=None),),
        ),
    )
    with pytest.raises(KithError) as error:
        make(scenario)
    assert [sentence(fault) for fault in error.value.faults] == [
        "plan.profession.nurse: Seats are planned for nurse, and the scenario has no training for it. Add "
        "[[training]], or take the seats out.",
        "plan.profession.nurse: Recruits are planned for nurse, and nothing says what one costs. Add "
        "cost_per_recruit.",
    ]
