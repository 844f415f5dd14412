"""What every section of a report on change draws on: the result, the plan and the speaker together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from kith.evaluation import formats
from kith.evaluation.facts import ReportFacts
from kith.evaluation.plan import ChangePlan, Comparison, Outcome
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import (
    EVERYBODY,
    Audience,
    ChangeCell,
    ChangeData,
    ChangeResult,
    Measures,
    Remark,
    Withheld,
)
from kith.publishing.blocks import Cell, Suppressed
from kith.publishing.chart_types import DirectionWords
from kith.statistics.types import Estimate


def is_bounded(estimate: Estimate) -> bool:
    """Whether an interval has ends. Five people cannot bound a typical change at 95%."""
    return math.isfinite(estimate.low) and math.isfinite(estimate.high)


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """One report's material. ``data`` is only there for an evaluator who may see single people."""

    result: ChangeResult
    plan: ChangePlan
    facts: ReportFacts
    audience: Audience
    speaker: Speaker
    data: ChangeData | None = None

    @property
    def main(self) -> Comparison:
        """The first comparison of the plan, the one the summary tells."""
        return self.plan.compared()[0]

    @property
    def is_one_sided(self) -> bool:
        """Whether there is nobody to tell apart: then a side's name would only be noise."""
        return len(self.result.sides) == 1

    def about(self, cell: ChangeCell, sentence: str) -> str:
        """A sentence with the score, and the side where there are several, that it is about."""
        name = self.outcome(cell.outcome)
        if self.is_one_sided:
            return self.say("evaluation.report.about_score", outcome=name, sentence=sentence)
        side = self.side(cell.side)
        return self.say("evaluation.report.about_short", outcome=name, side=side, sentence=sentence)

    def say(self, code: str, **params: str | int) -> str:
        return self.speaker.say(code, **params)

    def side(self, key: str) -> str:
        return self.speaker.side(self.plan, key)

    def who(self, code: str, side: str) -> str:
        """Whom a number counts: a side's people by its name, or just people where there are no sides."""
        return self.say(f"{code}.everybody") if side == EVERYBODY else self.say(code, side=self.side(side))

    def wave(self, key: str) -> str:
        return self.speaker.text(self.plan.wave(key).label)

    def outcome(self, key: str) -> str:
        return self.speaker.outcome(self.plan.outcome(key))

    def label(self, cell: ChangeCell) -> str:
        """A cell's row in a table of one outcome: its side, and its times where there are several."""
        if len(self.plan.compared()) == 1 and cell.side != EVERYBODY:
            return self.side(cell.side)
        if self.is_one_sided:
            return self.say(
                "evaluation.report.from_to",
                earlier=self.wave(cell.comparison.earlier),
                later=self.wave(cell.comparison.later),
            )
        return self.say(
            "evaluation.report.side_from_to",
            side=self.side(cell.side),
            earlier=self.wave(cell.comparison.earlier),
            later=self.wave(cell.comparison.later),
        )

    def cells_of(self, outcome: Outcome) -> list[ChangeCell]:
        """An outcome's cells: comparison by comparison, the sides beside each other."""
        return [cell for cell in self.result.cells if cell.outcome == outcome.key]

    def main_cells(self) -> list[ChangeCell]:
        """The cells of the main comparison, in the order of :meth:`outcomes`."""
        return [
            cell
            for outcome in self.outcomes()
            for cell in self.cells_of(outcome)
            if cell.comparison == self.main
        ]

    def asked(self, side: str) -> int:
        """How many of a side were asked at the earlier time of the main comparison."""
        return next(
            each.invited
            for each in self.result.responses
            if (each.side, each.wave) == (side, self.main.earlier)
        )

    def is_small(self, cell: ChangeCell) -> bool:
        """Whether so few of the side were asked that a count of those who answered would point at people."""
        times = (cell.comparison.earlier, cell.comparison.later)
        asked = [
            each.invited
            for each in self.result.responses
            if each.side == cell.side and each.wave in times and each.invited
        ]
        return min(asked, default=self.plan.least_matched) < self.plan.least_matched

    def counted(self, cell: ChangeCell, number: int) -> Cell:
        """A count of people of the cell who answered, or the words in its place."""
        return self.few(self.plan.least_matched) if self.is_small(cell) else str(number)

    def limits(self, cell: ChangeCell) -> tuple[Remark, ...]:
        """What the cell cannot show. Of a side of which few were asked it is the same whoever answered."""
        if not self.is_small(cell):
            return cell.cannot_show
        return (Remark("evaluation.limit.too_few_hidden", {"least": self.plan.least_matched}),)

    def measured(self, comparison: Comparison) -> Iterator[tuple[ChangeCell, Measures]]:
        """Every cell of one comparison that may be shown, in the order of :meth:`outcomes`."""
        for outcome in self.outcomes():
            for cell in self.cells_of(outcome):
                if cell.comparison == comparison and isinstance(cell.found, Measures):
                    yield cell, cell.found

    def change(self, found: Measures) -> Estimate:
        """The middle of everybody's change that this report tells."""
        return found.change(self.result.centre)

    def outcomes(self) -> list[Outcome]:
        """The primary outcome first, then those on which the sides differ most."""
        order = {outcome.key: place for place, outcome in enumerate(self.plan.outcomes)}
        return sorted(
            self.plan.outcomes,
            key=lambda each: (each.key != self.plan.primary, -self.disagreement(each), order[each.key]),
        )

    def disagreement(self, outcome: Outcome) -> float:
        """The widest distance between two sides' typical changes over the main comparison."""
        typical = [
            self.change(cell.found).value
            for cell in self.cells_of(outcome)
            if cell.comparison == self.main and isinstance(cell.found, Measures)
        ]
        return max(typical) - min(typical) if len(typical) > 1 else 0.0

    def few(self, least: int) -> Suppressed:
        """The words in place of a number that stands on too few people."""
        return Suppressed(self.say("evaluation.report.not_shown_few", least=least), "too_few_matched")

    def interval(self, estimate: Estimate) -> str:
        """The range in words; that there is none, where the people are too few to bound it."""
        if not is_bounded(estimate):
            return self.say("evaluation.report.no_range")
        return self.say(
            "evaluation.report.low_to_high",
            low=formats.change(estimate.low),
            high=formats.change(estimate.high),
        )

    def change_row(self, cell: ChangeCell) -> tuple[Cell, ...]:
        """People, up, same, down, typical change, plausible range."""
        if isinstance(cell.found, Withheld):
            return (self.counted(cell, cell.n_matched), *([self.few(cell.found.least)] * 5))
        counts, typical = cell.found.counts, self.change(cell.found)
        return (
            str(cell.n_matched),
            str(counts.up),
            str(counts.same),
            str(counts.down),
            formats.change(typical.value),
            self.interval(typical),
        )


def directions(parts: Parts) -> DirectionWords:
    """The words for the three ways a score can go."""
    return DirectionWords(
        parts.say("evaluation.report.went_up"),
        parts.say("evaluation.report.same"),
        parts.say("evaluation.report.went_down"),
    )
