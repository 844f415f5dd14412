"""The builders of invented answers stand beside the tests that use them."""

import sys
from pathlib import Path

import pytest

# importlib mode gives tests no package, so the builders beside them are found here.
sys.path.insert(0, str(Path(__file__).parent))

from many_answers import invented


@pytest.fixture(scope="module")
def data():
    return invented({"Ayr": 40, "Bute": 6, "Cowal": 260, "Dean": 3, "Esk": 25})
