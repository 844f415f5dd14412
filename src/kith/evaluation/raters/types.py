"""What goes into a look at raters' agreement, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.types import Remark
from kith.foundation.provenance import Provenance

if TYPE_CHECKING:
    from kith.statistics.types import Estimate


@dataclass(frozen=True, slots=True, eq=False)
class RatersData:
    """What each rater said of each unit.

    Parameters
    ----------
    raters
        Their names or pseudonyms, in the order of the columns.
    categories
        Everything that could be said, in order.
    ratings
        Shape (units, raters): the place of the category, from 0; NaN where a rater gave none.
    ordered
        The categories have an order: a near miss counts for less than a far one.
    """

    raters: tuple[str, ...]
    categories: tuple[str, ...]
    ratings: NDArray[np.float64]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class RatersResult:
    """How far they agree.

    ``pairs`` counts pairs of ratings of one unit, ``alike`` those that are the same. A coefficient is a figure or
    the remark why there is none. ``cohen`` is there for two raters only; ``weighted`` says that near misses
    counted (linear weights), in every coefficient but ``krippendorff``, which takes order by ranks.
    """

    raters: tuple[str, ...]
    categories: tuple[str, ...]
    units: int
    units_twice: int
    pairs: int
    alike: int
    cohen: Estimate | Remark | None
    fleiss: Estimate | Remark
    gwet: Estimate | Remark
    krippendorff: Estimate | Remark
    weighted: bool
    remarks: tuple[Remark, ...]
    provenance: Provenance
