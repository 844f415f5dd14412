"""The invented definition and its questionnaire."""

from pathlib import Path

import pytest

from kith.questionnaires.read import read_instrument
from kith.questionnaires.types import Instrument

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def nights() -> dict[str, Instrument]:
    """The only questionnaires the invented programme may ask."""
    names = ("nights.toml", "nights-application.toml")
    instruments = [read_instrument((HERE / name).read_bytes(), name) for name in names]
    return {one.key: one for one in instruments}


@pytest.fixture(scope="session")
def buddies() -> str:
    """The invented programme's file."""
    return (HERE / "night-shift-buddies.toml").read_text()
