"""Statistical terms, under Details only: effect sizes with their standardisers, then p, last."""

from __future__ import annotations

from kith.evaluation import formats
from kith.evaluation.missing.words import missing_table
from kith.evaluation.plan import Outcome
from kith.evaluation.report_parts import Parts, is_bounded
from kith.evaluation.types import ChangeCell, Measures
from kith.publishing.blocks import Alignment, Cell, Column, Details, Table
from kith.statistics.types import Estimate

SIZES = ("medians", "means", "sds", "mean_change", "typical_change", "g_av", "d_z", "rank_biserial")
TESTS = ("p", "p_holm", "smallest_p", "smallest_p_holm")
FAMILIES = ("all", "primary")


def details(parts: Parts, outcome: Outcome, shown: list[tuple[ChangeCell, Measures]]) -> Details:
    """Sizes with intervals, then tests with what they could have shown at best, then the missing."""
    say, name = parts.say, parts.outcome(outcome.key)
    missing = missing_table(parts, outcome, shown)
    return Details(
        say("evaluation.method.details"),
        (
            Table(
                say("evaluation.method.sizes_caption", outcome=name),
                _columns(parts, SIZES),
                tuple((parts.label(cell), *_sizes(parts, found)) for cell, found in shown),
            ),
            Table(
                say("evaluation.method.tests_caption", outcome=name),
                _columns(parts, TESTS),
                tuple((parts.label(cell), *_tests(found)) for cell, found in shown),
                notes=_families(parts, shown),
            ),
            *(() if missing is None else (missing,)),
        ),
    )


def family_name(parts: Parts, family: str) -> str:
    """A family's name in words; one that the plan names stands as it is."""
    return parts.say(f"evaluation.method.family_{family}") if family in FAMILIES else family


def _columns(parts: Parts, names: tuple[str, ...]) -> tuple[Column, ...]:
    first = Column(parts.say("evaluation.method.comparison"))
    rest = (Column(parts.say(f"evaluation.method.{name}"), Alignment.NUMBER) for name in names)
    return (first, *rest)


def _sizes(parts: Parts, found: Measures) -> tuple[Cell, ...]:
    return (
        _two(parts, found.median_earlier, found.median_later),
        _two(parts, found.mean_earlier, found.mean_later),
        _two(parts, found.sd_earlier, found.sd_later),
        with_interval(parts, found.mean_change),
        with_interval(parts, found.typical_change),
        with_interval(parts, found.g_av),
        with_interval(parts, found.d_z),
        with_interval(parts, found.rank_biserial),
    )


def _two(parts: Parts, first: float | None, second: float | None) -> Cell:
    if first is None or second is None:
        return parts.few(parts.plan.least_matched)
    return parts.say(
        "evaluation.method.two_values", first=formats.points(first), second=formats.points(second)
    )


def with_interval(parts: Parts, estimate: Estimate | None) -> str:
    """``+0.17 (+0.05 to +0.28)``; words where the size is not defined or has no interval."""
    if estimate is None:
        return parts.say("evaluation.method.not_defined")
    value = formats.change(estimate.value)
    if not is_bounded(estimate) or estimate.low == estimate.high:
        return parts.say("evaluation.method.no_interval", value=value)
    low, high = formats.change(estimate.low), formats.change(estimate.high)
    return parts.say("evaluation.method.with_interval", value=value, low=low, high=high)


def _tests(found: Measures) -> tuple[Cell, ...]:
    p_values = (found.test.p, found.p_holm, found.smallest_p, found.smallest_p_holm)
    return tuple(formats.probability(p) for p in p_values)


def _families(parts: Parts, shown: list[tuple[ChangeCell, Measures]]) -> tuple[str, ...]:
    families = dict.fromkeys((found.family, found.family_size) for _, found in shown)
    return tuple(
        parts.say("evaluation.method.family", family=family_name(parts, family), size=size)
        for family, size in families
    )
