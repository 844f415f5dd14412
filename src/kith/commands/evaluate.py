"""``kith evaluate``: what changed between waves, what one survey says, who got in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kith.commands.evaluate_measuring import agreement, items, moment, time
from kith.commands.evaluate_planning import advise, plan
from kith.commands.evaluate_programmes import many
from kith.commands.evaluate_rerun import rerun
from kith.commands.run import faults_to_stderr

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
DEFAULT_SEED = 1


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
@click.option("--out", type=OUT, help="The report, as HTML.")
@click.option("--pdf", type=OUT, help="The report, as PDF.")
@click.option("--docx", type=OUT, help="The report, as a Word document.")
@click.option("--json", "json_path", type=OUT, help="Every number, as JSON.")
@click.option("--bundle", type=OUT, help="All that is needed to work it out again, as ZIP.")
@click.option(
    "--audience",
    type=click.Choice(["public", "evaluator"]),
    default="public",
    show_default=True,
    help="An evaluator also sees single people, under codes drawn by lot.",
)
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help="Of codes and resamples.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The date on the report. [default: today]")
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
    out: Path | None,
    pdf: Path | None,
    docx: Path | None,
    json_path: Path | None,
    bundle: Path | None,
    audience: str,
    seed: int,
    date: datetime | None,
) -> None:
    """What changed in DATA (CSV or XLSX) from the first time to each later one.

    Each person is compared with themselves. The file may have a row for each person and a column for
    each time (--outcome SKILL=BEFORE,AFTER), or a row for each person and time (--wave TIME --outcome SKILL).
    """
    from kith.commands.evaluate_change import run_change
    from kith.commands.evaluate_outputs import Outputs
    from kith.evaluation.change_setup import Asked
    from kith.evaluation.types import Audience

    names = tuple(name.strip() for name in (wave_names or "").split(",") if name.strip())
    run_change(
        data,
        Asked(person, outcomes, wave, group, names, cohort, pair, all_times),
        plan_path=plan,
        frozen_path=frozen,
        outputs=Outputs(out, pdf, docx, json_path, bundle),
        audience=Audience(audience),
        seed=seed,
        now=moment(date),
    )


@commands.command()
@click.argument("data", type=FILE)
@click.option("--question", "questions", multiple=True, metavar="COLUMN", help="Only these columns.")
@click.option("--exclude", multiple=True, metavar="COLUMN", help="Columns to leave out.")
@click.option("--by", metavar="COLUMN", help="A column that divides people into groups.")
@click.option("--codebook", type=FILE, help="How columns should be read, where Kith guessed wrongly: TOML.")
@click.option("--suppress", is_flag=True, help="Keep back small numbers, before the report is passed on.")
@click.option("--title", help="The title of the report.")
@click.option("--out", type=OUT, help="The report, as HTML.")
@click.option("--pdf", type=OUT, help="The report, as PDF.")
@click.option("--docx", type=OUT, help="The report, as a Word document.")
@click.option("--json", "json_path", type=OUT, help="Every number, as JSON.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The date on the report. [default: today]")
@faults_to_stderr
def describe(
    data: Path,
    questions: tuple[str, ...],
    exclude: tuple[str, ...],
    by: str | None,
    codebook: Path | None,
    suppress: bool,
    title: str | None,
    out: Path | None,
    pdf: Path | None,
    docx: Path | None,
    json_path: Path | None,
    date: datetime | None,
) -> None:
    """What people answered in DATA (CSV or XLSX), a survey that was done once.

    Answers in order are recognised (agreement, frequency, pay bands, age brackets). How each column
    was read is printed, and can be changed with --codebook.
    """
    from kith.commands.evaluate_describe import Chosen, run_describe
    from kith.commands.evaluate_outputs import Outputs

    run_describe(
        data,
        Chosen(questions, exclude, by, suppress, title),
        codebook_path=codebook,
        outputs=Outputs(out, pdf, docx, json_path),
        now=moment(date),
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
@click.option("--title", help="The title of the report.")
@click.option("--out", type=OUT, help="The report, as HTML.")
@click.option("--pdf", type=OUT, help="The report, as PDF.")
@click.option("--docx", type=OUT, help="The report, as a Word document.")
@click.option("--json", "json_path", type=OUT, help="Every number, as JSON.")
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help="Of tests of large tables.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The date on the report. [default: today]")
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
    out: Path | None,
    pdf: Path | None,
    docx: Path | None,
    json_path: Path | None,
    seed: int,
    date: datetime | None,
) -> None:
    """Who got in, by group, from DATA (CSV or XLSX) with a row for each application.

    Small numbers are kept back, and everything else is worked out from the numbers that are shown, so the
    report can be passed on.
    """
    from kith.commands.evaluate_funnel import Chosen, run_funnel
    from kith.commands.evaluate_outputs import Outputs

    run_funnel(
        data,
        Chosen(stage, dates, by, ethnic, cohort, counted, title),
        baseline=baseline,
        outputs=Outputs(out, pdf, docx, json_path),
        seed=seed,
        now=moment(date),
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
@click.option("--title", help="The title of the report.")
@click.option("--out", type=OUT, help="The report, as HTML.")
@click.option("--pdf", type=OUT, help="The report, as PDF.")
@click.option("--docx", type=OUT, help="The report, as a Word document.")
@click.option("--json", "json_path", type=OUT, help="Every number, as JSON.")
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help="Of groups dealt at random.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The date on the report. [default: today]")
@faults_to_stderr
def groups(
    data: Path,
    by: str,
    scores: tuple[str, ...],
    person: str | None,
    order: str | None,
    title: str | None,
    out: Path | None,
    pdf: Path | None,
    docx: Path | None,
    json_path: Path | None,
    seed: int,
    date: datetime | None,
) -> None:
    """How groups of different people in DATA (CSV or XLSX) differ, a row for each person.

    For surveys that cannot be linked person by person, such as anonymous ones before and after. Nothing is
    said about change in anybody.
    """
    from kith.commands.evaluate_groups import Chosen, run_groups
    from kith.commands.evaluate_outputs import Outputs

    names = tuple(name.strip() for name in (order or "").split(",") if name.strip())
    run_groups(
        data,
        Chosen(by, scores, names, title, person),
        outputs=Outputs(out, pdf, docx, json_path),
        seed=seed,
        now=moment(date),
    )
