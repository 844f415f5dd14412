"""The one page that a board member reads in two minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from kith.evaluation import formats
from kith.evaluation.plan import WaveRole
from kith.evaluation.report_parts import Parts, is_bounded
from kith.evaluation.types import ChangeCell, Measures
from kith.publishing.blocks import (
    Alignment,
    Basis,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Column,
    Definition,
    DefinitionList,
    Finding,
    KeyFigure,
    KeyFigures,
    Table,
)

MOST_OUTCOMES, MOST_BESIDE = 4, 3
"""With one side, and with several. More rows than this, times two sides, is a page that nobody reads.
The rest stands in the sections."""

MOST_LIMITS = 3
TOLD_ALREADY = (
    "evaluation.limit.either_way",
    "evaluation.limit.no_change_at_end",
    "evaluation.limit.no_range",
    "evaluation.limit.few",  # it is about a range that stands under Details, not on this page
)


def summary(parts: Parts) -> Iterator[Block]:
    """What was done, for whom, what changed on each side, how sure, what not, what next."""
    if parts.facts.synthetic:
        said = parts.say("evaluation.report.synthetic")
        yield Callout(CalloutKind.WARNING, (said,), parts.say("evaluation.report.synthetic_title"))
    yield DefinitionList(tuple(_done(parts)))
    yield KeyFigures(tuple(_matched(parts)))
    headline = _headline(parts)
    if headline is not None:
        yield headline
    yield _changed(parts)
    differ = _sides_differ(parts)
    if differ is not None:
        yield differ
    sure = tuple(_how_sure(parts))
    if sure:
        yield BulletList(sure, parts.say("evaluation.report.how_sure"))
    yield BulletList(tuple(_cannot_say(parts)), parts.say("evaluation.report.cannot_say"))
    yield BulletList(tuple(_next(parts)), parts.say("evaluation.report.next"))


def _done(parts: Parts) -> Iterator[Definition]:
    facts, say = parts.facts, parts.say
    unknown = say("evaluation.report.not_recorded")
    done = parts.speaker.text(facts.what_was_done) if facts.what_was_done else unknown
    yield Definition(say("evaluation.report.what_was_done"), done)
    whom = []
    joined = {flow.side: flow.joined for flow in facts.flow}
    for side in parts.result.sides:
        n = joined.get(side)
        count = parts.asked(side) if n is None else n
        whom.append(say("evaluation.report.side_count", side=parts.side(side), n=count))
    yield Definition(say("evaluation.report.for_whom"), parts.speaker.listed(whom, "semicolon") or unknown)
    if facts.started_on and facts.ended_on:
        start, end = parts.speaker.day(facts.started_on), parts.speaker.day(facts.ended_on)
        yield Definition(say("evaluation.report.when"), say("evaluation.report.period", start=start, end=end))
    if facts.cost is not None:
        yield Definition(say("evaluation.report.cost"), parts.speaker.text(facts.cost))


def _matched(parts: Parts) -> Iterator[KeyFigure]:
    """For each side the most people matched on any outcome, of those asked at the first time."""
    say, main = parts.say, parts.main
    for side in parts.result.sides:
        matched = [cell.n_matched for cell in parts.main_cells() if cell.side == side]
        n, whole, name = max(matched, default=0), parts.asked(side), parts.side(side)
        label = say(
            "evaluation.report.matched_label",
            side=name,
            earlier=parts.wave(main.earlier),
            later=parts.wave(main.later),
        )
        basis = Basis(
            n=whole,
            who=parts.who("evaluation.report.asked_who", side),
            how=say("evaluation.report.matched_how"),
        )
        least = parts.plan.least_matched
        value = parts.few(least) if 0 < whole < least else say("evaluation.report.n_of", n=n, whole=whole)
        yield KeyFigure(value, label, basis)


def headline(parts: Parts, cell: ChangeCell, found: Measures) -> Finding:
    """The counts of one cell in a sentence, with the typical change and its range as the basis."""
    middle = parts.change(found)
    return Finding(
        parts.say(
            "evaluation.report.headline",
            outcome=parts.outcome(cell.outcome),
            side=parts.side(cell.side),
            earlier=parts.wave(cell.comparison.earlier),
            later=parts.wave(cell.comparison.later),
            n=cell.n_matched,
            up=found.counts.up,
            same=found.counts.same,
            down=found.counts.down,
        ),
        Basis(
            n=cell.n_matched,
            who=parts.who("evaluation.report.matched_who", cell.side),
            how=parts.say("evaluation.report.headline_how"),
            uncertainty=parts.say(
                f"evaluation.report.headline_range.{parts.result.centre.value}",
                change=formats.change(middle.value),
                range=parts.interval(middle),
            ),
        ),
    )


def _headline(parts: Parts) -> Finding | None:
    """The declared outcome in a sentence, when there is one side; with two the table is fairer."""
    if parts.plan.primary is None or len(parts.result.sides) > 1:
        return None
    for cell, found in parts.measured(parts.main):
        if cell.outcome == parts.plan.primary:
            return headline(parts, cell, found)
    return None


def _changed(parts: Parts) -> Table:
    say, most = parts.say, MOST_OUTCOMES if parts.is_one_sided else MOST_BESIDE
    shown = parts.outcomes()[:most]
    rows = []
    for outcome in shown:
        for cell in parts.cells_of(outcome):
            if cell.comparison == parts.main:
                rows.append((parts.outcome(outcome.key), parts.side(cell.side), *parts.change_row(cell)))
    more = len(parts.plan.outcomes) > len(shown)
    return Table(
        caption=say(
            "evaluation.report.changed_caption",
            earlier=parts.wave(parts.main.earlier),
            later=parts.wave(parts.main.later),
        ),
        columns=(
            Column(say("evaluation.report.score")),
            Column(say("evaluation.report.side")),
            *change_columns(parts),
        ),
        rows=tuple(rows),
        notes=(say("evaluation.report.others_below"),) if more else (),
    )


def change_columns(parts: Parts) -> tuple[Column, ...]:
    """The headings of :meth:`Parts.change_row`."""
    names = ("n", "went_up", "same", "went_down", parts.result.centre.value, "range")
    return tuple(Column(parts.say(f"evaluation.report.{name}"), Alignment.NUMBER) for name in names)


def _sides_differ(parts: Parts) -> Finding | None:
    outcome = max(parts.plan.outcomes, key=parts.disagreement)
    if parts.disagreement(outcome) == 0:
        return None
    cells = [
        (parts.change(found).value, cell)
        for cell, found in parts.measured(parts.main)
        if cell.outcome == outcome.key
    ]
    cells.sort(key=lambda each: -each[0])
    (high, first), (low, second) = cells[0], cells[-1]
    return Finding(
        parts.say(
            f"evaluation.report.sides_differ.{parts.result.centre.value}",
            outcome=parts.outcome(outcome.key),
            first=parts.side(first.side),
            second=parts.side(second.side),
            first_change=formats.change(high),
            second_change=formats.change(low),
        ),
        Basis(
            n=first.n_matched + second.n_matched,
            who=parts.say("evaluation.report.both_sides_who"),
            how=parts.say(f"evaluation.report.sides_differ_how.{parts.result.centre.value}"),
            uncertainty=parts.say("evaluation.report.sides_differ_range"),
        ),
    )


def _how_sure(parts: Parts) -> Iterator[str]:
    said = []
    for cell, found in parts.measured(parts.main):
        low, high = parts.change(found).low, parts.change(found).high
        if not is_bounded(parts.change(found)):
            said.append((cell, parts.say("evaluation.report.no_range_sentence")))
        elif low > 0 or high < 0:
            direction = "above_zero" if low > 0 else "below_zero"
            said.append((cell, parts.say(f"evaluation.report.{direction}")))
        else:
            code = "ends_at_zero" if 0 in (low, high) else "holds_zero"
            said.append((cell, parts.say(f"evaluation.report.{code}")))
    yield from _said_once(parts, said)
    if said:
        percent = formats.percent(parts.plan.confidence)
        yield parts.say(f"evaluation.report.range_meaning.{parts.result.centre.value}", percent=percent)


def _said_once(parts: Parts, said: Iterable[tuple[ChangeCell, str]]) -> Iterator[str]:
    """Each sentence once, behind all that it is about: the same six times over is not read."""
    about: dict[str, list[str]] = {}
    for cell, sentence in said:
        name = parts.outcome(cell.outcome)
        if not parts.is_one_sided:
            name = parts.say("evaluation.report.subject", outcome=name, side=parts.side(cell.side))
        about.setdefault(sentence, []).append(name)
    whole = len(parts.main_cells())
    for sentence, names in about.items():
        if len(names) == whole > 1:
            yield parts.say("evaluation.report.about_all", sentence=sentence)
            continue
        yield parts.say(
            "evaluation.report.about_score", outcome=parts.speaker.listed(names), sentence=sentence
        )


def _cannot_say(parts: Parts) -> Iterator[str]:
    yield parts.say("evaluation.never.cause")
    for side in parts.result.sides:
        whole = parts.asked(side)
        matched = [cell.n_matched for cell in parts.main_cells() if cell.side == side]
        lost = whole - max(matched, default=0)
        if lost > 0 and whole >= parts.plan.least_matched:  # of a few, who is missing would point at people
            yield parts.say("evaluation.never.missing", n=lost, whole=whole, side=parts.side(side))
    remarks = [
        (cell, parts.speaker.remark(remark, parts.plan))
        for cell in parts.main_cells()
        for remark in parts.limits(cell)
        if remark.code not in TOLD_ALREADY
    ]
    yield from islice(_said_once(parts, remarks), MOST_LIMITS)


def _next(parts: Parts) -> Iterator[str]:
    """What the programme says it will do, or what the numbers call for."""
    if parts.facts.what_next:
        yield from (parts.speaker.text(text) for text in parts.facts.what_next)
        return
    if any(
        cell.n_matched < parts.asked(cell.side) and not parts.is_small(cell) for cell in parts.main_cells()
    ):
        yield parts.say("evaluation.next.ask_again")
    if any(cell.cannot_show for cell in parts.result.cells):
        yield parts.say("evaluation.next.pool")
    if parts.plan.declared_on is None:
        yield parts.say("evaluation.next.declare")
    if all(wave.role is not WaveRole.FOLLOW_UP for wave in parts.plan.waves):
        yield parts.say("evaluation.next.follow_up")
