"""What is compiled: random words of PCG64, and the loop of :func:`kith.evaluation.many.compiled.fill`, faster.

Importing this module loads numba, so :mod:`kith.evaluation.many.compiled` does it where that pays.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, cast

import numba
import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from kith.evaluation.many.compiled import BITS, UNSURE, Chunks, Floats, Small
from kith.evaluation.many.words import Words

NEAR = 128
"""In room, added to a count: the chunk is one at which counts rise."""


def _upper_half(typing: Any, one: Any, other: Any) -> Any:
    """Of a product of two words: the word above."""

    def code(context: Any, builder: Any, signature: Any, words: Any) -> Any:
        wide = ir.IntType(128)
        product = builder.mul(*(builder.zext(word, wide) for word in words))
        return builder.trunc(builder.lshr(product, ir.Constant(wide, 64)), ir.IntType(64))

    return types.uint64(types.uint64, types.uint64), code


upper_half: Callable[[np.uint64, np.uint64], np.uint64] = cast(Any, intrinsic)(_upper_half)


def pcg64_words(lanes: Words, jump: Words, out: Words) -> None:
    """The next words of :func:`kith.evaluation.many.words.lanes_of`, each from a state of 128 bits (XSL-RR).

    Parameters
    ----------
    lanes
        Shape (4, 2): state of each lane, upper word first; moved on.
    jump
        Shape (2, 2): multiplier and increment that take a lane four words on.
    out
        A multiple of four long.
    """
    times_high, times_low, plus_high, plus_low = jump[0, 0], jump[0, 1], jump[1, 0], jump[1, 1]
    turned, half, word = np.uint64(58), np.uint64(63), np.uint64(64)
    high0, low0, high1, low1 = lanes[0, 0], lanes[0, 1], lanes[1, 0], lanes[1, 1]
    high2, low2, high3, low3 = lanes[2, 0], lanes[2, 1], lanes[3, 0], lanes[3, 1]
    for place in range(0, len(out), 4):
        mixed, turn = high0 ^ low0, high0 >> turned
        out[place] = (mixed >> turn) | (mixed << ((word - turn) & half))
        mixed, turn = high1 ^ low1, high1 >> turned
        out[place + 1] = (mixed >> turn) | (mixed << ((word - turn) & half))
        mixed, turn = high2 ^ low2, high2 >> turned
        out[place + 2] = (mixed >> turn) | (mixed << ((word - turn) & half))
        mixed, turn = high3 ^ low3, high3 >> turned
        out[place + 3] = (mixed >> turn) | (mixed << ((word - turn) & half))
        low = low0 * times_low + plus_low
        high0 = upper_half(low0, times_low) + high0 * times_low + low0 * times_high + plus_high
        high0, low0 = high0 + np.uint64(low < plus_low), low
        low = low1 * times_low + plus_low
        high1 = upper_half(low1, times_low) + high1 * times_low + low1 * times_high + plus_high
        high1, low1 = high1 + np.uint64(low < plus_low), low
        low = low2 * times_low + plus_low
        high2 = upper_half(low2, times_low) + high2 * times_low + low2 * times_high + plus_high
        high2, low2 = high2 + np.uint64(low < plus_low), low
        low = low3 * times_low + plus_low
        high3 = upper_half(low3, times_low) + high3 * times_low + low3 * times_high + plus_high
        high3, low3 = high3 + np.uint64(low < plus_low), low
    lanes[0, 0], lanes[0, 1], lanes[1, 0], lanes[1, 1] = high0, low0, high1, low1
    lanes[2, 0], lanes[2, 1], lanes[3, 0], lanes[3, 1] = high2, low2, high3, low3


def fill_at_once(chunks: Chunks, table: Small, at_most: Floats, room: Small, counts: Floats) -> int:
    """:func:`kith.evaluation.many.compiled.fill`, number for number, with everybody's first count at once.

    Instead of looking each chunk up, it is held against the few chunks at which the count rises, which the
    processor does for many people in one step. A chunk that is one of them may be unsure, and only then
    the table is asked.
    """
    people = counts.shape[1]
    wide = people > 1 << (BITS - 2)
    bits = 2 * BITS if wide else BITS
    below, unfair = (1 << bits) - 1, (1 << bits) % people
    rises = rises_of(at_most)
    place = 0
    for row in range(len(counts)):
        line = counts[row]
        drawn = people + 1
        while drawn > people:
            if place + 4 * people + 2 > len(chunks):
                return row
            drawn, unsure = first_round(chunks[place : place + people], rises, room, line)
            start, place = place, place + people
            if unsure:
                for person in range(people):
                    if table[chunks[start + person]] == UNSURE:
                        chance = float(chunks[start + person]) * 2.0**-16
                        chance += float(chunks[place]) * 2.0**-32 + float(chunks[place + 1]) * 2.0**-48
                        place += 2
                        count = 0
                        while chance >= at_most[count]:
                            count += 1
                        drawn += count - (int(room[person]) & (NEAR - 1))
                        line[person] = count
        while drawn < people:
            if place + 2 > len(chunks):
                return row
            product = np.int64(chunks[place])
            place += 1
            if wide:
                product = (product << BITS) + np.int64(chunks[place])
                place += 1
            product *= people
            if product & below >= unfair:
                line[product >> bits] += 1.0
                drawn += 1
    return len(counts)


def _rises_of(at_most: Floats) -> Chunks:
    """The last chunk below, or at which, each count gives way to the next."""
    rises = np.empty(len(at_most), dtype=np.uint16)
    for known in range(len(at_most)):
        rises[known] = math.ceil(at_most[known] * 2.0**BITS) - 1
        if rises[known] == (1 << BITS) - 1:
            return rises[: known + 1]
    return rises


def _first_round(chunks: Chunks, rises: Chunks, room: Small, line: Floats) -> tuple[int, bool]:
    """How many are drawn, and whether a chunk needs a closer look.

    One short loop for each thing: the processor then does many people in one step.
    """
    people = len(chunks)
    for person in range(people):
        room[person] = np.uint8(0)
    for rise in rises:
        for person in range(people):
            room[person] += np.uint8(chunks[person] > rise)
    for rise in rises:
        for person in range(people):
            room[person] |= np.uint8(chunks[person] == rise) << np.uint8(7)
    drawn, near = 0, 0
    for person in range(people):
        drawn += room[person] & np.uint8(NEAR - 1)
    for person in range(people):
        near += room[person] >> np.uint8(7)
    for person in range(people):
        line[person] = room[person] & np.uint8(NEAR - 1)
    return drawn, near > 0


def _compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    try:
        made: Callable[..., Any] = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # nowhere to keep what is compiled: it is made anew in each process
        made = numba.njit(nogil=True)(function)
    return made


rises_of: Callable[[Floats], Chunks] = _compiled(_rises_of)
first_round: Callable[[Chunks, Chunks, Small, Floats], tuple[int, bool]] = _compiled(_first_round)
fill_compiled: Callable[[Chunks, Small, Floats, Small, Floats], int] = _compiled(fill_at_once)
words_compiled: Callable[[Words, Words, Words], None] = _compiled(pcg64_words)


def sums_at_once(
    lanes: Words,
    jump: Words,
    each: int,
    table: Small,
    at_most: Floats,
    counts: Floats,
    rows: Floats,
    out: Floats,
) -> None:
    """Sums of columns over people drawn, all draws of a programme in one go.

    Parameters
    ----------
    lanes, jump
        Of :func:`kith.evaluation.many.words.lanes_of`.
    each
        Words for as many draws as ``counts`` has room for.
    counts
        Shape (some draws, people): room to work in.
    rows
        Shape (people, columns), whole numbers.
    out
        Shape (draws, columns).
    """
    room = np.empty(counts.shape[1], dtype=np.uint8)
    words = np.empty(each + 3, dtype=np.uint64)
    left, done = 0, 0
    while done < len(out):
        more = left + 4 * ((each - left + 3) // 4)
        words_compiled(lanes, jump, words[left:more])
        drawn = fill_compiled(words[:each].view(np.uint16), table, at_most, room, counts)
        last = min(len(out), done + drawn)
        np.dot(counts[: last - done], rows, out[done:last])
        left, done = more - each, last
        for place in range(left):
            words[place] = words[each + place]


sums_compiled: Callable[[Words, Words, int, Small, Floats, Floats, Floats, Floats], None] = _compiled(
    sums_at_once
)
