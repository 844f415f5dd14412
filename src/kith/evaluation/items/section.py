"""A scale's questions as a section of a report, and as a report of its own."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation import formats
from kith.evaluation.facts import ReportFacts
from kith.evaluation.items.types import ItemFacts, ItemScale, ItemsResult, RetestFound, ScaleFound
from kith.evaluation.report_alone import report_alone
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import Remark
from kith.foundation.messages import Translate, gettext_noop
from kith.foundation.words import FALLBACK_LANGUAGE, Text
from kith.publishing.blocks import (
    Alignment,
    Basis,
    Block,
    BulletList,
    Cell,
    Column,
    Details,
    Finding,
    Paragraph,
    Suppressed,
    Table,
)
from kith.publishing.model import Report, Section
from kith.statistics.types import Estimate

KEY = "reliability"
GOOD, FAIR = 0.8, 0.7
"""Nunnally and Bernstein (1994), Psychometric Theory, 3rd ed., p. 265: 0.70 for early work, 0.80 for research."""


def items_section(
    result: ItemsResult,
    speaker: Speaker,
    labels: dict[str, Text] | None = None,
    times: dict[str, Text] | None = None,
) -> Section:
    """One subsection a scale: whether its questions hold together, then each question, then scores taken twice.

    ``labels`` are the questions' own words, where they may be shown; ``times`` the names of times.
    """
    voice = _Voice(result, speaker, labels or {}, times or {})
    subsections = tuple(
        Section(
            f"{KEY}-{place}",
            speaker.say("evaluation.items.of_scale", scale=speaker.text(scale.label)),
            tuple(voice.scale(scale)),
        )
        for place, scale in enumerate(result.scales, start=1)
    )
    return Section(
        KEY,
        speaker.say("evaluation.items.section"),
        (Paragraph(speaker.say("evaluation.items.intro")),),
        subsections,
    )


def items_report(
    result: ItemsResult,
    facts: ReportFacts,
    *,
    labels: dict[str, Text] | None = None,
    language: str = FALLBACK_LANGUAGE,
    translate: Translate = gettext_noop,
) -> Report:
    """A report of its own: a finding a scale on the first page, then the section."""
    speaker = Speaker(language, translate)
    voice = _Voice(result, speaker, labels or {}, {})
    findings: list[Block] = [voice.headline(found) for found in result.found if voice.is_told(found)]
    return report_alone(
        items_section(result, speaker, labels),
        findings,
        "evaluation.items.never",
        facts=facts,
        speaker=speaker,
        provenance=result.provenance,
    )


class _Voice:
    """Turns figures into words and tables."""

    def __init__(
        self, result: ItemsResult, speaker: Speaker, labels: dict[str, Text], times: dict[str, Text]
    ) -> None:
        self.result, self.speaker, self.say, self.labels, self.times = (
            result,
            speaker,
            speaker.say,
            labels,
            times,
        )

    def is_told(self, found: ScaleFound) -> bool:
        return isinstance(found.alpha, Estimate)

    def scale(self, scale: ItemScale) -> Iterator[Block]:
        found = [each for each in self.result.found if each.scale == scale.key]
        again = [each for each in self.result.again if each.scale == scale.key]
        for each in found:
            yield self.headline(each) if self.is_told(each) else Paragraph(self.why_not(each))
            if each.remarks:
                yield BulletList(
                    tuple(dict.fromkeys(self.remark(remark) for remark in each.remarks)),
                    self.say("evaluation.items.mind"),
                )
        yield from (self.retest(each) for each in again)
        details = [self.figures(found), *(self.items(each) for each in found if each.items)]
        yield Details(self.say("evaluation.items.details"), tuple(details))

    def remark(self, remark: Remark) -> str:
        params = dict(remark.params)
        if "item" in params:
            params["item"] = self.item(str(params["item"]))
        return self.speaker.remark(Remark(remark.code, params))

    def item(self, key: str) -> str:
        return self.speaker.text(self.labels[key]) if key in self.labels else key

    def time(self, key: str) -> str:
        if not key:
            return self.say("evaluation.items.once")
        return self.speaker.text(self.times[key]) if key in self.times else key

    def asked(self, found: ScaleFound) -> str:
        """A scale and when it was asked, where there are several times."""
        name = self.name(found.scale)
        if not found.time:
            return name
        return self.say("evaluation.items.scale_at", scale=name, time=self.time(found.time))

    def name(self, key: str) -> str:
        return self.speaker.text(next(scale.label for scale in self.result.scales if scale.key == key))

    def headline(self, found: ScaleFound) -> Finding:
        alpha = found.alpha
        assert isinstance(alpha, Estimate)
        word = "good" if alpha.low >= GOOD else "fair" if alpha.value >= FAIR else "poor"
        if word != "good" and alpha.high >= GOOD and alpha.low < FAIR:
            word = "unsure"
        low, high = (formats.points(end) for end in (alpha.low, alpha.high))
        return Finding(
            self.say(f"evaluation.items.{word}", scale=self.asked(found)),
            Basis(
                n=found.n_whole,
                who=self.say("evaluation.items.who"),
                how=self.say("evaluation.items.how"),
                uncertainty=self.say(
                    "evaluation.items.range", value=formats.points(alpha.value), low=low, high=high
                ),
            ),
        )

    def why_not(self, found: ScaleFound) -> str:
        assert isinstance(found.alpha, Remark)
        return self.say(
            "evaluation.items.no_figure",
            scale=self.asked(found), sentence=self.speaker.remark(found.alpha),
        )  # fmt: skip

    def retest(self, each: RetestFound) -> Block:
        names = {
            "scale": self.name(each.scale),
            "first": self.time(each.first),
            "second": self.time(each.second),
        }
        if isinstance(each.found, Remark):
            return Paragraph(
                self.say("evaluation.items.no_retest", sentence=self.speaker.remark(each.found), **names)
            )
        found = each.found
        low, high = (formats.points(end) for end in (found.icc.low, found.icc.high))
        return Finding(
            self.say("evaluation.items.retest", change=formats.points(found.smallest_change), **names),
            Basis(
                n=each.n,
                who=self.say("evaluation.items.retest_who"),
                how=self.say("evaluation.items.retest_how", error=formats.points(found.error)),
                uncertainty=self.say(
                    "evaluation.items.retest_range", value=formats.points(found.icc.value), low=low, high=high
                ),
            ),
        )

    def figures(self, found: list[ScaleFound]) -> Table:
        methods = [
            estimate.method
            for each in found
            for estimate in (each.alpha, getattr(each.omega, "estimate", None))
            if isinstance(estimate, Estimate)
        ]
        return Table(
            self.say("evaluation.items.figures", scale=self.name(found[0].scale)),
            self._columns("time", "answered", "whole", "alpha", "omega", "misfit"),
            tuple(self._figures(each) for each in found),
            notes=tuple(dict.fromkeys(self.say(method) for method in methods)),
        )

    def _figures(self, each: ScaleFound) -> tuple[Cell, ...]:
        omega = each.omega
        cells: tuple[Cell, Cell] = (
            (self._why(omega), self.say("evaluation.items.none"))
            if isinstance(omega, Remark)
            else (self._estimate(omega.estimate), formats.points(omega.misfit))
        )
        alpha = self._why(each.alpha) if isinstance(each.alpha, Remark) else self._estimate(each.alpha)
        return (self.time(each.time), str(each.n), str(each.n_whole), alpha, *cells)

    def _why(self, remark: Remark) -> Cell:
        return Suppressed(self.speaker.remark(remark), remark.code)

    def _estimate(self, estimate: Estimate) -> str:
        ends = {"low": formats.points(estimate.low), "high": formats.points(estimate.high)}
        return self.say("evaluation.method.with_interval", value=formats.points(estimate.value), **ends)

    def items(self, found: ScaleFound) -> Table:
        turned = next(one.reversed_items for one in self.result.scales if one.key == found.scale)
        return Table(
            self.say("evaluation.items.items", scale=self.name(found.scale), time=self.time(found.time)),
            self._columns(
                "question", "answered", "missing", "mean", "sd", "at_low", "at_high", "rest", "without"
            ),
            tuple(self._item(each, is_turned=each.item in turned) for each in found.items),
        )

    def _item(self, each: ItemFacts, *, is_turned: bool) -> tuple[Cell, ...]:
        few: Cell = Suppressed(self.say("evaluation.items.few", least=self.result.least), "too_few_matched")
        none = self.say("evaluation.items.none")
        enough = each.n >= self.result.least
        told: tuple[Cell, ...] = (
            formats.points(each.mean),
            formats.points(each.sd),
            formats.percent(each.at_low_end),
            formats.percent(each.at_high_end),
        )
        return (
            self.say("evaluation.items.turned", item=self.item(each.item))
            if is_turned
            else self.item(each.item),
            str(each.n),
            str(each.missing),
            *(told if enough else (few,) * 4),
            none if each.rest is None else formats.points(each.rest),
            none if each.alpha_without is None else formats.points(each.alpha_without),
        )

    def _columns(self, *names: str) -> tuple[Column, ...]:
        first, *rest = (self.say(f"evaluation.items.column_{name}") for name in names)
        return (Column(first), *(Column(name, Alignment.NUMBER) for name in rest))
