"""The work of ``kith evaluate many``: read, analyse programme by programme, print, write."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import click

from kith.commands.evaluate_outputs import print_table, write_all
from kith.commands.outputs import Bar, refuse_clashes
from kith.evaluation import formats
from kith.evaluation.many.analysis import analyse_many, run_hash
from kith.evaluation.many.keeping import first_line, line, read_kept
from kith.evaluation.many.reading import ManyColumns, read_many
from kith.evaluation.many.scales_file import read_scales
from kith.evaluation.many.types import ManyData, ManyMeasures, ManyPlan, ManyResult, ProgrammeChange
from kith.evaluation.many.writing import many_json, rows
from kith.evaluation.speaker import Speaker
from kith.foundation.faults import Fault, KithError
from kith.questionnaires.exchange.forms import read_form
from kith.questionnaires.types import ScaleDefinition
from kith.tables.parquet import write_parquet
from kith.tables.writing import write_csv

HEADINGS = ("Scale", "Programmes shown", "People", "Middle change", "Half of them", "Lowest", "Highest")

MOST_THREADS = 4
"""More wait for each other."""


@dataclass(frozen=True, slots=True)
class Files:
    """What is read beside the data, and what was asked to be written."""

    form: Path | None = None
    scales: Path | None = None
    json: Path | None = None
    csv: Path | None = None
    parquet: Path | None = None
    keep: Path | None = None


def scales_of(files: Files) -> tuple[ScaleDefinition, ...]:
    """The scales of the questionnaire, or of the file of scales. Raises KithError unless exactly one is given."""
    if (files.form is None) == (files.scales is None):
        raise KithError(Fault("evaluation.many.form_or_scales"))
    if files.scales is not None:
        return read_scales(files.scales.read_bytes(), files.scales.name)
    assert files.form is not None
    return read_form(files.form.read_bytes(), files.form.name).value.scales


def run_many(data: Path, columns: ManyColumns, plan: ManyPlan, files: Files, *, seed: int) -> None:
    """Everything is computed before anything is printed or written, but for what ``keep`` keeps."""
    outputs = (files.json, files.csv, files.parquet, files.keep)
    refuse_clashes(outputs, [path for path in (data, files.form, files.scales) if path is not None])
    speaker = Speaker()
    with Bar() as bar:

        def said(done: int, whole: int | None) -> None:
            bar("Reading the file", done / whole if whole else 0.0)

        bar("Reading the file", 0.0)
        found = read_many(data, name=data.name, columns=columns, plan=plan, progress=said)
        result = _analysed(found, plan, files, seed, bar, speaker)
        contents = _drawn(result, files)
    _print(data.name, found, result, speaker)
    write_all(contents)
    if files.keep is not None:
        files.keep.unlink(missing_ok=True)


def _analysed(
    data: ManyData, plan: ManyPlan, files: Files, seed: int, bar: Bar, speaker: Speaker
) -> ManyResult:
    def working(done: int, whole: int) -> None:
        bar("Working out change", done / whole)

    if files.keep is None:
        try:
            return analyse_many(data, plan, seed=seed, progress=working, threads=_threads())
        except KeyboardInterrupt:
            raise click.ClickException(speaker.say("evaluation.many.stopped_unkept")) from None
    run = run_hash(data, plan, seed)
    known = read_kept(files.keep, run) if files.keep.exists() else {}
    if known:
        said = speaker.say("evaluation.many.restarted", done=len(known), file=files.keep.name)
        click.echo(said, err=True)
    done = len(known)
    try:
        with _kept(files.keep, run, known) as file:

            def keep(change: ProgrammeChange) -> None:
                nonlocal done
                file.write(line(change))
                done += 1

            return analyse_many(
                data, plan, seed=seed, progress=working, known=known, keep=keep, threads=_threads()
            )
    except KeyboardInterrupt:
        said = speaker.say("evaluation.many.stopped", done=done, file=files.keep.name)
        raise click.ClickException(said) from None


def _threads() -> int:
    return min(MOST_THREADS, os.cpu_count() or 1)


@contextmanager
def _kept(path: Path, run: str, known: dict[str, ProgrammeChange]) -> Iterator[TextIO]:
    """The file of what is done, written anew: a line that was cut short must not stand before the next."""
    with path.open("w", encoding="utf-8") as file:
        file.write(first_line(run))
        file.writelines(line(change) for change in known.values())
        yield file


def _drawn(result: ManyResult, files: Files) -> dict[Path, bytes]:
    contents: dict[Path, bytes] = {}
    if files.json is not None:
        text = json.dumps(many_json(result), ensure_ascii=False, indent=2, allow_nan=False)
        contents[files.json] = text.encode() + b"\n"
    if files.csv is None and files.parquet is None:
        return contents
    table = list(rows(result))
    headings = tuple(table[0])
    body = [tuple(row.values()) for row in table]
    if files.csv is not None:
        contents[files.csv] = write_csv(headings, body)
    if files.parquet is not None:
        contents[files.parquet] = write_parquet(headings, body)
    return contents


def _print(name: str, data: ManyData, result: ManyResult, speaker: Speaker) -> None:
    plan, cells = result.plan, [cell for each in result.programmes for cell in each.scales]
    shown = sum(isinstance(cell.found, ManyMeasures) for cell in cells)
    matched = max((sum(_matched(result, scale.key)) for scale in plan.scales), default=0)
    counted = {"people": len(data.before), "programmes": len(result.programmes), "matched": matched}
    click.echo(speaker.say("evaluation.many.counted", name=name, **counted))
    for remark in result.remarks:
        click.echo(speaker.remark(remark))
    click.echo(
        speaker.say("evaluation.many.shown", shown=shown, cells=len(cells), least=plan.least_matched) + "\n"
    )
    print_table(HEADINGS, [_summary(result, scale, speaker) for scale in plan.scales])
    click.echo("")
    for code in ("by_chance", "alpha_listwise"):
        click.echo(speaker.say(f"evaluation.many.{code}"))
    click.echo(speaker.say("evaluation.many.drawn", resamples=plan.resamples))
    click.echo(speaker.say("evaluation.never.cause"))


def _matched(result: ManyResult, key: str) -> list[int]:
    return [cell.n_matched for each in result.programmes for cell in each.scales if cell.scale == key]


def _summary(result: ManyResult, scale: ScaleDefinition, speaker: Speaker) -> tuple[str, ...]:
    """How far programmes' mean changes lie apart: never which programme is where."""
    cells = [cell for each in result.programmes for cell in each.scales if cell.scale == scale.key]
    found = [cell for cell in cells if isinstance(cell.found, ManyMeasures)]
    changes = sorted(
        cell.found.mean_later - cell.found.mean_earlier
        for cell in found
        if isinstance(cell.found, ManyMeasures)
    )
    name, people = speaker.text(scale.name), str(sum(cell.n_matched for cell in found))
    if len(changes) < 2:
        only = [formats.change(changes[0])] if changes else ["–"]
        return (name, str(len(found)), people, *only, "–", "–", "–")
    quarters = statistics.quantiles(changes, n=4, method="inclusive")
    half = f"{formats.change(quarters[0])} to {formats.change(quarters[2])}"
    ends = (formats.change(changes[0]), formats.change(changes[-1]))
    return (name, str(len(found)), people, formats.change(quarters[1]), half, *ends)
