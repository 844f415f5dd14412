"""``kith programme`` as a person types it."""

import json
from pathlib import Path

from click.testing import CliRunner

from kith.cli import main
from kith.programmes.reference import reference

PAIRED = Path(__file__).parents[1] / "definitions" / "paired-learning.toml"


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["programme", *words])
    return result.exit_code, result.stdout, result.stderr


def test_list() -> None:
    code, out, _ = run("list")
    assert code == 0
    assert out.splitlines() == [
        "paired-learning  Paired Learning",
        "  --variant lothian  NHS Lothian",
        "  --variant imperial  Imperial College Healthcare",
        "  --variant york  York",
    ]


def test_show_in_chinese_keeps_the_programmes_own_words() -> None:
    code, out, _ = run("show", "paired-learning", "--language", "zh-Hans")
    assert code == 0
    assert out.startswith("结对学习\n")


def test_show_writes_what_it_means(tmp_path: Path) -> None:
    target = tmp_path / "york.json"
    code, out, _ = run("show", "paired-learning", "--variant", "york", "--json", str(target))
    assert code == 0
    assert out.startswith("Paired Learning: York\n")
    data = json.loads(target.read_text())
    assert (data["variant"], data["match"]["wishes"]) == ("york", 0)
    assert data["stages"][5] == {"key": "running", "starts": "P0D", "lasts": "P4M"}


def test_show_of_a_variant_that_is_not_there() -> None:
    code, out, err = run("show", "paired-learning", "--variant", "leeds")
    assert (code, out) == (2, "")
    assert err == "“paired-learning” has no variant “leeds”. Its variants are: lothian, imperial, york.\n"


def test_show_of_a_file_that_is_not_there() -> None:
    code, out, err = run("show", "nowhere.toml")
    assert (code, out) == (2, "")
    assert err.startswith("nowhere.toml: The file cannot be opened.")


def test_check_of_a_sound_file() -> None:
    assert run("check", str(PAIRED)) == (
        0,
        "paired-learning.toml is sound: “Paired Learning”, variants: lothian, imperial, york.\n",
        "",
    )


def test_check_says_everything_at_once(tmp_path: Path) -> None:
    wrong = tmp_path / "mine.toml"
    text = PAIRED.read_text().replace('kind = "shadowing"', 'kind = "shadwing"', 1)
    wrong.write_text(text.replace('lasts = "P6M"', 'lasts = "6 months"', 1))
    code, out, err = run("check", str(wrong))
    first = text[: text.index('"shadwing"')].count("\n") + 1
    assert (code, out) == (2, "")
    assert err.splitlines()[0] == (
        f"mine.toml, line {first}, activity[1].kind: "
        "“shadwing” is not one of the choices. Did you mean “shadowing”?"
    )
    assert "“6 months” is not a length of time." in err.splitlines()[1]
    assert len(err.splitlines()) == 2


def test_reference() -> None:
    assert run("reference") == (0, reference(), "")
