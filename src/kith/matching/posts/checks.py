"""Is a result right? Checked from the definitions in plain loops, without the code that found it."""

from __future__ import annotations

from collections import Counter

from kith.foundation.faults import Fault, Faults
from kith.matching.engines import Progress
from kith.matching.posts.exchange import problem_hash
from kith.matching.posts.outcome import left_over, placements
from kith.matching.posts.problem import check
from kith.matching.posts.solver import seed_faults
from kith.matching.posts.stability import (
    Standings,
    State,
    blocking,
    can_be_raised,
    count_blocking,
    linked_wishes,
)
from kith.matching.posts.types import PostsProblem, PostsResult, Way
from kith.matching.reproving import claims, on_the_solvers_word
from kith.matching.rules import rules_hash
from kith.matching.types import Objective, ObjectiveKey
from kith.tables.types import Note


def verify(problem: PostsProblem, result: PostsResult, progress: Progress | None = None) -> tuple[Fault, ...]:
    """Every way in which ``result`` is not a right answer to ``problem``; empty when it is.

    Checked in turn: that the result belongs to the problem, its rules and its published hash; that everybody stands
    once, in a post that they chose and that can take them, or that was decided for them; that no post holds more than
    its places or fewer than it needs; that what is said of people is true; that the blocking pairs are the ones listed; and,
    where applicants proposed, that no stable matching is better for any of them.
    """
    said: Progress = progress or (lambda step, share: None)
    wrong = check(problem)
    if wrong:
        return wrong
    faults = Faults()
    _check_belongs(problem, result, faults)
    if not faults:
        _check_people(problem, result, faults)
    said("check", 0.2)
    if not faults:
        _check_answer(problem, result, faults)
    said("check", 1.0)
    return tuple(faults)


def not_reproved(problem: PostsProblem, result: PostsResult) -> tuple[Note, ...]:
    """What a right result says of better answers, and is not shown again here: how few block in the answer of a search, and
    what comes after it. That none block is shown by looking; that no more can be placed, by a largest flow of its own.
    """
    if result.way is Way.PROPOSED:
        return ()
    return tuple(
        on_the_solvers_word(one)
        for one in result.objectives
        if claims(one) and not _shown(problem, result, one)
    )


def _shown(problem: PostsProblem, result: PostsResult, one: Objective) -> bool:
    limit = one.value if one.proven else one.bound
    assert limit is not None
    if one.key is ObjectiveKey.BLOCKING:
        return limit == 0
    return one.key is ObjectiveKey.MATCHED and limit >= _most_placed(problem, result)


