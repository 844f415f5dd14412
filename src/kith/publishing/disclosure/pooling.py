"""Which categories, counted together, would let a whole table be shown."""

from __future__ import annotations

from collections.abc import Iterator

from kith.publishing.disclosure.policy import CountTable, DisclosurePolicy, Pooling

ROWS = "rows"
COLUMNS = "columns"


def pooling_candidates(table: CountTable, policy: DisclosurePolicy) -> Iterator[Pooling]:
    """Poolings that may make the table whole, those that join fewest categories first.

    Every category with a small count must be joined, and the smallest others until the joined one
    is large enough. At least two categories are left, or the question would no longer be asked.
    A person decides whether the categories belong together; this only says which would do.
    """
    candidates = [*_along(ROWS, table.rows, table.counts, policy)]
    if len(table.columns) > 1:
        candidates += _along(COLUMNS, table.columns, tuple(zip(*table.counts, strict=True)), policy)
    yield from sorted(candidates, key=lambda pooling: (len(pooling.labels), pooling.axis != ROWS))


def _along(
    axis: str, labels: tuple[str, ...], counts: tuple[tuple[int, ...], ...], policy: DisclosurePolicy
) -> Iterator[Pooling]:
    order = sorted(range(len(labels)), key=lambda place: (min(counts[place]), sum(counts[place]), place))
    needed = sum(policy.is_small(min(counts[place])) for place in order)
    for size in range(max(needed, 2), len(labels)):
        yield Pooling(axis, tuple(labels[place] for place in order[:size]))


def merged(table: CountTable, pooling: Pooling) -> CountTable:
    """The table with the pooled categories counted together, after the others."""
    if pooling.axis == COLUMNS:
        turned = CountTable(table.columns, table.rows, tuple(zip(*table.counts, strict=True)))
        pooled = merged(turned, Pooling(ROWS, pooling.labels))
        labels, counts = (pooled.columns, tuple(zip(*pooled.counts, strict=True)))
        return CountTable(
            labels, pooled.rows, counts, table.row_totals, table.column_totals, table.grand_total
        )
    kept = [place for place, label in enumerate(table.rows) if label not in pooling.labels]
    joined = [place for place, label in enumerate(table.rows) if label in pooling.labels]
    together = tuple(sum(column) for column in zip(*(table.counts[place] for place in joined), strict=True))
    return CountTable(
        (*(table.rows[place] for place in kept), " + ".join(pooling.labels)),
        table.columns,
        (*(table.counts[place] for place in kept), together),
        table.row_totals,
        table.column_totals,
        table.grand_total,
    )
