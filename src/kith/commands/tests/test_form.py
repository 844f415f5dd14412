"""``kith form`` as a person uses it: what it prints, writes and refuses."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kith.commands.form import commands

FORM = """
format_version = 1
instrument = { key = "mood", version = "1", title = "Mood" }
rights = { owner = "Us", licence = "MIT" }
points.often = [{ value = 1, label = "Never" }, { value = 2, label = "Often" }, { value = 3, label = "Always" }]
[[page]]
key = "p"
[[page.item]]
key = "calm"
kind = "scale"
points = "often"
required = "soft"
may_decline = true
label = "I am calm"
[[page.item]]
key = "cross"
kind = "scale"
points = "often"
label = "I am cross"
[[scale]]
key = "ease"
name = "Ease"
items = ["calm", "cross"]
reversed = ["cross"]
"""
DATA = "ID,I am calm,I am cross\na,Always,Never\nb,Prefer not to say,Often\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("mood.toml").write_text(FORM)
    Path("data.csv").write_text(DATA)

    def invoke(*words: str):
        return CliRunner().invoke(commands, words)

    return invoke


def test_check_says_what_is_asked(run):
    said = run("check", "mood.toml")
    assert said.exit_code == 0
    assert said.output.splitlines()[:3] == [
        "Mood (mood, version 1)",
        "  questions: 2, pages: 1, languages: en",
        "  scale ease: mean of 2 items, 1 reversed, 1 to 3, missing below 80% answered",
    ]


def test_convert_there_and_back_lists_what_is_kept_for_kith(run):
    for name in ("mood.xlsx", "mood.csv", "mood.md", "mood.fhir.json", "mood.json"):
        went = run("convert", "mood.toml", name)
        assert (went.exit_code, went.output.splitlines()[0]) == (0, f"Wrote {name}.")
        assert run("convert", name, f"back-{name}.toml").exit_code == 0
        assert Path(f"back-{name}.toml").read_text() == Path("back-mood.xlsx.toml").read_text()
    assert (
        "Other tools do not score the scale “Ease”."
        in run("convert", "mood.toml", "x.out", "--to", "fhir").output
    )
    assert run("convert", "mood.toml", "x.pdf").exit_code == 2
    assert not Path("x.pdf").exists()
    assert run("convert", "mood.toml", "mood.toml").exit_code == 2


def test_responses_are_mapped_checked_and_written(run):
    said = run(
        *("responses", "data.csv", "--form", "mood.toml", "--to", "out.csv"),
        *("--save-mapping", "map.toml", "--codebook", "book.csv", "--scores"),
    )
    assert said.exit_code == 0, said.output
    assert said.output.splitlines()[0] == "calm: I am calm (the heading is the item's words, 100% sure)"
    with Path("out.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(row["person"], row["calm"], row["calm__missing"], row["score__ease"]) for row in rows] == [
        ("a", "3", "", "3.0"),
        ("b", "", "declined", ""),
    ]
    again = run("responses", "data.csv", "--form", "mood.toml", "--mapping", "map.toml", "--to", "out.json")
    assert again.exit_code == 0
    assert [
        entry["resource"]["subject"]["identifier"]["value"]
        for entry in json.loads(Path("out.json").read_text())["entry"]
    ] == [
        *("a", "b"),
    ]
    for source in ("out.csv", "out.json"):  # Kith's own tables and FHIR come back without a mapping
        assert run("responses", source, "--form", "mood.toml", "--to", f"{source}.parquet").exit_code == 0
    assert Path("out.csv.parquet").read_bytes() == Path("out.json.parquet").read_bytes()


def test_nothing_is_written_while_an_answer_is_wrong(run):
    Path("data.csv").write_text(DATA + "c,Sometimes,4\n")
    said = run("responses", "data.csv", "--form", "mood.toml", "--to", "out.csv")
    assert said.exit_code == 2
    assert (
        "data.csv, row 4, column “I am cross”: “4” is not on the scale. Choose one of the points shown."
        in said.output
    )
    assert not Path("out.csv").exists()
    kept = run("responses", "data.csv", "--form", "mood.toml", "--to", "out.csv", "--keep-sound")
    assert (kept.exit_code, Path("out.csv").exists()) == (0, True)


def test_score_never_makes_a_nought(run):
    said = run("score", "data.csv", "--form", "mood.toml")
    assert said.output.splitlines()[-3:] == [
        "person\tease\tease__answered\tease__missing",
        "a\t3\t2\t",
        "b\t\t1\ttoo_few_answered",
    ]
    assert run("score", "data.csv", "--form", "mood.toml", "--to", "scores.xlsx").exit_code == 0
