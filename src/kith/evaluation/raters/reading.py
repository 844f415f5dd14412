"""From a table with a row a unit and a column a rater to their ratings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kith.evaluation.cells import excerpt, in_order, mark, text
from kith.evaluation.change_columns import note_missing_columns
from kith.evaluation.raters.types import RatersData
from kith.evaluation.recognise import is_missing
from kith.foundation.faults import Faults
from kith.tables.types import Table

MOST_CATEGORIES = 50


def read_raters(
    table: Table, raters: Sequence[str], order: Sequence[str] = (), *, ordered: bool = False
) -> RatersData:
    """Read what each rater said, or refuse with every fault of the file at once.

    Parameters
    ----------
    raters
        Columns, one a rater.
    order
        All categories in order; empty: those found, numbers by size and words by letter.
    ordered
        The order means something.

    Raises
    ------
    KithError
        For columns that are not there, a rating that is no category, and more than 50 categories.
    """
    faults = Faults()
    names = tuple(dict.fromkeys(raters))
    note_missing_columns(table, names, faults)
    faults.raise_if_any()
    said = {
        name: ["" if is_missing(text(cell)) else mark(cell) for cell in table.column(name)] for name in names
    }
    categories = tuple(order) or in_order({one for column in said.values() for one in column if one})
    if len(categories) > MOST_CATEGORIES:
        faults.add("evaluation.raters.too_many", n=len(categories), most=MOST_CATEGORIES)
    place = {category: number for number, category in enumerate(categories)}
    ratings = np.full((len(table.rows), len(names)), np.nan)
    for column, name in enumerate(names):
        for row, one in enumerate(said[name]):
            if one in place:
                ratings[row, column] = place[one]
            elif one:
                where = table.where(row=table.row_numbers[row], column=name)
                faults.add(
                    "evaluation.raters.no_category",
                    where,
                    value=excerpt(one),
                    known=", ".join(categories[:12]),
                )
    faults.raise_if_any()
    return RatersData(names, categories, ratings, ordered)
