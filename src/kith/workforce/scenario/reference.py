"""The reference of the scenario format, written from the code that reads it."""

from __future__ import annotations

from enum import StrEnum

from kith.workforce.scenario.changes import Cause
from kith.workforce.scenario.fields import CHANGES, HEAD, Key, Part
from kith.workforce.scenario.fields_plan import PLAN
from kith.workforce.scenario.fields_sides import NEED, SUPPLY
from kith.workforce.scenario.levers_types import ActsOn, Bundle, EffectKind, Grade
from kith.workforce.scenario.reading_tables import USES
from kith.workforce.scenario.types import FORMAT_VERSION, Widths

PARTS: dict[str, Part] = {**HEAD, **SUPPLY, **NEED, **CHANGES, **PLAN}
CODES: dict[tuple[str, str], type[StrEnum]] = {
    ("run", "widths"): Widths,
    ("modifier", "cause"): Cause,
    ("modifier", "acts_on"): ActsOn,
    ("lever", "bundle"): Bundle,
    ("lever", "acts_on"): ActsOn,
    ("lever", "kind"): EffectKind,
    ("lever", "grade"): Grade,
}
_HEAD = f"""# The workforce scenario

<!-- Written by `kith workforce reference`. Change the code, then run it again. -->

A scenario is one TOML file, format version {FORMAT_VERSION}, with its tables beside it: supply, need, money and what
could be done. `kith workforce template` lists whole ones to begin from; `kith workforce check FILE` says in words what
it holds, or everything that is wrong with it, each by line or row; `kith workforce run FILE` projects it. A key that is
not on this page is a fault, never ignored.

A **number** is plain (`0.08`), or `{{ value = 0.08, low = 0.06, high = 0.11, source = "…", date = 2026-01-01 }}`. Low to
high holds it in 8 cases of 10 and moves the draws. A number without a source is an assumption and is listed as one. A
**share** is a number from 0 to 1. **Steps** are a number for all, or one for each year or age from which it holds until
the next: `{{ 2026 = 100, 2030 = 120 }}`; beside them `times` (a factor with a range, of a chance: of its odds), `source`
and `date`. Numbers by year may come from a table: `{{ table = "seats" }}`. A **key** is small letters, digits, hyphens
and underscores. **Words** are text, or one text for each language.

Heads and FTE are never mixed: whatever counts people says which, and a table that counts the other is refused.
"""


def reference() -> str:
    """The reference as Markdown, with a line end."""
    parts = [_HEAD, *(_part(path, part) for path, part in PARTS.items()), _tables()]
    return "\n".join(parts).rstrip() + "\n"


def _part(path: str, part: Part) -> str:
    lines = [f"## {part.heading}", "", part.says, "", "| key | written as | must be there | what it does |"]
    lines.append("| --- | --- | --- | --- |")
    return "\n".join([*lines, *(_row(path, key) for key in part.keys), ""])


def _row(path: str, key: Key) -> str:
    codes = key.codes or CODES.get((path, key.name))
    form = ", ".join(f"`{code.value}`" for code in codes) if codes else key.form
    return f"| `{key.name}` | {form} | {'yes' if key.needed else ''} | {key.says} |"


def _tables() -> str:
    lines = [
        "## Tables",
        "",
        "A row for each thing that is counted. Columns `note`, `comment` and `source` are read over;",
    ]
    lines += ["any other is a fault. An age is `34`, `30-34` (spread evenly) or `85+`.", ""]
    lines += [
        "| used as | tells rows apart by | must have | counts, in one of |",
        "| --- | --- | --- | --- |",
    ]
    for name, use in USES.items():
        apart, needed, counts = (
            ", ".join(f"`{one}`" for one in some) for some in (use.columns, use.needed, use.amounts)
        )
        lines.append(f"| {name} | {apart} | {needed} | {counts} |")
    return "\n".join(lines)
