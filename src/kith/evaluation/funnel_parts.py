"""What every part of the funnel's report says in the same way: stages, groups, figures kept back, ranges."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kith.evaluation import formats
from kith.evaluation.funnel_types import CharacteristicResult, FunnelResult, Stage
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import Remark
from kith.publishing.blocks import Cell
from kith.publishing.disclosure import Withheld, speak
from kith.publishing.disclosure.policy import Shown
from kith.statistics.types import Estimate


@dataclass(frozen=True, slots=True, eq=False)
class FunnelParts:
    """A result with the voice it is told in."""

    result: FunnelResult
    speaker: Speaker

    def say(self, code: str, **params: str | int) -> str:
        return self.speaker.say(code, **params)

    def stage(self, stage: Stage) -> str:
        return self.say(f"evaluation.stage.{stage.value}")

    def category(self, each: CharacteristicResult, key: str) -> str:
        """A group's name."""
        label = next((row.category.label for row in each.rows if row.category.key == key), None)
        return key if label is None else self.speaker.text(label)

    def cell(self, figure: Shown | None) -> Cell:
        """A figure as it stands in a table."""
        if figure is None:
            return self.say("evaluation.funnel.not_asked")
        return speak(figure, self.speaker.translate) if isinstance(figure, Withheld) else str(figure)

    def words(self, figure: Shown) -> str:
        """A figure in a sentence."""
        if isinstance(figure, Withheld):
            return f"({speak(figure, self.speaker.translate).reason})"
        return str(figure)

    def limits(self, estimate: Estimate) -> tuple[str, str]:
        """The two ends of a ratio's range."""
        return self._end(estimate.low), self._end(estimate.high)

    def ranged(self, estimate: Estimate) -> str:
        low, high = self.limits(estimate)
        return self.say("evaluation.funnel.low_high", low=low, high=high)

    def share(self, estimate: Estimate) -> str:
        """A share with its range, in per cent."""
        return self.say(
            "evaluation.funnel.share",
            share=formats.percent(estimate.value),
            low=formats.percent(estimate.low),
            high=formats.percent(estimate.high),
        )

    def equality(self, remark: Remark) -> str:
        """A remark of this subject: probabilities, shares and ratios each written as everywhere."""
        said: dict[str, str | int] = {}
        for name, value in remark.params.items():
            if isinstance(value, float):
                said[name] = _NUMBERS.get(name, formats.points)(value)
            else:
                said[name] = value if isinstance(value, int) else str(value)
        return self.say(remark.code, **said)

    def policy(self) -> str:
        policy = self.result.policy
        return self.say(
            "evaluation.funnel.policy", threshold=policy.count_threshold, round_to=policy.round_to
        )

    def _end(self, end: float) -> str:
        return formats.points(end) if math.isfinite(end) else self.say("evaluation.funnel.no_limit")


_NUMBERS = {"p": formats.probability, "share": formats.percent}
