"""What is known of each lever: how much it is said to do, how sure that is, and who says so."""

from __future__ import annotations

from kith.publishing.blocks import Table
from kith.workforce.scenario.levers_types import Lever
from kith.workforce.scenario.running import Run
from kith.workforce.speaking import Speaker, short


def evidence_table(run: Run, speaker: Speaker) -> Table:
    """One row a lever of the scenario, pulled or not."""
    pulled = {pull.lever: pull.amount for pull in run.scenario.pulls}
    rows = tuple(
        (
            lever.name.in_language(speaker.language),
            short(pulled[lever.key]) if lever.key in pulled else speaker.say("not_pulled"),
            speaker.say(f"effect_{lever.kind.value}", effect=_effect(lever, speaker)),
            speaker.say(f"grade_{lever.grade.value}"),
            lever.effect.source or speaker.say("assumed"),
        )
        for lever in run.scenario.levers
    )
    return Table(
        speaker.say("caption_evidence"),
        speaker.columns("lever", "pulled", "effect", "grade", "source", words_first=5),
        rows,
    )


def _effect(lever: Lever, speaker: Speaker) -> str:
    one = lever.effect
    if one.low is None or one.high is None:
        return speaker.say("no_range", value=short(one.value))
    return speaker.say("with_range", value=short(one.value), low=short(one.low), high=short(one.high))
