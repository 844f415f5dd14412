"""The worked example works."""

import doctest
from pathlib import Path


def test_the_worked_example() -> None:
    readme = Path(__file__).parents[1] / "README.md"
    assert doctest.testfile(str(readme), module_relative=False).failed == 0
