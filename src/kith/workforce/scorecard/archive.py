"""The archive of forecasts: a line of JSON a filed run, only ever added to.

Each line holds the hash of the line before it and its own over all that it says, so a line that was changed, taken
out or moved is found. What was said can be scored years later, by people who do not trust who said it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from kith.foundation.faults import Faults, Where
from kith.foundation.provenance import canonical_json, hash_value
from kith.workforce.scorecard.types import Planned

FORMAT = "kith-workforce-archive-1"
START = "0" * 64
"""What the first line names as the hash before it."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A run as it is filed: what it said, when, and the hashes of what it was made from (scenario, calibration, …)."""

    plan: str
    filed: date
    made_from: Mapping[str, str]
    values: tuple[Planned, ...]


def file_line(before: bytes, filed: Filed, name: str) -> bytes:
    """The line to add to an archive that holds ``before`` (empty for a new one).

    Raises
    ------
    KithError
        If the archive so far is not whole, nothing is filed, or a plan of that name was filed before.
    """
    known = _lines(before, name)
    faults = Faults()
    if not filed.values:
        faults.add("workforce.archive.nothing", file=name, plan=filed.plan)
    if any(found["plan"] == filed.plan for found in known):
        faults.add("workforce.archive.filed_before", file=name, plan=filed.plan)
    faults.raise_if_any()
    body: dict[str, object] = {
        "format": FORMAT,
        "plan": filed.plan,
        "filed": filed.filed.isoformat(),
        "made_from": dict(sorted(filed.made_from.items())),
        "values": [asdict(each) for each in filed.values],
        "before": known[-1]["hash"] if known else START,
    }
    return canonical_json({**body, "hash": hash_value(body)}).encode() + b"\n"


def read_archive(content: bytes, name: str) -> tuple[Filed, ...]:
    """Every filed run, in order.

    Raises
    ------
    KithError
        With the number of each line that is not whole, was changed, or does not follow the line before it.
    """
    return tuple(_filed(found) for found in _lines(content, name))


def planned(archive: Iterable[Filed]) -> tuple[Planned, ...]:
    """What the filed runs said, for :func:`kith.workforce.scorecard.scoring.score`."""
    return tuple(value for each in archive for value in each.values)


def _lines(content: bytes, name: str) -> list[dict[str, object]]:
    faults, found, before = Faults(), [], START
    for number, line in enumerate(content.splitlines(), start=1):
        where = Where(file=name, line=number)
        try:
            body = json.loads(line)
            said = body.pop("hash")
            _filed(body)
        except (ValueError, KeyError, TypeError, AttributeError):
            faults.add("workforce.archive.not_a_line", where)
            continue
        if said != hash_value(body):
            faults.add("workforce.archive.changed", where)
        elif body["before"] != before:
            faults.add("workforce.archive.out_of_order", where)
        before = said
        found.append({**body, "hash": said})
    if content and not content.endswith(b"\n"):
        faults.add("workforce.archive.cut", file=name)
    faults.raise_if_any()
    return found


def _filed(body: Mapping[str, object]) -> Filed:
    if body["format"] != FORMAT:
        raise ValueError("format")
    values, made_from = body["values"], body["made_from"]
    if not isinstance(values, list) or not isinstance(made_from, dict):
        raise TypeError("values")
    names = {each.name for each in fields(Planned)}
    if any(set(value) != names for value in values) or not all(map(_is_planned, values)):
        raise ValueError("values")
    return Filed(
        str(body["plan"]),
        date.fromisoformat(str(body["filed"])),
        {str(key): str(value) for key, value in made_from.items()},
        tuple(Planned(**value) for value in values),
    )


def _is_planned(value: Mapping[str, object]) -> bool:
    """Whether every field is of its kind: JSON knows no others."""
    years = [value[name] for name in ("published", "target", "known_to")]
    numbers = [value[name] for name in ("value", "low", "high", "level")]
    words = [value[name] for name in ("plan", "series", "source", "definition")]
    return (
        None not in years[:2]
        and numbers[0] is not None
        and all(type(each) in (int, type(None)) for each in years)
        and all(type(each) in (int, float, type(None)) for each in numbers)
        and all(isinstance(each, str) for each in words)
    )
