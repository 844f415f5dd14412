"""A file that is read back: each kind says of a wrong value what should stand there."""

import json

import pytest

from kith.foundation.faults import KithError
from kith.matching.engines import engine
from kith.matching.types import Kind
from kith.tables.reading import read_table

RULES = {
    Kind.SETS: '[sets]\nmost = 2\nwindow = {hours = 1, within = "09:00-17:00", zone = "zone", week_of = 2026-01-12}\n',
    Kind.PLACEMENTS: "",
}
TABLES = {
    Kind.SETS: {"people": "id,zone\na,Europe/London\nb,Africa/Kampala\n"},
    Kind.PLACEMENTS: {"people": "id\na\n", "projects": "id,starts,ends\nx,2026-03-01,2026-03-31\n"},
}
DATES = {Kind.SETS: ("shape", "window", "week_of"), Kind.PLACEMENTS: ("projects", 0, "starts")}


@pytest.mark.parametrize("kind", DATES)
@pytest.mark.parametrize("value", ["2026-02-30", 7])
def test_a_wrong_date_is_told_as_one(kind, value):
    of_kind = engine(kind)
    tables = {key: read_table(text.encode(), name=f"{key}.csv") for key, text in TABLES[kind].items()}
    written = json.loads(json.dumps(of_kind.problem_to_json(of_kind.read(tables, RULES[kind]).problem)))
    inside = written
    *path, last = DATES[kind]
    for step in path:
        inside = inside[step]
    inside[last] = value
    with pytest.raises(KithError) as caught:
        of_kind.problem_from_json(json.dumps(written))
    wanted = {fault.params["wanted"] for fault in caught.value.faults}
    assert "a date, as in 2026-03-01" in wanted
