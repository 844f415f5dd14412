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


def test_check_says_what_a_sound_file_might_still_want(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        """format_version = 1
programme = { key = "walks", name = "Walks", summary = "Two people walk." }
activity = [{ key = "look", kind = "shadowing", name = "Look" }, { key = "think", kind = "reflection", name = "T" }]
agreement = { clauses = ["review_date"] }
role = [{ key = "walker", name = "Walker", places = { min = 2, max = 4 } }]
stage = [{ key = "running", starts = "P0D", lasts = "P4W" }]
"""
    )
    code, out, err = run("check", str(mine))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "mine.toml is sound: “Walks”, variants: none.",
        "You might add: People shadow each other, but nothing says what may be watched, nor how patients' "
        "privacy is kept. Add [shadowing].",
        "You might add: People reflect, but nothing is asked of them. Add a [[prompt]] or two.",
        "You might add: The agreement has a day of review, but nobody would be reminded if a pair names none. "
        "Add review_after to [agreement].",
    ]


def test_frameworks_are_names_and_our_own_lines() -> None:
    code, out, _ = run("frameworks", "--language", "zh-Hans")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines() if not line.startswith(" ")] == [
        "clinical-leadership-competency-framework",
        "healthcare-leadership-model",
        "leads",
        "our-leadership-way",
    ]
    assert "  heart  心：富有同理心: 包容他人，以善意和尊重相待。" in out.splitlines()


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
