"""Rules that cannot all be kept: whom they leave nobody, and the smallest sets of them that do.

What is meant, exactly. Look only at rules that exclude (``must``) and, as one rule more, at the places that
locks take; never at preferences, forbids or private requests: a report that spoke of these, or fell silent where
they begin, would tell of them.

- For one person (or post, or project): a set of rules *clashes* when, kept alone, it leaves fewer partners than
  needed: one, or the fewest that a post or project asks for. Shown are the clashing sets with the fewest rules,
  so without any one rule of such a set the others leave enough. Up to :data:`MOST_TRIED` sets are tried; beyond,
  one set is found by leaving out rule after rule while the rest still clashes, the last written first: minimal
  too, though not always the smallest (Liffiton & Sakallah 2008, DOI 10.1007/s10817-007-9084-z).
- For all together: the sets of rules under which not one pair can be made, in the same way; or, where each two
  could be but posts or projects ask for a fewest, the set under which not all of these can be met at once.

That a set clashes does not mean that letting one of its rules go is enough: another set may clash as well.
``freed`` says what that would do, all other rules kept.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
LOCKS = "locks"
"""The key of what locks exclude: everybody else from somebody whose places they take."""
MOST_TRIED = 5_000
"""Sets of rules that are tried for one person; with ten rules there are 1,024."""
MOST_SETS = 3
"""Smallest sets shown for one person: others of the same size say little more."""
MOST_NAMED = 200
"""People of a side who are looked into one by one."""
BLOCK_CELLS = 1 << 18


@dataclass(frozen=True, slots=True)
class Cells:
    """Who could be with whom, were it not for the rules.

    Parameters
    ----------
    sides, ids
        What the two sides are called; the ids of the rows and of the columns.
    needed, room
        How many partners each row and each column needs, 0 for whoever has no room; how many it may have.
    fewest
        What each row and each column asks for; 0 where it may have nobody.
    rules
        The keys of what excludes, in the order in which it was written.
    breaks
        For a block of rows: where each rule is broken, one mask a rule.
    meets
        For a block of rows: who is to be looked at at all: not oneself, and nobody without room.
    blank
        For a row (side 0) or column (1) by its place: rules that cannot be checked, and the value that is missing.
    lone
        Both sides are one list: the columns are spoken of no more.
    """

    sides: tuple[str, str]
    ids: tuple[Sequence[str], Sequence[str]]
    needed: tuple[Sequence[int], Sequence[int]]
    room: tuple[Sequence[int], Sequence[int]]
    fewest: tuple[Sequence[int], Sequence[int]]
    rules: tuple[str, ...]
    breaks: Callable[[slice], Sequence[Mask]]
    meets: Callable[[slice], Mask]
    blank: Callable[[int, int], tuple[tuple[str, str], ...]] = lambda side, place: ()
    lone: bool = False

    def blocks(self) -> Iterable[slice]:
        rows, step = len(self.ids[0]), max(1, BLOCK_CELLS // max(1, len(self.ids[1])))
        return (slice(start, min(rows, start + step)) for start in range(0, rows, step))


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules, by key, that cannot all be kept. ``smallest``: no fewer rules clash; otherwise only none is spare."""

    rules: tuple[str, ...]
    smallest: bool


@dataclass(frozen=True, slots=True)
class Alone:
    """Somebody whom the rules leave too few.

    ``people`` could be theirs without rules, ``possible`` under all of them, and ``needed`` are. ``freed`` has
    the rules without which, all others kept, there would be enough, and how many there would be; ``blank`` the
    rules that cannot be checked, each with the value that is missing.
    """

    side: str
    id: str
    needed: int
    possible: int
    people: int
    clashes: tuple[Clash, ...]
    freed: tuple[tuple[str, int], ...]
    blank: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Clashes:
    """Everything that the rules make impossible. ``more`` are left too few and not in ``alone``.

    ``nobody``: sets under which not one pair can be made. ``together``: a set under which the fewest of all
    posts or projects cannot be met at once, though each alone could.
    """

    alone: tuple[Alone, ...] = ()
    more: int = 0
    nobody: tuple[Clash, ...] = ()
    together: tuple[Clash, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.alone or self.nobody or self.together)


