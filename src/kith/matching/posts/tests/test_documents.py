"""The example runs as the guide says, its rules can be read, and every sentence of the wing is in the catalogue."""

import re
from pathlib import Path

import kith.matching
from kith.foundation.messages import catalogue, words
from kith.matching.posts.engine import ENGINE
from kith.matching.posts.settings import read_file
from kith.matching.posts.types import Linked, Ties, Unlisted
from kith.tables.reading import read_table

ROOT = Path(kith.matching.__file__).parents[3]
EXAMPLE = ROOT / "examples" / "posts"
GUIDE = (ROOT / "docs" / "how-to" / "match-posts-from-files.md").read_text()


def test_the_example_gives_what_the_guide_prints():
    tables = {
        key: read_table(EXAMPLE / f"{key}.csv", name=f"{key}.csv") for key in ("applicants", "posts", "marks")
    }
    problem = ENGINE.read(tables, (EXAMPLE / "rules.toml").read_bytes()).problem
    result = ENGINE.solve(problem, seed=2026)
    assert ENGINE.verify(problem, result) == ()
    draft = ENGINE.draft(problem, result)
    said = [words(note.code, note.params) for note in draft.notes]
    assert draft.stability.stable
    printed = re.findall(r"^(First choice.*)$", GUIDE, re.MULTILINE)
    assert len(printed) == 1
    assert any(line.startswith(printed[0]) for line in said)
    assert f"Matched: {len(result.placements)} of {len(problem.applicants)} applicants." in GUIDE
    assert {post.post for post in result.placements if post.locked} == {"P01"}
    linked = {one.id: one.attributes["region"] for one in problem.posts}
    assert linked[result.post_of["A08"]] == linked[result.post_of["A09"]]


def test_rules_in_the_guide_can_be_read():
    (rules,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    book, settings = read_file(rules, "rules.toml")
    assert (len(book.musts), settings.linked_by) == (1, "region")


def test_the_reference_names_every_setting():
    reference = (ROOT / "docs" / "reference" / "matching-rules.md").read_text()
    section = reference.partition("## `[posts]`")[2].partition("\n## ")[0]
    for choice in (*Unlisted, *Ties, *Linked):
        assert f"`{choice.value}`" in section


def test_every_code_that_is_written_has_a_sentence_and_every_sentence_a_code():
    source = "".join(path.read_text() for path in (ROOT / "src/kith/matching/posts").glob("*.py"))
    written = set(re.findall(r'"(matching\.posts\.[a-z_.]+[a-z])"', source))
    made = {
        *(
            f"matching.posts.problem.{code}_no_{what}"
            for code in ("lock", "forbid")
            for what in ("applicant", "post")
        ),
        *(f"matching.posts.unfilled.{key}" for key in ("elsewhere", "rules", "linked", "not_taken")),
        *(f"matching.posts.summary.{way}" for way in ("proposed", "settled", "searched")),
    }
    sentences = {code for code in catalogue() if code.startswith("matching.posts.")}
    assert sentences == written | made


def test_importing_the_room_loads_no_heavy_library():
    import subprocess
    import sys

    code = (
        "import sys, kith.matching.posts.engine; "
        "print(sorted({'scipy', 'numba', 'ortools'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"
