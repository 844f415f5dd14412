"""The reference says everything the reader reads, and is the page that is in the docs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kith.foundation.faults import KithError
from kith.questionnaires.declaration import Table
from kith.workforce.scenario.reference import PARTS, reference
from kith.workforce.scenario.shipped import read_template
from kith.workforce.scenario.types import Scenario

PAGE = Path(__file__).parents[5] / "docs" / "reference" / "workforce-scenario.md"
NUMBER = {"value", "low", "high", "source", "date"}
MORE = """
[[override]]
what = "training.nurse_degree.take_up"
value = 0.8
by = "Ana Diaz"
on = 2026-05-04
reason = "A survey"

[[pull]]
lever = "allowance"
amount = 1

[card]
aims = "To show how it works"
"""
RATES = """[[returning]]
key = "returning"
share_on_break = 0.3
comes_back = 0.1

[[service]]
key = "visits"
name = "Visits"
method = "utilisation"
contacts_per_person = 1.0
work = [{ profession = "nurse", share = 1.0, per_fte_year = 1000 }]

[[need]]"""
SAME = {"training.ages": "ages of joiners", "recruitment.ages": "ages of joiners"}


def test_the_page_is_what_the_code_says() -> None:
    assert PAGE.read_text() == reference(), (
        "run: kith workforce reference > docs/reference/workforce-scenario.md"
    )


def test_every_key_that_is_read_is_explained_and_no_other(
    small: Callable[..., Scenario], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, set[str]] = {}
    finish = Table.finish

    def spy(self: Table) -> None:
        own = set(self.asked)
        path = re.sub(r"\[\d+\]", "", self.where.key or "")
        is_number = own == NUMBER
        is_steps = {"times", "source", "date"} <= own
        if not is_number and not is_steps:
            path = "goes" if path.endswith(".goes") else SAME.get(path, path)
            asked.setdefault(path, set()).update(own)
        finish(self)

    monkeypatch.setattr(Table, "finish", spy)
    read_template("four-by-ten")
    small(add=MORE)
    with pytest.raises(KithError):  # the template has no past counts: the table serves already
        small(add='\n[history]\ntable = "stock"\n')
    with pytest.raises(KithError):  # nor a calibration
        small(add='\n[calibration]\nfile = "own.json"\nsha256 = ""\n')
    small(
        ("[[need]]", RATES),
        ('method = "ratio"', 'method = "utilisation"'),
        ('ratio = { per_10000 = 20, unit = "fte" }', ""),
    )
    small(
        ('method = "ratio"', 'method = "norms"'),
        ('ratio = { per_10000 = 20, unit = "fte" }', 'norms = { table = "population", unit = "fte" }'),
        ('[population]\ntable = "population"\n', ""),
        population="region,fte\ntown,9\nhills,6\n",
    )
    explained = {path: {key.name for key in part.keys} for path, part in PARTS.items()}
    assert asked == explained
