"""Cohorts pooled, pairs in one model, all times in one model: by hand, by the published figures, on real files."""

import csv
import re
from datetime import UTC, datetime

import numpy as np
import pytest
from scipy import stats

from kith.evaluation import ChangeData, ChangePlan, Comparison, Outcome, ReportFacts, Side, Wave, WaveRole
from kith.evaluation.change import analyse_change
from kith.evaluation.pooled import PooledMethod, pool_change, pooled_section
from kith.evaluation.report import change_report
from kith.evaluation.result_json import change_json, jsonable
from kith.evaluation.speaker import Speaker
from kith.foundation.words import Text
from kith.publishing.blocks import Details, Finding, Paragraph

SKILL = Outcome("skill", Text.of("Skill"), low=1, high=5)
BEFORE = Wave("before", Text.of("Before"), WaveRole.BEFORE)
AFTER = Wave("after", Text.of("After"), WaveRole.AFTER)
LATER = Wave("later", Text.of("A year later"), WaveRole.FOLLOW_UP)
TURN = Comparison("before", "after")


def plan(waves=(BEFORE, AFTER), sides=()):
    return ChangePlan(outcomes=(SKILL,), waves=waves, sides=sides, resamples=99)


def people(change, *, cohorts=(), pairs=(), sides=None, waves=("before", "after")):
    n = len(change)
    first = np.tile([2.0, 3.0, 4.0], n)[:n]
    scores = {waves[0]: first, waves[1]: first + np.asarray(change, dtype=float)}
    names = tuple(f"P{number:03d}" for number in range(n))
    return ChangeData(
        names, sides or ("",) * n, {"skill": scores}, cohorts=tuple(cohorts), pairs=tuple(pairs)
    )


def test_balanced_cohorts_are_the_one_sample_t_test_of_their_means():
    rng = np.random.default_rng(1)
    change = rng.normal(0.5, 1, (8, 6)) + rng.normal(0, 1, (8, 1))
    data = people(change.ravel(), cohorts=np.repeat([f"C{k}" for k in range(8)], 6).tolist())
    (found,) = pool_change(data, plan()).cohorts
    test = stats.ttest_1samp(change.mean(axis=1), 0)
    assert (found.method, found.n, found.n_cohorts) == (PooledMethod.MIXED, 48, 8)
    assert found.change.value == pytest.approx(change.mean())
    assert found.p == pytest.approx(test.pvalue, rel=1e-4)
    low, high = test.confidence_interval()
    assert (found.change.low, found.change.high) == (
        pytest.approx(low, abs=1e-4),
        pytest.approx(high, abs=1e-4),
    )
    assert [remark.code for remark in found.remarks] == ["evaluation.pooled.few_cohorts"]


def test_few_cohorts_are_strata_and_say_why():
    change = [0.0, 1, 2, 1, 0, 2, 3, 4, 3, 2, 4, 3]
    cohorts = ["A"] * 6 + ["B"] * 6
    (found,) = pool_change(people(change, cohorts=cohorts), plan()).cohorts
    left = np.array(change) - np.repeat([1.0, 19 / 6], 6)
    error = np.sqrt((left**2).sum() / 10 / 12)
    assert (found.method, found.freedom, found.share) == (PooledMethod.STRATA, 10.0, None)
    assert found.change.high == pytest.approx(25 / 12 + stats.t.ppf(0.975, 10) * error)
    assert found.remarks[0].params == {"cohorts": 2, "least": 5}
    said = Speaker().remark(found.remarks[0])
    assert "With 2 cohorts nothing can be said about how cohorts differ; that takes at least 5." in said


def test_small_cohorts_are_kept_back_and_never_one_alone():
    change = np.arange(30.0) % 3
    cohorts = ["A"] * 10 + ["B"] * 9 + ["C"] * 8 + ["D"] * 3
    (found,) = pool_change(people(change, cohorts=cohorts), plan()).cohorts
    assert [each.change is None for each in found.cohorts] == [False, False, True, True]
    assert [each.n for each in found.cohorts] == [10, 9, 8, 3]


def test_too_few_people_are_not_pooled():
    (found,) = pool_change(people([1.0, 2, 0, 1], cohorts=["A", "A", "B", "B"]), plan()).cohorts
    assert (found.change, found.remarks[0].code) == (None, "evaluation.limit.too_few")
    assert all(each.change is None for each in found.cohorts)


