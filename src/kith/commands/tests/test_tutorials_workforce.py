"""The tutorial on scenarios shows what the commands print: each block is run, one after the other, and compared."""

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from kith.cli import main

ROOT = Path(__file__).parents[4]
BLOCK = re.compile(r"```console\n\$ kith (?P<command>.*?)\n(?P<output>.*?)```", re.DOTALL)
FILE = re.compile(r"```toml\n(?P<text>.*?)```", re.DOTALL)


def test_the_tutorial_shows_what_is_printed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs/tutorials/first-scenario.md").read_text("utf-8")
    shown = list(BLOCK.finditer(page))
    assert len(shown) == 7
    for block in shown:
        if "fewer-seats" in block["command"]:
            (tmp_path / "small/fewer-seats.toml").write_text(FILE.search(page)["text"])
        refused = "is not the one" in block["output"]
        if refused:
            stock = tmp_path / "small/stock.csv"
            stock.write_text(stock.read_text().replace("40,50", "40,60"))
        said = CliRunner().invoke(main, shlex.split(block["command"]), catch_exceptions=False)
        assert said.exit_code == (2 if refused else 0), said.output
        for part in block["output"].split("[…]\n"):
            assert part.removesuffix("[…]\n").rstrip("\n").removesuffix("[…]") in said.output, block[
                "command"
            ]
