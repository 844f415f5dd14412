"""Different people compared: the numbers by scipy, the words never of change, bad files refused."""

import re
from datetime import UTC, datetime

import numpy as np
import pytest
from scipy import stats

from kith.evaluation import Outcome, ReportFacts, Side
from kith.evaluation.independent import GroupsData, GroupsPlan, compare_groups, groups_report, groups_section
from kith.evaluation.independent.reading import read_groups
from kith.evaluation.plan import Centre
from kith.evaluation.result_json import groups_json
from kith.evaluation.speaker import Speaker
from kith.foundation.faults import KithError
from kith.foundation.messages import catalogue
from kith.foundation.words import Text
from kith.publishing.blocks import Details, Figure, Finding, Table
from kith.publishing.html import render_document
from kith.tables.reading import read_table

BEFORE = [2, 3, 3, 2, 4, 1, 3, None]
AFTER = [3, 4, 4, 5, 4, 3, 5, 4, 2]


def compared(before=BEFORE, after=AFTER, seed=1, **settings):
    groups = ("before",) * len(before) + ("after",) * len(after)
    scores = np.array([np.nan if value is None else value for value in [*before, *after]], dtype=float)
    plan = GroupsPlan(
        outcomes=(Outcome("skill", Text.of("Skill"), low=1, high=5),),
        groups=(Side("before", Text.of("Before")), Side("after", Text.of("After"))),
        **settings,
    )
    return compare_groups(GroupsData(groups, {"skill": scores}), plan, seed=seed), plan


def test_numbers_by_scipy():
    result, _ = compared()
    (cell,) = result.cells
    known = [value for value in BEFORE if value is not None]
    assert (cell.n_first, cell.n_second) == (7, 9)
    u = stats.mannwhitneyu(AFTER, known).statistic
    assert cell.found.higher == u / 63
    assert cell.found.delta.value == pytest.approx(2 * u / 63 - 1)
    assert cell.found.shift.value == np.median(np.subtract.outer(AFTER, known))
    welch = stats.ttest_ind(AFTER, known, equal_var=False).confidence_interval()
    assert (cell.found.mean_difference.low, cell.found.mean_difference.high) == pytest.approx(tuple(welch))
    assert cell.found.unequal_test.p == pytest.approx(stats.brunnermunzel(known, AFTER).pvalue)
    assert cell.found.smallest_p == 2 / 11440
    first = result.scores[0]
    assert (first.asked, first.n, first.median) == (8, 7, 3.0)


def test_the_order_of_people_does_not_count():
    result, plan = compared()
    order = np.random.default_rng(1).permutation(17)
    groups = np.array(["before"] * 8 + ["after"] * 9)[order]
    scores = np.array([np.nan if each is None else each for each in [*BEFORE, *AFTER]], dtype=float)[order]
    again = compare_groups(GroupsData(tuple(groups.tolist()), {"skill": scores}), plan, seed=1)
    assert groups_json(again, plan) == groups_json(result, plan)


def test_nothing_is_shown_below_five_in_a_group():
    result, plan = compared(before=[2, 3, 3, None, None, 4])
    assert (result.cells[0].found.reason, result.scores[0].mean) == ("too_few", None)
    written = groups_json(result, plan)
    assert written["cells"][0]["found"] == {"shown": False, "reason": "too_few", "least": 5}
    page = render_document(groups_report(result, plan, facts()))
    assert "Too few people answered in one of the groups" in page


def facts():
    return ReportFacts(Text.of("Two surveys"), datetime(2026, 1, 2, tzinfo=UTC))


def test_every_heading_and_finding_says_different_people():
    result, plan = compared()
    section = groups_section(result, plan, Speaker())
    assert "ifferent people" in section.title
    for part in section.subsections:
        assert "different people" in part.title
        for block in part.blocks:
            if isinstance(block, Finding):
                assert "different people" in block.headline
            if isinstance(block, Table):
                assert "different people" in block.caption
            if isinstance(block, Figure):
                assert "different people" in block.finding
            if isinstance(block, Details):
                assert "different people" in block.summary


def test_no_sentence_of_this_room_speaks_of_change_but_to_say_that_it_cannot():
    for code, sentence in catalogue().items():
        words = re.sub(r"\{.*?\}|“kith evaluate change”", "", sentence)
        if code.startswith("evaluation.groups.") and re.search(r"chang|rose|fell|grew", words):
            assert "nothing is said about change" in words, code


def test_a_file_is_read_and_its_faults_are_named_together():
    content = b"when,score,other\nbefore,1,a\nafter,2,b\n,3,c\n"
    table = read_table(content, name="two.csv")
    read = read_groups(table, "when", ["score"], ["before", "after"])
    assert (read.data.groups, read.no_group) == (("before", "after", ""), 1)
    result = compare_groups(read.data, read.plan, seed=1)
    assert "evaluation.groups.left_out" in [remark.code for remark in result.remarks]
    with pytest.raises(KithError) as refused:
        read_groups(table, "when", ["other"], ["before", "later"])
    assert [fault.code for fault in refused.value.faults] == [
        "evaluation.groups.unknown",
        "evaluation.only_words",
    ]


def test_a_plan_that_cannot_be_is_refused():
    with pytest.raises(KithError, match="least_matched"):
        compared(least=2)
    plan = GroupsPlan(outcomes=(), groups=(Side("x", Text.of("X")),))
    with pytest.raises(KithError) as refused:
        compare_groups(GroupsData((), {}), plan, seed=1)
    codes = [fault.code for fault in refused.value.faults]
    assert codes == ["evaluation.plan.no_outcome", "evaluation.groups.one_group", "evaluation.groups.unknown"]


def test_a_person_counts_once_and_nobody_stands_in_two_groups():
    content = (
        b"who,when,score\nA,before,1\nA,before,1\nB,after,2\nB,before,2\nC,after,3\nC,after,4\n,after,1\n"
    )
    table = read_table(content, name="who.csv")
    with pytest.raises(KithError) as refused:
        read_groups(table, "when", ["score"], person="who")
    assert [(fault.code, fault.where.row) for fault in refused.value.faults] == [
        ("evaluation.groups.same_person", 5),
        ("evaluation.repeats_disagree", 7),
        ("evaluation.person_blank", 8),
    ]
    fine = read_table(content.split(b"B,")[0] + b"D,after,5\n", name="who.csv")
    assert read_groups(fine, "when", ["score"], person="who").data.groups == ("before", "after")


def test_with_ten_in_each_group_the_average_is_told_for_ties_hide_it_from_the_shift():
    before, after = [3] * 12 + [2] * 4, [3] * 12 + [5] * 4
    result, plan = compared(before, after)
    found = result.cells[0].found
    assert (result.centre, found.shift.value, found.mean_difference.value) == (Centre.MEAN, 0, 0.75)
    assert not result.cells[0].cannot_show  # the average's range holds no zero
    page = render_document(groups_report(result, plan, facts()))
    welch = stats.ttest_ind(after, before, equal_var=False).confidence_interval()
    assert (
        f"The average difference is +0.75. The plausible range: +{welch.low:.2f} to +{welch.high:.2f}."
        in page
    )
    assert "typical difference" not in page
    assert "Standard deviation" in page
    few, _ = compared()
    assert few.centre is Centre.TYPICAL
