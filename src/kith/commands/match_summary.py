"""What ``kith match pairs`` says: a table of pairs and a page of plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kith.matching.describe import reason_words, rule_words
from kith.matching.pairs.report import MatchReport
from kith.matching.people import Side
from kith.matching.types import BestFor, Unmatched
from kith.tables.types import Cell
from kith.tables.writing import write_csv

WEAKEST_SHOWN = 3
HASH_SHOWN = 12


def pairs_csv(made: MatchReport, sides: Sequence[Side]) -> bytes:
    """People without a partner first, then the pairs, the weakest first."""
    left, right = (side.name for side in sides)
    columns = [
        "status",
        f"{left} id",
        f"{left} name",
        f"{right} id",
        f"{right} name",
        "points",
        "of",
        f"{left} satisfaction %",
        f"{right} satisfaction %",
        "strongest reason",
        "second reason",
        "locked",
        "why without a partner",
    ]
    names = [{row.id: row.name for row in side.rows} for side in sides]
    rules = {rule.key: rule_words(rule) for rule in made.problem.rules.rules}
    rows: list[list[Cell]] = [_alone(one, made, names) for one in made.result.unmatched]
    for one in sorted(made.pairs, key=lambda one: (one.pair.points, one.pair.left, one.pair.right)):
        pair = one.pair
        reasons = [rules[part.rule] for part in one.strongest]
        rows.append(
            [
                "pair",
                pair.left,
                names[0][pair.left],
                pair.right,
                names[1][pair.right],
                pair.points,
                made.result.most_points,
                *(round(100 * share) for share in pair.satisfaction),
                *(reasons[place] if place < len(reasons) else None for place in range(2)),
                pair.locked,
                None,
            ]
        )
    return write_csv(columns, rows)


def _alone(one: Unmatched, made: MatchReport, names: Sequence[dict[str, str | None]]) -> list[Cell]:
    place = made.result.sides.index(one.side)
    who: list[Cell] = [None] * 4
    who[2 * place : 2 * place + 2] = [one.id, names[place][one.id]]
    why = " ".join(reason_words(reason, made.problem.rules) for reason in one.reasons)
    return ["no partner", *who, *([None] * 7), why]


def summary(made: MatchReport, sides: Sequence[Side]) -> Iterator[str]:
    """The page that stands on the screen after a run."""
    result = made.result
    names = {(side.name, row.id): row.name for side in sides for row in side.rows}

    def who(place: int, id_: str) -> str:
        name = names[sides[place].name, id_]
        return f"{name} ({id_})" if name else id_

    counts = [
        f"{len({(pair.left, pair.right)[place] for pair in result.pairs})} of {len(side.rows)} {side.name}"
        for place, side in enumerate(sides)
    ]
    yield f"Matched: {' and '.join(counts)}. No more can be."
    weakest = sorted(result.pairs, key=lambda pair: (pair.points, pair.left, pair.right))[:WEAKEST_SHOWN]
    if weakest:
        first = result.best_for is BestFor.NO_ONE_LEFT_BEHIND
        yield f"Weakest pair: {result.worst} of {result.most_points} points" + (
            ", as good as it can be." if first and result.worst is not None else "."
        )
        yield f"All pairs together: {result.total} points, proven best."
        yield ""
        yield "Weakest pairs"
        for pair in weakest:
            yield f"  {who(0, pair.left)} with {who(1, pair.right)}: {pair.points} points"
    yield from _unmatched(made, who)
    yield from _prices(made)
    yield ""
    inputs = result.provenance.inputs
    yield (
        f"Seed {result.provenance.seed} · rules {inputs['rules'][:HASH_SHOWN]} · "
        f"problem {inputs['problem'][:HASH_SHOWN]} · checked by separate code."
    )


def _unmatched(made: MatchReport, who: Callable[[int, str], str]) -> Iterator[str]:
    if not made.result.unmatched:
        return
    rules = {rule.key: rule_words(rule) for rule in made.problem.rules.rules}
    yield ""
    yield "Without a partner"
    for one, freeing in zip(made.result.unmatched, made.freeing, strict=True):
        yield f"  {who(made.result.sides.index(one.side), one.id)}, {one.side}"
        for reason in one.reasons:
            yield f"    {reason_words(reason, made.problem.rules)}"
        for free in freeing:
            yield f"    Without the rule “{rules[free.rule]}”, up to {free.partners} more would be possible."


def _prices(made: MatchReport) -> Iterator[str]:
    """What each rule costs the others, and what putting the weakest pair first costs."""
    if made.choice is None or not made.result.pairs:
        return
    rules = {rule.key: rule_words(rule) for rule in made.problem.rules.rules}
    yield ""
    yield "What each rule costs the others"
    for price in made.prices:
        more = f"; {price.matched_change} more pairs without it" if price.matched_change else ""
        yield f"  {rules[price.rule]}: {100 * price.share:.1f}%{more}"
    choice = made.choice
    yield (
        f"Putting the weakest pair first costs {100 * choice.share:.1f}% of the total "
        f"({choice.most_total} to {choice.fair_total} points) and lifts it "
        f"from {choice.most_worst} to {choice.fair_worst}."
    )
