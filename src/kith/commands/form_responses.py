"""The work of ``kith form responses`` and ``score``: read, map, check, write."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from kith.commands.form_convert import read, say_lost
from kith.commands.outputs import refuse_clashes, write_together
from kith.foundation.faults import Fault, KithError, Where
from kith.foundation.messages import sentence, words
from kith.questionnaires.exchange.codebook import codebook, codebook_csv, codebook_json
from kith.questionnaires.exchange.fhir_responses import read_bundle, write_bundle
from kith.questionnaires.exchange.responses import (
    ABOUT,
    Response,
    columns_of,
    read_responses,
    table_of,
    write_responses,
    write_table,
)
from kith.questionnaires.mapping import (
    Mapping,
    apply,
    mapping_from_toml,
    mapping_to_toml,
    propose,
    read_export,
)
from kith.questionnaires.scoring import score_all
from kith.questionnaires.types import Instrument
from kith.tables.types import Cell, Table

MOST_FAULTS = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asked for."""

    out: Path | None
    save_mapping: Path | None
    codebook: Path | None
    scores: bool
    keep_sound: bool

    @property
    def paths(self) -> tuple[Path | None, ...]:
        return (self.out, self.save_mapping, self.codebook)


def run_responses(data: Path, form: Path, mapping: Path | None, wanted: Wanted) -> None:
    """Everything is checked before anything is written."""
    refuse_clashes(wanted.paths, [path for path in (data, form, mapping) if path])
    instrument = _instrument(form)
    contents: dict[Path, bytes] = {}
    found, used = _read(data, instrument, mapping, wanted.keep_sound)
    if wanted.save_mapping and used is not None:
        contents[wanted.save_mapping] = mapping_to_toml(used)
    if wanted.out:
        contents[wanted.out] = _written(instrument, found, wanted.out, wanted.scores)
    if wanted.codebook:
        headings, _ = table_of(instrument, found, scores=wanted.scores)
        entries = codebook(instrument, headings)
        write = codebook_json if wanted.codebook.suffix == ".json" else codebook_csv
        contents[wanted.codebook] = write(instrument, entries)
    write_together(contents)
    click.echo(f"Responses: {len(found)}.")
    for path in contents:
        click.echo(f"Wrote {path}.")


def _instrument(form: Path) -> Instrument:
    carried = read(form)
    say_lost("Not carried over from the questionnaire:", carried.lost)
    return carried.value


def _written(instrument: Instrument, found: Sequence[Response], out: Path, scores: bool) -> bytes:
    ending = out.suffix.removeprefix(".").lower()
    if ending == "json":
        return (json.dumps(write_bundle(instrument, found), ensure_ascii=False, indent=2) + "\n").encode()
    return write_responses(instrument, found, ending, scores=scores)


def _read(
    data: Path, instrument: Instrument, kept: Path | None, keep_sound: bool
) -> tuple[tuple[Response, ...], Mapping | None]:
    content = data.read_bytes()
    if data.suffix.lower() == ".json":
        found, faults = read_bundle(instrument, content, data.name)
        _say(faults, keep_sound)
        return found, None
    table = read_export(content, data.name)
    if kept is None and _is_ours(table, instrument):
        return read_responses(instrument, content, data.name), None
    mapping = mapping_from_toml(kept.read_bytes(), kept.name) if kept else propose(table, instrument)
    if not mapping.items:
        raise KithError(Fault("mapping.nothing", Where(file=data.name)))
    _say_mapping(mapping)
    mapped = apply(table, instrument, mapping)
    for remark in mapped.remarks:
        click.echo(sentence(remark))
    _say(mapped.faults, keep_sound)
    return mapped.responses, mapping


def _is_ours(table: Table, instrument: Instrument) -> bool:
    """Whether Kith wrote the table itself, so that nothing has to be guessed."""
    ours = {column.name for column in columns_of(instrument)}
    return any(name.endswith("__missing") for name in table.columns) and all(
        name in ours or name in ABOUT or name.startswith("score__") for name in table.columns
    )


def _say_mapping(mapping: Mapping) -> None:
    for one in mapping.items:
        why = words(f"mapping.reason.{one.reason.value}", {})
        sure = "" if one.reason.value == "chosen" else f", {one.confidence:.0%} sure"
        shown = " + ".join(column[:60] for column in one.columns[:3])
        more = f" and {len(one.columns) - 3} more" if len(one.columns) > 3 else ""
        click.echo(f"{one.item}: {shown}{more} ({why}{sure})")
    if mapping.unanswered:
        click.echo(f"No column for: {', '.join(mapping.unanswered)}.")


def _say(faults: Sequence[Fault], keep_sound: bool) -> None:
    """Refuse with every fault, or say them and go on."""
    if faults and not keep_sound:
        raise KithError(faults)
    for fault in faults[:MOST_FAULTS]:
        click.echo(sentence(fault), err=True)
    if len(faults) > MOST_FAULTS:
        click.echo(f"… and {len(faults) - MOST_FAULTS} more.", err=True)


def run_score(data: Path, form: Path, mapping: Path | None, out: Path | None) -> None:
    """A row a response, a score a scale, and why there is none."""
    refuse_clashes([out], [path for path in (data, form, mapping) if path])
    instrument = _instrument(form)
    if not instrument.scales:
        raise KithError(Fault("exchange.no_scales", Where(file=form.name)))
    found, _ = _read(data, instrument, mapping, keep_sound=False)
    about = [name for name in ABOUT if any(getattr(one, name) is not None for one in found)]
    headings = [*about]
    for scale in instrument.scales:
        headings += [scale.key, f"{scale.key}__answered", f"{scale.key}__missing"]
    rows: list[list[Cell]] = []
    for one in found:
        cells: list[Cell] = [getattr(one, name) for name in about]
        for scored in score_all(instrument, one.answers):
            cells += [scored.value, scored.answered, scored.missing.value if scored.missing else None]
        rows.append(cells)
    if out is not None:
        write_together({out: write_table(headings, rows, out.suffix.removeprefix(".").lower())})
        click.echo(f"Responses: {len(rows)}. Wrote {out}.")
        return
    click.echo("\t".join(headings))
    for row in rows:
        click.echo(
            "\t".join(
                "" if cell is None else f"{cell:.10g}" if isinstance(cell, float) else str(cell)
                for cell in row
            )
        )
