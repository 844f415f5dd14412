"""One table of a rules file of sets at a time: from what was typed to what is meant."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kith.foundation.faults import Fault, Faults
from kith.matching.reading import MOST_WEIGHT, unknown_keys
from kith.matching.rulebook import POINTS_PER_WEIGHT
from kith.matching.rules import Locate
from kith.matching.sets.hours import STEP
from kith.matching.sets.types import SetRule, SetVerb, Shape, Window

MOST_PEOPLE = 60
"""People in a set. Beyond, it is not a set but a class, and its counts no longer fit the search."""
MET = "met_before"
TOPICS_COUNTED = 3


@dataclass(frozen=True, slots=True)
class SetWord:
    """How a verb is written: its number's name, what it is when left out, whether it may hold always."""

    limit: str | None = None
    default: int | None = None
    may_hold_always: bool = False
    others: tuple[str, ...] = ()


SET_WORDS: Mapping[str, SetWord] = {
    SetVerb.SPREAD.value: SetWord("at_most", 1, may_hold_always=True, others=("value",)),
    SetVerb.GATHER.value: SetWord("first", TOPICS_COUNTED, others=("topics",)),
    SetVerb.NEVER_ALONE.value: SetWord("at_least", 2, may_hold_always=True, others=("value",)),
    SetVerb.BALANCE.value: SetWord(),
    SetVerb.AVOID.value: SetWord(may_hold_always=True),
}
"""The words for a whole set, as they stand in a rules file."""


class SetRuleReader:
    """Reads ``[[rule]]`` tables about a whole set."""

    def __init__(self, faults: Faults, locate: Locate) -> None:
        self._faults = faults
        self._locate = locate
        self._path = ""

    def read(self, index: int, table: object) -> SetRule | None:
        """The rule of one table, or ``None`` after noting what is wrong with it."""
        assert isinstance(table, Mapping)
        self._path = f"rule[{index}]"
        words = [word for word in SET_WORDS if word in table]
        if len(words) != 1 or {"must", "prefer"} & set(table):
            self._fault("matching.sets.rules.one_word", "", words=", ".join(SET_WORDS))
            return None
        before, verb = len(self._faults), SetVerb(words[0])
        word = SET_WORDS[verb.value]
        allowed = {verb.value, "weight", *word.others, *([word.limit] if word.limit else [])}
        unknown_keys(table, frozenset(allowed), self._faults, self._locate, f"{self._path}.")
        on = self._on(table, verb)
        points = self._points(table, word)
        limit, value, topics = self._limit(table, word), self._value(table), self._topics(table)
        if len(self._faults) > before:
            return None
        key = ":".join(part for part in (verb.value, on, value) if part)
        return SetRule(key, verb, on, points, limit, value, topics)

    def _fault(self, code: str, inside: str, **params: str | int) -> None:
        where = self._locate(f"{self._path}.{inside}" if inside else self._path)
        self._faults.extend((Fault(code, where, params),))

    def _on(self, table: Mapping[str, object], verb: SetVerb) -> str:
        on = table[verb.value]
        if not isinstance(on, str) or not on.strip():
            self._fault("matching.sets.rules.column_needed", verb.value, verb=verb.value)
            return ""
        if verb is SetVerb.AVOID and on != MET:
            self._fault("matching.sets.rules.avoid_what", verb.value, value=on)
        return on

    def _points(self, table: Mapping[str, object], word: SetWord) -> int:
        weight = table.get("weight")
        if weight is None:
            if not word.may_hold_always:
                self._fault("matching.rules.weight_needed", "weight")
            return 0
        if not isinstance(weight, int | float) or isinstance(weight, bool) or not math.isfinite(weight):
            self._fault("matching.rules.weight_not_number", "weight", value=str(weight))
            return 0
        points = round(weight * POINTS_PER_WEIGHT)
        if not 1 <= points <= MOST_WEIGHT * POINTS_PER_WEIGHT:
            self._fault("matching.rules.weight_range", "weight", value=str(weight), most=MOST_WEIGHT)
        return points

    def _limit(self, table: Mapping[str, object], word: SetWord) -> int | None:
        if word.limit is None:
            return None
        value = table.get(word.limit, word.default)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_PEOPLE:
            self._fault(
                "matching.sets.rules.whole_number",
                word.limit,
                key=word.limit,
                value=str(value),
                low=1,
                most=MOST_PEOPLE,
            )
            return None
        return value

    def _value(self, table: Mapping[str, object]) -> str | None:
        value = table.get("value")
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self._fault("matching.sets.rules.text_needed", "value", key="value")
            return None
        return value.strip().casefold()

    def _topics(self, table: Mapping[str, object]) -> tuple[str, ...]:
        topics = table.get("topics", [])
        if not isinstance(topics, list) or not all(isinstance(one, str) and one.strip() for one in topics):
            self._fault("matching.sets.rules.texts_needed", "topics", key="topics")
            return ()
        return tuple(one.strip().casefold() for one in topics)


