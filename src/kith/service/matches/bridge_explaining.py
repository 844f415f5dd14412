"""The door to the matching wing's explanations: why these two, why not those."""

from __future__ import annotations

import json
from functools import lru_cache
from uuid import UUID

from kith import matching
from kith.matching.pairs.explain import Explainer, PairExplanation
from kith.service.matches.bridge import KEPT_IN_MEMORY, kept, result_by_id
from kith.service.matches.models import MatchRun


def explain_pair(run: MatchRun, left: UUID, right: UUID) -> PairExplanation:
    """Why these two. Whoever asks has looked whether the problem is still there: an erasure takes it."""
    return _explainer(run.pk).pair(str(left), str(right))


def why_not(run: MatchRun, left: UUID, right: UUID) -> tuple[matching.Reason, ...]:
    """Why these two are not together, with nothing that is private. Raises KeyError for who was not in the run."""
    return _explainer(run.pk).why_not(str(left), str(right))


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _explainer(run_id: UUID) -> Explainer:
    """What went into a run and came out never changes, but by an erasure that takes it away."""
    return Explainer(matching.problem_from_json(json.dumps(kept(run_id, "problem"))), result_by_id(run_id))
