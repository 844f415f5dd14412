"""What people get wrong in a scenario, at the command line: a sentence for each, all at once, and nothing written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kith.commands.workforce import commands
from kith.foundation.provenance import hash_bytes
from kith.workforce.scenario.shipped import template_files
from kith.workforce.scorecard.archive import read_archive
from kith.workforce.scorecard.scoring import score
from kith.workforce.scorecard.types import Outturn

STOCK = "profession,region,age,heads\nnurse,town,40,100\n"


def ask(*args: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(one) for one in args])


def written(folder: Path, *changes: tuple[str, str], signed: bool = True, **tables: str) -> Path:
    """The small template with some of it changed."""
    files = dict(template_files("one-by-two"))
    text = files["scenario.toml"].decode()
    for name, content in tables.items():
        if signed:
            text = text.replace(hash_bytes(files[f"{name}.csv"]), hash_bytes(content.encode()))
        files[f"{name}.csv"] = content.encode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    files["scenario.toml"] = text.encode()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / "scenario.toml"


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "shares that do not sum": ({"changes": [("hills = 0.25", "hills = 0.35")]}, "1.1"),
    "ages outside": ({"stock": STOCK + "nurse,hills,39,50\n"}, "39"),
    "a region without stock": ({"stock": STOCK}, "hills"),
    "a pipeline longer than the horizon": ({"changes": [("length = 1", "length = 4")]}, "4"),
    "missing years": ({"changes": [("seats = 20", "seats = { 2026 = 20 }")]}, "2025"),
    "missing years of a table": ({"population": "region,year,people\ntown,2026,1\nhills,2026,1\n"}, "2027"),
    "mixed units": ({"changes": [('unit = "heads"', 'unit = "fte"')]}, "fte"),
    "data that changed": ({"stock": STOCK + "nurse,hills,40,51\n", "signed": False}, "stock.csv"),
    "certainty times nought": (
        {
            "changes": [
                (
                    "by_age = { value = 0.10, low = 0.08, high = 0.12,",
                    "by_region = { hills = 0.0 }\nby_age = { value = 1.0,",
                )
            ]
        },
        "both cannot be",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_is_refused_in_words_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    how, named = WRONG[name]
    tables = {key: value for key, value in how.items() if key != "changes"}
    scenario = written(tmp_path, *how.get("changes", ()), **tables)
    before = sorted(path.name for path in tmp_path.iterdir())
    for command in (("check",), ("run", "--json", tmp_path / "run.json", "--archive", tmp_path / "a.jsonl")):
        done = ask(command[0], scenario, *command[1:])
        assert done.exit_code == 2, done.output
        assert named in done.output
        assert "Traceback" not in done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    changes = [
        ("hills = 0.25", "hills = 0.35"),
        ("length = 1", "length = 4"),
        ("take_up = 0.9", "take_up = 9"),
    ]
    done = ask("run", written(tmp_path, *changes))
    assert done.exit_code == 2
    said = [line for line in done.output.splitlines() if "scenario.toml" in line]
    assert len(said) >= 3, done.output


def test_a_run_is_filed_once_and_can_be_scored(tmp_path: Path) -> None:
    """The line names what it was made from; the same run again is refused, and writes nothing."""
    scenario, archive = written(tmp_path), tmp_path / "archive.jsonl"
    file = ("run", scenario, "--draws", "50", "--archive", archive, "--date", "2026-11-01")
    first = ask(*file)
    assert first.exit_code == 0, first.output
    content = archive.read_bytes()
    (filed,) = read_archive(content, archive.name)
    assert {"scenario", "file stock.csv", "calibration", "seed", "draws"} <= set(filed.made_from)
    assert [(one.target, one.known) for one in filed.values] == [(2027, 2026), (2028, 2026), (2029, 2026)]
    series = filed.values[0].series
    came = [Outturn(series, 2026, 135.0), Outturn(series, 2027, filed.values[0].value)]
    (card,) = score(filed.values, came, inputs={}).cards
    assert (card.scored, card.absolute, card.inside, card.level) == (1, 0.0, 1, 0.8)
    again = ask(*file, "--json", tmp_path / "run.json")
    assert (again.exit_code, archive.read_bytes() == content) == (2, True)
    assert not (tmp_path / "run.json").exists()
