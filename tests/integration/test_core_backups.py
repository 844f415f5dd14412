"""A backup brings everything back, and a damaged one changes nothing."""

import io
import json
import tarfile

import pytest
from django.core.management import call_command
from tests.integration.installations import KINDS, SEED, SHOW, SHOWN, new_installation


@pytest.mark.database
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_there_is_there_again(kind, tmp_path):
    old, new = (new_installation(kind, tmp_path / name) for name in ("old", "new"))
    old.prepare(SEED)
    backup = tmp_path / "kith.tar"

    made = old.manage("backup", str(backup))
    assert made.returncode == 0, made.stderr
    assert f"{kind} database and 1 files" in made.stdout
    assert backup.stat().st_mode & 0o077 == 0
    again = old.manage("backup", str(backup))
    assert (again.returncode, "is there already" in again.stderr) == (2, True)

    done = new.manage("restore", str(backup))
    assert done.returncode == 0, done.stderr
    refused = new.manage("restore", str(backup))
    assert refused.returncode == 2
    assert "already holds people or organisations" in refused.stderr

    broken = tmp_path / "broken"
    ways = damage(backup, broken, other="postgresql" if kind == "sqlite" else "sqlite")
    told = new.run(SHOW + TRY.format(backup=str(backup), broken=str(broken)))
    assert told == SHOWN * 2 + "".join(f"{line}\n" for line in ways) + SHOWN


TRY = f"""
import io
from pathlib import Path
from django.core.management import call_command
from django.db import connection
from kith.foundation.faults import KithError
from kith.service.core.domain.backups import restore_backup
Person.objects.update(name="Somebody else")
connection.close()
call_command("restore", {{backup!r}}, replace=True, stdout=io.StringIO())
{SHOW}
for path in sorted(Path({{broken!r}}).iterdir()):
    try:
        restore_backup(path, replace=True)
    except KithError as refused:
        print(path.name, refused)
{SHOW}
"""
"""With ``--replace`` everything comes back; a damaged one is refused and nothing changes. One process: each takes seconds."""


def damage(backup, folder, *, other):
    """Each way a backup can be wrong, and the words each has."""
    members = read(backup)
    folder.mkdir()
    write(folder / "1", members | {"database": members["database"][:-1] + b"!"})
    write(folder / "2", with_manifest(members, database=other))
    write(folder / "3", {"manifest.json": b"{}"})
    write(folder / "4", outside(members))
    (folder / "5").write_bytes(backup.read_bytes()[:700])
    (folder / "6").mkdir()
    return [
        "1 core.restore.damaged",
        "2 core.restore.other_database",
        "3 core.restore.not_a_backup",
        "4 core.restore.damaged",
        "5 core.restore.not_a_backup",
        "6 core.restore.not_found",
    ]


def outside(members):
    """A member that would be written beside the folder it is meant for."""
    manifest = json.loads(members["manifest.json"])
    manifest["sha256"] = {"../outside": "", **manifest["sha256"]}
    return members | {"manifest.json": json.dumps(manifest).encode(), "../outside": b""}


def with_manifest(members, **changed):
    manifest = json.loads(members["manifest.json"]) | changed
    return members | {"manifest.json": json.dumps(manifest).encode()}


def read(path):
    with tarfile.open(path) as archive:
        return {name: archive.extractfile(name).read() for name in archive.getnames()}


def write(path, members):
    with tarfile.open(path, "w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))


def test_a_new_secret_is_long_enough_and_never_the_same(capsys):
    call_command("new_secret")
    call_command("new_secret")
    first, second = capsys.readouterr().out.split()
    assert first != second
    assert min(len(first), len(second)) >= 50
