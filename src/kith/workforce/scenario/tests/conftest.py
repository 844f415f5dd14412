"""The small template with something changed in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kith.foundation.faults import Fault, KithError
from kith.foundation.provenance import hash_bytes
from kith.workforce.scenario.reading import read_scenario
from kith.workforce.scenario.shipped import template_files
from kith.workforce.scenario.types import Scenario

Small = Callable[..., Scenario]
Wrong = Callable[..., tuple[Fault, ...]]


def _small(*changes: tuple[str, str], add: str = "", **tables: str) -> Scenario:
    files = dict(template_files("one-by-two"))
    text = files["scenario.toml"].decode()
    for name, content in tables.items():
        old = hash_bytes(files[f"{name}.csv"])
        files[f"{name}.csv"] = content.encode()
        text = text.replace(old, hash_bytes(content.encode()))
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    files["scenario.toml"] = (text + add).encode()
    return read_scenario("scenario.toml", files.__getitem__)


@pytest.fixture
def small() -> Small:
    """The template with texts replaced, text added at its end, and tables replaced (hash and all)."""
    return _small


@pytest.fixture
def wrong() -> Wrong:
    """Every fault of the template so changed; empty when there is none."""

    def faults(*changes: tuple[str, str], add: str = "", **tables: str) -> tuple[Fault, ...]:
        try:
            _small(*changes, add=add, **tables)
        except KithError as error:
            return error.faults
        return ()

    return faults
