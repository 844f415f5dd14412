"""Nothing exact can be got back from a funnel: not from one report, not from two.

The oracle shares nothing with the code: it writes down, cell by cell, what a reader knows, and asks an
integer programme for the least and most each figure can be.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from kith.evaluation.ethnicity import BME, WHITE, ethnic_categories
from kith.evaluation.funnel import analyse_funnel, releases
from kith.evaluation.funnel_protect import protect, stages_shown
from kith.evaluation.funnel_types import Category, Characteristic, FunnelData, Stage
from kith.foundation.faults import KithError
from kith.foundation.words import Text
from kith.publishing.disclosure import DisclosurePolicy, Reason, Withheld, guard_release

POLICY = DisclosurePolicy()
STAGES = (Stage.APPLIED, Stage.SHORTLISTED, Stage.OFFERED, Stage.COMPLETED)


def reader(figures, totals, joined=(), only=None):
    """Least and most of each figure, from everything a reader knows, in whole numbers."""
    rows, columns = len(figures), len(totals)
    low, high = np.zeros((rows, columns)), np.full((rows, columns), float(max(totals)))
    for row in range(rows):
        for column in range(columns):
            figure = figures[row][column]
            if isinstance(figure, int):
                low[row, column], high[row, column] = max(8, figure - 2), figure + 2
            elif figure.reason is Reason.SMALL_COUNT:
                high[row, column] = 7
            elif figure.reason is Reason.PROTECTS_ANOTHER:
                low[row, column] = 8
    wholes = {whole for _, whole in joined}
    rules = []
    for column in range(columns):
        line = np.zeros((rows, columns))
        line[[row for row in range(rows) if row not in wholes], column] = 1
        rules.append(LinearConstraint(line.ravel(), totals[column], totals[column]))
        for parts, whole in joined:
            line = np.zeros((rows, columns))
            line[list(parts), column], line[whole, column] = 1, -1
            rules.append(LinearConstraint(line.ravel(), 0, 0))
    for row in range(rows):
        for column in range(columns - 1):
            line = np.zeros((rows, columns))
            line[row, column], line[row, column + 1] = 1, -1
            rules.append(LinearConstraint(line.ravel(), 0, np.inf))
    found = {}
    for place in range(rows * columns) if only is None else only:
        goal = np.zeros(rows * columns)
        goal[place] = 1
        ends = []
        for sign in (1, -1):
            solved = milp(
                sign * goal, constraints=rules, bounds=Bounds(low.ravel(), high.ravel()), integrality=1
            )
            assert solved.status == 0, "what is published contradicts itself"
            ends.append(round(solved.x[place]))
        found[divmod(place, columns)] = tuple(ends)
    return found


@st.composite
def nested(draw):
    """Groups' counts at each stage, falling."""
    rows = []
    for _ in range(draw(st.integers(2, 4))):
        start = draw(st.one_of(st.integers(0, 14), st.integers(0, 60)))
        rows.append([start])
        for _ in range(draw(st.just(2))):
            rows[-1].append(draw(st.integers(0, rows[-1][-1])))
    return np.array(rows)


@settings(max_examples=12, deadline=None)
@given(nested())
def test_every_figure_can_take_two_values_for_one_who_knows_the_totals(counts):
    stages = STAGES[: counts.shape[1]]
    kept = [stages.index(stage) for stage in stages_shown(stages, counts.sum(axis=0), POLICY)]
    counts = counts[:, kept]
    if not kept:
        return
    totals = counts.sum(axis=0)
    figures = protect(counts, totals, POLICY)
    for (row, column), (least, most) in reader(figures, totals.tolist()).items():
        assert least <= counts[row, column] <= most
        assert most > least, (counts.tolist(), figures)
        if counts[row, column] <= 7:
            assert isinstance(figures[row][column], Withheld)


def test_groups_shown_joined_do_not_give_their_parts_away():
    rng = np.random.default_rng(5)
    for _ in range(4):
        counts = np.sort(rng.integers(0, 30, (4, 2)), axis=1)[:, ::-1]
        joined = (((0, 1), 4), ((2, 3), 5))
        whole = np.vstack((counts, counts[:2].sum(axis=0), counts[2:].sum(axis=0)))
        totals = counts.sum(axis=0)
        figures = protect(whole, totals, POLICY, tuple((parts, at, (0, 1)) for parts, at in joined))
        for (row, column), (least, most) in reader(figures, totals.tolist(), joined).items():
            assert least <= whole[row, column] <= most
            assert most > least, (whole.tolist(), figures)


