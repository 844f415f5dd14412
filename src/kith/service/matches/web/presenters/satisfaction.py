"""How well a draft suits each side: a picture, the same in words, and its numbers. Of a cohort's pairs and of any kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kith.publishing.chart_types import AnswerRow, AnswerShares
from kith.publishing.charts import draw
from kith.service.ui.web.wording import percent

BANDS = 4
"""Quarters of what somebody could have had."""


@dataclass(frozen=True, slots=True)
class Side:
    """The people of one side who are matched: its name, and for each the part of what they could have had, 0-1."""

    name: str
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What the page shows; ``numbers`` are the rows of the table behind the picture."""

    finding: str
    picture: SafeString
    alternative: str
    caption: str
    heads: list[str]
    numbers: list[list[object]]


def satisfaction(sides: Sequence[Side], caption: str) -> Satisfaction | None:
    """``None`` where nobody was asked for anything. Sides without a figure are passed over."""
    sides = [side for side in sides if side.values]
    if not sides:
        return None
    bands = _bands()
    counts = [[_counted(side.values, band) for band in range(BANDS)] for side in sides]
    rows = tuple(AnswerRow(side.name, tuple(found)) for side, found in zip(sides, counts, strict=True))
    finding, alternative = _finding(sides), _in_words(sides, bands, counts)
    picture = draw(
        AnswerShares(tuple(bands), rows, _("Share of the people"), diverging=False),
        title=finding,
        alternative=alternative,
        key="suits",
        is_fluid=True,
    )
    numbers: list[list[object]] = [
        [band, *(found[place] for found in counts)] for place, band in enumerate(bands)
    ]
    numbers.append([_("In the middle"), *(percent(_middle(side.values)) for side in sides)])
    numbers.append([_("The least"), *(percent(min(side.values)) for side in sides)])
    return Satisfaction(
        finding,
        mark_safe(picture),  # noqa: S308 - our own drawing; its words were escaped as XML
        alternative,
        caption,
        [_("Of what they could have had"), *(side.name for side in sides)],
        numbers,
    )


def _bands() -> list[str]:
    return [
        _("Under a quarter"),
        _("A quarter to half"),
        _("Half to three quarters"),
        _("Three quarters or more"),
    ]


def _in_words(sides: Sequence[Side], bands: list[str], counts: list[list[int]]) -> str:
    return " ".join(
        _("%(side)s: %(counts)s.")
        % {
            "side": side.name,
            "counts": "; ".join(f"{band} {count}" for band, count in zip(bands, found, strict=True)),
        }
        for side, found in zip(sides, counts, strict=True)
    )


def _counted(values: Sequence[float], band: int) -> int:
    return sum(min(int(value * BANDS), BANDS - 1) == band for value in values)


def _middle(values: Sequence[float]) -> float:
    """The median."""
    found, half = sorted(values), len(values) // 2
    return found[half] if len(found) % 2 else (found[half - 1] + found[half]) / 2


def _finding(sides: Sequence[Side]) -> str:
    middles = [percent(_middle(side.values)) for side in sides]
    if len(sides) == 1:
        return _("In the middle, %(who)s have %(share)s of what they could have had") % {
            "who": sides[0].name,
            "share": middles[0],
        }
    return _(
        "In the middle, %(first)s have %(one)s of what they could have had, and %(second)s %(other)s"
    ) % {
        "first": sides[0].name,
        "one": middles[0],
        "second": sides[1].name,
        "other": middles[1],
    }
