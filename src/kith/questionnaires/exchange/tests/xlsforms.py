"""A form with something of every kind in it, and forms written as Markdown tables."""

import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.questionnaires.exchange import read_form

RICH = """
format_version = 1
instrument = { key = "rich-one", version = "2", title = {en = "Rich", fr = "Riche"}, languages = ["en"], minutes = 3 }
rights = { owner = "Us", licence = "MIT", citation = "Us 2026", permission = "asked" }
points.often = [{ value = -1, label = "Never" }, { value = 0, label = "Often" }, { value = 1, label = "=cmd|'x'!A1" }]
[[page]]
key = "who"
title = "Who | you are"
intro = "Read\\nthis."
[[page.item]]
key = "role"
kind = "choice"
may_decline = true
label = "Your role"
options = [{ key = "A", label = "Nurse" }, { key = "8a", label = "\u202eقديم 😀" }]
[[page.item]]
key = "lines"
kind = "choices"
min = 2
max = 3
may_decline = true
label = "Lines"
options = [{ key = "n", label = "N" }, { key = "s", label = "S" }, { key = "none", label = "None", exclusive = true }]
[[page.item]]
key = "who"
kind = "short_text"
max_length = 50
label = "Your partner"
[[page]]
key = "more"
relevant = "role != 'A' and not declined(role) and count(lines) >= 1"
[[page.item]]
key = "words"
kind = "long_text"
required = "soft"
label = "What did ${who|your partner} do as a ${role}? It cost ${Money}."
relevant = "who >= 'm'"
[[page.item]]
key = "hours"
kind = "number"
unit = "hours"
min = 0.5
max = 24
label = "Hours"
may_decline = true
constraint = { holds = "hours != 13 or answered(who)", message = "Not thirteen." }
[[page.item]]
key = "day"
kind = "date"
earliest = 2026-01-01
label = "Day"
[[page.item]]
key = "mail"
kind = "email"
label = "Mail"
[[page]]
key = "often"
[[page.item]]
key = "a"
kind = "scale"
points = "often"
label = "A"
[[page.item]]
key = "b"
kind = "scale"
points = "often"
label = "B"
relevant = "day > '2026-02-01' or a >= 0"
[[scale]]
key = "ab"
name = "AB"
items = ["a", "b"]
reversed = ["b"]
rule = "sum"
min_answered = 0.5
higher_is = "neither"
"""


def read(text: str):
    return read_form(text.encode(), "form.md")


def faults_of(text: str) -> list[str]:
    with pytest.raises(KithError) as refused:
        read(text)
    return [sentence(fault) for fault in refused.value.faults]
