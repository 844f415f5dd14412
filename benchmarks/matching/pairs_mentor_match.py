"""Pairs, 500 a side, scoring and solving in process, against mentor-match."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.claims import Claim, at_least, seconds
from benchmarks.peers import ask, peer_python
from kith.matching import MatchProblem, Member, parse_rules, solve

SIZE = 500
TARGET = 100.0
PEER = ("mentor-match==7.0.1", "munkres==3.0.0")
RULES = [
    {"must": "different_organisation"},
    {"prefer": "same_profession", "weight": 5},
    {"prefer": "same_grade", "weight": 3},
]


def measure() -> list[Claim]:
    rng = random.Random(1)
    people = {
        side: [
            {
                "email": f"{side}{n}@example.org",
                "organisation": f"o{rng.randrange(20)}",
                "profession": f"p{rng.randrange(25)}",
                "grade": str(rng.randint(1, 6)),
            }
            for n in range(SIZE)
        ]
        for side in ("mentor", "mentee")
    }
    members = tuple(Member(one["email"], side, one) for side, found in people.items() for one in found)
    problem = MatchProblem(("mentor", "mentee"), members, parse_rules(RULES, best_for="most"))
    result = solve(problem, seed=1)
    answer = ask(peer_python("mentor-match", *PEER), Path(__file__).parent / "mentor_match_peer.py", people)
    assert isinstance(answer, dict)
    return [
        at_least(
            f"pairs, {SIZE} a side, scoring and solving in process",
            kith=seconds(lambda: solve(problem, seed=1), 15),
            peer=f"{PEER[0]} ({PEER[1]}), one round",
            peer_value=float(answer["seconds"]),
            target=TARGET,
            how="Wall seconds, Kith median of 15, peer once. 1 thread each. Same rules: "
            f"total {result.total // 100} in {len(result.pairs)} pairs, "
            f"against {answer['total']} in {answer['pairs']}.",
        )
    ]
