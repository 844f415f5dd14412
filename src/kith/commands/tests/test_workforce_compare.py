"""``kith workforce compare`` and ``levers``."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from kith.commands.workforce import commands


def test_a_scenario_differs_from_itself_by_nothing_and_pulls_no_lever(tmp_path: Path) -> None:
    folder = str(tmp_path / "small")
    CliRunner().invoke(commands, ["template", "one-by-two", folder])
    file = f"{folder}/scenario.toml"
    same = CliRunner().invoke(commands, ["compare", file, file, "--draws", "5"])
    assert (same.exit_code, "0.0 FTE by" in same.output) == (0, True)
    levers = CliRunner().invoke(commands, ["levers", file])
    assert (levers.exit_code, "No lever is pulled" in levers.output) == (0, True)
