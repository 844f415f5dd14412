"""``kith workforce functions``: who does public health, from shares of a usual week."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.evaluate_options import FILE, OUT, dated, report_files, seeded, titled
from kith.commands.run import faults_to_stderr

if TYPE_CHECKING:
    from kith.commands.evaluate_outputs import Outputs

LEAST_DRAWS, MOST_DRAWS = 100, 100_000


class ReportByDefault(click.Group):
    """``functions FILE`` is ``functions report FILE``."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            args = ["report", *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # Options may stand before the file: they are the report's, not the group's.
        if args and args[0].startswith("-") and args[0] != "--help":
            args = ["report", *args]
        return super().parse_args(ctx, args)


@click.group(name="functions", cls=ReportByDefault)
def command() -> None:
    """Who does public health: functions by occupations in FTE, from shares of working time.

    Give a long table (CSV or XLSX), or make one from the answers to Kith's questionnaire with from-responses.
    """


@command.command(name="report")
@click.argument("file", type=FILE)
@click.option("--partner", type=FILE, help="The same table of a partner country.")
@click.option("--population", type=int, help="People in the country: rates per 100,000 are compared.")
@click.option("--partner-population", type=int, help="People in the partner country.")
@click.option("--lists", type=FILE, help="Your own functions and occupations, as TOML.")
@click.option(
    "--hidden-list", "hidden_lists", type=FILE, multiple=True, help="A list of codes of people; give two."
)
@click.option("--shape", type=click.Choice(["pert", "triangular"]), default="pert", show_default=True)
@click.option(
    "--together",
    type=click.Choice(["none", "respondent", "all"]),
    default="respondent",
    show_default=True,
    help="Whose shares err the same way.",
)
@click.option("--draws", type=click.IntRange(LEAST_DRAWS, MOST_DRAWS), default=2_000, show_default=True)
@click.option("--audience", type=click.Choice(["public", "evaluator"]), default="public", show_default=True)
@click.option(
    "--keep-back", type=click.IntRange(1), help="Keep back figures of so many people or fewer. [default: 7]"
)
@click.option("--xlsx", type=OUT, help="Every figure, as an Excel workbook.")
@titled
@report_files
@seeded("Of the drawn shares.")
@dated
@faults_to_stderr
def report(
    file: Path,
    partner: Path | None,
    population: int | None,
    partner_population: int | None,
    lists: Path | None,
    hidden_lists: tuple[Path, ...],
    shape: str,
    together: str,
    draws: int,
    audience: str,
    keep_back: int | None,
    xlsx: Path | None,
    title: str | None,
    outputs: Outputs,
    seed: int,
    now: datetime,
) -> None:
    """The report of a long table, alone or beside a partner country's."""
    from kith.commands.workforce_functions_run import Asked, run_functions
    from kith.workforce.functions import Correlation, Drawing, Shape
    from kith.workforce.functions.protecting import Audience

    asked = Asked(file, partner, population, partner_population, lists, hidden_lists)
    drawing = Drawing(Shape(shape), Correlation(together), draws, seed)
    run_functions(
        asked, drawing, Audience(audience), keep_back, xlsx=xlsx, title=title, outputs=outputs, now=now
    )


@command.command(name="from-responses")
@click.argument("responses", type=FILE, nargs=-1, required=True)
@click.option("--out", type=OUT, required=True, help="The long table, as CSV or XLSX.")
@click.option("--form", type=FILE, help="Your own copy of the questionnaire, with the same keys.")
@click.option("--lists", type=FILE, help="Your own functions and occupations, as TOML.")
@faults_to_stderr
def from_responses(responses: tuple[Path, ...], out: Path, form: Path | None, lists: Path | None) -> None:
    """The long table, from exported answers to the questionnaire."""
    from kith.commands.workforce_functions_run import run_from_responses

    run_from_responses(responses, out=out, form=form, lists=lists)


@command.command(name="questionnaire")
@click.option("--out", type=OUT, required=True, help="Where to write the questionnaire (TOML).")
@faults_to_stderr
def questionnaire(out: Path) -> None:
    """Write Kith's questionnaire, to be asked as it is or changed first."""
    from kith.commands.evaluate_outputs import write_all
    from kith.workforce.functions.answers import questionnaire_file

    write_all({out: questionnaire_file()})
