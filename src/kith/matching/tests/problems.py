"""Small problems for the tests, and a strategy that draws them."""

from __future__ import annotations

import itertools

from hypothesis import strategies as st

from kith.matching import BestFor, MatchProblem, Member, parse_rules
from kith.matching.plain import Plain

SIDES = ("clinician", "manager")
RULES = [
    {"must": "different_line"},
    {"prefer": "same_site", "weight": 3},
    {"prefer": "share", "on": "wants", "with": "offers", "enough": 2, "weight": 2},
    {"prefer": "close_band", "weight": 1.5},
    {"prefer": "wish", "first": 2, "weight": 4},
    {"prefer": "not_paired_before", "weight": 0.25},
]
ATTRIBUTES = {"band": {"kind": "grade", "scale": ["6", "7", "8a", "8b"]}, "wants": {"kind": "tags"}}


def book(best_for=BestFor.NO_ONE_LEFT_BEHIND, rules=RULES):
    return parse_rules(rules, attributes=ATTRIBUTES, best_for=str(best_for))


def _values(draw, side):
    values = {"line": draw(st.sampled_from("abc")), "site": draw(st.sampled_from(["north", "south", ""]))}
    values["wants" if side == SIDES[0] else "offers"] = draw(st.frozensets(st.sampled_from("pqr")))
    if draw(st.booleans()):
        values["band"] = draw(st.sampled_from(ATTRIBUTES["band"]["scale"]))
    return values


@st.composite
def problems(draw, most=5, least=0, requests=True, capacity=False):
    """People with some values missing; every rule's attribute stands somewhere on both sides."""
    sizes = [draw(st.integers(least, most)) for _ in SIDES]
    ids = [[f"{side[0]}{n}" for n in range(size)] for side, size in zip(SIDES, sizes, strict=True)]
    members = []
    roomy = draw(st.sampled_from(SIDES))
    for place, side in enumerate(SIDES):
        for n, id_ in enumerate(ids[place]):
            values = _values(draw, side)
            if n == 0:
                values |= {
                    "line": "a",
                    "site": "north",
                    "band": "7",
                    "wants": frozenset("p"),
                    "offers": frozenset("p"),
                }
            wishes = (
                draw(st.lists(st.sampled_from(ids[1 - place]), unique=True, max_size=3))
                if ids[1 - place]
                else []
            )
            room = draw(st.integers(0, 2)) if capacity and side == roomy else 1
            members.append(Member(id_, side, values, tuple(wishes), room))
    cells = list(itertools.product(*ids))
    subset = st.lists(st.sampled_from(cells), unique=True, max_size=4) if cells else st.just([])
    never = [pair if draw(st.booleans()) else pair[::-1] for pair in draw(subset)] if requests else []
    problem = MatchProblem(
        SIDES,
        tuple(members),
        book(draw(st.sampled_from(BestFor))),
        forbids=tuple(draw(subset)) if requests else (),
        never_with=tuple(never),
        previous=tuple(draw(subset)),
    )
    return _with_locks(problem, draw(subset) if draw(st.booleans()) else [])


def _with_locks(problem, wanted):
    """Those of the wanted locks that the problem allows."""
    people = {(m.side, m.id): m for m in problem.members}
    room = {key: member.capacity for key, member in people.items()}
    locks = []
    for left, right in wanted:
        one, other = people[SIDES[0], left], people[SIDES[1], right]
        keys = ((SIDES[0], left), (SIDES[1], right))
        if Plain(problem).can_be_paired(one, other) and all(room[key] > 0 for key in keys):
            locks.append((left, right))
            for key in keys:
                room[key] -= 1
    return MatchProblem(
        **{name: getattr(problem, name) for name in problem.__slots__} | {"locks": tuple(locks)}
    )


def every_matching(problem):
    """All matchings as sets of (left, right), locks among them. For tiny problems only."""
    left, right = (problem.on_side(side) for side in SIDES)
    allowed = [
        (one.id, other.id) for one in left for other in right if Plain(problem).can_be_paired(one, other)
    ]
    room = {(SIDES[0], m.id): m.capacity for m in left} | {(SIDES[1], m.id): m.capacity for m in right}

    def extend(start, chosen, room):
        yield frozenset(chosen)
        for index in range(start, len(allowed)):
            one, other = (SIDES[0], allowed[index][0]), (SIDES[1], allowed[index][1])
            if room[one] and room[other]:
                yield from extend(
                    index + 1, [*chosen, allowed[index]], room | {one: room[one] - 1, other: room[other] - 1}
                )

    return [matching for matching in extend(0, [], room) if set(problem.locks) <= matching]


def values_of(problem, matching):
    """The objectives of a matching before the lottery, the first the most important."""
    people = {(m.side, m.id): m for m in problem.members}
    points = {
        pair: Plain(problem).total_points(people[SIDES[0], pair[0]], people[SIDES[1], pair[1]])
        for pair in matching
    }
    free = [points[pair] for pair in matching if pair not in problem.locks]
    worst = min(free, default=0) if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND else 0
    return len(matching), worst, sum(points.values())
