"""The files of a zip that somebody sent, or every reason not to open it."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from kith.evaluation.bundle.types import ANSWERS, FORMAT, FORMAT_VERSION, HASHED, MANIFEST, RESPONSES
from kith.foundation.faults import Fault, Faults, KithError, Parameter, Where
from kith.foundation.provenance import hash_bytes
from kith.tables.types import FILE_LIMITS, MEGABYTE, Limits

FAULT = "evaluation.bundle"
STAMP = (1980, 1, 1, 0, 0, 0)
"""A zip's own zero: the same contents give the same bytes."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
KNOWN = (MANIFEST, *HASHED, RESPONSES, ANSWERS)


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, in this order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpack(
    content: bytes, name: str, limits: Limits = FILE_LIMITS
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files and the manifest. No byte is unpacked before the sizes that the zip states are known.

    Raises
    ------
    KithError
        When it is not a zip or would grow too large, or its manifest is not one that this Kith reads; and with
        every file that is missing, unknown, unreadable or not the one the manifest was written for.
    """
    where = Where(file=name)
    if len(content) > limits.megabytes * MEGABYTE:
        raise KithError(Fault(f"{FAULT}.too_large", where, {"limit": limits.megabytes}))
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except BROKEN as error:
        raise KithError(Fault(f"{FAULT}.not_a_zip", where)) from error
    with archive:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > limits.unpacked_megabytes * MEGABYTE:
            raise KithError(Fault(f"{FAULT}.grows", where, {"limit": limits.unpacked_megabytes}))
        faults = Faults()
        files = _read(archive, entries, faults, where)
    if MANIFEST not in files:
        faults.add(f"{FAULT}.no_manifest", where)
        faults.raise_if_any()
    manifest = _manifest(files[MANIFEST], where)
    _check(files, manifest, faults, where)
    faults.raise_if_any()
    return files, manifest


def _read(
    archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo], faults: Faults, where: Where
) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for entry in entries:
        if entry.filename not in KNOWN:
            faults.add(f"{FAULT}.unknown_file", where, name=entry.filename)
        elif entry.filename in found:
            faults.add(f"{FAULT}.file_twice", where, name=entry.filename)
        else:
            try:
                found[entry.filename] = archive.read(entry)
            except BROKEN:
                found[entry.filename] = b""
                faults.add(f"{FAULT}.file_broken", where, name=entry.filename)
    return found


def _manifest(content: bytes, where: Where) -> dict[str, Any]:
    try:
        manifest = json.loads(content)
    except (ValueError, RecursionError):
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise KithError(Fault(f"{FAULT}.not_a_bundle", where))
    version = manifest.get("format_version")
    if version != FORMAT_VERSION:
        params: dict[str, Parameter] = {"value": str(version), "known": FORMAT_VERSION}
        raise KithError(Fault(f"{FAULT}.newer", where, params))
    return manifest


def _check(files: Mapping[str, bytes], manifest: Mapping[str, Any], faults: Faults, where: Where) -> None:
    stated = manifest.get("files")
    stated = stated if isinstance(stated, dict) else {}
    for name in dict.fromkeys((*HASHED, *stated)):
        if name not in files:
            faults.add(f"{FAULT}.file_missing", where, name=name)
        elif name not in stated:
            faults.add(f"{FAULT}.not_hashed", where, name=name)
        elif hash_bytes(files[name]) != stated[name]:
            found = hash_bytes(files[name])
            faults.add(f"{FAULT}.file_changed", where, name=name, stated=str(stated[name]), found=found)
    for name in files:
        if name not in stated and name != MANIFEST and name not in HASHED:
            faults.add(f"{FAULT}.not_hashed", where, name=name)
