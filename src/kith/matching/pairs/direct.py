"""Scores given directly, by those who have their own: a matrix or a list of pairs, from CSV, XLSX or NPZ.

A list has three columns: an id of the first side, an id of the second, whole points. A matrix has ids of the
second side as headings and ids of the first in its first column. In NPZ: ``left`` and ``right`` (ids) and
``points``: a matrix of left x right, or as long as the two for a list. A blank cell or NaN is a pair that cannot
be made. Never 0 for that: 0 is a poor pair.

Beside rules, points are added to those of the rules, and a pair that a list does not name gets none. Without any
rule, only the pairs that are named can be made.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from kith.foundation.faults import Faults, KithError, Where
from kith.matching.reading import MOST_WEIGHT
from kith.matching.rulebook import POINTS_PER_WEIGHT, Rule, RuleBook, Strength, Verb
from kith.matching.types import MatchProblem, Scores
from kith.tables.types import Cell, Table

MUST, PREFER = "must:given", "prefer:given"
MOST_POINTS = MOST_WEIGHT * POINTS_PER_WEIGHT
MOST_CELLS = 4_000_000
"""2,000 by 2,000: beyond that, rules over columns are read and scored far faster than single numbers."""
POINTS = frozenset({"points", "score"})

Pairs = dict[tuple[str, str], int | None]


@dataclass(frozen=True, slots=True)
class GivenScores:
    """What a file of scores says of each pair that it names, and where; ``None``: it cannot be made."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    pairs: Pairs
    where: Mapping[tuple[str, str], Where]


def is_npz(path: Path) -> bool:
    """Whether a file's name says that it is one of numpy's."""
    return path.suffix.casefold() == ".npz"


def table_of_npz(content: bytes, name: str) -> Table:
    """The table of an NPZ file, to be read as any other.

    Raises KithError for one that is no NPZ, lacks a key, or whose shapes do not fit.
    """
    import numpy as np

    faults = Faults()
    try:
        with np.load(BytesIO(content), allow_pickle=False) as data:
            arrays = {key: data[key] for key in ("left", "right", "points") if key in data}
    except (ValueError, OSError, EOFError) as error:
        faults.add("matching.scores.not_npz", Where(file=name))
        raise KithError(tuple(faults)) from error
    shapes = {key: array.shape for key, array in arrays.items()}
    fits = len(arrays) == 3 and len(shapes["left"]) == len(shapes["right"]) == 1
    if not fits or shapes["points"] not in (
        (*shapes["left"], *shapes["right"]),
        *([shapes["left"]] if shapes["left"] == shapes["right"] else []),
    ):
        faults.add("matching.scores.npz_shape", Where(file=name), keys=", ".join(sorted(arrays)) or "-")
        faults.raise_if_any()
    left, right = ([str(one) for one in arrays[key].tolist()] for key in ("left", "right"))
    points = arrays["points"].tolist()
    if len(shapes["points"]) == 2:
        columns = ("id", *right)
        rows = tuple((id_, *line) for id_, line in zip(left, points, strict=True))
    else:
        columns = ("left", "right", "points")
        rows = tuple(zip(left, right, points, strict=True))
    return Table(name, None, columns, rows, tuple(range(2, len(rows) + 2)))


def read_scores(table: Table) -> GivenScores:
    """What a table of scores says.

    Raises KithError with every cell that is no whole number of 0 or more, every pair that stands twice.
    """
    faults = Faults()
    is_list = len(table.columns) == 3 and table.columns[2].strip().casefold() in POINTS
    cells = len(table.rows) * (1 if is_list else len(table.columns) - 1)
    if len(table.columns) < 2 or (not is_list and len(table.columns) == 1):
        faults.add("matching.scores.columns", table.where())
    elif cells > MOST_CELLS:
        faults.add("matching.scores.too_many", table.where(), cells=cells, most=MOST_CELLS)
    faults.raise_if_any()
    pairs: Pairs = {}
    where: dict[tuple[str, str], Where] = {}
    for row, number in zip(table.rows, table.row_numbers, strict=True):
        ids = [(_id(row[0]), _id(row[1]), row[2])] if is_list else _of_row(row, table.columns)
        for left, right, cell in ids:
            place = table.where(row=number, column=table.columns[2] if is_list else right)
            if not left or not right:
                faults.add("matching.scores.no_id", place)
            elif (left, right) in pairs:
                faults.add("matching.scores.twice", place, left=left, right=right)
            else:
                pairs[left, right] = _points(cell, place, faults)
                where[left, right] = place
    faults.raise_if_any()
    return GivenScores(
        tuple(dict.fromkeys(left for left, _ in pairs)),
        tuple(dict.fromkeys(right for _, right in pairs)),
        pairs,
        where,
    )


def _of_row(row: Sequence[Cell], columns: Sequence[str]) -> list[tuple[str, str, Cell]]:
    return [(_id(row[0]), heading.strip(), cell) for heading, cell in zip(columns[1:], row[1:], strict=True)]


def _id(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()


def _points(cell: Cell, where: Where, faults: Faults) -> int | None:
    """Whole points, ``None`` for a pair that cannot be made."""
    written = "" if cell is None else str(cell).strip()
    if written.casefold() in ("", "nan"):
        return None
    try:
        value = float(written)
    except ValueError:
        faults.add("matching.scores.not_number", where, value=written)
        return None
    if not math.isfinite(value) or not value.is_integer():
        faults.add("matching.scores.not_whole", where, value=written)
    elif value < 0:
        faults.add("matching.scores.negative", where, value=written)
    elif value > MOST_POINTS:
        faults.add("matching.scores.too_high", where, value=written, most=MOST_POINTS)
    else:
        return int(value)
    return None


def with_scores(problem: MatchProblem, given: GivenScores) -> MatchProblem:
    """The problem with scores beside its rules, or instead of them when it has none.

    Raises KithError with every id that is not there.
    """
    faults = Faults()
    first, second = (problem.sides * 2)[:2]
    rows = [member.id for member in problem.on_side(first)]
    columns = [member.id for member in problem.on_side(second)]
    sides = (set(rows), first), (set(columns), second)
    said = set()
    for pair, where in given.where.items():
        for id_, (known, side) in zip(pair, sides, strict=True):
            if id_ not in known and (side, id_) not in said:
                said.add((side, id_))
                faults.add("matching.scores.unknown", where, id=id_, side=side)
    faults.raise_if_any()
    unnamed = 0 if problem.rules.rules else None
    pairs = given.pairs
    if len(problem.sides) == 1:  # a pair of one list may be named either way round
        pairs = {**{(other, one): points for (one, other), points in pairs.items()}, **pairs}
    points = tuple(tuple(pairs.get((left, right), unnamed) for right in columns) for left in rows)
    most = max((cell for line in points for cell in line if cell is not None), default=0)
    rules: tuple[Rule, ...] = (Rule(MUST, Strength.MUST, Verb.GIVEN),)
    if most:
        rules = (*rules, Rule(PREFER, Strength.PREFER, Verb.GIVEN, points=most))
    book: RuleBook = replace(problem.rules, rules=(*problem.rules.rules, *rules))
    return replace(problem, rules=book, scores=Scores(tuple(rows), tuple(columns), points))
