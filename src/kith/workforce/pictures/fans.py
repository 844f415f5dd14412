"""Fans: supply against need, the gap net and gross, and the difference of two runs with the same luck."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from kith.publishing.blocks import Figure
from kith.publishing.chart_types import Fan, FanBand
from kith.workforce.pictures.writing import NO_NAMES, Names, of_draws, places, signed, stocks, table
from kith.workforce.projection import LEVELS, Bands, Projection
from kith.workforce.speaking import Speaker, number

if TYPE_CHECKING:
    from kith.workforce.model import Floats

MIDDLE, LOW, HIGH = LEVELS.index(0.5), LEVELS.index(0.1), LEVELS.index(0.9)
WIDE = ((0, 6, "band95"), (1, 5, "band80"), (2, 4, "band50"))
HEADINGS = ("year", "q025", "q10", "q25", "q50", "q75", "q90", "q975")


class Of(StrEnum):
    """What a fan shows."""

    SUPPLY = "supply"
    GAP_NET = "net"
    GAP_GROSS = "gross"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class _Shown:
    of: Of
    who: str
    years: tuple[int, ...]
    values: Floats
    draws: int
    need: tuple[float, ...] = ()


def fan_chart(
    projection: Projection,
    of: Of,
    speaker: Speaker,
    *,
    profession: int | None = None,
    region: int | None = None,
    names: Names = NO_NAMES,
) -> Figure:
    """Supply, net or gross gap over the years: of all, a profession, or a profession in one region.

    Raises
    ------
    ValueError
        For a region without a profession: bands of a region over professions were not kept.
    """
    if region is not None and profession is None:
        raise ValueError("a region's fan is of one profession")
    bands = _bands(projection, of, profession, region)
    needed = projection.need
    if profession is not None:
        needed = needed[:, [profession]] if region is None else needed[:, [profession]][:, :, [region]]
    need = tuple(float(value) for value in needed.sum((1, 2))) if of is Of.SUPPLY else ()
    who = _who(projection, profession, region, names, speaker)
    return _figure(_Shown(of, who, stocks(projection.axes), bands.values, projection.draws, need), speaker)


def difference_fan(before: Projection, after: Projection, speaker: Speaker) -> Figure:
    """What one scenario has more than another, gross gap, draw by draw: both ran with one seed.

    Raises
    ------
    ValueError
        If the runs have not the same seed, draws and years: their luck is not shared.
    """
    seeds = (before.provenance.seed, after.provenance.seed)
    if seeds[0] != seeds[1] or before.draws != after.draws or before.axes.years != after.axes.years:
        raise ValueError(
            "two runs are laid beside each other draw by draw only with one seed, draws and years"
        )
    values = np.quantile(after.totals.gross - before.totals.gross, LEVELS, axis=0)
    shown = _Shown(Of.DIFFERENCE, speaker.say("all"), stocks(before.axes), values, before.draws)
    return _figure(shown, speaker)


def small_multiples(
    projection: Projection, speaker: Speaker, *, of: Of = Of.GAP_NET, names: Names = NO_NAMES
) -> tuple[Figure, ...]:
    """One fan a profession."""
    return tuple(
        fan_chart(projection, of, speaker, profession=p, names=names)
        for p in range(len(projection.axes.professions))
    )


def _bands(projection: Projection, of: Of, profession: int | None, region: int | None) -> Bands:
    total, each, places = {
        Of.SUPPLY: (projection.supply_total, projection.supply_by_profession, projection.supply),
        Of.GAP_NET: (projection.gap_net, projection.gap_net_by_profession, projection.gap),
        Of.GAP_GROSS: (projection.gap_gross, projection.gap_gross_by_profession, projection.gap),
    }[of]
    if profession is None:
        return total
    if region is None:
        return Bands(each.levels, each.values[:, :, profession], each.mean[:, profession])
    values = places.values[:, :, profession, region]
    if of is Of.GAP_GROSS:  # a quantile of min(0, gap) is min(0, quantile)
        values = np.minimum(values, 0.0)
    return Bands(places.levels, values, places.mean[:, profession, region])


def _who(
    projection: Projection, profession: int | None, region: int | None, names: Names, speaker: Speaker
) -> str:
    if profession is None:
        return speaker.say("all")
    key = projection.axes.professions[profession]
    if region is None:
        return names.get(key, key)
    place = projection.axes.regions[region]
    return speaker.say("in_place", who=names.get(key, key), place=names.get(place, place))


def _figure(shown: _Shown, speaker: Speaker) -> Figure:
    decimals = places([*shown.values[:, -1], *shown.need])
    finding = _finding(shown, decimals, speaker)
    bands = tuple(
        FanBand(
            speaker.say(word), tuple(map(float, shown.values[low])), tuple(map(float, shown.values[high]))
        )
        for low, high, word in WIDE
    )
    chart = Fan(
        shown.years,
        tuple(float(value) for value in shown.values[MIDDLE]),
        speaker.say("middle"),
        bands,
        speaker.say("unit_fte"),
        shown.need,
        speaker.say("needed") if shown.need else "",
    )
    headings = (*HEADINGS, "need") if shown.need else HEADINGS
    rows = tuple(
        (
            str(year),
            *(number(float(value), decimals) for value in shown.values[:, y]),
            *((number(shown.need[y], decimals),) if shown.need else ()),
        )
        for y, year in enumerate(shown.years)
    )
    told = table(speaker, speaker.say(f"caption_{shown.of.value}", who=shown.who), headings, rows)
    alternative = speaker.say(
        "told_fan",
        first=str(shown.years[0]),
        start=number(float(shown.values[MIDDLE, 0]), decimals),
        finding=finding,
    )
    basis = of_draws(speaker, shown.draws, speaker.say(f"how_{shown.of.value}"))
    return Figure(finding, chart, alternative, told, basis)


def _finding(shown: _Shown, decimals: int, speaker: Speaker) -> str:
    """A shortfall is told as how many are short, between the fewest and the most."""
    low, middle, high = (float(shown.values[q, -1]) for q in (LOW, MIDDLE, HIGH))
    said = {"who": shown.who, "year": str(shown.years[-1])}
    if shown.of in (Of.SUPPLY, Of.DIFFERENCE):
        write = number if shown.of is Of.SUPPLY else signed
        ends = {
            name: write(value, decimals) for name, value in (("low", low), ("middle", middle), ("high", high))
        }
        need = {"need": number(shown.need[-1], decimals)} if shown.need else {}
        return speaker.say(f"found_{shown.of.value}", **said, **ends, **need)
    kind = "short" if high <= 0 else "over" if low >= 0 else "either"
    if kind == "short":
        low, high = high, low
    if kind == "either":
        ends = {name: signed(v, decimals) for name, v in (("low", low), ("middle", middle), ("high", high))}
    else:
        ends = {
            name: number(abs(v), decimals) for name, v in (("low", low), ("middle", middle), ("high", high))
        }
    return speaker.say(f"found_{shown.of.value}_{kind}", **said, **ends)
