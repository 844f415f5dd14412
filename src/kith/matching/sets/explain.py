"""Why a set is as it is, why two people are not together, and what would have to give: codes and figures.

Everything here is computed without forbids and private requests, as though there were none. What would then be better
than the result is left out without a word: something not said may stand against it.
"""

from __future__ import annotations

from types import MappingProxyType

from kith.matching.draft import Elsewhere, Why
from kith.matching.sets.exchanges import Exchange, Exchanges
from kith.matching.sets.outcome import reason
from kith.matching.sets.plain import PlainSets, without_requests
from kith.matching.sets.showing import group as shown
from kith.matching.sets.types import SetsProblem, SetsResult
from kith.matching.types import ObjectiveKey, Reason

BEST = 3
MOST_TRIED = 30
"""Other sets that are looked at for one person."""


def why(problem: SetsProblem, result: SetsResult, group: str) -> Why:
    """Every rule's part in a set, and the best other sets of each of its people.

    Raises :class:`KeyError` for a set that is not there.
    """
    made = next((one for one in result.sets if one.key == group), None)
    if made is None:
        raise KeyError(group)
    public = without_requests(problem)
    plain = PlainSets(public)
    locked = {id_ for pair in problem.locks for id_ in pair}
    found = Exchanges(plain, result)
    others = [one.key for one in result.sets if one.key != group][:MOST_TRIED]
    elsewhere = {}
    for id_ in made.members:
        best = (min(found.of(id_, to), key=_order, default=None) for to in others)
        ranked = sorted((one for one in best if one is not None and _may_be_said(one, result)), key=_order)
        elsewhere[id_] = tuple(Elsewhere(one.to, one.points, _gives(one, result)) for one in ranked[:BEST])
    return Why(shown(public, plain, made, result.most_points, locked), MappingProxyType(elsewhere))


def why_not(problem: SetsProblem, result: SetsResult, one: str, other: str) -> tuple[Reason, ...]:
    """Why two people are not in one set: the rules they break together, or what would have to give.

    Raises :class:`KeyError` for somebody who is not there.
    """
    plain = PlainSets(without_requests(problem))
    for id_ in (one, other):
        if id_ not in plain.people:
            raise KeyError(id_)
    where = result.set_of
    if one in where and where.get(one) == where.get(other):
        return (reason("matching.sets.why_not.together"),)
    left_out = tuple(
        reason("matching.sets.why_not.left_over", id=id_) for id_ in (one, other) if id_ not in where
    )
    broken = _apart_by_rule(plain, one, other)
    if broken or left_out:
        return (*broken, *left_out)
    found = Exchanges(plain, result)
    tried = [
        change
        for mover, mate in ((one, other), (other, one))
        for change in found.of(mover, where[mate])
        if change.other != mate and _may_be_said(change, result)
    ]
    best = min(tried, key=_order, default=None)
    if best is None:
        return (reason("matching.sets.why_not.no_exchange"),)
    return (_exchange_words(best),)


def _apart_by_rule(plain: PlainSets, one: str, other: str) -> tuple[Reason, ...]:
    """Rules that two people break whoever else is with them."""
    mendable = {rule.key for rule in plain.problem.set_rules if rule.verb.value == "never_alone"}
    broken = [key for key in plain.broken_inside((one, other)) if key not in mendable]
    return tuple(reason("matching.sets.why_not.rule", rule=key) for key in broken)


def _order(change: Exchange) -> tuple[int, str, str, str]:
    return -change.change, change.to, change.mover, change.other or ""


def _may_be_said(change: Exchange, result: SetsResult) -> bool:
    """Whether the rules alone say why it was not done: it loses, or the lottery decided."""
    worst = result.objective(ObjectiveKey.WORST)
    return change.change <= 0 or (worst is not None and change.weaker < worst.value)


def _gives(change: Exchange, result: SetsResult) -> Reason:
    worst = result.objective(ObjectiveKey.WORST)
    if worst is not None and change.weaker < worst.value:
        return reason("matching.sets.gives.worst_falls", worst=worst.value, after=change.weaker)
    if change.change < 0:
        return reason("matching.sets.gives.total_falls", points=-change.change)
    return reason("matching.sets.gives.nothing")


def _exchange_words(change: Exchange) -> Reason:
    lost = max(0, -change.change)
    if change.other is None:
        return reason("matching.sets.why_not.move", mover=change.mover, set=change.to, points=lost)
    return reason(
        "matching.sets.why_not.exchange", mover=change.mover, other=change.other, set=change.to, points=lost
    )
