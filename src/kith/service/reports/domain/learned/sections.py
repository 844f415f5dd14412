"""The sections on learning together: what people received, the pairs, how it was run, what came of it.

Of fewer people or pairs than the policy asks for, nothing but their number is told. Where nothing was recorded,
the section says so: that is not the same as nothing done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kith.publishing.blocks import Alignment, Block, Cell, Column, Paragraph, Suppressed, Table
from kith.publishing.model import Section
from kith.service.reports.domain.learned.facts import DoseRow, Learned, Outcome, Running, Session, Spread

Say = Callable[..., str]
NUMBER = Alignment.NUMBER
COUNTS = ("people", "expected", "reached")
LENGTHS = ("times", "hours", "unknown")


@dataclass(frozen=True, slots=True)
class Speaker:
    """How the sections speak: in which language, of which sides, and of how few people not at all."""

    say: Say
    day: Callable[[date], str]
    language: str
    sides: Mapping[str, str]
    least: int


def learned_sections(learned: Learned, speaker: Speaker) -> dict[str, Section]:
    """Each section by the key that a definition asks for it with."""
    say = speaker.say
    blocks = {
        "dose": _dose(learned, speaker),
        "pairs": _pairs(learned, speaker),
        "implementation": _running(learned.running, speaker),
        "spin_offs": _spin_offs(learned.spin_offs, speaker),
    }
    unrecorded = Paragraph(say("reports.learned.not_recorded"))
    return {
        key: Section(key, say(f"reports.learned.{key}"), tuple(found) or (unrecorded,))
        for key, found in blocks.items()
    }


# ---- What they received


def _dose(learned: Learned, speaker: Speaker) -> Iterator[Block]:
    say, dose = speaker.say, learned.dose
    if not dose.rows:
        return
    notes = [say("reports.learned.dose_note")]
    if dose.uncounted:
        names = ", ".join(name.in_language(speaker.language) for name in dose.uncounted)
        notes.append(say("reports.learned.uncounted", activities=names))
    rows = tuple(_dose_row(row, speaker) for row in dose.rows)
    # Two tables, because one with all of it fits neither a phone nor a sheet of paper.
    yield _dose_table("dose_caption", COUNTS, [row[:5] for row in rows], notes, speaker)
    spread_note = [say("reports.learned.spread_note")]
    yield _dose_table("lengths_caption", LENGTHS, [row[:2] + row[5:] for row in rows], spread_note, speaker)


def _dose_table(
    caption: str,
    numbers: tuple[str, ...],
    rows: list[tuple[Cell, ...]],
    notes: list[str],
    speaker: Speaker,
) -> Table:
    say = speaker.say
    return Table(
        caption=say(f"reports.learned.{caption}"),
        columns=(
            *(Column(say(f"reports.learned.{key}")) for key in ("activity", "side")),
            *(Column(say(f"reports.learned.{key}"), NUMBER) for key in numbers),
        ),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def _dose_row(row: DoseRow, speaker: Speaker) -> tuple[Cell, ...]:
    say = speaker.say
    name = row.name.in_language(speaker.language) if row.name else say("reports.learned.no_activity")
    expected = say("reports.learned.no_expectation") if row.expected is None else str(row.expected)
    told: tuple[Cell, ...]
    if row.people < speaker.least:
        few: Cell = say("reports.learned.nobody") if not row.people else _few(speaker)
        told = (few,) * 4
    else:
        unrecorded = say("reports.learned.unrecorded")
        reached = unrecorded if row.reached is None else say("reports.of", count=row.reached, all=row.people)
        if row.expected is None:
            reached = say("reports.learned.no_expectation")
        told = (
            reached,
            spread_words(row.times, say) if row.times else unrecorded,
            _hours(row, speaker),
            say("reports.of", count=row.unknown, all=row.all_times) if row.times else unrecorded,
        )
    return (name, speaker.sides[row.side], str(row.people), expected, *told)


def _hours(row: DoseRow, speaker: Speaker) -> Cell:
    if row.times is None:
        return speaker.say("reports.learned.unrecorded")
    if row.hours is None or row.hours.n < speaker.least:
        return Suppressed(speaker.say("reports.learned.few_lengths", least=speaker.least), "too_few")
    said = spread_words(row.hours, speaker.say)
    if row.hours.n == row.people:
        return said
    return speaker.say("reports.learned.hours_of", hours=said, count=row.hours.n)


def spread_words(spread: Spread, say: Say) -> str:
    """The middle, and in brackets the fewest and the most."""

    def number(value: float) -> str:
        return f"{round(value, 1):g}"

    return say(
        "reports.learned.spread",
        middle=number(spread.middle),
        least=number(spread.least),
        most=number(spread.most),
    )


def _few(speaker: Speaker) -> Suppressed:
    return Suppressed(speaker.say("reports.learned.few", least=speaker.least), "too_few")


# ---- The pairs


def _pairs(learned: Learned, speaker: Speaker) -> Iterator[Block]:
    say, pairs = speaker.say, learned.pairs
    if pairs is None:
        return
    enough = pairs.made >= speaker.least
    counts = ("lasted", "ended", "never_met", "new_partner")
    rows: list[tuple[Cell, ...]] = [(say("reports.learned.made"), str(pairs.made))]
    rows += [
        (say(f"reports.learned.{key}"), str(getattr(pairs, key)) if enough else _few_pairs(speaker))
        for key in counts
    ]
    met: Cell = spread_words(pairs.met, say) if enough else _few_pairs(speaker)
    if pairs.never_met == pairs.made:
        met = say("reports.learned.unrecorded")
    rows.append((say("reports.learned.met"), met))
    yield _two_columns("pairs_caption", rows, speaker, "pairs_note", "spread_note")
    if learned.endings is not None:
        cells = [cell for row in learned.endings.rows for cell in row[1:]]
        is_told = not all(isinstance(cell, Suppressed) for cell in cells)
        yield learned.endings if is_told else Paragraph(say("reports.learned.endings_few"))


def _few_pairs(speaker: Speaker) -> Suppressed:
    return Suppressed(speaker.say("reports.learned.few_pairs", least=speaker.least), "too_few")


def _two_columns(caption: str, rows: list[tuple[Cell, ...]], speaker: Speaker, *notes: str) -> Table:
    say = speaker.say
    return Table(
        caption=say(f"reports.learned.{caption}"),
        columns=(Column(say("reports.learned.what")), Column(say("reports.learned.how_many"), NUMBER)),
        rows=tuple(rows),
        notes=tuple(say(f"reports.learned.{key}") for key in notes),
    )


# ---- How it was run


COUNTED = (
    "held",
    "by_members",
    "logged_for_them",
    "missed",
    "cancelled",
    "nudges_by_itself",
    "nudges_by_lead",
    "nudged",
    "paused",
)


def _running(running: Running | None, speaker: Speaker) -> Iterator[Block]:
    if running is None:
        return
    if running.sessions:
        yield _sessions(running.sessions, speaker)
    enough = running.relationships >= speaker.least
    rows: list[tuple[Cell, ...]] = [
        (
            speaker.say(f"reports.learned.{key}"),
            str(getattr(running, key)) if enough else _few_pairs(speaker),
        )
        for key in COUNTED
    ]
    yield _two_columns("running_caption", rows, speaker, "running_note")


def _sessions(sessions: tuple[Session, ...], speaker: Speaker) -> Table:
    say = speaker.say
    rows = (
        (
            one.name.in_language(speaker.language) if one.name else say("reports.learned.no_activity"),
            say("reports.learned.no_expectation") if one.expected is None else str(one.expected),
            *(str(count) for count in (one.held, one.planned, one.cancelled)),
        )
        for one in sessions
    )
    numbers = ("expected", "took_place", "to_come", "called_off")
    return Table(
        caption=say("reports.learned.sessions_caption"),
        columns=(
            Column(say("reports.learned.activity")),
            *(Column(say(f"reports.learned.{key}"), NUMBER) for key in numbers),
        ),
        rows=tuple(rows),
    )


# ---- What came of it


def _spin_offs(found: tuple[Outcome, ...], speaker: Speaker) -> Iterator[Block]:
    if not found:
        return
    say = speaker.say
    yield Table(
        caption=say("reports.learned.spin_offs_caption"),
        columns=tuple(Column(say(f"reports.learned.{key}")) for key in ("name", "kind", "since", "still")),
        rows=tuple((one.name, one.kind, speaker.day(one.started_on), _still(one, speaker)) for one in found),
        notes=(say("reports.learned.spin_offs_note"),),
    )


def _still(one: Outcome, speaker: Speaker) -> str:
    if one.ended_on is not None:
        return speaker.say("reports.learned.ended_on", day=speaker.day(one.ended_on))
    if one.seen_on is None:
        return speaker.say("reports.learned.not_seen")
    return speaker.say("reports.learned.seen_on", day=speaker.day(one.seen_on))
