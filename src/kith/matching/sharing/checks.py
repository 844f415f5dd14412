"""Is an answer of sharing out allowed? Checked by itself, pair by pair, without the solver's arrays."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType

from kith.foundation.faults import Parameter
from kith.matching.sharing.types import SharingProblem, SharingResult
from kith.matching.types import Reason


def verify_sharing(problem: SharingProblem, result: SharingResult) -> tuple[Reason, ...]:
    """Every rule that an answer breaks, as codes; empty for an answer that breaks none.

    Checked: each pair once, known ids, sides, conflicts, capacities (kept reviews may exceed them),
    nobody above ``each`` but by what was kept, what was kept is there or dropped, and the counts of
    loads and of missing reviewers. That nothing better exists is checked by tests on cases small enough
    to try them all.
    """
    wrong: list[Reason] = []

    def say(code: str, **params: Parameter) -> None:
        wrong.append(Reason(f"matching.sharing.wrong.{code}", MappingProxyType(params)))

    reviewers = {each.id: each for each in problem.reviewers}
    applications = {each.id: each for each in problem.applications}
    pairs = [(each.application, each.reviewer) for each in result.assigned]
    for pair, times in Counter(pairs).items():
        application, reviewer = applications.get(pair[0]), reviewers.get(pair[1])
        if times > 1 or application is None or reviewer is None:
            say("pair", application=pair[0], reviewer=pair[1])
            continue
        if pair in problem.conflicts or (reviewer.sides and application.side not in reviewer.sides):
            say("not_allowed", application=pair[0], reviewer=pair[1])
    new = Counter(each.reviewer for each in result.assigned if not each.kept)
    loads = Counter(each.reviewer for each in result.assigned)
    for load in result.loads:
        if load.n != loads[load.reviewer] or (new[load.reviewer] and load.n > load.capacity):
            say("load", reviewer=load.reviewer)
    if sorted(problem.kept) != sorted({*(p for p in problem.kept if p in set(pairs)), *result.dropped}):
        say("kept")
    had = Counter(each.application for each in result.assigned)
    kept = Counter(each.application for each in result.assigned if each.kept)
    missing = {each.application: each.missing for each in result.unfilled}
    for key in applications:
        if max(problem.each - had[key], 0) != missing.get(key, 0) or had[key] > max(problem.each, kept[key]):
            say("number", application=key)
    return tuple(wrong)
