"""What was seen in an export, in figures and sentences' codes: what a page tells, whoever read the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kith.foundation.faults import Fault
from kith.service.core.domain.jobs import faults_from_json, faults_to_json
from kith.service.surveys.domain.importing.looking import Seen
from kith.tables.records import in_brief

FIGURES = ("rows", "other_times", "others", "people", "answers")


@dataclass(frozen=True, slots=True)
class Summary:
    """As :class:`Seen`, without anybody's answers; of the faults the first of each kind."""

    rows: int
    other_times: int
    others: int
    people: int
    answers: int
    unused: tuple[str, ...]
    unanswered: tuple[str, ...]
    remarks: tuple[Fault, ...]
    faults: tuple[Fault, ...]

    @classmethod
    def of(cls, seen: Seen) -> Summary:
        return cls(
            rows=seen.rows,
            other_times=seen.other_times,
            others=seen.others,
            people=len(seen.lines),
            answers=seen.answers,
            unused=seen.unused,
            unanswered=seen.unanswered,
            remarks=seen.remarks,
            faults=in_brief(seen.faults),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            **{name: getattr(self, name) for name in FIGURES},
            "unused": list(self.unused),
            "unanswered": list(self.unanswered),
            "remarks": faults_to_json(self.remarks),
            "faults": faults_to_json(self.faults),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Summary:
        return cls(
            **{name: kept[name] for name in FIGURES},
            unused=tuple(kept["unused"]),
            unanswered=tuple(kept["unanswered"]),
            remarks=faults_from_json(kept["remarks"]),
            faults=faults_from_json(kept["faults"]),
        )
