"""What every part of the section says alike."""

from __future__ import annotations

from collections.abc import Iterable

from kith.evaluation import formats
from kith.evaluation.plan import ChangePlan, Comparison
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import EVERYBODY, Remark
from kith.publishing.blocks import Alignment, BulletList, Column, Suppressed
from kith.statistics.types import Estimate


class Voice:
    """A plan and a speaker together."""

    def __init__(self, plan: ChangePlan, speaker: Speaker) -> None:
        self.plan, self.speaker, self.say = plan, speaker, speaker.say

    def outcome(self, key: str) -> str:
        return self.speaker.outcome(self.plan.outcome(key))

    def wave(self, key: str) -> str:
        return self.speaker.text(self.plan.wave(key).label)

    def side(self, key: str) -> str:
        return self.speaker.side(self.plan, key)

    def who(self, side: str, comparison: Comparison | None = None) -> str:
        """A side and its two times; the times alone where there are no sides."""
        if comparison is None:
            return self.side(side)
        times = {"earlier": self.wave(comparison.earlier), "later": self.wave(comparison.later)}
        if side == EVERYBODY:
            return self.say("evaluation.report.from_to", **times)
        return self.say("evaluation.report.side_from_to", side=self.side(side), **times)

    def range(self, estimate: Estimate) -> str:
        low, high = formats.change(estimate.low), formats.change(estimate.high)
        return self.say("evaluation.report.low_to_high", low=low, high=high)

    def sized(self, estimate: Estimate) -> str:
        ends = {"low": formats.change(estimate.low), "high": formats.change(estimate.high)}
        return self.say("evaluation.method.with_interval", value=formats.change(estimate.value), **ends)

    def plain(self, estimate: Estimate) -> str:
        """A figure that has no sign: a share between 0 and 1, a ratio."""
        ends = {"low": formats.points(estimate.low), "high": formats.points(estimate.high)}
        return self.say("evaluation.method.with_interval", value=formats.points(estimate.value), **ends)

    def share(self, share: Estimate | None) -> str:
        if share is None:
            return self.say("evaluation.pooled.none")
        said = self.plain(share)
        return self.say("evaluation.pooled.at_zero", share=said) if share.value == 0 else said

    def few(self) -> Suppressed:
        words = self.say("evaluation.report.not_shown_few", least=self.plan.least_matched)
        return Suppressed(words, "too_few_matched")

    def columns(self, words: Iterable[str], numbers: Iterable[str]) -> tuple[Column, ...]:
        return (
            *(Column(self.say(f"evaluation.pooled.{name}")) for name in words),
            *(Column(self.say(f"evaluation.pooled.{name}"), Alignment.NUMBER) for name in numbers),
        )

    def remarks(self, said: Iterable[tuple[str, Remark]]) -> tuple[BulletList, ...]:
        """What is not shown or needs care, each sentence once, after what it is about."""
        lines: dict[str, list[str]] = {}
        for what, remark in said:
            lines.setdefault(self.speaker.remark(remark, self.plan), []).append(what)
        if not lines:
            return ()
        items = tuple(
            self.say(
                "evaluation.pooled.not_shown",
                what=self.speaker.listed(dict.fromkeys(about), "semicolon"),
                why=why,
            )
            for why, about in lines.items()
        )
        return (BulletList(items, self.say("evaluation.pooled.not_shown_title")),)
