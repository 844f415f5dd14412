"""The examples in docstrings and in the README are true."""

import doctest
import importlib
import pkgutil

import pytest

import kith.evaluation

FOLDER = kith.evaluation.__path__[0]
MODULES = [each.name for each in pkgutil.iter_modules([FOLDER]) if each.name != "tests"]


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    module = importlib.import_module(f"kith.evaluation.{name}")
    assert doctest.testmod(module).failed == 0


def test_readme():
    assert doctest.testfile(f"{FOLDER}/README.md", module_relative=False).failed == 0


def test_the_package_is_light_to_import():
    import subprocess
    import sys

    heavy = "{'scipy', 'altair', 'typst', 'openpyxl', 'pydantic', 'django'}"
    code = f"import kith.evaluation, sys; print(sorted({heavy} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"
