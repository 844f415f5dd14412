"""``kith evaluate change --bundle`` and ``kith evaluate rerun`` as a person uses them."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from kith.commands.evaluate import commands

REFERENCE = Path(__file__).parents[4] / "docs" / "reference" / "evaluation-bundle.md"
ANSWERS = "who,team,side,before,after\n" + "".join(
    f"Ann {at},{'AB'[at % 2]},{'doctor' if at < 8 else 'manager'},{3 + at % 2},{4 + at % 3}\n"
    for at in range(16)
)


@pytest.fixture
def run(tmp_path):
    (tmp_path / "answers.csv").write_text(ANSWERS)

    def invoke(*words):
        paths = [str(tmp_path / word) if "." in word else word for word in words]
        return CliRunner().invoke(commands, paths)

    return invoke


def made(run, *more):
    columns = (
        "--person",
        "who",
        "--group",
        "side",
        "--outcome",
        "skill=before,after",
        "--date",
        "2026-11-22",
    )
    found = run("change", "answers.csv", *columns, "--bundle", "b.zip", *more)
    assert found.exit_code == 0, found.output
    return found


def altered(path, file, change):
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[file] = change(files[file])
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def test_an_evaluators_bundle_gives_the_same_numbers_and_the_report_again(run, tmp_path):
    assert "Written:" in made(run, "--audience", "evaluator", "--cohort", "team").output
    found = run("rerun", "b.zip", "--out", "r.html", "--json", "r.json")
    assert found.exit_code == 0, found.output
    assert "numbers are the same." in found.output
    assert "The report was worked out from exactly these scores." in found.output
    assert "What changed: answers.csv" in (tmp_path / "r.html").read_text()
    told = json.loads((tmp_path / "r.json").read_text())
    assert (told["differences"], told["exact"], told["audience"]) == ([], True, "evaluator")
    reference = REFERENCE.read_text().split("## What `rerun --json` writes")[1]
    assert [key for key in told if f"`{key}`" not in reference] == []
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert sorted(json.loads(archive.read("results.json"))) == ["change", "pooled"]
        assert b"Ann" not in b"".join(archive.read(name) for name in archive.namelist())


def test_a_public_bundle_says_what_it_cannot_work_out(run):
    made(run)
    found = run("rerun", "b.zip")
    assert found.exit_code == 0
    assert "for everybody, without lines of single people" in found.output
    assert "need the evaluator’s bundle" in found.output


def test_a_difference_is_printed_with_its_place_and_leaves_with_1(run, tmp_path):
    made(run, "--audience", "evaluator")
    path = tmp_path / "b.zip"

    def other_seed(content):
        return content.replace(b'"seed": 1,', b'"seed": 2,')

    altered(path, "manifest.json", other_seed)
    found = run("rerun", "b.zip", "--json", "r.json")
    assert found.exit_code == 1
    assert "differ" in found.output
    assert "change.provenance.seed: 1 in the bundle, 2 now" in found.output
    assert json.loads((tmp_path / "r.json").read_text())["differences"] != []


def test_what_cannot_be_read_is_said_at_once_and_leaves_with_2(run, tmp_path):
    made(run)
    altered(tmp_path / "b.zip", "data.csv", lambda content: content + b" ")
    found = run("rerun", "b.zip", "--out", "r.html")
    assert found.exit_code == 2
    assert "b.zip: “data.csv” was changed after the bundle was made" in found.output
    assert not (tmp_path / "r.html").exists()
    (tmp_path / "b.zip").write_bytes(io.BytesIO(b"no").getvalue())
    assert "not a zip file" in run("rerun", "b.zip").output


def test_a_bundle_may_not_overwrite_what_it_is_made_from(run):
    found = run(
        "change",
        "answers.csv",
        "--person",
        "who",
        "--outcome",
        "skill=before,after",
        "--bundle",
        "answers.csv",
    )
    assert found.exit_code == 2
