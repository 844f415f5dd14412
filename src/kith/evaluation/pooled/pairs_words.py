"""Both people of a pair in one model, in words and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kith.evaluation import formats
from kith.evaluation.pooled.types import PairedSides
from kith.evaluation.pooled.voice import Voice
from kith.publishing.blocks import Basis, Block, Details, Finding, Paragraph, Table
from kith.statistics.types import Estimate


def pairs_part(found: Sequence[PairedSides], voice: Voice) -> Iterator[Block]:
    """A sentence for each score and comparison, then the models."""
    if not found:
        return
    shown = [each for each in found if each.sides or each.difference is not None]
    for each in shown:
        if each.difference is not None:
            yield _finding(each, each.difference, voice)
        if each.share is not None:
            ends = {"low": formats.percent(each.share.low), "high": formats.percent(each.share.high)}
            share = formats.percent(each.share.value)
            yield Paragraph(voice.say("evaluation.pooled.pairs_alike", share=share, **ends))
    yield from voice.remarks((_about(each, voice), remark) for each in found for remark in each.remarks)
    rows = tuple(row for each in shown for row in _rows(each, voice))
    if rows:
        yield Table(
            voice.say("evaluation.pooled.pairs_caption"),
            voice.columns(("score", "compared"), ("people", "n_pairs", "change", "range")),
            rows,
        )
    if shown:
        yield _models(shown, voice)


def _about(each: PairedSides, voice: Voice) -> str:
    return voice.say(
        "evaluation.pooled.about", outcome=voice.outcome(each.outcome), who=voice.who("", each.comparison)
    )


def _finding(each: PairedSides, difference: Estimate, voice: Voice) -> Finding:
    first_side, second_side = (voice.side(key) for key in each.between)
    changes = {
        name: formats.change(side.change.value)
        for name, side in zip(("first", "second"), each.sides, strict=False)
    }
    said = voice.say(
        "evaluation.pooled.pairs_finding" if changes else "evaluation.pooled.pairs_difference_finding",
        outcome=voice.outcome(each.outcome),
        earlier=voice.wave(each.comparison.earlier),
        later=voice.wave(each.comparison.later),
        pairs=each.n_pairs,
        first_side=first_side,
        second_side=second_side,
        **changes,
        difference=formats.change(difference.value),
        range=voice.range(difference),
    )
    return Finding(
        said,
        Basis(each.n, voice.say("evaluation.pooled.pairs_who"), voice.say("evaluation.pooled.pairs_how")),
    )


def _rows(each: PairedSides, voice: Voice) -> Iterator[tuple[str, ...]]:
    for side in each.sides:
        yield (
            voice.outcome(each.outcome),
            voice.who(side.side, each.comparison),
            str(side.n),
            str(each.n_pairs),
            formats.change(side.change.value),
            voice.range(side.change),
        )


def _models(shown: list[PairedSides], voice: Voice) -> Details:
    rows = []
    for each in shown:
        parts = [(voice.who(side.side, each.comparison), side.change, side.p) for side in each.sides]
        if each.difference is not None and each.difference_p is not None:
            parts.append((voice.say("evaluation.pooled.difference_row"), each.difference, each.difference_p))
        for name, change, p in parts:
            share = voice.share(each.share)
            row = (voice.outcome(each.outcome), name, voice.sized(change), share, formats.probability(p))
            rows.append(row)
    table = Table(
        voice.say("evaluation.pooled.models_caption", what=voice.say("evaluation.pooled.pairs")),
        voice.columns(("score", "compared"), ("estimate", "share_pairs", "p")),
        tuple(rows),
        notes=tuple(
            voice.say(code) for code in ("statistics.method.satterthwaite", "evaluation.pooled.p_alone")
        ),
    )
    return Details(voice.say("evaluation.pooled.details"), (table,))
