"""Answers to the questionnaire of shares as a long table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from kith.foundation.faults import Faults, Where
from kith.questionnaires.read import read_instrument
from kith.questionnaires.responses import Answers
from kith.questionnaires.types import Instrument
from kith.tables.types import Cell, Value
from kith.tables.writing import write_csv, write_xlsx
from kith.workforce.functions.checks import Located, check_cells, faults_between
from kith.workforce.functions.names import own_lists
from kith.workforce.functions.reading import SCHEMA, lists_hash, row_of
from kith.workforce.functions.types import FunctionTable, Lists, Row

QUESTIONNAIRE = "public-health-functions.toml"
NONE = "none_of_these"
OTHER = "other"
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Told:
    """One response: a respondent's code, the answers, and where they stand."""

    person: str | None
    answers: Answers
    where: Where


@dataclass(frozen=True, slots=True)
class FromAnswers:
    """The long table, and how many respondents have no part in any function."""

    table: FunctionTable
    without_part: int


def questionnaire_file() -> bytes:
    """The questionnaire that Kith ships, as the file that a person can take and change."""
    return files("kith.workforce.functions").joinpath("questionnaire", QUESTIONNAIRE).read_bytes()


def questionnaire() -> Instrument:
    """The questionnaire that Kith ships."""
    return read_instrument(questionnaire_file(), QUESTIONNAIRE)


def table_from(
    told: Sequence[Told], name: str, inputs: Mapping[str, str], lists: Lists | None = None
) -> FromAnswers:
    """The long table of responses; a person of a team is a group, everybody else is one person.

    Raises
    ------
    KithError
        With every fault: a response without a code of its respondent or its occupation, a team without a name or
        size, a function without a share, shares that come to more than 100%.
    """
    known = lists or own_lists()
    faults = Faults()
    located: list[Located] = []
    seen: set[str] = set()
    without = 0
    for each in told:
        if not each.person:
            faults.add("workforce.functions.no_person", each.where, row=each.where.row or 0)
            continue
        if each.person in seen:
            faults.add("workforce.functions.person_twice", each.where, respondent=each.person)
            continue
        seen.add(each.person)
        rows = _rows(each, each.person, known, faults)
        without += not rows
        located.extend((each.where, row) for row in rows)
    if not located and not faults:
        faults.add("workforce.functions.no_rows", file=name)
    faults.extend(() if faults else faults_between(located))
    faults.raise_if_any()
    rows_of = tuple(row for _, row in located)
    return FromAnswers(FunctionTable(name, rows_of, known, inputs={**inputs, **lists_hash(known)}), without)


def _rows(told: Told, person: str, lists: Lists, faults: Faults) -> list[Row]:
    answers, before = told.answers, len(faults)
    ticked = answers.get("functions")
    functions = [key for key in ticked if key != NONE] if isinstance(ticked, tuple) else []
    if not functions:
        return []
    code = answers.get("occupation_code") if answers.get("occupation") == OTHER else answers.get("occupation")
    if not code:
        faults.add("workforce.functions.no_occupation", told.where, respondent=person)
    if answers.get("about") == "team" and not (answers.get("team_name") and answers.get("team_size")):
        faults.add("workforce.functions.no_group", told.where, respondent=person)
    for key in functions:
        if answers.get(f"share_{key}") is None:
            faults.add("workforce.functions.no_share", told.where, respondent=person, function=key)
    if len(faults) > before:
        return []
    records = [_record(answers, key, person, str(code)) for key in functions]
    for record in records:
        check_cells(record, told.where, lists, faults)
    return [] if len(faults) > before else [row_of(record) for record in records]


def _record(answers: Answers, function: str, person: str, code: str) -> Mapping[str, Value]:
    is_team = answers.get("about") == "team"
    blank: dict[str, Value] = {field.key: None for field in SCHEMA.fields}
    full_time = _part(answers, "full_time")
    role = answers.get(f"role_{function}")
    return {
        **blank,
        "function": function,
        "occupation": code,
        "tier": _word(answers, "tier"),
        "sector": _word(answers, "sector"),
        "employer": _word(answers, "employer"),
        "region": _word(answers, "region"),
        "headcount": _size(answers) if is_team else 1.0,
        "working_time": 1.0 if full_time is None else full_time,
        "low": _part(answers, f"least_{function}"),
        "mode": _part(answers, f"share_{function}"),
        "high": _part(answers, f"most_{function}"),
        "role": role if isinstance(role, str) else "deliver",
        "evidence": "questionnaire",
        "respondent": person,
        "group": _word(answers, "team_name") if is_team else None,
    }


def _word(answers: Answers, key: str) -> str | None:
    value = answers.get(key)
    return value if isinstance(value, str) else None


def _size(answers: Answers) -> float:
    value = answers.get("team_size")
    return float(value) if isinstance(value, (int, float)) else 0.0


def _part(answers: Answers, key: str) -> float | None:
    value = answers.get(key)
    return value / PERCENT if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def write_long(table: FunctionTable, ending: str) -> bytes:
    """The long table as ``xlsx``, else CSV: what :func:`~kith.workforce.functions.reading.read_functions` reads."""
    headings = [str(field.label) for field in SCHEMA.fields if field.key != "unit"]
    rows = [_cells(row) for row in table.rows]
    if table.synthetic:
        headings.append("Figures")
        rows = [[*cells, "invented"] for cells in rows]
    return write_xlsx(headings, rows, sheet="functions") if ending == "xlsx" else write_csv(headings, rows)


def _cells(row: Row) -> list[Cell]:
    staff, share = row.staff, row.share
    return [
        row.function, row.part or None, staff.occupation, staff.tier.value, staff.sector or None,
        staff.employer or None, staff.region or None, staff.headcount, staff.working_time, share.low, share.mode,
        share.high, row.role.value, row.evidence or None, staff.respondent, staff.group,
    ]  # fmt: skip
