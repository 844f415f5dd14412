"""What we want from a table: fields, their kinds and rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.words import Text


class FieldKind(StrEnum):
    """How the cells of a field are read; beside each, the type of the value."""

    TEXT = "text"  # str, trimmed, NFC
    EMAIL = "email"  # str, the domain in lower case
    WHOLE_NUMBER = "whole_number"  # int
    NUMBER = "number"  # float
    DATE = "date"  # datetime.date
    YES_NO = "yes_no"  # bool
    CHOICE = "choice"  # str: the choice's value
    CHOICES = "choices"  # tuple of the choices' values
    TEXTS = "texts"  # tuple of str


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a closed list. A cell may hold its value, a label in any language, or a synonym."""

    value: str
    label: Text
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field that we look for in a table.

    Parameters
    ----------
    key
        Its name in the records.
    label
        What a person calls it; a heading like it, in any language, is taken for it.
    required
        There must be a column, and no cell of it may be blank.
    unique
        No two rows may hold the same value, upper and lower case alike.
    synonyms
        Other headings that mean it.
    max_length
        Characters, for text, addresses and each item of a list.
    low, high
        The range of a number, both ends included.
    choices
        For CHOICE and CHOICES.
    day_first
        How 3/4/2025 is read: 3 April if true, else 4 March.
    blanks
        Words that mean that nothing is known, such as NA; a cell that holds one is blank.
    """

    key: str
    label: Text
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    unique: bool = False
    synonyms: tuple[str, ...] = ()
    max_length: int | None = None
    low: float | None = None
    high: float | None = None
    choices: tuple[Choice, ...] = ()
    day_first: bool = True
    blanks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """The fields wanted, in the order in which a person is asked about them."""

    fields: tuple[Field, ...]

    def __post_init__(self) -> None:
        keys = [field.key for field in self.fields]
        if len(set(keys)) != len(keys):
            raise ValueError("a schema's fields need different keys")

    def field(self, key: str) -> Field:
        """The field of that key. Raises KeyError."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)
