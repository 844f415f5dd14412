"""Exact counts to figures that may be shown: which stages, which cells, and what joining would show them all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.funnel_audit import Grid, Reader, withheld
from kith.evaluation.funnel_types import Stage
from kith.publishing.disclosure import (
    CountTable,
    DisclosurePolicy,
    Pooling,
    Reason,
    Withheld,
    protect_counts,
)
from kith.publishing.disclosure.pooling import ROWS, merged, pooling_candidates

Whole = NDArray[np.int64]

# Of two stages too near each other the earlier named here is shown: what boards and WRES ask about first.
PRIORITY = (
    Stage.APPLIED,
    Stage.SHORTLISTED,
    Stage.ACCEPTED,
    Stage.OFFERED,
    Stage.COMPLETED,
    Stage.BEGAN,
    Stage.INTERVIEWED,
    Stage.PERMITTED,
    Stage.STARTED,
    Stage.REACHED,
)


def stages_shown(stages: Sequence[Stage], totals: Whole, policy: DisclosurePolicy) -> tuple[Stage, ...]:
    """The stages that get a table by group.

    A stage's people are those of an earlier one but for a few who left. Two tables side by side tell
    which groups the few were of. So of two stages that differ by no more than the threshold (0 included, or
    the missing table would say that somebody left) only one is shown, and none of a stage that so few
    people reached in all.
    """
    kept: dict[Stage, int] = {}
    for stage in PRIORITY:
        if stage not in stages:
            continue
        n = int(totals[stages.index(stage)])
        if not policy.is_small(n) and not any(policy.is_small(abs(n - other)) for other in kept.values()):
            kept[stage] = n
    return tuple(stage for stage in stages if stage in kept)


def protect(
    counts: Whole,
    totals: Whole,
    policy: DisclosurePolicy,
    joined: Sequence[tuple[tuple[int, ...], int, tuple[int, ...]]] = (),
) -> Grid:
    """The figures that may be shown, a row a group, a column a stage (of those shown at all).

    Each stage is protected as a table of its own (:func:`kith.publishing.disclosure.protect_counts`);
    then the stages together, as a reader sees them who knows that they are nested and knows each exact
    total (:class:`kith.evaluation.funnel_audit.Reader`). While a figure is exposed, it or the smallest shown
    beside it goes too.

    Parameters
    ----------
    joined
        As for the reader: rows that are sums of other rows, in some columns.
    """
    rows, columns = counts.shape
    wholes = {whole for _, whole, _ in joined}
    parts = [row for row in range(rows) if row not in wholes]
    figures: Grid = [[policy.rounded(int(n)) for n in row] for row in counts]
    for column in range(columns):
        _protect_column(figures, counts, parts, column, policy)
    secret = np.ones(counts.shape, dtype=np.bool_)
    for _, whole, places in joined:
        for column in range(columns):
            if column not in places:
                figures[whole][column] = withheld(Reason.WHOLE_TABLE, policy)
                secret[whole, column] = False
            elif policy.is_small(int(counts[whole, column])):
                figures[whole][column] = withheld(Reason.SMALL_COUNT, policy)
    if len(parts) == 1:
        return figures  # the one group is the total, which is known
    while not _is_empty(figures):
        exposed = _exposed(figures, counts, totals, policy, joined, secret)
        if not exposed:
            return figures
        # One a stage at a time: what is kept back for one figure often covers the next.
        for column, row in {column: row for row, column in reversed(exposed)}.items():
            _keep_back(figures, counts, row, column, policy, wholes)
    return figures


def pooling(keys: Sequence[str], counts: Whole, policy: DisclosurePolicy) -> Pooling | None:
    """The fewest groups that, counted together, would let every group be shown; ``None`` if none would.

    ``keys`` and ``counts`` are of groups only: nobody joins "prefer not to say" with a group. A person
    decides whether the groups belong together.
    """
    if not counts.size or counts.shape[0] < 2:
        return None
    cells = tuple(tuple(int(n) for n in row) for row in counts)
    names = tuple(str(column) for column in range(counts.shape[1]))
    table = CountTable(tuple(keys), names, cells, row_totals=False, grand_total=False)
    for candidate in pooling_candidates(table, policy):
        if candidate.axis == ROWS and not any(
            policy.is_small(n) for row in merged(table, candidate).counts for n in row
        ):
            return candidate
    return None


def _protect_column(
    figures: Grid, counts: Whole, parts: list[int], column: int, policy: DisclosurePolicy
) -> None:
    if not any(policy.is_small(int(counts[row, column])) for row in parts):
        return
    table = CountTable.one_way({str(row): int(counts[row, column]) for row in parts})
    for row, (figure,) in zip(parts, protect_counts(table, policy).cells, strict=True):
        figures[row][column] = figure


def _is_empty(figures: Grid) -> bool:
    return all(
        isinstance(figure, Withheld) and figure.reason is Reason.WHOLE_TABLE
        for row in figures
        for figure in row
    )


def _exposed(
    figures: Grid,
    counts: Whole,
    totals: Whole,
    policy: DisclosurePolicy,
    joined: Sequence[tuple[tuple[int, ...], int, tuple[int, ...]]],
    secret: NDArray[np.bool_],
) -> list[tuple[int, int]]:
    """Figures known too well. One shown is meant to be known to its rounding, no better; unrounded, exactly."""
    rounded = policy.round_to > 1
    wanted = np.array([[rounded or isinstance(figure, Withheld) for figure in row] for row in figures])
    reader = Reader(figures, [int(n) for n in totals], policy, joined)
    return reader.exposed(counts, wanted & secret, policy.feasible_values)


def _keep_back(
    figures: Grid, counts: Whole, row: int, column: int, policy: DisclosurePolicy, wholes: set[int]
) -> None:
    """One figure more: the exposed one if it is shown, else the smallest shown beside it (a joined one last,
    for it says most); if none is, the reasons in the column go (they too tell something); if they are
    gone already, the whole table does."""
    if isinstance(figures[row][column], int):
        figures[row][column] = withheld(Reason.PROTECTS_ANOTHER, policy)
        return
    whole = withheld(Reason.WHOLE_TABLE, policy)
    shown = [at for at in range(len(figures)) if isinstance(figures[at][column], int)]
    if shown:
        least = min(shown, key=lambda at: (at in wholes, int(counts[at, column]), at))
        figures[least][column] = withheld(Reason.PROTECTS_ANOTHER, policy)
    elif any(cells[column] != whole for cells in figures):
        for cells in figures:
            cells[column] = whole
    else:
        for cells in figures:
            cells[:] = [whole] * len(cells)