def funnel(codes, furthest, key="sex", groups=3):
    categories = tuple(Category(f"g{n}", Text.of(f"Group {n}")) for n in range(groups))
    return FunnelData(
        STAGES, np.array(furthest), (Characteristic(key, Text.of(key), categories, np.array(codes)),)
    )


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000), st.integers(20, 150))
def test_whatever_is_worked_out_follows_from_what_is_shown(seed, n):
    """Two sets of people with the same tables have the same result to the last digit."""
    rng = np.random.default_rng(seed)
    codes, furthest = rng.choice(3, n, p=[0.6, 0.3, 0.1]), rng.integers(0, 4, n)
    first = analyse_funnel(funnel(codes, furthest), seed=1)
    swap = rng.integers(0, n)
    codes[swap] = (codes[swap] + 1) % 3
    second = analyse_funnel(funnel(codes, furthest), seed=1)
    one, other = first.characteristics[0], second.characteristics[0]
    if (one.rows, one.totals, first.totals) == (other.rows, other.totals, second.totals):
        assert (one.steps, first.steps, first.wres) == (other.steps, second.steps, second.wres)
    for step in one.steps:
        for rate in step.rates:
            row = next(row for row in one.rows if row.category.key == rate.category)
            at, then = (one.stages.index(stage) for stage in (step.step.earlier, step.step.later))
            assert (rate.earlier, rate.later) == (row.counts[at], row.counts[then])


def test_of_two_stages_that_few_left_between_only_one_is_shown():
    furthest = [3] * 40 + [2] * 3 + [1] * 20 + [0] * 7
    totals = np.array([70, 63, 43, 40])
    # Seven left before the shortlist and three after the offer: what WRES and boards ask first stays.
    assert stages_shown(STAGES, totals, POLICY) == (Stage.APPLIED, Stage.OFFERED)
    result = analyse_funnel(funnel([0, 1] * 35, furthest, groups=2), seed=1)
    assert result.characteristics[0].left_out == (Stage.SHORTLISTED, Stage.COMPLETED)
    assert result.totals == (70, 65, 45, 40)
    assert stages_shown(STAGES, np.array([20, 20, 7, 0]), POLICY) == (Stage.APPLIED,)
    assert stages_shown(STAGES, np.array([7, 7, 7, 0]), POLICY) == ()


def test_two_reports_laid_side_by_side_are_refused_when_they_tell_of_a_few():
    rng = np.random.default_rng(2)
    codes, furthest = rng.choice(2, 100), np.repeat([0, 1, 2, 3], 25)
    ids = [f"p{n}" for n in range(103)]
    spring = funnel(codes, furthest, groups=2)
    published = releases(spring, analyse_funnel(spring, seed=1), ids[:100], "Spring")
    assert [release.name for release in published] == [f"Spring ({stage.value})" for stage in STAGES]
    guard = lambda new: [guard_release(published, release) for release in new]  # noqa: E731
    guard(releases(spring, analyse_funnel(spring, seed=2), ids[:100], "Spring again"))
    later = funnel(np.append(codes, [0, 0, 1]), np.append(furthest, [0, 0, 0]), groups=2)
    with pytest.raises(KithError) as refused:
        guard(releases(later, analyse_funnel(later, seed=1), ids, "Summer"))
    assert [fault.code for fault in refused.value.faults] == ["publishing.differencing"]


def test_white_and_bme_do_not_give_small_categories_away():
    rng = np.random.default_rng(9)
    codes = rng.choice(18, 400, p=np.r_[0.45, np.full(15, 0.03), 0.07, 0.03])
    data = FunnelData(
        (Stage.APPLIED, Stage.SHORTLISTED, Stage.ACCEPTED),
        rng.integers(0, 3, 400),
        (Characteristic("ethnic_category", Text.of("Ethnic category"), ethnic_categories(), codes),),
    )
    result = analyse_funnel(data, seed=1)
    found = result.characteristics[0]
    rows = [list(row.counts) for row in found.rows]
    keys = [row.category.key for row in found.rows]
    appointment = result.wres[0]
    nothing = Withheld(Reason.WHOLE_TABLE, 7)
    for pair in (appointment.white, appointment.bme):
        rows.append([nothing, pair[1], pair[0]])
    parts = [tuple(at for at, key in enumerate(keys) if key in group) for group in (WHITE, BME)]
    totals = [int((data.furthest >= at).sum()) for at in range(3)]
    hidden = [at for at in range(18 * 3) if isinstance(rows[at // 3][at % 3], Withheld)]
    assert len(hidden) > 10
    bounds = reader(rows, totals, ((parts[0], 18), (parts[1], 19)), only=hidden[::3])
    assert all(most > least for least, most in bounds.values())
