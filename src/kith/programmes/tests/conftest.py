"""The invented definition and its questionnaire."""

from pathlib import Path

import pytest

from kith.questionnaires.read import read_instrument
from kith.questionnaires.types import Instrument

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def nights() -> dict[str, Instrument]:
    """The only questionnaire the invented programme may ask."""
    instrument = read_instrument((HERE / "nights.toml").read_bytes(), "nights.toml")
    return {instrument.key: instrument}


@pytest.fixture(scope="session")
def buddies() -> str:
    """The invented programme's file."""
    return (HERE / "night-shift-buddies.toml").read_text()
