"""``kith match`` on the example and on everything that people bring instead."""

import csv
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from kith.cli import main
from kith.commands.outputs import QUIET_SECONDS, Bar, write_together
from kith.foundation.faults import KithError

EXAMPLE = Path(__file__).parents[4] / "examples" / "paired-learning"
FILES = ("clinicians.csv", "managers.csv", "rules.toml")


@pytest.fixture
def folder(tmp_path):
    """A copy of the example, to be spoiled as a test needs."""
    for name in FILES:
        (tmp_path / name).write_bytes((EXAMPLE / name).read_bytes())
    return tmp_path


def kith(folder, *words):
    return CliRunner().invoke(main, ["match", *words], catch_exceptions=False, env={"PWD": str(folder)})


def make_pairs(folder, *more, left="clinicians.csv", right="managers.csv"):
    return kith(
        folder,
        "pairs",
        *(
            "--left",
            str(folder / left),
            "--right",
            str(folder / right),
            "--rules",
            str(folder / "rules.toml"),
        ),
        *("--out", str(folder / "pairs.csv"), "--json", str(folder / "report.json")),
        *more,
    )


def rows(folder):
    return list(csv.DictReader((folder / "pairs.csv").read_text("utf-8-sig").splitlines()))


def nothing_written(folder):
    return sorted(path.name for path in folder.iterdir() if path.name not in FILES) == []


def test_the_example_gives_the_figures_of_the_guide(folder):
    run = make_pairs(folder)

    assert run.exit_code == 0
    assert "Matched: 24 of 25 clinicians and 24 of 24 managers. No more can be." in run.output
    assert "Weakest: 666 of 1700 points, as good as it can be." in run.output
    assert "All together: 23494 points, proven best." in run.output
    assert "(23694 to 23494 points) and lifts it from 466 to 666." in run.output
    assert [row["status"] for row in rows(folder)] == ["no partner", *["pair"] * 24]
    assert rows(folder)[0]["clinicians id"] == "C13"
    assert [int(row["points"]) for row in rows(folder)[1:4]] == [666, 733, 800]


def test_requests_of_the_example_are_kept_and_never_written(folder):
    run = make_pairs(folder)
    paired = {(row["clinicians id"], row["managers id"]) for row in rows(folder)}
    assert not paired & {("C09", "M05"), ("C02", "M18")}
    report = json.loads((folder / "report.json").read_text())
    offered = {
        (one["left"], one["right"])
        for said in report["explanations"]
        for one in (*said["alternatives_for_left"], *said["alternatives_for_right"])
    }
    assert not offered & {("C09", "M05"), ("C02", "M18")}
    for text in (run.output, *(path.read_text() for path in (folder / "report.json", folder / "pairs.csv"))):
        assert "never" not in text


def test_the_saved_problem_gives_the_same_answer_and_verifies(folder):
    make_pairs(folder, "--problem-out", str(folder / "problem.json"))

    run = kith(folder, "verify", str(folder / "report.json"), str(folder / "problem.json"))
    assert (run.exit_code, run.output) == (
        0,
        "Right: 24 pairs keep every rule and request, and no better answer exists.\n",
    )


def test_a_changed_result_does_not_verify(folder):
    make_pairs(folder, "--problem-out", str(folder / "problem.json"))
    report = json.loads((folder / "report.json").read_text())
    report["result"]["pairs"][0]["points"] += 1
    (folder / "report.json").write_text(json.dumps(report))

    run = kith(folder, "verify", str(folder / "report.json"), str(folder / "problem.json"))
    assert run.exit_code == 1
    assert "not what the result says" in run.output


def test_the_order_of_rows_changes_nothing(folder):
    make_pairs(folder)
    first = (folder / "report.json").read_bytes()
    for name in FILES[:2]:
        heading, *people = (folder / name).read_text().splitlines()
        (folder / name).write_text("\n".join([heading, *reversed(people)]) + "\n")
    make_pairs(folder)

    assert (folder / "report.json").read_bytes() == first


def test_the_other_choice_is_the_rules_own(folder):
    rules = (folder / "rules.toml").read_text().replace('"no_one_left_behind"', '"most"')
    (folder / "rules.toml").write_text(rules)
    run = make_pairs(folder)
    assert "All together: 23694 points, proven best." in run.output
    assert "Weakest:" not in run.output


def test_check_says_the_rules_in_words(folder):
    run = kith(folder, "check", str(folder / "rules.toml"))
    assert run.output.splitlines()[0] == "must have a different line of management"
    assert run.exit_code == 0


