"""The matrix as a picture and a table; each function with its interval; specialists and others."""

from __future__ import annotations

from kith.publishing.blocks import Alignment, Basis, Block, Cell, Column, Details, Figure, Paragraph, Table
from kith.publishing.chart_types import Heat, IntervalRow, Intervals
from kith.publishing.model import Section
from kith.workforce.functions.report_words import Words
from kith.workforce.functions.types import Tier
from kith.workforce.speaking import number, percent

MOST_COLUMNS = 10
"""Of the picture: the occupations with most FTE. The table has all."""


def matrix_section(words: Words) -> Section:
    """The heat map over its numbers, and every cell with its interval under Details."""
    measured = words.view.measured
    columns = sorted(measured.occupations, key=lambda code: (-measured.by_occupation[code].fte, code))[
        :MOST_COLUMNS
    ]
    columns.sort()
    every = Table(
        words.say("cells_table"),
        words.speaker.columns("function", "occupation", "fte", "range", "people", words_first=2),
        tuple(
            (
                words.function(function),
                words.occupation(code),
                words.fte(shown := words.view.cell(function, code), 2),
                words.range(shown, 2),
                words.kept() if shown is None else words.people(amount.people),
            )
            for (function, code), amount in measured.cells.items()
        ),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(words.say("matrix_intro", shown=len(columns), n=len(measured.occupations))),
        _heat(words, columns),
        Details(words.say("cells_details"), (every,)),
    )
    return Section("matrix", words.say("matrix"), blocks)


def _heat(words: Words, columns: list[str]) -> Figure:
    measured = words.view.measured
    keys = [each.key for each in measured.lists.functions]
    cells = [[words.view.cell(key, code) for code in columns] for key in keys]
    said = _most(words, columns)
    values = tuple(tuple(None if one is None else round(one.fte, 2) for one in row) for row in cells)
    empty = sum(value == 0 for row in values for value in row)
    kept = sum(value is None for row in values for value in row)
    headings = (
        Column(words.say("heading.function")),
        *(Column(words.occupation(code), Alignment.NUMBER) for code in columns),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (words.function(key), *(words.fte(one, 2) for one in row))
        for key, row in zip(keys, cells, strict=True)
    )
    return Figure(
        finding=said,
        chart=Heat(
            tuple(words.function(key) for key in keys), tuple(columns), values, "FTE", words.say("kept")
        ),
        alternative=words.say(
            "heat_words", rows=len(keys), columns=len(columns), empty=empty, kept=kept, found=said
        ),
        data=Table(words.say("heat_data"), headings, rows),
        basis=Basis(measured.rows, words.say("who_rows"), words.say("how_fte")),
    )


def _most(words: Words, columns: list[str]) -> str:
    """The cell with most time, of those shown."""
    keys = [each.key for each in words.view.measured.lists.functions]
    known = [
        (shown.fte, key, code)
        for key in keys
        for code in columns
        if (shown := words.view.cell(key, code)) is not None and shown.fte > 0
    ]
    top = max(known, default=None)
    return (
        words.say("heat_none")
        if top is None
        else words.say(
            "heat",
            fte=number(top[0], 1),
            function=words.function(top[1]),
            occupation=words.occupation(top[2]),
        )
    )


def functions_section(words: Words) -> Section:
    """FTE of each function with its interval, and its people by role."""
    view, measured = words.view, words.view.measured
    shown = [(each, view.function(each.function)) for each in measured.coverage]
    intervals = tuple(
        IntervalRow(
            words.function(each.function),
            amount.fte,
            min(amount.low, amount.fte),
            max(amount.high, amount.fte),
        )
        for each, amount in shown
        if amount is not None and amount.fte > 0
    )
    table = Table(
        words.say("functions_table"),
        words.speaker.columns("function", "fte", "range", "likeliest", "people"),
        tuple(
            (
                words.function(each.function),
                words.fte(amount),
                words.range(amount),
                words.kept() if amount is None else number(amount.likeliest, 1),
                words.people(each.people),
            )
            for each, amount in shown
        ),
    )
    blocks = (_figure(words, intervals, table),) if intervals else (table,)
    return Section("functions", words.say("functions"), blocks)


def _figure(words: Words, intervals: tuple[IntervalRow, ...], table: Table) -> Figure:
    """The functions' ranges as dots and lines over their table."""
    measured = words.view.measured
    most = max(intervals, key=lambda row: row.estimate)
    level = percent(measured.drawing.level, 0)
    spans = "; ".join(
        words.say(
            "span",
            name=row.label,
            fte=number(row.estimate, 1),
            low=number(row.low, 1),
            high=number(row.high, 1),
        )
        for row in intervals
    )
    return Figure(
        finding=words.say("functions_figure", function=most.label, fte=number(most.estimate, 1)),
        chart=Intervals(intervals, words.say("axis_fte", level=level)),
        alternative=words.say("functions_words", level=level, spans=spans),
        data=table,
        basis=Basis(measured.rows, words.say("who_rows"), words.say("how_fte")),
    )


def tiers_section(words: Words) -> Section:
    """Specialists, health workers with a part, other sectors; by function for the evaluator only."""
    view = words.view
    total = view.total()
    rows: list[tuple[Cell, ...]] = []
    for tier in Tier:
        amount = view.tier(tier)
        part = (
            words.kept()
            if amount is None or total is None
            else percent(amount.fte / total.fte if total.fte else 0)
        )
        rows.append((words.say(f"tier_{tier.value}"), words.fte(amount), words.range(amount), part))
    blocks: list[Block] = [
        Paragraph(words.say("tiers_intro")),
        Table(words.say("tiers_table"), words.speaker.columns("tier", "fte", "range", "part"), tuple(rows)),
    ]
    if not view.is_public:
        blocks.append(Details(words.say("tiers_details"), (_by_function(words),)))
    return Section("tiers", words.say("tiers"), tuple(blocks))


def _by_function(words: Words) -> Table:
    cells = words.view.measured.tier_cells
    headings = (
        Column(words.say("heading.function")),
        *(Column(words.say(f"tier_{tier.value}"), Alignment.NUMBER) for tier in Tier),
    )
    rows = tuple(
        (words.function(each.key), *(words.fte(cells[each.key, tier], 2) for tier in Tier))
        for each in words.view.measured.lists.functions
    )
    return Table(words.say("tier_cells_table"), headings, rows)
