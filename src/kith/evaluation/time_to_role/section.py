"""Time to the next role as a section of a report, and as a report of its own."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf

from kith.evaluation import formats
from kith.evaluation.facts import ReportFacts
from kith.evaluation.report_alone import report_alone
from kith.evaluation.speaker import Speaker
from kith.evaluation.time_to_role.types import GroupTimes, Mark, TimesResult
from kith.evaluation.types import Remark
from kith.foundation.faults import Parameter
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

    def _of_group(self, code: str, params: dict[str, Parameter]) -> str:
        """A sentence about a group, led in by its name where there are groups."""
        group = str(params.pop("group"))
        said = self.speaker.remark(Remark(code, params))
        return self.say("evaluation.times.of_group", group=group, sentence=said) if group else said

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
        why = self.speaker.remark(each.found)
        return self._of_group("evaluation.times.withheld", {"group": each.group, "sentence": why})

    def _headline(self, each: GroupTimes) -> Finding:
        assert not isinstance(each.found, Remark)
        median = each.found.median
        times = {"time": self.length(median.value), "longest": self.length(each.found.longest)}
        code = "evaluation.times.no_half" if isinf(median.value) else "evaluation.times.half"
        return Finding(
            self._of_group(code, {"group": each.group, **times}),
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
        said = [self._of_group(remark.code, dict(remark.params)) for remark in self.result.remarks]
        if said:
            yield BulletList(tuple(said), self.say("evaluation.items.mind"))

    def tables(self) -> Iterator[Block]:
        for each in self.result.groups:
            if each.marks:
                yield self._table(each)

    def _table(self, each: GroupTimes) -> Table:
        assert not isinstance(each.found, Remark)
        unit = self.say(f"evaluation.times.unit_{self.result.unit.value}")
        names = [
            self.say(f"evaluation.times.column_{name}", unit=unit)
            for name in ("time", "at_risk", "moved", "range")
        ]
        columns = (Column(names[0]), *(Column(name, Alignment.NUMBER) for name in names[1:]))
        notes = [self.say("statistics.method.kaplan_meier")]
        if each.shown < len(each.found.steps):
            notes.append(self.say("evaluation.times.cut", least=self.result.least))
        caption = (
            self.say("evaluation.times.caption", group=each.group)
            if each.group
            else self.say("evaluation.times.caption_all")
        )
        return Table(caption, columns, tuple(self._row(mark) for mark in each.marks), notes=tuple(notes))

    def _row(self, mark: Mark) -> tuple[str, ...]:
        time, share = formats.whole_or_points(mark.time), mark.waiting
        if share is None:
            return (time, str(mark.at_risk), formats.percent(0.0), "–")
        ends = {"low": formats.percent(1.0 - share.high), "high": formats.percent(1.0 - share.low)}
        said = self.say("evaluation.report.low_to_high", **ends)
        return (time, str(mark.at_risk), formats.percent(1.0 - share.value), said)

    def comparison(self) -> Iterator[Block]:
        test = self.result.compared
        if test is not None:
            said = self.say("evaluation.times.compared", p=formats.probability(test.p))
            yield Details(
                self.say("evaluation.times.details"), (Paragraph(said), Paragraph(self.say(test.method)))
            )
