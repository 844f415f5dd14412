"""One section of a definition file at a time: from a table to what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kith.foundation.words import Text
from kith.programmes import durations
from kith.programmes.capabilities import (
    ActivityKind,
    AttributeType,
    Check,
    Moment,
    Requirement,
    StageKey,
    Together,
    WaveRole,
)
from kith.programmes.durations import Duration
from kith.programmes.reading_call import read_eligibility
from kith.programmes.reading_raters import read_raters
from kith.programmes.types import Activity, Attribute, Offset, Places, Role, Slot, Stage, VariantName, Wave
from kith.questionnaires.declaration import Table

NOTHING = Duration()
OVERRIDABLE = (
    "role",
    "attribute",
    "call",
    "selection",
    "match",
    "agreement",
    "shadowing",
    "activity",
    "prompt",
    "mentor",
    "framework",
    "portfolio",
    "mapping",
    "crosswalk",
    "stage",
    "wave",
    "slot",
    "report",
)
"""What a variant may change."""


def read_role(table: Table) -> Role:
    name = table.need_words("name")
    role = Role(
        key=table.name(),
        name=name,
        plural=table.words("plural") or name,
        places=_places(table),
        preferences=table.text("preferences"),
        application=table.text("application"),
        requires=table.some_of("requires", Requirement),
        eligible=tuple(read_eligibility(one) for one in table.tables("eligible")),
        checks=table.some_of("checks", Check),
    )
    table.finish()
    return role


def _places(table: Table) -> Places:
    table.need("places")
    inner = table.table("places")
    if inner is None:
        return Places(1, 1)
    inner.need("min")
    inner.need("max")
    least, most = inner.whole("min", least=1, default=1) or 1, inner.whole("max", least=1)
    if most is not None and least > most:
        inner.fault("declared.limits_crossed", "min", least=least, most=most)
    inner.finish()
    return Places(least, most or least)


def read_attribute(table: Table, roles: Sequence[str]) -> Attribute:
    """``roles`` are every role's key: whom the attribute is about when the file does not say."""
    table.need("kind")
    key, label, asked_in = table.name(), table.need_words("label"), table.text("asked_in")
    attribute = Attribute(
        key=key,
        label=label,
        kind=table.one_of("kind", AttributeType) or AttributeType.TEXT,
        roles=table.texts("roles") or tuple(roles),
        purpose=table.need_words("purpose"),
        required=table.truth("required"),
        scale=table.texts("scale"),
        asked_in=asked_in,
        item=table.text("item", key if asked_in else None),
        headings=table.texts("headings"),
    )
    table.finish()
    return attribute


def read_activity(table: Table) -> Activity:
    table.need("kind")
    kind = table.one_of("kind", ActivityKind) or ActivityKind.CONVERSATION
    times, each, every = read_expected(table)
    activity = Activity(
        key=table.name(),
        kind=kind,
        name=table.need_words("name"),
        together=table.one_of("together", Together, Together.PAIR) or Together.PAIR,
        times=times,
        each=each,
        every=every,
        nudge_after=duration(table, "nudge_after"),
        description=table.words("description"),
    )
    table.finish()
    return activity


def read_expected(table: Table) -> tuple[int | None, Duration | None, Duration | None]:
    """How many times, how long each, and how often it comes round; ``None`` for what is not said."""
    expected = table.table("expected")
    if expected is None:
        return None, None, None
    found = expected.whole("times", least=1), duration(expected, "each"), duration(expected, "every")
    expected.finish()
    return found


def read_stage(table: Table) -> Stage:
    for key in ("key", "starts", "lasts"):
        table.need(key)
    stage = Stage(
        key=table.one_of("key", StageKey) or StageKey.PEOPLE,
        name=table.words("name"),
        starts=duration(table, "starts", may_be_negative=True) or NOTHING,
        lasts=duration(table, "lasts") or NOTHING,
    )
    table.finish()
    return stage


def read_wave(table: Table, roles: Sequence[str]) -> Wave:
    """``roles`` are every role's key: who is asked when the file does not say."""
    table.need("measures")
    wave = Wave(
        key=table.name(),
        name=table.need_words("name"),
        measures=table.one_of("measures", WaveRole) or WaveRole.ONCE,
        questionnaire=table.need_text("questionnaire"),
        roles=table.texts("roles") or tuple(roles),
        opens=_offset(table, "opens"),
        closes=_offset(table, "closes"),
        reminders=_reminders(table),
        also=table.texts("also"),
        intro=table.words("intro"),
    )
    wave = replace(wave, raters=read_raters(table, wave.roles))
    table.finish()
    return wave


def read_slot(table: Table) -> Slot:
    slot = Slot(table.name(), table.need_words("name"), table.words("note") or Text.of(""))
    table.finish()
    return slot


def read_variant_name(table: Table) -> VariantName:
    """Who the variant is; its changes are read again with the whole programme."""
    for key in (*OVERRIDABLE, "drop"):
        table.node(key)
    variant = VariantName(
        table.name(), table.need_words("name"), table.need_words("summary"), table.text("source")
    )
    table.finish()
    return variant


def duration(table: Table, key: str, *, may_be_negative: bool = False) -> Duration | None:
    """The duration at ``key``; ``None`` when it is not written, or wrong and noted."""
    text = table.text(key)
    if text is None:
        return None
    try:
        found = durations.parse(text)
    except ValueError:
        table.fault("programmes.not_a_duration", key, value=text[:40])
        return None
    if found.is_negative and not may_be_negative:
        table.fault("programmes.negative_duration", key, value=text)
        return None
    return found


def _reminders(table: Table) -> tuple[Duration, ...]:
    found = []
    for text in table.texts("reminders"):
        try:
            found.append(durations.parse(text))
        except ValueError:
            table.fault("programmes.not_a_duration", "reminders", value=text[:40])
    if any(one.is_negative for one in found):
        table.fault("programmes.negative_duration", "reminders", value=", ".join(map(str, found)))
    return tuple(found)


def _offset(table: Table, key: str) -> Offset:
    table.need(key)
    inner = table.table(key)
    if inner is None:
        return Offset(StageKey.RUNNING, Moment.START, NOTHING)
    inner.need("stage")
    offset = Offset(
        inner.one_of("stage", StageKey) or StageKey.RUNNING,
        inner.one_of("at", Moment, Moment.START) or Moment.START,
        duration(inner, "offset", may_be_negative=True) or NOTHING,
    )
    inner.finish()
    return offset
