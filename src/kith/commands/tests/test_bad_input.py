"""Everything that people's files can have wrong, command by command: one clear message, or a result that says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kith.commands.evaluate import commands

WIDE = "id,before,after\n"
CHANGE = ("change", "d.csv", "--person", "id", "--outcome", "skill=before,after")
LONG = ("change", "d.csv", "--person", "id", "--wave", "time", "--outcome", "skill")
ITEMS = ("items", "d.csv", "--scale", "calm=q1,q2", "--low", "1", "--high", "5")
AGREE = ("agreement", "d.csv", "--raters", "a,b")
TIME = ("time", "d.csv", "--start", "from", "--end", "to", "--until", "2026-01-01")
GROUPS = ("groups", "d.csv", "--by", "g", "--score", "s")
DESCRIBE = ("describe", "d.csv")
MANY = (
    "many", "d.csv", "--scales", "s.toml", "--programme", "p", "--wave", "w", "--person", "i",
    "--before", "before", "--after", "after",
)  # fmt: skip
ROWS = "p,w,i,q1,q2\n"
SCALES = 'low = 1\nhigh = 5\n[[scale]]\nkey = "k"\nname = "K"\nitems = ["q1", "q2"]\n'
PLAN = 'format_version = 1\nperson = "id"\n[[outcome]]\nkey = "skill"\ncolumns = ["before", "after"]\nlow = 1\nhigh = 5\n'


def rows(n: int, line: str) -> str:
    return "".join(line.format(i=i, a=i % 4 + 1, b=i % 4 + 2) + "\n" for i in range(n))


REFUSED = {
    "an item out of range": (ITEMS, "q1,q2\n" + "3,4\n" * 9 + "3,9\n", "q2 has 1 answer outside 1 to 5: 9."),
    "a score out of range": (
        ("change", "d.csv", "--plan", "plan.toml"), WIDE + "a,3,9\nb,2,3\n",
        "d.csv, row 2, column “after”: The score 9 is outside the scale, which runs from 1 to 5.",
    ),
    "items of programmes out of range": (
        MANY, ROWS + "X,before,a,1,9\nX,after,a,1,2\n", "row 2, column “q2”: The answer 9 in row 2 is outside the scale",
    ),
    "answers that are not whole": (MANY, ROWS + "X,before,a,1.5,2\nX,after,a,1,2\n", "“1.5” in row 2 is not a whole"),
    "one code, two people": (CHANGE, WIDE + "a,3,4\na,2,3\n", "column “before”: One person stands on several rows"),
    "one person twice at a time": (
        LONG, "id,time,skill\na,before,3\na,before,2\na,after,4\n", "several rows for the time “before”: rows 2, 3.",
    ),
    "one person twice in a programme": (
        MANY, ROWS + "X,before,a,1,2\nX,before,a,2,2\nX,after,a,1,2\n", "row 3 repeats row 2. Keep the right row",
    ),
    "one person in two groups": (
        (*GROUPS, "--person", "id"), "id,g,s\na,x,1\na,y,2\nb,y,3\n", "row",
    ),
    "times without a match": (
        (*LONG, "--wave-names", "before,after"), "id,time,skill\na,before,3\na,now,4\nb,later,2\n",
        "You gave 2 names of times, and the column holds 3: before, now, later.",
    ),
    "a time that nobody answered": (
        MANY, ROWS + "X,start,a,1,2\n", "No row has the time “before”. The column holds: start.",
    ),
    "a comma for a point": (CHANGE, "id;before;after\na;3,5;4\n", "“3,5” is not a number. Write the score with a point"),
    "a number that is no score": (CHANGE, WIDE + f"a,{10**300},3\nb,2,3\n", "is too far from 0 to be a score"),
    "infinity": (CHANGE, WIDE + "a,inf,3\nb,2,3\n", "“inf” is not a number."),
    "words for scores": (CHANGE, WIDE + "a,good,bad\nb,bad,good\n", "This column holds no numbers, but words such as"),
    "nobody's row": (CHANGE, WIDE + ",3,4\nb,2,3\n", "This row does not say who it belongs to."),
    "no rows": (CHANGE, WIDE, "The file has headings but no rows under them."),
    "no rows to describe": (DESCRIBE, "a,b\n", "The file has headings but no rows under them."),
    "an empty file": (CHANGE, "", "The file is empty."),
    "no text": (CHANGE, b"\x00\xff\xfe" * 40, "This is neither a spreadsheet nor text."),
    "a cell too many": (CHANGE, WIDE + "a,3,4,5\n", "The row has 4 cells, but there are 3 headings."),
    "items that nobody answered": (ITEMS, "q1,q2\n" + "-,-\n" * 8, "There are no answers in these columns."),
    "raters who never differ": (AGREE, "a,b\n" + "yes,yes\n" * 8, "everybody said the same"),
    "one group": (GROUPS, "g,s\na,3\n", "at least two groups. Here is one."),
    "an end before the start": (TIME, "from,to\n2025-01-01,2024-01-01\n", "2024-01-01 is before the start, 2025-01-01."),
}  # fmt: skip

TOLD = {
    "one person": (CHANGE, WIDE + "a,3,4\n", "skill: Fewer than 5 answered both times."),
    "two people": (CHANGE, WIDE + "a,3,4\nb,2,3\n", "skill: Fewer than 5 answered both times."),
    "nobody at both times": (CHANGE, WIDE + rows(8, "p{i},{a},"), "Nobody answered both times"),
    "all missing": (CHANGE, WIDE + rows(8, "p{i},,"), "Nobody has a score of “skill” at “Time 1”."),
    "a score that never differs": (CHANGE, WIDE + rows(8, "p{i},3,3"), "Every score of “skill” is 3, at every time."),
    "all changed alike": (CHANGE, WIDE + rows(8, "p{i},{a},{b}"), "so the plausible range has no width."),
    "right to left": (CHANGE, WIDE + rows(8, "ش{i},{a},{b}"), "d.csv: 8 people, 8 rows, 2 times."),
    "pictures": (CHANGE, WIDE + rows(8, "👩‍⚕️{i},{a},{b}"), "d.csv: 8 people, 8 rows, 2 times."),
    "one person described": (DESCRIBE, "id,said\na,yes\n", "d.csv: 1 person, 2 columns."),
    "codes are never printed": (DESCRIBE, "id,said\n" + rows(8, "code{i},yes"), "- id (its heading says a label"),
    "long answers": (
        DESCRIBE, "who,said\n" + rows(8, "Ward," + "x" * 10_000), "8 answered in the same words, which are not printed here",
    ),
    "other scripts described": (DESCRIBE, "said,n\n" + "ممتاز,1\n很好,2\n😀,3\n" * 3, "很好"),
    "one answer to a scale": (ITEMS, "q1,q2\n3,4\n", "fewer than 5 people"),
    "a scale that never differs": (ITEMS, "q1,q2\n" + "3,3\n" * 12, "no figure."),
    "one thing rated": (AGREE, "a,b\nyes,no\n", "Raters said the same in 0 of 1 comparison (0%)."),
    "two things rated": (AGREE, "a,b\nyes,no\nno,no\n", "Agreement beyond chance cannot be told from these ratings."),
    "one person watched": (TIME, "from,to\n2025-01-01,\n", "Not shown: fewer than 5 people."),
    "one in each group": (GROUPS, "g,s\na,3\nb,4\n", "Too few people answered in one of the groups"),
    "scores of nobody": (GROUPS, "g,s\n" + "a,\nb,\n" * 6, "Too few people answered in one of the groups"),
    "one person in a programme": (MANY, ROWS + "X,before,a,1,2\nX,after,a,1,2\n", "Shown: 0 of 1 results."),
    "items that nobody in a programme answered": (
        MANY, ROWS + rows(8, "X,before,a{i},,") + rows(8, "X,after,a{i},,"), "16 rows hold no answer at all.",
    ),
}  # fmt: skip


def said(arguments: tuple[str, ...], content: str | bytes, folder: Path, monkeypatch) -> tuple[int, str]:
    monkeypatch.chdir(folder)
    Path("d.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    Path("s.toml").write_text(SCALES)
    Path("plan.toml").write_text(PLAN)
    found = CliRunner().invoke(commands, [*arguments, "--json", "out.json"])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found.exit_code, found.output


@pytest.mark.parametrize("what", REFUSED)
def test_refused_in_one_sentence_and_nothing_written(what, tmp_path, monkeypatch):
    arguments, content, sentence = REFUSED[what]
    code, output = said(arguments, content, tmp_path, monkeypatch)
    assert code == 2, output
    assert sentence in output
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("what", TOLD)
def test_told_in_words_and_written(what, tmp_path, monkeypatch):
    arguments, content, sentence = TOLD[what]
    code, output = said(arguments, content, tmp_path, monkeypatch)
    assert code == 0, output
    assert sentence in output
    assert (tmp_path / "out.json").exists()
