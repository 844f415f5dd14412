"""Real exports of survey tools, where they are at hand."""

import csv

from kith.questionnaires.mapping import (
    apply,
    mapping_from_toml,
    mapping_to_toml,
    propose,
    read_export,
)
from kith.questionnaires.read import read_instrument

APHA = """
format_version = 1
instrument = { key = "apha", version = "1", title = "Analysts" }
rights = { owner = "NHSRdatasets", licence = "CC0-1.0" }
[[page]]
key = "one"
[[page.item]]
key = "future_health_work"
kind = "scale"
label = "How likely are you to work in health?"
points = [
    { value = 1, label = "Very unlikely" }, { value = 2, label = "Somewhat unlikely" }, { value = 3, label = "Undecided" },
    { value = 4, label = "Somewhat likely" }, { value = 5, label = "Very likely" },
]
[[page.item]]
key = "study_leave"
kind = "choice"
label = "Study leave"
options = [{ key = "yes", label = "Yes" }, { key = "no", label = "No" }, { key = "unsure", label = "Don't know" }]
[[page.item]]
key = "cpd_outside_work_ind"
kind = "yes_no"
label = "Outside work"
[[page.item]]
key = "analyst_years"
kind = "number"
label = "Years"
"""


def test_a_real_export_of_a_survey_tool(shared_data):
    path = shared_data / "surveys" / "apha_cpd_survey.csv"
    form = read_instrument(APHA)
    table = read_export(path.read_bytes(), path.name)
    mapping = propose(table, form)
    assert mapping.person == "respondent_id"
    assert {one.item: one.columns[0] for one in mapping.items} == {
        "future_health_work": "q07a_future_health_work_cat",
        "study_leave": "q18a_org_study_leave_ind",
        "cpd_outside_work_ind": "q13a_cpd_outside_work_ind",
        "analyst_years": "q03a_analyst_years_n",
    }
    first = apply(table, form, mapping)
    assert [(fault.where.row, fault.params["value"]) for fault in first.faults] == [
        (209, "1 ~2"),
        (225, "6 years"),
        (231, "7+ years"),
    ]
    text = mapping_to_toml(mapping).decode()
    said = 'values = { "1 ~2" = "1.5", "6 years" = "6", "7+ years" = "7" }'
    again = mapping_from_toml(text.replace('item = "analyst_years"', f'item = "analyst_years"\n{said}'))
    got = apply(table, form, again)
    assert (len(got.responses), got.faults) == (237, ())
    assert got.responses[207].answers["analyst_years"] == 1.5
    with path.open() as file:
        rows = list(csv.DictReader(file))
    likely = {
        "Very likely": 5,
        "Somewhat likely": 4,
        "Undecided": 3,
        "Somewhat unlikely": 2,
        "Very unlikely": 1,
    }
    assert [response.answers.get("future_health_work") for response in got.responses] == [
        likely.get(row["q07a_future_health_work_cat"]) for row in rows
    ]


def test_a_real_file_of_item_codes(shared_data):
    points = ", ".join(f'{{ value = {n}, label = "P{n}" }}' for n in range(1, 7))
    items = "".join(
        f'[[page.item]]\nkey = "{code}{n}"\nkind = "scale"\npoints = "six"\nlabel = "Item {code}{n}"\n'
        for code in "acn"
        for n in range(1, 6)
    )
    form = read_instrument(
        'format_version = 1\ninstrument = { key = "bfi", version = "1", title = "Items" }\n'
        f'rights = {{ owner = "psych", licence = "GPL-2" }}\npoints.six = [{points}]\n[[page]]\nkey = "p"\n{items}'
    )
    path = shared_data / "surveys" / "bfi.csv"
    table = read_export(path.read_bytes(), path.name)
    got = apply(table, form, propose(table, form))
    with path.open() as file:
        rows = list(csv.DictReader(file))
    assert (len(got.responses), got.faults) == (2800, ())
    assert [response.answers.get("a1") for response in got.responses] == [
        int(row["A1"]) if row["A1"] else None for row in rows
    ]
