"""Backup and restore: everything an installation owns in one file, checked before anything is put back.

A backup is a tar file: ``manifest.json`` (which Kith, which kind of database, and the SHA-256 of every
member), the database, and the stored files. SQLite is copied by its own online backup, PostgreSQL by
``pg_dump``; both may be taken while people work. A restore reads the whole backup and checks every hash
before it touches anything, and refuses an installation that is not empty unless told to replace it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from kith.foundation.faults import Fault, KithError
from kith.service.core.domain import postgresql_tools
from kith.service.core.models import Organisation, StoredFile

FORMAT_VERSION = 1
MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files"
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Summary:
    """What a backup holds."""

    path: Path
    database: str
    files: int
    bytes: int


def make_backup(path: Path) -> Summary:
    """Write a backup to ``path``, which appears there only when it is whole. Refuses to overwrite."""
    if path.exists():
        raise KithError(Fault("core.backup.exists", params={"path": str(path)}))
    unfinished = path.with_name(f".{path.name}.unfinished")
    hashes: dict[str, str] = {}
    # Readable by its owner alone: it holds everything.
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out, tarfile.open(fileobj=out, mode="w") as archive:
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:
                copy = Path(folder) / DATABASE
                _copy_database(copy)
                _add(archive, DATABASE, copy.open("rb"), hashes)
            # After the database: a file that came later is only too much, a missing one would be a loss.
            for name in _names_of_files():
                _add(archive, f"{FILES}/{name}", default_storage.open(name), hashes)
            _add_manifest(archive, hashes)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return Summary(path, connection.vendor, len(hashes) - 1, path.stat().st_size)


def restore_backup(path: Path, *, replace: bool = False) -> Summary:
    """Put a backup in the place of this installation's database and files."""
    if not path.is_file():
        raise KithError(Fault("core.restore.not_found", params={"path": str(path)}))
    try:
        with tarfile.open(path, "r:") as archive:
            manifest = _checked(archive, path)
            if not replace and not _is_empty():
                raise KithError(Fault("core.restore.not_empty"))
            _restore_database(archive)
            names = _restore_files(archive, manifest)
    except (tarfile.TarError, KeyError, ValueError, EOFError) as broken:
        raise KithError(Fault("core.restore.not_a_backup", params={"path": str(path)})) from broken
    return Summary(path, connection.vendor, len(names), path.stat().st_size)


def _checked(archive: tarfile.TarFile, path: Path) -> Mapping[str, Any]:
    """The manifest, once every member has proved to be what it was."""
    manifest: Mapping[str, Any] = json.load(_member(archive, MANIFEST))
    if manifest["format_version"] != FORMAT_VERSION or DATABASE not in manifest["sha256"]:
        raise KithError(Fault("core.restore.not_a_backup", params={"path": str(path)}))
    if manifest["database"] != connection.vendor:
        params = {"found": manifest["database"], "known": connection.vendor}
        raise KithError(Fault("core.restore.other_database", params=params))
    for name, wanted in manifest["sha256"].items():
        if not _is_inside(name) or _hash(_member(archive, name)) != wanted:
            raise KithError(Fault("core.restore.damaged", params={"name": name}))
    return manifest


def _is_inside(name: str) -> bool:
    """Whether a member's name stays within the folder it is meant for."""
    parts = PurePosixPath(name).parts
    return name == DATABASE or (len(parts) > 1 and parts[0] == FILES and ".." not in parts)


def _is_empty() -> bool:
    """An installation without a person or an organisation, or without any table yet."""
    from django.contrib.auth import get_user_model

    people = get_user_model()
    tables = connection.introspection.table_names()
    is_made = people._meta.db_table in tables
    return not is_made or not (people.objects.exists() or Organisation.objects.exists())


def _copy_database(copy: Path) -> None:
    if connection.vendor == "postgresql":
        postgresql_tools.dump(copy)
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as target:
        connection.connection.backup(target)


def _restore_database(archive: tarfile.TarFile) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        with copy.open("wb") as out:
            shutil.copyfileobj(_member(archive, DATABASE), out, CHUNK)
        if connection.vendor == "postgresql":
            postgresql_tools.restore(copy)
            return
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as source:
            source.backup(connection.connection)


def _restore_files(archive: tarfile.TarFile, manifest: Mapping[str, Any]) -> list[str]:
    """Write the files that the restored rows name."""
    names = [name.removeprefix(f"{FILES}/") for name in manifest["sha256"] if name != DATABASE]
    for name in names:
        if default_storage.exists(name):
            default_storage.delete(name)
        default_storage.save(name, _member(archive, f"{FILES}/{name}"))
    return names


def _names_of_files() -> Iterator[str]:
    for name in StoredFile.objects.order_by("id").values_list("content", flat=True).iterator():
        if default_storage.exists(name):
            yield name


def _add(archive: tarfile.TarFile, name: str, content: IO[bytes], hashes: dict[str, str]) -> None:
    with content:
        hashes[name] = _hash(content)
        info = tarfile.TarInfo(name)
        info.size = content.seek(0, io.SEEK_END)
        info.mode = 0o600
        content.seek(0)
        archive.addfile(info, content)


def _add_manifest(archive: tarfile.TarFile, hashes: Mapping[str, str]) -> None:
    manifest = {
        "format_version": FORMAT_VERSION,
        "kith": version("kith"),
        "database": connection.vendor,
        "environment": settings.ENVIRONMENT,
        "sha256": dict(hashes),
    }
    content = json.dumps(manifest, indent=2).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size = len(content)
    archive.addfile(info, io.BytesIO(content))


def _member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    content = archive.extractfile(archive.getmember(name))
    if content is None:
        raise ValueError(f"{name} is no file")
    return content


def _hash(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
