"""Plans and advice from the command line."""

import json

import pytest
from click.testing import CliRunner

import kith.evaluation.planning
from kith.commands.evaluate import commands
from kith.evaluation.plan_file import read_plan
from kith.evaluation.planning.deviating import recorded
from kith.evaluation.planning.speech import deviation_said
from kith.evaluation.planning.tests.test_planning import EXAMPLE
from kith.evaluation.speaker import Speaker
from kith.tables.toml import load_toml


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (EXAMPLE / "answers-plan.toml").read_text()
    (tmp_path / "plan.toml").write_text(text + "\n[expected]\npeople = 12\n")
    (tmp_path / "other.toml").write_text(
        text.replace("smallest_change = 0.5", "smallest_change = 0.25", 1)
        + '\n[[deviation]]\nwhat = "Two were left out."\nreason = "They had moved."\n'
    )
    (tmp_path / "answers.csv").write_bytes((EXAMPLE / "answers-synthetic.csv").read_bytes())
    return tmp_path


def kith(*words):
    return CliRunner().invoke(commands, words)


def test_from_the_command_line(folder):
    assert "The plan can be frozen." in kith("plan", "check", "plan.toml").output
    made = kith("plan", "freeze", "plan.toml", "--date", "2026-01-12")
    assert "Written: plan.frozen.json" in made.output
    again = kith("plan", "freeze", "plan.frozen.json")
    assert (again.exit_code, "frozen already" in again.output) == (2, True)
    assert "Frozen on 12 January 2026" in kith("plan", "check", "plan.frozen.json").output
    changed = kith("change", "answers.csv", "--plan", "other.toml", "--frozen", "plan.frozen.json",
                   "--json", "out.json", "--out", "out.html")  # fmt: skip
    assert changed.exit_code == 0, changed.output
    assert (
        "The smallest change of “Understanding the other side” that matters was 0.5, and is 0.25."
        in changed.output
    )
    assert "Two were left out. Reason: They had moved." in changed.output
    kept = json.loads((folder / "out.json").read_text())
    assert [one["code"].rsplit(".", 1)[1] for one in kept["planning"]["deviations"]] == [
        "outcome_smallest_change", "recorded",
    ]  # fmt: skip
    assert kept["plan"]["plan_hash"] == kept["planning"]["sha256"]
    assert "What differs from the plan" in (folder / "out.html").read_text()
    columns = "prepared=prepared_before,prepared_looking_back,prepared_after"
    less = kith("change", "answers.csv", "--plan", "plan.frozen.json", "--outcome", columns)
    assert "“Understanding the other side” was planned and is not analysed." in less.output
    assert "The main outcome was Understanding the other side, and is –." in less.output
    wrong = kith("change", "answers.csv", "--frozen", "other.toml")
    assert (wrong.exit_code, "--frozen takes a frozen plan" in wrong.output) == (2, True)


def test_a_plan_frozen_after_the_answers_opened_is_a_first_look(folder):
    text = (folder / "plan.toml").read_text()
    (folder / "plan.toml").write_text(text.replace('role = "before"', 'role = "before"\nopens = 2026-01-05'))
    kith("plan", "freeze", "plan.toml", "--date", "2026-01-12")
    said = kith("change", "answers.csv", "--plan", "plan.frozen.json").output
    assert "after the first answers could be given on 5 January 2026" in said
    assert "Read every result as a first look." in said


def test_advice_from_the_command_line(folder):
    typed = kith(
        "advise", "--people", "clinician=12", "--people", "manager=5", "--items", "4", "--json", "a.json"
    )
    assert "With 5 matched people no exact paired test can reach 0.05" in typed.output
    assert json.loads((folder / "a.json").read_text())["format"] == "kith.evaluation.advice"
    assert "Clinicians" in kith("advise", "--plan", "plan.toml").output
    # The least of each outcome's matched people: 16 clinicians and 20 managers.
    assert (
        "People expected to answer both times: 16."
        in kith("advise", "answers.csv", "--plan", "plan.toml").output
    )
    for words in (
        ["--people", "many"],
        [],
        ["--people", "5", "--times", "noon"],
        ["--people", "5", "--points", "1"],
    ):
        assert kith("advise", *words).exit_code == 2
    assert kith("advise", "answers.csv").exit_code == 2


def test_recorded_deviations_come_with_their_reasons(folder):
    file = read_plan(load_toml((folder / "other.toml").read_text(), "other.toml"))
    (one,) = recorded(file)
    assert deviation_said(Speaker(), one) == "Two were left out. Reason: They had moved."
