"""``kith evaluate many`` as a person uses it: what it prints, writes, refuses and goes on from."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from kith.commands.evaluate import commands
from kith.evaluation.many import analysis
from kith.tables.parquet import write_parquet
from kith.tables.reading import read_table

SCALES = """low = 1
high = 5
[[scale]]
key = "skill"
name = "Skill"
items = ["q1", "q2", "q3"]
reversed = ["q3"]
min_answered = 0.6
[[scale]]
key = "calm"
items = ["q4", "q5"]
rule = "sum"
"""
ITEMS = ("q1", "q2", "q3", "q4", "q5")
COLUMNS = ("--programme", "course", "--wave", "time", "--person", "who", "--before", "1", "--after", "2")


def answers():
    """Programmes of 12, 6, 2, 1 and nobody matched, one of people who all say the same, one of gaps."""
    rng = np.random.default_rng(4)
    rows = []
    for course, people in (("A", 12), ("B", 6), ("C", 2), ("D", 1)):
        for person in range(people):
            for time in (1, 2):
                rows.append((course, f"{course}{person}", time, *map(int, rng.integers(1, 6, 5))))
    rows += [("E", f"E{person}", 1 + person % 2, *[3] * 5) for person in range(8)]
    rows += [("F", f"F{person}", time, *[4] * 5) for person in range(7) for time in (1, 2)]
    rows += [("G", f"G{person}", time, *[None] * 5) for person in range(7) for time in (1, 2)]
    return rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "answers.parquet").write_bytes(write_parquet(("course", "who", "time", *ITEMS), answers()))
    (tmp_path / "scales.toml").write_text(SCALES)
    return tmp_path


def run(folder: Path, *more: object, data="answers.parquet", scales="scales.toml", code: int = 0):
    words = ["many", folder / data, "--scales", folder / scales, *COLUMNS, "--resamples", 199, *more]
    result = CliRunner().invoke(commands, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


def test_every_programme_has_a_stated_result(folder):
    paths = {kind: folder / f"out.{kind}" for kind in ("json", "csv", "parquet")}
    said = run(folder, *(word for kind, path in paths.items() for word in (f"--{kind}", path))).stdout
    assert "answers.parquet: 43 people in 7 programmes; 28 answered at both times." in said
    assert "Shown: 6 of 14 results." in said
    table = read_table(paths["csv"], name="out.csv")
    found = {(row[0], row[1]): dict(zip(table.columns, row, strict=True)) for row in table.rows}
    withheld = {key: row["withheld"] for key, row in found.items() if row["withheld"]}
    assert {key[0]: why for key, why in withheld.items()} == {
        "C": "too_few",
        "D": "too_few",
        "E": "nobody_matched",
        "G": "nobody_matched",
    }
    same = found["F", "calm"]
    assert [same[name] for name in ("up", "same", "down", "mean_change", "p")] == [
        "0",
        "7",
        "0",
        "0.0",
        "1.0",
    ]
    assert (same["g_av"], same["rank_biserial"], same["alpha_earlier"]) == (None, None, None)
    other = read_table(paths["parquet"], name="out.parquet")
    assert (other.columns, len(other.rows)) == (table.columns, len(table.rows))
    numbers = json.loads(paths["json"].read_text())
    assert (numbers["format"], len(numbers["programmes"])) == ("kith.evaluation.many", 7)
    assert numbers["programmes"][2]["scales"][0]["found"] == {"shown": False, "reason": "too_few", "least": 5}
    assert numbers["plan"]["scales"][0]["reversed_items"] == ["q3"]


def test_a_run_that_was_stopped_goes_on_and_gives_the_same(folder, monkeypatch):
    whole, again, kept = folder / "whole.json", folder / "again.json", folder / "kept.jsonl"
    run(folder, "--json", whole)
    analyse = analysis._Chunk.programme

    def stopped(chunk, begun, *rest):
        if begun.place == 3:
            raise KeyboardInterrupt
        return analyse(chunk, begun, *rest)

    monkeypatch.setattr(analysis._Chunk, "programme", stopped)
    assert "3 programmes are kept in kept.jsonl" in run(folder, "--keep", kept, code=1).stderr
    assert "Nothing was written" in run(folder, "--csv", folder / "x.csv", code=1).stderr
    monkeypatch.setattr(analysis._Chunk, "programme", analyse)
    kept.write_bytes(kept.read_bytes() + b'{"programme": "cut sh')
    said = run(folder, "--keep", kept, "--json", again).stderr
    assert "3 programmes were done by an earlier run" in said
    assert again.read_bytes() == whole.read_bytes()
    assert not kept.exists()


def test_what_is_kept_of_another_run_is_refused(folder):
    kept = folder / "kept.jsonl"
    kept.write_text("something else\n")
    assert "other data" in run(folder, "--keep", kept, code=2).stderr
    assert kept.read_text() == "something else\n"


def test_faults_of_scales_and_of_the_command_are_said(folder):
    (folder / "scales.toml").write_text(
        '[[scale]]\nkey = "a"\nitems = ["q1"]\nreversed = ["q9"]\nlow = 1\n[[scale]]\nkey = "a"\nlow = 1\nhigh = 5\n'
    )
    said = run(folder, code=2).stderr.splitlines()
    assert len(said) == 4
    assert [line.partition(":")[0].split(",")[0] for line in said] == ["scales.toml"] * 4
    result = CliRunner().invoke(commands, ["many", str(folder / "answers.parquet"), *COLUMNS])
    assert "give either --form" in result.stderr
