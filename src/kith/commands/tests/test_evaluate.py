"""``kith evaluate`` as a person uses it: what it prints, writes and refuses."""

import json
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from kith.commands.evaluate import commands

ANSWERS = """who,side,skill_before,skill_after
a,clinician,3,4
b,clinician,3,4
c,clinician,2,4
d,clinician,3,3
e,clinician,2,3
f,clinician,4,5
g,manager,3,3
h,manager,2,2
i,manager,4,3
j,manager,3,4
k,manager,2,2
l,manager,3,
"""
PLAN = """format_version = 1
person = "who"
group = "side"
declared_on = 2026-01-05
primary = "skill"

[[outcome]]
key = "skill"
label = "Skill in leading"
columns = ["skill_before", "skill_after"]
low = 1
high = 5

[[wave]]
key = "before"
label = "January"
[[wave]]
key = "after"
label = "July"

[[side]]
key = "manager"
label = "Managers"
[[side]]
key = "clinician"
label = "Clinicians"

[report]
title = "Skill in 2026"
synthetic = true
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "answers.csv").write_text(ANSWERS)
    (tmp_path / "plan.toml").write_text(PLAN)
    return tmp_path


def run(*arguments: object, code: int = 0):
    result = CliRunner().invoke(commands, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def test_change_prints_counts_before_sizes_and_writes_json(folder):
    path = folder / "numbers.json"
    said = run("change", folder / "answers.csv", "--plan", folder / "plan.toml", "--json", path).stdout
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert "answers.csv: 12 people, 12 rows, 2 times." in lines
    assert "Managers 5 1 3 1 0.00 too few people for a range" in lines
    assert "Clinicians 6 5 1 0 +1.00 0.00 to +2.00" in lines
    assert lines[-2].startswith("- Skill in leading")
    numbers = json.loads(path.read_text())
    assert (numbers["format"], numbers["format_version"]) == ("kith.evaluation.change", 1)
    manager = numbers["cells"][0]
    assert (manager["side"], manager["n_matched"], manager["found"]["shown"]) == ("manager", 5, True)
    assert manager["found"]["counts"] == {"up": 1, "same": 3, "down": 1}
    assert numbers["plan"]["declared_on"] == "2026-01-05"


def test_the_same_command_writes_the_same_bytes(folder):
    made = []
    for name in ("one.json", "two.json"):
        run("change", folder / "answers.csv", "--plan", folder / "plan.toml", "--json", folder / name)
        made.append((folder / name).read_bytes())
    assert made[0] == made[1]


def test_the_report_is_written_as_a_word_document_too(folder):
    out, word = folder / "report.html", folder / "report.docx"
    result = run("change", folder / "answers.csv", "--plan", folder / "plan.toml",
                 "--date", "2026-07-01", "--out", out, "--docx", word)  # fmt: skip
    assert result.stdout.endswith(f"Written: {out}\nWritten: {word}\n")
    made = docx.Document(str(word))
    assert made.paragraphs[0].text == "Skill in 2026"
    assert made.core_properties.created.date() == date(2026, 7, 1)
    run("describe", folder / "answers.csv", "--docx", word)
    assert "answers.csv" in docx.Document(str(word)).paragraphs[0].text


def test_a_file_that_cannot_be_written_leaves_none(folder):
    there = sorted(folder.iterdir())
    result = run("change", folder / "answers.csv", "--plan", folder / "plan.toml",
                 "--out", folder / "report.html", "--docx", folder / "nowhere" / "report.docx", code=2)  # fmt: skip
    assert "report.docx" in result.stderr
    assert sorted(folder.iterdir()) == there


def test_one_file_for_two_things_is_refused(folder):
    for command in ("change", "describe"):
        more = ("--plan", folder / "plan.toml") if command == "change" else ()
        result = run(
            command, folder / "answers.csv", *more, "--out", folder / "a", "--docx", folder / "a", code=2
        )
        assert str(folder / "a") in result.stderr
        assert not (folder / "a").exists()
        run(command, folder / "answers.csv", *more, "--docx", folder / "answers.csv", code=2)
    assert (folder / "answers.csv").read_text() == ANSWERS


def test_a_fault_writes_nothing_and_names_every_one(folder):
    out = folder / "numbers.json"
    result = run(
        "change", folder / "answers.csv", "--person", "whom", "--outcome", "skill=skill_befor,skill_after",
        "--json", out, code=2,
    )  # fmt: skip
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 2
    assert "The nearest is “skill_before”" in result.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["answers.csv", "plan.toml"]


def test_a_wrong_plan_names_every_line(folder):
    # The last line falls into the table above it, [report].
    (folder / "wrong.toml").write_text(
        PLAN.replace("low = 1", 'low = "one"').replace("primary", "main") + "more = 1\n"
    )
    result = run("change", folder / "answers.csv", "--plan", folder / "wrong.toml", code=2)
    said = sorted(result.stderr.splitlines())
    assert [line.split(",")[1].strip() for line in said] == ["line 11", "line 31", "line 5"]
    assert "The value of “low” must be a number." in said[0]


def test_change_needs_to_know_who_and_what(folder):
    assert "--person" in run("change", folder / "answers.csv", code=2).stderr
    said = run("change", folder / "answers.csv", "--person", "who", "--outcome", "=x", code=2).stderr
    assert "“=x” is not an outcome" in said


def test_describe_says_how_each_column_was_read(tmp_path):
    (tmp_path / "survey.csv").write_text(
        "id,liked\n" + "".join(f"{n},{'Agree' if n % 3 else '-'}\n" for n in range(30))
    )
    said = run("describe", tmp_path / "survey.csv", "--json", tmp_path / "n.json").stdout
    assert "Read as a choice" in said
    assert "20 of 30 answered." in said
    assert "- id (its heading says" in said
    numbers = json.loads((tmp_path / "n.json").read_text())
    assert numbers["questions"][1]["answers"][0]["count"] == 20


def test_describe_can_keep_back_small_numbers(tmp_path):
    (tmp_path / "survey.csv").write_text("liked\n" + "Agree\n" * 30 + "Disagree\n" * 3)
    said = run("describe", tmp_path / "survey.csv", "--suppress").stdout
    assert "Disagree  not shown: small number" in said
    assert "%" not in said


def test_the_example_that_ships(tmp_path):
    folder = Path(__file__).parents[4] / "examples" / "paired-learning"
    plan = folder / "answers-plan.toml"
    said = run("change", folder / "answers-synthetic.csv", "--plan", plan).stdout
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert "answers-synthetic.csv: 49 people, 49 rows, 3 times." in lines
    assert lines[2:6] == [
        "Understanding the other side",
        "Compared People Up Same Down Average change Plausible range",
        "Clinicians 16 11 4 1 +0.44 +0.20 to +0.64",
        "Managers 20 19 0 1 +0.60 +0.44 to +0.80",
    ]
    assert "Looking back" in lines
    assert "synthetic = true" in plan.read_text()
