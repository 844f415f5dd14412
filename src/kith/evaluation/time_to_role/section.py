"""Time to the next role as a section of a report, and as a report of its own."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf

from kith.evaluation import formats
from kith.evaluation.facts import ReportFacts
from kith.evaluation.report_alone import report_alone
from kith.evaluation.speaker import Speaker
from kith.evaluation.time_to_role.types import GroupTimes, TimesResult
from kith.evaluation.types import Remark
from kith.foundation.messages import Translate, gettext_noop
from kith.foundation.words import FALLBACK_LANGUAGE
from kith.publishing.blocks import (
    Alignment,
    Basis,
    Block,
    BulletList,
    Column,
    Details,
    Finding,
    Paragraph,
    Table,
)
from kith.publishing.model import Report, Section
from kith.statistics.types import Estimate

KEY = "time-to-role"


def times_section(result: TimesResult, speaker: Speaker) -> Section:
    """Each group's middle time first, then the curve as a table, then a comparison under Details."""
    voice = _Voice(result, speaker)
    blocks = [*voice.findings(), *voice.remarks(), *voice.tables(), *voice.comparison()]
    return Section(KEY, speaker.say("evaluation.times.section"), tuple(blocks))


def times_report(
    result: TimesResult,
    facts: ReportFacts,
    *,
    language: str = FALLBACK_LANGUAGE,
    translate: Translate = gettext_noop,
) -> Report:
    """A report of its own."""
    speaker = Speaker(language, translate)
    return report_alone(
        times_section(result, speaker),
        _Voice(result, speaker).findings(),
        "evaluation.times.never",
        facts=facts,
        speaker=speaker,
        provenance=result.provenance,
    )


class _Voice:
    """Turns curves into words and tables."""

    def __init__(self, result: TimesResult, speaker: Speaker) -> None:
        self.result, self.speaker, self.say = result, speaker, speaker.say

    def group(self, each: GroupTimes) -> str:
        return each.group or self.say("evaluation.report.everybody")

    def length(self, value: float) -> str:
        if isinf(value):
            return self.say("evaluation.times.not_reached")
        return self.say(
            f"evaluation.times.{self.result.unit.value}", time=formats.whole_or_points(round(value, 1))
        )

    def findings(self) -> Iterator[Block]:
        for each in self.result.groups:
            yield Paragraph(self._withheld(each)) if isinstance(each.found, Remark) else self._headline(each)

    def _withheld(self, each: GroupTimes) -> str:
        assert isinstance(each.found, Remark)
        return self.say(
            "evaluation.times.withheld", group=self.group(each), sentence=self.speaker.remark(each.found)
        )

    def _headline(self, each: GroupTimes) -> Finding:
        assert not isinstance(each.found, Remark)
        median = each.found.median
        code = "evaluation.times.no_half" if isinf(median.value) else "evaluation.times.half"
        return Finding(
            self.say(
                code,
                group=self.group(each),
                time=self.length(median.value),
                longest=self.length(each.found.longest),
            ),
            Basis(
                n=each.n,
                who=self.say("evaluation.times.who", moved=each.moved or 0),
                how=self.say("evaluation.times.how"),
                uncertainty=self.say(
                    "evaluation.times.range", low=self.length(median.low), high=self.length(median.high)
                ),
            ),
        )

    def remarks(self) -> Iterator[Block]:
        said = []
        for remark in self.result.remarks:
            params = dict(remark.params)
            params["group"] = str(params["group"]) or self.say("evaluation.report.everybody")
            said.append(self.speaker.remark(Remark(remark.code, params)))
        if said:
            yield BulletList(tuple(said), self.say("evaluation.items.mind"))

    def tables(self) -> Iterator[Block]:
        for each in self.result.groups:
            if not isinstance(each.found, Remark):
                yield self._table(each, [step.waiting for step in each.found.steps[: each.shown]])

    def _table(self, each: GroupTimes, shares: list[Estimate]) -> Table:
        assert not isinstance(each.found, Remark)
        rows = tuple(
            (
                formats.whole_or_points(round(step.time, 1)),
                str(step.at_risk),
                formats.percent(1.0 - share.value),
                self.say(
                    "evaluation.report.low_to_high",
                    low=formats.percent(1.0 - share.high),
                    high=formats.percent(1.0 - share.low),
                ),
            )
            for step, share in zip(each.found.steps, shares, strict=False)
        )
        unit = self.say(f"evaluation.times.unit_{self.result.unit.value}")
        names = [
            self.say(f"evaluation.times.column_{name}", unit=unit)
            for name in ("time", "at_risk", "moved", "range")
        ]
        columns = (Column(names[0]), *(Column(name, Alignment.NUMBER) for name in names[1:]))
        notes = [self.say("statistics.method.kaplan_meier")]
        if each.shown < len(each.found.steps):
            notes.append(self.say("evaluation.times.cut", least=self.result.least))
        return Table(
            self.say("evaluation.times.caption", group=self.group(each)), columns, rows, notes=tuple(notes)
        )

    def comparison(self) -> Iterator[Block]:
        test = self.result.compared
        if test is not None:
            said = self.say("evaluation.times.compared", p=formats.probability(test.p))
            yield Details(
                self.say("evaluation.times.details"), (Paragraph(said), Paragraph(self.say(test.method)))
            )
