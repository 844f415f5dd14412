"""``kith match KIND`` on every example that ships: run, saved, checked again from the files, whatever the rows' order."""

import csv
import random
import re
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

import kith.matching
from kith.cli import main
from kith.commands.match_kinds import Run, solved, stoppable
from kith.commands.match_lines import lines
from kith.foundation.messages import catalogue
from kith.foundation.provenance import Provenance
from kith.matching.draft import Draft
from kith.matching.engines import engine
from kith.matching.types import Kind, Unmatched

EXAMPLES = Path(__file__).parents[4] / "examples"
KINDS = [kind for kind in Kind if kind is not Kind.PAIRS]


def make(kind, folder, *more):
    """Run the example of a kind in a folder."""
    tables = [
        word
        for one in engine(kind).inputs
        if (folder / f"{one.key}.csv").exists()
        for word in (f"--{one.key.replace('_', '-')}", str(folder / f"{one.key}.csv"))
    ]
    outputs = ("--out", "who.csv", "--json", "result.json", "--problem-out", "problem.json")
    given = ["--seed", "2026", *(str(folder / word) if "." in word else word for word in outputs)]
    rules = ("--rules", str(folder / "rules.toml"))
    return CliRunner().invoke(
        main, ["match", kind.value, *tables, *rules, *given, *more], catch_exceptions=False
    )


@pytest.fixture(params=KINDS, ids=[kind.value for kind in KINDS])
def kind(request):
    return request.param


@pytest.fixture
def folder(kind, tmp_path):
    for file in (EXAMPLES / kind.value).iterdir():
        if file.suffix in {".csv", ".toml"}:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_an_example_runs_and_verifies_from_its_files_whatever_the_order_of_rows(kind, folder):
    run = make(kind, folder, "--no-prices")
    assert run.exit_code == 0, run.output
    assert "Matched: " in run.output
    assert "checked by separate code" in run.output
    rows = list(csv.DictReader((folder / "who.csv").read_text("utf-8-sig").splitlines()))
    assert {row["status"] for row in rows} <= {"left over", "matched"}
    checked = CliRunner().invoke(
        main,
        ["match", "verify", str(folder / "result.json"), str(folder / "problem.json")],
        catch_exceptions=False,
    )
    assert checked.exit_code == 0, checked.output

    first = (folder / "result.json").read_bytes()
    for file in folder.glob("*.csv"):
        heading, *lines = file.read_text("utf-8-sig").splitlines()
        random.Random(3).shuffle(lines)
        file.write_text("\n".join([heading, *lines]) + "\n")
    assert make(kind, folder, "--no-prices").exit_code == 0
    assert (folder / "result.json").read_bytes() == first


def test_a_lock_holds_and_an_earlier_result_is_stayed_near(kind, folder):
    make(kind, folder, "--no-prices")
    (folder / "result.json").rename(folder / "earlier.json")
    rows = list(csv.DictReader((folder / "who.csv").read_text("utf-8-sig").splitlines()))
    matched = [row for row in rows if row["status"] == "matched"]
    mate = matched[0]["in"] or next(row["id"] for row in matched[1:] if row["group"] == matched[0]["group"])
    lock = f"{matched[0]['id']}={mate}"
    run = make(kind, folder, "--no-prices", "--keep", str(folder / "earlier.json"), "--lock", lock)
    assert run.exit_code == 0, run.output
    assert "Beside the earlier result: 0 people changed, lost 0.00% of the total." in run.output

    refused = make(kind, folder, "--lock", "one")
    assert refused.exit_code == 2
    assert "“one” is not two ids with = between them." in refused.output


def test_somebody_leaves_and_the_rest_stay_near_where_they_were(kind, folder):
    make(kind, folder, "--no-prices")
    (folder / "result.json").rename(folder / "earlier.json")
    text = (folder / f"{engine(kind).inputs[0].key}.csv").read_text("utf-8-sig")
    gone = next(id_ for row in text.splitlines()[:0:-1] if text.count(id_ := row.split(",")[0]) == 1)
    for file in folder.glob("*.csv"):
        rows = file.read_text("utf-8-sig").splitlines()
        file.write_text("\n".join(row for row in rows if not row.startswith(f"{gone},")) + "\n")
    run = make(kind, folder, "--no-prices", "--keep", str(folder / "earlier.json"))
    assert run.exit_code == 0, run.output
    assert "Beside the earlier result: " in run.output


def test_the_first_interrupt_asks_and_the_second_ends(capsys):
    with stoppable() as asked:
        assert not asked()
        signal.raise_signal(signal.SIGINT)
        assert asked()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert "the best so far is kept" in capsys.readouterr().err


def test_every_step_that_an_engine_names_has_words():
    wing = Path(kith.matching.__file__).parent
    source = "".join(path.read_text() for path in wing.rglob("*.py") if "tests" not in path.parts)
    named = set(re.findall(r"\b(?:said|step|progress|tell|told|_watch)\(\s*\"([a-z_]+)\", [0-9a-z]", source))
    assert {"score", "total", "check", "anneal"} <= named
    assert [step for step in sorted(named) if f"matching.step.{step}" not in catalogue()] == []


def test_thousands_who_are_left_over_do_not_fill_the_screen():
    nobody = tuple(Unmatched("person", f"p{n:04}", ()) for n in range(1000))
    draft = Draft(Kind.SETS, (), nobody, (), Provenance("kith", {}, 1, {}))
    said = list(lines(Run(draft, (), {})))
    assert "  p0009, person" in said
    assert "  p0010, person" not in said
    assert "  and 990 more: they are in the CSV" in said


def test_ctrl_c_while_rules_are_priced_keeps_the_result_without_prices(monkeypatch):
    the = engine(Kind.SETS)
    monkeypatch.setattr(the.__class__, "solve", lambda *_, **__: "result")
    monkeypatch.setattr(the.__class__, "verify", lambda *_: ())
    monkeypatch.setattr(the.__class__, "not_reproved", lambda *_: ())

    def prices(*_, progress, **__):
        signal.raise_signal(signal.SIGINT)
        progress("prices", 0.1)

    monkeypatch.setattr(the.__class__, "prices", prices)
    done = solved(the, None, seed=1, prices=True)
    assert (done.result, done.prices, done.choice) == ("result", (), None)
