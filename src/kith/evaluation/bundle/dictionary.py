"""What each column of the data means, for people (CSV) and for programs (JSON)."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation.bundle import answers, lines, released_table
from kith.evaluation.bundle.types import ANSWERS, RESPONSES, Column, Contents
from kith.evaluation.plan import Outcome
from kith.evaluation.result_json import Json, jsonable
from kith.evaluation.speaker import Speaker
from kith.tables.writing import write_csv

HEADINGS = (
    "file",
    "column",
    "label",
    "instrument",
    "version",
    "licence",
    "items",
    "reversed_items",
    "missing",
    "low",
    "high",
)
SAY = "evaluation.bundle.column"


def dictionary(contents: Contents, speaker: Speaker) -> tuple[tuple[str, Column], ...]:
    """File and column, in the order in which they stand."""
    if contents.data is None:
        tables = (
            ("data.csv", Column(name, speaker.say(f"{SAY}.{name}"))) for name in released_table.HEADINGS
        )
        asked = ((RESPONSES, Column(name, speaker.say(f"{SAY}.{name}"))) for name in released_table.OF_ASKED)
        return (*tables, *asked)
    own = tuple(("data.csv", column) for column in _of_lines(contents, speaker))
    if contents.answers is None:
        return own
    given = ((ANSWERS, Column(name, speaker.say(f"{SAY}.answers_{name}"))) for name in answers.HEADINGS)
    return (*own, *given)


def _of_lines(contents: Contents, speaker: Speaker) -> Iterator[Column]:
    data, plan = contents.data, contents.plan
    names = [lines.PERSON, lines.SIDE]
    if data is not None:
        names += [name for name, held in ((lines.COHORT, data.cohorts), (lines.PAIR, data.pairs)) if held]
    for name in (*names, lines.WAVE, lines.INVITED):
        yield Column(name, speaker.say(f"{SAY}.{name}"))
    for key, name in lines.columns_of(plan).items():
        known, outcome = contents.columns.get(key), plan.outcome(key)
        yield _described(name, outcome, speaker) if known is None else known


def _described(name: str, outcome: Outcome, speaker: Speaker) -> Column:
    return Column(
        name,
        speaker.outcome(outcome),
        instrument="" if outcome.instrument is None else speaker.text(outcome.instrument),
        missing=speaker.say(f"{SAY}.missing"),
        low=outcome.low,
        high=outcome.high,
    )


def as_json(columns: tuple[tuple[str, Column], ...]) -> Json:
    """A list of objects, each with its file."""
    found: list[Json] = []
    for file, column in columns:
        fields = jsonable(column)
        if isinstance(fields, dict):
            found.append({"file": file, **fields})
    return {"columns": found}


def as_csv(columns: tuple[tuple[str, Column], ...]) -> bytes:
    """The same as a table."""
    return write_csv(
        HEADINGS,
        [
            [
                file,
                column.name,
                column.label,
                column.instrument,
                column.version,
                column.licence,
                ", ".join(column.items),
                ", ".join(column.reversed_items),
                column.missing,
                column.low,
                column.high,
            ]
            for file, column in columns
        ],
    )
