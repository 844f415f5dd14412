"""Two runs with the same luck, side by side: what differs is the scenarios, not the draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import get_language, gettext

from kith.foundation.faults import Fault, KithError
from kith.workforce.projection import LEVELS
from kith.workforce.speaking import number

if TYPE_CHECKING:
    from kith.workforce.model import Floats
    from kith.workforce.scenario.running import Run


@dataclass(frozen=True, slots=True)
class Row:
    """One profession, or all: the gap in both, and the difference in the same draws."""

    name: str
    one: str
    other: str
    difference: str
    range: str
    better: int
    """Of 100 draws, in how many the second has the higher number: less of a shortfall."""


@dataclass(frozen=True, slots=True)
class Compared:
    year: int
    draws: int
    net: tuple[Row, ...]
    gross: tuple[Row, ...]
    places: tuple[tuple[str, str, str, str], ...]
    money: tuple[tuple[str, str, str, str], ...]


def compare(one: Run, other: Run) -> Compared:
    """The second less the first, at the start of the year after the last.

    Raises KithError where the two are not about the same years, professions or regions, or drew other luck.
    """
    _check(one, other)
    first = one.projection
    return Compared(
        year=first.axes.years[-1] + 1,
        draws=first.draws,
        net=_rows(one, other, "net"),
        gross=_rows(one, other, "gross"),
        places=_places(one, other),
        money=_money(one, other),
    )


def _check(one: Run, other: Run) -> None:
    first, second = one.projection, other.projection
    said = {
        "planning.compare_years": (first.axes.years, second.axes.years),
        "planning.compare_professions": (first.axes.professions, second.axes.professions),
        "planning.compare_regions": (first.axes.regions, second.axes.regions),
        "planning.compare_luck": ((one.scenario.seed, first.draws), (other.scenario.seed, second.draws)),
    }
    differ = [Fault(code) for code, (left, right) in said.items() if left != right]
    if differ:
        raise KithError(differ)


def _rows(one: Run, other: Run, kind: str) -> tuple[Row, ...]:
    language = get_language() or "en"
    parts = [getattr(run.projection.totals, f"{kind}_by_profession")[:, -1] for run in (one, other)]
    rows = [
        _row(profession.name.in_language(language), parts[0][:, p], parts[1][:, p])
        for p, profession in enumerate(one.scenario.professions)
    ]
    totals = [getattr(run.projection.totals, kind)[:, -1] for run in (one, other)]
    return (_row(gettext("All together"), *totals), *rows)


def _row(name: str, one: Floats, other: Floats) -> Row:
    difference = other - one
    low, middle, high = np.quantile(difference, [LEVELS[1], LEVELS[3], LEVELS[5]])
    return Row(
        name,
        number(float(np.median(one)), 0),
        number(float(np.median(other)), 0),
        number(float(middle), 0),
        gettext("%(low)s to %(high)s") % {"low": number(float(low), 0), "high": number(float(high), 0)},
        round(100 * float((difference > 0).mean())),
    )


def _places(one: Run, other: Run) -> tuple[tuple[str, str, str, str], ...]:
    """All professions together, in the middle run: share of need met in each region, and how it differs."""
    language = get_language() or "en"
    met = []
    for run in (one, other):
        fte, need = run.projection.expected.fte[-1].sum(0), run.projection.need[-1].sum(0)
        met.append(np.divide(fte, need, out=np.full_like(fte, np.nan), where=need > 0))
    return tuple(
        (
            region.name.in_language(language),
            _percent(met[0][r]),
            _percent(met[1][r]),
            _points(met[1][r] - met[0][r]),
        )
        for r, region in enumerate(one.scenario.regions)
    )


def _percent(share: float) -> str:
    return "–" if np.isnan(share) else f"{number(100 * float(share), 0)}%"


def _points(share: float) -> str:
    return "–" if np.isnan(share) else number(100 * float(share), 1)


def _money(one: Run, other: Run) -> tuple[tuple[str, str, str, str], ...]:
    sums = [_sums(run) for run in (one, other)]
    return tuple(
        (name, number(first, 0), number(sums[1][name], 0), number(sums[1][name] - first, 0))
        for name, first in sums[0].items()
    )


def _sums(run: Run) -> dict[str, float]:
    """Over all years."""
    return {
        gettext("Pay"): float(run.money.pay.sum()),
        gettext("Training"): float(run.money.training.sum()),
        gettext("Recruitment"): float(run.money.recruitment.sum()),
        gettext("Levers"): float(sum(cost.total for cost in run.money.levers)),
        gettext("Everything"): float(run.money.total.sum()),
    }
