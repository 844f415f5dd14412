"""What back-tests taught: which method, and how wide its bands must be. A file that a scenario may name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.faults import Fault, KithError, Where
from kith.foundation.provenance import Provenance, hash_value
from kith.workforce.forecast.history import WINDOW
from kith.workforce.forecast.methods import Method

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = "kith-workforce-calibration-1"
LEAST_VOLATILITY = 0.01
"""A register that never moves is still given one per cent a year."""
SOFTENING = 0.02
"""Added to a series' own volatility by ``softened``: two per cent a year."""


class Scale(StrEnum):
    """How the width of a band follows the volatility of the series' own past.

    ``OWN``: in proportion, at least 1% a year. ``SOFTENED``: in proportion to volatility + 2%, since ten years tell
    little of how calm a series is. ``ROOT``: to the root of volatility + 0.5%, halfway (on the log scale) between
    each series' own width and one width for all. ``SPARSE``: ``ROOT``, the wider the fewer of the window's years were
    counted. ``EVEN``: the same for all.
    """

    OWN = "own"
    SOFTENED = "softened"
    ROOT = "root"
    SPARSE = "sparse"
    EVEN = "even"


def scaled(
    scale: Scale, volatility: NDArray[np.float64], points: NDArray[np.float64], horizon: int
) -> NDArray[np.float64]:
    """What a log error is divided by to make series comparable: by ``scale``, times the root of the horizon.

    ``volatility`` and ``points`` are those of :class:`~kith.workforce.forecast.history.Histories`.
    """
    years = np.sqrt(float(horizon))
    if scale is Scale.OWN:
        return np.asarray(years * np.maximum(volatility, LEAST_VOLATILITY))
    if scale is Scale.SOFTENED:
        return np.asarray(years * (volatility + SOFTENING))
    if scale is Scale.EVEN:
        return np.full(len(volatility), years)
    root = years * np.sqrt(volatility + LEAST_VOLATILITY / 2)
    return np.asarray(root * WINDOW / points if scale is Scale.SPARSE else root)


@dataclass(frozen=True, slots=True)
class Factors:
    """What was learnt for one horizon.

    ``scaled[level]`` times :func:`scaled` is half the width of the band on the log scale; ``plain[level]`` is that half
    width itself for a stock whose past is not known. A level that too few places could support is missing.
    ``held[level]`` is the share of outturns that such bands held in places held out, with its 95% interval; empty where
    that was not tested.
    """

    horizon: int
    forecasts: int
    places: int
    scaled: Mapping[str, float]
    plain: Mapping[str, float]
    held: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A method with its bands, and where it was learnt.

    ``weight`` and ``pooled`` are those of :func:`~kith.workforce.forecast.methods.log_change`; ``window`` and
    ``least_points`` say which past it was learnt with. Levels are keys such as ``"0.8"``.
    """

    method: Method
    weight: float
    pooled: float
    scale: Scale
    window: int
    least_points: int
    factors: tuple[Factors, ...]
    provenance: Provenance

    @property
    def horizons(self) -> tuple[int, ...]:
        return tuple(each.horizon for each in self.factors)

    @property
    def hash(self) -> str:
        """The hash of all that it says, for the provenance of what is drawn with it."""
        return hash_value(_plain(self))


def level_key(level: float) -> str:
    return f"{level:g}"


def write_calibration(calibration: Calibration) -> bytes:
    """As a JSON file, with its own hash so that a changed file is noticed."""
    body = {**_plain(calibration), "hash": calibration.hash}
    return json.dumps(body, indent=2, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def read_calibration(content: bytes, name: str) -> Calibration:
    """What :func:`write_calibration` wrote.

    Raises
    ------
    KithError
        If it is not such a file, or was changed after it was written.
    """
    try:
        found = json.loads(content)
        if found["format"] != FORMAT:
            raise ValueError("format")
        calibration = _built(found)
        said = str(found["hash"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KithError(Fault("workforce.calibration.not_one", Where(file=name))) from error
    if said != calibration.hash:
        raise KithError(Fault("workforce.calibration.changed", Where(file=name)))
    return calibration


@cache
def shipped() -> Calibration:
    """The one that comes with Kith: learnt from the counts of doctors, nurses and midwives, and dentists that the
    World Health Organization publishes, 1952-2021. It holds widths, no counts."""
    file = files("kith.workforce.forecast").joinpath("calibrations/who-gho.json")
    return read_calibration(file.read_bytes(), "who-gho.json")


def _plain(calibration: Calibration) -> dict[str, object]:
    return {
        "format": FORMAT,
        "method": calibration.method.value,
        "weight": calibration.weight,
        "pooled": calibration.pooled,
        "scale": calibration.scale.value,
        "window": calibration.window,
        "least_points": calibration.least_points,
        "factors": [
            {
                "horizon": each.horizon,
                "forecasts": each.forecasts,
                "places": each.places,
                "scaled": dict(each.scaled),
                "plain": dict(each.plain),
                "held": {level: list(found) for level, found in each.held.items()},
            }
            for each in calibration.factors
        ],
        "provenance": calibration.provenance.to_json(),
    }


def _built(found: dict[str, object]) -> Calibration:
    return Calibration(
        method=Method(str(found["method"])),
        weight=_number(found["weight"]),
        pooled=_number(found["pooled"]),
        scale=Scale(str(found["scale"])),
        window=int(_number(found["window"])),
        least_points=int(_number(found["least_points"])),
        factors=tuple(_factors(each) for each in _list(found["factors"])),
        provenance=_provenance(_mapping(found["provenance"])),
    )


def _factors(found: object) -> Factors:
    each = _mapping(found)
    return Factors(
        horizon=int(_number(each["horizon"])),
        forecasts=int(_number(each["forecasts"])),
        places=int(_number(each["places"])),
        scaled={key: _number(value) for key, value in _mapping(each["scaled"]).items()},
        plain={key: _number(value) for key, value in _mapping(each["plain"]).items()},
        held={key: _three(value) for key, value in _mapping(each["held"]).items()},
    )


def _three(found: object) -> tuple[float, float, float]:
    value, low, high = map(_number, _list(found))
    return (value, low, high)


def _provenance(found: Mapping[str, object]) -> Provenance:
    seed = found["seed"]
    return Provenance(
        method=str(found["method"]),
        inputs={key: str(value) for key, value in _mapping(found["inputs"]).items()},
        seed=None if seed is None else int(_number(seed)),
        versions={key: str(value) for key, value in _mapping(found["versions"]).items()},
    )


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("a number")
    return value


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("a table")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("a list")
    return value
