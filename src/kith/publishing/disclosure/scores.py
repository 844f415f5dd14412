"""Outcome scores: nothing below the least number of matched answers on a side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from kith.publishing.disclosure.policy import DisclosurePolicy, Reason, Withheld

Score = TypeVar("Score")


@dataclass(frozen=True, slots=True)
class SideVerdicts:
    """For each side and for all sides together: ``None`` when it may be shown, else why not."""

    sides: Mapping[str, Withheld | None]
    together: Withheld | None


def protect_score(score: Score, matched: int, policy: DisclosurePolicy | None = None) -> Score | Withheld:
    """The score (a mean, a median, an interval, counts up and down) if enough people stand behind it.

    Parameters
    ----------
    score
        Anything that was computed from the matched answers.
    matched
        How many people answered both times, 0 or more.

    Examples
    --------
    >>> protect_score(3.4, matched=5)
    3.4
    >>> protect_score(3.4, matched=4)
    Withheld(reason=<Reason.TOO_FEW_MATCHED: 'too_few_matched'>, limit=5)
    """
    policy = policy or DisclosurePolicy()
    return score if matched >= policy.min_matched else Withheld(Reason.TOO_FEW_MATCHED, policy.min_matched)


def protect_sides(matched: Mapping[str, int], policy: DisclosurePolicy | None = None) -> SideVerdicts:
    """Which sides' scores may be shown, and whether a score over all sides may stand beside them.

    The overall mean and every side's mean but one give the last side's mean by subtraction. So when
    fewer than ``min_matched`` people on the hidden sides, taken together, answered both times (and
    there are some), the overall score is kept back too; the rest may be shown.

    >>> protect_sides({"clinician": 9, "manager": 3}).together.reason.value
    'protects_another'
    """
    policy = policy or DisclosurePolicy()
    sides = {
        side: None if n >= policy.min_matched else Withheld(Reason.TOO_FEW_MATCHED, policy.min_matched)
        for side, n in matched.items()
    }
    everyone = sum(matched.values())
    hidden = sum(n for side, n in matched.items() if sides[side] is not None)
    if everyone < policy.min_matched:
        return SideVerdicts(sides, Withheld(Reason.TOO_FEW_MATCHED, policy.min_matched))
    if 0 < hidden < policy.min_matched:
        return SideVerdicts(sides, Withheld(Reason.PROTECTS_ANOTHER, policy.min_matched))
    return SideVerdicts(sides, None)
