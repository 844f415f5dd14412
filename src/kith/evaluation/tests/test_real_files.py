"""The two real files, worked out again with numpy and scipy alone."""

import csv

import numpy as np
import pytest
from scipy import stats

from kith.evaluation import Comparison
from kith.evaluation.change import analyse_change
from kith.evaluation.change_columns import ChangeColumns, OutcomeColumns
from kith.evaluation.change_setup import plan_of
from kith.evaluation.change_table import read_change
from kith.evaluation.checks import find_wrong
from kith.evaluation.describe import describe
from kith.evaluation.plan_file import PlanFile
from kith.evaluation.questions import Kind
from kith.tables.reading import read_table
from kith.tables.types import FILE_LIMITS

ITEMS = {"JOBSAT": 3, "COMMIT": 3, "READY": 4}


@pytest.fixture(scope="module")
def people(shared_data):
    """One row a person, straight from the csv module."""
    with (shared_data / "surveys" / "univbct.csv").open() as file:
        rows = {row["SUBNUM"]: row for row in csv.DictReader(file)}
    return list(rows.values())


def oracle(people, outcome, later):
    """Sums of items as whole numbers, matched by person."""
    columns = (f"{outcome}1", f"{outcome}{later}")
    pairs = [[row[column] for column in columns] for row in people]
    known = np.array([[float(cell) for cell in pair] for pair in pairs if "" not in pair])
    return np.rint(known * ITEMS[outcome]).astype(int)


@pytest.fixture(scope="module")
def analysed(shared_data):
    table = read_table(shared_data / "surveys" / "univbct.csv", name="univbct.csv", limits=FILE_LIMITS)
    columns = ChangeColumns(
        "SUBNUM", tuple(OutcomeColumns(key, tuple(f"{key}{wave}" for wave in (1, 2, 3))) for key in ITEMS)
    )
    read = read_change(table, columns, seed=1)
    plan = plan_of(PlanFile(), columns, read.waves, read.data.sides, plan_hash=None)
    return read, plan, analyse_change(read.data, plan, seed=1)


@pytest.mark.parametrize("later", ["2", "3"])
@pytest.mark.parametrize("outcome", list(ITEMS))
def test_change_against_plain_numpy_and_scipy(people, analysed, outcome, later):
    pairs, items = oracle(people, outcome, later), ITEMS[outcome]
    steps = pairs[:, 1] - pairs[:, 0]
    cell = analysed[2].cell("", outcome, Comparison("1", later))
    found = cell.found
    assert cell.n_matched == len(steps)
    assert (found.counts.up, found.counts.same, found.counts.down) == tuple(
        int(np.sum(np.sign(steps) == sign)) for sign in (1, 0, -1)
    )
    assert found.step == 1 / items
    assert found.mean_change.value == pytest.approx(steps.mean() / items, abs=1e-12)
    walsh = (steps[:, None] + steps[None, :])[np.triu_indices(len(steps))] / 2
    assert found.typical_change.value == np.median(walsh) / items
    test = stats.wilcoxon(steps, zero_method="pratt", correction=False, method="asymptotic")
    assert found.test.p == pytest.approx(test.pvalue, rel=1e-9)
    spread = np.sqrt((pairs[:, 0].var(ddof=1) + pairs[:, 1].var(ddof=1)) / 2)
    correction = 1 - 3 / (4 * (len(steps) - 1) - 1)  # Hedges' approximation
    assert found.g_av.value == pytest.approx(steps.mean() / spread * correction, rel=1e-5)
    resampled = stats.bootstrap((steps / items,), np.mean, method="BCa", n_resamples=9_999, rng=1)
    low, high = resampled.confidence_interval
    assert (found.mean_change.low, found.mean_change.high) == (
        pytest.approx(low, abs=0.01), pytest.approx(high, abs=0.01)
    )  # fmt: skip


def test_the_long_columns_of_the_same_file_give_the_same_change(shared_data, analysed):
    table = read_table(shared_data / "surveys" / "univbct.csv", name="univbct.csv", limits=FILE_LIMITS)
    long = ChangeColumns("SUBNUM", (OutcomeColumns("JSAT", ("JSAT",)),), wave="TIME")
    read = read_change(table, long, seed=1)
    plan = plan_of(PlanFile(), long, read.waves, read.data.sides, plan_hash=None)
    found = analyse_change(read.data, plan, seed=1).cell("", "JSAT", Comparison("0", "2")).found
    wide = analysed[2].cell("", "JOBSAT", Comparison("1", "3")).found
    assert (found.counts, found.typical_change, found.mean_change, found.rank_biserial, found.test) == (
        wide.counts, wide.typical_change, wide.mean_change, wide.rank_biserial, wide.test,
    )  # fmt: skip


def test_nothing_wrong_is_found_in_the_result(analysed):
    read, plan, result = analysed
    assert find_wrong(read.data, plan, result) == ()


def test_every_column_of_the_survey_is_read_as_a_person_would(shared_data):
    table = read_table(shared_data / "surveys" / "apha_cpd_survey.csv", name="a.csv", limits=FILE_LIMITS)
    kinds = {each.question.key: each.question.kind for each in describe(table).questions}
    ordered = {"q00a", "q05a", "q06a", "q07a", "q11a", "q12a", "q14a", "q16a", "q23a"}
    assert {key[:4] for key, kind in kinds.items() if kind is Kind.ORDERED} == ordered
    assert {key[:4] for key, kind in kinds.items() if kind is Kind.TEXT} == {"q13b", "q17b", "q18b", "q21a"}
    assert [key for key, kind in kinds.items() if kind is Kind.NUMBER] == ["q03a_analyst_years_n"]
    assert [key for key, kind in kinds.items() if kind is Kind.SEVERAL] == ["q20"]
    assert sum(kind is Kind.LEFT_OUT for kind in kinds.values()) == 3


def test_counts_of_the_survey_against_the_csv_module(shared_data):
    path = shared_data / "surveys" / "apha_cpd_survey.csv"
    with path.open() as file:
        rows = list(csv.DictReader(file))
    table = read_table(path, name="a.csv", limits=FILE_LIMITS)
    heading = "q12a_cpd_time_at_work_cat"
    (found,) = describe(table, only=(heading,)).questions
    assert {answer.label: answer.count for answer in found.answers} == {
        level: sum(row[heading] == level for row in rows) for level in {row[heading] for row in rows}
    }
