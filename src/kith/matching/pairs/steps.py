"""What a run says while it works, and what it leaves when it ends or is stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[str, float], None]
"""Called with the step (``score``, ``worst``, ``total``, ``reasons``) and the share of it done, 0-1."""
Stop = Callable[[], bool]


class Stopped(Exception):
    """Somebody asked the run to stop, and it did. Nothing was decided."""


class Steps:
    """Says how far the run is, and ends it when asked."""

    def __init__(self, progress: Progress | None, should_stop: Stop | None) -> None:
        self._progress = progress
        self._should_stop = should_stop

    def __call__(self, name: str, share: float) -> None:
        """Raises :class:`Stopped` when somebody asks for it."""
        if self._should_stop is not None and self._should_stop():
            raise Stopped
        self.say(name, share)

    def say(self, name: str, share: float) -> None:
        """Without asking: what is left must be done all the same."""
        if self._progress is not None:
            self._progress(name, share)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found beyond the locked pairs.

    Parameters
    ----------
    pairs
        Indices into the scoring.
    tickets
        Of all of them together.
    worst_most, total_most
        What the worst pair and the total cannot pass, where their values are not proven the best.
    proven
        Whether the last objective, and so each, is.
    stopped
        Somebody stopped it, and this is the best so far.
    """

    pairs: list[tuple[int, int]]
    tickets: int = 0
    worst_most: int | None = None
    total_most: int | None = None
    proven: bool = True
    stopped: bool = False
