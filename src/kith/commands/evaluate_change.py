"""The work of ``kith evaluate change``: read, analyse, print, write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click

from kith.commands.evaluate_bundle import bundled
from kith.commands.evaluate_outputs import (
    Outputs,
    counted,
    drawn,
    print_block,
    print_table,
    write_all,
)
from kith.commands.evaluate_plan import plan_in
from kith.commands.outputs import Bar
from kith.evaluation import formats
from kith.evaluation.advice.types import Question
from kith.evaluation.cards.facts_file import FactsFile, read_facts, took_sections, with_facts
from kith.evaluation.change import analyse_change
from kith.evaluation.change_columns import ChangeColumns
from kith.evaluation.change_setup import Asked, columns_of, facts_of, limits_of, plan_of
from kith.evaluation.change_table import ReadChange, read_change
from kith.evaluation.plan import ChangePlan
from kith.evaluation.plan_file import PlanFile
from kith.evaluation.planning.deviating import ANSWERED, deviations, planning_of, recorded
from kith.evaluation.planning.frozen import FrozenPlan, is_frozen
from kith.evaluation.planning.record import Planning
from kith.evaluation.planning.speech import deviations_said, frozen_said
from kith.evaluation.pooled import PooledResult, pool_change, pooled_section
from kith.evaluation.pooled.printed import as_printed
from kith.evaluation.report import CARDS, DEFAULT_SECTIONS, change_report
from kith.evaluation.report_details import with_interval
from kith.evaluation.report_method import limits_of_cells
from kith.evaluation.report_parts import Parts
from kith.evaluation.report_recalibration import recalibration_blocks
from kith.evaluation.result_json import Json, change_json, jsonable
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import Audience, ChangeCell, Measures, Withheld
from kith.foundation.faults import Fault, KithError, Where
from kith.foundation.messages import sentence
from kith.foundation.provenance import hash_bytes
from kith.publishing.blocks import Table
from kith.publishing.model import Section
from kith.tables.reading import read_table
from kith.tables.toml import load_toml
from kith.tables.types import FILE_LIMITS
from kith.tables.types import Table as Sheet

DETAILS = ("", "g_av (interval)", "rank-biserial (interval)", "p", "p (Holm)", "least p possible (Holm)")
NOTHING = ("–",) * 4
POOLED = "pooled"
POOLED_SECTIONS = tuple(
    each for key in DEFAULT_SECTIONS for each in ((key, POOLED) if key == "change" else (key,))
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the report tells beside the scores: a file of facts, and whether the reporting cards are wanted."""

    path: Path | None = None
    cards: bool = False


def run_change(
    data: Path,
    asked: Asked,
    *,
    plan_path: Path | None,
    frozen_path: Path | None = None,
    told: Told = Told(),
    outputs: Outputs,
    audience: Audience,
    seed: int,
    now: datetime,
) -> None:
    """Everything is computed and drawn before anything is printed or written."""
    outputs.refuse_clashes(data, plan_path, frozen_path, told.path)
    file, plan_hash, frozen = _plan_files(plan_path, frozen_path)
    columns = columns_of(asked, file)
    with Bar() as bar:
        table = _table(data, bar)
        read = read_change(table, columns, seed=seed, limits=limits_of(file))
        plan, planning = _planned(file, columns, read, frozen, plan_hash, pools=asked.pools)
        beside = _beside(told, plan)
        result = analyse_change(read.data, plan, seed=seed, progress=_telling(bar, "Working out change"))
        facts = facts_of(file, title=f"What changed: {data.name}", written_at=now, source=data.name)
        facts = with_facts(replace(facts, planning=planning), beside)
        parts = Parts(result, plan, facts, audience, Speaker())
        pooled = _pooled(asked, read, plan, bar)
        models = {} if pooled is None else {POOLED: pooled_section(pooled, plan, parts.speaker)}
        took = took_sections(beside, parts.speaker)
        report = change_report(
            result,
            plan,
            facts,
            audience=audience,
            data=read.data,
            sections=_order(models, took, told),
            more={**models, **took},
        )
        contents = drawn(outputs, report, _numbers(parts, read, pooled), bar)
        if outputs.bundle is not None:
            kept = (frozen_path or plan_path) if frozen is not None else None
            content = bundled(report, parts, read.data, pooled, asked=asked, frozen=kept, seed=seed)
            contents[outputs.bundle] = content
    if frozen is not None:
        _print_plan(parts)
    _print(table, read, parts)
    _print_models(models)
    write_all(contents)


