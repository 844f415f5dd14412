"""All times in one model, in words and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kith.evaluation import formats
from kith.evaluation.pooled.types import AllWaves, WaveChange
from kith.evaluation.pooled.voice import Voice
from kith.evaluation.types import EVERYBODY
from kith.publishing.blocks import Basis, Block, Details, Finding, Paragraph, Table


def waves_part(found: Sequence[AllWaves], voice: Voice) -> Iterator[Block]:
    """A sentence for each score, side and later time, then the models."""
    if not found:
        return
    yield Paragraph(voice.say("evaluation.pooled.waves_intro"))
    shown = [each for each in found if each.waves]
    for each in shown:
        for wave in each.waves:
            yield _finding(each, wave, voice)
    yield from voice.remarks((_about(each, voice), remark) for each in found for remark in each.remarks)
    if shown:
        yield _table(shown, voice)
        yield _models(shown, voice)


def _about(each: AllWaves, voice: Voice) -> str:
    if each.side == EVERYBODY:
        return voice.outcome(each.outcome)
    return voice.say(
        "evaluation.pooled.about", outcome=voice.outcome(each.outcome), who=voice.side(each.side)
    )


def _finding(each: AllWaves, wave: WaveChange, voice: Voice) -> Finding:
    form = ".everybody" if each.side == EVERYBODY else ""
    said = voice.say(
        f"evaluation.pooled.waves_finding{form}",
        outcome=voice.outcome(each.outcome),
        who=voice.side(each.side),
        answers=each.answers,
        n=each.n,
        wave=voice.wave(wave.wave),
        first=voice.wave(each.first),
        change=formats.change(wave.change.value),
        range=voice.range(wave.change),
    )
    basis = Basis(each.n, voice.say("evaluation.pooled.waves_who"), voice.say("evaluation.pooled.waves_how"))
    return Finding(said, basis)


def _table(shown: list[AllWaves], voice: Voice) -> Table:
    rows = tuple(
        (
            voice.outcome(each.outcome),
            *_side(each, shown, voice),
            voice.wave(wave.wave),
            str(each.n),
            str(wave.n),
            formats.change(wave.change.value),
            voice.range(wave.change),
        )
        for each in shown
        for wave in each.waves
    )
    return Table(
        voice.say("evaluation.pooled.waves_caption"),
        voice.columns(_words(shown), ("people", "answered", "change", "range")),
        rows,
    )


def _words(shown: list[AllWaves]) -> tuple[str, ...]:
    """Without sides there is none to name."""
    return ("score", "side", "time") if _has_sides(shown) else ("score", "time")


def _side(each: AllWaves, shown: list[AllWaves], voice: Voice) -> tuple[str, ...]:
    return (voice.side(each.side),) if _has_sides(shown) else ()


def _has_sides(shown: list[AllWaves]) -> bool:
    return any(each.side != EVERYBODY for each in shown)


def _models(shown: list[AllWaves], voice: Voice) -> Details:
    rows = []
    for each in shown:
        odds = {one.wave: one for one in each.odds}
        same = "–" if each.proportional is None else formats.probability(each.proportional.p)
        for wave in each.waves:
            one = odds.get(wave.wave)
            row = (
                voice.outcome(each.outcome),
                *_side(each, shown, voice),
                voice.wave(wave.wave),
                voice.sized(wave.change),
                formats.probability(wave.p),
                voice.share(each.share),
                "–" if one is None else voice.plain(one.ratio),
                "–" if one is None else formats.probability(one.p),
                same,
            )
            rows.append(row)
    methods = ["statistics.method.satterthwaite", "statistics.method.profile"]
    if any(each.odds for each in shown):
        methods.append("statistics.method.cumulative_logit_mixed")
    if any(each.proportional for each in shown):
        methods.append("statistics.method.proportional_odds")
    numbers = ("estimate", "p", "share_people", "odds", "odds_p", "proportional")
    table = Table(
        voice.say("evaluation.pooled.models_caption", what=voice.say("evaluation.pooled.waves")),
        voice.columns(_words(shown), numbers),
        tuple(rows),
        notes=tuple(voice.say(code) for code in (*methods, "evaluation.pooled.p_alone")),
    )
    return Details(voice.say("evaluation.pooled.details"), (table,))
