"""``kith workforce picture`` on files."""

from pathlib import Path

from click.testing import CliRunner

from kith.cli import main

EXAMPLES = Path(__file__).parents[4] / "examples" / "workforce"


def ask(*args):
    return CliRunner().invoke(main, ["workforce", "picture", *map(str, args)])


def test_the_example_makes_every_file(tmp_path):
    tables = ("--in-post", EXAMPLES / "in-post-synthetic.csv", "--funded", EXAMPLES / "funded-synthetic.csv")
    done = ask(
        *tables, "--population", EXAMPLES / "population-synthetic.csv", "--remote", "Southmoor",
        "--appointments", EXAMPLES / "appointments-synthetic.csv", "--invented-workload",
        "--out", tmp_path / "p.html", "--json", tmp_path / "p.json", "--xlsx", tmp_path / "p.xlsx",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "The workload is invented" in done.output
    assert "The tables are invented" in done.output
    assert len(list(tmp_path.iterdir())) == 3
    refused = ask(*tables, "--remote", "Nowhere,Southmoor", "--out", tmp_path / "q.html")
    assert (refused.exit_code, "--remote: Nowhere is not a district" in refused.stderr) == (2, True)
    assert not (tmp_path / "q.html").exists()
