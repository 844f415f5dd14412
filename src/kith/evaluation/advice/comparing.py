"""Sides held against each other, groups within a side, and cohorts taken together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from kith.evaluation.advice.changing import (
    NOT,
    WAY,
    out_of_reach,
    reach_of_groups,
    reach_of_people,
    widths,
    with_size,
    withheld,
)
from kith.evaluation.advice.types import Analysis, Answer, Design, Groups, Question, SideSize
from kith.evaluation.attainable import enough_in_each_group, enough_people
from kith.evaluation.pooled.cohorts import LEAST_COHORTS
from kith.evaluation.types import Remark

SMOOTH = 10
"""Steps up to which a score is a ladder of answers rather than a number."""


def sides_answers(design: Design) -> Iterator[Answer]:
    """Do the sides differ in their change? For every two sides."""
    if design.compared < 1:
        return
    outcomes = tuple(measure.key for measure in design.outcomes)
    for first, second in combinations(design.sides, 2):
        if design.groups is Groups.INDEPENDENT:
            yield _refused_sides(outcomes, first, second, design)
        else:
            yield _sides(outcomes, first, second, design)


def _sides(outcomes: tuple[str, ...], first: SideSize, second: SideSize, design: Design) -> Answer:
    n_first, n_second = design.matched(first), design.matched(second)
    tests = len(outcomes) * design.compared
    fewest = min(n_first, n_second)
    if fewest < design.least_matched:
        return _named(
            withheld(Question.SIDES, outcomes, first.key, n_first, n_second, design.least_matched), second
        )
    if design.pairs:
        return _in_pairs(outcomes, first, second, design, tests)
    reach = reach_of_groups(n_first, n_second, tests)
    is_possible = reach[0] <= design.threshold
    found = Answer(
        Question.SIDES, outcomes, first.key, second.key, n_first, n_second,
        Analysis.MANN_WHITNEY if is_possible else Analysis.COUNTS, (),
        (Remark(f"{WAY}.sides_apart"), Remark(f"{WAY}.not_alike")),
        tuple(out_of_reach(design, n_first, reach, tests, n_second)),
        *reach, "sides", tests,
        enough=enough_in_each_group(tests, design.threshold) if reach[1] > design.threshold else None,
        widths=widths(n_first, n_second, design),
    )  # fmt: skip
    return with_size(found, design, Analysis.MANN_WHITNEY, tests) if is_possible else found


def _in_pairs(
    outcomes: tuple[str, ...], first: SideSize, second: SideSize, design: Design, tests: int
) -> Answer:
    """Both of a pair must have answered both times."""
    n = math.floor(min(first.n, second.n) * (1.0 - design.missing) ** 2 + 1e-9)
    if n < design.least_matched:
        found = withheld(Question.SIDES, outcomes, first.key, n, None, design.least_matched)
        return _named(found, second)
    reach = reach_of_people(n, tests)
    is_possible = reach[0] <= design.threshold
    found = Answer(
        Question.SIDES, outcomes, first.key, second.key, n, None,
        Analysis.SIGNED_RANK if is_possible else Analysis.COUNTS, (),
        (Remark(f"{WAY}.sides_in_pairs", {"n": n}), Remark(f"{WAY}.not_alike")),
        tuple(out_of_reach(design, n, reach, tests, None)),
        *reach, "sides", tests,
        enough=enough_people(tests, design.threshold) if reach[1] > design.threshold else None,
        widths=widths(n, None, design),
    )  # fmt: skip
    return with_size(found, design, Analysis.SIGNED_RANK, tests) if is_possible else found


def _refused_sides(outcomes: tuple[str, ...], first: SideSize, second: SideSize, design: Design) -> Answer:
    refused = (Remark(f"{NOT}.sides_different_people"),)
    sizes = design.matched(first), design.matched(second)
    return Answer(Question.SIDES, outcomes, first.key, second.key, *sizes, Analysis.COUNTS, (), (), refused)


def _named(found: Answer, second: SideSize) -> Answer:
    return replace(found, other_side=second.key)


def subgroup_answers(design: Design) -> Iterator[Answer]:
    """Groups within a side: shown with their own counts where they are large enough, and never tested."""
    outcomes = tuple(measure.key for measure in design.outcomes)
    for group in design.subgroups:
        n = design.matched(group)
        if n < design.least_matched:
            yield withheld(Question.SUBGROUPS, outcomes, group.key, n, None, design.least_matched)
            continue
        yield Answer(
            Question.SUBGROUPS, outcomes, group.key, None, n, None, Analysis.COUNTS, (),
            (Remark(f"{WAY}.subgroup"),), (Remark(f"{NOT}.subgroup_test"),),
            widths=widths(n, None, design),
        )  # fmt: skip


def pooled_answers(design: Design) -> Iterator[Answer]:
    """All cohorts together, side by side."""
    if design.cohorts < 2 or design.compared < 1:
        return
    for side in design.sides:
        for is_ladder in (True, False):
            keys = tuple(one.key for one in design.outcomes if (one.steps <= SMOOTH) == is_ladder)
            if keys:
                yield _pooled(design, side, keys, is_ladder=is_ladder)


def _pooled(design: Design, side: SideSize, outcomes: tuple[str, ...], *, is_ladder: bool) -> Answer:
    n = design.cohorts * design.matched(side)
    if n < design.least_matched:
        return withheld(Question.POOLED, outcomes, side.key, n, None, design.least_matched)
    if design.cohorts >= LEAST_COHORTS:
        model = Analysis.MIXED_ORDINAL if is_ladder else Analysis.MIXED_LINEAR
        why = [Remark(f"{WAY}.mixed", {"cohorts": design.cohorts}), Remark(f"{WAY}.{model.value}")]
        if design.pairs:
            why.append(Remark(f"{WAY}.pairs_alike"))
        return Answer(
            Question.POOLED, outcomes, side.key, None, n, None, model, (Analysis.COUNTS,), tuple(why), (),
            widths=widths(n, None, design),
        )  # fmt: skip
    refused = Remark(f"{NOT}.too_few_cohorts", {"cohorts": design.cohorts, "least": LEAST_COHORTS})
    return Answer(
        Question.POOLED, outcomes, side.key, None, n, None, Analysis.COUNTS, (),
        (Remark(f"{WAY}.each_cohort"),), (refused,), enough=None, widths=widths(n, None, design),
    )  # fmt: skip
