"""The documents say what the code does, lead where they say, and name everything they should."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/kith/**/README.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    for target in LINK.findall(page.read_text("utf-8")):
        if target.startswith(("http://", "https://", "#", "mailto:")):
            continue
        assert (page.parent / target.split("#")[0]).exists(), target


def test_the_readme_leads_to_every_tutorial_and_how_to():
    words = (ROOT / "README.md").read_text("utf-8")
    for page in [*ROOT.glob("docs/tutorials/*.md"), *ROOT.glob("docs/how-to/*.md")]:
        assert f"docs/{page.parent.name}/{page.name}" in words, page.name


def test_the_readme_shows_pictures_that_are_there():
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert len(pictures) == 3
    for words, file in pictures:
        assert len(words) > 40, "a picture needs a text that can stand for it"
        assert (ROOT / file).stat().st_size < 300_000


def test_the_readme_names_the_two_commands_first():
    first_screen = "\n".join((ROOT / "README.md").read_text("utf-8").splitlines()[:20])
    assert "make run" in first_screen
    assert "make test" in first_screen


def test_every_management_command_stands_in_the_operations_pages():
    words = "\n".join(page.read_text("utf-8") for page in ROOT.glob("docs/operations/*.md"))
    words += (ROOT / "CONTRIBUTING.md").read_text("utf-8") + (ROOT / "Makefile").read_text("utf-8")
    ours = [name for name, app in get_commands().items() if app.startswith("kith.")]
    assert ours
    assert [name for name in ours if not re.search(rf"\b{name}\b", words)] == []


def test_every_setting_of_the_environment_is_documented():
    settings = "\n".join(
        file.read_text() for file in (ROOT / "src/kith/service/config/settings").glob("*.py")
    )
    words = (ROOT / "docs/operations/installing.md").read_text("utf-8")
    assert [
        name for name in sorted(set(re.findall(r"\"(KITH_[A-Z_]+)\"", settings))) if name not in words
    ] == []


def test_the_glossary_is_in_order_and_says_each_word_once():
    words = re.findall(r"^\| \*\*([^*]+)\*\* \|", (ROOT / "GLOSSARY.md").read_text("utf-8"), re.MULTILINE)
    assert words == sorted(words, key=str.casefold)
    assert len(words) == len(set(words))


def test_no_lock_file_and_no_page_carries_an_address_of_a_registry_or_a_path_of_one_machine():
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    locks = [name for name in tracked if "lock" in Path(name).name]
    assert locks
    for name in locks:
        assert "http" not in re.sub(r'"url": "https?://[^"]+"', "", (ROOT / name).read_text("utf-8")), name


def test_every_dependency_has_its_reason():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    start = lines.index("dependencies = [")
    end = lines.index("]", start)
    bare = [
        line.strip() for line in lines[start + 1 : end] if line.strip().startswith('"') and "#" not in line
    ]
    assert bare == []
