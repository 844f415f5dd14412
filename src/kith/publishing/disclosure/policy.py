"""The policy, the table it is applied to, and the table that comes out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# NHS Digital, Hospital Episode Statistics analysis guide (rule of September 2018): sub-national
# counts of 1 to 7 are replaced, all others rounded to the nearest 5. OpenSAFELY's ehrQL does the
# same by default and keeps 0 back too (`apply_sdc`: 7 or fewer).
COUNT_THRESHOLD = 7
ROUND_TO = 5
# An outcome score of fewer matched people says too much about each of them.
MIN_MATCHED = 5


class Reason(StrEnum):
    """Why a number is kept back."""

    SMALL_COUNT = "small_count"
    PROTECTS_ANOTHER = "protects_another"
    WHOLE_TABLE = "whole_table"
    TOO_FEW_MATCHED = "too_few_matched"


@dataclass(frozen=True, slots=True)
class DisclosurePolicy:
    """The thresholds, as one organisation holds them.

    Parameters
    ----------
    count_threshold
        A count of this many people or fewer is kept back, 0 included: "nobody" tells as much about
        everybody in the row as "one" tells about one person.
    round_to
        Every other count is rounded to the nearest multiple of this; 1 leaves counts as they are.
    min_matched
        A score is shown when at least this many people answered both times.
    feasible_values
        A count that is kept back must be able to take at least this many values, for a reader who
        knows the policy and everything in the table. At least 2.
    """

    count_threshold: int = COUNT_THRESHOLD
    round_to: int = ROUND_TO
    min_matched: int = MIN_MATCHED
    feasible_values: int = 2

    def __post_init__(self) -> None:
        if self.count_threshold < 1 or self.min_matched < 2 or self.feasible_values < 2:
            raise ValueError("a disclosure policy protects somebody: threshold >= 1, the others >= 2")
        if not 1 <= self.round_to <= 2 * (self.count_threshold + 1):
            raise ValueError("round_to must be 1 to 2 x (threshold + 1), or a shown count could round to 0")

    def is_small(self, count: int) -> bool:
        """Whether a count must be kept back for its own sake."""
        return count <= self.count_threshold

    def rounded(self, count: int) -> int:
        """The nearest multiple of ``round_to``; a tie (possible when that is even) goes up."""
        return (2 * count + self.round_to) // (2 * self.round_to) * self.round_to

    def range_of(self, shown: int) -> tuple[int, int]:
        """The lowest and highest true count that are shown as ``shown``.

        >>> DisclosurePolicy().range_of(10), DisclosurePolicy().range_of(15)
        ((8, 12), (13, 17))
        """
        low = -((self.round_to - 2 * shown) // 2)
        return max(low, self.count_threshold + 1), low + self.round_to - 1


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts of people by one or two questions, before anything is kept back.

    Parameters
    ----------
    rows, columns
        The categories' labels. A one-way table has one column.
    counts
        Shape (rows, columns), each 0 or more.
    row_totals, column_totals, grand_total
        Which totals are to be published. A one-way table publishes its total by ``column_totals``.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    row_totals: bool = True
    column_totals: bool = True
    grand_total: bool = True

    def __post_init__(self) -> None:
        if not self.rows or not self.columns:
            raise ValueError("a table of counts needs a row and a column")
        if len(self.counts) != len(self.rows) or any(len(row) != len(self.columns) for row in self.counts):
            raise ValueError("counts must have one row a label and one number a column")
        if any(count < 0 for row in self.counts for count in row):
            raise ValueError("a count of people is 0 or more")

    @classmethod
    def one_way(cls, counts: dict[str, int], *, column: str = "", total: bool = True) -> CountTable:
        """A table of one question: category to count."""
        return cls(tuple(counts), (column,), tuple((n,) for n in counts.values()), False, total, False)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A number that is kept back, why, and the limit it falls under."""

    reason: Reason
    limit: int


Shown = int | Withheld


@dataclass(frozen=True, slots=True)
class Pooling:
    """Categories which, counted together, would let the whole table be shown."""

    axis: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """What may be published. Totals that were not to be published are ``None``.

    Each shown number is rounded by itself, so parts need not add up to their total.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...] | None
    column_totals: tuple[Shown, ...] | None
    grand_total: Shown | None
    policy: DisclosurePolicy
    pooling: Pooling | None = None

    @property
    def is_complete(self) -> bool:
        """Whether nothing is kept back."""
        return not any(isinstance(figure, Withheld) for figure in self.figures())

    def figures(self) -> tuple[Shown, ...]:
        """Every published or withheld number: cells by row, then row, column and grand totals."""
        grand = () if self.grand_total is None else (self.grand_total,)
        cells = tuple(figure for row in self.cells for figure in row)
        return (*cells, *(self.row_totals or ()), *(self.column_totals or ()), *grand)
