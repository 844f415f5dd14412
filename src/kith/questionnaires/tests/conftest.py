"""Small instruments for the tests."""

import pytest

from kith.questionnaires.read import read_instrument
from kith.questionnaires.types import Instrument

TRAVEL = """
format_version = 1
[instrument]
key = "travel"
version = "1"
title = "Travel"
[rights]
owner = "Nobody"
licence = "MIT"

[[page]]
key = "first"
[[page.item]]
key = "drives"
kind = "yes_no"
required = "required"
label = "Do you drive?"
[[page.item]]
key = "minutes"
kind = "number"
whole = true
min = 0
max = 180
required = "required"
relevant = "drives == true"
label = "How many minutes?"

[[page]]
key = "trains"
relevant = "drives == false"
[[page.item]]
key = "lines"
kind = "choices"
required = "required"
max = 2
may_decline = true
label = "Which lines?"
options = [
    { key = "north", label = "North" },
    { key = "south", label = "South" },
    { key = "east", label = "East" },
    { key = "none", label = "None of these", exclusive = true },
]
[[page.item]]
key = "why"
kind = "long_text"
max_length = 20
required = "soft"
relevant = "selected(lines, 'north')"
label = "Why the north?"

[[page]]
key = "sites"
[[page.item]]
key = "site_count"
kind = "number"
whole = true
min = 0
max = 3
label = "How many sites?"

[[page]]
key = "site"
repeat = { count = "site_count", max = 2 }
[[page.item]]
key = "site_name"
kind = "short_text"
required = "required"
label = "Its name"
[[page.item]]
key = "site_days"
kind = "number"
whole = true
label = "Days there"
constraint = { holds = "site_days <= 7", message = "A week has seven days." }
"""


@pytest.fixture(scope="session")
def travel() -> Instrument:
    """Skip logic on a page and between pages, a repeat, a constraint, a declinable item."""
    return read_instrument(TRAVEL, "travel.toml")
