"""The match: those who are fixed, then proposals; for linked applicants and minimums, what is nearest to stable."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from kith.foundation.faults import Fault, KithError
from kith.foundation.provenance import provenance
from kith.foundation.seeds import lottery_number
from kith.matching.engines import Progress, Stop
from kith.matching.pairs.solver import Stopped
from kith.matching.posts.commitment import commitment
from kith.matching.posts.exchange import problem_hash
from kith.matching.posts.feasible import asked_for, most_placed, needed
from kith.matching.posts.lending import first_answer
from kith.matching.posts.market import Market, market
from kith.matching.posts.outcome import left_over, placements
from kith.matching.posts.problem import check
from kith.matching.posts.proposing import NOWHERE, place
from kith.matching.posts.search import WORK, Found, NoAnswer, NothingYet, Reached, search
from kith.matching.posts.settling import settle
from kith.matching.posts.stability import Standings, State, blocking, count_blocking
from kith.matching.posts.types import APPLICANT, PostsProblem, PostsResult, Way
from kith.matching.rules import rules_hash
from kith.matching.types import Objective, ObjectiveKey, PersonPair

METHOD = "matching.posts"
LIBRARIES = ("numpy", "numba", "ortools")


MOST_SEARCHED = 60_000
"""Choices that a search can hold in a few gigabytes: about 3,000 applicants with 20 each."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Posts by applicant's number (-1 for none), how they were found, and what a search reached."""

    at: list[int]
    way: Way
    found: Found | None = None
    most: int | None = None
    """Of linked applicants: no answer places more, whoever stands before whom."""


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
    answer = _answer(problem, made, seed, said, should_stop)
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


def _answer(
    problem: PostsProblem, made: Market, seed: int, said: Progress, should_stop: Stop | None
) -> Answer:
    said("place", 0.0)
    if made.couples:
        at, stable = settle(made)
    else:
        at, stable = place(made.lists, made.orders, made.places), True
    said("place", 1.0)
    fewest = needed(problem, made)
    held = Counter(at)
    missing = any(held[post] < number for post, number in enumerate(fewest))
    if stable and not missing:
        if not made.couples:
            return Answer(at, Way.PROPOSED)
        # Counted without private requests, so that the bound tells nothing of them.
        return Answer(
            at, Way.SETTLED, most=most_placed(asked_for(market(problem.unasked(), seed)), made.places)
        )
    choices = sum(map(len, made.lists)) + sum(len(couple.wishes) for couple in made.couples)
    if choices > MOST_SEARCHED:
        if missing:
            fault = Fault(
                "matching.posts.problem.too_large", params={"choices": choices, "most": MOST_SEARCHED}
            )
            raise KithError(fault)
        return Answer(at, Way.SEARCHED)
    draw = sorted(range(len(at)), key=lambda who: lottery_number(seed, APPLICANT, made.applicants[who].id))
    try:
        start = first_answer(made, fewest) if missing else at
        found = search(made, fewest, draw, start, progress=said, should_stop=should_stop)
    except NoAnswer as error:
        raise KithError(Fault("matching.posts.problem.fewest_refused")) from error
    except NothingYet as error:
        if missing:
            raise Stopped from error
        return Answer(at, Way.SEARCHED)
    return Answer(found.at, Way.SEARCHED, found)


def _result(problem: PostsProblem, seed: int, post_of: dict[str, str], answer: Answer) -> PostsResult:
    pairs: tuple[PersonPair, ...] = ()
    blocked = 0
    if answer.way is Way.SEARCHED:
        state = State(Standings(problem, seed), post_of)
        pairs = blocking(state)
        blocked = count_blocking(state, pairs)
    fixed = len(problem.fixed)
    return PostsResult(
        placements=placements(problem, post_of),
        left_over=left_over(problem, post_of, seed),
        blocking=pairs,
        way=answer.way,
        objectives=_objectives(answer, blocked, len(post_of), fixed, len(problem.applicants)),
        provenance=provenance(
            METHOD,
            inputs={"rules": rules_hash(problem.rules), "problem": problem_hash(problem)},
            seed=seed,
            libraries=LIBRARIES,
        ),
        commitment=problem.settings.commitment,
        salt=problem.settings.salt,
        work_limit=None if answer.found is None else WORK,
        stopped=answer.found is not None and answer.found.stopped,
    )


def _objectives(
    answer: Answer, blocked: int, placed: int, fixed: int, applicants: int
) -> tuple[Objective, ...]:
    found = answer.found
    if answer.way is Way.PROPOSED:  # as many have a post in every stable matching (rural hospitals theorem)
        matched = Objective(ObjectiveKey.MATCHED, placed, proven=True)
        return Objective(ObjectiveKey.BLOCKING, 0, proven=True), matched
    if found is None:
        first = Objective(ObjectiveKey.BLOCKING, blocked, blocked == 0, None if blocked == 0 else 0)
        if answer.most is None:
            return first, Objective(ObjectiveKey.MATCHED, placed, proven=False)
        return first, _objective(ObjectiveKey.MATCHED, Reached(placed - fixed, answer.most), fixed)
    first = _objective(ObjectiveKey.BLOCKING, found.blocking)
    if not first.proven:  # what comes after an objective is bounded only where that one is proven
        return (
            first,
            Objective(ObjectiveKey.MATCHED, placed, proven=False),
            Objective(ObjectiveKey.TOTAL, found.points.value, proven=False),
        )
    most = replace(found.matched, bound=min(found.matched.bound, applicants - fixed))
    second = _objective(ObjectiveKey.MATCHED, most, fixed)
    third = _objective(ObjectiveKey.TOTAL, found.points)
    return first, second, third if second.proven else replace(third, proven=False, bound=None)


def _objective(key: ObjectiveKey, reached: Reached, more: int = 0) -> Objective:
    proven = reached.value == reached.bound
    return Objective(key, reached.value + more, proven, None if proven else reached.bound + more)
