"""Single people, for the evaluator only: a line each when they are few, sizes of change when many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from kith.evaluation import formats
from kith.evaluation.grid import Grid, find_grid, grid_of_step
from kith.evaluation.plan import Outcome
from kith.evaluation.report_parts import Parts, directions
from kith.evaluation.responses import on_side
from kith.evaluation.types import ChangeCell, Counts, Measures
from kith.publishing.blocks import Alignment, Basis, Column, Figure, Table
from kith.publishing.chart_types import Bar, Bars, PersonChange, PersonChanges

MOST_LINES = 40
"""More lines than this hide each other; the sizes of change are drawn instead."""

Floats = NDArray[np.float64]


def people_figures(
    parts: Parts, outcome: Outcome, shown: list[tuple[ChangeCell, Measures]]
) -> Iterator[Figure]:
    """A figure of single people for each side over the main comparison; none for the public."""
    if parts.data is None:
        return
    for cell, found in shown:
        if cell.comparison != parts.main:
            continue
        people, earlier, later = _matched(parts, cell)
        if not people:
            continue
        if len(people) <= MOST_LINES:
            yield _lines(parts, outcome, cell, found, people, earlier, later)
        else:
            yield _sizes(parts, outcome, cell, earlier, later)


def _matched(parts: Parts, cell: ChangeCell) -> tuple[list[str], Floats, Floats]:
    if parts.data is None:
        raise TypeError("single people are drawn only from data")
    by_wave = parts.data.scores[cell.outcome]
    earlier, later = by_wave[cell.comparison.earlier], by_wave[cell.comparison.later]
    known = np.isfinite(earlier) & np.isfinite(later) & on_side(parts.data, cell.side)
    places = sorted(np.flatnonzero(known), key=lambda at: (later[at] - earlier[at], parts.data.people[at]))  # type: ignore[union-attr]
    return [parts.data.people[at] for at in places], earlier[places], later[places]


def _basis(parts: Parts, cell: ChangeCell, n: int) -> Basis:
    """``data`` may hold fewer people than the result: not everybody lets their line be read."""
    who = "evaluation.report.matched_who" if n == cell.n_matched else "evaluation.report.lines_who"
    return Basis(
        n=n,
        who=parts.who(who, cell.side),
        how=parts.say("evaluation.report.headline_how"),
    )


def _lines(
    parts: Parts,
    outcome: Outcome,
    cell: ChangeCell,
    found: Measures,
    people: list[str],
    earlier: Floats,
    later: Floats,
) -> Figure:
    say, names = parts.say, _names(parts, outcome, cell)
    before, after = parts.wave(cell.comparison.earlier), parts.wave(cell.comparison.later)
    chart = PersonChanges(
        tuple(
            PersonChange(who, float(first), float(second))
            for who, first, second in zip(people, earlier, later, strict=True)
        ),
        before=before,
        after=after,
        value_title=parts.outcome(outcome.key),
        scale=_scale(outcome, np.concatenate([earlier, later])),
        directions=directions(parts),
    )
    counts = (
        found.counts
        if len(people) == cell.n_matched
        else _counts(_grid(outcome, earlier, later), earlier, later)
    )
    columns = (
        Column(say("evaluation.report.code")),
        Column(before, Alignment.NUMBER),
        Column(after, Alignment.NUMBER),
    )
    rows = tuple(
        (who, formats.points(first), formats.points(second))
        for who, first, second in zip(people, earlier, later, strict=True)
    )
    return Figure(
        say("evaluation.report.people_finding", earlier=before, later=after, **names),
        chart,
        say(
            "evaluation.report.people_alternative",
            n=len(people), up=counts.up, same=counts.same, down=counts.down,
        ),
        Table(say("evaluation.report.people_caption", **names), columns, rows),
        _basis(parts, cell, len(people)),
    )  # fmt: skip


def _grid(outcome: Outcome, earlier: Floats, later: Floats) -> Grid:
    return grid_of_step(outcome.step) if outcome.step else find_grid(np.concatenate([earlier, later]))


def _counts(grid: Grid, earlier: Floats, later: Floats) -> Counts:
    """How many of the lines that are drawn go up, stay level and go down."""
    steps = grid.steps(later) - grid.steps(earlier)
    return Counts(up=int((steps > 0).sum()), same=int((steps == 0).sum()), down=int((steps < 0).sum()))


def _scale(outcome: Outcome, scores: Floats) -> tuple[float, float]:
    """The ends of the scale, else of the scores."""
    low = outcome.low if outcome.low is not None else float(scores.min())
    high = outcome.high if outcome.high is not None else float(scores.max())
    return low, high if high > low else low + 1


def _sizes(parts: Parts, outcome: Outcome, cell: ChangeCell, earlier: Floats, later: Floats) -> Figure:
    say, names = parts.say, _names(parts, outcome, cell)
    grid = _grid(outcome, earlier, later)
    steps = Counter((grid.steps(later) - grid.steps(earlier)).tolist())
    labelled = [(formats.change(step / grid.per_point), steps[step]) for step in sorted(steps)]
    commonest, most = max(labelled, key=lambda each: each[1])
    columns = (Column(say("evaluation.report.size")), Column(say("evaluation.report.n"), Alignment.NUMBER))
    return Figure(
        say("evaluation.report.sizes_finding", **names),
        Bars(tuple(Bar(label, n) for label, n in labelled), say("evaluation.report.people_title")),
        say(
            "evaluation.report.sizes_alternative",
            commonest=commonest, n=most, whole=len(earlier),
            lowest=labelled[0][0], highest=labelled[-1][0],
        ),
        Table(
            say("evaluation.report.sizes_caption", **names),
            columns,
            tuple((label, str(n)) for label, n in labelled),
        ),
        _basis(parts, cell, len(earlier)),
    )  # fmt: skip


def _names(parts: Parts, outcome: Outcome, cell: ChangeCell) -> dict[str, str]:
    return {"outcome": parts.outcome(outcome.key), "side": parts.side(cell.side)}
