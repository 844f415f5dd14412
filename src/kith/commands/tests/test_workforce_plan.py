"""``kith workforce plan``, walked: a plan with its files, and one that cannot be."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from kith.cli import main
from kith.workforce.scenario.shipped import template_files


def written(folder: Path, old: str = "", new: str = "") -> Path:
    for name, content in template_files("one-by-two").items():
        (folder / name).write_bytes(content)
    path = folder / "scenario.toml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    return path


def plan(path: Path, *more: str):
    return CliRunner().invoke(main, ["workforce", "plan", str(path), "--date", "2026-11-22", *more])


def test_a_plan_with_its_files(tmp_path: Path) -> None:
    path, out = written(tmp_path), tmp_path / "out"
    out.mkdir()
    files = [out / f"plan.{kind}" for kind in ("html", "json", "xlsx")]
    done = plan(path, "--out", str(files[0]), "--json", str(files[1]), "--xlsx", str(files[2]))
    assert done.exit_code == 0, done.output
    assert "One more training place for Nurses in 2026 is worth 75,908." in done.output
    assert all(file.stat().st_size > 1000 for file in files)
    told = json.loads(files[1].read_text())
    assert told["status"] == "optimal"
    assert len(told["places"]) == 6
    assert told["certificate"]["gap"] < 1e-6
    again = out / "again.json"
    plan(path, "--json", str(again))
    assert again.read_bytes() == files[1].read_bytes()


def test_a_plan_decided_for_many_draws_stands_beside_it(tmp_path: Path) -> None:
    path, out = written(tmp_path), tmp_path / "plan.json"
    done = plan(path, "--robust", "4", "--json", str(out))
    assert done.exit_code == 0, done.output
    assert "Both plans on 100 draws they were not made for" in done.output
    told = json.loads(out.read_text())["robust"]
    assert told["draws"] == 4
    assert len(told["plain_on_fresh"]["cost"]) == 100
    assert told["price"] >= 0


def test_one_that_cannot_be_says_why_and_what_would_have_to_give(tmp_path: Path) -> None:
    path = written(tmp_path, "discount = 0.0", "discount = 0.0\nfloor = 0.95")
    done = plan(path, "--json", str(tmp_path / "plan.json"))
    assert done.exit_code == 3
    assert "Nurses in Hills: 51.0 FTE-years short in all" in done.output
    assert "The floor: at least 34.2 points of a hundred lower." in done.output
    assert json.loads((tmp_path / "plan.json").read_text())["why_not"]["total"] > 50


def test_a_scenario_without_a_plan_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    text = path.read_text()
    path.write_text(text[: text.index("[plan]")])
    done = plan(path)
    assert done.exit_code == 2
    assert "says nothing of a plan" in done.output
