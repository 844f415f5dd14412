"""What is written about the wing is true: its example runs, its reference is complete, its rules read."""

import doctest
import re
from pathlib import Path

import pytest

import kith.matching
from kith.matching import AttributeKind, read_rules
from kith.matching.vocabulary import WORDS

ROOT = Path(kith.matching.__file__).parents[3]
DOCS = ROOT / "docs"


def test_the_worked_example_runs():
    readme = Path(kith.matching.__file__).with_name("README.md")
    assert doctest.testfile(str(readme), module_relative=False).failed == 0


def test_the_reference_names_every_word_and_kind():
    reference = (DOCS / "reference" / "matching-rules.md").read_text()
    told = set(re.findall(r'`((?:must|prefer) = "\w+")` \|', reference))
    assert told == {f'{strength.value} = "{verb.value}"' for strength, verb in WORDS}
    assert all(f"| `{kind.value}` |" in reference for kind in AttributeKind)
    assert all(f"`{word.limit}`" in reference for word in WORDS.values() if word.limit)


@pytest.mark.parametrize("page", ["how-to/match-pairs-from-files.md", "reference/matching-rules.md"])
def test_rules_in_the_guides_can_be_read(page):
    for rules in re.findall(r"```toml\n(.*?)```", (DOCS / page).read_text(), re.DOTALL):
        assert read_rules(rules).rules


def test_importing_the_wing_loads_no_engine():
    import subprocess
    import sys

    code = "import sys, kith.matching; print(sorted({'numpy', 'scipy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"
