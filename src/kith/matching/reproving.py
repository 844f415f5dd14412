"""What a check could not show again by itself, and how that is said."""

from __future__ import annotations

from types import MappingProxyType

from kith.foundation.faults import Where
from kith.matching.types import Objective
from kith.tables.types import Note

BETTER, BOUND = "matching.check.not_reproved", "matching.check.bound_not_reproved"


def claims(one: Objective) -> bool:
    """Whether an objective says of better answers that there are none, or that none passes a bound."""
    return one.proven or one.bound is not None


def on_the_solvers_word(one: Objective) -> Note:
    """The note of an objective that :func:`claims` something which the check's own means did not show."""
    value = one.value if one.proven else one.bound
    params = {"objective": one.key.value, "value": value or 0}
    return Note(BETTER if one.proven else BOUND, Where(), MappingProxyType(params))
