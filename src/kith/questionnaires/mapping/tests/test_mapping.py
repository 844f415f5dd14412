"""Exports as other tools write them, mapped to one questionnaire."""

import datetime as dt

import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.questionnaires.mapping import (
    Reason,
    apply,
    mapping_from_toml,
    mapping_to_toml,
    propose,
    read_export,
)
from kith.questionnaires.read import read_instrument
from kith.questionnaires.responses import DECLINED

FORM = """
format_version = 1
instrument = { key = "cpd", version = "1", title = "Learning" }
rights = { owner = "Us", licence = "MIT" }
points.agree = [
    { value = 1, label = "Strongly disagree" }, { value = 2, label = "Disagree" },
    { value = 3, label = "Neither agree nor disagree" }, { value = 4, label = "Agree" },
    { value = 5, label = "Strongly agree" },
]
[[page]]
key = "one"
[[page.item]]
key = "supported"
kind = "scale"
points = "agree"
required = "required"
may_decline = true
label = "I feel supported at work"
[[page.item]]
key = "valued"
kind = "scale"
points = "agree"
label = "I feel valued at work"
[[page.item]]
key = "sources"
kind = "choices"
label = "Where do you hear of courses?"
options = [
    { key = "web", label = "A website" }, { key = "friend", label = "A colleague, or a friend" },
    { key = "mail", label = "E-mail" },
]
[[page.item]]
key = "band"
kind = "choice"
label = "Your pay band"
options = [{ key = "low", label = "Band 5 and below" }, { key = "mid", label = "Band 6 or 7" }]
[[page.item]]
key = "leave"
kind = "yes_no"
label = "Do you get study leave?"
[[page.item]]
key = "joined"
kind = "date"
label = "When did you join?"
[[page.item]]
key = "years"
kind = "number"
label = "Years as an analyst"
"""


@pytest.fixture(scope="module")
def form():
    return read_instrument(FORM)


def mapped(form, text: str):
    table = read_export(text.encode(), "export.csv")
    mapping = propose(table, form)
    return mapping, apply(table, form, mapping)


def test_long_headings_and_labels_for_codes_as_ms_forms_writes_them(form):
    mapping, got = mapped(
        form,
        "ID,Start time,I feel supported at work,I feel valued at work.,Where do you hear of courses?,Your pay band,"
        "Do you get study leave?,When did you join?,Years as an analyst\n"
        '1,3/31/2026 9:01,Completely agree,4 - Agree,"A website;A colleague, or a friend;",Band 6 or 7,Yes,3/4/2026,"1,200"\n'
        "2,3/30/2026 9:01,Prefer not to say,Neutral,E-mail;,Band 5 and below,No,12/31/2025,0.7\n"
        "3,3/29/2026 9:01,-,,,,,,\n",
    )
    assert (mapping.person, mapping.day_first, mapping.unused, mapping.unanswered) == (
        "ID",
        False,
        ("Start time",),
        (),
    )
    assert {one.reason for one in mapping.items} == {Reason.SAME_WORDS}
    assert got.faults == ()
    assert [dict(response.answers) for response in got.responses] == [
        {
            "supported": 5,
            "valued": 4,
            "sources": ("web", "friend"),
            "band": "mid",
            "leave": True,
            "joined": dt.date(2026, 3, 4),
            "years": 1200,
        },
        {
            "supported": DECLINED,
            "valued": 3,
            "sources": ("mail",),
            "band": "low",
            "leave": False,
            "joined": dt.date(2025, 12, 31),
            "years": 0.7,
        },
        {},
    ]
    assert [sentence(remark).split(": ", 1)[1] for remark in got.remarks] == [
        "“supported” is required. Rows in which it was left blank: 1. They are kept.",
        "Dates that can be read two ways: 1. They were read with the month first. If that is wrong, write "
        "day_first = true in the mapping.",
    ]


def test_ticks_in_columns_of_their_own(form):
    for heads, cells in (
        ("sources/web,sources/friend,sources/mail", "1,0,1"),  # Kobo, ODK
        ("sources[web],sources[friend],sources[mail]", "Yes,No,Yes"),  # LimeSurvey, codes
        (
            'Where do you hear of courses? [A website],"Where do you hear of courses? [A colleague, or a friend]",'
            "Where do you hear of courses? [E-mail]",
            "Yes,,Y",
        ),
        (
            "Q4: Where do you hear of courses? - A website,Q4: Where do you hear of courses? - E-mail",
            "A website,E-mail",
        ),
    ):
        mapping, got = mapped(form, f"instanceID,{heads}\nuuid:1,{cells}\n")
        assert mapping.of("sources").options[0] == "web"
        assert got.faults == ()
        assert got.responses[0].person == "uuid:1"
        assert got.responses[0].answers["sources"] == ("web", "mail")


