"""What each lever that is pulled did to the gross gap of the last year, what it costs, and how well it is known."""

from __future__ import annotations

from collections.abc import Callable

from kith.publishing.blocks import Block, Paragraph, Table
from kith.publishing.model import Section
from kith.workforce.levers import Shares, pulled, shares
from kith.workforce.report.evidence import evidence_table
from kith.workforce.scenario.running import Run
from kith.workforce.sensitivity import gross
from kith.workforce.speaking import Speaker, number
from kith.workforce.supply import expect


def lever_shares(run: Run, *, progress: Callable[[int], None] | None = None) -> Shares | None:
    """Shapley's share of each pulled lever in the change of the gross gap (FTE); ``None`` where none is pulled.

    The middle engine runs each set of levers once.
    """
    scenario = run.scenario
    keys = sorted({pull.lever for pull in scenario.pulls})
    if not keys:
        return None
    rural = [n for n, region in enumerate(scenario.regions) if region.rural]

    def value(on: frozenset[str]) -> float:
        model, need = pulled(
            run.compiled.model,
            run.compiled.need,
            levers=scenario.levers,
            interactions=scenario.interactions,
            pulls=tuple(pull for pull in scenario.pulls if pull.lever in on),
            rural=rural,
        )
        return gross(expect(model), need, -1)

    costs = {cost.lever: cost.total for cost in run.money.levers}
    return shares(keys, value, costs=costs, seed=scenario.seed, progress=progress)


def lever_table(run: Run, made: Shares, speaker: Speaker) -> Table:
    """One row a lever: bundle, evidence, cost over all years, share, alone, what is lost without it, money per FTE."""
    say, language = speaker.say, speaker.language
    known = {lever.key: lever for lever in run.scenario.levers}
    costs = {cost.lever: cost.total for cost in run.money.levers}
    mark = run.scenario.currency
    rows = tuple(
        (
            known[key].name.in_language(language),
            say(f"bundle_{known[key].bundle.value}"),
            known[key].grade.value,
            mark + number(costs.get(key, 0.0), 0),
            number(made.of[key], 1),
            number(made.alone[key], 1),
            number(made.last[key], 1),
            mark + number(costs[key] / made.of[key], 0)
            if costs.get(key) and made.of[key] > 0
            else say("no_cost_per_fte"),
        )
        for key in sorted(made.of, key=lambda key: (-made.of[key], key))
    )
    headings = ("lever", "bundle", "grade", "cost", "share", "alone", "last", "per_fte")
    return Table(
        say("caption_levers", year=str(run.projection.axes.years[-1] + 1)),
        speaker.columns(*headings, words_first=3),
        rows,
        notes=(say("note_levers", runs=str(made.runs)),),
    )


def levers_section(run: Run, speaker: Speaker) -> Section:
    """What was pulled and what it did, or that nothing was."""
    made = lever_shares(run)
    blocks: tuple[Block, ...] = (Paragraph(speaker.say("no_levers")),)
    if made is not None:
        said = speaker.say(
            "levers_told",
            before=number(made.before, 0),
            after=number(made.after, 0),
            year=str(run.projection.axes.years[-1] + 1),
        )
        blocks = (Paragraph(said), lever_table(run, made, speaker))
    known = (evidence_table(run, speaker),) if run.scenario.levers else ()
    return Section("levers", speaker.say("levers"), (*blocks, *known))
