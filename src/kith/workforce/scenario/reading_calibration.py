"""``[calibration]``: widths learnt from other counts than those that ship with Kith."""

from __future__ import annotations

from kith.foundation.faults import KithError
from kith.foundation.provenance import hash_bytes
from kith.questionnaires.declaration import Table
from kith.workforce.forecast import Calibration, read_calibration
from kith.workforce.scenario.entry import day
from kith.workforce.scenario.reading_files import Files, beside
from kith.workforce.scenario.reading_tables import fetched
from kith.workforce.scenario.types import Widths


def read_own_calibration(top: Table, files: Files, widths: Widths) -> Calibration | None:
    """The calibration that a scenario names, held against its hash; ``None`` where it names none."""
    table = top.table("calibration")
    if table is None:
        return None
    if widths is Widths.RANGES:
        table.fault("workforce.scenario.calibration_unused", "file")
    file, sha256 = table.need_text("file"), table.need_text("sha256")
    table.text("accepted_by")
    day(table, "accepted_on")
    table.finish()
    if not file:
        return None
    where = table.where_of("file")
    name = beside(where.file or "", file)
    content = fetched(files.fetch, name, where, files.faults)
    if content is None:
        return None
    files.hashes[name] = found = hash_bytes(content)
    if found != sha256:
        table.fault("workforce.scenario.table_changed", "sha256", name=name, expected=sha256, found=found)
        return None
    try:
        return read_calibration(content, name)
    except KithError as error:
        files.faults.extend(error.faults)
        return None
