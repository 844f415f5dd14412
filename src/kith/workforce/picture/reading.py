"""Tables to a country: every fault of every file at once, or the country."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from kith.foundation.faults import Fault, KithError, Where
from kith.foundation.provenance import hash_bytes, hash_value
from kith.tables.fields import Schema
from kith.tables.mapping import suggest_mapping
from kith.tables.reading import read_content, read_table
from kith.tables.records import check_records
from kith.tables.types import FILE_LIMITS, Note, Value
from kith.workforce.picture.checks import At, Located, faults_of
from kith.workforce.picture.fields import APPOINTMENTS, CLASSES, POPULATION, STAFFING, WORKLOAD
from kith.workforce.picture.types import Appointment, Country, Staffing, Workload
from kith.workforce.picture.work import invented_workload

T = TypeVar("T")
Row = Mapping[str, Value]
FIGURES, INVENTED = "Figures", "invented"
"""A table with this column and word says itself that it is made up."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a picture. Only the first two are needed.

    ``classes`` of districts come from a table, or from ``named``: a class and the districts that the user listed.
    ``invented`` asks for a made-up workload where there is no file of one.
    """

    in_post: Path
    funded: Path
    population: Path | None = None
    classes: Path | None = None
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    appointments: Path | None = None
    workload: Path | None = None
    invented: bool = False
    seed: int = 1

    def paths(self) -> tuple[Path, ...]:
        given = (
            self.in_post, self.funded, self.population, self.classes, self.appointments, self.workload
        )  # fmt: skip
        return tuple(path for path in given if path is not None)


@dataclass(frozen=True, slots=True)
class ReadCountry:
    """The country, what was noticed in its files, and their hashes."""

    country: Country
    notes: tuple[Note, ...]
    inputs: Mapping[str, str]


def read_country(files: Files) -> ReadCountry:
    """The country that the files tell of.

    Raises
    ------
    KithError
        With every fault of every file: its shape, its cells, and what does not fit together.
    """
    reader = _Reader()
    data = Located(
        reader.rows(files.in_post, STAFFING, _staffing),
        reader.rows(files.funded, STAFFING, _staffing),
        reader.rows(files.population, POPULATION, _population),
        (*reader.rows(files.classes, CLASSES, _class), *_named(files.named)),
        reader.rows(files.appointments, APPOINTMENTS, _appointment),
        reader.rows(files.workload, WORKLOAD, _workload),
        has_population=files.population is not None,
    )
    faults = list(reader.faults)
    if (files.workload is not None or files.invented) and files.appointments is None:
        faults.append(Fault("workforce.picture.no_appointments"))
    if files.workload is None and files.appointments is not None and not files.invented:
        faults.append(Fault("workforce.picture.no_workload"))
    # What does not fit together is looked for only in rows that could all be read: else it may be their fault.
    faults.extend(() if reader.faults else faults_of(data))
    if faults:
        raise KithError(faults)
    return ReadCountry(
        _country(data, files, reader.invented), tuple(reader.notes), _inputs(reader.inputs, files)
    )


def _inputs(read: Mapping[str, str], files: Files) -> Mapping[str, str]:
    """Hashes of the files, and of the districts named by class."""
    named = {name: list(districts) for name, districts in sorted(files.named.items())}
    return {**read, **({"districts named": hash_value(named)} if named else {})}


def _country(data: Located, files: Files, made_up: set[Path]) -> Country:
    funded, appointments = _only(data.funded), _only(data.appointments)
    invented = files.invented and files.workload is None
    workload = invented_workload(funded, appointments, seed=files.seed) if invented else _only(data.workload)
    return Country(
        _only(data.in_post),
        funded,
        dict(_only(data.population)),
        dict(_only(data.classes)),
        appointments,
        workload,
        workload_invented=invented or files.workload in made_up,
        tables_invented=bool(made_up - {files.workload}),
    )


class _Reader:
    """Reads one file after another, and keeps what is wrong with each."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.notes: list[Note] = []
        self.inputs: dict[str, str] = {}
        self.invented: set[Path] = set()

    def rows(self, path: Path | None, schema: Schema, make: Callable[[Row], T]) -> tuple[At[T], ...]:
        """The rows of a file that can be read, each with its place; none where no file was given."""
        if path is None:
            return ()
        try:
            content = read_content(path, Where(file=path.name), FILE_LIMITS)
            table = read_table(content, name=path.name, limits=FILE_LIMITS)
        except KithError as error:
            self.faults.extend(error.faults)
            return ()
        self.inputs[path.name] = hash_bytes(content)
        if FIGURES in table.columns and any(str(cell).startswith(INVENTED) for cell in table.column(FIGURES)):
            self.invented.add(path)
        checked = check_records(table, schema, suggest_mapping(table.columns, schema))
        self.faults.extend(checked.faults)
        self.notes.extend(checked.right.notes)
        return tuple(
            (table.where(row=number), make(record))
            for number, record in zip(checked.right.row_numbers, checked.right.records, strict=True)
        )


def _named(named: Mapping[str, tuple[str, ...]]) -> tuple[At[tuple[str, str]], ...]:
    return tuple(
        (Where(key=f"--{name}"), (district, name))
        for name, districts in named.items()
        for district in districts
    )


def _only(rows: tuple[At[T], ...]) -> tuple[T, ...]:
    return tuple(item for _, item in rows)


def _text(row: Row, key: str) -> str:
    value = row[key]
    assert isinstance(value, str)
    return value


def _number(row: Row, key: str) -> float:
    value = row[key]
    assert isinstance(value, (int, float))
    return float(value)


def _staffing(row: Row) -> Staffing:
    district, region = row["district"], row["region"]
    return Staffing(
        _text(row, "facility"),
        _text(row, "level"),
        None if district is None else str(district),
        None if region is None else str(region),
        _text(row, "cadre"),
        _number(row, "minutes"),
        _number(row, "staff"),
    )


def _population(row: Row) -> tuple[str, float]:
    return _text(row, "district"), _number(row, "population")


def _class(row: Row) -> tuple[str, str]:
    return _text(row, "district"), _text(row, "class")


def _appointment(row: Row) -> Appointment:
    return Appointment(_text(row, "type"), _text(row, "level"), _text(row, "cadre"), _number(row, "minutes"))


def _workload(row: Row) -> Workload:
    return Workload(_text(row, "district"), _text(row, "level"), _text(row, "type"), _number(row, "per_day"))
