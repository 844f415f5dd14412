"""What changes a scenario is signed: tables that changed, and numbers changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kith.foundation.faults import Fault, KithError
from kith.foundation.messages import sentences
from kith.workforce.scenario.accepting import accept_data
from kith.workforce.scenario.compiling import compile_scenario
from kith.workforce.scenario.describe import describe
from kith.workforce.scenario.reading import read_scenario
from kith.workforce.scenario.shipped import template_files
from kith.workforce.scenario.types import Scenario

Small = Callable[..., Scenario]
Wrong = Callable[..., tuple[Fault, ...]]
NAME = "workforce.scenario."


def codes(faults: tuple[Fault, ...]) -> list[str]:
    return [fault.code.removeprefix(NAME) for fault in faults]


def test_a_table_that_changed_is_refused_by_name_until_somebody_signs_for_it() -> None:
    files = dict(template_files("one-by-two"))
    files["stock.csv"] = files["stock.csv"].replace(b"100", b"101")
    with pytest.raises(KithError) as refused:
        read_scenario("scenario.toml", files.__getitem__)
    (fault,) = refused.value.faults
    assert fault.code == "workforce.scenario.table_changed"
    assert fault.params["name"] == "stock.csv"
    assert str(fault.params["expected"]) in sentences([fault])[0]
    assert str(fault.params["found"]) in sentences([fault])[0]
    for day in (date(2026, 5, 4), date(2026, 5, 6)):  # signed again, it is signed once
        changed = accept_data("scenario.toml", files.__getitem__, by='Ana "A." Diaz', on=day)
        files |= {name: text.encode() for name, text in changed.items()}
        files["stock.csv"] += b"\n"
    assert accept_data("scenario.toml", files.__getitem__, by="Bo", on=date(2026, 5, 7))
    scenario = read_scenario("scenario.toml", (files | {"stock.csv": files["stock.csv"][:-1]}).__getitem__)
    stock = scenario.data[0]
    assert (stock.accepted_by, stock.accepted_on) == ('Ana "A." Diaz', date(2026, 5, 6))
    assert scenario.data[1].accepted_by is None


def test_nothing_is_accepted_while_something_else_is_wrong() -> None:
    files = dict(template_files("one-by-two"))
    files["stock.csv"] = b"profession,region,age,heads\nnurse,town,40,100\n"
    with pytest.raises(KithError) as refused:
        accept_data("scenario.toml", files.__getitem__, by="Ana", on=date(2026, 5, 4))
    assert [fault.code for fault in refused.value.faults] == ["workforce.scenario.region_without_stock"]


OVERRIDE = """
[[override]]
what = "training.nurse_degree.take_up"
value = 0.8
by = "Ana Diaz"
on = 2026-05-04
reason = "The last survey of graduates"

[[override]]
what = "data.stock.3.heads"
value = 60
by = "Ana Diaz"
on = 2026-05-04
reason = "Ten were left out"
"""


def test_an_override_changes_a_number_and_is_listed_with_its_reason(small: Small) -> None:
    scenario = small(add=OVERRIDE)
    assert scenario.supply.training[0].take_up.value == 0.8
    assert [row.amount for row in scenario.tables["stock"]] == [100.0, 60.0]
    assert [(one.what, one.was, one.value) for one in scenario.overrides] == [
        ("training.nurse_degree.take_up", "0.9", "0.8"),
        ("data.stock.3.heads", "50", "60"),
    ]
    said = "\n".join(describe(compile_scenario(scenario)))
    assert "take_up: 0.9 became 0.8, by Ana Diaz on 2026-05-04: The last survey of graduates" in said


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("training.nurse_degree.takeup", "override_nothing"),
        ("training.nurse_degree.name", "override_no_number"),
        ("working.working.fte_per_head", "override_range"),
        ("format_version", "override_nothing"),
        ("data.stock.heads", "override_cell"),
        ("data.stock.99.heads", "override_cell"),
        ("data.nothing.2.heads", "override_cell"),
    ],
)
def test_an_override_of_nothing_is_a_fault(wrong: Wrong, what: str, code: str) -> None:
    faults = wrong(add=OVERRIDE.replace("training.nurse_degree.take_up", what))
    assert code in codes(faults), sentences(faults)
