"""``kith workforce template``, ``check`` and ``run``: from a template to a run, twice the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kith.commands.workforce import commands
from kith.tables.reading import read_table


def ask(*args: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(one) for one in args])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small template, written."""
    place = tmp_path_factory.mktemp("scenario") / "small"
    assert ask("template", "one-by-two", place).exit_code == 0
    return place


def test_templates_are_listed_and_never_written_over(folder: Path) -> None:
    assert "one-by-two: Nurses in a town and in the hills" in ask("template").output
    again = ask("template", "one-by-two", folder)
    assert (again.exit_code, "Choose another folder" in again.output) == (2, True)
    unknown = ask("template", "one-by-too", folder / "new")
    assert (unknown.exit_code, "Did you mean “one-by-two”?" in unknown.output) == (2, True)


def test_a_check_says_assumptions_first_and_what_is_there(folder: Path) -> None:
    lines = ask("check", folder / "scenario.toml").output.splitlines()
    assert lines[2].startswith("Assumptions: ")
    assert "Nurses (ISCO-08 2221; Nurses): 150 heads, 135 FTE at the start; 176 FTE needed" in "\n".join(
        lines
    )


def test_a_run_is_the_same_twice_and_with_more_threads(folder: Path, tmp_path: Path) -> None:
    for name, threads in (("one", "1"), ("two", "2")):
        done = ask(
            "run", folder / "scenario.toml", "--draws", "130", "--threads", threads, "--out", tmp_path / name
        )
        assert done.exit_code == 0, done.output
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert {"summary.txt", "run.json", "run.xlsx", "places.parquet", "money.parquet"} <= set(files)
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file
    told = json.loads((tmp_path / "one" / "run.json").read_text())
    assert set(told["provenance"]["inputs"]) == {
        "scenario",
        "file population.csv",
        "file scenario.toml",
        "file stock.csv",
        "calibration",
    }
    assert (told["draws"], told["provenance"]["seed"]) == (130, 1)
    assert told["places"][0]["need_fte"] == 96.0
    page = (Path(__file__).parents[4] / "docs/reference/workforce-run-json.md").read_text()
    tables = [rows for rows in told.values() if isinstance(rows, list) and rows]
    named = {*told, *told["scenario"], *(key for rows in tables for key in rows[0])}
    assert sorted(key for key in named if f"`{key}`" not in page) == []
    table = read_table(tmp_path / "one" / "places.parquet", name="places.parquet")
    assert len(table.rows) == 4 * 1 * 2
    summary = (tmp_path / "one" / "summary.txt").read_text()
    assert "Everything in it is invented" in summary
    assert "gross" in summary
    assert "net" in summary


def test_a_changed_table_is_refused_until_it_is_signed_for(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "stock.csv").open("a") as file:
        file.write("nurse,hills,41,3\n")
    scenario = tmp_path / "scenario.toml"
    refused = ask("run", scenario)
    assert (refused.exit_code, "expected" in refused.output) == (2, True)
    assert ask("check", scenario, "--accept-data").exit_code == 2
    signed = ask("check", scenario, "--accept-data", "--by", "Ana Diaz")
    assert signed.exit_code == 0, signed.output
    assert 'accepted_by = "Ana Diaz"' in scenario.read_text()
    assert "No table had changed." in ask("check", scenario, "--accept-data", "--by", "Ana Diaz").output


def test_a_run_that_is_stopped_says_so_and_writes_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: object, *, threads: int, progress: object) -> None:
        assert (threads, callable(progress)) == (1, True)
        raise KeyboardInterrupt

    monkeypatch.setattr("kith.workforce.scenario.running.run", stopped)
    done = ask("run", folder / "scenario.toml", "--json", tmp_path / "run.json")
    assert done.exit_code == 130
    assert "Stopped after 0% of the draws. Nothing was written." in done.output
    assert list(tmp_path.iterdir()) == []
