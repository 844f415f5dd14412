"""The reference says everything the reader reads, and is the page that is in the docs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kith.foundation.messages import catalogue
from kith.programmes import read_definition
from kith.programmes.capabilities import CAPABILITIES
from kith.programmes.fields import PARTS
from kith.programmes.frameworks import shipped_frameworks
from kith.programmes.reference import reference
from kith.questionnaires.declaration import Table
from kith.questionnaires.types import Instrument

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "programme-definition.md"
SAME_TABLE = {"wave.closes": "wave.opens"}


def test_the_page_is_what_the_code_says() -> None:
    assert PAGE.read_text() == reference(), (
        "run: kith programme reference > docs/reference/programme-definition.md"
    )


def test_every_capability_has_its_sentence() -> None:
    wanted = {f"programmes.{name}.{code.value}" for name, codes in CAPABILITIES.items() for code in codes}
    assert wanted <= set(catalogue())


def test_no_sentence_is_left_of_a_capability_that_is_gone() -> None:
    wanted = {f"programmes.{name}.{code.value}" for name, codes in CAPABILITIES.items() for code in codes}
    prefixes = tuple(f"programmes.{name}." for name in CAPABILITIES)
    assert {code for code in catalogue() if code.startswith(prefixes)} == wanted


def test_every_key_that_is_read_is_explained_and_no_other(
    buddies: str, nights: dict[str, Instrument], monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped_frameworks()  # read once for all: their tables are no part of this file
    asked: dict[str, set[str]] = {}
    finish = Table.finish

    def spy(self: Table) -> None:
        path = ".".join(_names(self.where.key or ""))
        asked.setdefault(SAME_TABLE.get(path, path), set()).update(self.asked)
        finish(self)

    monkeypatch.setattr(Table, "finish", spy)
    read_definition(buddies, "b.toml", nights)
    explained = {path: {key.name for key in part.keys} for path, part in PARTS.items()}
    assert {path: keys for path, keys in asked.items() if path in explained} == explained
    assert {path for path in asked if not path.startswith("variant.")} == set(explained)


def _names(key: str) -> Iterator[str]:
    for part in key.split("."):
        if part:
            yield part.split("[")[0]
