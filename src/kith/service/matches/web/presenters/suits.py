"""How well a draft suits each side: a picture, the same in words, and its numbers."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from kith.publishing.chart_types import AnswerRow, AnswerShares
from kith.publishing.charts import draw
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.matches import bridge
from kith.service.matches.models import MatchRun
from kith.service.matches.web.presenters.groups import groups_part
from kith.service.matches.web.presenters.wording import language
from kith.service.ui.web.wording import percent

BANDS = 4
"""Quarters of what somebody could have had."""


def suits_page(run: MatchRun, by: str) -> dict[str, Any]:
    result = bridge.result_of(run)
    definition = definition_of(run.cohort)
    sides = [definition.role(side).plural.in_language(language()) for side in result.sides]
    of_side = [[pair.satisfaction[place] for pair in result.pairs] for place in range(len(sides))]
    bands = [
        _("Under a quarter"),
        _("A quarter to half"),
        _("Half to three quarters"),
        _("Three quarters or more"),
    ]
    counts = [[_counted(values, band) for band in range(BANDS)] for values in of_side]
    rows = tuple(AnswerRow(side, tuple(found)) for side, found in zip(sides, counts, strict=True))
    finding = _finding(sides, of_side)
    alternative = _in_words(sides, bands, counts)
    picture = draw(
        AnswerShares(tuple(bands), rows, _("Share of the people"), diverging=False),
        title=finding,
        alternative=alternative,
        key="suits",
        is_fluid=True,
    )
    return {
        **groups_part(run, by),
        "finding": finding,
        "picture": mark_safe(picture),  # noqa: S308 - our own drawing; its words were escaped as XML
        "alternative": alternative,
        "heads": [_("Of what they could have had"), *sides],
        "numbers_shown": [[band, *(found[place] for found in counts)] for place, band in enumerate(bands)]
        + [
            [_("In the middle"), *(percent(_middle(values)) for values in of_side)],
            [_("The least"), *(percent(min(values)) for values in of_side)],
        ],
    }


def _in_words(sides: list[str], bands: list[str], counts: list[list[int]]) -> str:
    return " ".join(
        _("%(side)s: %(counts)s.")
        % {
            "side": side,
            "counts": "; ".join(f"{band} {count}" for band, count in zip(bands, found, strict=True)),
        }
        for side, found in zip(sides, counts, strict=True)
    )


def _counted(values: list[float], band: int) -> int:
    return sum(min(int(value * BANDS), BANDS - 1) == band for value in values)


def _middle(values: list[float]) -> float:
    """The median."""
    found, half = sorted(values), len(values) // 2
    return found[half] if len(found) % 2 else (found[half - 1] + found[half]) / 2


def _finding(sides: list[str], of_side: list[list[float]]) -> str:
    middles = [percent(_middle(values)) for values in of_side]
    return _(
        "In the middle, %(first)s have %(one)s of what they could have had, and %(second)s %(other)s"
    ) % {
        "first": sides[0],
        "one": middles[0],
        "second": sides[1],
        "other": middles[1],
    }
