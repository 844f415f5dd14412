"""Change of the same people, change between different people, and looking back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kith.evaluation.advice.critical import critical_signs
from kith.evaluation.advice.families import family_of, family_sizes
from kith.evaluation.advice.power import (
    EFFICIENCY,
    EXACT_SIGNS,
    detectable_rank_sum,
    detectable_share,
    detectable_signed_rank,
    enough_for_mean,
    enough_for_means,
    width_of_mean,
    width_of_means,
    width_of_share,
)
from kith.evaluation.advice.types import (
    Analysis,
    Answer,
    Design,
    Detectable,
    Groups,
    Measure,
    Question,
    SideSize,
    Width,
)
from kith.evaluation.attainable import (
    FEW,
    enough_in_each_group,
    enough_people,
    smallest_p,
    smallest_p_of_groups,
)
from kith.evaluation.plan import WaveRole
from kith.evaluation.types import Remark
from kith.statistics.paired import MOST_EXACT

SHORT = 1
"""Steps of a score that has only two values: it can only rise, fall or stay."""
LONG = 20
"""Steps from which on a score is nearly a number, and the average of changes a fair summary."""
HALF = 0.5
"""The size for which a number of people is given: a medium one (Cohen 1988)."""
SHARES_ONLY = frozenset({Analysis.SIGN, Analysis.FISHER})
WAY = "evaluation.advice.why"
NOT = "evaluation.advice.refused"
WIDTH = "evaluation.advice.method.width"


def change_answers(design: Design) -> Iterator[Answer]:
    """One for each side and each set of outcomes that are treated alike."""
    if design.compared < 1:
        return
    sizes = family_sizes(design)
    for side in design.sides:
        sets: dict[tuple[Analysis, tuple[Analysis, ...], str], list[str]] = {}
        for measure in design.outcomes:
            family = family_of(measure, design)
            sets.setdefault((*_test(measure, design, design.matched(side)), family), []).append(measure.key)
        for (test, also, family), keys in sets.items():
            yield _answer(design, side, tuple(keys), test, also, family, sizes[family])


def _test(measure: Measure, design: Design, n: int) -> tuple[Analysis, tuple[Analysis, ...]]:
    if design.groups is Groups.INDEPENDENT:
        return (Analysis.FISHER if measure.steps == SHORT else Analysis.MANN_WHITNEY), ()
    if measure.steps == SHORT:
        return Analysis.SIGN, ()
    beside = (Analysis.PERMUTATION,) if measure.steps >= LONG and n >= FEW else ()
    return Analysis.SIGNED_RANK, beside


def _answer(
    design: Design,
    side: SideSize,
    outcomes: tuple[str, ...],
    test: Analysis,
    also: tuple[Analysis, ...],
    family: str,
    tests: int,
) -> Answer:
    n = design.matched(side)
    other = side.n if design.groups is Groups.INDEPENDENT else None
    if min(n, side.n) < design.least_matched:
        return withheld(Question.CHANGE, outcomes, side.key, n, other, design.least_matched)
    reach = reach_of_groups(side.n, n, tests) if other is not None else reach_of_people(n, tests)
    reached = reach[1] if test_is_possible(reach[0], design) else None
    found = Answer(
        Question.CHANGE, outcomes, side.key, None, n, other,
        test if reached is not None else Analysis.COUNTS,
        also if reached is not None else (),
        tuple(_why(test if reached is not None else None, also, n, side.n, design)),
        tuple(out_of_reach(design, n, reach, tests, other)),
        *reach, family, tests,
        enough=_enough(design, reach, tests),
        widths=widths(n, other, design)[-1:] if test in SHARES_ONLY else widths(n, other, design),
    )  # fmt: skip
    if reached is None:
        return found
    return with_size(found, design, test, tests)


def test_is_possible(least: float, design: Design) -> bool:
    """Whether any exact test can reach the threshold, before other tests are thought of."""
    return least <= design.threshold


def reach_of_people(n: int, tests: int) -> tuple[float, float]:
    """The least p of ``n`` people compared with themselves, and the same after the first step of Holm."""
    least = smallest_p(n)
    return least, min(1.0, least * tests)


def reach_of_groups(n_first: int, n_second: int, tests: int) -> tuple[float, float]:
    """The least p of two groups, and the same after the first step of Holm."""
    least = smallest_p_of_groups(n_first, n_second)
    return least, min(1.0, least * tests)


def out_of_reach(
    design: Design, n: int, reach: tuple[float, float], tests: int, other: int | None
) -> Iterator[Remark]:
    """What no exact test can reach with so few, and how many would be enough."""
    kind = "groups" if other is not None else "people"
    if reach[0] > design.threshold:
        enough = _enough(design, reach, 1)
        params = {"n": n, "other": other or 0, "threshold": design.threshold, "p": reach[0], "enough": enough}
        yield Remark(f"{NOT}.no_test_{kind}", params)
    if other is None and reach[0] > 1.0 - design.confidence:
        yield Remark(f"{NOT}.no_range", {"n": n, "confidence": f"{100 * design.confidence:g}%"})
    if reach[0] <= design.threshold < reach[1]:
        enough = _enough(design, reach, tests)
        params = {"n": n, "tests": tests, "threshold": design.threshold, "p": reach[1], "enough": enough}
        yield Remark(f"{NOT}.no_test_in_family", params)


def _enough(design: Design, reach: tuple[float, float], tests: int) -> int | None:
    if max(reach) <= design.threshold:
        return None
    if design.groups is Groups.INDEPENDENT:
        return enough_in_each_group(tests, design.threshold)
    return enough_people(tests, design.threshold)


def withheld(
    question: Question, outcomes: tuple[str, ...], side: str | None, n: int, other: int | None, least: int
) -> Answer:
    """Nothing is shown of fewer than the threshold."""
    too_few = Remark(f"{NOT}.too_few", {"n": n if other is None else min(n, other), "least": least})
    return Answer(
        question, outcomes, side, None, n, other, Analysis.NOTHING, (), (), (too_few,), enough=least
    )


def _why(
    test: Analysis | None, also: tuple[Analysis, ...], n: int, n_first: int, design: Design
) -> Iterator[Remark]:
    if test is None:
        yield Remark(f"{WAY}.counts")
    else:
        yield Remark(f"{WAY}.{test.value}")
    if test is Analysis.SIGNED_RANK and n > MOST_EXACT:
        yield Remark(f"{WAY}.normal_for_many", {"most": MOST_EXACT})
    if test is not None and also:
        yield Remark(f"{WAY}.permutation_beside")
    if n < FEW and test is Analysis.SIGNED_RANK:
        yield Remark(f"{WAY}.typical_first", {"n": n, "few": FEW})
    if design.groups is Groups.PAIRED and n < n_first:
        yield Remark(f"{WAY}.lost", {"n": n, "first": n_first})


def widths(n: int, other: int | None, design: Design) -> tuple[Width, ...]:
    """Ranges of the average change (or difference) and of a share of people."""
    share = Width(width_of_share(n, design.confidence), "share", f"{WIDTH}_share")
    middle = (
        width_of_mean(n, design.confidence) if other is None else width_of_means(other, n, design.confidence)
    )
    if middle is None:
        return (share,)
    unit = "d_z" if other is None else "d"
    return Width(middle, unit, f"{WIDTH}_{unit}"), share


def with_size(found: Answer, design: Design, test: Analysis, tests: int) -> Answer:
    """The same with the size that would be found at the first step of Holm, where any would."""
    threshold = design.threshold / tests
    if found.n_other is None:
        found = replace(found, least_same_way=critical_signs(found.n, threshold))
    if test is Analysis.SIGN:
        return _with_share(found, design, threshold)
    if found.n_other is None:
        sized, unit = detectable_signed_rank(found.n, threshold, design.power), "d_z"
        enough = enough_for_mean(HALF, threshold, design.power, EFFICIENCY)
    else:
        sized, unit = detectable_rank_sum(found.n_other, found.n, threshold, design.power), "d"
        enough = enough_for_means(HALF, threshold, design.power, EFFICIENCY)
    if test is Analysis.FISHER or sized is None:
        return found
    in_people = sized[0] * (2.0 * (1.0 - design.alike)) ** 0.5 if unit == "d_z" else None
    detectable = Detectable(sized[0], unit, in_people, None, threshold, design.power, sized[1])
    return replace(found, detectable=detectable, enough_to_find=enough)


def _with_share(found: Answer, design: Design, threshold: float) -> Answer:
    share = detectable_share(found.n, threshold, design.power)
    if share is None:
        return found
    detectable = Detectable(share, "share", None, share, threshold, design.power, EXACT_SIGNS)
    return replace(found, detectable=detectable)


def then_answers(design: Design) -> Iterator[Answer]:
    """Whether looking back can be read, and beside what."""
    if WaveRole.THEN not in design.waves:
        return
    outcomes = tuple(measure.key for measure in design.outcomes)
    for side in design.sides:
        n = design.matched(side)
        if design.groups is Groups.INDEPENDENT:
            refused = (Remark(f"{NOT}.then_different_people"),)
            yield Answer(
                Question.THEN, outcomes, side.key, None, n, side.n, Analysis.NOTHING, (), (), refused
            )
        elif n < design.least_matched:
            yield withheld(Question.THEN, outcomes, side.key, n, None, design.least_matched)
        else:
            is_alone = WaveRole.BEFORE not in design.waves
            refused = (Remark(f"{NOT}.then_alone" if is_alone else f"{NOT}.then_is_not_change"),)
            why = () if is_alone else (Remark(f"{WAY}.then"),)
            yield Answer(
                Question.THEN, outcomes, side.key, None, n, None, Analysis.COUNTS, (), why, refused,
                widths=widths(n, None, design),
            )  # fmt: skip
