"""One programme of many gives what the analysis of that programme alone gives."""

from dataclasses import fields

import numpy as np
import pytest
from many_answers import ITEMS, PLAN, SCALES

from kith.evaluation.change import analyse_change
from kith.evaluation.grid import grid_of
from kith.evaluation.many.analysis import analyse_many
from kith.evaluation.many.types import MISSING, ManyMeasures
from kith.evaluation.plan import ChangePlan, Outcome, Wave, WaveRole
from kith.evaluation.types import EVERYBODY, ChangeData, Withheld
from kith.foundation.words import Text
from kith.questionnaires.scoring import score_frame
from kith.statistics.reliability import cronbach_alpha


def alone(data, name, *, step):
    """The report's analysis of one programme, its scores worked out by the questionnaire's own scoring."""
    place = data.programmes.index(name)
    people = slice(int(data.starts[place]), int(data.starts[place + 1]))
    scores = {}
    for scale in SCALES:
        scores[scale.key] = {
            wave: score_frame(scale, columns(answers[people])).values
            for wave, answers in (("before", data.before), ("after", data.after))
        }
    n = people.stop - people.start
    outcomes = [
        Outcome(one.key, Text.of(one.key), step=1 / grid_of(one).per_point if step else None)
        for one in SCALES
    ]
    plan = ChangePlan(
        outcomes=tuple(outcomes),
        waves=(
            Wave("before", Text.of("b"), WaveRole.BEFORE),
            Wave("after", Text.of("a"), WaveRole.AFTER),
        ),
        resamples=199,
    )
    people_names = tuple(f"P{number}" for number in range(n))
    return analyse_change(ChangeData(people_names, (EVERYBODY,) * n, scores), plan, seed=1)


def columns(answers):
    floats = np.where(answers == MISSING, np.nan, answers.astype(float))
    return {item: floats[:, place] for place, item in enumerate(ITEMS)}


@pytest.mark.parametrize("name", ["Ayr", "Bute", "Cowal", "Dean", "Esk"])
def test_counts_tests_and_corrections_are_the_same_to_the_last_bit(data, name):
    many = analyse_many(data, PLAN, seed=1).programme(name)
    for mine, theirs in zip(many.scales, alone(data, name, step=True).cells, strict=True):
        assert mine.scale == theirs.outcome
        left = theirs.completers
        assert (mine.n_matched, mine.n_earlier_only, mine.n_later_only) == (
            left.n_both,
            left.n_earlier_only,
            left.n_later_only,
        )
        if isinstance(theirs.found, Withheld):
            assert mine.found == theirs.found
            continue
        for field in ("counts", "test", "p_holm", "family_size", "smallest_p", "smallest_p_holm"):
            assert getattr(mine.found, field) == getattr(theirs.found, field), field
        rank_biserial = theirs.found.rank_biserial
        assert mine.found.rank_biserial == (None if rank_biserial is None else rank_biserial.value)


@pytest.mark.parametrize("name", ["Ayr", "Cowal"])
def test_a_grid_that_is_found_from_the_scores_gives_the_same_tests(data, name):
    many = analyse_many(data, PLAN, seed=1).programme(name)
    cells = zip(many.scales, alone(data, name, step=False).cells, strict=True)
    findable = [(mine.found, theirs.found) for mine, theirs in cells if mine.scale != "all"]
    assert [mine.test for mine, _ in findable] == [theirs.test for _, theirs in findable]


def test_sizes_are_the_same_and_ranges_alike(data):
    many = analyse_many(data, PLAN, seed=1).programme("Cowal")
    for mine, theirs in zip(many.scales, alone(data, "Cowal", step=True).cells, strict=True):
        found, other = mine.found, theirs.found
        assert found.mean_earlier == pytest.approx(other.mean_earlier, rel=1e-12)
        assert found.mean_later == pytest.approx(other.mean_later, rel=1e-12)
        for end in ("value", "low", "high"):
            assert getattr(found.g_av, end) == pytest.approx(getattr(other.g_av, end), rel=1e-9)
        assert found.g_av_drawn.value == pytest.approx(other.g_av.value, rel=1e-9)
        assert found.mean_change.value == pytest.approx(other.mean_change.value, rel=1e-12)
        assert (found.mean_change.method, found.mean_change.n) == (
            other.mean_change.method,
            other.mean_change.n,
        )
        width = other.mean_change.high - other.mean_change.low
        assert found.mean_change.low == pytest.approx(other.mean_change.low, abs=0.2 * width)
        assert found.mean_change.high == pytest.approx(other.mean_change.high, abs=0.2 * width)


def test_alpha_is_that_of_the_people_who_answered_everything(data):
    many = analyse_many(data, PLAN, seed=1).programme("Ayr")
    place = data.programmes.index("Ayr")
    people = slice(int(data.starts[place]), int(data.starts[place + 1]))
    for one, found in zip(SCALES, many.scales, strict=True):
        of = columns(data.before[people])
        keyed = [6 - of[item] if item in one.reversed_items else of[item] for item in one.items]
        theirs = cronbach_alpha(np.stack(keyed, axis=1))
        mine = found.alpha_earlier.found
        assert found.alpha_earlier.n == theirs.n
        for field in fields(mine):
            here, there = getattr(mine, field.name), getattr(theirs, field.name)
            assert here == (pytest.approx(there, rel=1e-9) if isinstance(there, float) else there)


def test_nothing_is_shown_below_the_threshold_and_the_rest_goes_on(data):
    many = analyse_many(data, PLAN, seed=1)
    dean = many.programme("Dean")
    assert all(isinstance(cell.found, Withheld) for cell in dean.scales)
    assert {remark.code for cell in dean.scales for remark in cell.cannot_show} <= {
        "evaluation.limit.too_few",
        "evaluation.limit.nobody_matched",
    }
    assert isinstance(many.programme("Esk").scales[0].found, ManyMeasures)


def test_threads_change_no_number(data):
    alone, together = (analyse_many(data, PLAN, seed=1, threads=threads) for threads in (1, 3))
    assert alone.programmes == together.programmes
