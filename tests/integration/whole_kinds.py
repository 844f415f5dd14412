"""What a line of the tables of whole actions says.

``make`` prepares a cohort and gives back the call; ``twice`` is what the second call does: ``SAME`` changes
no row but history, ``MORE`` is meant to do it once more, anything else is the code of the refusal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.factories.running import Running

SAME, MORE = "same", "more"
Call = Callable[[], Any]


@dataclass(frozen=True)
class Action:
    audited: str
    make: Callable[[Running], Call]
    twice: str = SAME
