"""One section a characteristic: counts, shares, ratios, the four-fifths rule, the workforce; and one for WRES."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation import formats
from kith.evaluation.funnel_parts import FunnelParts
from kith.evaluation.funnel_types import CharacteristicResult, GroupRate, StepResult
from kith.publishing.blocks import Alignment, Block, BulletList, Cell, Column, Details, Paragraph, Table
from kith.publishing.model import Section


def characteristic_section(parts: FunnelParts, each: CharacteristicResult) -> Section:
    """Everything that may be shown of one characteristic."""
    place = [one.key for one in parts.result.characteristics].index(each.key) + 1
    return Section(f"group-{place}", parts.speaker.text(each.label), tuple(_blocks(parts, each)))


def wres_section(parts: FunnelParts) -> Section:
    """Both indicators with their counts, who is in neither group, and what moves them."""
    say = parts.say
    blocks: list[Block] = [Paragraph(say("evaluation.funnel.wres_groups"))]
    for one in parts.result.wres:
        if one.ratio is None:
            continue
        how = say(
            f"evaluation.funnel.wres_how.{one.indicator.value}",
            white=parts.words(one.white[0]),
            white_of=parts.words(one.white[1]),
            bme=parts.words(one.bme[0]),
            bme_of=parts.words(one.bme[1]),
        )
        outside = say(
            "evaluation.funnel.wres_outside",
            not_stated=parts.words(one.not_stated),
            not_known=parts.words(one.not_known),
        )
        blocks.append(BulletList((how, outside, *(parts.equality(remark) for remark in one.remarks))))
    return Section("wres", say("evaluation.funnel.wres_title"), tuple(blocks))


def _blocks(parts: FunnelParts, each: CharacteristicResult) -> Iterator[Block]:
    for remark in each.remarks:
        yield Paragraph(parts.speaker.remark(remark))
    if not each.stages:
        return
    yield _counts(parts, each)
    if any(step.rates for step in each.steps):
        yield _rates(parts, each)
    if any(step.likelihoods for step in each.steps):
        yield _ratios(parts, each)
    rule = [said for step in each.steps for said in _four_fifths(parts, each, step)]
    if rule:
        title = parts.say("evaluation.funnel.four_fifths_title")
        yield Details(title, (BulletList(tuple(rule)),))
    if each.representation:
        yield _workforce(parts, each)


def _named(parts: FunnelParts, code: str, each: CharacteristicResult, **params: str) -> str:
    return parts.say(code, characteristic=parts.speaker.text(each.label), **params)


def _counts(parts: FunnelParts, each: CharacteristicResult) -> Table:
    say = parts.say
    columns = [Column(say("evaluation.funnel.group"))]
    columns += [Column(parts.stage(stage), Alignment.NUMBER) for stage in each.stages]
    rows: list[tuple[Cell, ...]] = [
        (parts.speaker.text(row.category.label), *(parts.cell(figure) for figure in row.counts))
        for row in each.rows
    ]
    rows.append((say("evaluation.funnel.all"), *(parts.cell(figure) for figure in each.totals)))
    return Table(
        _named(parts, "evaluation.funnel.counts_caption", each),
        tuple(columns),
        tuple(rows),
        notes=tuple(_notes(parts, each)),
    )


def _notes(parts: FunnelParts, each: CharacteristicResult) -> Iterator[str]:
    yield parts.policy()
    if each.pooling is not None:
        labels = ", ".join(parts.category(each, key) for key in each.pooling.labels)
        yield parts.say("evaluation.funnel.pooling", labels=labels)
    elif not each.is_complete:
        yield parts.say("evaluation.funnel.no_pooling")
    if each.left_out:
        stages = ", ".join(parts.stage(stage) for stage in each.left_out)
        yield parts.say("evaluation.funnel.left_out_stages", stages=stages)


def _step(parts: FunnelParts, step: StepResult) -> str:
    earlier, later = parts.stage(step.step.earlier), parts.stage(step.step.later)
    return parts.say("evaluation.funnel.step", earlier=earlier, later=later)


def _rates(parts: FunnelParts, each: CharacteristicResult) -> Table:
    say = parts.say
    shown = [step for step in each.steps if step.rates]
    keys = [row.category.key for row in each.rows if any(_rate(step, row.category.key) for step in shown)]
    columns = [Column(say("evaluation.funnel.step_column"))]
    columns += [Column(parts.category(each, key), Alignment.NUMBER) for key in keys]
    columns.append(Column(say("evaluation.funnel.p_holm"), Alignment.NUMBER))
    rows = []
    for step in shown:
        cells = [_rate(step, key) for key in keys]
        p = say("evaluation.funnel.not_given") if step.p_holm is None else formats.probability(step.p_holm)
        shares = [
            say("evaluation.funnel.not_given") if cell is None else parts.share(cell.share) for cell in cells
        ]
        rows.append((_step(parts, step), *shares, p))
    return Table(_named(parts, "evaluation.funnel.rates_caption", each), tuple(columns), tuple(rows))


def _rate(step: StepResult, key: str) -> GroupRate | None:
    return next((rate for rate in step.rates if rate.category == key), None)


def _ratios(parts: FunnelParts, each: CharacteristicResult) -> Table:
    say = parts.say
    pairs = [(step, one) for step in each.steps for one in step.likelihoods]
    words = ("step_column", "group")
    numbers = ("ratio", "plausible", "p_holm")
    columns = [Column(say(f"evaluation.funnel.{name}")) for name in words]
    columns += [Column(say(f"evaluation.funnel.{name}"), Alignment.NUMBER) for name in numbers]
    rows = tuple(
        (
            _step(parts, step),
            parts.category(each, one.category),
            formats.points(one.ratio.value),
            parts.ranged(one.ratio),
            formats.probability(one.p_holm),
        )
        for step, one in pairs
    )
    reference = parts.category(each, pairs[0][1].reference)
    caption = _named(parts, "evaluation.funnel.ratios_caption", each, reference=reference)
    return Table(caption, tuple(columns), rows)


def _four_fifths(parts: FunnelParts, each: CharacteristicResult, step: StepResult) -> Iterator[str]:
    rule = step.four_fifths
    if rule is None:
        return
    yield parts.say(
        "evaluation.funnel.four_fifths_at",
        earlier=parts.stage(step.step.earlier),
        later=parts.stage(step.step.later),
        lowest=parts.category(each, rule.lowest),
        highest=parts.category(each, rule.highest),
        ratio=formats.points(rule.ratio),
        verdict=" ".join(parts.equality(remark) for remark in rule.remarks),
    )


def _workforce(parts: FunnelParts, each: CharacteristicResult) -> Table:
    say = parts.say
    columns = [Column(say(f"evaluation.funnel.{name}")) for name in ("stage", "group")]
    columns += [
        Column(say(f"evaluation.funnel.{name}"), Alignment.NUMBER)
        for name in ("of_stage", "of_workforce", "times_workforce", "plausible")
    ]
    rows = tuple(
        (
            parts.stage(one.stage),
            parts.category(each, one.category),
            parts.share(one.share),
            formats.percent(one.workforce_share),
            formats.points(one.ratio.value),
            parts.ranged(one.ratio),
        )
        for one in each.representation
    )
    note = say("evaluation.method.representation")
    return Table(
        _named(parts, "evaluation.funnel.workforce_caption", each), tuple(columns), rows, notes=(note,)
    )