def _beside(told: Told, plan: ChangePlan) -> FactsFile:
    if told.path is None:
        return FactsFile()
    return read_facts(load_toml(told.path.read_bytes(), told.path.name), plan)


def _order(models: Mapping[str, Section], took: Mapping[str, Section], told: Told) -> tuple[str, ...]:
    """Models behind the change, what it took before the limits, the reporting cards last."""
    usual = POOLED_SECTIONS if models else DEFAULT_SECTIONS
    place = usual.index("limits")
    return (*usual[:place], *took, *usual[place:], *((CARDS,) if told.cards else ()))


def _planned(
    file: PlanFile,
    columns: ChangeColumns,
    read: ReadChange,
    frozen: FrozenPlan | None,
    plan_hash: str | None,
    *,
    pools: bool,
) -> tuple[ChangePlan, Planning | None]:
    """The plan for the data that were read, and what is told of it where one was frozen."""
    plan = plan_of(file, columns, read.waves, read.data.sides, plan_hash=plan_hash)
    if frozen is None:
        return plan, None
    plan = _without_lost_primary(plan)
    planning = _planning(file, frozen, plan, pools=pools)
    return _declared(plan, planning, frozen), planning


def _numbers(parts: Parts, read: ReadChange, pooled: PooledResult | None) -> dict[str, Json]:
    if pooled is not None and parts.audience is Audience.PUBLIC:
        pooled = as_printed(pooled)
    numbers = change_json(parts.result, parts.plan, read.remarks, pooled)
    if parts.facts.planning is not None:
        numbers["planning"] = jsonable(parts.facts.planning)
    return numbers


def _telling(bar: Bar, step: str) -> Callable[[int, int], None]:
    return lambda done, whole: bar(step, done / whole)


def _plan_files(
    path: Path | None, frozen_path: Path | None
) -> tuple[PlanFile, str | None, FrozenPlan | None]:
    """The plan to work by, its hash, and the frozen plan that it is held beside."""
    if frozen_path is not None and not is_frozen(frozen_path.read_bytes()):
        raise KithError(Fault("evaluation.frozen.not_frozen", Where(file=frozen_path.name)))
    chosen = path or frozen_path
    if chosen is None:
        return PlanFile(), None, None
    file, frozen = plan_in(chosen)
    if frozen_path is not None:
        _file, frozen = plan_in(frozen_path)
    return file, hash_bytes(chosen.read_bytes()), frozen


def _without_lost_primary(plan: ChangePlan) -> ChangePlan:
    """A main outcome that the command line leaves out is a deviation, and told as one."""
    known = {outcome.key for outcome in plan.outcomes}
    return plan if plan.primary in known else replace(plan, primary=None)


def _planning(file: PlanFile, frozen: FrozenPlan | None, plan: ChangePlan, *, pools: bool) -> Planning:
    answered = ANSWERED | {Question.POOLED} if pools else ANSWERED
    found = () if frozen is None else (*deviations(frozen, plan, answered=answered), *recorded(file))
    return planning_of(frozen.file if frozen is not None else file, frozen=frozen, found=found)


def _declared(plan: ChangePlan, planning: Planning, frozen: FrozenPlan) -> ChangePlan:
    """Frozen after answers could be seen is not declared beforehand."""
    on = None if planning.was_before is False else frozen.frozen_on
    return replace(plan, declared_on=on, plan_hash=frozen.sha256)


