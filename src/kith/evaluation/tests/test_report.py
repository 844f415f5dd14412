"""The report on change: what it says, to whom, in which language, and what it never says."""

import re
from datetime import UTC, datetime

import pytest

from kith.evaluation import Audience, ChangePlan, Comparison, Flow, Outcome, ReportFacts, Side
from kith.evaluation.change import analyse_change
from kith.evaluation.report import change_report
from kith.foundation.messages import catalogue
from kith.foundation.words import Text
from kith.publishing import blocks
from kith.publishing.model import Report, Section, walk

FACTS = ReportFacts(
    Text.of("Paired Learning 2026"),
    datetime(2026, 11, 22, tzinfo=UTC),
    flow=(Flow("clinician", invited=9, joined=8), Flow("manager", joined=7)),
)
SIDES = (Side("clinician", Text.of("Clinicians")), Side("manager", Text.of("Managers")))

CAUSAL = re.compile(
    r"\b(caus\w+|led to|leads? to|result(s|ed)? in|due to|thanks to|because of the programme|produc\w+ a"
    r"|brought about|impact\w*|made (them|people|a difference)|effective\w*|boost\w*|improv\w+|benefit\w*"
    r"|effect of|transform\w*|proves?|proven)\b",
    re.IGNORECASE,
)
TERMS = re.compile(
    r"\b(p-value|significan\w+|median|standard deviation|confidence interval|Hodges|Lehmann|Wilcoxon|Holm"
    r"|bootstrap\w*|BCa|effect sizes?|g_av|d_z|rank-biserial|hypothes[ie]s)\b",
    re.IGNORECASE,
)


