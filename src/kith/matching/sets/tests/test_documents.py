"""What is written about sets is true: the rules of the guide are read, every word is told, the example comes out so."""

import re
from pathlib import Path

import kith.matching
from kith.matching.sets.engine import ENGINE
from kith.matching.sets.reading import SET_WORDS
from kith.matching.sets.rules import read_sets_rules
from kith.tables.reading import read_table

ROOT = Path(kith.matching.__file__).parents[3]


def test_the_guide_can_be_read_and_the_reference_names_every_word():
    guide = (ROOT / "docs/how-to/match-sets-from-files.md").read_text()
    for rules in re.findall(r"```toml\n(.*?)```", guide, re.DOTALL):
        assert len(read_sets_rules(rules).order) == 6
    reference = (ROOT / "docs/reference/matching-rules.md").read_text().split("\n## Sets\n")[1]
    assert set(re.findall(r"\| `(\w+)` \| (?:no|of|as|people)", reference)) == set(SET_WORDS)
    for name, word in SET_WORDS.items():
        line = next(line for line in reference.splitlines() if line.startswith(f"| `{name}` |"))
        assert line.endswith("| yes |") is word.may_hold_always
        assert word.limit is None or f"`{word.limit}` ({word.default})" in line


def test_the_example_comes_out_as_the_guide_says():
    guide = (ROOT / "docs/how-to/match-sets-from-files.md").read_text()
    folder = ROOT / "examples/sets"
    table = read_table(folder / "people.csv", name="people.csv")
    problem = ENGINE.read({"people": table}, (folder / "rules.toml").read_text()).problem
    assert ENGINE.check(problem) == ()
    result = ENGINE.solve(problem, seed=1)
    assert ENGINE.verify(problem, result) == ()
    placed, total = (one.value for one in result.objectives)
    assert all(one.proven for one in result.objectives)
    assert (
        f"Matched: {placed} of 27 people. No more can be.\nAll together: {total} points, proven best."
        in guide
    )
