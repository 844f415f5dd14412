"""Everything an organisation holds as one ZIP, so that it can leave: tables, texts, and a list with hashes."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from itertools import chain
from typing import IO

from django.utils.translation import gettext

from kith.foundation.messages import words
from kith.service.core.models import Organisation
from kith.service.home.domain.export import documents
from kith.service.home.domain.export.tables import sheets
from kith.tables.types import Cell
from kith.tables.writing import write_csv

STAMP = (1980, 1, 1, 0, 0, 0)
"""A zip's own zero: the same content gives the same bytes."""
MANIFEST = "manifest.csv"
Progress = Callable[[int, int | None, str], None]


def pack(organisation: Organisation, into: IO[bytes], progress: Progress) -> int:
    """Write the ZIP; how many files it holds besides its list. Reads only."""
    listed: list[list[Cell]] = []
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in _entries(organisation):
            _put(archive, path, content)
            listed.append([path, len(content), hashlib.sha256(content).hexdigest()])
            progress(len(listed), None, "organisations.export.packing")
        _put(archive, MANIFEST, write_csv(["file", "bytes", "sha256"], listed))
    return len(listed)


def _entries(organisation: Organisation) -> Iterator[documents.Entry]:
    readme = words("organisations.export.readme", {"name": organisation.name}, gettext)
    yield "README.txt", readme.encode()
    yield documents.organisation_json(organisation)
    yield documents.cohorts_json(organisation)
    for sheet in sheets(organisation):
        yield sheet.path, write_csv(sheet.fields, sheet.cells())
    yield from chain(
        documents.definitions(organisation),
        documents.kept_mappings(organisation),
        documents.answers(organisation),
        documents.recruitment(organisation),
        documents.learning(organisation),
        documents.plans(organisation),
        documents.report_notes(),
        documents.reports(organisation),
    )


def _put(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    info = zipfile.ZipInfo(path, STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)
