"""``kith evaluate rerun``: a report's bundle checked, worked out again, and made into the report again."""

from __future__ import annotations

import gettext
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kith.commands.evaluate_options import FILE, OUT
from kith.commands.evaluate_outputs import Outputs, counted, drawn, write_all
from kith.commands.outputs import Bar
from kith.commands.run import faults_to_stderr

if TYPE_CHECKING:
    from kith.evaluation.bundle import Bundle, Rerun
    from kith.foundation.messages import Translate

DIFFERENT = 1
HEADINGS = {
    "same": "Sections that are the same",
    "different": "Sections that are different",
    "part": "Sections worked out in part",
    "checked": "Sections looked at",
    "not": "Sections that cannot be worked out from this file",
}
MOST_SHOWN = 50
"""Differences that are printed; all of them stand in the file of ``--json``."""


@click.command()
@click.argument("bundle", type=FILE)
@click.option("--out", type=OUT, help="The report again, as HTML.")
@click.option("--pdf", type=OUT, help="The report again, as PDF.")
@click.option("--docx", type=OUT, help="The report again, as a Word document.")
@click.option("--json", "json_path", type=OUT, help="What was found, as JSON.")
@faults_to_stderr
def rerun(
    bundle: Path, out: Path | None, pdf: Path | None, docx: Path | None, json_path: Path | None
) -> None:
    """Work out again every number of BUNDLE, the ZIP that belongs to a report.

    Each file is held against its hash, then each number against the one that is worked out with the same plan,
    scores and seed. Leaves with 1 if a number differs, and with 2 if the bundle cannot be read.
    """
    from kith.evaluation.bundle import read_bundle
    from kith.evaluation.bundle import rerun as work_out_again
    from kith.foundation.provenance import hash_bytes

    outputs = Outputs(out, pdf, docx, json_path)
    outputs.refuse_clashes(bundle)
    content = bundle.read_bytes()
    with Bar() as bar:
        bar("Reading the bundle", 0.0)
        read = read_bundle(content, bundle.name)
        bar("Working it out again", 0.2)
        translate = _translate(read.report.language)
        found = work_out_again(read, translate=translate)
        contents = drawn(outputs, read.report, found_json(read, found), bar, translate=translate)
    _print(read, found, hash_bytes(content))
    write_all(contents)
    if found.differences:
        sys.exit(DIFFERENT)


def found_json(bundle: Bundle, found: Rerun) -> Mapping[str, object]:
    """What a rerun found, in the documented shape of ``--json``."""
    from kith.evaluation.bundle.versions import versions
    from kith.evaluation.result_json import jsonable

    return {
        "format": "kith.evaluation.rerun",
        "format_version": 1,
        "bundle": bundle.name,
        "audience": bundle.audience.value,
        "seed": bundle.seed,
        "made_at": bundle.made_at.isoformat(),
        "versions_of_bundle": dict(bundle.versions),
        "versions": versions(),
        "numbers": found.numbers,
        "exact": found.exact,
        "tolerance": found.tolerance,
        "differences": jsonable(found.differences),
        "remarks": jsonable(found.remarks),
        "sections": jsonable(found.sections),
    }


def _translate(language: str) -> Translate:
    """The report's own language, where its translation is installed; else English."""
    import kith

    base, _, script = language.partition("-")
    name = f"{base}_{script.title()}" if script else base
    folder = Path(kith.__file__).parent / "locale"
    return gettext.translation("django", folder, languages=[name], fallback=True).gettext


def _print(bundle: Bundle, found: Rerun, sha256: str) -> None:
    from kith.foundation.messages import words

    click.echo(f"{bundle.name}: {bundle.report.title}")
    for_whom = "for everybody, without lines of single people"
    if bundle.data is not None:
        for_whom = f"for the evaluator, with {counted(bundle.people, 'line', 'lines')}"
    made = bundle.made_at.isoformat(sep=" ", timespec="minutes")
    click.echo(f"Made on {made}, {for_whom}. Seed {bundle.seed}.")
    click.echo(f"Hash of this file: {sha256}")
    click.echo(f"All {len(bundle.files)} files fit their hashes.")
    if not found.exact:
        own = ", ".join(f"{name} {value}" for name, value in bundle.versions.items())
        click.echo(
            f"It was made with {own}. Here other versions are used, so whole numbers have to be equal and others"
            f" to be within {found.tolerance:g} of their size."
        )
    numbers = counted(found.numbers, "number", "numbers")
    if not found.differences:
        click.echo(f"All {numbers} are the same." if found.numbers != 1 else "The one number is the same.")
    else:
        click.echo(f"{counted(len(found.differences), 'value differs', 'values differ')}, of {numbers}:")
        for each in found.differences[:MOST_SHOWN]:
            click.echo(f"- {each.place}: {each.stated} in the bundle, {each.found} now")
        if len(found.differences) > MOST_SHOWN:
            click.echo(f"And {len(found.differences) - MOST_SHOWN} more; --json has all of them.")
    for remark in found.remarks:
        click.echo(words(remark.code, remark.params))
    _print_sections(found)


def _print_sections(found: Rerun) -> None:
    from kith.foundation.messages import words

    for again, heading in HEADINGS.items():
        told = [each for each in found.sections if each.again == again]
        if told:
            click.echo(f"{heading}:")
        for each in told:
            click.echo(f"- {each.title}: {words(each.why.code, each.why.params)}")
