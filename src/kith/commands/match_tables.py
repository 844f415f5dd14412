"""Who is where, as a table: a row a pair where each group is one, else a row a person."""

from __future__ import annotations

from kith.commands.match_kinds import Run
from kith.commands.match_lines import Speaker
from kith.matching.draft import Group, Placed
from kith.matching.types import Kind, Unmatched
from kith.tables.types import Cell
from kith.tables.writing import write_csv

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


def who_is_where(made: Run) -> bytes:
    """Those who are left over first, then the groups, the worst first, as CSV."""
    sides = sides_of(made)
    groups = made.draft.groups
    if made.draft.kind is Kind.PAIRS and len(sides) == 2 and all(len(one.members) == 2 for one in groups):
        return _pairs(made, sides)
    say = Speaker(made)
    rows: list[list[Cell]] = []
    for one in made.draft.left_over:
        name = made.names.get((one.side, one.id))
        rows.append(["left over", None, None, None, one.side, one.id, name, *[None] * 6, _why(say, one)])
    for group in groups:
        rows += [_person(made, say, group, one) for one in group.members]
    return write_csv(COLUMNS, rows)


def sides_of(made: Run) -> tuple[str, ...]:
    """The lists that people stand on, in the order in which groups show them."""
    shown = [one.side for group in made.draft.groups[:1] for one in group.members]
    return tuple(dict.fromkeys([*shown, *(one.side for one in made.draft.left_over)]))


def _pairs(made: Run, sides: tuple[str, ...]) -> bytes:
    say = Speaker(made)
    columns = ["status"]
    for side in sides:
        columns += [f"{side} id", f"{side} name"]
    columns += ["points", "of", *(f"{side} satisfaction %" for side in sides)]
    columns += ["strongest reason", "second reason", "locked", "why without a partner"]
    rows: list[list[Cell]] = []
    for one in made.draft.left_over:
        who: list[Cell] = [None] * 4
        place = 2 * sides.index(one.side)
        who[place : place + 2] = [one.id, made.names.get((one.side, one.id))]
        rows.append(["no partner", *who, *[None] * 7, _why(say, one)])
    for group in made.draft.groups:
        ids = [cell for one in group.members for cell in (one.id, made.names.get((one.side, one.id)))]
        shares = [_percent(one) for one in group.members]
        locked = any(one.locked for one in group.members)
        rows.append(["pair", *ids, group.points, group.most, *shares, *_strongest(say, group), locked, None])
    return write_csv(columns, rows)


def _person(made: Run, say: Speaker, group: Group, one: Placed) -> list[Cell]:
    return [
        "matched",
        group.key,
        group.about,
        say.thing(group.about),
        one.side,
        one.id,
        made.names.get((one.side, one.id)),
        group.points,
        group.most,
        _percent(one),
        *_strongest(say, group),
        one.locked,
        " ".join(say.reason(note) for note in group.notes) or None,
    ]


def _why(say: Speaker, one: Unmatched) -> str:
    return " ".join(say.reason(reason) for reason in one.reasons)


def _percent(one: Placed) -> int | None:
    return None if one.satisfaction is None else round(100 * one.satisfaction)


def _strongest(say: Speaker, group: Group) -> list[str | None]:
    said = [say.rules[part.rule] for part in group.strongest if part.rule in say.rules]
    return [said[place] if place < len(said) else None for place in range(2)]
