"""How each rule sees a block of pairs: arrays in, arrays out, a few passes over memory.

Values become small codes first: categories and grades a number each (-1 for missing), tags one bit
each. A block is some rows of the first side against the whole second side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.matching import compare_more
from kith.matching.rulebook import Attribute, AttributeKind, Rule, Verb
from kith.matching.types import AttributeValue, Member

Rows = slice
Points = NDArray[np.integer[Any]]
PointsType = type[np.integer[Any]]
Mask = NDArray[np.bool_]
PointsOf = Callable[[Rows], Points]
MaskOf = Callable[[Rows], Mask]

Values = Sequence[AttributeValue | None]

MISSING = -1
MOST_COUNTED = 384
"""Tags or half-hours in common that can be counted: six words of 64 bits, and a week has 336 half-hours."""
_FITS_8_BITS = 3
"""Words whose bits, all set, still count within 8 bits."""
_BITS = ((8, np.uint8), (16, np.uint16), (32, np.uint32), (64, np.uint64))


def values(members: Sequence[Member], key: str) -> list[AttributeValue | None]:
    """One value a member, ``None`` where it is missing or an empty set."""
    found = [member.attributes.get(key) for member in members]
    return [value if value or isinstance(value, float | int) else None for value in found]


def category_codes(left: Values, right: Values) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """A number for each distinct value, the same on both sides; -1 for missing."""
    distinct = sorted({str(v) for v in (*left, *right) if v is not None})
    known: dict[AttributeValue | None, int] = {value: code for code, value in enumerate(distinct)}
    known[None] = MISSING
    one, other = (np.array([known[v] for v in side], dtype=np.int32) for side in (left, right))
    return one, other


def numbers(side: Values, attribute: Attribute) -> NDArray[np.float64]:
    """Numbers as they are, grades as steps from the bottom of their scale; NaN for missing."""
    if attribute.kind is AttributeKind.GRADE:
        steps = {step: float(index) for index, step in enumerate(attribute.scale)}
        return np.array([np.nan if v is None else steps[str(v)] for v in side], dtype=np.float64)
    return np.array([np.nan if v is None else float(str(v)) for v in side], dtype=np.float64)


def tag_bits(
    left: Values, right: Values
) -> list[tuple[NDArray[np.unsignedinteger], NDArray[np.unsignedinteger]]]:
    """One bit a tag that stands on both sides, in words of up to 64 bits, the narrowest that will do."""
    tags = [{tag for v in side if isinstance(v, frozenset) for tag in v} for side in (left, right)]
    both = sorted(tags[0] & tags[1])
    words: list[tuple[NDArray[np.unsignedinteger], NDArray[np.unsignedinteger]]] = []
    for start in range(0, len(both), 64):
        part = both[start : start + 64]
        dtype = next(dtype for bits, dtype in _BITS if len(part) <= bits)
        bit = {tag: 1 << place for place, tag in enumerate(part)}
        words.append((_masks(left, bit, dtype), _masks(right, bit, dtype)))
    return words


def _masks(side: Values, bit: dict[str, int], dtype: type[np.unsignedinteger]) -> NDArray[np.unsignedinteger]:
    masks = []
    for value in side:
        mask = 0
        for tag in value if isinstance(value, frozenset) else ():
            mask |= bit.get(tag, 0)
        masks.append(mask)
    return np.array(masks, dtype=dtype)


Sides = tuple[Sequence[Member], Sequence[Member]]
CountOf = Callable[[Rows], NDArray[np.unsignedinteger]]


class Columns:
    """The two sides' values as arrays; tags, the dearest, are made once however many rules read them."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._counts: dict[tuple[str, str], CountOf] = {}

    def must(self, rule: Rule, attribute: Attribute, second: Attribute) -> MaskOf:
        """Where a block of pairs satisfies a ``must``. A missing value never does."""
        if rule.verb is Verb.SHARE:
            shared, needed = self._shared(attribute, second), int(rule.limit or 1)
            return lambda rows: shared(rows) >= needed
        left, right = self._values(attribute, second)
        if rule.verb in (Verb.SAME, Verb.DIFFERENT):
            return _alike(rule.verb, *category_codes(left, right))
        if rule.verb is Verb.OVERLAP:
            days, least = compare_more.shared_days(left, right), int(rule.limit or 1)
            return lambda rows: days(rows) >= least
        if attribute.kind is AttributeKind.LOCATION:
            return compare_more.near(left, right, rule)
        one, other = numbers(left, attribute), numbers(right, second)
        limit = rule.limit or 0.0
        return lambda rows: np.abs(one[rows, None] - other[None, :]) <= limit

    def prefer(self, rule: Rule, attribute: Attribute, second: Attribute, dtype: PointsType) -> PointsOf:
        """The points that a block of pairs gets from a ``prefer`` about attributes. Missing: none."""
        if rule.verb is Verb.SHARE:
            return _share_points(rule, self._shared(attribute, second), dtype)
        left, right = self._values(attribute, second)
        if rule.verb in (Verb.SAME, Verb.DIFFERENT):
            alike, most = _alike(rule.verb, *category_codes(left, right)), dtype(rule.points)
            return lambda rows: alike(rows) * most
        if rule.verb is Verb.OVERLAP:
            return compare_more.day_points(compare_more.shared_days(left, right), rule, dtype)
        if attribute.kind is AttributeKind.LOCATION:
            return compare_more.near_points(left, right, rule, dtype)
        one, other = numbers(left, attribute), numbers(right, second)
        reach = close_reach(rule, attribute)
        if attribute.kind is AttributeKind.GRADE:
            # One line of points for each step of the scale, the last for a missing grade.
            steps = np.append(np.arange(len(attribute.scale), dtype=np.float64), np.nan)
            lines = close_points(np.abs(steps[:, None] - other), rule.points, reach).astype(dtype)
            step_of = np.where(np.isnan(one), len(attribute.scale), one).astype(np.int64)
            return lambda rows: lines[step_of[rows]]
        return lambda rows: close_points(np.abs(one[rows, None] - other), rule.points, reach).astype(dtype)

    def _values(self, attribute: Attribute, second: Attribute) -> tuple[Values, Values]:
        return values(self._sides[0], attribute.key), values(self._sides[1], second.key)

    def _shared(self, attribute: Attribute, second: Attribute) -> CountOf:
        keys = attribute.key, second.key
        if keys not in self._counts:
            self._counts[keys] = _shared(*self._values(attribute, second))
        return self._counts[keys]


