"""The work of ``kith workforce backtest``: read, score, print, write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kith.commands.evaluate_outputs import Outputs, drawn, print_block, write_all
from kith.commands.outputs import Bar, refuse_clashes
from kith.foundation.faults import Faults
from kith.publishing.blocks import Figure
from kith.workforce.backtest.reading import SCHEMA, read_stocks
from kith.workforce.backtest.result_json import backtest_json
from kith.workforce.backtest.run import backtest
from kith.workforce.backtest.section import backtest_report
from kith.workforce.forecast.calibration import write_calibration
from kith.workforce.speaking import Speaker

STEPS = {"halves": "Testing on random halves", "hold_out": "Holding out the last years"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The options as they were written."""

    horizons: str
    held_out: int | None
    only: tuple[str, ...]
    columns: tuple[str, ...]
    splits: int


def run_backtest(
    file: Path,
    asked: Asked,
    *,
    calibration: Path | None,
    title: str | None,
    outputs: Outputs,
    seed: int,
    now: datetime,
) -> None:
    """Everything is computed and drawn before anything is printed or written."""
    refuse_clashes((outputs.html, outputs.pdf, outputs.docx, outputs.json, calibration), [file])
    horizons, columns = _understood(asked)
    speaker = Speaker("workforce.backtest")
    with Bar() as bar:
        bar("Reading the file", 0.0)
        stocks = read_stocks(file, only=asked.only, columns=columns)

        def working(step: str, done: int, whole: int) -> None:
            bar(STEPS[step], done / whole)

        result = backtest(
            stocks,
            horizons=horizons,
            splits=asked.splits,
            held_out=asked.held_out,
            seed=seed,
            progress=working,
        )
        report = backtest_report(
            result, name=title or file.stem.replace("_", " "), created=now, speaker=speaker
        )
        contents = drawn(outputs, report, backtest_json(result), bar)
    if calibration is not None:
        contents[calibration] = write_calibration(result.calibration)
    for block in (*report.summary, *report.sections[0].blocks):
        if not isinstance(block, Figure):
            print_block(block)
    write_all(contents)


def _understood(asked: Asked) -> tuple[tuple[int, ...], dict[str, str]]:
    faults = Faults()
    parts = [part.strip() for part in asked.horizons.split(",")]
    if not all(part.isascii() and part.isdigit() for part in parts):
        faults.add("workforce.backtest.not_horizons", value=asked.horizons)
    columns = {}
    for said in asked.columns:
        field, equals, heading = said.partition("=")
        if not equals or field.strip() not in {each.key for each in SCHEMA.fields}:
            faults.add("workforce.backtest.not_a_column", value=said)
        columns[field.strip()] = heading.strip()
    faults.raise_if_any()
    return tuple(int(part) for part in parts), columns
