"""The guidelines by the numbers of their items. What each is about is in Kith's own words, never the guideline's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One item. ``places`` are what in a report answers it: keys of sections, or of facts that a section tells.

    The subject and what to write stand in the catalogue under ``evaluation.cards.<card>.<number>`` and
    ``….write``. Without places only a person can answer it.
    """

    number: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A guideline. ``reference`` says where its own text stands."""

    key: str
    name: str
    reference: str
    lines: tuple[Line, ...]


SQUIRE = Card(
    "squire",
    "SQUIRE 2.0",
    "Ogrinc et al. 2016, BMJ Quality & Safety 25:986-992, doi:10.1136/bmjqs-2015-004411",
    (
        Line("1", ("front",)),
        Line("2", ("summary",)),
        Line("3"),
        Line("4"),
        Line("5"),
        Line("6", ("purpose",)),
        Line("7", ("flow",)),
        Line("8", ("what_was_done", "dose")),
        Line("9", ("method",)),
        Line("10", ("method", "reliability")),
        Line("11", ("method",)),
        Line("12", ("approvals",)),
        Line("13a", ("adaptations",)),
        Line("13b", ("dose", "change")),
        Line("13c", ("barriers",)),
        Line("13d", ("change", "both_sides")),
        Line("13e", ("effects",)),
        Line("13f", ("response",)),
        Line("14", ("summary",)),
        Line("15"),
        Line("16", ("limits",)),
        Line("17", ("what_next",)),
        Line("18", ("costs",)),
    ),
)
GRAMMS = Card(
    "gramms",
    "GRAMMS",
    "O'Cathain, Murphy, Nicholl 2008, Journal of Health Services Research & Policy 13(2):92-98, "
    "doi:10.1258/jhsrp.2007.007074",
    (
        Line("1"),
        Line("2"),
        Line("3", ("method", "interviews")),
        Line("4"),
        Line("5"),
        Line("6"),
    ),
)
CARDS = (SQUIRE, GRAMMS)
