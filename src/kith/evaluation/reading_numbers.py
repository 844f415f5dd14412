"""A column of a file as numbers, with a fault for each cell that is none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kith.evaluation import formats
from kith.evaluation.cells import excerpt, number, text
from kith.evaluation.recognise import is_missing
from kith.foundation.faults import Faults
from kith.tables.types import Table

LARGEST = 1e9
"""No score lies beyond it; a phone number or a slip of the keyboard does. Ours."""


def read_numbers(
    table: Table, column: str, faults: Faults, *, low: float | None = None, high: float | None = None
) -> NDArray[np.float64]:
    """One number a row, NaN where the cell is empty or says that nothing was answered.

    A column of words alone is one fault, not one a row. ``low`` and ``high`` are the ends of the scale.
    """
    numbers = np.full(len(table.rows), np.nan)
    given = [(place, cell) for place, cell in enumerate(table.column(column)) if not is_missing(text(cell))]
    found = [number(cell) for _, cell in given]
    if len(given) > 1 and all(read is None for read in found):
        faults.add("evaluation.only_words", table.where(column=column), value=excerpt(given[0][1]))
        return numbers
    for (place, cell), read in zip(given, found, strict=True):
        where = table.where(row=table.row_numbers[place], column=column)
        if read is None:
            faults.add("evaluation.not_a_number", where, value=excerpt(cell))
        elif (low is not None and read < low) or (high is not None and read > high):
            ends = {"low": formats.plain(low), "high": formats.plain(high)}
            faults.add("evaluation.out_of_scale", where, value=formats.plain(read), **ends)
        elif abs(read) > LARGEST:
            faults.add("evaluation.too_large", where, value=excerpt(cell), most=f"{LARGEST:,.0f}")
        else:
            numbers[place] = read
    return numbers
