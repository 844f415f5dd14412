"""The walls of the house stand, and a breach is noticed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--config", root / ".importlinter", "--no-cache"],
        cwd=root,
        env={"PYTHONPATH": str(root / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )


def test_the_walls_stand():
    found = lint(ROOT)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize(
    ("file", "breach"),
    [
        ("src/kith/matching/types.py", "import kith.evaluation"),
        ("src/kith/foundation/faults.py", "import kith.tables"),
        ("src/kith/programmes/__init__.py", "import django"),
        ("src/kith/service/core/domain/audit.py", "import kith.service.cohorts.models"),
        ("src/kith/service/matches/domain/actions.py", "import kith.matching.types"),
        ("src/kith/service/home/web/views.py", "import kith.service.people.web"),
    ],
)
def test_a_planted_breach_is_noticed(tmp_path, file, breach):
    house = tmp_path / "house"
    shutil.copytree(
        ROOT / "src" / "kith", house / "src" / "kith", ignore=shutil.ignore_patterns("static", "__pycache__")
    )
    shutil.copy(ROOT / ".importlinter", house)
    planted = house / file
    planted.write_text(f"{planted.read_text()}\n\n{breach}\n")
    assert lint(house).returncode == 1
