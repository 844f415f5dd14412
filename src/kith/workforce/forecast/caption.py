"""What stands under a fan chart: how often bands made this way held what came."""

from __future__ import annotations

from kith.workforce.forecast.bands import SD_LEVEL
from kith.workforce.forecast.calibration import Calibration, level_key
from kith.workforce.speaking import Speaker, percent

SUBJECT = "workforce.forecast"


def caption(calibration: Calibration, speaker: Speaker, *, last_horizon: int, level: float = SD_LEVEL) -> str:
    """The coverage that back-tests measured at each horizon, and that nobody knows it beyond the last.

    ``speaker`` is of the subject ``workforce.forecast``; ``last_horizon`` is how far ahead the chart goes.
    """
    meant = percent(level, 0)
    known = [each for each in calibration.factors if level_key(level) in each.held]
    if not known:
        return speaker.say("untested", level=meant)
    parts = []
    for each in known:
        value, low, high = (percent(share, 0) for share in each.held[level_key(level)])
        parts.append(
            speaker.say("held_at", years=each.horizon, held=value, low=low, high=high, places=each.places)
        )
    said = [speaker.say("held", level=meant, each="; ".join(parts))]
    if last_horizon > calibration.horizons[-1]:
        said.append(speaker.say("beyond", years=calibration.horizons[-1]))
    return " ".join(said)
