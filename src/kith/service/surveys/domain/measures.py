"""What a wave is to the measurement of change, as the cohort's definition has it."""

from __future__ import annotations

from collections.abc import Collection

from kith.programmes.capabilities import WaveRole
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.surveys.domain.queries import waves_of
from kith.service.surveys.models import Wave


def follow_ups(cohort: Cohort) -> Collection[str]:
    """Keys of the waves in which people are asked again when the programme is over."""
    return {wave.key for wave in definition_of(cohort).waves if wave.measures is WaveRole.FOLLOW_UP}


def is_later(wave: Wave, follow_ups: Collection[str]) -> bool:
    """Asked when the programme is over, or one more that a lead added: neither keeps a report from being made."""
    return wave.key in follow_ups or bool(wave.measures)


def follow_ups_closed(cohort: Cohort, *, least: int) -> tuple[int, int]:
    """How many of the waves that ask again are over, and how many there are."""
    later = follow_ups(cohort)
    waves = [wave for wave in waves_of(cohort, least=least) if wave.key in later]
    return sum(wave.state == Wave.State.CLOSED for wave in waves), len(waves)


def is_follow_up(wave: Wave) -> bool:
    return wave.key in follow_ups(wave.cohort)
