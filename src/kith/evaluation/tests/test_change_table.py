"""Files of scores as people have them: wide, long, both at once, and wrong in many ways."""

import numpy as np
import pytest

from kith.evaluation.change_columns import ChangeColumns, OutcomeColumns
from kith.evaluation.change_table import NOT_STATED, read_change
from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.tables.reading import read_table

WIDE = ChangeColumns("who", (OutcomeColumns("skill", ("skill1", "skill2")),))
LONG = ChangeColumns("who", (OutcomeColumns("skill", ("skill",)),), wave="time")


def read(text: str, columns: ChangeColumns, **more):
    return read_change(read_table(text.encode(), name="answers.csv"), columns, seed=1, **more)


def refused(text: str, columns: ChangeColumns, **more) -> list[str]:
    with pytest.raises(KithError) as error:
        read(text, columns, **more)
    return [sentence(fault) for fault in error.value.faults]


def pairs(found):
    scores = found.data.scores["skill"]
    return sorted(zip(*(scores[wave].tolist() for wave in found.waves), strict=True), key=str)


def test_wide_and_long_say_the_same():
    wide = read("who,skill1,skill2\na,1,2\nb,3,\n", WIDE)
    long = read("who,time,skill\na,1,1\na,2,2\nb,1,3\n", LONG)
    assert pairs(wide)[0] == pairs(long)[0] == (1.0, 2.0)
    assert np.isnan(pairs(wide)[1][1])
    assert np.isnan(pairs(long)[1][1])
    assert wide.waves == long.waves == ("1", "2")
    assert wide.data.people == ("P001", "P002")


def test_repeated_rows_that_agree_are_one_person_and_said():
    found = read("who,time,skill1,skill2\n1.0,0,3,4\n1,1,3,4\n1.0,2,3.0,4\n", WIDE)
    assert pairs(found) == [(3.0, 4.0)]
    assert [(each.code, dict(each.params)) for each in found.remarks] == [
        ("evaluation.read.repeated_rows", {"rows": 3, "people": 1, "most": 3})
    ]


def test_repeated_rows_that_disagree_are_a_fault():
    assert refused("who,skill1,skill2\na,3,4\na,3,5\nb,1,1\n", WIDE) == [
        "answers.csv, row 2, column “skill2”: One person stands on several rows, and this column does not"
        " say the same on each: rows 2, 3. Make them agree, keep one row, or name the column of times with"
        " --wave."
    ]


def test_a_column_that_is_not_there_names_the_nearest():
    columns = ChangeColumns("Who", (OutcomeColumns("skill", ("skil1", "zebra")),))
    said = refused("who,skill1,skill2\na,1,2\n", columns)
    assert said[0].endswith(
        "There is no column “Who”. The nearest is “who”: write that, or mend the heading."
    )
    assert "The nearest is “skill1”" in said[1]
    assert "The file has: who, skill1, skill2." in said[2]


def test_every_fault_of_a_long_file_at_once():
    text = "who,time,skill,side\na,1,3,x\na,1,4,x\n,2,3,x\na,2,often,y\nb,,3,x\n"
    columns = ChangeColumns("who", LONG.outcomes, wave="time", group="side")
    said = refused(text, columns)
    assert [each.split(": ")[0] for each in said] == [
        "answers.csv, row 4, column “who”",
        "answers.csv, row 2, column “side”",
        "answers.csv, row 5, column “skill”",
        "answers.csv, row 2, column “who”",
        "answers.csv, row 6, column “time”",
    ]
    assert "“often” is not a number" in said[2]
    assert "rows 2, 3" in said[3]


def test_scores_outside_the_scale_and_infinite_ones():
    said = refused("who,skill1,skill2\na,1,7\nb,inf,2\n", WIDE, limits={"skill": (1, 5)})
    assert "inf" in said[0]
    assert "The score 7 is outside the scale, which runs from 1 to 5." in said[1]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (ChangeColumns("who", ()), "No outcome is named"),
        (ChangeColumns("who", (OutcomeColumns("skill", ("skill1",)),)), "Change needs at least two times"),
        (ChangeColumns("who", (WIDE.outcomes[0], OutcomeColumns("hope", ("skill1",)))), "skill 2, hope 1"),
        (ChangeColumns("who", (WIDE.outcomes[0], WIDE.outcomes[0])), "named twice"),
        (ChangeColumns("who", WIDE.outcomes, wave="skill2"), "needs exactly one column"),
    ],
)
def test_layouts_that_cannot_be(columns, words):
    (said,) = refused("who,skill1,skill2\na,1,2\n", columns)
    assert words in said


def test_one_time_only_in_a_long_file():
    (said,) = refused("who,time,skill\na,1,2\n", LONG)
    assert "kith evaluate describe" in said


def test_a_side_that_is_not_stated_is_shown_as_such():
    columns = ChangeColumns("who", WIDE.outcomes, group="side")
    found = read("who,side,skill1,skill2\na,x,1,2\nb,,3,4\n", columns)
    assert sorted(found.data.sides) == [NOT_STATED, "x"]
    assert found.remarks[0].code == "evaluation.read.side_not_stated"


def test_pseudonyms_do_not_follow_the_order_of_rows():
    rows = [f"{who},{score},{score}" for who, score in zip("abcdef", range(1, 7), strict=True)]
    there = read("who,skill1,skill2\n" + "\n".join(rows), WIDE)
    back = read("who,skill1,skill2\n" + "\n".join(reversed(rows)), WIDE)
    first = there.data.scores["skill"]["1"].tolist()
    assert first == back.data.scores["skill"]["1"].tolist()
    assert first != [1, 2, 3, 4, 5, 6]


def test_times_that_are_words_keep_the_order_of_the_file():
    found = read("who,time,skill\na,spring,1\na,autumn,2\n", LONG)
    assert found.waves == ("spring", "autumn")