def _most_placed(problem: PostsProblem, result: PostsResult) -> int:
    """How many can be placed at all, whoever stands before whom: everybody with a column for each place."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    state = State(Standings(problem.unasked(), result.provenance.seed or 0), result.post_of)
    wished = {id_: set(_listed(state, id_)) for id_ in state.standings.applicants if id_ not in state.fixed}
    for pair in state.links:
        for place, id_ in enumerate(pair):
            wished[id_] = {both[place] for both in linked_wishes(state.standings, pair)}
    wanted = Counter(at for found in wished.values() for at in found)
    held = Counter(problem.fixed.values())
    first: dict[str, range] = {}
    columns = 0
    for post in problem.posts:
        room = max(0, min(post.places - held[post.id], wanted[post.id]))
        first[post.id] = range(columns, columns + room)
        columns += room
    cells = [
        (row, column)
        for row, (id_, found) in enumerate(wished.items())
        for at in found
        if at in first and state.standings.of(id_, at) is not None
        for column in first[at]
    ]
    if not cells:
        return len(problem.fixed)
    rows, at_column = zip(*cells, strict=True)
    graph = csr_array(([1] * len(cells), (rows, at_column)), shape=(len(wished), columns))
    return len(problem.fixed) + int((maximum_bipartite_matching(graph, perm_type="column") >= 0).sum())


def _check_belongs(problem: PostsProblem, result: PostsResult, faults: Faults) -> None:
    if result.provenance.inputs.get("rules") != rules_hash(problem.rules):
        faults.add("matching.check.other_rules")
    if result.provenance.inputs.get("problem") != problem_hash(problem):
        faults.add("matching.posts.check.other_problem")
    if result.provenance.seed is None:
        faults.add("matching.posts.check.heading")
        return
    if (result.commitment, result.salt) != (problem.settings.commitment, problem.settings.salt):
        faults.add("matching.posts.check.lottery")
    elif seed_faults(problem, result.provenance.seed):
        faults.add("matching.posts.check.commitment")


def _check_people(problem: PostsProblem, result: PostsResult, faults: Faults) -> None:
    posts = {post.id: post for post in problem.posts}
    known = {one.id for one in problem.applicants}
    for id_, times in sorted(Counter(one.applicant for one in result.placements).items()):
        if id_ not in known or times > 1:
            faults.add("matching.posts.check.not_once", id=id_)
    held = Counter(one.post for one in result.placements)
    for at in sorted(held.keys() - posts.keys()):
        faults.add("matching.posts.check.unknown_post", post=at)
    for at, post in sorted(posts.items()):
        if not post.fewest <= held[at] <= post.places:
            faults.add(
                "matching.posts.check.places", post=at, held=held[at], fewest=post.fewest, places=post.places
            )
    for id_, at in sorted(problem.fixed.items()):
        if result.post_of.get(id_) != at:
            faults.add("matching.posts.check.decided", id=id_, post=at)


def _check_answer(problem: PostsProblem, result: PostsResult, faults: Faults) -> None:
    seed = result.provenance.seed or 0
    state = State(Standings(problem, seed), result.post_of)
    for one in result.placements:
        decided = one.applicant in state.fixed
        if not decided and state.standings.of(one.applicant, one.post) is None:
            faults.add("matching.posts.check.excluded", id=one.applicant, post=one.post)
        if (
            not decided
            and one.applicant not in state.partner
            and one.post not in _listed(state, one.applicant)
        ):
            faults.add("matching.posts.check.excluded", id=one.applicant, post=one.post)
    for pair in state.links:
        has = (result.post_of.get(pair[0], ""), result.post_of.get(pair[1], ""))
        if has != ("", "") and has not in linked_wishes(state.standings, pair):
            faults.add("matching.posts.check.linked", id=pair[0], other=pair[1])
    if faults:
        return
    if tuple(sorted(result.placements, key=lambda one: one.applicant)) != placements(problem, result.post_of):
        faults.add("matching.posts.check.placements")
    if result.left_over != left_over(problem, result.post_of, seed):
        faults.add("matching.posts.check.reasons")
    _check_stable(state, result, faults)


def _listed(state: State, applicant: str) -> tuple[str, ...]:
    return state.standings.applicants[applicant].choices


def _passes(one: Objective) -> bool:
    """Whether a value is better than its own bound, or is proven and has one."""
    assert one.bound is not None
    better = one.bound > one.value if one.key is ObjectiveKey.BLOCKING else one.bound < one.value
    return better or one.proven


def _check_stable(state: State, result: PostsResult, faults: Faults) -> None:
    found = blocking(state)
    for one, at in sorted(set(found) - set(result.blocking)):
        faults.add("matching.posts.check.blocks", id=one, post=at)
    for one, at in sorted((Counter(result.blocking) - Counter(found)).keys()):
        faults.add("matching.posts.check.does_not_block", id=one, post=at)
    real = {
        ObjectiveKey.BLOCKING: count_blocking(state, found),
        ObjectiveKey.MATCHED: len(result.placements),
        ObjectiveKey.TOTAL: sum(one.points for one in result.placements if not one.locked),
    }
    keys = [one.key for one in result.objectives]
    if keys not in (list(real), list(real)[:2]):
        faults.add("matching.posts.check.heading")
    for said in result.objectives:
        if said.value != real.get(said.key):
            faults.add(
                "matching.posts.check.objective", objective=said.key.value, value=real.get(said.key, 0)
            )
        elif said.bound is not None and _passes(said):
            faults.add("matching.posts.check.heading")
    plain = result.way is Way.PROPOSED
    if plain and (state.links or found):
        faults.add("matching.posts.check.way")
    elif plain and can_be_raised(state):
        faults.add("matching.posts.check.better")