def clashes(cells: Cells, *, most: int = MOST_NAMED) -> Clashes:
    """What the rules make impossible: one pass over all pairs, one more where there is somebody to speak of."""
    possible, people = _counts(cells)
    short = [
        [place for place, need in enumerate(needed) if people_[place] >= need > possible_[place]]
        for needed, possible_, people_ in zip(cells.needed, possible, people, strict=True)
    ]
    if cells.lone:
        short[1] = []
    named = [one[:most] for one in short]
    alone = tuple(
        _alone(cells, side, place, codes, int(people[side][place]))
        for side, places in enumerate(named)
        for place, codes in zip(places, _codes(cells, side, places), strict=True)
    )
    everything = Counter[int]()
    if people[0].any() and not possible[0].any():
        for block in cells.blocks():
            everything.update(_tally(cells.breaks(block), cells.meets(block)))
    together = () if any(short) else (*_together(cells, 0), *_together(cells, 1))
    more = sum(len(one) for one in short) - len(alone)
    return Clashes(alone, more, _named(cells, _smallest(everything, 1, len(cells.rules))), together)


def clash_of(cells: Cells, side: str, id_: str) -> Alone | None:
    """Which rules leave one person too few, or ``None`` where enough are left.

    Raises :class:`KeyError` for somebody who is not there.
    """
    where = cells.sides.index(side) if side in cells.sides else -1
    if where < 0 or id_ not in cells.ids[where]:
        raise KeyError((side, id_))
    place = list(cells.ids[where]).index(id_)
    (codes,) = _codes(cells, where, [place])
    people, needed = sum(codes.values()), cells.needed[where][place]
    return _alone(cells, where, place, codes, people) if people >= needed > codes[0] else None


def _counts(cells: Cells) -> tuple[list[NDArray[np.int64]], list[NDArray[np.int64]]]:
    """For each row and each column: partners under all rules, and without any."""
    possible = [np.zeros(len(ids), dtype=np.int64) for ids in cells.ids]
    people = [np.zeros(len(ids), dtype=np.int64) for ids in cells.ids]
    for block in cells.blocks():
        meets = cells.meets(block)
        fine = meets.copy()
        for broken in cells.breaks(block):
            fine &= ~broken
        for mask, counted in ((fine, possible), (meets, people)):
            counted[0][block] = mask.sum(axis=1)
            counted[1] += mask.sum(axis=0)
    return possible, people


def _codes(cells: Cells, side: int, places: Sequence[int]) -> list[Counter[int]]:
    """For each of some rows or columns: how many partners break which rules, one bit a rule."""
    found = [Counter[int]() for _ in places]
    if side == 0:
        for number, place in enumerate(places):
            block = slice(place, place + 1)
            found[number] = _tally(cells.breaks(block), cells.meets(block))
        return found
    for block in cells.blocks() if places else ():
        breaks, meets = cells.breaks(block), cells.meets(block)
        for number, place in enumerate(places):
            found[number].update(_tally([one[:, place] for one in breaks], meets[:, place]))
    return found


def _tally(breaks: Sequence[Mask], meets: Mask) -> Counter[int]:
    inside = meets.ravel()
    if not breaks:
        return Counter({0: int(inside.sum())})
    packed = np.packbits(np.array([one.ravel()[inside] for one in breaks]), axis=0, bitorder="little")
    kinds, times = np.unique(packed, axis=1, return_counts=True)
    return Counter(
        {int.from_bytes(kinds[:, n].tobytes(), "little"): int(times[n]) for n in range(len(times))}
    )