def test_two_rows_of_headings(form):
    qualtrics = (
        "ResponseId,Q1,Q2,Q3_1\n"
        "Response ID,I feel supported at work,I feel valued at work,Where do you hear of courses? - E-mail\n"
        '"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}","{""ImportId"":""QID3""}"\n'
        "R_1,Agree,Disagree,E-mail\n"
    )
    monkey = (
        "Respondent ID,I feel supported at work,Where do you hear of courses?,,\n"
        ',Response,A website,"A colleague, or a friend",E-mail\n'
        "77,Agree,A website,,E-mail\n"
    )
    mapping, got = mapped(form, qualtrics)
    assert (mapping.person, got.responses[0].answers["supported"]) == ("ResponseId – Response ID", 4)
    assert (got.rows, got.faults) == ((4,), ())
    mapping, got = mapped(form, monkey)
    assert (mapping.person, got.rows) == ("Respondent ID", (3,))
    assert dict(got.responses[0].answers) == {"supported": 4, "sources": ("web", "mail")}


def test_every_fault_by_row_and_column(form):
    mapping, got = mapped(
        form,
        "id,wave,supported,band,sources,years,joined\n"
        "a,1,9,Band 9,web;fax,many,31/31/2026\n"
        "a,1,5,Band 6 or 7,web friend,3,2026-01-02\n"
        "a,2,4,mid,mail,,2026-01-02\n"
        ",1,agree,low,,,\n",
    )
    assert mapping.wave == "wave"
    assert [(fault.where.row, fault.where.column, fault.code.split(".", 1)[1]) for fault in got.faults] == [
        (2, "supported", "not_a_point"),
        (2, "sources", "not_an_option"),
        (2, "band", "not_an_option"),
        (2, "joined", "not_a_date"),
        (2, "years", "not_a_number"),
        (3, "id", "person_twice"),
        (5, "id", "no_person"),
    ]
    assert all(sentence(fault) for fault in got.faults)
    assert dict(got.responses[1].answers)["sources"] == ("web", "friend")
    with pytest.raises(KithError):
        got.raise_if_any()


def test_a_mapping_is_kept_changed_and_used_again(form):
    text = "Code,How was it?,Pay\nk1,Top,7\nk2,n/a,5\n"
    table = read_export(text.encode(), "e.csv")
    assert propose(table, form).items == ()
    kept = mapping_from_toml("""
        format_version = 1
        person = "Code"
        [[column]]
        item = "supported"
        columns = ["How was it?"]
        values = { Top = "5", "n/a" = "prefer_not_to_say" }
        [[column]]
        item = "band"
        columns = ["Pay"]
        values = { 7 = "mid", 5 = "low" }
    """)
    assert mapping_from_toml(mapping_to_toml(kept)) == kept
    answers = [dict(response.answers) for response in apply(table, form, kept).responses]
    assert answers == [{"supported": 5, "band": "mid"}, {"supported": DECLINED, "band": "low"}]


def test_every_fault_of_a_mapping(form):
    table = read_export(b"Code,Pay\nk1,7\n", "e.csv")
    wrong = mapping_from_toml("""
        format_version = 1
        person = "Nobody"
        [[column]]
        item = "colour"
        columns = ["Pay"]
        [[column]]
        item = "sources"
        columns = ["Pay", "Fax"]
        options = ["fax"]
    """)
    with pytest.raises(KithError) as refused:
        apply(table, form, wrong)
    assert [fault.code.split(".", 1)[1] for fault in refused.value.faults] == [
        *("no_such_item", "no_such_option", "columns_and_options"),
        *("no_such_column", "no_such_column", "column_twice"),
    ]
    with pytest.raises(KithError) as refused:
        mapping_from_toml(
            "format_version = 2\ncolour = 1\n[[column]]\nitem = 'a'\n[[column]]\nitem = 'a'\ncolumns = ['x']"
        )
    assert [fault.where.line for fault in refused.value.faults] == [1, 2, 3, 5]


def test_hostile_tables(form):
    long, odd = "x" * 10_000, "\u202eقديم 😀 =cmd|'x'!A1"
    _, got = mapped(form, f'id,{odd},years\n1,"{long}",1\n')
    assert dict(got.responses[0].answers) == {"years": 1}
    for content, name in (
        (b"", "x.csv"),
        (b"%PDF", "x.csv"),
        (b"a,b\n", "x.csv"),
        (b"PK\x03\x04x", "x.xlsx"),
    ):
        with pytest.raises(KithError):
            read_export(content, name)
