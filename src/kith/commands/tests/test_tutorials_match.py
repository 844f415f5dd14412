"""The tutorial on matching shows what the commands print: each block is run, one after the other, and compared."""

import re
import shlex
import shutil
from pathlib import Path

from click.testing import CliRunner

from kith.cli import main

ROOT = Path(__file__).parents[4]
BLOCK = re.compile(r"```console\n\$ kith (?P<command>.*?)\n(?P<output>.*?)```", re.DOTALL)
ELIDED = "[…]\n"


def test_the_tutorial_shows_what_is_printed(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "examples" / "paired-learning", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    shown = list(BLOCK.finditer((ROOT / "docs/tutorials/match-four-kinds.md").read_text("utf-8")))
    assert len(shown) == 3
    for block in shown:
        said = CliRunner().invoke(main, shlex.split(block["command"]), catch_exceptions=False)
        assert said.exit_code == 0, said.output
        for part in block["output"].split(ELIDED):
            assert part in said.output, block["command"]
