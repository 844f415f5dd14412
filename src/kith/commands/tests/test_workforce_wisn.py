"""``kith workforce wisn``: the template and its result, from the command line."""

from pathlib import Path

from click.testing import CliRunner

from kith.cli import main

EXAMPLE = Path(__file__).parents[4] / "examples" / "workforce" / "norms-synthetic.xlsx"


def ask(*args):
    return CliRunner().invoke(main, ["workforce", "wisn", *map(str, args)])


def test_from_the_template_to_results(tmp_path):
    book, page, sheets, numbers = (tmp_path / name for name in ("n.xlsx", "r.html", "r.xlsx", "r.json"))
    assert ask("template", book, "--example").exit_code == 0
    assert book.read_bytes() == EXAMPLE.read_bytes()
    done = ask(
        book, "--out", page, "--json", numbers, "--xlsx", sheets,
        "--annual-leave", "Nurse=30", "--rounding", "tenth", "--date", "2026-11-22",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "n.xlsx: 2 cadres, 4 facilities, 20 volumes." in done.output
    assert "These figures are invented" in done.output
    assert all(path.stat().st_size for path in (page, sheets, numbers))


def test_what_is_wrong_is_said_and_nothing_is_written(tmp_path):
    book, page = tmp_path / "n.xlsx", tmp_path / "r.html"
    ask("template", book)
    refused = ask(book, "--out", page)
    assert refused.exit_code == 2
    assert "n.xlsx, sheet Staff, row 1:" in refused.stderr
    assert not page.exists()
    ask("template", book, "--example")
    leave = ask(book, "--out", page, "--annual-leave", "Dentist=3", "--annual-leave", "Nurse=many")
    assert (leave.exit_code, leave.stderr.count("--annual-leave:")) == (2, 2)
    same = ask(book, "--out", book)
    assert same.exit_code == 2
    assert not page.exists()
