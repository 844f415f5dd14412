"""Applications shared out to reviewers: as many reviews as possible, evenly, by speciality, never in conflict."""

from __future__ import annotations

from kith.matching.sharing_types import SharingProblem, SharingResult


def share_out(problem: SharingProblem, *, seed: int) -> SharingResult:
    """Who reads what."""
    raise NotImplementedError
