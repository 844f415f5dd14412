"""Supply: who will be there. Two engines over one :class:`~kith.workforce.model.Model`.

``expect`` works out the middle, every flow told and checked. ``project`` repeats it for many draws of the
parameters and sums them up in bands. ``microsimulate`` lets each person live through the years by lot: another road
to the same stocks, and the one for questions about careers. Importing this loads neither numba nor scipy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kith.workforce.supply.cohort import Stopped, project
    from kith.workforce.supply.expected import expect
    from kith.workforce.supply.micro import Counted, microsimulate

_LATER = {
    "Counted": "micro",
    "Stopped": "cohort",
    "expect": "expected",
    "microsimulate": "micro",
    "project": "cohort",
}
__all__ = ["Counted", "Stopped", "expect", "microsimulate", "project"]


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
