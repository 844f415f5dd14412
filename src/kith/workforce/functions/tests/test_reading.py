"""A long table with everything wrong, an owner's lists, and what may be published."""

import dataclasses
import random

import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.workforce.functions.measure import measure
from kith.workforce.functions.names import own_lists, read_lists
from kith.workforce.functions.protecting import Audience, view
from kith.workforce.functions.reading import read_functions
from kith.workforce.functions.results import Drawing
from kith.workforce.functions.types import FunctionTable, Role, Row, Share, Staff, Tier

HEAD = "Function,Sub-function,ISCO-08,Headcount,Unit,Working time,Share low,Share,Share high,Role,Respondent,Group\n"
BAD = [
    ("prevention,,2221,1,,,0.2,20,0.3,deliver,R1,", "Share is 20. A share of working time is from 0 to 1"),
    ("prevention,,2221,1,,,0.5,0.3,0.2,deliver,R2,", "The shares run 0.5, 0.3, 0.2"),
    ("prevention,,2223,1,,,,0.3,,deliver,R3,", "The nearest is 2222 (Midwives)"),
    ("preventoin,,2221,1,,,,0.3,,deliver,R4,", "The nearest is prevention"),
    ("prevention,,2221,1,,,,0.3,,deliver,,", "row 6, column “Respondent”"),
    ("prevention,,2221,2.5,,,,0.3,,deliver,R6,G", "Headcount is 2.5, which looks like FTE"),
    ("prevention,,2221,2,fte,,,0.3,,deliver,R7,G7", "The row counts 2 FTE"),
    ("prevention,,2221,0,,,,0.3,,deliver,R8,", "Headcount is 0"),
    ("prevention,,2221,1,,3,,0.3,,deliver,R9,", "Working time is 3"),
    ("prevention,,2221,1,,,,0.3,,boss,R10,", "boss"),
]


def test_every_fault_of_every_cell_at_once(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text(HEAD + "\n".join(line for line, _ in BAD))
    with pytest.raises(KithError) as refused:
        read_functions(path)
    said = "\n".join(sentence(fault) for fault in refused.value.faults)
    assert len(refused.value.faults) == len(BAD), said
    for _, expected in BAD:
        assert expected in said, said


def test_what_counts_twice_is_caught_and_named(tmp_path):
    path = tmp_path / "twice.csv"
    path.write_text(
        HEAD
        + "\n".join(
            (
                "prevention,,2221,1,,,,0.7,,deliver,R1,",
                "promotion,,2221,1,,,,0.5,,deliver,R1,",
                "prevention,,2211,1,,,,0.1,,deliver,R2,",
                "prevention,vaccines,2211,1,,,,0.1,,deliver,R2,",
                "research,,2120,9,,,,0.1,,deliver,R3,G",
                "research,,2120,8,,,,0.1,,deliver,R4,G",
                "quality,,2635,1,,,,0.1,,deliver,R5,",
                "quality,,2635,1,,,,0.1,,deliver,R5,",
                "supplies,,2262,1,,,,0.1,,deliver,R5,",
            )
        )
    )
    with pytest.raises(KithError) as refused:
        read_functions(path)
    codes = [fault.code.rsplit(".")[-1] for fault in refused.value.faults]
    assert codes == ["counted_twice", "whole_and_part", "told_two_ways", "row_twice", "group_sizes"]
    said = sentence(refused.value.faults[0])
    assert "Double counting: the shares of respondent R1 (group -) in rows 2, 3 come to 1.2" in said


def test_an_owners_lists_take_the_place_of_the_twelve(tmp_path):
    lists = read_lists(
        b'[[function]]\nkey = "watching"\nname = "Watching"\ntext = "Ours."\n[[occupation]]\ncode = "2659"\nname = "X"\n',
        "lists.toml",
    )
    assert [(each.key, str(each.text)) for each in lists.functions] == [("watching", "Ours.")]
    path = tmp_path / "own.csv"
    path.write_text(HEAD + "watching,,2659,1,,,,0.3,,lead,R1,\n")
    found = read_functions(path, lists)
    assert (found.rows[0].staff.tier, set(found.inputs)) == (Tier.ALLIED, {"own.csv", "lists"})
    with pytest.raises(KithError) as refused:
        read_lists(b'[[function]]\nkey = "a"\n[[occupation]]\ncode = "12"\nname = "X"\n', "lists.toml")
    assert [fault.code.rsplit(".")[-1] for fault in refused.value.faults] == ["list_incomplete", "not_a_code"]
    assert all(each.text is None for each in own_lists().functions)


def _random_table(seed):
    r = random.Random(seed)
    keys = [each.key for each in own_lists().functions][:5]
    rows = []
    for n in range(12):
        who = Staff(
            f"R{n}", r.choice(["2221", "2120", "3253", "2263"]), r.choice(list(Tier)), r.choice([1, 3, 8, 40]), "", "", "",
            group=f"G{n}",
        )  # fmt: skip
        rows += [Row(who, key, Share(0.1, 0.1, 0.1), Role.DELIVER) for key in r.sample(keys, 2)]
    return FunctionTable("t.csv", tuple(rows), own_lists())


@pytest.mark.parametrize("seed", range(6))
def test_no_sum_gives_a_figure_of_few_people_away(seed):
    measured = measure(_random_table(seed), Drawing(draws=10))
    shown = view(measured, Audience.PUBLIC)
    for place, amount in measured.cells.items():
        assert amount.people > shown.most or place in shown.kept
    for key, amount in measured.functions.items():
        row = [place for place in measured.cells if place[0] == key]
        kept = sum(place in shown.kept for place in row) + ((key, "") in shown.kept)
        assert kept != 1 or amount.people == 0
    for code in measured.occupations:
        column = [place for place in measured.cells if place[1] == code]
        assert sum(place in shown.kept for place in column) + (("", code) in shown.kept) != 1
    everything = view(measured, Audience.EVALUATOR)
    assert not everything.kept
    assert not everything.kept_tiers
    assert view(dataclasses.replace(measured), Audience.PUBLIC, 1).most == 1
