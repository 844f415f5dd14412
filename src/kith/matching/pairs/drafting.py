"""A result of pairs in the shape that is shown: a group a pair, the weakest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from kith.matching.draft import Draft, Elsewhere, Group, Placed, Price, Why
from kith.matching.pairs.explain import Alternative, explainer_of, freeing
from kith.matching.pairs.outcome import reason
from kith.matching.pairs.rule_prices import RulePrice
from kith.matching.pairs.types import MatchedPair, MatchResult, Three
from kith.matching.types import MatchProblem, Reason, Unmatched

MOST_LOOKED_AT = 400_000
"""People left over times people: beyond it, looking what would free each would take longer than the match."""

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")


def group_key(*ids: str) -> str:
    """The name of the group of these people, safe in an address and different for different people.

    >>> group_key("ann@x.org", "b2")
    'ann~40x.org~~b2'
    """
    return "~~".join(
        "".join(one if one in _PLAIN else "".join(f"~{byte:02X}" for byte in one.encode()) for one in id_)
        for id_ in ids
    )


def draft_of(problem: MatchProblem, result: MatchResult) -> Draft:
    """The draft of a result. Only of ``earlier`` and ``standing`` is the problem asked: who stayed."""
    stayed = {*problem.earlier, *problem.standing}
    groups = [_group(result, pair, stayed) for pair in result.pairs]
    groups += [_three(result, three) for three in result.threes]
    may_look = len(result.unmatched) * len(problem.members) <= MOST_LOOKED_AT
    return Draft(
        kind=result.kind,
        groups=tuple(sorted(groups, key=lambda group: (group.points, group.key))),
        left_over=tuple(_with_what_frees(problem, one, may_look) for one in result.unmatched),
        objectives=result.objectives,
        provenance=result.provenance,
        stopped=result.stopped,
    )


def _with_what_frees(problem: MatchProblem, one: Unmatched, may_look: bool) -> Unmatched:
    """Also which single rule, dropped, would allow how many more partners."""
    found = freeing(problem, one.side, one.id) if may_look else ()
    more = tuple(reason("matching.unmatched.frees", rule=free.rule, partners=free.partners) for free in found)
    return replace(one, reasons=(*one.reasons, *more))


def _group(result: MatchResult, pair: MatchedPair, stayed: set[tuple[str, str]]) -> Group:
    kept = pair.kept or (pair.left, pair.right) in stayed
    members = tuple(
        Placed(side, id_, satisfaction, pair.locked, kept)
        for side, id_, satisfaction in zip(
            (result.sides * 2)[:2], (pair.left, pair.right), pair.satisfaction, strict=True
        )
    )
    return Group(group_key(pair.left, pair.right), members, pair.points, result.most_points, pair.parts)


def _three(result: MatchResult, three: Three) -> Group:
    """Who joined, and the two who were a pair. Of a three, the points are those of all three relations."""
    members = tuple(
        Placed(result.sides[0], id_, share, three.locked and id_ != three.joined)
        for id_, share in zip(three.ids, three.satisfaction, strict=True)
    )
    note = Reason("matching.pairs.joined", MappingProxyType({"id": three.joined}))
    return Group(
        group_key(*three.ids), members, three.points, 3 * result.most_points, three.parts, notes=(note,)
    )


def why_of(problem: MatchProblem, result: MatchResult, key: str) -> Why:
    """Why a pair is one, and the best that each of the two could have instead.

    Raises :class:`KeyError` for a group that the result does not have.
    """
    for three in result.threes:
        if group_key(*three.ids) == key:
            return Why(_three(result, three))
    for pair in result.pairs:
        if group_key(pair.left, pair.right) == key:
            break
    else:
        raise KeyError(key)
    found = explainer_of(problem, result).pair(pair.left, pair.right)
    elsewhere: Mapping[str, tuple[Elsewhere, ...]] = {
        pair.left: tuple(_elsewhere(one, pair.left) for one in found.for_left),
        pair.right: tuple(_elsewhere(one, pair.right) for one in found.for_right),
    }
    stayed = {*problem.earlier, *problem.standing}
    return Why(_group(result, pair, stayed), MappingProxyType(dict(elsewhere)))


def _elsewhere(one: Alternative, me: str) -> Elsewhere:
    return Elsewhere(one.pair[0] if one.pair[1] == me else one.pair[1], one.points, one.gives)


def price_of(one: RulePrice) -> Price:
    """A rule's price as every kind says it."""
    return Price(one.rule, one.share, one.people_change)
