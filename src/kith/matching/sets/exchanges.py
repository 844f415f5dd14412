"""What one move, or one exchange of two people, would change: judged by the plain rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kith.matching.sets.plain import PlainSets
from kith.matching.sets.showing import place_of
from kith.matching.sets.types import SetsResult


@dataclass(frozen=True, slots=True)
class Exchange:
    """``mover`` goes to the set ``to``; ``other`` comes instead, or nobody (``None``).

    Parameters
    ----------
    change
        How the total would change.
    points, weaker
        Of the set ``to`` afterwards; of the weaker of the two sets.
    """

    mover: str
    to: str
    other: str | None
    change: int
    points: int
    weaker: int


class Exchanges:
    """Exchanges between the sets of one result, as the rules given see them."""

    def __init__(self, plain: PlainSets, result: SetsResult) -> None:
        self._plain = plain
        self._sets = {one.key: one.members for one in result.sets}
        self._points = {one.key: one.points for one in result.sets}
        self._most = sum(plain.most_of.values())
        self._locked = {id_ for pair in plain.problem.locks for id_ in pair}
        self.set_of = result.set_of

    def of(self, mover: str, to: str, *, only: Sequence[str] | None = None) -> Iterator[Exchange]:
        """Every way in which one person could get into another set; ``only``: with whom to change."""
        home = self.set_of.get(mover)
        if home is None or home == to or mover in self._locked:
            return
        if only is None and len(self._sets[to]) < self._plain.problem.shape.most:
            yield from self._change(mover, home, to, None)
        for other in self._sets[to] if only is None else only:
            if other not in self._locked:
                yield from self._change(mover, home, to, other)

    def _change(self, mover: str, home: str, to: str, other: str | None) -> Iterator[Exchange]:
        left = [id_ for id_ in self._sets[home] if id_ != mover] + ([other] if other else [])
        joined = [id_ for id_ in self._sets[to] if id_ != other] + [mover]
        if self._plain.broken(left) or self._plain.broken(joined):
            return
        here = self._most - self._plain.loss(sorted(left), place_of(home))
        there = self._most - self._plain.loss(sorted(joined), place_of(to))
        change = here + there - self._points[home] - self._points[to]
        yield Exchange(mover, to, other, change, there, min(here, there))


def exchanges(plain: PlainSets, result: SetsResult) -> Iterator[Exchange]:
    """Every move and every exchange of two people."""
    found = Exchanges(plain, result)
    keys = [one.key for one in result.sets]
    for place, one in enumerate(result.sets):
        for to in keys:
            for mover in one.members:
                for change in found.of(mover, to):
                    if change.other is None or keys.index(to) > place:
                        yield change
