"""Cohorts pooled, in words and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kith.evaluation import formats
from kith.evaluation.pooled.types import PooledChange, PooledMethod
from kith.evaluation.pooled.voice import Voice
from kith.publishing.blocks import Basis, Block, Cell, Details, Figure, Finding, Paragraph, Table
from kith.publishing.chart_types import IntervalRow, Intervals
from kith.statistics.types import Estimate


def cohorts_part(found: Sequence[PooledChange], voice: Voice) -> Iterator[Block]:
    """A sentence for each score and comparison, a chart of them all, each cohort, and the models."""
    if not found:
        return
    shown = [(each, each.change) for each in found if each.change is not None]
    for each, change in shown:
        yield _finding(each, change, voice)
        if each.share is not None:
            ends = {"low": formats.percent(each.share.low), "high": formats.percent(each.share.high)}
            share = formats.percent(each.share.value)
            yield Paragraph(voice.say("evaluation.pooled.differ", share=share, **ends))
    if shown:
        yield _figure(shown, voice)
    yield from voice.remarks((_about(each, voice), remark) for each in found for remark in each.remarks)
    if shown:
        alone = tuple(_each(each, voice) for each, _ in shown)
        yield Details(voice.say("evaluation.pooled.each_title"), alone)
        yield _models(shown, voice)


def _about(each: PooledChange, voice: Voice) -> str:
    return voice.say(
        "evaluation.pooled.about",
        outcome=voice.outcome(each.outcome),
        who=voice.who(each.side, each.comparison),
    )


def _finding(each: PooledChange, change: Estimate, voice: Voice) -> Finding:
    said = voice.say(
        f"evaluation.pooled.cohorts_{each.method.value}",
        outcome=voice.outcome(each.outcome),
        who=voice.who(each.side, each.comparison),
        cohorts=each.n_cohorts,
        change=formats.change(change.value),
        range=voice.range(change),
    )
    return Finding(said, _basis(each.n, each.method, voice))


def _basis(n: int, method: PooledMethod, voice: Voice) -> Basis:
    who = voice.say("evaluation.pooled.cohorts_who")
    return Basis(n, who, voice.say(f"evaluation.pooled.cohorts_how.{method.value}"))


def _figure(shown: list[tuple[PooledChange, Estimate]], voice: Voice) -> Figure:
    rows = [IntervalRow(_about(each, voice), change.value, change.low, change.high) for each, change in shown]
    words = [
        voice.say(
            "evaluation.pooled.interval_alternative",
            label=row.label,
            change=formats.change(row.estimate),
            low=formats.change(row.low),
            high=formats.change(row.high),
        )
        for row in rows
    ]
    table = Table(
        voice.say("evaluation.pooled.cohorts_caption"),
        voice.columns(("score", "compared"), ("people", "n_cohorts", "change", "range")),
        tuple(
            (
                voice.outcome(each.outcome),
                voice.who(each.side, each.comparison),
                str(each.n),
                str(each.n_cohorts),
                formats.change(change.value),
                voice.range(change),
            )
            for each, change in shown
        ),
    )
    chart = Intervals(
        tuple(rows),
        voice.say("evaluation.pooled.interval_title"),
        reference=0.0,
        reference_label=voice.say("evaluation.report.no_change"),
    )
    most = max((each for each, _ in shown), key=lambda each: each.n)
    finding = voice.say("evaluation.pooled.cohorts_finding")
    return Figure(finding, chart, " ".join(words), table, _basis(most.n, most.method, voice))


def _each(each: PooledChange, voice: Voice) -> Table | Paragraph:
    if all(one.change is None for one in each.cohorts):
        least = voice.plan.least_matched
        said = voice.say("evaluation.pooled.no_cohort_alone", least=least)
        return Paragraph(voice.say("evaluation.pooled.not_shown", what=_about(each, voice), why=said))
    names = {"outcome": voice.outcome(each.outcome), "who": voice.who(each.side, each.comparison)}
    rows: list[tuple[Cell, ...]] = [
        (one.cohort, str(one.n), voice.few() if one.change is None else formats.change(one.change))
        for one in each.cohorts
    ]
    caption = voice.say("evaluation.pooled.each_caption", **names)
    return Table(caption, voice.columns(("cohort",), ("people", "change")), tuple(rows))


def _models(shown: list[tuple[PooledChange, Estimate]], voice: Voice) -> Details:
    rows = tuple(
        (
            voice.outcome(each.outcome),
            voice.who(each.side, each.comparison),
            voice.sized(change),
            "–" if each.freedom is None else formats.whole_or_points(each.freedom),
            voice.say("evaluation.pooled.none") if each.cohort_sd is None else formats.points(each.cohort_sd),
            voice.share(each.share),
            "–" if each.p is None else formats.probability(each.p),
        )
        for each, change in shown
    )
    numbers = ("estimate", "freedom", "cohort_sd", "share_cohorts", "p")
    table = Table(
        voice.say("evaluation.pooled.models_caption", what=voice.say("evaluation.pooled.cohorts")),
        voice.columns(("score", "compared"), numbers),
        rows,
        notes=(
            *dict.fromkeys(voice.say(change.method) for _, change in shown),
            voice.say("evaluation.pooled.p_alone"),
        ),
    )
    return Details(voice.say("evaluation.pooled.details"), (table,))
