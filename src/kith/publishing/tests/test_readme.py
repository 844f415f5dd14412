"""The worked example prints what it says."""

import doctest
from pathlib import Path


def test_the_worked_example():
    readme = Path(__file__).parent.parent / "README.md"
    results = doctest.testfile(str(readme), module_relative=False)
    assert (results.failed, results.attempted > 10) == (0, True)