def _alone(cells: Cells, side: int, place: int, codes: Counter[int], people: int) -> Alone:
    needed, count = cells.needed[side][place], len(cells.rules)
    freed = [
        (cells.rules[rule], left)
        for rule in range(count)
        if (left := _left(codes, ((1 << count) - 1) & ~(1 << rule))) >= needed
    ]
    found = _named(cells, _smallest(codes, needed, count))
    named = cells.sides[side], cells.ids[side][place]
    blank = cells.blank(side, place)
    return Alone(*named, needed, codes[0], people, found, tuple(freed), blank)


def _left(codes: Mapping[int, int], rules: int) -> int:
    """How many partners are left when only some rules are kept."""
    return sum(times for code, times in codes.items() if not code & rules)


def _smallest(codes: Mapping[int, int], needed: int, count: int) -> tuple[list[int], bool]:
    """The clashing sets of fewest rules, as bits, and whether they are known to be that."""
    everything = (1 << count) - 1
    if not codes or _left(codes, everything) >= needed or _left(codes, 0) < needed:
        return [], True
    tried = 0
    for size in range(1, count + 1):
        found = []
        for chosen in itertools.combinations(range(count), size):
            tried += 1
            if tried > MOST_TRIED:
                return [_without_spare(lambda rules: _left(codes, rules) < needed, count)], False
            rules = sum(1 << rule for rule in chosen)
            if _left(codes, rules) < needed:
                found.append(rules)
        if found:
            return found[:MOST_SETS], True
    return [], True


def _without_spare(is_clash: Callable[[int], bool], count: int) -> int:
    """One clashing set without a spare rule: each is left out in turn where the rest still clashes."""
    kept = (1 << count) - 1
    for rule in reversed(range(count)):
        if is_clash(kept & ~(1 << rule)):
            kept &= ~(1 << rule)
    return kept


def _named(cells: Cells, found: tuple[list[int], bool]) -> tuple[Clash, ...]:
    sets, smallest = found
    return tuple(
        Clash(tuple(key for rule, key in enumerate(cells.rules) if rules >> rule & 1), smallest)
        for rules in sets
    )


def _together(cells: Cells, side: int) -> tuple[Clash, ...]:
    """The rules under which not all fewest of a side can be met at once, where they could be without rules."""
    asking = [place for place, need in enumerate(cells.fewest[side]) if need]
    if not asking or not cells.ids[1 - side]:
        return ()
    everybody = slice(0, len(cells.ids[0]))
    breaks = [(one if side else one.T)[:, asking] for one in cells.breaks(everybody)]
    whole = cells.meets(everybody)
    meets = (whole if side else whole.T)[:, asking]
    needed = [cells.fewest[side][place] for place in asking]

    def is_clash(rules: int) -> bool:
        fine = meets.copy()
        for rule, broken in enumerate(breaks):
            if rules >> rule & 1:
                fine &= ~broken
        return not _all_met(fine, cells.room[1 - side], needed)

    count = len(cells.rules)
    if is_clash(0) or not is_clash((1 << count) - 1):
        return ()
    single = [1 << rule for rule in range(count) if is_clash(1 << rule)]
    if single:
        return _named(cells, (single[:MOST_SETS], True))
    kept = _without_spare(is_clash, count)
    return _named(cells, ([kept], kept.bit_count() == 2))


def _all_met(fine: Mask, room: Sequence[int], needed: Sequence[int]) -> bool:
    """Whether each column can have as many rows as it needs, no row more often than it has room (a flow)."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    rows, columns = fine.shape
    one, other = np.nonzero(fine)
    source, sink = rows + columns, rows + columns + 1
    begins = np.concatenate([np.full(rows, source), one, rows + np.arange(columns)])
    ends = np.concatenate([np.arange(rows), rows + other, np.full(columns, sink)])
    flows = np.concatenate([np.asarray(room), np.ones(len(one)), np.asarray(needed)]).astype(np.int32)
    graph = csr_array((flows, (begins, ends)), shape=(sink + 1, sink + 1))
    return int(maximum_flow(graph, source, sink).flow_value) == sum(needed)
