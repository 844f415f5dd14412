"""A kept run as files: its tables as a workbook or Parquet, its report as a page, a document or a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from kith.publishing.report_json import report_from_json


def written(kind: str, told: Mapping[str, Any], report: Mapping[str, Any] | None) -> bytes:
    """``kind`` is xlsx, parquet, pdf, docx or html."""
    if kind == "xlsx":
        from kith.tables.writing import write_workbook

        return write_workbook({name: _table(rows) for name, rows in _tables(told).items()})
    if kind == "parquet":
        from kith.tables.parquet import write_parquet

        return write_parquet(*_table(told["places"]))
    if report is None:
        raise ValueError(f"a run without a report has no {kind}")
    made = report_from_json(report)
    if kind == "pdf":
        from kith.publishing.pdf import render_pdf

        return render_pdf(made, translate=gettext)
    if kind == "docx":
        from kith.publishing.docx import render_docx

        return render_docx(made, translate=gettext)
    from kith.publishing.html import render_document

    return render_document(made, translate=gettext).encode()


TABLES = ("places", "professions", "total", "flows", "ages", "money", "overrides", "numbers")
"""Of a run as JSON, in the order of the workbook's sheets (a test holds it to what the wing writes)."""


def _tables(told: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """A workbook has no sheet for what there is none of."""
    return {name: told[name] for name in TABLES if told.get(name)}


def _table(rows: list[dict[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    columns = list(rows[0])
    return columns, [[row[column] for column in columns] for row in rows]
