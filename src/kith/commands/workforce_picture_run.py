"""The work of ``kith workforce picture``: read, work out, print, write."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kith.commands.evaluate_outputs import Outputs, counted, drawn, write_all
from kith.commands.outputs import Bar, refuse_clashes
from kith.commands.workforce_printing import print_report
from kith.foundation.messages import sentence
from kith.workforce.picture import draw_picture
from kith.workforce.picture.reading import Files, read_country
from kith.workforce.picture.report import SUBJECT, PictureFacts, picture_report
from kith.workforce.picture.results_out import picture_json, picture_workbook
from kith.workforce.speaking import Speaker


def run_picture(
    files: Files, *, xlsx: Path | None, title: str | None, outputs: Outputs, now: datetime
) -> None:
    """Everything is computed and drawn before anything is printed or written."""
    refuse_clashes((outputs.html, outputs.pdf, outputs.docx, outputs.json, xlsx), files.paths())
    with Bar() as bar:
        read = read_country(files)
        bar("Working it out", 0.3)
        seed = files.seed if read.country.workload_invented else None
        picture = draw_picture(read.country, inputs=read.inputs, seed=seed)
        said = title or Speaker(SUBJECT).say("title")
        source = ", ".join(path.name for path in files.paths())
        report = picture_report(picture, PictureFacts(said, source, now))
        contents = drawn(outputs, report, picture_json(picture), bar)
        if xlsx is not None:
            contents[xlsx] = picture_workbook(picture, read.country)
    click.echo(
        f"{files.in_post.name}, {files.funded.name}: {counted(len(read.country.in_post), 'row', 'rows')} each."
    )
    for noted in read.notes:
        click.echo(sentence(noted))
    print_report(report)
    write_all(contents)
