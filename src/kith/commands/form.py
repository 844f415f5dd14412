"""``kith form``: questionnaires and answers in and out of other tools' formats."""

from __future__ import annotations

from pathlib import Path

import click

from kith.commands.run import faults_to_stderr

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
FORMATS = ("toml", "json", "xlsx", "csv", "md", "fhir")


@click.group(name="form")
def commands() -> None:
    """Move questionnaires and answers in and out."""


@commands.command()
@click.argument("file", type=FILE)
@faults_to_stderr
def check(file: Path) -> None:
    """Read the questionnaire in FILE and say what it asks and what Kith has no place for.

    FILE is Kith's own TOML or JSON, an XLSForm (.xlsx, .csv, .md) or a FHIR Questionnaire (.json).
    """
    from kith.commands.form_convert import run_check

    run_check(file)


@commands.command()
@click.argument("source", type=FILE, metavar="IN")
@click.argument("out", type=OUT)
@click.option(
    "--to", "wanted", type=click.Choice(FORMATS), help="The format, if the ending of OUT does not tell it."
)
@faults_to_stderr
def convert(source: Path, out: Path, wanted: str | None) -> None:
    """Write the questionnaire of IN as OUT, and list what cannot be carried.

    The endings tell the formats: .toml, .json, .fhir.json, and .xlsx, .csv or .md for an XLSForm.
    """
    from kith.commands.form_convert import run_convert

    run_convert(source, out, wanted)


@commands.command()
@click.argument("data", type=FILE)
@click.option("--form", "form", type=FILE, required=True, help="The questionnaire that was asked.")
@click.option("--to", "out", type=OUT, help="The responses: .csv, .xlsx, .parquet, or .json for FHIR.")
@click.option("--mapping", type=FILE, help="Which column answers which item: TOML. Guessed when not given.")
@click.option("--save-mapping", type=OUT, help="Write the mapping, to look at, change and use again.")
@click.option("--codebook", type=OUT, help="What each column holds: .csv or .json.")
@click.option("--scores", is_flag=True, help="Add a column for the score of each scale.")
@click.option("--keep-sound", is_flag=True, help="Write what is sound although some answers are wrong.")
@faults_to_stderr
def responses(
    data: Path,
    form: Path,
    out: Path | None,
    mapping: Path | None,
    save_mapping: Path | None,
    codebook: Path | None,
    scores: bool,
    keep_sound: bool,
) -> None:
    """Map the answers in DATA, another tool's export, to a questionnaire, check them, and write them.

    DATA is CSV, XLSX or Parquet, or JSON of FHIR QuestionnaireResponses. Nothing is written while an answer
    is wrong, unless you say --keep-sound.
    """
    from kith.commands.form_responses import Wanted, run_responses

    run_responses(data, form, mapping, Wanted(out, save_mapping, codebook, scores, keep_sound))


@commands.command()
@click.argument("data", type=FILE)
@click.option("--form", "form", type=FILE, required=True, help="The questionnaire that was asked.")
@click.option("--mapping", type=FILE, help="Which column answers which item: TOML. Guessed when not given.")
@click.option("--to", "out", type=OUT, help="The scores: .csv, .xlsx or .parquet. [default: printed]")
@faults_to_stderr
def score(data: Path, form: Path, mapping: Path | None, out: Path | None) -> None:
    """Each person's score on each scale of a questionnaire, from the answers in DATA.

    Reversed items are turned round. Where too few items of a scale were answered there is no score, never a
    nought, and the reason stands beside it.
    """
    from kith.commands.form_responses import run_score

    run_score(data, form, mapping, out)
