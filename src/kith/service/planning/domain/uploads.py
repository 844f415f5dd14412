"""What was uploaded: a scenario file, a table, or a zip of them; read into names and contents, nothing kept."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath

from kith.foundation.faults import Fault, KithError, Where
from kith.service.planning.domain.actions import MOST_BYTES, MOST_FILES

SCENARIO = "scenario.toml"
_LEFT_BY_SYSTEMS = ("__MACOSX", ".DS_Store")


def files_in(name: str, content: bytes) -> dict[str, bytes]:
    """The files of an upload by name. A zip with everything in one folder is read as if it had none.

    Raises KithError if a zip cannot be opened, or unpacks to more than a scenario can have.
    """
    if not name.lower().endswith(".zip"):
        return {PurePosixPath(name).name: content}
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            entries = [one for one in packed.infolist() if _is_content(one)]
            size = sum(one.file_size for one in entries)
            if len(entries) > MOST_FILES:
                raise KithError(
                    Fault("planning.too_many_files", _HERE, {"count": len(entries), "most": MOST_FILES})
                )
            if size > MOST_BYTES:
                most = {"size": size // 2**20, "most": MOST_BYTES // 2**20}
                raise KithError(Fault("planning.too_large", _HERE, most))
            return _without_folder({one.filename: packed.read(one) for one in entries})
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as bad:
        raise KithError(Fault("planning.bad_zip", _HERE, {"name": name[:120]})) from bad


_HERE = Where(key="file")


def _is_content(entry: zipfile.ZipInfo) -> bool:
    return not entry.is_dir() and not any(part in entry.filename for part in _LEFT_BY_SYSTEMS)


def _without_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    folders = {PurePosixPath(name).parts[0] for name in files if len(PurePosixPath(name).parts) > 1}
    if len(folders) == 1 and all(len(PurePosixPath(name).parts) > 1 for name in files):
        return {
            str(PurePosixPath(*PurePosixPath(name).parts[1:])): content for name, content in files.items()
        }
    return files


def main_of(names: Iterable[str]) -> str:
    """The scenario file to be run: ``scenario.toml``, or the only .toml there is."""
    found = sorted(name for name in names if name.lower().endswith(".toml"))
    if SCENARIO in found:
        return SCENARIO
    if not found:
        raise KithError(Fault("planning.no_scenario_file", _HERE))
    if len(found) > 1:
        raise KithError(Fault("planning.which_scenario_file", _HERE, {"names": ", ".join(found)[:200]}))
    return found[0]
