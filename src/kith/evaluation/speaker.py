"""Codes to words in the language of a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kith.evaluation import formats
from kith.evaluation.plan import ChangePlan, Outcome
from kith.evaluation.types import EVERYBODY, Remark
from kith.foundation.dates import day_in_words
from kith.foundation.messages import Translate, gettext_noop, words
from kith.foundation.words import FALLBACK_LANGUAGE, Text

PROBABILITIES = frozenset({"p"})
CHANGES = frozenset({"change_low", "change_high"})
SCORES = frozenset({"low", "high", "smallest", "end", "value"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says catalogue sentences through ``translate`` and texts of leads in ``language``."""

    language: str = FALLBACK_LANGUAGE
    translate: Translate = gettext_noop

    def say(self, code: str, **params: str | int) -> str:
        """The sentence of a code. Numbers that are not counts come already formatted."""
        return words(code, params, self.translate)

    def listed(self, said: Iterable[str], mark: str = "comma") -> str:
        """Several things in a row, with the ``comma`` or ``semicolon`` of the language between them."""
        return self.say(f"evaluation.report.{mark}").join(said)

    def text(self, text: Text) -> str:
        return text.in_language(self.language)

    def day(self, day: date) -> str:
        return day_in_words(day, self.language)

    def outcome(self, outcome: Outcome) -> str:
        return self.text(outcome.label)

    def side(self, plan: ChangePlan, key: str) -> str:
        """The name of a side; "everybody" where there are no sides."""
        for side in plan.sides:
            if side.key == key:
                return self.text(side.label)
        return self.say("evaluation.report.everybody") if key == EVERYBODY else key

    def remark(self, remark: Remark, plan: ChangePlan | None = None) -> str:
        """A remark as a sentence, its scores and probabilities written as in every table."""
        said: dict[str, str | int] = {}
        for name, value in remark.params.items():
            said[name] = self._parameter(name, value, plan)
        return self.say(remark.code, **said)

    def reading(self, remark: Remark) -> str:
        """Why a column was read as it was, the scale's name in the language of the report."""
        params = dict(remark.params)
        if "scale" in params:
            params["scale"] = self.say(f"evaluation.scale.{params['scale']}")
        return self.remark(Remark(remark.code, params))

    def _parameter(self, name: str, value: object, plan: ChangePlan | None) -> str | int:
        if isinstance(value, float) and name in PROBABILITIES:
            return formats.probability(value)
        if isinstance(value, float) and name in CHANGES:
            return formats.change(value)
        if isinstance(value, float) and name in SCORES:
            return formats.whole_or_points(value)
        if plan is not None and isinstance(value, str):
            return self._name(name, value, plan)
        return value if isinstance(value, int) else str(value)

    def _name(self, name: str, value: str, plan: ChangePlan) -> str:
        if name == "outcome":
            return self.outcome(plan.outcome(value))
        if name == "wave":
            return self.text(plan.wave(value).label)
        return self.side(plan, value) if name == "side" else value
