"""The package that is built holds everything the programs read, not Python alone."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src"
READ_AT_RUN_TIME = {".html", ".css", ".csv", ".svg", ".toml", ".typ", ".txt"}
"""Kinds of files beside Python that the programs open: templates, definitions, scenarios' tables, the typesetter's page."""
NOT_OURS = {"__pycache__", "tests", "build"}
"""``build`` is what npm makes, and not in every checkout."""


@pytest.fixture(scope="module")
def names(tmp_path_factory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("kith-*.whl")
    with zipfile.ZipFile(wheel) as file:
        return set(file.namelist())


def sources(*suffixes: str) -> set[str]:
    return {
        path.relative_to(SOURCES).as_posix()
        for path in (SOURCES / "kith").rglob("*")
        if path.suffix in suffixes and not NOT_OURS.intersection(path.relative_to(SOURCES).parts)
    }


@pytest.mark.parametrize("suffix", sorted(READ_AT_RUN_TIME))
def test_what_the_programs_read_is_in_the_wheel(names, suffix):
    assert sources(suffix) - names == set()


def test_every_module_is_in_the_wheel(names):
    assert sources(".py") - names == set()


@pytest.mark.parametrize(
    ("folder", "suffix"),
    [
        ("kith/programmes/", ".toml"),
        ("kith/publishing/templates/", ".html"),
        ("kith/publishing/templates/", ".typ"),
        ("kith/publishing/templates/", ".css"),
        ("kith/service/reports/jinja2/reports/", ".html"),
        ("kith/locale/zh_Hans/LC_MESSAGES/", ".po"),
    ],
)
def test_each_kind_is_there_at_all(names, folder, suffix):
    """So that the checks above cannot pass because a folder has moved."""
    assert [name for name in names if name.startswith(folder) and name.endswith(suffix)]


def test_nothing_of_the_workshop_is_in_the_wheel(names):
    foreign = [name for name in names if not name.startswith(("kith/", "kith-"))]
    assert foreign == []
    assert [name for name in names if "__pycache__" in name or name.endswith((".sqlite3", ".env"))] == []
