"""A scenario compiled and run, followed by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from kith.foundation.provenance import hash_bytes
from kith.foundation.words import Text
from kith.workforce.forecast import log_sds, shipped
from kith.workforce.projection import Flow
from kith.workforce.scenario.changes import Cause, Modifier
from kith.workforce.scenario.compiling import compile_scenario, replaced
from kith.workforce.scenario.levers_types import ActsOn, Pull
from kith.workforce.scenario.money import money_of
from kith.workforce.scenario.numbers import Number, Stated
from kith.workforce.scenario.reading import read_scenario
from kith.workforce.scenario.running import prepared, run
from kith.workforce.scenario.shipped import read_template, template_files
from kith.workforce.scenario.summary import summarise
from kith.workforce.scenario.types import Scenario
from kith.workforce.supply import expect

Small = Callable[..., Scenario]


def close(found: object, wanted: object) -> bool:
    return bool(np.allclose(found, wanted, rtol=0, atol=1e-9))  # type: ignore[arg-type]


def test_the_small_template_by_hand(small: Small) -> None:
    """100 nurses in town, a tenth leave; 20 began, 18 stayed, 16.2 take up a post, three quarters of them in town.

    Town: 100 - 10 + 12.15 = 102.15. Hills: 50 - 5 + 4.05 = 49.05. Nobody reaches the last age within three years.
    """
    compiled = compile_scenario(small())
    found = expect(compiled.model)
    assert close(found.heads[0, 0], [100.0, 50.0])
    assert close(found.heads[1, 0], [102.15, 49.05])
    assert close(found.heads[2, 0], [102.15 * 0.9 + 12.15, 49.05 * 0.9 + 4.05])
    assert close(found.flows[0, 0, :, list(Flow).index(Flow.TRAINED)], [12.15, 4.05])
    assert close(found.fte, found.heads * 0.9)
    assert close(compiled.need.fte[:, 0, 0], [96.0, 98.0, 100.0, 102.0])
    assert close(compiled.need.fte[:, 0, 1], 80.0)
    assert compiled.need.method == ("ratio",)


def test_its_money_by_hand(small: Small) -> None:
    """Pay: 150 x 0.9 FTE x 30,000. In training in a year: who began in it, 20, at 8,000 each. The lever: 100,000."""
    scenario = replaced(small(), pulls=[Pull("allowance", 1, 2027)])
    _, model, _ = prepared(scenario)
    money = money_of(scenario, model)
    assert close(money.pay[0], [4_050_000.0])
    assert close(money.training[:, 0], [160_000.0] * 3)
    assert money.recruitment.sum() == 0.0
    assert close(money.levers[0].by_year, [0.0, 100_000.0, 100_000.0])
    assert close(money.total[0], 4_210_000.0)


def test_a_lever_pulled_keeps_more_where_it_is_pulled(small: Small) -> None:
    scenario = replaced(small(), pulls=[Pull("allowance", 1, 2026)])
    compiled, model, _ = prepared(scenario)
    odds = 0.1 / 0.9 * 0.7
    assert close(expect(model).heads[1, 0], [102.15, 50 * (1 - odds / (1 + odds)) + 4.05])
    assert close(expect(compiled.model).heads[1, 0], [102.15, 49.05])


def test_a_range_becomes_the_spread_of_the_log_odds(small: Small) -> None:
    """Low 0.08, high 0.12: logits -2.4423 and -1.9924, so 0.4499 / 2.5631 = 0.1755; FTE: log(0.95 / 0.85) / 2.5631."""
    spread = compile_scenario(small()).model.uncertain
    assert round(float(spread.exits[0]), 4) == 0.1755
    assert round(float(spread.fte[0]), 4) == 0.0434
    assert spread.sources.tolist() == [0.0]


def test_a_stock_in_fte_becomes_heads_openly(small: Small) -> None:
    scenario = small(
        ('unit = "heads"', 'unit = "fte"'),
        stock="profession,region,age,fte\nnurse,town,40,90\nnurse,hills,40-44,45\n",
    )
    compiled = compile_scenario(scenario)
    assert close(compiled.model.stock[0, :, 0, 0], [100.0, 10.0])
    assert [note.code for note in compiled.notes] == [
        "workforce.scenario.noted.fte_to_heads",
        "workforce.scenario.noted.ages_spread",
    ]


def test_need_in_heads_becomes_fte_openly(small: Small) -> None:
    compiled = compile_scenario(small(('per_10000 = 20, unit = "fte"', 'per_10000 = 20, unit = "heads"')))
    assert close(compiled.need.fte[0, 0], [96.0 * 0.9, 80.0 * 0.9])
    assert [note.code for note in compiled.notes] == ["workforce.scenario.noted.need_in_heads"]


MODIFIER = """
[[modifier]]
key = "change"
name = "A change"
cause = "policy"
acts_on = "{acts_on}"
from_year = 2027
ramp_years = 2
factor = 0.25
"""


def test_a_dated_change_ramps_up_and_multiplies_odds_or_numbers(small: Small) -> None:
    seats = compile_scenario(small(add=MODIFIER.format(acts_on="seats"))).model.sources[0].entrants
    assert seats.tolist() == [20.0, 20.0, 10.0, 5.0]  # 2025 on: one who begins in 2027 joins in 2028
    exits = compile_scenario(small(add=MODIFIER.format(acts_on="exits"))).model.exit_by_year
    assert exits[:, 0, 0].tolist() == [1.0, 0.5, 0.25]
    need = compile_scenario(small(add=MODIFIER.format(acts_on="need"))).need.fte[:, 0, 1]
    assert close(need, [80.0, 40.0, 20.0, 20.0])
    takes_up = compile_scenario(small(add=MODIFIER.format(acts_on="take_up"))).model.sources[0].takes_up_odds
    assert close(takes_up, [9.0, 4.5, 2.25])


def test_a_modifier_ends_after_its_last_year() -> None:
    one = Modifier("a", Text.of("A"), Cause.POLICY, ActsOn.SEATS, 2027, 2028, 0, Number(2.0))
    assert [one.at(year) for year in (2026, 2027, 2028, 2029)] == [1.0, 2.0, 2.0, 1.0]


def test_earn_learn_return_sends_home_its_share_after_its_years() -> None:
    """Three years after they came, 60% of those still in post go home; only from their own group."""
    compiled = compile_scenario(read_template("four-by-ten"))
    model = compiled.model
    group = model.axes.groups.index("nurse.abroad")
    assert model.axes.tenures == 6
    assert model.goes_home[group].tolist() == [0.0, 0.0, 0.6, 0.0, 0.0, 0.0]
    assert model.goes_home.sum() == 0.6
    money = money_of(compiled.scenario, model)
    ours = next(one for one in money.exchanges if one.key == "nurses_abroad")
    assert ours.went_home[:3].tolist() == [0.0, 0.0, 0.0]
    assert ours.went_home[3] > 0.0
    assert close(ours.lost_there, ours.recruits * 11_000)


def test_joiners_start_where_they_are_said_to() -> None:
    compiled = compile_scenario(read_template("four-by-ten"))
    by_key = {source.key: source for source in compiled.model.sources}
    rural = np.array([region.rural for region in compiled.scenario.regions])
    assert close([source.regions.sum(1) for source in compiled.model.sources], 1.0)
    to_rural = by_key["medical_degree"].regions[:, rural].sum(1)
    assert close(to_rural, 0.12 * 0.5 + 0.88 * 0.08)
    people = compiled.people[:20]
    assert close(by_key["midwifery_degree"].regions, people / people.sum(1, keepdims=True))


def test_compiled_need_is_services_times_what_they_ask_for() -> None:
    compiled = compile_scenario(read_template("four-by-ten"))
    by_service = np.einsum("ysr,yspr->ypr", compiled.services, compiled.work)
    assert close(by_service[:, [0, 1, 3]], compiled.need.fte[:, [0, 1, 3]])
    assert close(by_service[:, 2], 0.0)
    assert (compiled.need.fte > 0.0).all()


def test_what_is_stated_without_a_source_is_an_assumption() -> None:
    assert Stated("a.b", "1", None, None, None, None, 3).is_assumption
    assert not Stated("a.b", "1", None, None, "A survey", None, 3).is_assumption


HISTORY = """
[[data]]
key = "history"
file = "history.csv"
sha256 = "{hash}"
source = "Invented"
date = 2026-01-01

