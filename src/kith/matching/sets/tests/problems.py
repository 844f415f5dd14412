"""Small problems of sets for the tests, and a strategy that draws them."""

from __future__ import annotations

import dataclasses
from datetime import date

from hypothesis import strategies as st

from kith.foundation.faults import Where
from kith.matching.rulebook import BestFor
from kith.matching.sets.checks import every_way
from kith.matching.sets.plain import PlainSets
from kith.matching.sets.problem import check_problem
from kith.matching.sets.rules import sets_rules_from_data
from kith.matching.sets.types import SIDE, SetsProblem, Window
from kith.matching.types import Member

ZONES = ("Europe/London", "Africa/Kampala", "Pacific/Auckland")
RULES = [
    {"spread": "country", "at_most": 2},
    {"spread": "grade", "weight": 2},
    {"never_alone": "woman", "value": "yes"},
    {"never_alone": "grade", "weight": 1},
    {"balance": "profession", "weight": 1.5},
    {"gather": "theme", "first": 2, "weight": 3},
    {"avoid": "met_before", "weight": 2},
    {"must": "different_employer"},
    {"prefer": "same_country", "weight": 1},
    {"prefer": "different_grade", "weight": 1},
    {"prefer": "share_interests", "enough": 2, "weight": 1},
    {"prefer": "wish", "first": 2, "weight": 2},
]
WINDOW = Window(90, 9 * 60, 17 * 60, "zone", date(2026, 1, 12))


def rules_of(tables, sets=None, best_for="most"):
    data = {"sets": sets or {"most": 3, "fewest": 2}, "rule": tables, "best_for": best_for}
    return sets_rules_from_data(data, lambda path: Where(key=path))


def problem_of(people, tables, sets=None, best_for="most", **more):
    """``people``: id -> attributes; ``theme`` is ranked, ``wishes`` are people."""
    rules = rules_of(tables, sets, best_for)
    members, themes = [], {}
    for id_, values in people.items():
        kept = {key: value for key, value in values.items() if key not in ("theme", "wishes")}
        members.append(Member(id_, SIDE, kept, tuple(values.get("wishes", ()))))
        if values.get("theme"):
            themes[id_] = tuple(values["theme"])
    return SetsProblem(
        tuple(members),
        rules.shape,
        rules.book,
        rules.set_rules,
        ranked={"theme": themes},
        order=rules.order,
        **more,
    )


@st.composite
def problems(draw, most=6, requests=True):
    """People with some values missing, some of the rules, some of them decided; every one can be solved."""
    ids = [f"p{n}" for n in range(draw(st.integers(0, most)))]
    tables = draw(st.lists(st.sampled_from(RULES), unique_by=str, max_size=5))
    people = {id_: _values(draw, id_, ids) for id_ in ids}
    shape = {"most": draw(st.integers(2, 4))}
    if draw(st.booleans()):
        shape["fewest"] = 2
    problem = problem_of(people, tables, shape, draw(st.sampled_from(BestFor)).value)
    if draw(st.booleans()):
        window = dataclasses.replace(WINDOW, points=draw(st.sampled_from((0, 200))))
        problem = dataclasses.replace(problem, shape=dataclasses.replace(problem.shape, window=window))
    pairs = [(a, b) for a in ids for b in ids if a < b]
    some = st.lists(st.sampled_from(pairs), unique=True, max_size=2) if pairs else st.just([])
    changes = {"met": tuple(draw(some))}
    if requests:
        changes |= {"never_with": tuple(draw(some)), "forbids": tuple(draw(some))}
    problem = dataclasses.replace(problem, **changes)
    locked = dataclasses.replace(problem, locks=tuple(draw(some)[:1]))
    kept = not check_problem(locked) and any(every_way(locked, PlainSets(locked)))
    return locked if kept else problem


def _values(draw, id_, ids):
    values = {
        "country": draw(st.sampled_from(("uk", "ug"))),
        "woman": draw(st.sampled_from(("yes", "no"))),
        "profession": draw(st.sampled_from(("doctor", "nurse"))),
        "grade": draw(st.sampled_from(("a", "b"))),
        "employer": draw(st.sampled_from("vwxyz")),
        "interests": draw(st.frozensets(st.sampled_from("kl"))),
        "zone": draw(st.sampled_from(ZONES)),
        "theme": draw(st.lists(st.sampled_from("st"), unique=True)),
        "wishes": draw(st.lists(st.sampled_from([one for one in ids if one != id_]), unique=True, max_size=2))
        if len(ids) > 1
        else (),
    }
    if id_ == "p0":  # every column that a rule reads has a value somewhere
        values |= {"interests": frozenset("k"), "theme": ["s"], "woman": "yes"}
    elif draw(st.booleans()):
        values.pop(draw(st.sampled_from(("country", "employer", "zone", "grade"))))
    return {key: value for key, value in values.items() if value}
