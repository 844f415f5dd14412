"""``kith evaluate``: what changed between waves, what one survey says, who got in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.evaluate_measuring import agreement, items, time
from kith.commands.evaluate_options import FILE, OUT, dated, report_files, seeded, split_names, titled
from kith.commands.evaluate_planning import advise, plan
from kith.commands.evaluate_programmes import many
from kith.commands.evaluate_rerun import rerun
from kith.commands.run import faults_to_stderr

if TYPE_CHECKING:
    from kith.commands.evaluate_outputs import Outputs


@click.group(name="evaluate")
def commands() -> None:
    """Say honestly what changed."""


for command in (advise, agreement, items, many, plan, rerun, time):
    commands.add_command(command)


@commands.command()
@click.argument("data", type=FILE)
@click.option("--person", help="The column that tells people apart.")
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    metavar="NAME[=COLUMN,COLUMN...]",
    help="A score: its name, and its column at each time. Give it once for each score.",
)
@click.option("--wave", help="The column of times, if each person has one row for each time.")
@click.option("--wave-names", help="Names of the times in order, with commas between.")
@click.option("--group", help="The column of sides, such as clinician and manager.")
@click.option("--cohort", metavar="COLUMN", help="The column of cohorts: all of them in one model as well.")
@click.option("--pair", metavar="COLUMN", help="The column of pairs: both people in one model as well.")
@click.option("--all-times", is_flag=True, help="All times in one model as well, if there are three or more.")
@click.option("--plan", type=FILE, help="What to compare, written down beforehand: TOML, or frozen.")
@click.option("--frozen", type=FILE, help="The frozen plan that --plan differs from: what differs is listed.")
@click.option(
    "--facts", type=FILE, help="Who took part, what it took, and words for SQUIRE and GRAMMS: TOML."
)
@click.option("--cards", is_flag=True, help="With what SQUIRE and GRAMMS ask for, and where it stands.")
@report_files
@click.option("--bundle", type=OUT, help="All that is needed to work it out again, as ZIP.")
@click.option(
    "--audience",
    type=click.Choice(["public", "evaluator"]),
    default="public",
    show_default=True,
    help="An evaluator also sees single people, under codes drawn by lot.",
)
@seeded("Of codes and resamples.")
@dated
@faults_to_stderr
def change(
    data: Path,
    person: str | None,
    outcomes: tuple[str, ...],
    wave: str | None,
    wave_names: str | None,
    group: str | None,
    cohort: str | None,
    pair: str | None,
    all_times: bool,
    plan: Path | None,
    frozen: Path | None,
    facts: Path | None,
    cards: bool,
    outputs: Outputs,
    bundle: Path | None,
    audience: str,
    seed: int,
    now: datetime,
) -> None:
    """What changed in DATA (CSV or XLSX) from the first time to each later one.

    Each person is compared with themselves. The file may have a row for each person and a column for
    each time (--outcome SKILL=BEFORE,AFTER), or a row for each person and time (--wave TIME --outcome SKILL).
    """
    from kith.commands.evaluate_change import Told, run_change
    from kith.evaluation.change_setup import Asked
    from kith.evaluation.types import Audience

    names = split_names(wave_names)
    run_change(
        data,
        Asked(person, outcomes, wave, group, names, cohort, pair, all_times),
        plan_path=plan,
        frozen_path=frozen,
        told=Told(facts, cards or facts is not None),
        outputs=replace(outputs, bundle=bundle),
        audience=Audience(audience),
        seed=seed,
        now=now,
    )


@commands.command()
@click.argument("data", type=FILE)
@click.option("--question", "questions", multiple=True, metavar="COLUMN", help="Only these columns.")
@click.option("--exclude", multiple=True, metavar="COLUMN", help="Columns to leave out.")
@click.option("--by", metavar="COLUMN", help="A column that divides people into groups.")
@click.option("--codebook", type=FILE, help="How columns should be read, where Kith guessed wrongly: TOML.")
@click.option("--suppress", is_flag=True, help="Keep back small numbers, before the report is passed on.")
@titled
@report_files
@dated
@faults_to_stderr
def describe(
    data: Path,
    questions: tuple[str, ...],
    exclude: tuple[str, ...],
    by: str | None,
    codebook: Path | None,
    suppress: bool,
    title: str | None,
    outputs: Outputs,
    now: datetime,
) -> None:
    """What people answered in DATA (CSV or XLSX), a survey that was done once.

    Answers in order are recognised (agreement, frequency, pay bands, age brackets). How each column
    was read is printed, and can be changed with --codebook.
    """
    from kith.commands.evaluate_describe import Chosen, run_describe

    run_describe(
        data,
        Chosen(questions, exclude, by, suppress, title),
        codebook_path=codebook,
        outputs=outputs,
        now=now,
    )


@commands.command()
@click.argument("data", type=FILE)
@click.option("--stage", metavar="COLUMN", help="The column with the furthest stage that each reached.")
@click.option(
    "--dates",
    multiple=True,
    metavar="STAGE=COLUMN",
    help="A stage and the column with the date it was reached. Give it once for each stage.",
)
@click.option("--by", multiple=True, metavar="COLUMN", help="A column to group by. Give it once for each.")
@click.option("--ethnic", metavar="COLUMN", help="The column with NHS ethnic category codes (A to S, Z, 99).")
@click.option("--cohort", metavar="COLUMN", help="The column that names the cohort, if there are several.")
@click.option(
    "--counted",
    multiple=True,
    metavar="STAGE=NUMBER",
    help="A stage known by number alone, such as reached=812 visits.",
)
@click.option("--baseline", type=FILE, help="The workforce: characteristic, category, staff.")
@titled
@report_files
@seeded("Of tests of large tables.")
@dated
@faults_to_stderr
def funnel(
    data: Path,
    stage: str | None,
    dates: tuple[str, ...],
    by: tuple[str, ...],
    ethnic: str | None,
    cohort: str | None,
    counted: tuple[str, ...],
    baseline: Path | None,
    title: str | None,
    outputs: Outputs,
    seed: int,
    now: datetime,
) -> None:
    """Who got in, by group, from DATA (CSV or XLSX) with a row for each application.

    Small numbers are kept back, and everything else is worked out from the numbers that are shown, so the
    report can be passed on.
    """
    from kith.commands.evaluate_funnel import Chosen, run_funnel

    run_funnel(
        data,
        Chosen(stage, dates, by, ethnic, cohort, counted, title),
        baseline=baseline,
        outputs=outputs,
        seed=seed,
        now=now,
    )


@commands.command()
@click.argument("data", type=FILE)
@click.option("--by", required=True, metavar="COLUMN", help="The column that tells the groups apart.")
@click.option(
    "--score",
    "scores",
    multiple=True,
    required=True,
    metavar="COLUMN",
    help="A column of scores. Give it once each.",
)
@click.option("--person", help="The column that tells people apart, if there is one: each then counts once.")
@click.option(
    "--groups", "order", help="The groups in order, with commas between; the first is compared with."
)
@titled
@report_files
@seeded("Of groups dealt at random.")
@dated
@faults_to_stderr
def groups(
    data: Path,
    by: str,
    scores: tuple[str, ...],
    person: str | None,
    order: str | None,
    title: str | None,
    outputs: Outputs,
    seed: int,
    now: datetime,
) -> None:
    """How groups of different people in DATA (CSV or XLSX) differ, a row for each person.

    For surveys that cannot be linked person by person, such as anonymous ones before and after. Nothing is
    said about change in anybody.
    """
    from kith.commands.evaluate_groups import Chosen, run_groups

    run_groups(
        data,
        Chosen(by, scores, split_names(order), title, person),
        outputs=outputs,
        seed=seed,
        now=now,
    )
