"""How a matching came out for groups of people, as counts that a disclosure policy lets be shown.

The grouping is a column that no rule reads: a profession, a region, an age band. It is given beside the draft and
is kept nowhere. Small counts are kept back, and with them whatever would give them away; the others are rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kith.matching.draft import Draft
from kith.publishing.disclosure import (
    CountTable,
    DisclosurePolicy,
    ProtectedTable,
    Withheld,
    protect_counts,
    protect_score,
    protect_sides,
)

Person = tuple[str, str]
"""Side and id."""

FIRST_WISH, MATCHED, LEFT_OVER = "first_wish", "matched", "left_over"
"""The columns, in order. Each person counts in one: ``matched`` are those who did not get a first wish."""
BANDS = 4
"""A mean satisfaction is told as one of four equal parts of 0-100%."""

Band = tuple[int, int]
"""From and to, in per cent: (50, 75)."""


@dataclass(frozen=True, slots=True)
class OutcomeByGroup:
    """What may be shown of each group.

    Parameters
    ----------
    counts
        Rows: the groups by name. Columns: ``first_wish`` (only where wishes were given), ``matched``, ``left_over``.
    satisfaction
        For each group the band its mean lies in, or why it is kept back; ``None`` where nobody has a satisfaction.
    everybody
        The same of all groups together.
    """

    counts: ProtectedTable
    satisfaction: Mapping[str, Band | Withheld | None]
    everybody: Band | Withheld | None


def outcome_by_group(
    draft: Draft,
    group_of: Mapping[Person, str],
    *,
    wishes: Mapping[Person, str] | None = None,
    policy: DisclosurePolicy | None = None,
) -> OutcomeByGroup:
    """Counts of people by group and outcome, and each group's satisfaction as a band.

    Parameters
    ----------
    draft
        Of any kind.
    group_of
        (side, id) to the group's name. People without one are left out; they would be a group of their own.
    wishes
        (side, id) to the id that they wished for most: a person, a post or a project. Somebody got it when it is
        the post or project of their group, or the id of somebody in it.
    policy
        Thresholds and rounding; the ordinary ones when ``None``.

    Raises :class:`ValueError` when nobody of the draft has a group.
    """
    policy = policy or DisclosurePolicy()
    outcomes = _outcomes(draft, wishes or {})
    names = sorted({group_of[person] for person in outcomes if person in group_of})
    if not names:
        raise ValueError("nobody in this draft has a group")
    columns = (*((FIRST_WISH,) if wishes else ()), MATCHED, LEFT_OVER)
    counts = [
        tuple(
            sum(group_of.get(person) == name and outcome == column for person, outcome in outcomes.items())
            for column in columns
        )
        for name in names
    ]
    shares: dict[str, list[float]] = {name: [] for name in names}
    for group in draft.groups:
        for one in group.members:
            name = group_of.get((one.side, one.id))
            if name is not None and one.satisfaction is not None:
                shares[name].append(one.satisfaction)
    verdicts = protect_sides({name: len(found) for name, found in shares.items()}, policy)
    everybody = [share for found in shares.values() for share in found]
    return OutcomeByGroup(
        protect_counts(CountTable(tuple(names), columns, tuple(counts)), policy),
        {name: _band(found, policy) for name, found in shares.items()},
        verdicts.together if everybody and verdicts.together else _band(everybody, policy),
    )


def _outcomes(draft: Draft, wishes: Mapping[Person, str]) -> dict[Person, str]:
    found = {(one.side, one.id): LEFT_OVER for one in draft.left_over}
    for group in draft.groups:
        there = {group.about, *(one.id for one in group.members)}
        for one in group.members:
            wish = wishes.get((one.side, one.id))
            got = wish is not None and wish != one.id and wish in there
            if (
                found.get((one.side, one.id)) != FIRST_WISH
            ):  # somebody with several groups may have it in another
                found[one.side, one.id] = FIRST_WISH if got else MATCHED
    return found


def _band(shares: list[float], policy: DisclosurePolicy) -> Band | Withheld | None:
    """The band of the mean of some satisfactions.

    >>> _band([0.5, 0.6, 0.7, 0.9, 1.0], DisclosurePolicy())
    (50, 75)
    """
    if not shares:
        return None
    width = 100 // BANDS
    low = width * min(BANDS - 1, int(BANDS * sum(shares) / len(shares)))
    return protect_score((low, low + width), len(shares), policy)
