"""Raters' agreement as a section of a report, and as a report of its own."""

from __future__ import annotations

from kith.evaluation import formats
from kith.evaluation.facts import ReportFacts
from kith.evaluation.raters.types import RatersResult
from kith.evaluation.report_alone import report_alone
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import Remark
from kith.foundation.messages import Translate, gettext_noop
from kith.foundation.words import FALLBACK_LANGUAGE
from kith.publishing.blocks import (
    Alignment,
    Basis,
    Block,
    BulletList,
    Cell,
    Column,
    Details,
    Finding,
    Suppressed,
    Table,
)
from kith.publishing.model import Report, Section
from kith.statistics.types import Estimate

KEY = "raters"


def raters_section(result: RatersResult, speaker: Speaker) -> Section:
    """Pairs alike first, then how sure that is, then the coefficients under Details."""
    blocks: list[Block] = [_headline(result, speaker)]
    if result.remarks:
        said = tuple(speaker.remark(remark) for remark in result.remarks)
        blocks.append(BulletList(said, speaker.say("evaluation.items.mind")))
    blocks.append(Details(speaker.say("evaluation.raters.details"), (_figures(result, speaker),)))
    return Section(KEY, speaker.say("evaluation.raters.section"), tuple(blocks))


def raters_report(
    result: RatersResult,
    facts: ReportFacts,
    *,
    language: str = FALLBACK_LANGUAGE,
    translate: Translate = gettext_noop,
) -> Report:
    """A report of its own."""
    speaker = Speaker(language, translate)
    return report_alone(
        raters_section(result, speaker),
        (_headline(result, speaker),),
        "evaluation.raters.never",
        facts=facts,
        speaker=speaker,
        provenance=result.provenance,
    )


def _headline(result: RatersResult, speaker: Speaker) -> Finding:
    say = speaker.say
    share = formats.percent(result.alike / result.pairs) if result.pairs else say("evaluation.items.none")
    return Finding(
        say("evaluation.raters.headline", alike=result.alike, pairs=result.pairs, share=share),
        Basis(
            n=result.units_twice,
            who=say("evaluation.raters.who", raters=len(result.raters)),
            how=say("evaluation.raters.how"),
            uncertainty=_beyond_chance(result, speaker),
        ),
    )


def _beyond_chance(result: RatersResult, speaker: Speaker) -> str:
    """Every coefficient that is defined: one alone would be the one that flatters."""
    say = speaker.say
    told = []
    for key, figure in _named(result).items():
        if isinstance(figure, Estimate):
            value, range_ = _sized(figure, speaker)
            name = say(f"evaluation.raters.{key}")
            told.append(say("evaluation.raters.one", name=name, value=value, range=range_))
    if not told:
        return say("evaluation.raters.no_range")
    return say("evaluation.raters.range", figures=speaker.listed(told))


def _named(result: RatersResult) -> dict[str, Estimate | Remark]:
    named = {
        "cohen": result.cohen,
        "fleiss": result.fleiss,
        "gwet": result.gwet,
        "krippendorff": result.krippendorff,
    }
    return {key: figure for key, figure in named.items() if figure is not None}


def _figures(result: RatersResult, speaker: Speaker) -> Table:
    say = speaker.say
    found = _named(result)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (say(f"evaluation.raters.{key}"), *_cells(figure, speaker)) for key, figure in found.items()
    )
    methods = [figure.method for figure in found.values() if isinstance(figure, Estimate)]
    columns = (
        Column(say("evaluation.raters.coefficient")),
        Column(say("evaluation.raters.value"), Alignment.NUMBER),
        Column(say("evaluation.raters.interval"), Alignment.NUMBER),
    )
    notes = tuple(dict.fromkeys(say(method) for method in methods))
    return Table(say("evaluation.raters.figures"), columns, rows, notes=notes)


def _cells(figure: Estimate | Remark, speaker: Speaker) -> tuple[Cell, Cell]:
    if isinstance(figure, Remark):
        why = Suppressed(speaker.remark(figure), figure.code)
        return why, why
    return _sized(figure, speaker)


def _sized(figure: Estimate, speaker: Speaker) -> tuple[str, str]:
    ends = {"low": formats.points(figure.low), "high": formats.points(figure.high)}
    return formats.points(figure.value), speaker.say("evaluation.report.low_to_high", **ends)
