"""What a projection looks like: each picture under a finding made of its numbers, with words and its table.

``fan_chart(projection, Of.GAP_GROSS, speaker)``, ``difference_fan(before, after, speaker)``,
``small_multiples(projection, speaker)``, ``gap_waterfall(waterfall, speaker, first_year=, last_year=)``,
``sankey(expected, axes, speaker)``, ``age_pyramid(expected, axes, speaker)``, ``tornado(effects, speaker, year=)``,
``met_heat(projection, speaker)`` and ``tile_map(places, speaker, year=)`` each give
:class:`kith.publishing.blocks.Figure`. ``speaker`` is of :data:`SUBJECT`; ``names`` says a key of the axes in words.
"""

from __future__ import annotations

from kith.workforce.pictures.fans import Of, difference_fan, fan_chart, small_multiples
from kith.workforce.pictures.flowing import age_pyramid, sankey
from kith.workforce.pictures.lying import Lies, met_heat, tile_map
from kith.workforce.pictures.stepping import Effect, gap_waterfall, tornado
from kith.workforce.pictures.writing import SUBJECT

__all__ = [
    "SUBJECT",
    "Effect",
    "Lies",
    "Of",
    "age_pyramid",
    "difference_fan",
    "fan_chart",
    "gap_waterfall",
    "met_heat",
    "sankey",
    "small_multiples",
    "tile_map",
    "tornado",
]
