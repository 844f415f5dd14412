"""Answers in words whose order is known, and how a written answer is found among them.

An answer is known by how it begins: "Very supportive – e.g. shares secondments" begins with "very".
Every answer of a question must stand on one scale, and no two on the same point: otherwise the
order is not guessed. Answers that decline ("Prefer not to say") have no place in an order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DASHES = re.compile(r"\s+[–—-]+\s+|\s*[–—]\s*|\s+-+$")
DECLINES = re.compile(
    r"(prefer not to (say|answer)|(i )?(do not|don['’]?t) know|not sure|unsure|not (stated|applicable|known)"
    r"|n/?a|unknown|no answer|decline[ds]?( to answer)?|other\b.*)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WordScale:
    """A known order of answers, least first. Each point is a pattern for the answer's beginning."""

    key: str
    points: tuple[str, ...]

    def place(self, answer: str) -> int | None:
        """Which point the answer stands on, from 0; ``None`` when it is on none."""
        for place, pattern in enumerate(self.points):
            if re.match(rf"(?:{pattern})(?!\w)", answer, re.IGNORECASE):
                return place
        return None


WORD_SCALES = (
    WordScale(
        "agreement",
        (
            r"(strongly|completely|totally) disagree|disagree strongly",
            r"(somewhat |slightly |tend to )?disagree",
            r"neither|neutral|undecided|no opinion|not sure either way",
            r"(somewhat |slightly |tend to )?agree(?! strongly)",
            r"(strongly|completely|totally) agree|agree strongly",
        ),
    ),
    WordScale(
        "likelihood",
        (
            r"(very|extremely|highly) unlikely",
            r"(somewhat |quite |fairly )?unlikely",
            r"undecided|neither|neutral",
            r"(somewhat |quite |fairly )?likely",
            r"(very|extremely|highly) likely",
        ),
    ),
    WordScale(
        "satisfaction",
        (
            r"(very|extremely|completely) (dissatisfied|unhappy)",
            r"(somewhat |quite |fairly )?(dissatisfied|unhappy)",
            r"neither|neutral",
            r"(somewhat |quite |fairly )?(satisfied|happy)",
            r"(very|extremely|completely) (satisfied|happy)",
        ),
    ),
    WordScale(
        "frequency",
        (
            r"never|not at all",
            r"(very )?(rarely|seldom)",
            r"occasionally|once in a while",
            r"sometimes",
            r"often|frequently|regularly|usually|most of the time",
            r"very often|almost always",
            r"always|all of the time",
        ),
    ),
    WordScale(
        "extent",
        (
            r"not at all|none at all|not( \w+)?",
            r"(only )?(a little|slightly)|to a small extent",
            r"neutral",
            r"somewhat|moderately|to some extent|partly|would like to know more",
            r"very|mostly|quite a (lot|bit)|to a (large|great) extent",
            r"extremely|fully|completely|entirely|totally",
        ),
    ),
    WordScale(
        "quality",
        (r"very (poor|bad)", r"poor|bad", r"fair|average|neutral|ok", r"good", r"very good", r"excellent"),
    ),
    WordScale(
        "qualification",
        (
            r"no (formal )?qualifications?",
            r"gcses?|o levels?",
            r"a( and as)? levels?|a-levels?",
            r"(higher national )?diploma|foundation degree|hnd",
            r"bachelor|undergraduate|first degree",
            r"postgraduate|master",
            r"doctora|phd",
        ),
    ),
)

NUMBER = re.compile(r"\d+(?:\.\d+)?")
BAND = re.compile(r"(?:afc )?band (\d)([a-d])?", re.IGNORECASE)
BELOW = re.compile(r"\s*(less than|under|below|fewer than|up to|younger than|<)", re.IGNORECASE)
ABOVE = re.compile(r"\s*(more than|over|above|older than|>)", re.IGNORECASE)
BRACKET = re.compile(
    r"\s*(?:£|\$|€)?\d[\d.,k]*\s*(?:[a-z]+\s*)?(?:[~–—-]|to\b)\s*(?:£|\$|€)?\d"
    r"|\s*(?:less than|under|below|fewer than|up to|more than|over|above|older than|younger than|[<>])\s*\d"
    r"|\s*\d[\d.,k]*\s*(?:\+|(?:\w+ )?(?:and|or) (?:above|over|more|older|below|under|less|younger|fewer))",
    re.IGNORECASE,
)


def head(answer: str) -> str:
    """The answer up to its first dash, without a leading "Yes" that only introduces it.

    >>> head("Yes – somewhat"), head("Rarely"), head("Very supportive – e.g. a mentor")
    ('somewhat', 'Rarely', 'Very supportive')
    """
    parts = [part.strip() for part in DASHES.split(answer.strip()) if part and part.strip()]
    if len(parts) > 1 and parts[0].lower() == "yes":
        return parts[1]
    return parts[0] if parts else answer.strip()


def is_decline(answer: str) -> bool:
    """Whether the answer declines or does not know: an answer, but with no place in an order.

    >>> is_decline("Prefer not to say"), is_decline("Don’t know"), is_decline("Not at all")
    (True, True, False)
    """
    return DECLINES.match(answer.strip()) is not None


def bracket_place(answer: str) -> tuple[float, float] | None:
    """Where a bracket of numbers stands ("40~44", "65 and above", "Less than 1 year"), else ``None``.

    >>> bracket_place("Less than 1 year") < bracket_place("1~2 years") < bracket_place("More than 10 years")
    True
    """
    if not BRACKET.match(answer):
        return None
    first = NUMBER.search(answer.replace(",", ""))
    if first is None:
        return None
    side = -1.0 if BELOW.match(answer) else 1.0 if ABOVE.match(answer) else 0.0
    return float(first.group()), side


def band_place(answer: str) -> tuple[float, float] | None:
    """Where a pay band of Agenda for Change stands ("Band 8a or 8b"), else ``None``.

    >>> band_place("Band 6 or 7") < band_place("Band 8a or 8b") < band_place("Band 8c or 8d")
    True
    >>> band_place("Band B senior analyst") is None
    True
    """
    found = BAND.match(answer.strip())
    if found is None:
        return None
    number, letter = found.groups()
    return float(number), float("abcd".index(letter.lower())) if letter else 0.0
