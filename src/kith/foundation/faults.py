"""User errors: coded, collected, placed, and turned into sentences in one spot.

A wing never writes a sentence. It reports a :class:`Fault`: a stable code, where the fault
stands, and typed parameters. The command line and the service turn faults into words with
:func:`kith.foundation.messages.sentence`, so that every sentence can be translated and the
same fault reads the same everywhere. All faults are collected before anything is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Parameter = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a fault, as its owner would look for it. Every part may be missing.

    ``row`` counts as a spreadsheet does (the heading is row 1), ``line`` as a text editor does,
    ``key`` is a path in a definition (``role[2].places.min``).
    """

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    line: int | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with what a person gave us.

    Parameters
    ----------
    code
        Stable and dotted: ``tables.not_a_number``. Its sentence stands in the catalogue,
        :mod:`kith.foundation.messages`, and names the thing, the rule, the value and the fix.
    where
        Where it stands.
    params
        What the sentence needs. Never another person's data.
    """

    code: str
    where: Where = Where()
    params: Mapping[str, Parameter] = field(default_factory=lambda: MappingProxyType({}))


class KithError(Exception):
    """The person who asked can mend this. Anything else that is raised is a bug."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        if not self.faults:
            raise ValueError("a KithError needs at least one fault")
        super().__init__("; ".join(fault.code for fault in self.faults))


class Faults:
    """Collects faults; refuses once, with all of them.

    >>> faults = Faults()
    >>> faults.add("tables.empty_file", file="people.csv")
    >>> [fault.code for fault in faults]
    ['tables.empty_file']
    """

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(
        self, code: str, where: Where | None = None, *, file: str | None = None, **params: Parameter
    ) -> None:
        """Note a fault and go on looking."""
        self._faults.append(Fault(code, where or Where(file=file), MappingProxyType(params)))

    def extend(self, faults: Iterable[Fault]) -> None:
        self._faults.extend(faults)

    def raise_if_any(self) -> None:
        """Raise :class:`KithError` with every fault noted so far, if there is one."""
        if self._faults:
            raise KithError(self._faults)

    def __iter__(self) -> Iterator[Fault]:
        return iter(tuple(self._faults))

    def __len__(self) -> int:
        return len(self._faults)

    def __bool__(self) -> bool:
        return bool(self._faults)
