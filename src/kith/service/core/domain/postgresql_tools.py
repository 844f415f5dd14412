"""PostgreSQL's own programs for copying a database out and in."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection

from kith.foundation.faults import Fault, KithError


def dump(target: Path) -> None:
    """Write the whole database to ``target`` in PostgreSQL's custom format, as it stood at one moment."""
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def restore(source: Path) -> None:
    """Put a dump in the place of what is there, all or nothing."""
    name = connection.settings_dict["NAME"]
    connection.close()
    _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", f"--dbname={name}", str(source))  # fmt: skip  # noqa: E501


def _run(tool: str, *arguments: str) -> None:
    program = shutil.which(tool)
    if program is None:
        raise KithError(Fault("core.backup.no_tool", params={"tool": tool}))
    done = subprocess.run([program, *arguments], env=_environment(), capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        problem = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise KithError(Fault("core.backup.tool_failed", params={"tool": tool, "problem": problem}))


def _environment() -> dict[str, str]:
    """The connection by environment, so that the password is in no list of processes."""
    known = connection.settings_dict
    wanted = {
        "PGHOST": known["HOST"],
        "PGPORT": known["PORT"],
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
        "PGDATABASE": known["NAME"],
    }
    return os.environ | {name: str(value) for name, value in wanted.items() if value}
