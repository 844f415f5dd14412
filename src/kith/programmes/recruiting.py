"""How people get in: what a definition says about the call, eligibility, review and selection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kith.foundation.words import Text
from kith.programmes.capabilities import Judged
from kith.questionnaires.expressions import Expression

DEFAULT_REVIEWERS = 2
DEFAULT_OFFER_DAYS = 14

Given = str | int | bool | tuple[str, ...]
"""One answer of an example, as the file writes it: option keys for a choice."""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """One rule about who may apply.

    ``holds`` is asked of the answers to the role's application. ``says`` is the rule in words: people
    read it before they apply, and again when it is not met.
    """

    key: str
    holds: Expression
    says: Text


@dataclass(frozen=True, slots=True)
class CallWords:
    """What the public page of a call says beside what follows from the rest of the definition.

    ``who`` it is for; the ``commitment`` it takes; what ``managers`` are asked, and what release means.
    """

    who: Text
    commitment: Text
    managers: Text


@dataclass(frozen=True, slots=True)
class Anchor:
    """One score that can be given, and what an answer that earns it looks like."""

    points: int
    words: Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that applicants are scored on.

    Parameters
    ----------
    looks_for
        What a reviewer looks for.
    anchors
        From fewest points to most, at least three. Only these scores can be given.
    weight
        How much it counts beside the others; at least 1.
    items
        The questions of the application that it is judged on.
    at
        Whether reviewers score it, the interview panel, or both.
    roles
        Whose applicants; every role that applies when the file does not say.
    """

    key: str
    name: Text
    looks_for: Text
    anchors: tuple[Anchor, ...]
    roles: tuple[str, ...]
    weight: int = 1
    items: tuple[str, ...] = ()
    at: tuple[Judged, ...] = (Judged.APPLICATION,)

    @property
    def least(self) -> int:
        """The fewest points that can be given."""
        return self.anchors[0].points

    @property
    def most(self) -> int:
        """The most points that can be given."""
        return self.anchors[-1].points

    def anchor(self, points: int) -> Anchor | None:
        """The words of a score; ``None`` when that score cannot be given."""
        return next((one for one in self.anchors if one.points == points), None)


@dataclass(frozen=True, slots=True)
class Example:
    """An invented application that every reviewer scores first, so that they can compare how they judge.

    ``note`` is what the reviewers may read once they have scored it.
    """

    key: str
    role: str
    title: Text
    answers: Mapping[str, Given]
    note: Text


@dataclass(frozen=True, slots=True)
class Selection:
    """How applications are reviewed and places offered.

    Parameters
    ----------
    reviewers
        How many score each application.
    criteria
        In the order of the score sheet.
    hidden
        Questions of the application whose answers reviewers never see.
    interview
        Whether those on the shortlist are interviewed.
    offer_days
        How long an offer stands.
    """

    criteria: tuple[Criterion, ...]
    reviewers: int = DEFAULT_REVIEWERS
    hidden: tuple[str, ...] = ()
    interview: bool = False
    offer_days: int = DEFAULT_OFFER_DAYS
    examples: tuple[Example, ...] = ()

    def criterion(self, key: str) -> Criterion:
        """The criterion of that key. Raises KeyError when there is none."""
        return {one.key: one for one in self.criteria}[key]

    def criteria_for(self, role: str, at: Judged) -> tuple[Criterion, ...]:
        """What applicants of a role are scored on, by reviewers or by the panel."""
        return tuple(one for one in self.criteria if role in one.roles and at in one.at)

    def examples_for(self, role: str) -> tuple[Example, ...]:
        """The invented applications of a role."""
        return tuple(one for one in self.examples if one.role == role)
