"""Placements against HiGHS (scipy) on the same model: places only, and teams with skills, hand-over and requests."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import scipy

from benchmarks.claims import Claim, at_least, seconds
from kith.matching import BestFor, ObjectiveKey
from kith.matching.placements.grid import grid
from kith.matching.placements.programme import Programme
from kith.matching.placements.solver import solve
from kith.matching.placements.types import (
    HandOver,
    Need,
    Person,
    PlacementProblem,
    Project,
    Settings,
)
from kith.matching.rules import parse_rules

RULES = [
    {"must": "share_languages", "at_least": 1},
    {"prefer": "share_skills", "enough": 2, "weight": 4},
    {"prefer": "close_band", "weight": 2},
    {"prefer": "wish", "first": 5, "weight": 6},
]
BANDS = ["5", "6", "7", "8a", "8b"]
ATTRIBUTES = {"band": {"kind": "grade", "scale": BANDS}}
SKILLS = ("nursing", "midwifery", "data", "teaching", "surgery", "estates", "finance", "improvement")
LANGUAGES = ("english", "french", "swahili", "khmer", "portuguese")
COUNTRIES = ("cambodia", "tanzania", "lesotho", "zambia", "uganda", "india")
START = date(2027, 2, 1)


SIZES = ((60, 20, True), (200, 40, True), (600, 100, False))


def measure() -> list[Claim]:
    return [_against_highs(*size) for size in SIZES]


def _against_highs(people: int, projects: int, teams: bool) -> Claim:
    """Both place as many as can be and then reach the highest total; Kith also draws the lottery and says why."""
    fair = problem(people, projects, teams=teams)
    most = replace(fair, rules=replace(fair.rules, best_for=BestFor.MOST))
    result = solve(most, seed=1)
    the = grid(most)
    start = time.perf_counter()
    programme = Programme(most, the)
    placed = programme.placed_factors()
    size, _ = programme.most(placed, [], whole=True)
    assert size is not None
    total, _ = programme.most(programme.factors(the.points, teams=True), [(placed, round(size))], whole=True)
    taken = time.perf_counter() - start
    own = {one.key: one for one in result.objectives}
    assert total is not None
    assert (own[ObjectiveKey.MATCHED].value, own[ObjectiveKey.TOTAL].value) == (round(size), round(total))
    assert own[ObjectiveKey.TOTAL].proven
    cells = int(np.count_nonzero(the.allowed))
    what = "teams, skills, hand-over, requests" if teams else "places only"
    return at_least(
        f"placements, {people} people to {projects} projects, {what}",
        kith=seconds(lambda: solve(most, seed=1), 3),
        peer=f"scipy {scipy.__version__} milp (HiGHS)",
        peer_value=taken,
        target=None,
        how=f"Wall seconds, Kith median of 3 with scoring, lottery and reasons, peer once on the ready grid of {cells} "
        f"cells. 1 thread each. Both place {round(size)} and reach {round(total)} points, proven.",
    )


def problem(people: int, projects: int, *, teams: bool, seed: int = 1) -> PlacementProblem:
    """Synthetic volunteers and projects; ``teams`` adds smallest teams, skills together, hand-over and requests."""
    rng = random.Random(seed)
    volunteers = tuple(_person(rng, n, people, projects) for n in range(people))
    places = tuple(_project(rng, n, people, projects, teams) for n in range(projects))
    book = parse_rules(RULES, attributes=ATTRIBUTES)
    if not teams:
        return PlacementProblem(volunteers, places, book, Settings(grade="band"))
    pairs = tuple(
        (f"v{rng.randrange(people):05d}", f"v{rng.randrange(people):05d}") for _ in range(people // 10)
    )
    return PlacementProblem(
        volunteers,
        places,
        book,
        Settings(grade="band", least_days=90, hand_over=HandOver(14, 300)),
        never_with=tuple(pair for pair in pairs if pair[0] != pair[1]),
    )


def _person(rng: random.Random, n: int, people: int, projects: int) -> Person:
    start = START + timedelta(days=30 * rng.randint(-1, 5))
    skills = frozenset(rng.sample(SKILLS, rng.randint(1, 3)))
    return Person(
        f"v{n:05d}",
        {
            "band": rng.choice(BANDS),
            "skills": skills,
            "languages": frozenset({"english", *rng.sample(LANGUAGES, rng.randint(0, 2))}),
        },
        tuple(f"p{k:04d}" for k in rng.sample(range(projects), min(5, projects))),
        skills,
        frozenset(rng.sample(COUNTRIES, rng.randint(3, 6))),
        start,
        start + timedelta(days=30 * rng.randint(6, 14)),
    )


def _project(rng: random.Random, n: int, people: int, projects: int, teams: bool) -> Project:
    start = START + timedelta(days=30 * rng.randint(0, 6))
    size = max(1, round(people / projects * rng.uniform(0.6, 1.6)))
    wanted = rng.sample(SKILLS, 3)
    return Project(
        f"p{n:04d}",
        size,
        min(size, 2) if teams else 0,
        start,
        start + timedelta(days=30 * rng.choice((4, 5, 6))),
        (Need(wanted[0], 1), Need(wanted[1], 1)) if teams and size > 1 else (),
        f"h{n % max(1, projects // 2)}",
        rng.choice(COUNTRIES),
        *((BANDS[1], None) if rng.random() < 0.5 else (None, None)),
        f"p{n - 1:04d}" if teams and n % 3 == 1 else None,
        None,
        {
            "band": rng.choice(BANDS),
            "skills": frozenset(wanted),
            "languages": frozenset(rng.sample(LANGUAGES, 2)),
        },
    )
