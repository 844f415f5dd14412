"""The back-test as a section of a report: errors, coverage, groups, the years held out, what the file held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from kith.publishing.blocks import (
    Basis,
    Block,
    Cell,
    Details,
    Figure,
    Finding,
    Paragraph,
    Table,
)
from kith.publishing.chart_types import IntervalRow, Intervals
from kith.publishing.model import Report, Section
from kith.workforce.backtest.section_method import method_details, quality_blocks
from kith.workforce.backtest.types import BackTest, Band, Coverage, Estimate, HoldOut, HorizonResult
from kith.workforce.forecast.methods import SIMPLE, Method
from kith.workforce.speaking import Speaker, number, percent

KEY = "backtest"
LEVEL = 0.8
SHOWN = (0.8, 0.95)


def backtest_section(result: BackTest, speaker: Speaker, *, headlines: bool = True) -> Section:
    """Coverage first, then error, then who is covered less well, then what the file held."""
    voice = Voice(result, speaker)
    blocks: list[Block] = [*(voice.findings() if headlines else ()), voice.figure()]
    blocks += [*map(voice.coverage, SHOWN), voice.errors()]
    if result.hold_out is not None:
        blocks += voice.held_out(result.hold_out)
    blocks += [*voice.groups(), *quality_blocks(result, speaker), method_details(result, speaker)]
    return Section(KEY, speaker.say("section"), tuple(blocks))


def backtest_report(result: BackTest, *, name: str, created: datetime, speaker: Speaker) -> Report:
    """A report of its own about the counts called ``name``."""
    return Report(
        title=speaker.say("title", name=name),
        language=speaker.language,
        created=created,
        provenance=result.provenance,
        summary=tuple(Voice(result, speaker).findings()),
        sections=(backtest_section(result, speaker, headlines=False),),
    )


class Voice:
    """Turns the figures into words and tables."""

    def __init__(self, result: BackTest, speaker: Speaker) -> None:
        self.result, self.speaker, self.say = result, speaker, speaker.say

    def findings(self) -> Iterator[Block]:
        horizons, own = self.result.horizons, self.result.calibration.method
        shares = [calibrated(each, LEVEL) for each in horizons]
        low, high = min(shares, key=_value), max(shares, key=_value)
        yield Finding(
            self.say("found.coverage", low=percent(_value(low)), high=percent(_value(high))),
            Basis(
                sum(each.forecasts for each in horizons),
                self.say("who"),
                self.say("how.coverage", splits=self.result.splits),
                self.say("sure.coverage", ranges="; ".join(self._range(each) for each in horizons)),
            ),
        )
        longest = horizons[-1]
        error, best = longest.errors[-1], min(longest.errors[:-1], key=lambda one: one.median)
        yield Finding(
            self.say(
                "found.error",
                years=longest.horizon,
                error=number(error.median, 1),
                method=self.say(f"method.{own.value}"),
                other=number(best.median, 1),
                simple=self.say(f"method.{best.method.value}"),
            ),
            Basis(
                longest.forecasts,
                self.say("who"),
                self.say("how.error"),
                self.say("sure.error", range=self.between(error.against, of_100=False)),
            ),
        )

    def _range(self, each: HorizonResult) -> str:
        found = calibrated(each, LEVEL)
        return self.say("sure.one", years=each.horizon, range=self.between(found.places))

    def between(self, found: Estimate | None, *, of_100: bool = True) -> str:
        if found is None:
            return self.say("too_few_places")
        low, high = (percent(end, 0) if of_100 else number(end, 2) for end in (found.low, found.high))
        return self.say("low_to_high", low=low, high=high)

    def figure(self) -> Figure:
        rows = [(each, band, _of(each, band, LEVEL)) for each in self.result.horizons for band in Band]
        chart = Intervals(
            tuple(
                IntervalRow(
                    self.say(f"row.{band.value}", years=each.horizon),
                    100 * found.places.value,
                    100 * found.places.low,
                    100 * found.places.high,
                )
                for each, band, found in rows
            ),
            self.say("axis"),
            reference=100 * LEVEL,
            reference_label=self.say("aim"),
        )
        return Figure(
            self.say("figure", **self._ends()),
            chart,
            self.say(
                "figure.alternative",
                rows="; ".join(
                    self.say(f"row.{band.value}", years=each.horizon) + f": {percent(found.places.value, 0)}"
                    for each, band, found in rows
                ),
            ),
            replace(self.coverage(LEVEL), caption=self.say("table.figure")),
            Basis(
                sum(each.forecasts for each in self.result.horizons),
                self.say("who"),
                self.say("how.coverage", splits=self.result.splits),
            ),
        )

    def _ends(self) -> dict[str, str]:
        """The least and the most that either kind of band held, over the horizons."""
        own, walk = ([_of(each, band, LEVEL).places.value for each in self.result.horizons] for band in Band)
        ends = {"low": min(own), "high": max(own), "walk_low": min(walk), "walk_high": max(walk)}
        return {name: percent(share) for name, share in ends.items()}

    def coverage(self, level: float) -> Table:
        """What a reader needs first, at one level."""
        rows = [
            (str(each.horizon), self.say(f"band.{band.value}"), percent(found.places.value),
             self.between(found.places), number(found.half_width, 1))
            for each in self.result.horizons
            for band in Band
            for found in (_of(each, band, level),)
        ]  # fmt: skip
        return Table(
            self.say("table.coverage", level=percent(level, 0)),
            self.speaker.columns("years", "band", "coverage", "range", "width", words_first=2),
            tuple(rows),
            notes=(self.say("note.coverage"), self.say("note.walk")),
        )

    def misses(self, level: float) -> Table:
        """The rest of what is known of one level's learnt bands."""
        rows = [
            (str(each.horizon), *map(percent, (found.forecasts, found.above, found.below)),
             percent(found.splits_within, 0))
            for each in self.result.horizons
            for found in (calibrated(each, level),)
        ]  # fmt: skip
        return Table(
            self.say("table.misses", level=percent(level, 0)),
            self.speaker.columns("years", "by_forecast", "above", "below", "within"),
            tuple(rows),
            notes=(self.say("note.misses"),),
        )

    def errors(self) -> Table:
        rows = []
        own = self.say(f"method.{self.result.calibration.method.value}")
        names = [*(self.say(f"method.{method.value}") for method in SIMPLE), self.say("chosen", method=own)]
        for at, name in enumerate(names):
            rows.append((name, *(number(each.errors[at].median, 1) for each in self.result.horizons)))
        ratio = [self._ratio(each) for each in self.result.horizons]
        rows.append((self.say("ratio"), *ratio))
        headings = [self.say("heading.ahead", years=each.horizon) for each in self.result.horizons]
        return plain_table(
            self.say("table.errors"), self.say("heading.method"), headings, rows, self.say("note.errors")
        )

    def _ratio(self, each: HorizonResult) -> str:
        found = each.errors[-1].against
        assert found is not None
        return f"{number(found.value, 2)} ({self.between(found, of_100=False)})"

    def groups(self) -> Iterator[Block]:
        tables = []
        for kind in ("occupation", "region", "length", "break"):
            rows = [row for each in self.result.horizons for row in self._group_rows(each, kind)]
            if rows:
                columns = self.speaker.columns(
                    "years", "group", "forecasts", "places", "coverage", "range", "width", words_first=2
                )
                tables.append(
                    Table(self.say(f"table.{kind}"), columns, tuple(rows), notes=(self.say("note.group"),))
                )
        yield Details(self.say("details.groups"), (*map(self.misses, SHOWN), *tables))

    def _group_rows(self, each: HorizonResult, kind: str) -> Iterator[tuple[Cell, ...]]:
        for one in each.groups:
            if one.kind == kind and one.level == LEVEL:
                named = kind in ("length", "break")
                yield (
                    str(each.horizon),
                    self.say(f"group.{kind}.{one.group}") if named else one.group,
                    f"{one.forecasts:,}",
                    str(one.n_places),
                    self.say("too_few_places") if one.places is None else percent(one.places.value, 0),
                    self.between(one.places),
                    number(one.half_width, 1),
                )

    def held_out(self, held: HoldOut) -> list[Block]:
        rows = [
            (
                str(each.ahead),
                f"{each.forecasts:,}",
                str(each.n_places),
                number(each.errors[self._own(each.errors)], 1),
                number(each.errors[Method.NO_CHANGE], 1),
                number(each.errors[Method.DAMPED], 1),
                *(self._share(each.coverage[level]) for level in SHOWN),
                number(each.half_width[LEVEL], 1),
            )
            for each in held.ahead
            if each.coverage[LEVEL] is not None
        ]
        headings = ("forecasts", "places", "own", "no_change", "damped", "in_80", "in_95", "width")
        return [
            Paragraph(self.say("held_out", years=held.years, series=held.series, left_out=held.left_out)),
            plain_table(
                self.say("table.held_out", years=held.years),
                self.say("heading.years"),
                [self.say(f"heading.{each}") for each in headings],
                rows,
                self.say("note.held_out"),
            ),
        ]

    def _own(self, errors: Mapping[Method, float]) -> Method:
        """Ours; where different years chose different methods, the shrunk one holds what was chosen."""
        return Method.SHRUNK if Method.SHRUNK in errors else self.result.calibration.method

    def _share(self, found: Estimate | None) -> str:
        return self.say("too_few_places") if found is None else percent(found.value, 0)


def plain_table(
    caption: str, first: str, headings: list[str], rows: list[tuple[str, ...]], note: str
) -> Table:
    from kith.publishing.blocks import Alignment, Column

    columns = (Column(first), *(Column(heading, Alignment.NUMBER) for heading in headings))
    return Table(caption, columns, tuple(rows), notes=(note,))


def calibrated(each: HorizonResult, level: float) -> Coverage:
    """The calibrated bands' coverage at one horizon."""
    return _of(each, Band.CALIBRATED, level)


def _of(each: HorizonResult, band: Band, level: float) -> Coverage:
    return next(one for one in each.coverage if (one.band, one.level) == (band, level))


def _value(found: Coverage) -> float:
    return found.places.value
