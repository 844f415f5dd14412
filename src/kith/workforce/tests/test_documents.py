"""The wing's README does what it says."""

import doctest
from pathlib import Path


def test_the_worked_example_comes_out():
    found = doctest.testfile(str(Path(__file__).parents[1] / "README.md"), module_relative=False)
    assert found.attempted > 8
    assert found.failed == 0
