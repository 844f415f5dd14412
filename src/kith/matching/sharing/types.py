"""Applications to be shared out to reviewers: what goes in, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.provenance import Provenance
from kith.matching.types import Reason


class First(StrEnum):
    """What counts first when both cannot be had, once as many reviews as possible are given."""

    EVEN_LOAD = "even_load"
    SPECIALITY = "speciality"


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who reads applications.

    ``capacity`` is the most they can take, 0 or more. ``sides``: those whose applications they may read;
    empty: all. ``specialities`` are matched with an application's.
    """

    id: str
    capacity: int
    specialities: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Application:
    """An application to be read, by its id (never a name)."""

    id: str
    side: str = ""
    specialities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SharingProblem:
    """Who shall read what.

    Parameters
    ----------
    each
        How many different reviewers an application gets, 1 or more.
    conflicts
        Pairs of application and reviewer id that must never meet (a conflict of interest, the
        applicant's own manager, the applicant).
    kept
        Pairs of application and reviewer id that stand already: a review sent out is not taken back.
    first
        Whether an even load or the reviewers' speciality counts first.
    """

    applications: tuple[Application, ...]
    reviewers: tuple[Reviewer, ...]
    each: int = 2
    conflicts: frozenset[tuple[str, str]] = frozenset()
    kept: tuple[tuple[str, str], ...] = ()
    first: First = First.EVEN_LOAD


@dataclass(frozen=True, slots=True)
class Assigned:
    """One application given to one reviewer. ``kept``: it stood before. ``of_speciality``: they share one."""

    application: str
    reviewer: str
    kept: bool
    of_speciality: bool


@dataclass(frozen=True, slots=True)
class Unfilled:
    """An application that lacks ``missing`` reviewers, and why (codes ``matching.sharing.unfilled.*``)."""

    application: str
    missing: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """What one reviewer has now, those kept among them."""

    reviewer: str
    n: int
    capacity: int
    of_speciality: int


@dataclass(frozen=True, slots=True)
class SharingResult:
    """Who reads what. ``assigned`` is by application id, then reviewer id; ``loads`` as the reviewers came.

    ``dropped`` are kept pairs that had to go: a conflict was declared since, or the application, the
    reviewer or their side is no longer there.
    """

    assigned: tuple[Assigned, ...]
    unfilled: tuple[Unfilled, ...]
    loads: tuple[Load, ...]
    dropped: tuple[tuple[str, str], ...]
    provenance: Provenance

    def reviewers_of(self, application: str) -> tuple[str, ...]:
        """The reviewers of one application."""
        return tuple(each.reviewer for each in self.assigned if each.application == application)