def _pooled(asked: Asked, read: ReadChange, plan: ChangePlan, bar: Bar) -> PooledResult | None:
    if not asked.pools:
        return None

    telling = _telling(bar, "Fitting models")
    return pool_change(read.data, plan, waves=asked.all_times, progress=telling)


def _table(path: Path, bar: Bar) -> Sheet:
    def said(done: int, whole: int | None) -> None:
        bar("Reading the file", done / whole if whole else 0.0)

    return read_table(path, name=path.name, limits=FILE_LIMITS, progress=said)


def _print_plan(parts: Parts) -> None:
    planning = parts.facts.planning
    if planning is None:
        return
    click.echo(frozen_said(parts.speaker, planning))
    if not planning.deviations:
        click.echo(parts.say("evaluation.planning.none"))
        return
    click.echo(parts.say("evaluation.planning.deviations_lead"))
    for said in deviations_said(parts.speaker, planning):
        click.echo(f"- {said}")


def _print(table: Sheet, read: ReadChange, parts: Parts) -> None:
    speaker, result, plan = parts.speaker, parts.result, parts.plan
    people, rows, times = len(read.data.people), len(table.rows), len(read.waves)
    said = f"{counted(people, 'person', 'people')}, {counted(rows, 'row', 'rows')}, {times} times"
    click.echo(f"{table.name}: {said}.")
    for noted in table.notes:
        click.echo(sentence(noted))
    for remark in (*read.remarks, *result.remarks):
        click.echo(speaker.remark(remark, plan))
    for outcome in parts.outcomes():
        cells = parts.cells_of(outcome)
        click.echo(f"\n{parts.outcome(outcome.key)}")
        print_table(_headings(parts), [_plain_row(parts, cell) for cell in cells])
        shown = [(parts.label(cell), cell.found) for cell in cells if isinstance(cell.found, Measures)]
        if shown:
            click.echo("Details")
            print_table(DETAILS, [_details_row(parts, label, found) for label, found in shown])
    _print_looking_back(parts)
    click.echo("\nWhat this cannot show")
    for said in _limits(parts):
        click.echo(f"- {said}")


def _print_looking_back(parts: Parts) -> None:
    if not parts.result.recalibration:
        return
    click.echo(f"\n{parts.say('evaluation.method.then_title')}")
    (table,) = (block for block in recalibration_blocks(parts) if isinstance(block, Table))
    rows = [[cell if isinstance(cell, str) else cell.reason for cell in row] for row in table.rows]
    print_table([column.label for column in table.columns], rows, words=2)
    click.echo(parts.say("evaluation.method.then_means"))
    click.echo(parts.say("evaluation.never.then"))


def _print_models(models: Mapping[str, Section]) -> None:
    for part in (part for section in models.values() for part in section.subsections):
        click.echo(f"\n{part.title}")
        for block in part.blocks:
            print_block(block)


def _headings(parts: Parts) -> tuple[str, ...]:
    middle = parts.say(f"evaluation.report.{parts.result.centre.value}")
    return ("Compared", "People", "Up", "Same", "Down", middle, "Plausible range")


def _plain_row(parts: Parts, cell: ChangeCell) -> tuple[str, ...]:
    if isinstance(cell.found, Withheld):
        return (parts.label(cell), str(cell.n_matched), *NOTHING, parts.few(cell.found.least).reason)
    cells = (each if isinstance(each, str) else each.reason for each in parts.change_row(cell))
    return (parts.label(cell), *cells)


def _details_row(parts: Parts, label: str, found: Measures) -> tuple[str, ...]:
    p_values = (found.test.p, found.p_holm, found.smallest_p_holm)
    return (
        label,
        with_interval(parts, found.g_av),
        with_interval(parts, found.rank_biserial),
        *(formats.probability(p) for p in p_values),
    )


def _limits(parts: Parts) -> list[str]:
    said = [parts.say("evaluation.never.cause")]
    return [*said, *limits_of_cells(parts)]
