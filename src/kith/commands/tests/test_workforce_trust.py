"""``kith workforce backtest``, ``scorecard`` and ``file`` on files."""

import json
from pathlib import Path

from click.testing import CliRunner

from kith.cli import main
from kith.workforce.forecast import read_calibration

EXAMPLES = Path(__file__).parents[4] / "examples" / "workforce"
PLANS, OUTTURN = EXAMPLES / "plans-synthetic.csv", EXAMPLES / "outturn-synthetic.csv"


def ask(*args):
    return CliRunner().invoke(main, ["workforce", *map(str, args)])


def counts(folder: Path) -> Path:
    """Ten invented places that grow by one to ten per cent a year."""
    rows = [
        f"P{place},{year},{1000 * (1 + place / 100) ** (year - 2000):.0f}"
        for place in range(1, 11)
        for year in range(2000, 2012)
    ]
    (folder / "counts.csv").write_text("\n".join(["place,year,staff in post", *rows]))
    return folder / "counts.csv"


def test_a_back_test_makes_every_file(tmp_path):
    files = [tmp_path / name for name in ("c.json", "b.json")]
    done = ask(
        "backtest", counts(tmp_path), "--horizons", "1,3", "--hold-out", 2, "--splits", 5,
        "--column", "count=staff in post", "--calibration", files[0], "--json", files[1],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "The last 2 years of each series" in done.output
    assert "How often outturns lay inside bands meant to hold 80%" in done.output
    calibration = read_calibration(files[0].read_bytes(), "c.json")
    assert calibration.horizons == (1, 3)
    assert json.loads(files[1].read_text())["calibration"]["hash"] == calibration.hash


def test_what_cannot_be_asked_is_refused_at_once(tmp_path):
    refused = ask("backtest", counts(tmp_path), "--horizons", "soon", "--column", "staff")
    assert refused.exit_code == 2
    assert "“soon” is not a list of years ahead" in refused.stderr
    assert "“staff” does not say which column is which" in refused.stderr


def test_plans_are_scored_filed_and_scored_again(tmp_path):
    archive = tmp_path / "archive.jsonl"
    first = ask("scorecard", PLANS, OUTTURN, "--json", tmp_path / "a.json")
    assert first.exit_code == 0, first.output
    assert "the outturn counts Doctors in post by head, with house officers" in first.output
    assert ask("file", PLANS, archive).exit_code == 0
    kept = archive.read_bytes()
    again = ask("file", PLANS, archive)
    assert (again.exit_code, archive.read_bytes()) == (2, kept)
    assert "was filed before" in again.stderr
    assert ask("scorecard", archive, OUTTURN, "--json", tmp_path / "b.json").exit_code == 0
    one, other = (json.loads((tmp_path / name).read_text()) for name in ("a.json", "b.json"))
    assert one["cards"] == other["cards"]


def test_a_plan_with_faults_names_them_all(tmp_path):
    plans = tmp_path / "plans.csv"
    plans.write_text("plan,published,series,target,planned,low\nA,2010,N,2012,0,\nA,2010,N,2013,5,4\n")
    refused = ask("scorecard", plans, OUTTURN)
    assert refused.exit_code == 2
    assert "A, N, 2012: the planned value is 0.0" in refused.stderr
    assert "A, N, 2013: only one end of the band is given" in refused.stderr