class ShapeReader:
    """Reads the table ``[sets]``."""

    _KEYS = frozenset({"most", "fewest", "sets", "window"})
    _WINDOW = frozenset({"hours", "within", "zone", "week_of", "weight"})

    def __init__(self, faults: Faults, locate: Locate) -> None:
        self._faults = faults
        self._locate = locate

    def read(self, table: object) -> Shape:
        """The shape, or a plain one after noting what is wrong."""
        if not isinstance(table, Mapping):
            self._faults.add("matching.sets.rules.shape_needed", self._locate("sets"))
            return Shape(2)
        unknown_keys(table, self._KEYS, self._faults, self._locate, "sets.")
        most = self._whole(table, "most", 2, MOST_PEOPLE)
        if "most" not in table:
            self._faults.add("matching.sets.rules.most_needed", self._locate("sets"))
        fewest, sets = self._whole(table, "fewest", 1, MOST_PEOPLE), self._whole(table, "sets", 1, 100_000)
        if most is not None and fewest is not None and fewest > most:
            self._faults.add(
                "matching.sets.rules.fewest_above_most",
                self._locate("sets.fewest"),
                fewest=fewest,
                most=most,
            )
        return Shape(most or 2, fewest, sets, self._window(table.get("window")))

    def _whole(self, table: Mapping[str, object], key: str, low: int, high: int) -> int | None:
        value = table.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self._faults.add(
                "matching.sets.rules.whole_number",
                self._locate(f"sets.{key}"),
                key=key,
                value=str(value),
                low=low,
                most=high,
            )
            return None
        return value

    def _window(self, table: object) -> Window | None:
        if table is None:
            return None
        if not isinstance(table, Mapping):
            self._faults.add("matching.sets.rules.window_not_table", self._locate("sets.window"))
            return None
        before = len(self._faults)
        unknown_keys(table, self._WINDOW, self._faults, self._locate, "sets.window.")
        begins, ends = self._within(table.get("within"))
        minutes = self._minutes(table.get("hours"))
        zone, week_of = table.get("zone"), self._week(table.get("week_of"))
        if not isinstance(zone, str) or not zone:
            self._faults.add("matching.sets.rules.zone_needed", self._locate("sets.window.zone"))
        points = self._weight(table.get("weight"))
        if len(self._faults) == before and minutes > ends - begins:
            self._faults.add("matching.sets.rules.window_too_long", self._locate("sets.window.hours"))
        if len(self._faults) > before:
            return None
        return Window(minutes, begins, ends, str(zone), week_of, points)

    def _within(self, value: object) -> tuple[int, int]:
        found = (
            re.fullmatch(r"\s*(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)\s*", value)
            if isinstance(value, str)
            else None
        )
        if found:
            hours = [int(one) for one in found.groups()]
            begins, ends = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
            if max(hours[1], hours[3]) < 60 and begins < ends <= 24 * 60:
                return begins, ends
        self._faults.add("matching.sets.rules.within", self._locate("sets.window.within"), value=str(value))
        return 0, 24 * 60

    def _minutes(self, value: object) -> int:
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            minutes = value * 60
            if minutes > 0 and minutes % STEP == 0:
                return int(minutes)
        self._faults.add("matching.sets.rules.hours", self._locate("sets.window.hours"), value=str(value))
        return STEP

    def _week(self, value: object) -> date:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self._faults.add(
                "matching.sets.rules.week", self._locate("sets.window.week_of"), value=str(value)
            )
            return date.min

    def _weight(self, value: object) -> int:
        if value is None:
            return 0
        fine = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        weight = float(str(value)) if fine else 0.0
        points = round(weight * POINTS_PER_WEIGHT) if 0 < weight <= MOST_WEIGHT else 0
        if points < 1:
            code = "weight_range" if fine else "weight_not_number"
            self._faults.add(
                f"matching.rules.{code}",
                self._locate("sets.window.weight"),
                value=str(value),
                most=MOST_WEIGHT,
            )
        return points