[history]
table = "history"
"""


def test_bands_are_as_wide_as_history_says_unless_ranges_alone_are_wanted(small: Small) -> None:
    """The shipped calibration by horizon; a calm past makes them narrower; ranges alone, none."""
    calm = "profession,year,heads\n" + "".join(f"nurse,{year},{year - 1900}\n" for year in range(2014, 2027))
    files = dict(template_files("one-by-two"))
    files["history.csv"] = calm.encode()
    files["scenario.toml"] += HISTORY.format(hash=hash_bytes(calm.encode())).encode()
    known = compile_scenario(read_scenario("scenario.toml", files.__getitem__))
    unknown = compile_scenario(small())
    ranges = compile_scenario(small(('widths = "history"', 'widths = "ranges"')))
    assert unknown.model.uncertain.model[:, 0].tolist() == list(log_sds(3, shipped()))
    assert known.model.uncertain.model[0, 0] == 0.0
    assert (known.model.uncertain.model[1:] < unknown.model.uncertain.model[1:]).all()
    assert not ranges.model.uncertain.model.any()
    assert known.inputs["calibration"] == shipped().hash
    assert "calibration" not in ranges.inputs


def test_what_recruits_cost_and_bring_both_countries_by_hand() -> None:
    """120 come in 2026; a twentieth leaves in each of three years; of those still there 60% go home in 2029."""
    compiled = compile_scenario(read_template("four-by-ten"))
    ours = next(
        one for one in money_of(compiled.scenario, compiled.model).exchanges if one.key == "nurses_abroad"
    )
    assert close(ours.recruits[0], 120.0)
    assert close(ours.went_home[3], 120 * 0.95**3 * 0.6)
    assert close([ours.lost_there[0], ours.paid_to_them[0]], [120 * 11_000, 120 * 4_000])
    assert close(ours.worth_there, ours.went_home * 15_000)
    said = summarise(run(replaced(compiled.scenario, draws=1)))
    assert any(line.startswith("Highland Republic: ") and "go home by plan" in line for line in said)


def test_a_short_horizon_hides_no_cost_to_the_other_country() -> None:
    """Within two years nobody goes home yet; what their training cost there is told all the same."""
    whole = read_template("four-by-ten")
    first = replace(whole, years=whole.years[:2])
    told = [line for line in summarise(run(replaced(first, draws=1))) if "Highland Republic: " in line]
    assert len(told) == 1
    assert ", 0 go home by plan" in told[0]