def test_check_names_whom_the_rules_leave_alone(folder):
    people = (folder / "clinicians.csv").read_text().splitlines()
    people[1] = "C01,Amara Balogun,amara.balogun@example.org,x,Old Mill,,senior,digital,audit,Wed am,,"
    (folder / "clinicians.csv").write_text("\n".join(people) + "\n")
    paths = [str(folder / name) for name in ("rules.toml", "clinicians.csv", "managers.csv")]
    run = kith(folder, "check", paths[0], "--left", paths[1], "--right", paths[2])
    said = "C01 (clinicians): the rule “must have a different line of management” rules out all "
    assert said in run.output


def test_faults_of_both_files_are_told_at_once_and_nothing_is_written(folder):
    for name in FILES[:2]:
        text = (folder / name).read_text()
        (folder / name).write_text(
            text.replace(",senior,", ",very senior,", 1).replace("site", "premises", 1)
        )
    run = make_pairs(folder)

    assert run.exit_code == 2
    places = [line.split(":")[0] for line in run.output.splitlines()]
    assert {place.split(",")[0] for place in places} == {"clinicians.csv", "managers.csv"}
    assert [place for place in places if "," not in place] == ["clinicians.csv", "managers.csv"]
    assert all("column “seniority”" in place for place in places if "," in place)
    assert nothing_written(folder)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "clinicians.csv"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "clinicians.csv"),
        (b"id,site\nC1,Leeds\n", "line_of_management"),
        (b"\xff\xfe", "clinicians.csv"),
    ],
)
def test_files_that_are_not_lists_of_people_are_refused(folder, content, said):
    (folder / "clinicians.csv").write_bytes(content)
    run = make_pairs(folder)
    assert run.exit_code == 2
    assert said in run.output
    assert nothing_written(folder)


def test_one_person_a_side_and_nobody_possible(folder):
    for name in FILES[:2]:
        heading, first, *_ = (folder / name).read_text().splitlines()
        (folder / name).write_text(f"{heading}\n{first.replace('; ', '-')}\n")
    (folder / "rules.toml").write_text('[[rule]]\nmust = "share_times"\n')
    run = make_pairs(folder)
    assert run.exit_code == 2  # wishes for people who are not here

    for name in FILES[:2]:
        (folder / name).write_text(f"id,times\n{name[0]},{name[0]}\n")
    run = make_pairs(folder)
    assert "Matched: 0 of 1 clinicians and 0 of 1 managers. No more can be." in run.output
    assert "Without the rule “must share times (at least 1)”, up to 1 more" in run.output


def test_lists_with_nobody_on_them(folder):
    for name in FILES[:2]:
        (folder / name).write_text((folder / name).read_text().splitlines()[0] + "\n")
    run = make_pairs(folder)
    assert run.exit_code == 2
    assert [line.split(",")[0] for line in run.output.splitlines()] == list(FILES[:2])
    assert nothing_written(folder)


def test_formulas_in_names_do_not_run_in_a_spreadsheet(folder):
    text = (folder / "clinicians.csv").read_text().replace("Amara Balogun", '"=HYPERLINK(""http://x"")"')
    (folder / "clinicians.csv").write_text(text)
    make_pairs(folder)
    names = [row["clinicians name"] for row in rows(folder)]
    assert '\'=HYPERLINK("http://x")' in names


def test_a_place_that_cannot_be_written_leaves_no_file_at_all(folder):
    run = make_pairs(folder, "--problem-out", str(folder / "no such folder" / "problem.json"))
    assert run.exit_code == 2
    assert "cannot be written" in run.output
    assert nothing_written(folder)


@pytest.mark.parametrize("name", ["report.json", "managers.csv"])
def test_an_output_may_not_be_another_output_or_an_input(folder, name):
    run = make_pairs(folder, "--problem-out", str(folder / name))
    assert run.exit_code == 2
    assert (folder / "managers.csv").read_bytes() == (EXAMPLE / "managers.csv").read_bytes()
    assert nothing_written(folder)


def test_files_that_stand_already_are_kept_when_writing_fails(tmp_path):
    kept = tmp_path / "pairs.csv"
    kept.write_text("before")
    with pytest.raises(KithError):
        write_together({kept: b"after", tmp_path: b"a folder"})
    assert kept.read_text() == "before"
    assert os.listdir(tmp_path) == ["pairs.csv"]


def test_a_bar_keeps_silent_for_short_work_and_clears_itself_after_long(capsys, monkeypatch):
    now = [100.0]
    monkeypatch.setattr("kith.commands.outputs.time.monotonic", lambda: now[0])
    with Bar() as bar:
        bar("Working", 0.5)
        assert capsys.readouterr().err == ""
        now[0] += QUIET_SECONDS
        bar("Working", 0.5)
        assert " 50%" in capsys.readouterr().err
    assert capsys.readouterr().err.strip("\r ") == ""
