"""A survey of one wave."""

import pytest

from kith.evaluation.codebook import read_codebook
from kith.evaluation.describe import NO_ANSWER, OWN_WORDS, describe
from kith.evaluation.questions import Kind
from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.publishing.disclosure import DisclosurePolicy
from kith.tables.reading import read_table
from kith.tables.toml import load_toml

ANSWERS = ["Agree"] * 12 + ["Disagree"] * 9 + ["-"] * 3 + ["Strongly agree"] * 2


def table(columns: dict[str, list[str]]):
    lines = [",".join(columns), *(",".join(row) for row in zip(*columns.values(), strict=True))]
    return read_table("\n".join(lines).encode(), name="survey.csv")


def counts(result):
    return [(answer.label, answer.count) for answer in result.answers]


def test_counts_shares_and_missing():
    (found,) = describe(table({"helpful": ANSWERS})).questions
    assert (found.n_asked, found.n_answered, found.n_missing) == (26, 23, 3)
    assert counts(found) == [("Disagree", 9), ("Agree", 12), ("Strongly agree", 2)]
    share = found.answers[1].share
    # Wilson (1927) by hand: (12 + 1.92073) / (23 + 3.84146) -+ half the width.
    assert (round(share.value, 4), round(share.low, 4), round(share.high, 4)) == (0.5217, 0.3296, 0.7076)


def test_small_numbers_are_kept_back_with_what_would_give_them_away():
    (found,) = describe(table({"helpful": ANSWERS}), policy=DisclosurePolicy()).questions
    # Three without an answer are a small count too, and the totals that would give it away are left out.
    assert counts(found) == [
        ("Disagree", 10), ("Agree", 10), ("Strongly agree", None), (NO_ANSWER, None),
    ]  # fmt: skip
    assert (found.n_answered, found.n_missing) == (None, None)
    assert {answer.share for answer in found.answers} == {None}


def test_groups_are_told_apart_and_empty_ones_counted():
    result = describe(table({"helpful": ["Agree", "Disagree", "Agree"], "side": ["x", "y", ""]}), by="side")
    shown = [(each.group, counts(each)) for each in result.questions if each.question.key == "helpful"]
    assert shown == [("x", [("Disagree", 0), ("Agree", 1)]), ("y", [("Disagree", 1), ("Agree", 0)])]
    assert [dict(remark.params) for remark in result.remarks] == [{"n": 1}]


def test_own_words_are_counted_and_not_printed():
    roles = ["Analyst"] * 40 + [f"Unusual job {n}" for n in range(15)]
    result = describe(table({"role": roles}))
    assert counts(result.questions[0]) == [("Analyst", 40), (OWN_WORDS, 15)]
    assert "Unusual" not in repr(result)


def test_numbers_leave_words_apart():
    years = ["1.5", "2", "30", "4.5"] * 9 + ["about ten"]
    (found,) = describe(table({"years": years})).questions
    assert (found.numbers.n, found.numbers.not_numbers, found.numbers.median) == (36, 1, 3.25)
    assert found.numbers.largest == 30
    (hidden,) = describe(table({"years": years}), policy=DisclosurePolicy()).questions
    assert (hidden.numbers.smallest, hidden.numbers.largest) == (None, None)


def test_the_codebook_decides():
    data = table({"when": ["Not at all", "Only when I ask", "Regularly", "n/k"] * 3})
    document = load_toml(
        'missing = ["n/k"]\n[question.when]\nlabel = "How often?"\n'
        'levels = ["Not at all", "Only when I ask", "Regularly"]\n',
        "book.toml",
    )
    (found,) = describe(data, read_codebook(document, data)).questions
    assert (found.question.kind, found.question.label.in_language("en")) == (Kind.ORDERED, "How often?")
    assert counts(found) == [("Not at all", 3), ("Only when I ask", 3), ("Regularly", 3)]
    assert found.n_missing == 3


def test_every_fault_of_a_codebook_at_once():
    data = table({"when": ["a", "b"]})
    document = load_toml(
        '[question.wen]\nkind = "sorted"\n[question.when]\nlevel = ["a"]\nlevels = 3\n', "b.toml"
    )
    with pytest.raises(KithError) as refused:
        read_codebook(document, data)
    said = [sentence(fault) for fault in refused.value.faults]
    assert len(said) == 4
    assert "The nearest is “when”" in said[0]
    assert "ordered, choice, yes_no" in said[1]
    assert said[2].startswith("b.toml, line 3")
    assert "“level”" in said[2]


def test_a_heading_that_is_not_there():
    with pytest.raises(KithError) as refused:
        describe(table({"when": ["a", "b"]}), only=("wen",), exclude=("zzz",), by="whn")
    assert len(refused.value.faults) == 3
