"""A plan as a report: what to do, what it costs, what stands beside it, what its limits are worth."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from kith.publishing.blocks import Basis, Block, BulletList, Callout, CalloutKind, Finding, Paragraph, Table
from kith.publishing.model import Report, Section
from kith.workforce.plan.against import Against
from kith.workforce.plan.making import Beside, Made
from kith.workforce.plan.section_robust import robust_section
from kith.workforce.plan.types import Kind
from kith.workforce.plan.words import money, profession_name, why_not_words, worth_words
from kith.workforce.speaking import Speaker, number, percent

KEPT = (Kind.RETAIN_FIRST, Kind.RETAIN_FURTHER)


def plan_report(
    made: Made, *, title: str, created: datetime, speaker: Speaker, compared: Against | None = None
) -> Report:
    """A report of its own; with ``compared`` also how the plan does against the draws."""
    more = () if compared is None else (robust_section(made, compared, speaker),)
    return Report(
        title=speaker.say("title", name=title),
        language=speaker.language,
        created=created,
        provenance=made.plan.provenance,
        summary=summary(made, speaker),
        sections=(*sections(made, speaker), *more),
    )


def summary(made: Made, speaker: Speaker) -> tuple[Block, ...]:
    """What the plan reaches and costs; or that there is none."""
    synthetic = (Paragraph(speaker.say("synthetic")),) if made.scenario.synthetic else ()
    if made.why_not is not None:
        return (*synthetic, Paragraph(why_not_words(made, made.why_not, speaker)[0]))
    assert made.beside is not None
    return (*synthetic, *_findings(made, made.beside, speaker))


def sections(made: Made, speaker: Speaker) -> tuple[Section, ...]:
    """The plan and its prices, or why there is none."""
    if made.why_not is not None:
        _, short, gives = why_not_words(made, made.why_not, speaker)
        blocks_of = (
            BulletList(short),
            Paragraph(speaker.say("short.elsewhere")),
            BulletList(gives, speaker.say("what_gives")),
        )
        return (Section("why-not", speaker.say("section.why_not"), blocks_of),)
    assert made.beside is not None
    blocks: list[Block] = [_years(made, made.beside, speaker), _professions(made, made.beside, speaker)]
    if made.beside.activity:
        blocks.append(_activity(made, made.beside, speaker))
    note = Callout(CalloutKind.INSET, (speaker.say("note.worth", first=str(made.problem.years[0])),))
    worth = (BulletList(worth_words(made, speaker)), note)
    return (
        Section("plan", speaker.say("section"), tuple(blocks)),
        Section("worth", speaker.say("section.worth"), worth),
    )


def _findings(made: Made, beside: Beside, speaker: Speaker) -> tuple[Block, ...]:
    problem, plan = made.problem, made.plan
    first, last = str(problem.years[0]), str(problem.years[-1])
    need = float(problem.need[:, :, -1].sum())
    met = [
        float(np.minimum(stock[:, :, -1], problem.need[:, :, -1]).sum())
        for stock in (plan.chosen[Kind.STOCK], beside.without)
    ]
    said = (
        speaker.say(
            "met", planned=number(met[0], 0), without=number(met[1], 0), need=number(need, 0), last=last
        ),
        speaker.say(
            "spent",
            spent=money(made, float(sum(one.sum() for one in plan.money.values()))),
            pay=money(made, float((beside.pay - beside.pay_without).sum())),
            first=first,
            last=last,
        ),
        speaker.say("within", share=percent(beside.within)),
    )
    basis = Basis(
        round(need),
        speaker.say("who"),
        speaker.say("how"),
        speaker.say("proven", gap=f"{max(plan.certificate.gap, plan.certificate.primal):.0e}"),
    )
    return (Finding(said[0], basis), *(Paragraph(one) for one in said[1:]))


def _years(made: Made, beside: Beside, speaker: Speaker) -> Table:
    plan, problem = made.plan, made.problem
    spent = sum(plan.money.values(), start=np.zeros(len(problem.years)))
    pay = beside.pay - beside.pay_without
    columns = (
        problem.need.sum((0, 1)), beside.without.sum((0, 1)), plan.chosen[Kind.STOCK].sum((0, 1)),
        plan.chosen[Kind.UNMET].sum((0, 1)),
    )  # fmt: skip
    rows = tuple(
        (str(year), *(number(float(one[y]), 0) for one in columns),
         *(money(made, float(one[y])) for one in (plan.money[Kind.TRAIN], spent, pay)))
        for y, year in enumerate(problem.years)
    )  # fmt: skip
    codes = ("year", "need", "without", "planned", "unmet", "training_cost", "spent", "pay")
    return Table(speaker.say("table.years"), speaker.columns(*codes), rows)


def _professions(made: Made, beside: Beside, speaker: Speaker) -> Table:
    chosen = made.plan.chosen
    kept = chosen[KEPT[0]] + chosen[KEPT[1]]
    given = (chosen[Kind.TRAIN], chosen[Kind.RECRUIT], kept, chosen[Kind.MOVE_OUT], chosen[Kind.UNMET])
    rows = tuple(
        (profession_name(made, key, speaker), *(number(float(one[p].sum()), 0) for one in given))
        for p, key in enumerate(made.problem.professions)
    )
    codes = ("profession", "train", "recruit", "keep", "move", "unmet")
    return Table(speaker.say("table.professions"), speaker.columns(*codes), rows)


def _activity(made: Made, beside: Beside, speaker: Speaker) -> Table:
    names = {one.key: one.name.in_language(speaker.language) for one in made.scenario.need.services}
    rows = tuple(
        (
            names[one.service],
            *(number(float(each[-1]), 0) for each in (one.needed, one.without, one.planned)),
        )
        for one in beside.activity
    )
    codes = ("service", "need", "without", "planned")
    return Table(
        speaker.say("table.activity"),
        speaker.columns(*codes),
        rows,
        notes=(speaker.say("note.activity"),),
    )
