"""People for the benchmarks: seeded, synthetic, with ten rules over them."""

from __future__ import annotations

import random

from kith.matching import MatchProblem, Member, RuleBook, parse_rules

SIDES = ("clinician", "manager")
RULES = [
    {"must": "share_slots", "at_least": 1},
    {"must": "different_line"},
    {"prefer": "share_interests", "enough": 4, "weight": 8},
    {"prefer": "share_slots", "enough": 4, "weight": 3},
    {"prefer": "same_region", "weight": 4},
    {"prefer": "same_site", "weight": 1},
    {"prefer": "close_grade", "weight": 2},
    {"prefer": "same_specialty", "weight": 1.5},
    {"prefer": "wish", "first": 5, "weight": 12},
    {"prefer": "not_paired_before", "weight": 1},
]
ATTRIBUTES = {"grade": {"kind": "grade", "scale": ["1", "2", "3", "4"]}, "slots": {"kind": "slots"}}


def rules() -> RuleBook:
    return parse_rules(RULES, attributes=ATTRIBUTES)


def problem(size: int, seed: int = 1) -> MatchProblem:
    """``size`` people a side; half as many never-with requests and earlier pairs."""
    rng = random.Random(seed)
    members = [_member(rng, side, place, n, size) for place, side in enumerate(SIDES) for n in range(size)]

    def some_pairs() -> tuple[tuple[str, str], ...]:
        return tuple((f"c{rng.randrange(size)}", f"m{rng.randrange(size)}") for _ in range(size // 2))

    return MatchProblem(
        SIDES, tuple(members), rules(), never_with=some_pairs(), previous=tuple(sorted(set(some_pairs())))
    )


def _member(rng: random.Random, side: str, place: int, n: int, size: int) -> Member:
    other = SIDES[1 - place][0]
    site = rng.randrange(max(1, size // 40))
    return Member(
        f"{side[0]}{n}",
        side,
        {
            "site": f"s{site}",
            "region": f"r{site % 8}",
            "line": f"l{rng.randrange(max(2, size // 10))}",
            "specialty": f"p{rng.randrange(25)}",
            "grade": str(rng.randint(1, 4)),
            "interests": frozenset(f"i{k}" for k in rng.sample(range(24), rng.randint(3, 6))),
            "slots": frozenset(f"t{k}" for k in rng.sample(range(20), rng.randint(4, 8))),
        },
        tuple(f"{other}{k}" for k in rng.sample(range(size), min(5, size))),
    )
