"""Counts of people by category: keep back the small ones and whatever would give them away."""

from __future__ import annotations

from kith.publishing.disclosure.audit import feasible_bounds
from kith.publishing.disclosure.lines import Line, lines
from kith.publishing.disclosure.policy import (
    CountTable,
    DisclosurePolicy,
    Pooling,
    ProtectedTable,
    Reason,
    Shown,
    Withheld,
)
from kith.publishing.disclosure.pooling import merged, pooling_candidates


def protect_counts(table: CountTable, policy: DisclosurePolicy | None = None) -> ProtectedTable:
    """The table as it may be published, with the pooling that would make it whole, if there is one.

    1. Every count of ``count_threshold`` or fewer is kept back, totals and zeros included.
    2. A sum with a single figure kept back gives it away, so its smallest other part is kept back
       too (the total, if there is no other part), until no such sum is left.
    3. Every other count is rounded to the nearest ``round_to``.
    4. The result is audited from outside (:func:`feasible_bounds`). While a figure kept back can
       take fewer than ``feasible_values`` values, the smallest figure shown beside it goes too.

    The same counts give the same table; the order of rows matters only where two counts tie.

    References
    ----------
    NHS Digital (2018), Hospital Episode Statistics analysis guide, small-number rule.
    OpenSAFELY, ehrQL disclosure control (7 or fewer, then the nearest 5).
    L. H. Cox (1980), doi:10.1080/01621459.1980.10477481 (complementary suppression).

    Examples
    --------
    >>> from kith.publishing.disclosure.policy import CountTable
    >>> shown = protect_counts(CountTable.one_way({"Women": 31, "Men": 12, "Other": 2}))
    >>> [cell if isinstance(cell, int) else cell.reason.value for (cell,) in shown.cells]
    [30, 'protects_another', 'small_count']
    >>> shown.column_totals, shown.pooling.labels
    ((45,), ('Other', 'Men'))
    """
    policy = policy or DisclosurePolicy()
    protected = _protect(table, policy)
    if protected.is_complete:
        return protected
    for pooling in pooling_candidates(table, policy):
        if _protect(merged(table, pooling), policy).is_complete:
            return _published(table, policy, _withheld(protected), pooling)
    return protected


def _protect(table: CountTable, policy: DisclosurePolicy) -> ProtectedTable:
    counts = true_figures(table)
    sums = _lines_of(table)
    withheld = {
        place: Withheld(Reason.SMALL_COUNT, policy.count_threshold)
        for place, count in enumerate(counts)
        if policy.is_small(count)
    }
    another = Withheld(Reason.PROTECTS_ANOTHER, policy.count_threshold)
    while True:
        while (place := _next_in_line(sums, counts, withheld)) is not None:
            withheld[place] = another
        published = _published(table, policy, withheld)
        exposed = _exposed(published)
        if exposed is None:
            return published
        place = _beside(exposed, sums, counts, withheld)
        if place is None:
            whole = Withheld(Reason.WHOLE_TABLE, policy.count_threshold)
            return _published(table, policy, dict.fromkeys(range(len(counts)), whole))
        withheld[place] = another


def true_figures(table: CountTable) -> tuple[int, ...]:
    """The true count of every figure that is to be published, in the order of ``figures()``."""
    cells = [count for row in table.counts for count in row]
    row_totals = [sum(row) for row in table.counts] if table.row_totals else []
    column_totals = [sum(column) for column in zip(*table.counts, strict=True)] if table.column_totals else []
    return (*cells, *row_totals, *column_totals, *([sum(cells)] if table.grand_total else []))


def _lines_of(table: CountTable) -> tuple[Line, ...]:
    return lines(
        len(table.rows),
        len(table.columns),
        row_totals=table.row_totals,
        column_totals=table.column_totals,
        grand_total=table.grand_total,
    )


def _next_in_line(
    sums: tuple[Line, ...], counts: tuple[int, ...], withheld: dict[int, Withheld]
) -> int | None:
    """The figure to keep back for the first sum that gives its only secret away."""
    for line in sums:
        if sum(place in withheld for place in line.members) == 1:
            return _smallest_shown(line, counts, withheld)
    return None


def _smallest_shown(line: Line, counts: tuple[int, ...], withheld: dict[int, Withheld]) -> int | None:
    parts = [place for place in line.parts if place not in withheld]
    if parts:
        return min(parts, key=lambda place: (counts[place], place))
    return line.whole if line.whole not in withheld else None


def _exposed(published: ProtectedTable) -> int | None:
    """The place of the figure kept back that a reader knows best, if that is too well."""
    worst: tuple[int, int] | None = None
    for place, (figure, bounds) in enumerate(
        zip(published.figures(), feasible_bounds(published), strict=True)
    ):
        if isinstance(figure, Withheld) and bounds.values is not None:
            worst = min(worst or (bounds.values, place), (bounds.values, place))
    return worst[1] if worst and worst[0] < published.policy.feasible_values else None


def _beside(
    exposed: int, sums: tuple[Line, ...], counts: tuple[int, ...], withheld: dict[int, Withheld]
) -> int | None:
    """The next figure to keep back: in a sum with the exposed one if possible, else the smallest left."""
    for line in sums:
        if exposed in line.members and (place := _smallest_shown(line, counts, withheld)) is not None:
            return place
    left = [place for place in range(len(counts)) if place not in withheld]
    return min(left, key=lambda place: (counts[place], place), default=None)


def _withheld(published: ProtectedTable) -> dict[int, Withheld]:
    return {place: f for place, f in enumerate(published.figures()) if isinstance(f, Withheld)}


def _published(
    table: CountTable, policy: DisclosurePolicy, withheld: dict[int, Withheld], pooling: Pooling | None = None
) -> ProtectedTable:
    figures: list[Shown] = [
        withheld.get(place, policy.rounded(count)) for place, count in enumerate(true_figures(table))
    ]
    height, width = len(table.rows), len(table.columns)
    cells = tuple(tuple(figures[row * width : (row + 1) * width]) for row in range(height))
    rest = figures[height * width :]
    by_row = tuple(rest[:height]) if table.row_totals else None
    rest = rest[len(by_row or ()) :]
    by_column = tuple(rest[:width]) if table.column_totals else None
    grand = rest[-1] if table.grand_total else None
    return ProtectedTable(table.rows, table.columns, cells, by_row, by_column, grand, policy, pooling)
