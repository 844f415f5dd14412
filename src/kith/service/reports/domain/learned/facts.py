"""How people learned together, as numbers: what was done against what was meant, and what became of the pairs.

Counts and lengths only. What was said, agreed or written is not read here, and nobody's row is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from kith.foundation.words import Text
from kith.publishing.blocks import Table


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of several numbers, the least and the most, and of how many."""

    n: int
    middle: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class DoseRow:
    """One activity, or one kind of mentor, on one side.

    ``people`` are those it was for: everybody on the side who holds a place or was brought together with
    somebody; of a mentor, those who had one. ``reached`` is None where nothing is expected. ``times`` is None
    where nothing of the kind was recorded of anybody. ``hours`` are of those whose every length is known.
    """

    name: Text | None
    side: str
    is_mentoring: bool
    people: int
    expected: int | None
    reached: int | None
    times: Spread | None
    hours: Spread | None
    all_times: int
    unknown: int


@dataclass(frozen=True, slots=True)
class DoseFacts:
    """``rows`` is empty where nothing at all was recorded. ``uncounted`` are activities that belong to the writer."""

    rows: tuple[DoseRow, ...]
    uncounted: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PairFacts:
    """What became of the pairs. ``new_partner`` counts people, the others pairs."""

    made: int
    lasted: int
    ended: int
    new_partner: int
    never_met: int
    met: Spread


@dataclass(frozen=True, slots=True)
class Session:
    """The sessions of one activity of the whole cohort."""

    name: Text | None
    expected: int | None
    held: int
    planned: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class Running:
    """How it was run. ``relationships`` is how many there were to remind or pause, mentors' included."""

    sessions: tuple[Session, ...]
    relationships: int
    held: int
    missed: int
    cancelled: int
    logged_for_them: int
    nudges_by_itself: int
    nudges_by_lead: int
    nudged: int
    paused: int

    @property
    def by_members(self) -> int:
        """How many of ``held`` those who met noted themselves."""
        return self.held - self.logged_for_them


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something that came out of it. ``seen_on`` is None where nobody has said since that it still runs."""

    name: str
    kind: str
    started_on: date
    seen_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Learned:
    """``pairs`` and ``running`` are None where nothing of the kind was recorded; ``endings`` is why pairs ended,
    under the disclosure policy, and None as long as the programme runs."""

    dose: DoseFacts
    pairs: PairFacts | None
    endings: Table | None
    running: Running | None
    spin_offs: tuple[Outcome, ...]


def spread_of(values: Iterable[float]) -> Spread | None:
    """None where there are no numbers."""
    found = sorted(values)
    return Spread(len(found), median(found), found[0], found[-1]) if found else None
