"""Names, amounts and what is kept back, as a reader sees them."""

from __future__ import annotations

from dataclasses import dataclass

from kith.publishing.blocks import Cell, Suppressed
from kith.workforce.functions.protecting import View
from kith.workforce.functions.results import Amount
from kith.workforce.speaking import Speaker, number, percent


@dataclass(frozen=True, slots=True)
class Words:
    """Says what one view shows."""

    view: View
    speaker: Speaker

    def say(self, code: str, **params: str | int) -> str:
        return self.speaker.say(code, **params)

    def function(self, key: str) -> str:
        return self.view.measured.lists.function(key).name.in_language(self.speaker.language)

    def occupation(self, code: str) -> str:
        """The code with its short name."""
        known = self.view.measured.lists.occupations.get(code)
        return code if known is None else f"{code} {known.name.in_language(self.speaker.language)}"

    def few(self) -> Suppressed:
        return Suppressed(self.say("few", most=self.view.most), "small_count")

    def limit(self) -> str:
        """On how few a function rests that is called thin."""
        return self.say("few", most=self.view.most) if self.view.is_public else self.say("one_person")

    def fte(self, amount: Amount | None, decimals: int = 1) -> Cell:
        return self.kept() if amount is None else number(amount.fte, decimals)

    def range(self, amount: Amount | None, decimals: int = 1) -> Cell:
        if amount is None:
            return self.kept()
        return self.say("range", low=number(amount.low, decimals), high=number(amount.high, decimals))

    def people(self, people: int) -> Cell:
        shown = self.view.people(people)
        return self.few() if shown is None else number(shown, 0)

    def kept(self) -> Suppressed:
        return Suppressed(self.say("kept"), "kept_back")

    def index(self, value: float | None) -> Cell:
        return self.say("no_index") if value is None else number(value)

    def sure(self, amount: Amount) -> str:
        level = percent(self.view.measured.drawing.level, 0)
        return self.say("sure", level=level, low=number(amount.low, 1), high=number(amount.high, 1))
