"""What must hold between a wave's raters and the rest."""

from __future__ import annotations

from kith.programmes.capabilities import WaveRole
from kith.programmes.draft import Draft
from kith.programmes.rating import Raters
from kith.programmes.types import Wave
from kith.questionnaires.declaration import Table

COMPARED = frozenset({WaveRole.BEFORE, WaveRole.AFTER, WaveRole.FOLLOW_UP})
"""Waves whose scores are laid beside what others see."""


def check_raters(draft: Draft) -> None:
    """Note every fault in who else is asked about a person."""
    known = [*draft.instruments, *(slot.key for slot in draft.slots.values)]
    for wave_table, wave in draft.waves:
        table = wave_table.table("raters")
        if table is None or wave.raters is None:
            continue
        _check_kinds(table, wave.raters)
        for role in wave.raters.roles:
            if "roles" in table:
                table.refer("roles", role, wave.roles, "role")
        if wave.measures is WaveRole.THEN:
            table.fault("programmes.raters_look_back")
        asked = wave.raters.questionnaire
        if asked is not None and table.refer("questionnaire", asked, known, "questionnaire"):
            _check_scales(draft, table, wave)


def _check_kinds(table: Table, raters: Raters) -> None:
    entries = table.tables("kind")
    if "kind" in table and not entries and not table.is_faulty:
        table.fault("programmes.raters_of_no_kind", "kind")
    met: set[str] = set()
    for entry, one in zip(entries, raters.kinds, strict=True):
        if one.kind.value in met and entry.text("kind") == one.kind.value:
            entry.fault("programmes.rater_kind_twice", "kind", kind=one.kind.value)
        met.add(one.kind.value)


def _check_scales(draft: Draft, table: Table, wave: Wave) -> None:
    """What others say can be laid beside what a person says only where both have a score of one key and range."""
    assert wave.raters is not None
    own = draft.instruments.get(wave.questionnaire)
    asked = draft.instruments.get(wave.raters.questionnaire or "")
    if wave.measures not in COMPARED or own is None or asked is None:
        return  # what stands in a slot is not known here
    ends = {scale.key: (scale.low, scale.high) for scale in own.scales}
    if not any(ends.get(scale.key) == (scale.low, scale.high) for scale in asked.scales):
        table.fault("programmes.raters_share_no_score", "questionnaire", asked=asked.key, own=own.key)