def test_whole_pairs_are_the_paired_t_test_of_the_two_sides():
    rng = np.random.default_rng(2)
    shared = rng.normal(0, 1, 10)
    change = np.stack((shared + rng.normal(0, 1, 10), 0.6 + shared + rng.normal(0, 1, 10)))
    sides = ("clinician",) * 10 + ("manager",) * 10
    pairs = [f"pair {k}" for k in range(10)] * 2
    data = people(change.ravel(), sides=sides, pairs=pairs)
    wanted = plan(sides=(Side("clinician", Text.of("Clinicians")), Side("manager", Text.of("Managers"))))
    (found,) = pool_change(data, wanted).pairs
    test = stats.ttest_rel(change[1], change[0])
    assert (found.n_pairs, found.n) == (10, 20)
    assert found.difference_p == pytest.approx(test.pvalue, rel=1e-4)
    assert found.difference.value == pytest.approx(float((change[1] - change[0]).mean()))
    assert [each.change.value for each in found.sides] == pytest.approx(list(change.mean(axis=1)))
    alone = ChangeData(data.people, data.sides, data.scores, pairs=(*pairs[:-1], ""))
    again = pool_change(alone, wanted).pairs[0]
    assert (again.n_pairs, again.n) == (9, 20)  # nobody is left out, and so nobody uncovered
    assert (again.sides, again.share, again.difference.n) == ((), None, 20)
    assert [remark.code for remark in again.remarks] == ["evaluation.pooled.pairs_only_difference"]
    told = repr(pooled_section(pool_change(alone, wanted), wanted, Speaker()))
    assert "the difference between Managers and Clinicians is" in told
    assert "Change of both sides in one model" not in told
    lone = ChangeData(data.people, data.sides, data.scores, pairs=(*pairs[:-5], *[""] * 5))
    five = pool_change(lone, wanted).pairs[0]
    assert (five.n_pairs, len(five.sides), five.share is None) == (5, 2, False)


def test_four_pairs_are_too_few():
    data = people([0.0, 1, 2, 1, 0, 1, 2, 3], sides=("a",) * 4 + ("b",) * 4, pairs=["1", "2", "3", "4"] * 2)
    (found,) = pool_change(data, plan(sides=(Side("a", Text.of("A")), Side("b", Text.of("B"))))).pairs
    assert (found.sides, found.remarks[0].params) == ((), {"pairs": 4, "least": 5})


