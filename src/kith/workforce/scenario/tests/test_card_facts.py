"""The reporting card filled from a scenario."""

from __future__ import annotations

from collections.abc import Callable

from kith.workforce.card import Told
from kith.workforce.scenario.card_facts import card_of
from kith.workforce.scenario.compiling import compile_scenario
from kith.workforce.scenario.types import Scenario


def test_the_card_is_filled_from_the_scenario_and_what_its_people_wrote(
    small: Callable[..., Scenario],
) -> None:
    written = '\n[card]\naims = "To show how it works"\nlimits = "Invented"\n'
    bare = {one.item.key: one for one in card_of(compile_scenario(small())).items}
    told = {one.item.key: one for one in card_of(compile_scenario(small(add=written))).items}
    assert {key for key, one in bare.items() if one.told is Told.TOLD} == {
        "title", "population", "area", "professionals", "horizon", "framework", "parameters", "demand", "supply",
        "units", "rerun", "overrides",
    }  # fmt: skip
    assert bare["background"].missing == ("context", "aims", "use")
    assert (told["background"].told, told["background"].said) == (
        Told.IN_PART,
        {"aims": "To show how it works"},
    )
    assert told["limits"].told is Told.TOLD
    assert told["demand"].said == {"demand": "Nurses: so many for each 10,000 people"}
    assert told["population"].said == {"population": "88,000 people at the start"}
