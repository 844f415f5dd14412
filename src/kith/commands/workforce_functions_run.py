"""The work of ``kith workforce functions``: read, measure, print, write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from kith.commands.evaluate_outputs import Outputs, counted, drawn, write_all
from kith.commands.outputs import Bar, refuse_clashes
from kith.commands.workforce_printing import print_report
from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.foundation.messages import sentence
from kith.foundation.provenance import hash_bytes
from kith.questionnaires.exchange import read_form
from kith.questionnaires.exchange.fhir_responses import read_bundle
from kith.questionnaires.exchange.responses import Response, read_responses
from kith.questionnaires.types import Instrument
from kith.workforce.functions.answers import Told, questionnaire, table_from, write_long
from kith.workforce.functions.comparing import compare
from kith.workforce.functions.hidden import from_lists, read_codes
from kith.workforce.functions.measure import measure
from kith.workforce.functions.names import read_lists
from kith.workforce.functions.protecting import Audience, view
from kith.workforce.functions.reading import read_functions
from kith.workforce.functions.report import SUBJECT, FunctionsFacts, Side, functions_report
from kith.workforce.functions.results import Drawing, Hidden
from kith.workforce.functions.results_out import functions_json, functions_workbook
from kith.workforce.functions.types import FunctionTable, Lists
from kith.workforce.speaking import Speaker


@dataclass(frozen=True, slots=True)
class Asked:
    """The files and populations of one report."""

    file: Path
    partner: Path | None = None
    population: int | None = None
    partner_population: int | None = None
    lists: Path | None = None
    hidden: tuple[Path, ...] = ()

    def paths(self) -> tuple[Path, ...]:
        given = (self.file, self.partner, self.lists, *self.hidden)
        return tuple(path for path in given if path is not None)

    def populations(self) -> tuple[int, int] | None:
        if self.population is None or self.partner_population is None:
            return None
        return self.population, self.partner_population


def run_functions(
    asked: Asked,
    drawing: Drawing,
    audience: Audience,
    keep_back: int | None,
    *,
    xlsx: Path | None,
    title: str | None,
    outputs: Outputs,
    now: datetime,
) -> None:
    """Everything is computed and drawn before anything is printed or written."""
    refuse_clashes((outputs.html, outputs.pdf, outputs.docx, outputs.json, xlsx), asked.paths())
    _fits(asked)
    with Bar() as bar:
        table, partner = _tables(asked)
        hidden = _hidden(asked.hidden)
        bar("Working it out", 0.2)
        here = view(measure(table, drawing), audience, keep_back)
        there = None if partner is None else view(measure(partner, drawing), audience, keep_back)
        compared = None if there is None else compare(here.measured, there.measured, asked.populations())
        side = None if compared is None or there is None else Side(compared, there)
        said = title or Speaker(SUBJECT).say("title")
        report = functions_report(here, FunctionsFacts(said, now), side=side, hidden=hidden)
        numbers = functions_json(here, compared=compared, there=there, hidden=hidden)
        contents = drawn(outputs, report, numbers, bar)
        if xlsx is not None:
            contents[xlsx] = functions_workbook(here, compared, there)
    click.echo(f"{table.name}: {counted(len(table.rows), 'row', 'rows')}.")
    for noted in (*table.notes, *(partner.notes if partner else ())):
        click.echo(sentence(noted))
    print_report(report)
    write_all(contents)


def _fits(asked: Asked) -> None:
    """Options that only make sense together."""
    faults = Faults()
    given = [asked.population is not None, asked.partner_population is not None]
    if any(given) and asked.partner is None:
        faults.add("workforce.functions.population_alone")
    elif any(given) and not all(given):
        faults.add("workforce.functions.one_population")
    if len(asked.hidden) not in (0, 2):
        faults.add("workforce.functions.two_lists", n=len(asked.hidden))
    faults.raise_if_any()


def _tables(asked: Asked) -> tuple[FunctionTable, FunctionTable | None]:
    """Both tables, with the faults of both at once."""
    lists = _lists(asked.lists)
    found: list[FunctionTable] = []
    faults: list[Fault] = []
    for path in (asked.file, asked.partner):
        try:
            found += [] if path is None else [read_functions(path, lists)]
        except KithError as refused:
            faults += refused.faults
    if faults:
        raise KithError(faults)
    return found[0], found[1] if len(found) > 1 else None


def _lists(path: Path | None) -> Lists | None:
    return None if path is None else read_lists(path.read_bytes(), path.name)


def _hidden(paths: Sequence[Path]) -> Hidden | None:
    if not paths:
        return None
    first, second = (read_codes(path) for path in paths)
    return from_lists(first, second)


def run_from_responses(
    responses: Sequence[Path], *, out: Path, form: Path | None, lists: Path | None
) -> None:
    """The long table of all files together; nothing is written where anything is wrong."""
    refuse_clashes([out], [*responses, *(path for path in (form, lists) if path)])
    instrument = questionnaire() if form is None else read_form(form.read_bytes(), form.name).value
    told: list[Told] = []
    inputs: dict[str, str] = {}
    faults: list[Fault] = []
    for path in responses:
        content = path.read_bytes()
        inputs[path.name] = hash_bytes(content)
        try:
            told += _told(instrument, content, path)
        except KithError as refused:
            faults += refused.faults
    if faults:
        raise KithError(faults)
    made = table_from(told, out.name, inputs, _lists(lists))
    click.echo(f"Responses: {len(told)}, {made.without_part} of them without a part in any function.")
    click.echo(f"The long table has {counted(len(made.table.rows), 'row', 'rows')}.")
    write_all({out: write_long(made.table, out.suffix.removeprefix(".").lower())})


def _told(instrument: Instrument, content: bytes, path: Path) -> list[Told]:
    found: Sequence[Response]
    if path.suffix.lower() == ".json":
        found, faults = read_bundle(instrument, content, path.name)
        if faults:
            raise KithError(faults)
    else:
        found = read_responses(instrument, content, path.name)
    return [
        Told(each.person, each.answers, Where(file=path.name, row=number))
        for number, each in enumerate(found, start=2)
    ]
