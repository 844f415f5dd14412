"""A report of scores that is made again: what it tells beside those that were published before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kith.foundation.faults import Faults
from kith.publishing.disclosure.policy import DisclosurePolicy


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group of people whose scores or answers a report shows taken together.

    ``side`` is what people call the side they are on ("" for all sides together), ``n`` how many they are (1 or more), ``digest``
    the hash of who answered what: the same for the same people with the same answers, and only then.
    """

    side: str
    n: int
    digest: str


@dataclass(frozen=True, slots=True)
class ScoreRelease:
    """A report of scores, published or about to be: its name, and each group that it shows by a key that
    is the same in every report. A group that is kept back is not among them."""

    name: str
    groups: Mapping[str, ShownGroup]


def guard_remade(
    previous: Sequence[ScoreRelease], new: ScoreRelease, policy: DisclosurePolicy | None = None
) -> None:
    """Refuse a report whose difference from one that is published would tell about fewer than
    ``min_matched`` people.

    Eight people of whom five went up, and later seven of whom four did: whoever reads both knows that
    the one who left had gone up. So each group that both reports show must be the same people with
    the same answers (a report in a second language), or differ in size by ``min_matched`` or more. A
    group of the same size with other people or other answers is refused too: one person in and one out
    cannot be told from many. Groups that differ in size by k differ in at least k people, so what
    passes never singles out fewer.

    Each earlier report is laid beside the new one by itself; sums of several earlier ones are not tried.

    Raises
    ------
    KithError
        ``publishing.remade`` once for each earlier report and side; ``publishing.remade_together`` where it is
        seen only in what all sides said together.

    Examples
    --------
    >>> first = ScoreRelease("Report 1", {"skill": ShownGroup("Managers", 8, "a")})
    >>> guard_remade([first], ScoreRelease("Report 2", {"skill": ShownGroup("Managers", 13, "b")}))
    >>> from kith.foundation.faults import KithError
    >>> try:
    ...     guard_remade([first], ScoreRelease("Report 3", {"skill": ShownGroup("Managers", 9, "c")}))
    ... except KithError as refused:
    ...     [fault.code for fault in refused.faults]
    ['publishing.remade']
    """
    least = (policy or DisclosurePolicy()).min_matched
    faults = Faults()
    for release in previous:
        sides = {
            group.side: None
            for key, group in new.groups.items()
            if key in release.groups and _singles_out(release.groups[key], group, least)
        }
        for side in filter(None, sides):
            faults.add("publishing.remade", earlier=release.name, side=side, least=least)
        if set(sides) == {""}:
            faults.add("publishing.remade_together", earlier=release.name, least=least)
    faults.raise_if_any()


def _singles_out(earlier: ShownGroup, later: ShownGroup, least: int) -> bool:
    return earlier.digest != later.digest and abs(earlier.n - later.n) < least
