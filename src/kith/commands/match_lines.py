"""What a run of any kind says: a table of people and a page of plain sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kith.commands.match_kinds import Run
from kith.foundation.messages import words
from kith.matching.describe import spoken
from kith.matching.draft import Group, Placed
from kith.matching.types import ObjectiveKey, Reason
from kith.tables.types import Cell
from kith.tables.writing import write_csv

WEAKEST_SHOWN = 3
HASH_SHOWN = 12
COLUMNS = (
    "status",
    "group",
    "in",
    "in name",
    "list",
    "id",
    "name",
    "group points",
    "of",
    "satisfaction %",
    "strongest reason",
    "second reason",
    "locked",
    "note",
)
OBJECTIVES = {
    ObjectiveKey.MATCHED: "Placed",
    ObjectiveKey.KEPT: "Staying where they were",
    ObjectiveKey.WORST: "The weakest",
    ObjectiveKey.TOTAL: "All together",
}
"""The lottery's value says nothing to a person."""


class Speaker:
    """Rules and reasons of one run in words."""

    def __init__(self, made: Run) -> None:
        self.rules = {one.key: words(one.says.code, one.says.params) for one in made.rules}
        self._names = made.names

    def name(self, side: str, id_: str) -> str:
        """The name with the id, or the id alone where nobody gave a name."""
        known = self._names.get((side, id_))
        return f"{known} ({id_})" if known else id_

    def reason(self, reason: Reason) -> str:
        params: dict[str, object] = dict(reason.params)
        if params.get("rule") in self.rules:
            params["rule"] = f"“{self.rules[str(params['rule'])]}”"
        if isinstance(params.get("attribute"), str):
            params["attribute"] = spoken(str(params["attribute"]))
        return words(reason.code, params)


def people_csv(made: Run) -> bytes:
    """One row a person: those without a group first, then the groups, the worst first."""
    say = Speaker(made)
    rows: list[list[Cell]] = []
    for one in made.draft.left_over:
        why = " ".join(say.reason(reason) for reason in one.reasons)
        name = made.names.get((one.side, one.id))
        rows.append(["left over", None, None, None, one.side, one.id, name, *[None] * 6, why])
    for group in made.draft.groups:
        rows += [_row(made, say, group, one) for one in group.members]
    return write_csv(COLUMNS, rows)


def _row(made: Run, say: Speaker, group: Group, one: Placed) -> list[Cell]:
    reasons = [say.rules[part.rule] for part in group.strongest if part.rule in say.rules]
    about = (
        next((name for (_, id_), name in made.names.items() if id_ == group.about), None)
        if group.about
        else None
    )
    return [
        "matched",
        group.key,
        group.about,
        about,
        one.side,
        one.id,
        made.names.get((one.side, one.id)),
        group.points,
        group.most,
        None if one.satisfaction is None else round(100 * one.satisfaction),
        *(reasons[place] if place < len(reasons) else None for place in range(2)),
        one.locked,
        " ".join(say.reason(note) for note in group.notes) or None,
    ]


def lines(made: Run) -> Iterator[str]:
    """The page that stands on the screen after a run."""
    draft, say = made.draft, Speaker(made)
    yield _counts(made)
    if draft.stopped:
        yield "Stopped early: this is the best that was found until then."
    for one in draft.objectives:
        if one.key in OBJECTIVES:
            yield f"{OBJECTIVES[one.key]}: {one.value}{_proof(one.proven, one.gap)}"
    if draft.stability is not None:
        yield _stability(made)
    yield from _left_over(made, say)
    yield from _weakest(made, say)
    yield from _prices(made, say)
    yield ""
    inputs = draft.provenance.inputs
    hashes = " · ".join(f"{key} {value[:HASH_SHOWN]}" for key, value in sorted(inputs.items()))
    yield f"Seed {draft.provenance.seed} · {hashes} · checked by separate code."


def _proof(proven: bool, gap: float | None) -> str:
    if proven:
        return ", proven: no better can be."
    return (
        ", with no bound known." if gap is None else f", at most {100 * gap:.2g}% from the best that can be."
    )


def _counts(made: Run) -> str:
    placed = Counter(side for side, _ in {(one.side, one.id) for g in made.draft.groups for one in g.members})
    alone = Counter(one.side for one in made.draft.left_over)
    counts = [f"{placed[side]} of {placed[side] + alone[side]} {side}" for side in sorted({*placed, *alone})]
    return f"Matched: {', '.join(counts) or 'nobody'}, in {len(made.draft.groups)} groups."


def _stability(made: Run) -> str:
    found = made.draft.stability
    if found is not None and found.stable:
        return "Stable: no two would both rather have each other."
    pairs = ", ".join(
        f"{one} and {other}" for one, other in (found.blocking if found else ())[:WEAKEST_SHOWN]
    )
    return f"Not stable: {len(found.blocking) if found else 0} would both rather have each other ({pairs})."


def _left_over(made: Run, say: Speaker) -> Iterator[str]:
    if made.draft.left_over:
        yield ""
        yield "Left over"
    for one in made.draft.left_over:
        yield f"  {say.name(one.side, one.id)}, {one.side}"
        for reason in one.reasons:
            yield f"    {say.reason(reason)}"


def _weakest(made: Run, say: Speaker) -> Iterator[str]:
    shown = [group for group in made.draft.groups if group.most][:WEAKEST_SHOWN]
    if shown:
        yield ""
        yield "Weakest first"
    for group in shown:
        who = ", ".join(say.name(one.side, one.id) for one in group.members)
        yield f"  {group.about or group.key}: {group.points} of {group.most} points ({who})"


def _prices(made: Run, say: Speaker) -> Iterator[str]:
    if made.prices:
        yield ""
        yield "What each rule costs the others"
    for price in made.prices:
        more = f"; {price.more} more people without it" if price.more > 0 else ""
        yield f"  {say.rules.get(price.rule, price.rule)}: {100 * price.share:.1f}%{more}"
    if made.choice is not None:
        yield (
            f"Putting the weakest first costs {100 * made.choice.share:.1f}% of the total "
            f"({made.choice.most_total} to {made.choice.fair_total}) and lifts it "
            f"from {made.choice.most_worst} to {made.choice.fair_worst}."
        )
