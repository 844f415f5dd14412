"""Missing answers in a report: a plain sentence for each, and a table under Details."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation import formats
from kith.evaluation.missing.types import MissingAnswers, Tip
from kith.evaluation.plan import Outcome
from kith.evaluation.report_parts import Parts
from kith.evaluation.types import ChangeCell, Measures
from kith.publishing.blocks import Alignment, Cell, Column, Paragraph, Table

COLUMNS = ("matched", "left", "later_only", "neither", "mean", "bounds", "to_zero", "to_turn", "imputed")


def missing_sentences(parts: Parts, shown: list[tuple[ChangeCell, Measures]]) -> Iterator[Paragraph]:
    """What the missing could have done at most, for each cell in which some people left."""
    for cell, _ in shown:
        if cell.missing is not None and cell.missing.n_left:
            yield Paragraph(" ".join(_sentences(parts, cell, cell.missing)))


def _sentences(parts: Parts, cell: ChangeCell, missing: MissingAnswers) -> Iterator[str]:
    whole = missing.n_matched + missing.n_left
    who, change = parts.label(cell), formats.change(missing.mean_change)
    if missing.lowest is None or missing.highest is None:
        yield parts.say("evaluation.missing.plain_no_ends", who=who, left=missing.n_left, whole=whole)
        return
    yield parts.say(
        "evaluation.missing.plain_length" if missing.by_length else "evaluation.missing.plain",
        who=who,
        left=missing.n_left,
        whole=whole,
        lowest=formats.change(missing.lowest),
        highest=formats.change(missing.highest),
        matched=missing.n_matched,
        change=change,
    )
    if missing.to_zero is not None:
        code = "tip" if missing.to_zero.possible else "tip_impossible"
        tip = formats.change(missing.to_zero.change)
        yield parts.say(f"evaluation.missing.{code}", tip=tip, whole=whole)


def missing_table(parts: Parts, outcome: Outcome, shown: list[tuple[ChangeCell, Measures]]) -> Table | None:
    """Who is missing, the bounds, the tipping points and what imputation gives."""
    rows = [(cell, cell.missing) for cell, _ in shown if cell.missing is not None]
    if not any(missing.n_left for _, missing in rows):
        return None
    say = parts.say
    seed = parts.result.provenance.seed
    notes = [
        say("evaluation.missing.note_bounds", least=parts.plan.least_matched),
        say("evaluation.missing.note_tip"),
    ]
    draws = {missing.imputed.draws for _, missing in rows if missing.imputed is not None}
    if draws:
        said = "–" if seed is None else str(seed)
        notes.append(say("evaluation.missing.note_imputed", draws=max(draws), seed=said))
    return Table(
        say("evaluation.missing.caption", outcome=parts.outcome(outcome.key)),
        (
            Column(say("evaluation.method.comparison")),
            *(Column(say(f"evaluation.missing.{name}"), Alignment.NUMBER) for name in COLUMNS),
        ),
        tuple(_row(parts, cell, missing) for cell, missing in rows),
        notes=tuple(notes),
    )


def _row(parts: Parts, cell: ChangeCell, missing: MissingAnswers) -> tuple[Cell, ...]:
    counts = (missing.n_matched, missing.n_left, missing.n_later_only, missing.n_neither)
    start = (parts.label(cell), *(str(n) for n in counts), formats.change(missing.mean_change))
    if missing.n_left == 0:
        return (*start, *([parts.say("evaluation.missing.nobody_left")] * 4))
    return (
        *start,
        _bounds(parts, missing),
        _tip(parts, missing.to_zero),
        _turn(parts, missing),
        _imputed(parts, missing),
    )


def _bounds(parts: Parts, missing: MissingAnswers) -> str:
    if missing.lowest is None or missing.highest is None:
        return parts.say("evaluation.missing.no_ends")
    low, high = formats.change(missing.lowest), formats.change(missing.highest)
    return parts.say("evaluation.missing.two", low=low, high=high)


def _tip(parts: Parts, tip: Tip | None) -> str:
    if tip is None:
        return parts.say("evaluation.missing.no_such")
    said = formats.change(tip.change)
    return parts.say("evaluation.missing.beyond", tip=said) if tip.possible is False else said


def _turn(parts: Parts, missing: MissingAnswers) -> str:
    if missing.to_turn is None or missing.to_turn.possible is False:
        return _tip(parts, missing.to_turn)
    code = "starts_with" if missing.excludes_zero else "starts_without"
    return parts.say(f"evaluation.missing.{code}", tip=formats.change(missing.to_turn.change))


def _imputed(parts: Parts, missing: MissingAnswers) -> str:
    if missing.imputed is None:
        return parts.say("evaluation.missing.too_few")
    change = missing.imputed.change
    return parts.say(
        "evaluation.method.with_interval",
        value=formats.change(change.value),
        low=formats.change(change.low),
        high=formats.change(change.high),
    )
