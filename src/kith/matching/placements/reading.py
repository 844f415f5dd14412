"""The rules file of placements: the rules that every kind has, and the ``[placements]`` table.

A rules file::

    format_version = 1
    kind = "placements"

    [placements]
    grade = "band"                       # the column that lowest_grade and highest_grade of projects are about
    least_days = 120                     # how long a person must be there; without it, the whole project
    smallest_teams = "close"             # or "must": every project runs with its smallest team
    team_skills = "must"                 # or "prefer", with skills_weight
    hand_over = { least_days = 14, weight = 3 }

    [attribute.band]
    kind = "grade"
    scale = ["5", "6", "7"]

    [[rule]]
    prefer = "wish"
    weight = 6
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from kith.foundation.faults import Fault, Faults, KithError, Parameter
from kith.matching.placements.types import SIDES, HandOver, Settings
from kith.matching.reading import MOST_WEIGHT, one_of, unknown_keys
from kith.matching.rulebook import POINTS_PER_WEIGHT, Attribute, AttributeKind, RuleBook, Strength
from kith.matching.rules import Locate, parse_rules, tables_of
from kith.matching.suggesting import did_you_mean
from kith.matching.types import Kind
from kith.tables.toml import load_toml

_TOP_KEYS = frozenset({"format_version", "kind", "best_for", "attribute", "rule", "placements"})
_KEYS = frozenset({"grade", "least_days", "smallest_teams", "team_skills", "skills_weight", "hand_over"})
MOST_DAYS = 3_660
T = TypeVar("T", bound=StrEnum)


class SmallestTeams(StrEnum):
    """What happens to a project whose smallest team cannot be found."""

    CLOSE = "close"
    MUST = "must"


def read_rules(text: str | bytes, name: str = "rules.toml") -> tuple[RuleBook, Settings, Attribute | None]:
    """The rules, the settings, and the attribute that limits of grade read.

    Raises :class:`~kith.foundation.faults.KithError` with every fault, each with its line.
    """
    document = load_toml(text, name)
    data, locate = document.data, document.where
    faults = Faults()
    rules, attributes = tables_of(data, Kind.PLACEMENTS, _TOP_KEYS, faults, locate)
    book = RuleBook(())
    try:
        book = parse_rules(
            rules, attributes=attributes, best_for=data.get("best_for"), sides=SIDES, locate=locate
        )
    except KithError as error:
        faults.extend(error.faults)
    reader = _Reader(faults, locate)
    settings = reader.settings(data.get("placements", {}))
    grade = reader.grade(settings.grade, attributes, book)
    faults.raise_if_any()
    return book, settings, grade


class _Reader:
    """Reads the table ``[placements]``."""

    def __init__(self, faults: Faults, locate: Locate) -> None:
        self._faults = faults
        self._locate = locate

    def settings(self, table: object) -> Settings:
        if not isinstance(table, Mapping):
            self._fault("matching.placements.rules.not_table", "")
            return Settings()
        unknown_keys(table, _KEYS, self._faults, self._locate, "placements.")
        grade = table.get("grade")
        if grade is not None and not isinstance(grade, str):
            self._fault("matching.placements.rules.grade_not_name", "grade", value=str(grade))
            grade = None
        return Settings(
            grade=grade,
            least_days=self._days(table, "least_days"),
            every_project=self._choice(table, "smallest_teams", SmallestTeams, SmallestTeams.CLOSE)
            is SmallestTeams.MUST,
            skills=self._choice(table, "team_skills", Strength, Strength.MUST),
            skill_points=self._skills(table),
            hand_over=self._hand_over(table.get("hand_over")),
        )

    def grade(self, key: str | None, attributes: Mapping[str, object], book: RuleBook) -> Attribute | None:
        """The attribute of a grade with its scale, whether or not a rule reads it."""
        if key is None:
            return None
        known = {one.key: one for one in book.attributes}
        if key in known:
            found = known[key]
        elif isinstance(table := attributes.get(key), Mapping) and isinstance(table.get("scale"), list):
            found = Attribute(key, AttributeKind(str(table.get("kind"))), tuple(table["scale"]))
        else:
            code, params = did_you_mean(
                "matching.placements.rules.grade_unknown", key, [str(one) for one in attributes]
            )
            self._fault(code, "grade", value=key, **params)
            return None
        if found.kind is not AttributeKind.GRADE:
            self._fault("matching.placements.rules.grade_kind", "grade", value=key, kind=found.kind.value)
        return found

    def _fault(self, code: str, path: str, /, **params: Parameter) -> None:
        where = self._locate(f"placements.{path}" if path else "placements")
        self._faults.extend((Fault(code, where, MappingProxyType(params)),))

    def _days(self, table: Mapping[str, object], key: str, path: str = "") -> int | None:
        value = table.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_DAYS:
            self._fault(
                "matching.placements.rules.days", f"{path}{key}", key=key, value=str(value), most=MOST_DAYS
            )
            return None
        return value

    def _choice(self, table: Mapping[str, object], key: str, kind: type[T], plain: T) -> T:
        value = table.get(key)
        if value is None:
            return plain
        where = self._locate(f"placements.{key}")
        return kind(str(value)) if one_of(value, kind, self._faults, where, f"placements.{key}") else plain

    def _skills(self, table: Mapping[str, object]) -> int:
        preferred = table.get("team_skills") == Strength.PREFER.value
        if preferred and "skills_weight" not in table:
            self._fault("matching.placements.rules.skills_weight_needed", "team_skills")
        if not preferred and "skills_weight" in table:
            self._fault("matching.placements.rules.skills_weight_alone", "skills_weight")
        return self._points(table, "skills_weight", "skills_weight") if preferred else 0

    def _hand_over(self, table: object) -> HandOver | None:
        if table is None:
            return None
        if not isinstance(table, Mapping):
            self._fault("matching.placements.rules.hand_over", "hand_over")
            return None
        known = frozenset({"least_days", "weight"})
        unknown_keys(table, known, self._faults, self._locate, "placements.hand_over.")
        for key in sorted(known - set(table)):
            self._fault("matching.placements.rules.hand_over_needs", "hand_over", key=key)
        days = self._days(table, "least_days", "hand_over.")
        return HandOver(days or 1, self._points(table, "weight", "hand_over.weight"))

    def _points(self, table: Mapping[str, object], key: str, path: str) -> int:
        value = table.get(key)
        if value is None:
            return 0
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self._faults.add(
                "matching.rules.weight_not_number", self._locate(f"placements.{path}"), value=str(value)
            )
            return 0
        points = round(value * POINTS_PER_WEIGHT)
        if not 1 <= points <= MOST_WEIGHT * POINTS_PER_WEIGHT:
            self._faults.add(
                "matching.rules.weight_range",
                self._locate(f"placements.{path}"),
                value=str(value),
                most=MOST_WEIGHT,
            )
        return points
