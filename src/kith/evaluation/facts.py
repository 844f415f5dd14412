"""What a report tells beside the scores; the caller knows it, the analysis does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from kith.evaluation.planning.record import Planning
from kith.foundation.words import Text


@dataclass(frozen=True, slots=True)
class Flow:
    """How many people of one side reached each stage. ``None``: not recorded, which is not zero."""

    side: str
    invited: int | None = None
    joined: int | None = None
    paired: int | None = None
    finished: int | None = None
    withdrew: int | None = None


@dataclass(frozen=True, slots=True)
class Dose:
    """An activity as planned and as it happened, for one side. Hours are in all, over the side."""

    side: str
    activity: Text
    planned: int | None = None
    held: int | None = None
    hours: float | None = None


@dataclass(frozen=True, slots=True)
class WaveDates:
    """When a wave was open."""

    wave: str
    opened: date | None = None
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Who, what and when.

    Parameters
    ----------
    title, programme, organisation
        As they should stand on the front.
    written_at
        When the report was made, with its time zone: passed in, as nothing here looks at a clock.
    what_was_done
        A sentence or two, in the programme's own words.
    flow, dose, dates
        Empty where nothing was recorded: the report then says "not recorded".
    evaluator
        Who made the report, and whether they run the programme (a conflict of interest to declare).
    what_next
        What will be done now, in the programme's own words.
    planning
        What the plan says of itself, and what differs from it. ``None``: nothing but its outcomes is known.
    cost
        What it cost, in a sentence; "not recorded" where it is not known.
    recorded
        What sections that the caller wrote tell: ``adaptations``, ``barriers``, ``effects``, ``costs``.
    answers
        What somebody wrote for an item of a reporting card, by the card's key and the item's number.
    synthetic
        The people are invented: said on the front page and in the header of every page.
    """

    title: Text
    written_at: datetime
    programme: Text | None = None
    organisation: Text | None = None
    what_was_done: Text | None = None
    started_on: date | None = None
    ended_on: date | None = None
    flow: tuple[Flow, ...] = ()
    dose: tuple[Dose, ...] = ()
    dates: tuple[WaveDates, ...] = ()
    evaluator: Text | None = None
    source: Text | None = None
    what_next: tuple[Text, ...] = ()
    synthetic: bool = False
    planning: Planning | None = None
    cost: Text | None = None
    recorded: frozenset[str] = frozenset()
    answers: Mapping[tuple[str, str], Text] = field(default_factory=lambda: MappingProxyType({}))
