"""Where need is met: professions by places, and places about where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kith.publishing.blocks import Figure
from kith.publishing.chart_types import Heat, Tile, Tiles
from kith.workforce.pictures.writing import NO_NAMES, Names, of_middle, stocks, table
from kith.workforce.projection import Projection
from kith.workforce.speaking import Speaker, number


@dataclass(frozen=True, slots=True)
class Lies:
    """A place, where it stands on the map (column, row), who is there and what is needed there, in FTE."""

    name: str
    tile: tuple[int, int]
    fte: float
    need: float

    @property
    def met(self) -> float:
        """Percent of need."""
        return 100.0 * self.fte / self.need


def met_heat(projection: Projection, speaker: Speaker, *, at: int = -1, names: Names = NO_NAMES) -> Figure:
    """Percent of need met by region and profession at a year's start; nothing is told where nothing is needed."""
    axes, fte, need = projection.axes, projection.expected.fte[at], projection.need[at]
    values = tuple(
        tuple(
            100.0 * float(fte[p, r]) / float(need[p, r]) if need[p, r] > 0 else None
            for p in range(len(axes.professions))
        )
        for r in range(len(axes.regions))
    )
    regions = tuple(names.get(key, key) for key in axes.regions)
    professions = tuple(names.get(key, key) for key in axes.professions)
    codes = tuple(str(n + 1) for n in range(len(professions)))
    year = str(stocks(axes)[at])
    known = [
        (value, regions[r], professions[p])
        for r, row in enumerate(values)
        for p, value in enumerate(row)
        if value is not None
    ]
    none = speaker.say("none_needed")
    finding = speaker.say("found_heat_nothing", year=year)
    if known:
        low = min(known)
        finding = speaker.say("found_heat", place=low[1], who=low[2], share=number(low[0], 0), year=year)
    lines = [
        (region, who, none if value is None else f"{number(value, 1)}%")
        for region, row in zip(regions, values, strict=True)
        for who, value in zip(professions, row, strict=True)
    ]
    legend = "; ".join(f"{code} = {name}" for code, name in zip(codes, professions, strict=True))
    return Figure(
        finding,
        Heat(regions, codes, values, speaker.say("unit_met"), none),
        speaker.say("told_heat", columns=legend),
        table(speaker, speaker.say("caption_heat", year=year), ("place", "who", "met"), lines, 2),
        of_middle(speaker, len(known), f"{speaker.say('how_met')} {speaker.say('columns', columns=legend)}"),
    )


def tile_map(places: Sequence[Lies], speaker: Speaker, *, year: int) -> Figure:
    """Percent of need met in each place, all professions together.

    Raises
    ------
    ValueError
        Without a place where something is needed.
    """
    needed = [place for place in places if place.need > 0]
    if not needed:
        raise ValueError("a map needs a place where somebody is needed")
    low = min(needed, key=lambda place: (place.met, place.name))
    high = max(needed, key=lambda place: (place.met, place.name))
    tiles = tuple(Tile(place.name, *place.tile, place.met, f"{number(place.met, 0)}%") for place in needed)
    lines = [
        (place.name, number(place.fte, 1), number(place.need, 1), f"{number(place.met, 1)}%")
        for place in needed
    ]
    finding = speaker.say(
        "found_tiles",
        low=low.name,
        low_share=number(low.met, 0),
        high=high.name,
        high_share=number(high.met, 0),
        year=str(year),
    )
    told = "; ".join(f"{name}: {share}" for name, _, _, share in lines)
    return Figure(
        finding,
        Tiles(tiles, speaker.say("unit_met")),
        speaker.say("told_tiles", places=told),
        table(speaker, speaker.say("caption_tiles", year=str(year)), ("place", "fte", "need", "met"), lines),
        of_middle(speaker, len(needed), speaker.say("how_met")),
    )
