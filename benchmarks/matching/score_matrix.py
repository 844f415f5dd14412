"""The score matrix of 5,000 x 5,000 people under ten rules, against a plain Python loop."""

from __future__ import annotations

import time

from benchmarks.claims import Claim, at_least, seconds
from benchmarks.matching.instances import RULES, problem
from kith.matching import MatchProblem
from kith.matching.score import Scoring

SIZE = 5_000
LOOP_ROWS = 200
TARGET = 150.0


def measure() -> list[Claim]:
    given = problem(SIZE)
    kith = seconds(lambda: Scoring(given).matrix())
    scoring = Scoring(given)
    start = time.perf_counter()
    rows = loop(given, LOOP_ROWS)
    taken = (time.perf_counter() - start) * SIZE / LOOP_ROWS
    if scoring.matrix()[:LOOP_ROWS].tolist() != rows:
        raise AssertionError("the loop and the arrays disagree")
    return [
        at_least(
            f"score matrix {SIZE:,} x {SIZE:,}, {len(RULES)} rules",
            kith=kith,
            peer="a plain Python loop written for these rules",
            peer_value=taken,
            target=TARGET,
            how=f"Wall seconds; Kith median of 3 with encoding; the loop extrapolated from {LOOP_ROWS} rows, "
            "which agree cell by cell. 1 thread each.",
        )
    ]


def loop(given: MatchProblem, rows: int) -> list[list[int]]:
    """The points of the first ``rows`` clinicians with every manager: dicts and sets, nothing general."""
    left, right = (given.on_side(side) for side in given.sides)
    apart = {*given.never_with, *((other, one) for one, other in given.never_with)}
    before = set(given.previous)
    wish = [600 * (5 - rank) // 5 for rank in range(5)]
    ranks = {m.id: {id_: wish[rank] for rank, id_ in enumerate(m.wishes)} for m in (*left, *right)}
    people = [(m.id, m.attributes, int(str(m.attributes["grade"])), ranks[m.id]) for m in right]
    result = []
    for me in left[:rows]:
        mine, grade, wishes, id_ = me.attributes, int(str(me.attributes["grade"])), ranks[me.id], me.id
        interests, slots, line = mine["interests"], mine["slots"], mine["line"]
        region, site, specialty = mine["region"], mine["site"], mine["specialty"]
        row = []
        for other, theirs, their_grade, their_wishes in people:
            shared = len(slots & theirs["slots"])  # type: ignore[operator]
            if not shared or line == theirs["line"] or (id_, other) in apart:
                row.append(-1)
                continue
            points = 200 * min(len(interests & theirs["interests"]), 4)  # type: ignore[operator]
            points += 300 * min(shared, 4) // 4
            if region == theirs["region"]:
                points += 400
            if site == theirs["site"]:
                points += 100
            if specialty == theirs["specialty"]:
                points += 150
            points += 200 * (4 - abs(grade - their_grade)) // 4
            points += wishes.get(other, 0) + their_wishes.get(id_, 0)
            if (id_, other) not in before:
                points += 100
            row.append(points)
        result.append(row)
    return result
