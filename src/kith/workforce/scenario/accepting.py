"""Accepts tables that changed: their new hashes into the scenario file, with who did it and when."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

from kith.foundation.faults import Fault, KithError
from kith.workforce.scenario.reading import read_scenario
from kith.workforce.scenario.reading_tables import Fetch

CHANGED = "workforce.scenario.table_changed"
ACCEPTABLE = frozenset({CHANGED, "workforce.scenario.not_a_hash"})
_SIGNED = re.compile(r"\s*accepted_(by|on)\s*=")
_HASH = re.compile(r'(sha256\s*=\s*)("[^"]*"|\'[^\']*\')')


def accept_data(name: str, fetch: Fetch, *, by: str, on: date) -> Mapping[str, str]:
    """The new text of each scenario file whose tables changed, by its name; empty when none did.

    Parameters
    ----------
    name, fetch
        As for :func:`~.reading.read_scenario`.
    by, on
        Who accepts, and when: stands beside each hash.

    Raises
    ------
    KithError
        If anything is wrong beside the changed tables, before or after: then nothing is accepted.
    """
    try:
        read_scenario(name, fetch)
        return {}
    except KithError as error:
        faults = error.faults
    if any(fault.code not in ACCEPTABLE for fault in faults):
        raise KithError([fault for fault in faults if fault.code not in ACCEPTABLE])
    changed: dict[str, str] = {}
    for fault in sorted(
        faults, key=lambda one: -(one.where.line or 0)
    ):  # from below, so that lines stay where they are
        if fault.code == CHANGED and fault.where.file is not None:
            text = changed.get(fault.where.file) or fetch(fault.where.file).decode("utf-8-sig")
            changed[fault.where.file] = _signed(text, fault, by, on)
    read_scenario(name, lambda wanted: changed[wanted].encode() if wanted in changed else fetch(wanted))
    return changed


def _signed(text: str, fault: Fault, by: str, on: date) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    at = (fault.where.line or 1) - 1
    lines[at] = _HASH.sub(lambda found: f'{found[1]}"{fault.params["found"]}"', lines[at], count=1)
    last = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("[")), len(lines))
    first = max((n for n in range(at) if lines[n].startswith("[")), default=0)
    kept = [line for n, line in enumerate(lines) if n == at or not (first < n < last and _SIGNED.match(line))]
    place = kept.index(lines[at], first) + 1
    kept[place:place] = [
        f"accepted_by = {json.dumps(by, ensure_ascii=False)}",
        f"accepted_on = {on.isoformat()}",
    ]
    return "\n".join(kept)
