"""People for the benchmarks of sets: seeded, synthetic, as an action-learning programme over countries has them."""

from __future__ import annotations

import random

from kith.foundation.faults import Where
from kith.matching.sets.rules import sets_rules_from_data
from kith.matching.sets.types import SetsProblem
from kith.matching.types import Member

THEMES = tuple(f"theme {n}" for n in range(1, 9))
COUNTRIES = 12
PROFESSIONS = ("doctor", "nurse", "midwife", "pharmacist", "physiotherapist", "manager")
RULES: dict[str, object] = {
    "format_version": 1,
    "kind": "sets",
    "best_for": "most",
    "sets": {"most": 9},
    "rule": [
        {"spread": "country", "at_most": 2},
        {"must": "different_employer"},
        {"balance": "profession", "weight": 0.02},
        {"balance": "woman", "weight": 0.02},
        {"gather": "theme", "topics": list(THEMES), "first": 3, "weight": 0.03},
    ],
}
"""Points as in the measured model: 1 for each step down the wishes, 1 for each person too many or too few."""


def problem(size: int, seed: int = 1) -> SetsProblem:
    """``size`` people, a tenth as many never-with requests; two people or so an employer."""
    rng = random.Random(seed)
    rules = sets_rules_from_data(RULES, lambda path: Where(key=path))
    people, ranked = [], {}
    for n in range(size):
        id_ = f"p{n:05}"
        people.append(
            Member(
                id_,
                "person",
                {
                    "country": f"c{min(rng.randrange(COUNTRIES), rng.randrange(COUNTRIES))}",
                    "employer": f"e{rng.randrange(max(2, size // 3))}",
                    "profession": rng.choice(PROFESSIONS),
                    "woman": rng.choice(("yes", "yes", "no")),
                },
            )
        )
        ranked[id_] = tuple(rng.sample(THEMES, 3))
    asked = tuple((f"p{rng.randrange(size):05}", f"p{rng.randrange(size):05}") for _ in range(size // 10))
    return SetsProblem(
        tuple(people),
        rules.shape,
        rules.book,
        rules.set_rules,
        ranked={"theme": ranked},
        never_with=tuple((one, other) for one, other in asked if one != other),
        order=rules.order,
    )
