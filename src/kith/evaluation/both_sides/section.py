"""The sides beside each other as a section of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from kith.evaluation import formats
from kith.evaluation.both_sides.types import Beside, BothSides, Kind, SideFound
from kith.evaluation.speaker import Speaker
from kith.foundation.words import Text
from kith.publishing.blocks import (
    Alignment,
    Basis,
    Block,
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
from kith.publishing.model import Section

KEY = "both_sides"
MOST_DRAWN = 4
"""More scores than this in one chart, times the sides, is not understood at once."""


def both_sides_section(result: BothSides, names: Mapping[str, Text], speaker: Speaker) -> Section:
    """What lies furthest apart in a sentence and a picture, then every score and question.

    ``names`` are the sides' names by key. Nothing in it says who is right.
    """
    return Section(
        KEY, speaker.say("evaluation.beside.section"), tuple(_Voice(result, names, speaker).blocks())
    )


class _Voice:
    """Turns what stands beside what into words, a chart and tables."""

    def __init__(self, result: BothSides, names: Mapping[str, Text], speaker: Speaker) -> None:
        self.result, self.speaker, self.say = result, speaker, speaker.say
        self.names = {side: speaker.text(names[side]) for side in result.sides}

    def blocks(self) -> Iterator[Block]:
        result = self.result
        if not result.scores and not result.questions:
            yield Paragraph(self.say("evaluation.beside.nothing"))
            return
        yield Paragraph(self.say("evaluation.beside.intro"))
        if all(one.apart is None for one in (*result.scores, *result.questions)):
            yield Paragraph(self.say("evaluation.beside.few_everywhere", least=result.least))
        widest = next((one for one in result.scores if one.apart), None)
        if widest is not None:
            yield self.headline(widest)
        drawn = [one for one in result.scores if one.apart][:MOST_DRAWN]
        if drawn:
            yield self.figure(drawn)
        for caption, rows in (("scores", result.scores), ("questions", result.questions)):
            if rows:
                yield self.table(caption, rows)
        counted = [
            one for one in result.questions if one.question.may_count and any(f.counts for f in one.found)
        ]
        if counted:
            yield Details(self.say("evaluation.beside.counts"), tuple(self.counts(one) for one in counted))

    def label(self, one: Beside) -> str:
        label, time = self.speaker.text(one.question.label), self.speaker.text(one.question.time)
        return self.say("evaluation.beside.label", label=label, time=time)

    def headline(self, one: Beside) -> Finding:
        first, second = self.furthest(one)
        assert first.middle is not None and second.middle is not None and one.apart is not None  # noqa: PT018
        return Finding(
            self.say(
                "evaluation.beside.headline",
                label=self.label(one),
                first=self.names[first.side],
                first_middle=formats.whole_or_points(first.middle[1]),
                second=self.names[second.side],
                second_middle=formats.whole_or_points(second.middle[1]),
            ),
            Basis(
                n=sum(found.n or 0 for found in one.found),
                who=self.say("evaluation.beside.who"),
                how=self.say("evaluation.beside.how", apart=formats.percent(one.apart)),
                uncertainty=self.say("evaluation.beside.no_test"),
            ),
        )

    def furthest(self, one: Beside) -> tuple[SideFound, SideFound]:
        """The two sides whose middle answers differ most."""
        told = [found for found in one.found if found.middle is not None]
        return max(
            combinations(told, 2),
            key=lambda pair: abs((pair[0].middle or (0, 0))[1] - (pair[1].middle or (0, 0))[1]),
        )

    def figure(self, drawn: list[Beside]) -> Figure:
        rows = tuple(self._intervals(drawn))
        return Figure(
            finding=self.say("evaluation.beside.drawn"),
            chart=Intervals(rows, self.say("evaluation.beside.axis")),
            alternative=self.say("evaluation.beside.alternative"),
            data=self._numbers(rows),
            basis=Basis(
                n=sum(found.n or 0 for found in drawn[0].found),
                who=self.say("evaluation.beside.who"),
                how=self.say("evaluation.beside.drawn_how"),
            ),
        )

    def _intervals(self, drawn: list[Beside]) -> Iterator[IntervalRow]:
        for one in drawn:
            for found in one.found:
                if found.middle is not None:
                    side, label = self.names[found.side], self.label(one)
                    low, estimate, high = found.middle
                    said = self.say("evaluation.beside.drawn_row", side=side, label=label)
                    yield IntervalRow(said, estimate, low, high)

    def _numbers(self, rows: tuple[IntervalRow, ...]) -> Table:
        named = (Column(self.say(f"evaluation.beside.{key}"), Alignment.NUMBER) for key in ("middle", "half"))
        return Table(
            caption=self.say("evaluation.beside.drawn"),
            columns=(Column(self.say("evaluation.beside.what")), *named),
            rows=tuple(
                (row.label, formats.whole_or_points(row.estimate), self._between(row)) for row in rows
            ),
        )

    def _between(self, row: IntervalRow) -> str:
        low, high = formats.whole_or_points(row.low), formats.whole_or_points(row.high)
        return self.say("evaluation.beside.between", low=low, high=high)

    def table(self, caption: str, rows: tuple[Beside, ...]) -> Table:
        sides = self.result.sides
        return Table(
            caption=self.say(f"evaluation.beside.{caption}"),
            columns=(
                Column(self.say("evaluation.beside.what")),
                *(Column(self.names[side], Alignment.NUMBER) for side in sides),
                Column(self.say("evaluation.beside.apart"), Alignment.NUMBER),
            ),
            rows=tuple(
                (self.label(one), *(self.cell(one, found) for found in one.found), self.apart(one))
                for one in rows
            ),
            notes=(self.say("evaluation.beside.note"),),
        )

    def cell(self, one: Beside, found: SideFound) -> Cell:
        if found.n is None:
            return Suppressed(self.say("evaluation.beside.few", least=self.result.least), "too_few")
        if found.middle is not None:
            middle = formats.whole_or_points(found.middle[1])
            return self.say("evaluation.beside.middle_of", middle=middle, n=found.n)
        if one.question.kind is Kind.CHOICE and found.counts:
            most = max(range(len(found.counts)), key=lambda place: found.counts[place])
            option = self.speaker.text(one.question.options[most])
            return self.say("evaluation.beside.most", option=option, count=found.counts[most], n=found.n)
        return self.say("evaluation.beside.answered", n=found.n)

    def apart(self, one: Beside) -> Cell:
        if one.apart is None:
            return Suppressed(self.say("evaluation.beside.not_both", least=self.result.least), "too_few")
        return formats.percent(one.apart)

    def counts(self, one: Beside) -> Table:
        def cell(found: SideFound, place: int) -> Cell:
            if found.n is None:
                return Suppressed(self.say("evaluation.beside.few", least=self.result.least), "too_few")
            return str(found.counts[place])

        return Table(
            caption=self.label(one),
            columns=(
                Column(self.say("evaluation.beside.answer")),
                *(Column(self.names[found.side], Alignment.NUMBER) for found in one.found),
            ),
            rows=tuple(
                (self.speaker.text(option), *(cell(found, place) for found in one.found))
                for place, option in enumerate(one.question.options)
            ),
        )
