"""``kith evaluate funnel`` on files: the same report as the wing's, all files or none."""

import json
from pathlib import Path

from click.testing import CliRunner

from kith.cli import main

EXAMPLES = Path(__file__).parents[4] / "examples/recruitment"
APPLICATIONS = str(EXAMPLES / "applications-synthetic.csv")


def run(*words):
    return CliRunner().invoke(main, ["evaluate", "funnel", *words])


def test_the_example_of_the_how_to_runs_as_written(tmp_path):
    page, numbers = tmp_path / "report.html", tmp_path / "numbers.json"
    words = (
        APPLICATIONS, "--stage", "Furthest stage", "--by", "Side", "--by", "Sex", "--by", "Channel",
        "--ethnic", "Ethnic category", "--cohort", "Cohort", "--counted", "reached=812",
        "--baseline", str(EXAMPLES / "workforce-synthetic.csv"), "--date", "2026-11-22",
        "--out", str(page), "--json", str(numbers),
    )  # fmt: skip
    done = run(*words)
    assert done.exit_code == 0, done.output
    assert "WRES indicator 2: white people were 0.86 times as likely as BME people" in done.output
    assert "[7 or fewer]" in done.output
    assert json.loads(numbers.read_text())["format"] == "kith.evaluation.funnel"
    assert "What this cannot say" in page.read_text()
    first = page.read_bytes(), numbers.read_bytes()
    assert run(*words).exit_code == 0
    assert (page.read_bytes(), numbers.read_bytes()) == first


def test_what_is_wrong_is_said_all_at_once_and_nothing_is_written(tmp_path):
    page = tmp_path / "report.html"
    done = run(APPLICATIONS, "--dates", "won=Side", "--counted", "reached=many", "--out", str(page))
    assert done.exit_code == 2
    assert "“won=Side” is not STAGE=COLUMN" in done.stderr
    assert "“many” is not a number" in done.stderr
    assert not page.exists()