def _share_points(rule: Rule, shared: CountOf, dtype: PointsType) -> PointsOf:
    enough = int(rule.limit or 1)
    if rule.points % enough == 0 and enough <= np.iinfo(np.uint8).max:
        most, each = np.uint8(enough), dtype(rule.points // enough)
        return lambda rows: np.minimum(shared(rows), most).astype(np.uint8, copy=False) * each
    table = share_table(rule).astype(dtype)
    return lambda rows: table.take(shared(rows))


def share_table(rule: Rule) -> NDArray[np.int32]:
    """Points for 0, 1, 2... shared tags: in proportion, rounded down, full once enough are shared."""
    enough = int(rule.limit or 1)
    counts = range(MOST_COUNTED + 1)
    return np.array([rule.points * min(n, enough) // enough for n in counts], dtype=np.int32)


def close_reach(rule: Rule, attribute: Attribute) -> float:
    """The distance at which ``close`` gives nothing: one step beyond the limit, or off the scale."""
    if rule.limit is not None:
        return rule.limit + (1.0 if attribute.kind is AttributeKind.GRADE else 0.0)
    return float(len(attribute.scale))


def close_points(distance: NDArray[np.float64], most: int, reach: float) -> NDArray[np.int32]:
    """``most`` at distance 0, falling in a straight line to 0 at ``reach``, rounded down; NaN gives 0."""
    if reach <= 0:
        return np.where(distance == 0, np.int32(most), np.int32(0))
    share = np.nan_to_num(1.0 - distance / reach, nan=0.0)
    return np.floor(most * np.clip(share, 0.0, 1.0)).astype(np.int32)


def _alike(verb: Verb, left: NDArray[np.int32], right: NDArray[np.int32]) -> MaskOf:
    # Two different "missing" codes make every comparison with a missing value come out the safe way.
    if verb is Verb.SAME:
        other = np.where(right == MISSING, MISSING - 1, right)
        return lambda rows: left[rows, None] == other[None, :]
    if (left == MISSING).any() or (right == MISSING).any():
        here, there = left != MISSING, right != MISSING
        return lambda rows: (left[rows, None] != right[None, :]) & here[rows, None] & there[None, :]
    return lambda rows: left[rows, None] != right[None, :]


def _shared(left: Values, right: Values) -> CountOf:
    words = tag_bits(left, right)
    shape = len(right)
    if len(words) * 64 > MOST_COUNTED:
        raise OverflowError(f"more than {MOST_COUNTED} tags in common")
    wide = len(words) > _FITS_8_BITS

    def count(rows: Rows) -> NDArray[np.unsignedinteger]:
        if not words:
            return np.zeros((rows.stop - rows.start, shape), dtype=np.uint8)
        counts = (np.bitwise_count(one[rows, None] & other[None, :]) for one, other in words)
        first = next(counts)
        total: NDArray[np.unsignedinteger] = first.astype(np.uint16) if wide else first
        for more in counts:
            total += more
        return total

    return count
