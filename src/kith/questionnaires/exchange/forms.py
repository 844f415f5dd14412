"""The two doors: a questionnaire's file of any format in, and out."""

from __future__ import annotations

import json

from kith.foundation.faults import Fault, KithError, Where
from kith.questionnaires.exchange.fhir_read import read_questionnaire
from kith.questionnaires.exchange.fhir_write import questionnaire
from kith.questionnaires.exchange.sheets import (
    line_breaks,
    read_csv,
    read_markdown,
    read_workbook,
    write_csv,
    write_markdown,
    write_sheets,
)
from kith.questionnaires.exchange.toml_write import write_toml
from kith.questionnaires.exchange.types import Carried, Format
from kith.questionnaires.exchange.xlsform_read import read_sheets
from kith.questionnaires.exchange.xlsform_write import sheets_of
from kith.questionnaires.read import from_json, read_instrument
from kith.questionnaires.types import Instrument
from kith.questionnaires.write import to_json

ENDINGS = {
    "toml": Format.KITH,
    "json": Format.JSON,
    "xlsx": Format.XLSFORM,
    "xlsm": Format.XLSFORM,
    "csv": Format.XLSFORM_CSV,
    "md": Format.XLSFORM_MD,
}


SHEET_READERS = {
    Format.XLSFORM: read_workbook,
    Format.XLSFORM_CSV: read_csv,
    Format.XLSFORM_MD: read_markdown,
}
SHEET_WRITERS = {
    Format.XLSFORM: write_sheets,
    Format.XLSFORM_CSV: write_csv,
    Format.XLSFORM_MD: write_markdown,
}


def format_of(name: str) -> Format:
    """The format a file's name tells. A ``.fhir.json`` is FHIR; other JSON is told by its content.

    >>> format_of("mood.xlsx"), format_of("mood.fhir.json")
    (<Format.XLSFORM: 'xlsx'>, <Format.FHIR: 'fhir'>)
    """
    if name.lower().endswith(".fhir.json"):
        return Format.FHIR
    ending = name.rpartition(".")[2].lower()
    if ending not in ENDINGS:
        known = ", ".join(dict.fromkeys(["toml", "xlsx", "csv", "md", "json", "fhir.json"]))
        raise KithError(
            Fault("exchange.unknown_ending", Where(file=name), {"ending": ending, "known": known})
        )
    return ENDINGS[ending]


def read_form(content: bytes, name: str) -> Carried[Instrument]:
    """The questionnaire in a file: Kith's TOML or JSON, an XLSForm (XLSX, CSV, Markdown), or FHIR JSON.

    Parameters
    ----------
    content
        The bytes of the file.
    name
        Its name; the ending tells the format, and it stands in every fault.

    Raises
    ------
    KithError
        With every fault, each with its sheet and row, line or path.
    """
    wanted = format_of(name)
    if wanted in (Format.JSON, Format.FHIR):
        return _read_json(content, name)
    if wanted in SHEET_READERS:
        return read_sheets(SHEET_READERS[wanted](content, name), name)
    return Carried(read_instrument(content, name))


def _read_json(content: bytes, name: str) -> Carried[Instrument]:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise KithError(Fault("exchange.not_json", Where(file=name))) from error
    if isinstance(data, dict) and "resourceType" in data:
        return read_questionnaire(data, name)
    return Carried(from_json(data, name))


def write_form(instrument: Instrument, wanted: Format) -> Carried[bytes]:
    """The questionnaire as a file of a format, and what that format has no place for."""
    if wanted in SHEET_WRITERS:
        sheets, lost = sheets_of(instrument)
        more = line_breaks(sheets) if wanted is Format.XLSFORM_MD else []
        return Carried(SHEET_WRITERS[wanted](sheets), (*lost, *more))
    if wanted is Format.FHIR:
        resource, kept = questionnaire(instrument)
        return Carried(_json_bytes(resource), kept)
    if wanted is Format.KITH:
        return Carried(write_toml(instrument))
    return Carried(_json_bytes(to_json(instrument)))


def _json_bytes(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
