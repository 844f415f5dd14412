"""The tutorials on evaluation show what the commands print: each block is run and compared."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kith.commands.evaluate import commands

TUTORIALS = Path(__file__).parents[4] / "docs" / "tutorials"
BLOCK = re.compile(r"```console\n\$ kith evaluate (?P<command>.*?)\n(?P<output>.*?)```", re.DOTALL)
FILE = re.compile(r"```toml\n(?P<content>.*?)```.*?Save it as `(?P<name>[\w.]+)`", re.DOTALL)
ELIDED = "[…]\n"


def blocks(tutorial: str) -> list[tuple[str, str]]:
    text = (TUTORIALS / tutorial).read_text()
    return [(found["command"], found["output"]) for found in BLOCK.finditer(text)]


@pytest.fixture
def folder(shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("univbct.csv", "apha_cpd_survey.csv"):
        shutil.copy(shared_data / "surveys" / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("tutorial", ["evaluate-change.md", "describe-a-survey.md"])
def test_a_tutorial_shows_what_is_printed(folder, tutorial):
    text = (TUTORIALS / tutorial).read_text()
    for found in FILE.finditer(text):
        (folder / found["name"]).write_text(found["content"])
    shown = blocks(tutorial)
    assert len(shown) >= 5
    for command, output in shown:
        said = CliRunner().invoke(commands, shlex.split(command))
        assert said.exit_code in (0, 2), said.output
        for part in output.split(ELIDED):
            assert part in said.output, command


def test_measuring_honestly_ends_with_numbers_that_come_out_again(tmp_path, monkeypatch):
    """On the invented answers that everybody has."""
    examples = TUTORIALS.parents[1] / "examples" / "paired-learning"
    for name in ("answers-synthetic.csv", "answers-plan.toml"):
        shutil.copy(examples / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    shown = blocks("measure-honestly.md")
    assert len(shown) == 2
    for command, output in shown:
        said = CliRunner().invoke(commands, shlex.split(command))
        assert said.exit_code == 0, said.output
        for part in output.split(ELIDED):
            assert part in said.output, command


def test_the_first_figures_of_each_tutorial_are_the_ones_checked_against_plain_numpy(shared_data):
    """The numbers that the prose names stand in the printed blocks above it."""
    change = (TUTORIALS / "evaluate-change.md").read_text()
    assert "441  164   108   169" in change
    assert "441 of 495" in change
    assert "only 108 people stayed where they were: 164 went up and 169 went down" in change
    survey = (TUTORIALS / "describe-a-survey.md").read_text()
    assert "Other answers, in people's own words       7" in survey
    assert "Seven people wrote a pay band in their own\nwords" in survey


def test_every_field_of_the_json_stands_in_the_reference(tmp_path):
    import json

    (tmp_path / "a.csv").write_text("who,b,a\n" + "".join(f"{n},{n % 4},{n % 5}\n" for n in range(30)))
    for arguments in (
        ["change", "--person", "who", "--outcome", "s=b,a", str(tmp_path / "a.csv")],
        ["describe", str(tmp_path / "a.csv")],
    ):
        CliRunner().invoke(commands, [*arguments, "--json", str(tmp_path / "n.json")])
        fields = set(keys(json.loads((tmp_path / "n.json").read_text())))
        reference = (TUTORIALS.parent / "reference" / "evaluate-json.md").read_text()
        assert {
            field for field in fields if f"`{field}`" not in reference and f'"{field}"' not in reference
        } == set()


def keys(value: object, inside: str = "") -> list[str]:
    """Every key, but for those of the plan's parts, of languages, inputs and versions, which are free."""
    if isinstance(value, list):
        return [key for each in value for key in keys(each, inside)]
    if not isinstance(value, dict) or inside in ("plan", "label", "inputs", "versions", "params"):
        return []
    return [key for name, each in value.items() for key in (name, *keys(each, name))]
