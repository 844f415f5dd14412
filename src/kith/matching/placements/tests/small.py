"""Small problems for the tests, a strategy that draws them, and every choice of each."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import strategies as st

from kith.matching import BestFor, Strength, parse_rules
from kith.matching.placements.aims import LOTTERY_BITS
from kith.matching.placements.fitting import Fitting
from kith.matching.placements.grid import grid, tickets
from kith.matching.placements.teams import team_points
from kith.matching.placements.types import HandOver, Need, Person, PlacementProblem, Project, Settings

DAY = date(2027, 1, 1)
SKILLS = ("nursing", "data")
RULES = [
    {"must": "share_languages"},
    {"prefer": "share_topics", "enough": 2, "weight": 2},
    {"prefer": "wish", "first": 2, "weight": 3},
]


def book(best_for=BestFor.NO_ONE_LEFT_BEHIND):
    return parse_rules(RULES, best_for=str(best_for))


def day(n):
    return None if n is None else DAY + timedelta(days=n)


@st.composite
def people(draw, n, projects):
    wishes = draw(st.lists(st.sampled_from(projects), unique=True, max_size=2)) if projects else []
    first = draw(st.sampled_from([None, 0, 20]))
    return Person(
        f"p{n}",
        {
            "languages": frozenset(draw(st.sampled_from(["e", "ef"]))),
            "topics": frozenset(draw(st.sampled_from(["", "a", "ab"]))) or frozenset("z"),
        },
        tuple(wishes),
        frozenset(draw(st.sets(st.sampled_from(SKILLS)))),
        draw(st.sampled_from([None, frozenset("x"), frozenset("xy")])),
        day(first),
        day(draw(st.sampled_from([None, 60, 100]))),
        draw(st.sampled_from([1, 1, 1, 0, 2])),
    )


@st.composite
def projects(draw, n, ids):
    places = draw(st.integers(0, 3))
    starts = draw(st.sampled_from([None, 0, 50]))
    needs = draw(st.sets(st.sampled_from(SKILLS))) if places else set()
    follows = ids[n - 1] if n and draw(st.booleans()) else None
    return Project(
        ids[n],
        places,
        draw(st.integers(0, places)),
        day(starts),
        day(None if starts is None else starts + 50),
        tuple(Need(skill) for skill in sorted(needs)),
        draw(st.sampled_from([None, "h", "k"])),
        draw(st.sampled_from([None, "x", "y"])),
        None,
        None,
        follows,
        day(draw(st.sampled_from([None, 10]))),
        {"languages": frozenset(draw(st.sampled_from(["e", "f"]))), "topics": frozenset("ab")},
        tuple(draw(st.lists(st.sampled_from(["p0", "p1"]), unique=True, max_size=2))),
    )


@st.composite
def problems(draw, most_people=4, most_projects=3, hidden=True):
    ids = [f"j{n}" for n in range(draw(st.integers(0, most_projects)))]
    who = [draw(people(n, ids)) for n in range(draw(st.integers(2, most_people)))]
    where = [draw(projects(n, ids)) for n in range(len(ids))]
    if where:
        who[0] = replace(who[0], skills=frozenset(SKILLS))
    two = st.sampled_from(list(itertools.combinations([one.id for one in who], 2)))
    cells = list(itertools.product([one.id for one in who], ids))
    some = st.lists(st.sampled_from(cells), unique=True, max_size=2) if cells else st.just([])
    skills = draw(st.sampled_from(Strength))
    return PlacementProblem(
        tuple(who),
        tuple(where),
        book(draw(st.sampled_from(BestFor))),
        Settings(
            least_days=draw(st.sampled_from([None, 30])),
            skills=skills,
            skill_points=50 if skills is Strength.PREFER else 0,
            hand_over=draw(st.sampled_from([None, HandOver(5, 120)])),
        ),
        forbids=tuple(draw(some)) if hidden else (),
        together=tuple(draw(st.lists(two, max_size=1))),
        never_with=tuple(draw(st.lists(two, max_size=1))) if hidden else (),
        never_at=tuple((one, "h") for one in draw(st.lists(st.sampled_from(["p0", "p1"]), max_size=1)))
        if hidden
        else (),
        kept=tuple(draw(some)),
        keep_bonus=draw(st.sampled_from([0, 30])),
    )


def every_choice(problem):
    """All choices of cells that keep everything. For tiny problems only."""
    the = grid(problem)
    fitting = Fitting(problem, the)
    rows, columns = range(len(the.people)), range(len(the.projects))
    options = []
    for row in rows:
        allowed = [column for column in columns if the.allowed[row, column]]
        options.append(
            [
                set(some)
                for size in range(the.people[row].most + 1)
                for some in itertools.combinations(allowed, size)
            ]
        )
    for picked in itertools.product(*options):
        chosen = np.zeros(the.allowed.shape, dtype=np.bool_)
        for row, some in enumerate(picked):
            chosen[row, list(some)] = True
        if (chosen >= the.locked).all() and fitting.fits(chosen, rows, columns):
            yield the, chosen


def values_of(problem, the, chosen, seed):
    """The objectives of a choice, the first the most important."""
    seen = [
        max(int(the.view[row, column]) for column in np.flatnonzero(chosen[row]))
        for row in range(len(the.people))
        if chosen[row].any() and not the.locked[row].any()
    ]
    worst = min(seen, default=0)
    kept = int((chosen & the.kept).sum())
    total = int(the.points[chosen].sum()) + team_points(problem, the, chosen) + problem.keep_bonus * kept
    return (
        int(chosen.any(axis=1).sum()),
        worst if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND else 0,
        total,
        kept,
        int(tickets(problem, seed, LOTTERY_BITS)[chosen].sum()),
    )


def best_values(problem, seed):
    """The best values that any choice has."""
    return max(values_of(problem, the, chosen, seed) for the, chosen in every_choice(problem))
