"""``kith workforce run``: a scenario projected, with its gap, its money and its provenance."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.evaluate_options import dated
from kith.commands.evaluate_outputs import Outputs
from kith.commands.outputs import Bar, refuse_clashes
from kith.commands.run import faults_to_stderr

if TYPE_CHECKING:
    from kith.workforce.scenario.running import Run
    from kith.workforce.scenario.types import Scenario

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
STOPPED = 130
"""The exit code of a command that was stopped from the keyboard."""


@click.command(name="run")
@click.argument("file", type=FILE)
@click.option("--draws", type=click.IntRange(1, 100_000), help="How many draws, instead of the scenario's.")
@click.option("--seed", type=click.IntRange(0), help="Another seed than the scenario's.")
@click.option(
    "--threads", type=click.IntRange(1, 64), default=1, show_default=True, help="They change no number."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder for everything: summary.txt, run.json, run.xlsx and a Parquet file for each table.",
)
@click.option("--json", "json_out", type=OUT, help="Write the run as JSON.")
@click.option("--xlsx", type=OUT, help="Write the run's tables as a workbook.")
@click.option("--parquet", type=OUT, help="Write supply, need and gap by year, profession and region.")
@click.option(
    "--archive", type=OUT, help="Also add what it said to this archive (.jsonl), to be scored later."
)
@dated
@click.option("--report", type=OUT, help="Write the report as a page that stands alone.")
@click.option("--pdf", type=OUT, help="Write the report as PDF/UA.")
@click.option("--docx", type=OUT, help="Write the report as a Word document.")
@faults_to_stderr
def command(
    file: Path,
    draws: int | None,
    seed: int | None,
    threads: int,
    out: Path | None,
    json_out: Path | None,
    xlsx: Path | None,
    parquet: Path | None,
    archive: Path | None,
    now: datetime,
    report: Path | None,
    pdf: Path | None,
    docx: Path | None,
) -> None:
    """Run the scenario FILE and say what comes of it. The same file, seed and lock give the same bytes."""
    from kith.workforce.scenario.compiling import replaced
    from kith.workforce.scenario.reading import load_scenario
    from kith.workforce.scenario.summary import summarise

    refuse_clashes((json_out, xlsx, parquet, archive, report, pdf, docx), (file,))
    scenario = replaced(load_scenario(file), draws=draws, seed=seed)
    run = _run(scenario, threads)
    lines = summarise(run)
    for line in lines:
        click.echo(line)
    entry = _filed(run, archive, now) if archive is not None else b""
    drawn = _reported(run, Outputs(html=report, pdf=pdf, docx=docx), now)
    _write(run, lines, out, {"json": json_out, "xlsx": xlsx, "parquet": parquet}, drawn)
    if archive is not None:
        with archive.open("ab") as kept:
            kept.write(entry)
        click.echo(f"Filed in {archive}")


def _filed(run: Run, archive: Path, now: datetime) -> bytes:
    """The line for the archive; refused, as all else, before anything is written."""
    from kith.workforce.scenario.filing import filed
    from kith.workforce.scorecard.archive import file_line

    before = archive.read_bytes() if archive.exists() else b""
    return file_line(before, filed(run, on=now.date()), archive.name)


def _reported(run: Run, outputs: Outputs, now: datetime) -> dict[Path, bytes]:
    """The report in each form that was asked for, on the date that was asked for."""
    from kith.commands.evaluate_outputs import drawn
    from kith.workforce.report import workforce_report

    if not (outputs.html or outputs.pdf or outputs.docx):
        return {}
    with Bar() as bar:
        return drawn(outputs, workforce_report(run, written_at=now), {}, bar)


def _run(scenario: Scenario, threads: int) -> Run:
    from kith.workforce.scenario.running import run

    done = [0, 1]
    with Bar() as bar:

        def told(so_far: int, of: int) -> None:
            done[:] = so_far, of
            bar("Projecting", so_far / of)

        try:
            return run(scenario, threads=threads, progress=told)
        except KeyboardInterrupt:
            pass
    click.echo(f"Stopped after {done[0] / done[1]:.0%} of the draws. Nothing was written.", err=True)
    sys.exit(STOPPED)


def _write(
    run: Run,
    lines: tuple[str, ...],
    out: Path | None,
    single: dict[str, Path | None],
    drawn: dict[Path, bytes],
) -> None:
    from kith.commands.evaluate_outputs import write_all
    from kith.tables.parquet import write_parquet
    from kith.tables.writing import write_workbook
    from kith.workforce.scenario.run_json import run_json
    from kith.workforce.scenario.run_tables import sheets_of

    sheets = sheets_of(run)
    contents: dict[Path, bytes] = dict(drawn)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        contents[out / "summary.txt"] = ("\n".join(lines) + "\n").encode()
        single = {kind: path or out / f"run.{kind}" for kind, path in single.items() if kind != "parquet"}
        for name, sheet in sheets.items():
            contents[out / f"{name}.parquet"] = write_parquet(sheet.columns, sheet.rows)
    if (path := single.get("json")) is not None:
        text = json.dumps(run_json(run), ensure_ascii=False, indent=1, allow_nan=False)
        contents[path] = text.encode() + b"\n"
    if (path := single.get("xlsx")) is not None:
        contents[path] = write_workbook({name: (sheet.columns, sheet.rows) for name, sheet in sheets.items()})
    if (path := single.get("parquet")) is not None:
        contents[path] = write_parquet(sheets["places"].columns, sheets["places"].rows)
    if contents:
        write_all(contents)
