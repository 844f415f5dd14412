"""A dated modifier does what a lever of the same effect does: one meaning for both."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kith.foundation.words import Text
from kith.workforce.levers import pulled
from kith.workforce.scenario.changes import Cause, Modifier
from kith.workforce.scenario.compiling import compile_scenario
from kith.workforce.scenario.levers_types import ActsOn, Bundle, EffectKind, Grade, Lever, Pull
from kith.workforce.scenario.numbers import Number
from kith.workforce.scenario.shipped import read_template
from kith.workforce.supply import expect

WHOLE = read_template("four-by-ten")


@pytest.mark.parametrize("acts_on", [one for one in ActsOn if one is not ActsOn.RURAL_TAKE_UP], ids=str)
def test_a_modifier_and_a_lever_mean_the_same(acts_on):
    bare = replace(WHOLE, modifiers=())
    start = WHOLE.years[0] + 2
    modifier = Modifier("m", Text.of("M"), Cause.POLICY, acts_on, start, None, 3, Number(0.8))
    lever = Lever(
        key="m",
        name=Text.of("M"),
        bundle=Bundle.REWARD,
        acts_on=acts_on,
        kind=EffectKind.FACTOR,
        effect=Number(0.8),
        grade=Grade.D,
        unit=Text.of("policy"),
        ramp_years=3,
    )
    base, told = compile_scenario(bare), compile_scenario(replace(bare, modifiers=(modifier,)))
    model, need = pulled(
        base.model, base.need, levers=[lever], interactions=[], pulls=[Pull("m", 1.0, start)]
    )
    assert np.allclose(expect(told.model).fte, expect(model).fte, rtol=1e-12)
    assert np.allclose(expect(told.model).flows, expect(model).flows, rtol=1e-12)
    assert np.allclose(told.model.pay_per_fte, model.pay_per_fte)
    assert np.allclose(told.need.fte, need.fte, rtol=1e-12)
