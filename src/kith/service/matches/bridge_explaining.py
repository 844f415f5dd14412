"""The door to the matching wing's explanations: why these two, why not those, what each rule costs, who gains."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from kith import matching
from kith.matching.draft import Choice
from kith.matching.pairs.drafting import draft_of
from kith.matching.pairs.explain import STRONGEST, Explainer, PairExplanation, freeing
from kith.matching.pairs.rule_prices import RulePrice, price_of_choice, price_of_rules
from kith.matching.pairs.standing import changes
from kith.publishing.disclosure import DisclosurePolicy
from kith.service.matches.bridge import KEPT_IN_MEMORY, kept, result_by_id
from kith.service.matches.domain.in_play import touching
from kith.service.matches.models import MatchRun, Pair

if TYPE_CHECKING:
    from kith.matching.groups import OutcomeByGroup

MOST_FREED = 100
"""People without a partner for whom it is worked out what would free them: each takes a look at everybody."""
MOST_LISTED = 10
"""People whose leaving would move most others."""


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


def explanation_to_json(
    run: MatchRun, problem: matching.MatchProblem, result: matching.MatchResult
) -> dict[str, object]:
    """What the draft page says of the whole: each pair's strongest reasons; of a first matching what each rule and
    the choice cost, of a re-match which pairs it changes and for whom."""
    return {
        **_of_kind(run, problem, result),
        "reasons": [
            [{"rule": part.rule, "points": part.points, "most": part.most} for part in _strongest(pair)]
            for pair in result.pairs
        ],
        "freeing": {
            one.id: [
                {"rule": free.rule, "partners": free.partners} for free in freeing(problem, one.side, one.id)
            ]
            for one in result.unmatched[:MOST_FREED]
        },
    }


def _strongest(pair: matching.MatchedPair) -> list[matching.RulePart]:
    """The two rules that gave most, from the pair alone: scoring everybody again would take as long as the match."""
    given = [part for part in pair.parts if part.points]
    return sorted(given, key=lambda part: (-part.points, part.rule))[:STRONGEST]


def _of_kind(
    run: MatchRun, problem: matching.MatchProblem, result: matching.MatchResult
) -> dict[str, object]:
    if run.is_rematch:
        return _rematch(run, problem, result)
    # Who stopped the search does not wait for what each rule costs, which takes a run for each.
    return {} if result.stopped else {**_costs(run, problem, result), "if_gone": _if_gone(problem, result)}


def _if_gone(problem: matching.MatchProblem, result: matching.MatchResult) -> list[dict[str, object]]:
    """Those whose leaving would move most others. Under the rules alone: no request can be read from it."""
    from kith.matching.pairs.robust import if_gone

    return [
        {"id": one.id, "moved": one.moved, "alone": one.alone}
        for one in if_gone(problem, result)[:MOST_LISTED]
    ]


def by_group(
    run: MatchRun, group_of: Mapping[tuple[str, str], str], policy: DisclosurePolicy
) -> OutcomeByGroup:
    """How it came out for groups of people, as counts that the policy lets be shown.

    Raises ValueError when nobody of the draft has a group.
    """
    from kith.matching.groups import outcome_by_group

    problem = matching.problem_from_json(json.dumps(kept(run.pk, "problem")))
    return outcome_by_group(draft_of(problem, result_by_id(run.pk)), group_of, policy=policy)


def _costs(run: MatchRun, problem: matching.MatchProblem, result: matching.MatchResult) -> dict[str, object]:
    chosen = choice(problem, result, seed=run.seed)
    return {
        "prices": [
            {"rule": one.rule, "share": one.share, "matched_change": one.matched_change}
            for one in prices(problem, result, seed=run.seed)
        ],
        "choice": {
            "fair_total": chosen.fair_total,
            "fair_worst": chosen.fair_worst,
            "most_total": chosen.most_total,
            "most_worst": chosen.most_worst,
            "share": chosen.share,
        },
    }


def _rematch(
    run: MatchRun, problem: matching.MatchProblem, result: matching.MatchResult
) -> dict[str, object]:
    """``changed``: the standing pairs that it takes apart, also where a lead's lock does; ``serves``: of those that it
    changes by itself, the two who have a partner because of it; ``looked_at``: how many pairs it could have changed."""
    found = changes(problem, result)
    locked = [UUID(id_) for lock in problem.locks for id_ in lock] if run.may_change else []
    rows = Pair.objects.filter(touching(locked), cohort=run.cohort, state=Pair.State.ACTIVE)
    by_lock = _as_ids(rows.exclude(pk__in=run.give_up).values_list("left_id", "right_id"))
    return {
        "rematch": {
            "changed": sorted({*(one.pair for one in found), *by_lock}),
            "serves": {one.pair[0]: one.serves for one in found},
            "looked_at": len(problem.standing),
        }
    }


def _as_ids(pairs: Iterable[tuple[UUID, UUID]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(left), str(right)) for left, right in pairs)


def prices(
    problem: matching.MatchProblem, result: matching.MatchResult, *, seed: int
) -> tuple[RulePrice, ...]:
    return price_of_rules(problem, result, seed=seed)


def choice(problem: matching.MatchProblem, result: matching.MatchResult, *, seed: int) -> Choice:
    """What "nobody left with a poor match" costs beside "best for most"."""
    return price_of_choice(problem, result, seed=seed)