def texts(part: object) -> list[str]:
    """Every word a reader sees, in order."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, tuple):
        return [said for each in part for said in texts(each)]
    names = getattr(part, "__dataclass_fields__", {})
    skip = {"key", "language", "created", "provenance", "code", "kind", "alignment", "style", "diverging"}
    return [said for name in names if name not in skip for said in texts(getattr(part, name))]


def outside_details(part: object) -> list[str]:
    """The words outside Details."""
    if isinstance(part, blocks.Details):
        return []
    if isinstance(part, Section):
        return [said for each in (*part.blocks, *part.subsections) for said in outside_details(each)]
    return texts(part)


@pytest.fixture(scope="module")
def two_sided(cohort):
    before = [3, 3, 2, 4, 3, 2, 3, None, 2, 3, 3, 4, 2, 3, 3]
    after = [4, 4, 4, 4, 3, 4, 5, 4, 2, 2, 3, 4, 3, None, None]
    data = cohort.data({"before": before, "after": after}, sides=["clinician"] * 8 + ["manager"] * 7)
    plan = cohort.plan(sides=SIDES, outcomes=(Outcome("skill", Text.of("Skill"), low=1, high=5),))
    return data, plan, analyse_change(data, plan, seed=3)


def report(two_sided, **more) -> Report:
    data, plan, result = two_sided
    return change_report(result, plan, FACTS, data=data, **more)


def test_both_sides_stand_side_by_side_in_the_summary(two_sided):
    made = report(two_sided)
    (table,) = (block for block in made.summary if isinstance(block, blocks.Table))
    assert [row[1:6] for row in table.rows] == [
        ("Clinicians", "7", "5", "2", "0"),
        ("Managers", "5", "1", "3", "1"),
    ]
    said = " ".join(texts(made.summary))
    assert "The sides differ most on “Skill”" in said
    assert "We cannot say that the programme caused any change." in said
    assert "at least 1 of 8" in said
    assert "at least 2 of 7" in said


def test_sections_stand_in_the_order_asked_for_and_limits_are_never_left_out(two_sided):
    own = Section("interviews", "Interviews", (blocks.Paragraph("None yet."),))
    made = report(two_sided, sections=("change", "interviews", "unheard_of"), more={"interviews": own})
    assert [section.key for section in made.sections] == ["change", "interviews", "limits", "method"]


def test_what_was_not_recorded_is_said_and_not_zero(two_sided):
    flow = next(section for section in report(two_sided).sections if section.key == "flow")
    assert flow.blocks[0].rows == (("Invited", "9", "Not recorded"), ("Joined", "8", "7"))


def test_single_people_are_for_the_evaluator_only(two_sided):
    public = " ".join(texts(report(two_sided).sections))
    assert "P001" not in public
    assert "No single person is shown." in public
    evaluator = " ".join(texts(report(two_sided, audience=Audience.EVALUATOR).sections))
    assert "P001" in evaluator
    assert "Do not pass this report on." in evaluator


def test_one_side_below_the_threshold_shows_nothing_of_it(cohort):
    before, after = [3] * 10, [4] * 6 + [5] * 4
    data = cohort.data({"before": before, "after": after}, sides=["clinician"] * 6 + ["manager"] * 4)
    plan = cohort.plan(sides=SIDES)
    result = analyse_change(data, plan, seed=3)
    made = change_report(result, plan, FACTS, audience=Audience.EVALUATOR, data=data)
    (table,) = (block for block in made.summary if isinstance(block, blocks.Table))
    assert [isinstance(cell, blocks.Suppressed) for cell in table.rows[1]] == [False] * 2 + [True] * 6
    figures = [b for s in walk(made.sections) for b in s.blocks if isinstance(b, blocks.Figure)]
    assert not any("Managers" in said for figure in figures for said in texts(figure))
    assert not any("5.00" in said for said in texts(made.sections))
    figures_up_front = [b for b in made.summary if isinstance(b, blocks.KeyFigures)]
    (shown,) = figures_up_front
    assert [isinstance(each.value, blocks.Suppressed) for each in shown.figures] == [False, True]
    (response,) = (section for section in made.sections if section.key == "response")
    answers = response.blocks[0]
    assert isinstance(answers, blocks.Table)
    kept_back = {row[1]: isinstance(row[4], blocks.Suppressed) for row in answers.rows}
    assert kept_back == {"Clinicians": False, "Managers": True}


def test_nobody_at_all_still_gives_a_report(cohort):
    data, plan = cohort.data({"before": [], "after": []}), cohort.plan()
    made = change_report(analyse_change(data, plan, seed=1), plan, FACTS)
    assert "0 of 0" in texts(made.summary)


def test_nobody_matched_still_gives_a_report(cohort):
    plan = cohort.plan()
    for before, sentence in (([3, 2, 3, 4, 3], "Nobody answered"), ([3, 2], "Fewer than 5 answered")):
        data = cohort.data({"before": before, "after": [None] * len(before)})
        made = change_report(analyse_change(data, plan, seed=1), plan, FACTS)
        assert f"{sentence} both times" in " ".join(texts(made.sections))


def test_every_word_is_translated(two_sided):
    made = report(two_sided, translate=lambda message: f"⟦{message}⟧", audience=Audience.EVALUATOR)
    own = {"Skill", "Clinicians", "Managers", "Paired Learning 2026", "Before", "After"}
    numbers = re.compile(r"P\d+|[−+]?\d[\d.]*%?|–|<0\.001")
    bare = {said for said in texts((made.summary, made.sections)) if said and not said.startswith("⟦")}
    assert {said for said in bare - own if not numbers.fullmatch(said)} == set()


def test_no_sentence_says_that_a_programme_caused_anything():
    sentences = {code: said for code, said in catalogue().items() if code.startswith("evaluation.")}
    found = {
        code
        for code, said in sentences.items()
        if CAUSAL.search(said) and not code.startswith("evaluation.never.")
    }
    assert found == set()
    for code in sentences:
        if code.startswith("evaluation.never.") and CAUSAL.search(sentences[code]):
            assert re.search(r"\b(cannot|not)\b", sentences[code]), code


def test_terms_of_statistics_stand_only_under_details(two_sided):
    made = report(two_sided)
    parts = (*made.summary, *made.sections)
    said = [each for part in parts for each in outside_details(part)]
    assert [each for each in said if TERMS.search(each)] == []


def test_every_number_in_the_summary_has_its_basis(two_sided):
    for block in report(two_sided).summary:
        if isinstance(block, blocks.Finding):
            assert block.basis.n == 12
        if isinstance(block, blocks.KeyFigures):
            assert [figure.basis.n for figure in block.figures] == [8, 7]


def test_the_same_again(two_sided):
    assert report(two_sided) == report(two_sided)


def test_many_outcomes_leave_the_summary_one_page(cohort):
    from kith.evaluation import ChangeData

    base = cohort.data({"before": [1, 2, 3, 4, 5], "after": [2, 3, 4, 5, 5]})
    keys = [f"score {number}" for number in range(9)]
    data = ChangeData(base.people, base.sides, dict.fromkeys(keys, base.scores["skill"]))
    plan = ChangePlan(
        tuple(Outcome(key, Text.of(key)) for key in keys),
        cohort.plan().waves,
        (Comparison("before", "after"),),
        resamples=99,
    )
    made = change_report(analyse_change(data, plan, seed=1), plan, FACTS)
    (table,) = (block for block in made.summary if isinstance(block, blocks.Table))
    assert len(table.rows) == 4
    assert table.notes == ("The other scores stand in the section on change.",)
