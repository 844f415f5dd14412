"""How unevenly a year's staff lie over regions, against what each of them needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.workforce.picture.inequality import Unit, inequality

if TYPE_CHECKING:
    from kith.workforce.model import Floats
    from kith.workforce.picture.types import Inequality


@dataclass(frozen=True, slots=True)
class Places:
    """One profession (or all) in one year.

    ``uneven`` weighs each region by its need: Theil's T in parts between and within rural and urban, and ``worst``,
    the share of need that is met in the tenth of need that has least; ``None`` where there is one region only.
    ``rural`` and ``urban`` are the shares of need met there, ``None`` where nothing is needed.
    """

    net: float
    gross: float
    met: float | None
    rural: float | None
    urban: float | None
    uneven: Inequality | None


def places(of: str, fte: Floats, need: Floats, *, regions: Sequence[str], rural: Sequence[bool]) -> Places:
    """Supply against need over regions, ``fte`` and ``need`` being ``[R]`` in FTE.

    ``net`` is supply less need in all, where one region's surplus hides another's shortfall; ``gross`` is the sum of
    the shortfalls alone. Both are below zero where there is a shortfall. They differ as Scheffler & Arnold (2018)
    define them, 10.1017/S1744133118000592, and are never mixed.
    """
    units = [
        Unit(name, "rural" if is_rural else "urban", float(has), float(wants))
        for name, has, wants, is_rural in zip(regions, fte, need, rural, strict=True)
    ]
    gaps = [unit.amount - unit.weight for unit in units]
    return Places(
        net=sum(gaps),
        gross=sum(min(0.0, gap) for gap in gaps),
        met=_met(units),
        rural=_met([unit for unit in units if unit.group == "rural"]),
        urban=_met([unit for unit in units if unit.group == "urban"]),
        uneven=inequality(of, units),
    )


def _met(units: Sequence[Unit]) -> float | None:
    needed = sum(unit.weight for unit in units)
    return sum(unit.amount for unit in units) / needed if needed > 0 else None
