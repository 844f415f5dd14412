"""One way to every kind: read, solve, verify, show, explain. The command line and the service need know no more."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from kith.foundation.faults import Fault
from kith.matching.draft import Choice, Draft, Price, Why
from kith.matching.types import Kind, PersonPair, Reason
from kith.tables.types import Note, Table

P = TypeVar("P")
R = TypeVar("R")

Progress = Callable[[str, float], None]
"""Called with the step and the share of it done, 0-1."""
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Input:
    """A table that a kind reads. ``key`` is its name in :meth:`Engine.read` and on the command line.

    ``side`` is what the people or things in it are called.
    """

    key: str
    side: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Loaded(Generic[P]):
    """A problem read from tables, the names of whoever has one, and what was noticed while reading."""

    problem: P
    names: Mapping[tuple[str, str], str]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleWords:
    """One rule as people read it: its key in :class:`~kith.matching.types.RulePart` and
    :class:`~kith.matching.draft.Price`, its sentence, and the most points it gives (0 for a must)."""

    key: str
    says: Reason
    points: int


class Engine(Protocol[P, R]):
    """What each kind can do. Every method is pure; the seed is passed in.

    A module of its own, ``kith.matching.KIND.engine``, holds one as ``ENGINE``.
    """

    kind: Kind
    inputs: tuple[Input, ...]

    def read(
        self, tables: Mapping[str, Table], rules: str | bytes, *, rules_name: str = "rules.toml"
    ) -> Loaded[P]:
        """The problem of some tables. Raises KithError with every fault of the rules and of all tables."""

    def check(self, problem: P) -> tuple[Fault, ...]:
        """Every fault of a problem; empty when it can be solved."""

    def decided(self, problem: P, *, locks: Sequence[PersonPair], forbids: Sequence[PersonPair]) -> P:
        """The problem with what people decided.

        Two ids: of two people who are to be together or apart (pairs, sets), or of a person and a post or project.
        """

    def keeping(self, problem: P, result: R, *, bonus: int) -> P:
        """The problem with an earlier result to stay near: ``bonus`` points for each person who stays.

        People and groups that are no longer there are left out.
        """

    def rules(self, problem: P) -> tuple[RuleWords, ...]:
        """Each rule of the problem as a sentence, in the order in which they were written."""

    def solve(
        self, problem: P, *, seed: int, progress: Progress | None = None, should_stop: Stop | None = None
    ) -> R:
        """The best answer. Stopped early, the best so far, marked so; ``Stopped`` is raised when there is none."""

    def verify(self, problem: P, result: R, progress: Progress | None = None) -> tuple[Fault, ...]:
        """Every way in which the result is not a right answer, found without the solver."""

    def not_reproved(self, problem: P, result: R, progress: Progress | None = None) -> tuple[Note, ...]:
        """What a right result says of better answers, and :meth:`verify` could not show again without the solver.

        One note for each objective whose proof or bound rests on the solver's word; none where all was shown again.
        """

    def draft(self, problem: P, result: R) -> Draft:
        """The result in the shape that is shown."""

    def why(self, problem: P, result: R, group: str) -> Why:
        """Why a group is as it is. Raises KeyError for a group that is not there."""

    def why_not(self, problem: P, result: R, one: str, other: str) -> tuple[Reason, ...]:
        """Why two people (or a person and a post or project) are not together, without what is private."""

    def prices(
        self, problem: P, result: R, *, seed: int, progress: Progress | None = None
    ) -> tuple[tuple[Price, ...], Choice | None]:
        """What each rule costs the whole, and what the order of the objectives costs where there is a choice."""

    def problem_to_json(self, problem: P) -> dict[str, object]: ...

    def problem_from_json(self, text: str | bytes, name: str = "problem.json") -> P: ...

    def result_to_json(self, result: R) -> dict[str, object]: ...

    def result_from_json(self, text: str | bytes, name: str = "result.json") -> R: ...


def going_on(progress: Progress | None, step: str, share: float) -> Stop:
    """Never stops a run within a longer step, but tells each time that it goes on: whoever listens may end it by raising."""

    def asked() -> bool:
        if progress is not None:
            progress(step, share)
        return False

    return asked


def engine(kind: Kind) -> Engine[Any, Any]:
    """The engine of a kind, loaded when it is first asked for."""
    found: Engine[Any, Any] = importlib.import_module(f"kith.matching.{kind.value}.engine").ENGINE
    return found
