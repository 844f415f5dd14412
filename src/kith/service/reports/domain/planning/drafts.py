"""What a person writes of a plan. Outcomes, times and sides come from the cohort's own questionnaires."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Draft:
    """As the page asks for it. Empty text is "not written"; a number that is not there is not in its mapping."""

    kind: str = ""
    purpose: str = ""
    hypotheses: tuple[str, ...] = ()
    primary: str = ""
    smallest: Mapping[str, float] = field(default_factory=dict)
    """Outcome key to the smallest change that matters, in points."""
    families: Mapping[str, str] = field(default_factory=dict)
    """Outcome key to the name of those it is corrected together with."""
    comparisons: tuple[tuple[str, str], ...] = ()
    """Keys of an earlier and a later time. None: each later time beside the first."""
    subgroups: Mapping[str, int] = field(default_factory=dict)
    """What a group is called to how many of it will answer the first time."""
    expected: Mapping[str, int] = field(default_factory=dict)
    """Side key to how many people will answer the first time."""
    missing_percent: int = 20
    missing_data: str = ""
    exclusions: tuple[str, ...] = ()
    stopping: str = ""
    approvals: tuple[str, ...] = ()
    evaluators: str = ""
    interest: str = ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


LISTS = frozenset({"hypotheses", "exclusions", "approvals"})


def draft_from_json(kept: Mapping[str, Any]) -> Draft:
    """The draft of a row. What a later Kith wrote beside it is left alone."""
    known = {each.name for each in fields(Draft)}
    found: dict[str, Any] = {key: value for key, value in kept.items() if key in known}
    for key in LISTS & found.keys():
        found[key] = tuple(found[key])
    if "comparisons" in found:
        found["comparisons"] = tuple((earlier, later) for earlier, later in found["comparisons"])
    return Draft(**found)
