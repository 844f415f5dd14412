"""The report: a page that is read in two minutes, then everything an auditor needs to run it again."""

from __future__ import annotations

from datetime import datetime

from kith.publishing.blocks import (
    Basis,
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Definition,
    DefinitionList,
    Details,
    Finding,
    Paragraph,
    Table,
)
from kith.publishing.model import Report, Section
from kith.workforce.card.section import SUBJECT as CARD
from kith.workforce.card.section import card_section
from kith.workforce.pictures import Of, fan_chart
from kith.workforce.report.abroad import abroad_section, listed
from kith.workforce.report.levers import levers_section
from kith.workforce.report.serving import met_finding, service_section, worst_findings
from kith.workforce.report.sides import (
    came_section,
    gap_section,
    pictures,
    supply_section,
    sure_section,
)
from kith.workforce.scenario.card_facts import card_of
from kith.workforce.scenario.describe import SUBJECT as DESCRIBE
from kith.workforce.scenario.describe import assumptions, overrides
from kith.workforce.scenario.running import Run
from kith.workforce.speaking import Speaker, number

SUBJECT = "workforce.report"
LIMITS = (
    "limit_net",
    "limit_need",
    "limit_range",
    "limit_bands",
    "limit_fte",
    "limit_money",
    "limit_shared",
    "limit_cause",
)


def workforce_report(run: Run, *, written_at: datetime, speaker: Speaker | None = None) -> Report:
    """Everything a run says, in the order in which it is asked for."""
    speaker = speaker or Speaker(SUBJECT)
    scenario = run.scenario
    filled = card_of(
        run.compiled,
        draws=run.projection.draws,
        language=speaker.language,
        translate=speaker.translate,
    )
    sections = (
        _rests(run, speaker),
        _need(run, speaker),
        supply_section(run, speaker),
        gap_section(run, speaker),
        came_section(run, speaker),
        levers_section(run, speaker),
        _money(run, speaker),
        abroad_section(run, speaker),
        service_section(run, speaker),
        sure_section(run, speaker),
        card_section(filled, Speaker(CARD, speaker.language, speaker.translate)),
        _limits(speaker),
        _again(run, speaker),
    )
    return Report(
        title=scenario.name.in_language(speaker.language),
        subtitle=speaker.say("subtitle", place=scenario.place.in_language(speaker.language)),
        language=speaker.language,
        created=written_at,
        provenance=run.projection.provenance,
        summary=tuple(_summary(run, speaker)),
        sections=sections,
    )


def _summary(run: Run, speaker: Speaker) -> list[Block]:
    found, say = run.projection, speaker.say
    blocks: list[Block] = []
    if run.scenario.synthetic:
        blocks.append(Callout(CalloutKind.WARNING, (say("synthetic"),), say("synthetic_title")))
    for of in (Of.SUPPLY, Of.GAP_GROSS, Of.GAP_NET):
        figure = fan_chart(found, of, pictures(speaker))
        blocks.append(Finding(f"{figure.finding}.", figure.basis))
    blocks += [*worst_findings(run, speaker), met_finding(run, speaker)]
    last = found.axes.years[-1]
    cost = say(
        "found_money",
        year=str(last),
        whole=run.scenario.currency + number(float(run.money.total[-1]), 0),
        levers=run.scenario.currency + number(sum(float(one.by_year[-1]) for one in run.money.levers), 0),
    )
    blocks.append(Finding(cost, Basis(len(found.axes.years), say("who_years"), say("how_money"))))
    limits = ("limit_assumed", "limit_bands", "limit_fte", "limit_cause")
    said = tuple(
        say(code, bare=str(len(run.scenario.assumptions)), of=str(len(run.scenario.stated)))
        if code == "limit_assumed"
        else say(code)
        for code in limits
    )
    blocks += [BulletList(lines, say("listed_lead"))] if (lines := listed(run, speaker)) else []
    return [*blocks, BulletList(said, say("limits"))]


def _limits(speaker: Speaker) -> Section:
    lines = tuple(speaker.say(code) for code in LIMITS)
    return Section("limits", speaker.say("limits_section"), (BulletList(lines),))


def _rests(run: Run, speaker: Speaker) -> Section:
    """Assumptions first, then what was overridden, then files with their hashes."""
    about = Speaker(DESCRIBE, speaker.language, speaker.translate)
    first, *others = assumptions(run.scenario, about)
    blocks: list[Block] = [Paragraph(first)]
    if others:
        blocks.append(Details(speaker.say("each_assumption"), (BulletList(tuple(others)),)))
    blocks += [Paragraph(line) for line in overrides(run.scenario, about)]
    rows = tuple((one.file, one.source, one.dated.isoformat(), one.sha256) for one in run.scenario.data)
    blocks.append(
        Table(
            speaker.say("caption_files"),
            speaker.columns("file", "source", "dated", "hash", words_first=4),
            rows,
        )
    )
    return Section("rests", speaker.say("rests"), tuple(blocks))


def _need(run: Run, speaker: Speaker) -> Section:
    """What is needed and who is there, by profession at the first and the last start, and the share that is met."""
    found, about = run.projection, Speaker(DESCRIBE, speaker.language, speaker.translate)
    rows = []
    for p, one in enumerate(run.scenario.professions):
        for at, year in ((0, found.axes.years[0]), (-1, found.axes.years[-1] + 1)):
            need, fte = float(found.need[at, p].sum()), float(found.expected.fte[at, p].sum())
            met = f"{number(100 * fte / need, 1)}%" if need > 0 else speaker.say("not_told")
            name = one.name.in_language(speaker.language)
            method = about.say(f"method.{run.need.method[p]}") if run.need.method else speaker.say("not_told")
            rows.append((name, str(year), method, number(need, 1), number(fte, 1), met))
    headings = ("profession", "year", "method", "need", "fte", "met")
    table = Table(speaker.say("caption_need"), speaker.columns(*headings, words_first=3), tuple(rows))
    return Section("need", speaker.say("need"), (Paragraph(speaker.say("need_intro")), table))


def _money(run: Run, speaker: Speaker) -> Section:
    money, mark = run.money, run.scenario.currency
    rows = tuple(
        (
            str(year),
            *(number(float(part[y].sum()), 0) for part in (money.pay, money.training, money.recruitment)),
            number(sum(float(one.by_year[y]) for one in money.levers), 0),
            number(float(money.total[y]), 0),
        )
        for y, year in enumerate(run.projection.axes.years)
    )
    table = Table(
        speaker.say("caption_money", currency=mark),
        speaker.columns("year", "pay", "training", "recruitment", "levers", "whole"),
        rows,
        notes=(speaker.say("how_money"),),
    )
    return Section("money", speaker.say("money"), (table,))


def _again(run: Run, speaker: Speaker) -> Section:
    facts = {
        "command": speaker.say("command_is", key=run.scenario.key),
        "seed": str(run.scenario.seed),
        "draws": number(run.projection.draws, 0),
        **dict(sorted(run.compiled.inputs.items())),
    }
    items = tuple(
        Definition(speaker.say(name) if name in ("command", "seed", "draws") else name, said)
        for name, said in facts.items()
    )
    return Section("again", speaker.say("again"), (DefinitionList(items),))
