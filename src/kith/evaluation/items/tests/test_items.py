"""Scales' questions: real answers beside published figures, hand-made ones, and bad input."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from kith.evaluation.facts import ReportFacts
from kith.evaluation.items import ItemScale, ItemsData, analyse_items, items_report, items_section
from kith.evaluation.items.reading import Wanted, read_items
from kith.evaluation.result_json import items_json
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import Remark
from kith.foundation.faults import KithError
from kith.foundation.words import Text
from kith.statistics.types import Estimate
from kith.tables.types import Table

REAL = Path(__file__).parents[6] / "shared" / "data" / "surveys" / "bfi.csv"
FIVE = ("a", "b", "c", "d", "e")


def scale_of(items: tuple[str, ...], turned: frozenset[str] = frozenset()) -> ItemScale:
    return ItemScale("calm", Text.of("Calm"), items, turned, 1, 5)


def answers(n: int, seed: int = 1) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    own = rng.normal(3, 1, n)
    return {key: np.clip(np.round(own + rng.normal(0, 0.8, n)), 1, 5) for key in FIVE}


def table_of(columns: dict[str, list[object]]) -> Table:
    rows = tuple(zip(*columns.values(), strict=True))
    return Table("answers.csv", None, tuple(columns), rows, tuple(range(2, len(rows) + 2)))


@pytest.mark.skipif(not REAL.exists(), reason="the real answers are not part of the product")
def test_published_agreeableness():
    """Alpha .70 and corrected item-total correlations .31, .56, .59, .39, .49 (Revelle, psych, help page of alpha)."""
    with REAL.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    items = ("A1", "A2", "A3", "A4", "A5")
    data = {item: np.array([float(row[item]) if row[item] else np.nan for row in rows]) for item in items}
    scale = ItemScale("agreeable", Text.of("Agreeableness"), items, frozenset({"A1"}), 1, 6)
    (found,) = analyse_items(ItemsData({"": data}), (scale,), seed=1).found
    assert isinstance(found.alpha, Estimate)
    assert f"{found.alpha.value:.2f}" == "0.70"
    assert [f"{each.rest:.2f}" for each in found.items] == ["0.31", "0.56", "0.59", "0.39", "0.49"]
    assert [f"{each.alpha_without:.2f}" for each in found.items] == ["0.72", "0.62", "0.60", "0.69", "0.64"]
    assert (found.n, found.n_whole) == (2800, 2709)


def test_a_reversed_question_that_was_not_turned_is_named():
    data = answers(40)
    data["b"] = 6 - data["b"]
    right = analyse_items(ItemsData({"": data}), (scale_of(FIVE, frozenset("b")),), seed=1).found[0]
    wrong = analyse_items(ItemsData({"": data}), (scale_of(FIVE),), seed=1).found[0]
    assert [remark.code for remark in right.remarks] == []
    assert ("evaluation.items.against", "b") in [
        (remark.code, remark.params.get("item")) for remark in wrong.remarks
    ]


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (4, ["evaluation.items.few", "evaluation.items.few"]),
        (9, ["statistics.too_few", "statistics.too_few"]),
        (60, [None, None]),
    ],
)
def test_what_so_few_can_carry(n: int, told: list[str | None]):
    found = analyse_items(ItemsData({"": answers(n)}), (scale_of(FIVE),), seed=1).found[0]
    codes = [each.code if isinstance(each, Remark) else None for each in (found.alpha, found.omega)]
    assert codes == told
    assert bool(found.items) == (n >= 5)


def test_everybody_the_same_and_nobody():
    data = {key: np.full(20, 3.0) for key in FIVE}
    same = analyse_items(ItemsData({"": data}), (scale_of(FIVE),), seed=1).found[0]
    assert isinstance(same.alpha, Remark)
    assert same.alpha.code == "statistics.no_spread"
    nobody = {key: np.full(20, np.nan) for key in FIVE}
    none = analyse_items(ItemsData({"": nobody}), (scale_of(FIVE),), seed=1).found[0]
    assert (none.n, none.n_whole, none.items) == (0, 0, ())


def test_twice():
    first = answers(20)
    second = {key: values.copy() for key, values in first.items()}
    second["a"] = np.clip(second["a"] + np.tile([0.0, 1.0], 10), 1, 5)
    data = ItemsData({"may": first, "june": second}, again=(("may", "june"),))
    result = analyse_items(data, (scale_of(FIVE),), seed=1)
    assert result.again[0].n == 20
    said = [
        block for block in items_section(result, Speaker()).subsections[0].blocks if "noise" in str(block)
    ]
    assert len(said) == 1


def test_all_faults_at_once():
    data = answers(10)
    data["a"][3] = 9
    with pytest.raises(KithError) as refused:
        analyse_items(ItemsData({"": data}), (scale_of((*FIVE, "z")),), seed=1)
    assert [fault.code for fault in refused.value.faults] == [
        "evaluation.items.outside",
        "evaluation.items.not_asked",
    ]


def test_a_report_and_its_numbers_are_the_same_again():
    data = ItemsData({"": answers(30)}, labels={"a": Text.of("I am calm.")})
    made = [analyse_items(data, (scale_of(FIVE),), seed=3) for _ in range(2)]
    assert items_json(made[0]) == items_json(made[1])
    now = datetime(2026, 5, 1, tzinfo=UTC)
    report = items_report(
        made[0], ReportFacts(Text.of("Questions"), now), labels={"a": Text.of("I am calm.")}
    )
    assert [section.key for section in report.sections] == ["reliability"]


def test_reading():
    table = table_of(
        {"who": ["1", "2", "1"], "wave": ["t1", "t1", "t2"], "a": [1, 2, 3], "b": ["2", "", "4"]}
    )
    read = read_items(table, Wanted(("calm=a,-b",), wave="wave", person="who"))
    assert read.scales[0].reversed_items == frozenset("b")
    assert (read.scales[0].low, read.scales[0].high) == (1, 4)
    assert read.data.answers["t1"]["a"].tolist() == [1, 2]
    assert np.isnan(read.data.answers["t2"]["a"][1])


@pytest.mark.parametrize(
    ("columns", "wanted", "codes"),
    [
        ({"a": [1], "b": [1]}, Wanted(("calm",)), ["evaluation.items.bad_scale"]),
        ({"a": [1], "b": [1]}, Wanted(("calm=a,a",)), ["evaluation.items.bad_scale"]),
        ({"a": ["x", 1], "b": ["y", 1]}, Wanted(("calm=a,b",)), ["evaluation.not_a_number"] * 2),
        ({"a": [None], "b": [None]}, Wanted(("calm=a,b",)), ["evaluation.items.nothing"]),
        (
            {"a": [1, 1], "b": [1, 1], "w": ["t", "t"], "p": ["1", "1"]},
            Wanted(("calm=a,b",), wave="w", person="p", again=("t", "u")),
            ["evaluation.items.no_time", "evaluation.items.twice"],
        ),
    ],
)
def test_bad_files(columns: dict[str, list[object]], wanted: Wanted, codes: list[str]):
    with pytest.raises(KithError) as refused:
        read_items(table_of(columns), wanted)
    assert [fault.code for fault in refused.value.faults] == codes


def test_a_turned_question_is_marked_in_the_table():
    result = analyse_items(ItemsData({"": answers(40)}), (scale_of(FIVE, frozenset("b")),), seed=1)
    said = str(items_section(result, Speaker("en", str)))
    assert "b (turned round: agreeing means less)" in said
    assert "a (turned round" not in said
