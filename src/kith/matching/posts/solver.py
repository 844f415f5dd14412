"""The match: those who are fixed, then proposals; for linked applicants and minimums, what is nearest to stable."""

from __future__ import annotations

from dataclasses import dataclass

from kith.foundation.faults import Fault, KithError
from kith.foundation.provenance import provenance
from kith.matching.engines import Progress, Stop
from kith.matching.posts.commitment import commitment
from kith.matching.posts.exchange import problem_hash
from kith.matching.posts.market import Market, market
from kith.matching.posts.outcome import left_over, placements
from kith.matching.posts.problem import check
from kith.matching.posts.proposing import NOWHERE, place
from kith.matching.posts.stability import Standings, State, blocking
from kith.matching.posts.types import PostsProblem, PostsResult, Way
from kith.matching.rules import rules_hash
from kith.matching.types import Objective, ObjectiveKey, PersonPair

METHOD = "matching.posts"
LIBRARIES = ("numpy", "numba", "ortools")


@dataclass(frozen=True, slots=True)
class Answer:
    """Posts by applicant's number (-1 for none), how they were found, and a bound on the number of blocking pairs.

    ``fewest_blocking`` is what no answer can pass; equal to the answer's own number when proven.
    """

    at: list[int]
    way: Way
    fewest_blocking: int = 0
    matched_bound: int | None = None
    work_limit: float | None = None
    stopped: bool = False


def solve(
    problem: PostsProblem, *, seed: int, progress: Progress | None = None, should_stop: Stop | None = None
) -> PostsResult:
    """Who has which post.

    Without links and minimums: the stable matching in which every applicant has the best post that any stable matching
    gives them (deferred acceptance). No applicant can gain by hiding or changing what they want. With links or minimums
    that this does not meet: the fewest who would both rather have each other, then the most placed, then the best choices,
    each proven or with its bound.

    Parameters
    ----------
    seed
        Any whole number. Decides between those whom a post holds equal, by their ids, and nothing else. Must fit the
        published hash where the problem has one.

    Raises
    ------
    KithError
        With every fault of the problem; when the seed does not fit the published hash; when the minimums cannot be met.
    """
    said: Progress = progress or (lambda step, share: None)
    faults = (*check(problem), *seed_faults(problem, seed))
    if faults:
        raise KithError(faults)
    said("score", 0.0)
    made = market(problem, seed)
    said("score", 1.0)
    answer = _answer(problem, made, said, should_stop)
    post_of = dict(problem.fixed)
    for number, at in enumerate(answer.at):
        if at != NOWHERE:
            post_of[made.applicants[number].id] = made.posts[at].id
    said("reasons", 0.0)
    result = _result(problem, seed, post_of, answer)
    said("reasons", 1.0)
    return result


def seed_faults(problem: PostsProblem, seed: int) -> tuple[Fault, ...]:
    """What is wrong with a seed where a hash of it was published."""
    settings = problem.settings
    if settings.commitment is None:
        return ()
    if settings.salt is None:
        return (Fault("matching.posts.problem.salt_needed"),)
    if commitment(seed, settings.salt) != settings.commitment:
        return (Fault("matching.posts.problem.other_seed"),)
    return ()


def _answer(problem: PostsProblem, made: Market, said: Progress, should_stop: Stop | None) -> Answer:
    said("place", 0.0)
    if not made.couples:
        at = place(made.lists, made.orders, made.places)
        said("place", 1.0)
        return Answer(at, Way.PROPOSED)
    raise NotImplementedError


def _result(problem: PostsProblem, seed: int, post_of: dict[str, str], answer: Answer) -> PostsResult:
    pairs: tuple[PersonPair, ...] = ()
    if answer.way is Way.SEARCHED:
        pairs = blocking(State(Standings(problem, seed), post_of))
    return PostsResult(
        placements=placements(problem, post_of),
        left_over=left_over(problem, post_of, seed),
        blocking=pairs,
        way=answer.way,
        objectives=_objectives(answer, len(pairs), len(post_of)),
        provenance=provenance(
            METHOD,
            inputs={"rules": rules_hash(problem.rules), "problem": problem_hash(problem)},
            seed=seed,
            libraries=LIBRARIES,
        ),
        commitment=problem.settings.commitment,
        salt=problem.settings.salt,
        work_limit=answer.work_limit,
        stopped=answer.stopped,
    )


def _objectives(answer: Answer, blocked: int, placed: int) -> tuple[Objective, ...]:
    proven = answer.fewest_blocking >= blocked
    first = Objective(
        ObjectiveKey.BLOCKING, blocked, proven, bound=None if proven else answer.fewest_blocking
    )
    if answer.way is Way.PROPOSED:  # as many have a post in every stable matching (rural hospitals theorem)
        return first, Objective(ObjectiveKey.MATCHED, placed, proven=True)
    settled = answer.matched_bound is not None and answer.matched_bound <= placed
    return first, Objective(
        ObjectiveKey.MATCHED, placed, settled, bound=None if settled else answer.matched_bound
    )
