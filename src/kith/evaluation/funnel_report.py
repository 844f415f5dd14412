"""The funnel as a report: one page for a board, then the tables."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation import formats
from kith.evaluation.facts import ReportFacts
from kith.evaluation.funnel_parts import FunnelParts
from kith.evaluation.funnel_tables import characteristic_section, wres_section
from kith.evaluation.funnel_types import CharacteristicResult, FunnelResult, Likelihood, Step, WresResult
from kith.evaluation.speaker import Speaker
from kith.foundation.messages import Translate, gettext_noop
from kith.foundation.words import FALLBACK_LANGUAGE
from kith.publishing.blocks import (
    Alignment,
    Basis,
    Block,
    BulletList,
    Column,
    Definition,
    DefinitionList,
    Details,
    Finding,
    Suppressed,
    Table,
)
from kith.publishing.model import Report, Section

TELLS = 0.05
CANNOT = ("cause", "reach", "one")


def funnel_report(
    result: FunnelResult,
    facts: ReportFacts,
    *,
    language: str = FALLBACK_LANGUAGE,
    translate: Translate = gettext_noop,
) -> Report:
    """The whole report. The same arguments give the same report.

    Parameters
    ----------
    facts
        Who, what and when; of it the title, programme, organisation, source and date are used.
    language, translate
        ``translate`` turns the catalogue's English into ``language``.
    """
    speaker = Speaker(language, translate)
    parts = FunnelParts(result, speaker)
    names = [speaker.text(text) for text in (facts.programme, facts.organisation) if text is not None]
    sections = [characteristic_section(parts, each) for each in result.characteristics]
    if result.wres:
        sections.append(wres_section(parts))
    return Report(
        title=speaker.text(facts.title),
        subtitle=", ".join(names),
        language=language,
        created=facts.written_at,
        provenance=result.provenance,
        summary=tuple(_summary(parts)),
        sections=(*sections, _method(parts, facts)),
    )


def _summary(parts: FunnelParts) -> Iterator[Block]:
    result, say = parts.result, parts.say
    yield from _overall(parts)
    for each in result.characteristics:
        yield _finding(parts, each)
    for one in result.wres:
        yield _wres(parts, one)
    yield _stage_table(parts)
    said = [say(f"evaluation.funnel.cannot.{code}") for code in CANNOT]
    said += [parts.speaker.remark(remark) for remark in result.remarks]
    yield BulletList(tuple(said), say("evaluation.funnel.cannot_say"))


def _overall(parts: FunnelParts) -> Iterator[Block]:
    result, say = parts.result, parts.say
    shown = [(stage, n) for stage, n in zip(result.stages, result.totals, strict=True) if isinstance(n, int)]
    applied = [(stage, n) for stage, n in shown if stage.value not in ("reached", "started")]
    if len(applied) < 2:
        return
    (_, first), (stage, last) = applied[0], applied[-1]
    headline = say("evaluation.funnel.overall", earlier=first, later=last, stage=parts.stage(stage))
    basis = Basis(first, say("evaluation.funnel.overall_who"), say("evaluation.funnel.count_how"))
    yield Finding(headline, basis)


def _finding(parts: FunnelParts, each: CharacteristicResult) -> Finding:
    """What one characteristic shows: its clearest difference, none that can be told, or nothing at all."""
    say = parts.say
    name = parts.speaker.text(each.label)
    pairs = [(step.step, one) for step in each.steps for one in step.likelihoods]
    tested = [step for step in each.steps if step.p_holm is not None]
    if not tested:
        hidden = Suppressed(say("evaluation.funnel.kept_back"), "whole_table")
        how = say("evaluation.funnel.count_how")
        return Finding(say("evaluation.funnel.nothing", characteristic=name), Basis(hidden, _who(parts), how))
    clear = [pair for pair in pairs if pair[1].p_holm < TELLS]
    if clear:
        return _clearest(parts, each, *min(clear, key=lambda pair: pair[1].p_holm))
    least = min(tested, key=lambda step: step.p_holm or 0.0)
    n = sum(rate.earlier for rate in tested[0].rates)
    p = least.p_holm or 0.0
    if p < TELLS:
        headline = say(
            "evaluation.funnel.differs",
            characteristic=name,
            earlier=parts.stage(least.step.earlier),
            later=parts.stage(least.step.later),
        )
        how, sure = _compared(parts), say("evaluation.funnel.p", p=formats.probability(p))
    else:
        headline = say("evaluation.funnel.alike", characteristic=name)
        how = say("evaluation.funnel.alike_how")
        sure = say("evaluation.funnel.smallest_p", p=formats.probability(p))
    return Finding(headline, Basis(n, _who(parts), how, sure))


def _clearest(parts: FunnelParts, each: CharacteristicResult, step: Step, one: Likelihood) -> Finding:
    low, high = parts.limits(one.ratio)
    headline = parts.say(
        "evaluation.funnel.range",
        characteristic=parts.speaker.text(each.label),
        earlier=parts.stage(step.earlier),
        later=parts.stage(step.later),
        category=parts.category(each, one.category),
        reference=parts.category(each, one.reference),
        ratio=formats.points(one.ratio.value),
        low=low,
        high=high,
    )
    sure = parts.say("evaluation.funnel.p", p=formats.probability(one.p_holm))
    return Finding(headline, Basis(one.ratio.n, _who(parts), _compared(parts), sure))


def _who(parts: FunnelParts) -> str:
    return parts.say("evaluation.funnel.who")


def _compared(parts: FunnelParts) -> str:
    return parts.say("evaluation.funnel.how", n=parts.result.comparisons)


def _wres(parts: FunnelParts, one: WresResult) -> Finding:
    say, key = parts.say, one.indicator.value
    who = say(f"evaluation.funnel.wres_who.{key}")
    said = " ".join(parts.equality(remark) for remark in one.remarks)
    if one.ratio is None:
        hidden = Suppressed(say("evaluation.funnel.kept_back"), "whole_table")
        return Finding(say("evaluation.funnel.wres_none", indicator=key), Basis(hidden, who, said))
    low, high = parts.limits(one.ratio)
    headline = say(
        "evaluation.funnel.wres",
        indicator=key,
        ratio=formats.points(one.ratio.value),
        low=low,
        high=high,
    )
    how = say(
        f"evaluation.funnel.wres_how.{key}",
        white=parts.words(one.white[0]),
        white_of=parts.words(one.white[1]),
        bme=parts.words(one.bme[0]),
        bme_of=parts.words(one.bme[1]),
    )
    return Finding(headline, Basis(one.ratio.n, who, how, said))


def _stage_table(parts: FunnelParts) -> Table:
    say, result = parts.say, parts.result
    rows = []
    for at, (stage, n) in enumerate(zip(result.stages, result.totals, strict=True)):
        rate = result.steps[at - 1] if at else None
        share = say("evaluation.funnel.first") if not at else say("evaluation.funnel.not_given")
        rows.append((parts.stage(stage), parts.cell(n), share if rate is None else parts.share(rate.share)))
    columns = (
        Column(say("evaluation.funnel.stage")),
        Column(say("evaluation.funnel.people"), Alignment.NUMBER),
        Column(say("evaluation.funnel.went_on"), Alignment.NUMBER),
    )
    return Table(say("evaluation.funnel.stages_caption"), columns, tuple(rows), notes=(parts.policy(),))


def _method(parts: FunnelParts, facts: ReportFacts) -> Section:
    say, result = parts.say, parts.result
    lines = [
        Definition(
            say("evaluation.funnel.method"),
            f"{say('evaluation.funnel.method.tests')} {say('evaluation.funnel.method.holm')}",
        )
    ]
    if facts.source is not None:
        lines.append(Definition(say("evaluation.method.source"), parts.speaker.text(facts.source)))
    codes = sorted(
        {one.test.method for each in result.characteristics for one in each.steps if one.test is not None}
        | {
            one.ratio.method
            for each in result.characteristics
            for step in each.steps
            for one in step.likelihoods
        }
        | {rate.share.method for rate in result.steps if rate is not None}
    )
    blocks: list[Block] = [DefinitionList(tuple(lines))]
    if result.cohorts:
        names = say("evaluation.funnel.cohorts", names=", ".join(result.cohorts))
        blocks.append(BulletList((names,)))
    if codes:
        blocks.append(
            Details(say("evaluation.funnel.details"), (BulletList(tuple(say(code) for code in codes)),))
        )
    return Section("method", say("evaluation.funnel.method_title"), tuple(blocks))
