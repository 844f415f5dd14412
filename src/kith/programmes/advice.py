"""What a sound definition might still want: said beside it, never refused.

Each of these came into the format after the first files were written, so a file without it must go on
meaning what it said.
"""

from __future__ import annotations

from collections.abc import Iterator

from kith.programmes.capabilities import ActivityKind, Clause, Section, WaveRole
from kith.programmes.types import Definition


def advise(definition: Definition) -> tuple[str, ...]:
    """Codes of sentences in :mod:`kith.foundation.messages`, ``programmes.advice.*``; empty when nothing is."""
    return tuple(f"programmes.advice.{code}" for code in _codes(definition))


def _codes(definition: Definition) -> Iterator[str]:
    kinds = {activity.kind for activity in definition.activities}
    waves = {wave.measures for wave in definition.waves}
    if ActivityKind.SHADOWING in kinds and definition.shadowing is None:
        yield "shadowing_without_rule"
    if ActivityKind.REFLECTION in kinds and not definition.prompts:
        yield "reflection_without_prompts"
    if Clause.REVIEW_DATE in definition.clauses and definition.review_after is None:
        yield "review_without_length"
    if Section.CHANGE in definition.sections and WaveRole.FOLLOW_UP not in waves:
        yield "change_without_follow_up"
