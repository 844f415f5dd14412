"""Outcome by group: nothing that is small is shown, nor what would give it away."""

import pytest

from kith.foundation.provenance import provenance
from kith.matching.draft import Draft, Group, Placed
from kith.matching.groups import FIRST_WISH, LEFT_OVER, MATCHED, outcome_by_group
from kith.matching.types import Kind, Unmatched
from kith.publishing.disclosure import DisclosurePolicy, Reason, Withheld


def draft(pairs, alone):
    groups = tuple(
        Group(f"g{n}", (Placed("a", f"a{n}", share), Placed("b", f"b{n}", 1.0)), 50, 100)
        for n, share in enumerate(pairs)
    )
    left = tuple(Unmatched("a", f"a{len(pairs) + n}", ()) for n in range(alone))
    return Draft(Kind.PAIRS, groups, left, (), provenance("test", inputs={}, seed=1, libraries=()))


GROUPS = {("a", f"a{n}"): "nurses" if n % 2 else "doctors" for n in range(60)}


def test_counts_are_rounded_and_means_are_bands():
    shown = outcome_by_group(draft([0.3] * 40, 20), GROUPS)
    assert (shown.counts.rows, shown.counts.columns) == (("doctors", "nurses"), (MATCHED, LEFT_OVER))
    assert shown.counts.cells == ((20, 10), (20, 10))
    assert shown.satisfaction == {"doctors": (25, 50), "nurses": (25, 50)}
    assert shown.everybody == (25, 50)


def test_a_small_count_is_kept_back_with_what_would_tell_it():
    some = {("a", f"a{n}"): "few" if n in (0, 1, 50) else "most" for n in range(60)}
    shown = outcome_by_group(draft([0.9] * 40, 20), some)
    assert shown.counts.rows == ("few", "most")
    assert all(isinstance(cell, Withheld) for cell in shown.counts.cells[0])
    assert shown.counts.cells[0][0].reason is Reason.SMALL_COUNT
    assert any(isinstance(cell, Withheld) for cell in (*shown.counts.cells[1], *shown.counts.column_totals))
    assert isinstance(shown.satisfaction["few"], Withheld)
    assert shown.satisfaction["most"] == (75, 100)
    assert isinstance(shown.everybody, Withheld)


def test_first_wishes_are_a_column_where_they_were_asked_for():
    wishes = {("a", f"a{n}"): f"b{n if n < 20 else 0}" for n in range(60)}
    shown = outcome_by_group(
        draft([0.5] * 40, 20), GROUPS, wishes=wishes, policy=DisclosurePolicy(round_to=1)
    )
    assert shown.counts.columns == (FIRST_WISH, MATCHED, LEFT_OVER)
    assert shown.counts.cells == ((10, 10, 10), (10, 10, 10))


def test_without_any_group_there_is_nothing_to_count():
    with pytest.raises(ValueError, match="nobody"):
        outcome_by_group(draft([0.5], 0), {})
