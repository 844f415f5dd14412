"""The work of ``kith workforce wisn``: read, work out, print, write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from kith.commands.evaluate_outputs import Outputs, counted, drawn, write_all
from kith.commands.outputs import Bar, refuse_clashes
from kith.commands.workforce_printing import print_report
from kith.foundation.faults import Faults, Where
from kith.foundation.messages import sentence
from kith.workforce.speaking import Speaker
from kith.workforce.wisn import Norms, Rounding, WisnData, calculate, leave_effects, with_leave
from kith.workforce.wisn.reading import read_wisn
from kith.workforce.wisn.report import SUBJECT, WisnFacts, wisn_report
from kith.workforce.wisn.results_out import wisn_json, wisn_workbook


def run_wisn(
    file: Path,
    *,
    rounding: str,
    leave: tuple[str, ...],
    xlsx: Path | None,
    title: str | None,
    outputs: Outputs,
    seed: int,
    now: datetime,
) -> None:
    """Everything is computed and drawn before anything is printed or written."""
    refuse_clashes((outputs.html, outputs.pdf, outputs.docx, outputs.json, xlsx), [file])
    with Bar() as bar:
        read = read_wisn(file, file.name)
        bar("Working it out", 0.3)
        changed = changed_leave(read.data.norms, leave)
        result = calculate(read.data, rounding=Rounding(rounding), seed=seed, inputs=read.inputs)
        effects = leave_effects(read.data, changed) if leave else ()
        said = title or Speaker(SUBJECT).say("title", name=file.name)
        report = wisn_report(result, WisnFacts(said, file.name, now, effects))
        contents = drawn(outputs, report, wisn_json(result, effects), bar)
        if xlsx is not None:
            contents[xlsx] = wisn_workbook(result)
    click.echo(f"{file.name}: {_size(read.data)}.")
    for noted in read.notes:
        click.echo(sentence(noted))
    print_report(report)
    write_all(contents)


def changed_leave(norms: Norms, wanted: Iterable[str]) -> Norms:
    """The norms with other days of annual leave, from ``CADRE=DAYS``. All faults at once."""
    faults = Faults()
    known = {each.cadre for each in norms.working_times}
    for each in wanted:
        cadre, _, days = each.rpartition("=")
        where = Where(key="--annual-leave")
        if not days.replace(".", "", 1).isdecimal():
            faults.add("workforce.wisn.bad_leave", where, value=each)
        elif cadre not in known:
            faults.add("workforce.wisn.unknown_cadre", where, cadre=cadre, known=", ".join(sorted(known)))
        else:
            norms = with_leave(norms, cadre, annual_leave=float(days))
    faults.raise_if_any()
    return norms


def _size(data: WisnData) -> str:
    return ", ".join(
        (
            counted(len(data.norms.working_times), "cadre", "cadres"),
            counted(len(data.places.facilities), "facility", "facilities"),
            counted(len(data.places.volumes), "volume", "volumes"),
        )
    )
