"""Fixtures for every suite."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The suite tries the same examples each time; `pytest --hypothesis-profile=thorough` looks further.
settings.register_profile("suite", max_examples=30, derandomize=True, deadline=None)
settings.register_profile("thorough", max_examples=500, deadline=None)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data for development. It never ships, so a test that needs it skips without it."""
    folder = Path(os.environ.get("KITH_SHARED_DATA", Path(__file__).parent.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the real data for development is not here")
    return folder
