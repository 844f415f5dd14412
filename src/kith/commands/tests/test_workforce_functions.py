"""``kith workforce functions`` on files."""

import json
from pathlib import Path

from click.testing import CliRunner

from kith.cli import main

EXAMPLES = Path(__file__).parents[4] / "examples" / "workforce"
NORTH, SOUTH = (EXAMPLES / f"functions-{name}-synthetic.csv" for name in ("northland", "southland"))


def ask(*args):
    return CliRunner().invoke(main, ["workforce", "functions", *map(str, args)])


def test_two_invented_countries_side_by_side(tmp_path):
    options = (
        "--partner",
        SOUTH,
        "--population",
        2_100_000,
        "--partner-population",
        1_800_000,
        "--draws",
        200,
    )
    done = ask(NORTH, *options, "--json", tmp_path / "p.json", "--xlsx", tmp_path / "p.xlsx")
    assert done.exit_code == 0, done.output
    assert "The figures are invented" in done.output
    assert "N90" not in done.output
    public = json.loads((tmp_path / "p.json").read_text())
    quality = next(each for each in public["functions"] if each["function"] == "quality")
    assert (quality["fte"], quality["people"], quality["thin"]) == (None, None, True)
    last = public["compared"]["functions"][-1]
    assert (last["disagrees"], last["difference"]) == (None, None)
    own = ask("--audience", "evaluator", *options, NORTH, "--json", tmp_path / "e.json")
    assert own.exit_code == 0, own.output
    seen = json.loads((tmp_path / "e.json").read_text())
    assert next(each for each in seen["functions"] if each["function"] == "quality")["people"] == 1
    again = ask(NORTH, *options, "--json", tmp_path / "again.json")
    assert again.exit_code == 0
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "p.json").read_bytes()


def test_options_that_do_not_fit_are_refused_together_and_nothing_is_written(tmp_path):
    done = ask(NORTH, "--population", 5, "--hidden-list", NORTH, "--json", tmp_path / "p.json")
    assert done.exit_code == 2
    assert "Give --partner as well" in done.stderr
    assert "you gave 1" in done.stderr
    assert not (tmp_path / "p.json").exists()


def test_hidden_people_from_two_lists_and_own_lists(tmp_path):
    one, other, table = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "own.csv"
    one.write_text("person\n" + "\n".join(f"p{n}" for n in range(10)))
    other.write_text("person\n" + "\n".join(f"P{n}" for n in range(5, 20)))
    table.write_text(
        "Function,ISCO-08,Headcount,Share,Role,Respondent,Group\nwatching,2659,30,0.5,lead,R1,G\n"
    )
    done = ask(
        table,
        "--lists",
        EXAMPLES / "functions-lists-synthetic.toml",
        "--hidden-list",
        one,
        "--hidden-list",
        other,
    )
    assert done.exit_code == 0, done.output
    assert "About 28 people are estimated in all, 20 of them on a list and 8 on none." in done.output
    assert "15.0 full-time equivalents" in done.output


def test_from_the_questionnaire_to_the_report(tmp_path):
    form, answers, long = tmp_path / "form.toml", tmp_path / "wave.csv", tmp_path / "long.csv"
    assert ask("questionnaire", "--out", form).exit_code == 0
    assert "Who does public health" in form.read_text()
    answers.write_text(
        "person,about,team_name,team_size,occupation,tier,full_time,functions__protection,share_protection,"
        "role_protection\nR1,team,Inspectors,12,3257,core,100,TRUE,50,lead\n"
    )
    made = ask("from-responses", answers, "--form", form, "--out", long)
    assert made.exit_code == 0, made.output
    done = ask(long)
    assert done.exit_code == 0, done.output
    assert "6.0 full-time equivalents of work go into public health, 100.0% of them" in done.output
