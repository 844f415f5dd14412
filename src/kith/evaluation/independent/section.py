"""A comparison of different people as a section, and as a report of its own. Every heading says so."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation import formats
from kith.evaluation.facts import ReportFacts
from kith.evaluation.independent.types import GroupCell, GroupMeasures, GroupScores, GroupsPlan, GroupsResult
from kith.evaluation.plan import Outcome
from kith.evaluation.report_alone import report_alone
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import Withheld
from kith.foundation.messages import Translate, gettext_noop
from kith.foundation.words import FALLBACK_LANGUAGE
from kith.publishing.blocks import (
    Alignment,
    Basis,
    Block,
    BulletList,
    Cell,
    Column,
    Details,
    Figure,
    Finding,
    Paragraph,
    Suppressed,
    Table,
)
from kith.publishing.chart_types import IntervalRow, Intervals
from kith.publishing.model import Report, Section
from kith.statistics.types import Estimate, TestResult

KEY = "different-people"
Shown = list[tuple[GroupCell, GroupMeasures]]


def groups_section(result: GroupsResult, plan: GroupsPlan, speaker: Speaker) -> Section:
    """One subsection an outcome: the groups beside each other, then how far apart, then what that cannot say."""
    voice = _Voice(result, plan, speaker)
    subsections = tuple(
        Section(
            f"{KEY}-{place}",
            speaker.say("evaluation.groups.outcome", outcome=speaker.outcome(outcome)),
            tuple(voice.outcome(outcome)),
        )
        for place, outcome in enumerate(plan.outcomes, start=1)
    )
    intro = Paragraph(speaker.say("evaluation.groups.intro"))
    limits = BulletList(tuple(voice.limits()), speaker.say("evaluation.groups.cannot_say"))
    return Section(KEY, speaker.say("evaluation.groups.section"), (intro, limits), subsections)


def groups_report(
    result: GroupsResult,
    plan: GroupsPlan,
    facts: ReportFacts,
    *,
    language: str = FALLBACK_LANGUAGE,
    translate: Translate = gettext_noop,
) -> Report:
    """A report of its own: the findings first, then the section."""
    speaker = Speaker(language, translate)
    voice = _Voice(result, plan, speaker)
    findings: list[Block] = [voice.headline(cell, found) for cell, found in voice.shown(plan.outcomes)]
    return report_alone(
        groups_section(result, plan, speaker),
        findings,
        "evaluation.never.groups",
        facts=facts,
        speaker=speaker,
        provenance=result.provenance,
    )


class _Voice:
    """Turns cells into words and tables."""

    def __init__(self, result: GroupsResult, plan: GroupsPlan, speaker: Speaker) -> None:
        self.result, self.plan, self.speaker, self.say = result, plan, speaker, speaker.say
        self.centre = result.centre.value

    def shown(self, outcomes: tuple[Outcome, ...]) -> Shown:
        keys = {outcome.key for outcome in outcomes}
        return [
            (cell, cell.found)
            for cell in self.result.cells
            if cell.outcome in keys and isinstance(cell.found, GroupMeasures)
        ]

    def group(self, key: str) -> str:
        return self.speaker.text(self.plan.group(key).label)

    def compared(self, cell: GroupCell) -> str:
        names = {"first": self.group(cell.first), "second": self.group(cell.second)}
        return self.say("evaluation.groups.beside", **names)

    def outcome(self, outcome: Outcome) -> Iterator[Block]:
        shown = self.shown((outcome,))
        if not shown:
            yield Paragraph(self.say("evaluation.groups.nothing_shown"))
        for cell, found in shown:
            yield self.headline(cell, found)
        yield self.scores(outcome)
        if shown:
            yield self.differences(outcome)
            bounded = [(cell, found) for cell, found in shown if _bounded(self.told(found))]
            if bounded:
                yield self.intervals(outcome, bounded)
            yield self.details(outcome, shown)

    def headline(self, cell: GroupCell, found: GroupMeasures) -> Finding:
        said = self.say(
            "evaluation.groups.headline",
            outcome=self.speaker.outcome(self.plan.outcome(cell.outcome)),
            first=self.group(cell.first),
            second=self.group(cell.second),
            share=formats.percent(found.higher),
        )
        return Finding(said, self._basis(cell, found))

    def _basis(self, cell: GroupCell, found: GroupMeasures) -> Basis:
        return Basis(
            n=cell.n_first + cell.n_second,
            who=self.say("evaluation.groups.headline_who"),
            how=self.say("evaluation.groups.headline_how"),
            uncertainty=self.say(
                f"evaluation.groups.headline_range.{self.centre}",
                difference=formats.change(self.told(found).value),
                range=self.range(self.told(found)),
            ),
        )

    def told(self, found: GroupMeasures) -> Estimate:
        return found.difference(self.result.centre)

    def range(self, estimate: Estimate) -> str:
        if not _bounded(estimate):
            return self.say("evaluation.report.no_range")
        low, high = formats.change(estimate.low), formats.change(estimate.high)
        return self.say("evaluation.report.low_to_high", low=low, high=high)

    def scores(self, outcome: Outcome) -> Table:
        name = self.speaker.outcome(outcome)
        return Table(
            self.say("evaluation.groups.scores_caption", outcome=name),
            self._columns("group", "asked", "answered", "middle", "average"),
            tuple(self._row(each) for each in self.result.scores if each.outcome == outcome.key),
        )

    def _row(self, each: GroupScores) -> tuple[Cell, ...]:
        few = Suppressed(
            self.say("evaluation.report.not_shown_few", least=self.plan.least), "too_few_matched"
        )
        return (
            self.group(each.group),
            str(each.asked),
            str(each.n),
            few if each.median is None else formats.points(each.median),
            few if each.mean is None else formats.points(each.mean),
        )

    def differences(self, outcome: Outcome) -> Table:
        name = self.speaker.outcome(outcome)
        return Table(
            self.say("evaluation.groups.differences_caption", outcome=name),
            self._columns("compared", "people", "higher", self.centre, "range"),
            tuple(self._difference(cell) for cell in self.result.cells if cell.outcome == outcome.key),
        )

    def _difference(self, cell: GroupCell) -> tuple[Cell, ...]:
        people = str(cell.n_first + cell.n_second)
        if isinstance(cell.found, Withheld):
            words = self.say("evaluation.report.not_shown_few", least=cell.found.least)
            return (self.compared(cell), people, *([Suppressed(words, "too_few_matched")] * 3))
        found = cell.found
        return (
            self.compared(cell),
            people,
            formats.percent(found.higher),
            formats.change(self.told(found).value),
            self.range(self.told(found)),
        )

    def intervals(self, outcome: Outcome, shown: Shown) -> Figure:
        name = self.speaker.outcome(outcome)
        rows = [
            IntervalRow(self.compared(cell), told.value, told.low, told.high)
            for cell, told in ((cell, self.told(found)) for cell, found in shown)
        ]
        words = [
            self.say(
                f"evaluation.groups.interval_alternative.{self.centre}",
                label=row.label,
                difference=formats.change(row.estimate),
                low=formats.change(row.low),
                high=formats.change(row.high),
            )
            for row in rows
        ]
        first = self.group(self.plan.groups[0].key)
        finding = self.say(f"evaluation.groups.interval_finding.{self.centre}", outcome=name, first=first)
        chart = Intervals(
            tuple(rows),
            self.say("evaluation.groups.interval_title"),
            reference=0.0,
            reference_label=self.say("evaluation.groups.no_difference"),
        )
        basis = Basis(
            n=max(cell.n_first + cell.n_second for cell, _ in shown),
            who=self.say("evaluation.groups.headline_who"),
            how=self.say(f"evaluation.groups.how.{self.centre}"),
        )
        table = self.differences(outcome)
        return Figure(finding, chart, " ".join(words), table, basis)

    def details(self, outcome: Outcome, shown: Shown) -> Details:
        name = self.speaker.outcome(outcome)
        sizes = Table(
            self.say("evaluation.groups.sizes_caption", outcome=name),
            self._columns("compared", "typical", "mean_difference", "delta", "g"),
            tuple(
                (self.compared(cell), *(self._sized(each) for each in _sizes(found))) for cell, found in shown
            ),
            notes=self._methods([estimate for _, found in shown for estimate in _sizes(found)]),
        )
        tests = Table(
            self.say("evaluation.groups.tests_caption", outcome=name),
            self._columns("compared", "p", "p_holm", "p_least", "p_mean", "p_unequal"),
            tuple((self.compared(cell), *self._tests(found)) for cell, found in shown),
            notes=self._methods([test for _, found in shown for test in _tests(found)]),
        )
        return Details(self.say("evaluation.groups.details"), (self.spreads(outcome), sizes, tests))

    def spreads(self, outcome: Outcome) -> Table:
        return Table(
            self.say("evaluation.groups.spreads_caption", outcome=self.speaker.outcome(outcome)),
            self._columns("group", "answered", "sd"),
            tuple(
                (self.group(each.group), str(each.n), formats.points(each.sd))
                for each in self.result.scores
                if each.outcome == outcome.key and each.sd is not None
            ),
        )

    def _sized(self, estimate: Estimate | None) -> str:
        if estimate is None:
            return self.say("evaluation.method.not_defined")
        value = formats.change(estimate.value)
        if not _bounded(estimate):
            return self.say("evaluation.method.no_interval", value=value)
        ends = {"low": formats.change(estimate.low), "high": formats.change(estimate.high)}
        return self.say("evaluation.method.with_interval", value=value, **ends)

    def _tests(self, found: GroupMeasures) -> tuple[Cell, ...]:
        drawn = found.mean_test.p_interval
        mean = formats.probability(found.mean_test.p)
        if drawn is not None:
            low, high = (formats.probability(end) for end in drawn)
            mean = self.say("evaluation.groups.p_drawn", p=mean, low=low, high=high)
        unequal = found.unequal_test
        return (
            *(formats.probability(p) for p in (found.test.p, found.p_holm, found.smallest_p_holm)),
            mean,
            self.say("evaluation.method.not_defined") if unequal is None else formats.probability(unequal.p),
        )

    def _methods(self, used: list[Estimate | TestResult | None]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.say(each.method) for each in used if each is not None))

    def _columns(self, *names: str) -> tuple[Column, ...]:
        first, *rest = (self.say(f"evaluation.groups.{name}") for name in names)
        return (Column(first), *(Column(name, Alignment.NUMBER) for name in rest))

    def limits(self) -> Iterator[str]:
        for remark in self.result.remarks:
            yield self.speaker.remark(remark)
        for cell in self.result.cells:
            for remark in cell.cannot_show:
                yield self.say(
                    "evaluation.groups.about",
                    outcome=self.speaker.outcome(self.plan.outcome(cell.outcome)),
                    compared=self.compared(cell),
                    sentence=self.speaker.remark(remark),
                )


def _bounded(estimate: Estimate) -> bool:
    return estimate.low > -float("inf") and estimate.high < float("inf")


def _sizes(found: GroupMeasures) -> tuple[Estimate | None, ...]:
    return (found.shift, found.mean_difference, found.delta, found.g)


def _tests(found: GroupMeasures) -> tuple[TestResult | None, ...]:
    return (found.test, found.mean_test, found.unequal_test)
