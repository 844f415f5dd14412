"""Scores that somebody gives: as a list or a matrix, beside rules or instead of them."""

import io
import json

import numpy as np
import pytest

from kith.foundation.faults import KithError
from kith.matching.engines import engine
from kith.matching.pairs.direct import table_of_npz
from kith.matching.types import Kind
from kith.tables.reading import read_table

THE = engine(Kind.PAIRS)
RULE = '[[rule]]\nprefer = "same_site"\nweight = 1\n'
LEFT, RIGHT = "id,site\na,n\nb,s\n", "id,site\nx,n\ny,s\n"


def table(text, name="scores.csv"):
    return read_table(text.encode(), name=name)


def read(scores, rules="", **lists):
    lists = lists or {"left": table(LEFT, "left.csv"), "right": table(RIGHT, "right.csv")}
    problem = THE.read({**lists, "scores": scores}, rules).problem
    assert THE.check(problem) == ()
    return problem


def pairs(problem):
    result = THE.solve(problem, seed=1)
    assert THE.verify(problem, result) == ()
    return {(pair.left, pair.right): pair.points for pair in result.pairs}


MATRIX, LIST = "id,x,y\na,90,70\nb,80,\n", "first,second,points\na,x,90\na,y,70\nb,x,80\nb,y,\n"


@pytest.mark.parametrize("text", [MATRIX, LIST])
def test_a_blank_cannot_be_made_whatever_the_rest_would_give(text):
    assert pairs(read(table(text))) == {("a", "y"): 70, ("b", "x"): 80}


def npz(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def test_npz_holds_either():
    ids = {"left": np.array(["a", "b"]), "right": np.array(["x", "y"])}
    whole = table_of_npz(npz(**ids, points=np.array([[90, 70], [80, np.nan]])), "s.npz")
    few = table_of_npz(npz(**ids, points=np.array([5, 6])), "s.npz")
    assert pairs(read(whole)) == {("a", "y"): 70, ("b", "x"): 80}
    assert pairs(read(few)) == {("a", "x"): 5, ("b", "y"): 6}
    for content in (b"no", npz(left=np.array(["a"]), points=np.array([1])), npz(**ids, points=np.array([1]))):
        with pytest.raises(KithError):
            table_of_npz(content, "s.npz")


def test_beside_rules_points_are_added_and_a_pair_not_named_gets_none():
    problem = read(table("first,second,points\na,y,150\n"), RULE)
    assert pairs(problem) == {("a", "y"): 150, ("b", "x"): 0} or pairs(problem) == {
        ("a", "x"): 100,
        ("b", "y"): 100,
    }
    result = THE.solve(problem, seed=1)
    (why,) = [THE.why(problem, result, group.key) for group in THE.draft(problem, result).groups[:1]]
    prices, _ = THE.prices(problem, result, seed=1)
    assert [price.rule for price in prices] == ["prefer:same:site", "must:given", "prefer:given"]
    assert [part.rule for part in why.group.parts] == ["prefer:same:site", "prefer:given"]
    assert THE.problem_from_json(json.dumps(THE.problem_to_json(problem))) == problem


def test_without_lists_the_scores_name_the_people_and_in_one_list_either_way_round_will_do():
    alone = THE.read({"scores": table("f,s,points\na,x,1\nb,y,2\n")}, "").problem
    assert pairs(alone) == {("a", "x"): 1, ("b", "y"): 2}
    peers = table("id\np\nq\nr\n", "peers.csv")
    assert pairs(read(table("f,s,points\nq,p,7\nr,q,9\n"), people=peers)) == {("q", "r"): 9}


def test_every_fault_of_the_scores_at_once():
    wrong = "f,s,points\na,x,-1\na,y,0.5\nb,x,much\nb,x,5\nb,y,1e9\n,y,4\na,x,3\nb,y,inf\n"
    with pytest.raises(KithError) as refused:
        read(table(wrong))
    assert [fault.code.removeprefix("matching.scores.") for fault in refused.value.faults] == [
        "negative",
        "not_whole",
        "not_number",
        "twice",
        "too_high",
        "no_id",
        "twice",
        "twice",
    ]
    with pytest.raises(KithError) as refused:
        read(table("f,s,points\nzz,x,1\na,ww,1\n"))
    assert [dict(fault.params)["id"] for fault in refused.value.faults] == ["zz", "ww"]
