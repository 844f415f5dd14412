"""The models as a section of a report: sentences first, models under Details."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation.plan import ChangePlan
from kith.evaluation.pooled.cohorts_words import cohorts_part
from kith.evaluation.pooled.pairs_words import pairs_part
from kith.evaluation.pooled.types import PooledResult
from kith.evaluation.pooled.voice import Voice
from kith.evaluation.pooled.waves_words import waves_part
from kith.evaluation.speaker import Speaker
from kith.publishing.blocks import Paragraph
from kith.publishing.model import Section

KEY = "pooled"


def pooled_section(result: PooledResult, plan: ChangePlan, speaker: Speaker) -> Section:
    """One subsection for each kind of model that the data allow."""
    voice = Voice(plan, speaker)
    never = Paragraph(speaker.say("evaluation.never.cause"))
    return Section(KEY, speaker.say("evaluation.pooled.title"), (never,), tuple(_parts(result, voice)))


def _parts(result: PooledResult, voice: Voice) -> Iterator[Section]:
    for key, blocks in (
        ("cohorts", tuple(cohorts_part(result.cohorts, voice))),
        ("pairs", tuple(pairs_part(result.pairs, voice))),
        ("waves", tuple(waves_part(result.waves, voice))),
    ):
        if blocks:
            yield Section(f"{KEY}-{key}", voice.say(f"evaluation.pooled.{key}"), blocks)
