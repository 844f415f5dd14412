"""What others see, beside what people say of themselves, as a section of a report."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation import formats
from kith.evaluation.plan import Outcome
from kith.evaluation.seen.types import KindSeen, SeenCell, SeenChange, SeenMeasures, SeenPlan, SeenResult
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import Remark, Withheld
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
from kith.publishing.model import Section
from kith.statistics.types import Estimate

KEY = "seen-by-others"
LIMITS = ("chosen", "knew", "other_questions", "no_cause")


def seen_section(result: SeenResult, plan: SeenPlan, speaker: Speaker) -> Section:
    """A sentence for each side and time, what others and people themselves say side by side, then what it cannot say."""
    voice = _Voice(result, plan, speaker)
    parts = tuple(
        Section(f"{KEY}-{place}", voice.title(outcome), tuple(voice.outcome(outcome)))
        for place, outcome in enumerate(plan.outcomes, start=1)
    )
    limits = BulletList(
        tuple(speaker.say(f"evaluation.seen.{key}") for key in LIMITS),
        speaker.say("evaluation.seen.cannot_say"),
    )
    intro = Paragraph(speaker.say("evaluation.seen.intro", least=plan.least, raters=plan.least_raters))
    return Section(KEY, speaker.say("evaluation.seen.section"), (intro, limits), parts)


class _Voice:
    """Turns cells into words and tables."""

    def __init__(self, result: SeenResult, plan: SeenPlan, speaker: Speaker) -> None:
        self.result, self.plan, self.speaker, self.say = result, plan, speaker, speaker.say
        self.sides = {one.key: speaker.text(one.label) for one in plan.sides}
        self.times = {one.key: speaker.text(one.label) for one in plan.times}
        self.kinds = {one.key: speaker.text(one.label) for one in plan.kinds}

    def title(self, outcome: Outcome) -> str:
        """Not the outcome alone: the part on its change is called so."""
        return self.say("evaluation.seen.part", outcome=self.speaker.outcome(outcome))

    def outcome(self, outcome: Outcome) -> Iterator[Block]:
        cells = [cell for cell in self.result.cells if cell.outcome == outcome.key]
        shown = [(cell, cell.found) for cell in cells if isinstance(cell.found, SeenMeasures)]
        if not shown:
            yield Paragraph(self.say("evaluation.seen.nothing", least=self.plan.least))
        for cell, found in shown:
            if isinstance(found.gap, Estimate):
                yield self.headline(outcome, cell, found, found.gap)
        yield self.beside(outcome, cells)
        changes = [one for one in self.result.changes if one.outcome == outcome.key]
        if changes and shown:
            yield self.changes(outcome, changes)
        by_kind = [(cell, one) for cell, found in shown for one in found.kinds]
        if by_kind:
            yield self.by_kind(outcome, by_kind)
        if shown:
            yield Details(self.say("evaluation.seen.details"), (self.agreement(outcome, shown),))

    def headline(self, outcome: Outcome, cell: SeenCell, found: SeenMeasures, gap: Estimate) -> Finding:
        way = "higher" if gap.low > 0 else "lower" if gap.high < 0 else "unsure"
        said = self.say(
            f"evaluation.seen.headline_{way}",
            side=self.sides[cell.side],
            time=self.times[cell.time],
            outcome=self.speaker.outcome(outcome),
        )
        uncertainty = self.say(
            "evaluation.seen.range", difference=formats.change(gap.value), range=self.range(gap)
        )
        who = self.say("evaluation.seen.who", raters=found.raters, rated=cell.n)
        return Finding(
            said,
            Basis(n=found.n_both, who=who, how=self.say("evaluation.seen.how"), uncertainty=uncertainty),
        )

    def range(self, estimate: Estimate) -> str:
        if not (estimate.low > -float("inf") and estimate.high < float("inf")):
            return self.say("evaluation.report.no_range")
        low, high = formats.change(estimate.low), formats.change(estimate.high)
        return self.say("evaluation.report.low_to_high", low=low, high=high)

    def beside(self, outcome: Outcome, cells: list[SeenCell]) -> Table:
        left_out = sum(cell.left_out for cell in cells if isinstance(cell.found, SeenMeasures))
        notes = [self.say("evaluation.seen.middle_note")]
        if left_out >= self.plan.least:
            notes.append(self.say("evaluation.seen.left_out", raters=self.plan.least_raters))
        return Table(
            self.say("evaluation.seen.beside_caption", outcome=self.speaker.outcome(outcome)),
            self._columns(
                "side", "time", "rated", "raters", "others", "both", "own", "gap", "interval", texts=2
            ),
            tuple(self._beside(cell) for cell in cells),
            notes=tuple(notes),
        )

    def _beside(self, cell: SeenCell) -> tuple[Cell, ...]:
        first = (self.sides[cell.side], self.times[cell.time])
        if isinstance(cell.found, Withheld):
            return (*first, *([self._few()] * 7))
        found = cell.found
        gap: tuple[Cell, ...] = (self._few(), self._few())
        if isinstance(found.gap, Estimate):
            gap = (formats.change(found.gap.value), self.range(found.gap))
        return (
            *first,
            str(cell.n),
            str(found.raters),
            formats.points(found.others),
            str(found.n_both) if found.own is not None else self._few(),
            formats.points(found.own) if found.own is not None else self._few(),
            *gap,
        )

    def _few(self) -> Suppressed:
        return Suppressed(self.say("evaluation.seen.few", least=self.plan.least), "too_few_matched")

    def changes(self, outcome: Outcome, changes: list[SeenChange]) -> Table:
        return Table(
            self.say("evaluation.seen.change_caption", outcome=self.speaker.outcome(outcome)),
            self._columns("side", "between", "rated", "change", "interval", texts=2),
            tuple(self._change(one) for one in changes),
            notes=(self.say("evaluation.seen.change_note"),),
        )

    def _change(self, one: SeenChange) -> tuple[Cell, ...]:
        between = self.say(
            "evaluation.seen.from_to", first=self.times[one.first], later=self.times[one.later]
        )
        first = (self.sides[one.side], between)
        if isinstance(one.found, Withheld):
            return (*first, *([self._few()] * 3))
        if isinstance(one.found, Remark):
            why = Suppressed(self.speaker.remark(one.found), one.found.code)
            return (*first, str(one.n), why, why)
        return (*first, str(one.n), formats.change(one.found.value), self.range(one.found))

    def by_kind(self, outcome: Outcome, rows: list[tuple[SeenCell, KindSeen]]) -> Table:
        return Table(
            self.say("evaluation.seen.kinds_caption", outcome=self.speaker.outcome(outcome)),
            self._columns("side", "time", "kind", "rated", "raters", "others", texts=3),
            tuple(
                (
                    self.sides[cell.side],
                    self.times[cell.time],
                    ", ".join(self.kinds[kind] for kind in one.kinds),
                    str(one.people),
                    str(one.raters),
                    formats.points(one.middle),
                )
                for cell, one in rows
            ),
            notes=(self.say("evaluation.seen.kinds_note", least=self.plan.least),),
        )

    def agreement(self, outcome: Outcome, shown: list[tuple[SeenCell, SeenMeasures]]) -> Table:
        methods = [found.agreement.method for _, found in shown if isinstance(found.agreement, Estimate)]
        methods += [found.gap.method for _, found in shown if isinstance(found.gap, Estimate)]
        return Table(
            self.say("evaluation.seen.agreement_caption", outcome=self.speaker.outcome(outcome)),
            self._columns("side", "time", "rated", "raters", "icc", "interval", texts=2),
            tuple(
                (
                    self.sides[cell.side],
                    self.times[cell.time],
                    str(cell.n),
                    str(found.raters),
                    *self._icc(found.agreement),
                )
                for cell, found in shown
            ),
            notes=(
                self.say("evaluation.seen.agreement_note"),
                *dict.fromkeys(self.say(method) for method in methods),
            ),
        )

    def _icc(self, found: Estimate | Remark) -> tuple[Cell, Cell]:
        if isinstance(found, Remark):
            why = Suppressed(self.speaker.remark(found), found.code)
            return why, why
        ends = {"low": formats.points(found.low), "high": formats.points(found.high)}
        return formats.points(found.value), self.say("evaluation.report.low_to_high", **ends)

    def _columns(self, *names: str, texts: int) -> tuple[Column, ...]:
        said = [self.say(f"evaluation.seen.column_{name}") for name in names]
        return tuple(
            Column(one) if place < texts else Column(one, Alignment.NUMBER) for place, one in enumerate(said)
        )