def test_the_order_of_people_does_not_count():
    rng = np.random.default_rng(3)
    n = 36
    cohorts, pairs = [f"C{k % 6}" for k in range(n)], [f"{k // 2}" for k in range(n)]
    data = people(rng.integers(-1, 3, n), cohorts=cohorts, pairs=pairs, sides=("a", "b") * (n // 2))
    order = rng.permutation(n)
    scores = {key: values[order] for key, values in data.scores["skill"].items()}
    mixed = ChangeData(
        *(tuple(each[place] for place in order) for each in (data.people, data.sides)),
        {"skill": scores},
        cohorts=tuple(cohorts[place] for place in order),
        pairs=tuple(pairs[place] for place in order),
    )
    wanted = plan(sides=(Side("a", Text.of("A")), Side("b", Text.of("B"))))
    assert jsonable(pool_change(mixed, wanted)) == jsonable(pool_change(data, wanted))


def test_all_times_use_everybody_who_answered_once():
    rng = np.random.default_rng(4)
    level = rng.integers(2, 5, 40).astype(float)
    scores = {
        wave.key: np.clip(level + rng.integers(-1, 2, 40) + step, 1, 5)
        for step, wave in enumerate((BEFORE, AFTER, LATER))
    }
    scores["later"][:9] = np.nan
    data = ChangeData(tuple(f"P{k:02d}" for k in range(40)), ("",) * 40, {"skill": scores})
    (found,) = pool_change(data, plan(waves=(BEFORE, AFTER, LATER))).waves
    assert (found.n, found.answers, [each.n for each in found.waves]) == (40, 111, [40, 31])
    complete = float((scores["after"] - scores["before"]).mean())
    assert found.waves[0].change.value == pytest.approx(complete, abs=0.02)
    assert [each.ratio.value > 1 for each in found.odds] == [True, True]
    told = repr(
        pooled_section(
            pool_change(data, plan(waves=(BEFORE, AFTER, LATER))),
            plan(waves=(BEFORE, AFTER, LATER)),
            Speaker(),
        )
    )
    assert "Skill, from 111 answers of 40 people: the average at “After” differs from “Before” by +" in told
    assert pool_change(data, plan(waves=(BEFORE, AFTER, LATER)), waves=False).waves == ()


def test_a_model_of_all_times_that_would_uncover_a_few_is_not_shown():
    rng = np.random.default_rng(5)
    scores = {wave.key: rng.integers(1, 6, 20).astype(float) for wave in (BEFORE, AFTER, LATER)}
    scores["after"][:2] = np.nan
    data = ChangeData(tuple(f"P{k:02d}" for k in range(20)), ("",) * 20, {"skill": scores})
    (found,) = pool_change(data, plan(waves=(BEFORE, AFTER, LATER))).waves
    assert (found.waves, found.odds, found.share) == ((), (), None)
    assert found.remarks[0].code == "evaluation.pooled.would_uncover"


@pytest.fixture(scope="module")
def soldiers(shared_data):
    with (shared_data / "surveys" / "univbct.csv").open() as file:
        rows = list({row["SUBNUM"]: row for row in csv.DictReader(file)}.values())
    waves = (
        Wave("1", Text.of("Start"), WaveRole.BEFORE),
        Wave("2", Text.of("End"), WaveRole.AFTER),
        Wave("3", Text.of("A year later"), WaveRole.FOLLOW_UP),
    )
    scores = {
        wave.key: np.array([float(row[f"JOBSAT{wave.key}"] or "nan") for row in rows]) for wave in waves
    }
    data = ChangeData(
        tuple(f"P{k:03d}" for k in range(len(rows))),
        ("",) * len(rows),
        {"jobsat": scores},
        cohorts=tuple(row["BTN"] for row in rows),
    )
    outcome = Outcome("jobsat", Text.of("Job satisfaction"), low=1, high=5)
    return data, ChangePlan(outcomes=(outcome,), waves=waves, resamples=99)


def test_univbct_in_one_model_is_generalised_least_squares(soldiers):
    """With the share between people that was found, the averages follow by turning round the whole covariance."""
    data, wanted = soldiers
    few = {key: values[:300] for key, values in data.scores["jobsat"].items()}
    alone = ChangeData(data.people[:300], data.sides[:300], {"jobsat": few})
    (found,) = pool_change(alone, wanted).waves
    scores = np.stack([few[key] for key in "123"])
    when, who = np.nonzero(np.isfinite(scores))
    y, columns = scores[when, who], np.column_stack((np.ones(len(when)), when == 1, when == 2)).astype(float)
    share = found.share.value
    whole = share * (who[:, None] == who) + (1 - share) * np.eye(len(who))
    turned = np.linalg.solve(whole, np.column_stack((columns, y)))
    b = np.linalg.solve(columns.T @ turned[:, :3], columns.T @ turned[:, 3])
    assert [each.change.value for each in found.waves] == pytest.approx(list(b[1:]), abs=1e-9)
    assert (found.n, found.answers) == (len(np.unique(who)), len(when))


def test_univbct_over_battalions_is_told_in_a_report(soldiers):
    data, wanted = soldiers
    pooled = pool_change(data, wanted, waves=False)
    assert [(each.n, each.n_cohorts) for each in pooled.cohorts] == [(441, 16), (442, 16)]
    section = pooled_section(pooled, wanted, Speaker())
    result = analyse_change(data, wanted, seed=1)
    facts = ReportFacts(Text.of("Soldiers"), datetime(2026, 1, 2, tzinfo=UTC))
    report = change_report(result, wanted, facts, sections=("change", "pooled"), more={"pooled": section})
    told = report.sections[1]
    assert told.blocks == (Paragraph(Speaker().say("evaluation.never.cause")),)
    findings = [block.headline for block in told.subsections[0].blocks if isinstance(block, Finding)]
    assert [finding.partition(": over 16 cohorts")[0] for finding in findings] == [
        f"Job satisfaction, “Start” to “{later}”" for later in ("End", "A year later")
    ]
    assert change_json(result, wanted, (), pooled)["pooled"]["cohorts"][0]["n_cohorts"] == 16


def test_terms_of_statistics_stand_only_under_details(soldiers):
    data, wanted = soldiers
    section = pooled_section(pool_change(data, wanted, waves=False), wanted, Speaker())
    (part,) = section.subsections
    said = repr([block for block in part.blocks if not isinstance(block, Details)])
    assert not re.search(
        r"p-value|confidence|standard deviation|Satterthwaite|intraclass|odds", said, re.IGNORECASE
    )
    assert "Satterthwaite" in repr([block for block in part.blocks if isinstance(block, Details)])
