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


def test_other_years_and_regions_are_refused_together_and_a_report_is_written(tmp_path: Path) -> None:
    small, large = (str(tmp_path / name) for name in ("small", "large"))
    for name, folder in (("one-by-two", small), ("four-by-ten", large)):
        CliRunner().invoke(commands, ["template", name, folder])
    page = tmp_path / "page.html"
    files = [f"{small}/scenario.toml", f"{large}/scenario.toml"]
    refused = CliRunner().invoke(commands, ["compare", *files, "--draws", "2", "--report", str(page)])
    assert (refused.exit_code, page.exists()) == (2, False)
    assert "different professions" in refused.output
    assert "different regions" in refused.output
    files = [f"{large}/scenario.toml", f"{large}/higher-demand.toml"]
    told = CliRunner().invoke(commands, ["compare", *files, "--draws", "2", "--report", str(page)])
    assert told.exit_code == 0
    assert "Draw by draw, the second less the first" in page.read_text()
