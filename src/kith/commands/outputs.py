"""What a command leaves behind: all its files or none, and a bar while it works."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from kith.foundation.faults import Faults

QUIET_SECONDS = 2.0
"""A bar appears only for work that takes longer."""
BAR_WIDTH = 30


def refuse_clashes(outputs: Iterable[Path | None], inputs: Iterable[Path]) -> None:
    """Raise :class:`KithError` if two outputs are the same file, or one is an input. Ask before the work."""
    faults = Faults()
    wanted = [path for path in outputs if path is not None]
    times = Counter(path.resolve() for path in (*inputs, *wanted))
    for path in dict.fromkeys(wanted):
        if times[path.resolve()] > 1:
            faults.add("matching.file.same_file", file=str(path))
    faults.raise_if_any()


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write every file, or none: each is complete beside its place before the first one moves there.

    Raises
    ------
    KithError
        If one cannot be written.
    """
    faults = Faults()
    ready: list[tuple[str, Path]] = []
    try:
        for path, content in contents.items():
            try:
                ready.append((_beside(path, content), path))
            except OSError as error:
                faults.add("matching.file.cannot_write", file=str(path), problem=error.strerror or str(error))
        faults.raise_if_any()
        for made, path in ready:
            os.replace(made, path)
    finally:
        for made, _ in ready:
            with suppress(FileNotFoundError):
                os.unlink(made)


def _beside(path: Path, content: bytes) -> str:
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(made, 0o666 & ~mask)  # mkstemp makes files for the owner alone
    return made


class Bar:
    """A progress bar on standard error that keeps silent for the first two seconds.

    Call it with the words for the step and the share done, 0-1.
    """

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._shown = ""

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")
            sys.stderr.flush()

    def __call__(self, step: str, share: float) -> None:
        if time.monotonic() - self._start < QUIET_SECONDS:
            return
        done = round(BAR_WIDTH * min(max(share, 0.0), 1.0))
        line = f"{step:<28} [{'#' * done}{' ' * (BAR_WIDTH - done)}] {share:4.0%}"
        if line != self._shown:
            sys.stderr.write("\r" + line)
            sys.stderr.flush()
            self._shown = line
