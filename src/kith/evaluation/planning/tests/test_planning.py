"""A plan is checked, frozen and held beside what was done; nothing changes under its hash unseen."""

import doctest
import hashlib
import importlib
import json
import pkgutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import kith.evaluation.planning
from kith.evaluation.advice.types import Question, SideSize
from kith.evaluation.plan import Better, ChangePlan, Comparison, Outcome, Side, Wave, WaveRole
from kith.evaluation.plan_file import PlanFile, read_plan
from kith.evaluation.planning.checking import check_file, gaps_in
from kith.evaluation.planning.designing import design_of, planned, with_advice
from kith.evaluation.planning.deviating import ANSWERED, deviations, planning_of
from kith.evaluation.planning.frozen import freeze, frozen_bytes, read_frozen
from kith.evaluation.planning.speech import deviation_said, frozen_said, planning_definitions
from kith.evaluation.speaker import Speaker
from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.foundation.words import Text
from kith.tables.toml import load_toml

MODULES = [
    each.name for each in pkgutil.iter_modules(kith.evaluation.planning.__path__) if each.name != "tests"
]


EXAMPLE = Path(__file__).parents[5] / "examples" / "paired-learning"


ON = date(2026, 1, 12)


MORE = """
kind = "research"
purpose = "To decide whether it runs again."
hypotheses = ["People understand the other side better."]
missing_data = "Only people who answered both times are compared."
exclusions = ["Whoever joined after the first month."]
stopping = "Never early."
[[approval]]
what = "Favourable ethical opinion"
given_by = "An invented committee"
reference = "24/AB/0001"
given_on = 2025-12-01
[[evaluator]]
name = "Sam Reed"
interest = "Runs the programme."
[expected]
people = 12
missing = 0.2
pairs = true
"""


def example(more: str = "") -> PlanFile:
    """The example's own plan, with what stands at the top of a file put there."""
    plain, _parts, tables = (EXAMPLE / "answers-plan.toml").read_text().partition("[[outcome]]")
    top, _first, rest = more.partition("[[approval]]")
    text = f"{plain}{top}\n[[outcome]]{tables}\n" + (f"[[approval]]{rest}" if rest else "")
    return read_plan(load_toml(text, "plan.toml"))


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name):
    assert doctest.testmod(importlib.import_module(f"kith.evaluation.planning.{name}")).failed == 0


def test_the_hash_is_sha256_of_canonical_json_and_anybody_can_work_it_out():
    made = freeze(example(MORE), ON)
    kept = json.loads(frozen_bytes(made))
    hashed = {key: kept[key] for key in ("format", "format_version", "frozen_on", "plan")}
    plain = json.dumps(hashed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(plain.encode()).hexdigest() == kept["sha256"] == made.sha256
    back = read_frozen(frozen_bytes(made), "plan.json")
    assert (back.sha256, back.frozen_on, planned(back.file)) == (
        made.sha256,
        ON,
        replace(planned(made.file), declared_on=None),  # a frozen plan has its own date
    )
    assert freeze(back.file, ON).sha256 == made.sha256
    assert freeze(back.file, date(2026, 1, 13)).sha256 != made.sha256


def test_the_words_of_a_report_are_not_under_the_hash_and_everything_else_is():
    file = example(MORE)
    titled = file.model_copy(update={"report": file.report.model_copy(update={"title": "Another"})})
    assert freeze(titled, ON).sha256 == freeze(file, ON).sha256
    for change in ({"primary": "prepared"}, {"purpose": "x"}, {"least_matched": 6}, {"exclusions": ("y",)}):
        assert freeze(file.model_copy(update=change), ON).sha256 != freeze(file, ON).sha256


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not json", "not_json"),
        (b"[]", "not_a_plan"),
        (b'{"format": "kith.evaluation.plan", "format_version": 9}', "version"),
        (b'{"format": "kith.evaluation.plan", "format_version": 1}', "hash_differs"),
        (b"[" * 100_000, "not_json"),
        (b"\xff\xfe{", "not_json"),
        (b'{"format": "kith.evaluation.plan", "format_version": 1, "plan": NaN}', "not_a_plan"),
        (b'{"format": "kith.evaluation.plan", "format_version": 1, "plan": "\\ud800"}', "not_a_plan"),
    ],
)
def test_what_is_no_frozen_plan_is_refused(content, code):
    with pytest.raises(KithError) as refused:
        read_frozen(content, "plan.json")
    assert [fault.code for fault in refused.value.faults] == [f"evaluation.frozen.{code}"]


def test_a_plan_that_was_touched_is_refused_with_both_hashes():
    content = frozen_bytes(freeze(example(), ON)).replace(b'"smallest_change":0.5', b'"smallest_change":0.1')
    with pytest.raises(KithError) as refused:
        read_frozen(content, "plan.json")
    (said,) = sentences(refused.value.faults)
    assert "was changed after it was frozen" in said
    assert freeze(example(), ON).sha256 in said


def used(**changes) -> ChangePlan:
    return replace(planned(example(MORE)), **changes)


def found(plan: ChangePlan, **given) -> list[str]:
    return [one.code.rsplit(".", 1)[1] for one in deviations(freeze(example(MORE), ON), plan, **given)]


def test_an_analysis_as_planned_has_no_deviation():
    assert found(used()) == []
    assert found(used(), opened_on=ON) == []


def test_each_way_to_differ_is_found():
    plan = used()
    first, second = plan.outcomes
    extra = Outcome("mood", Text.of("Mood"))
    before, then, after = plan.waves
    later = Wave("later", Text.of("Later"), WaveRole.FOLLOW_UP)
    changes = [
        ({"outcomes": (first,)}, ["outcome_dropped"]),
        ({"outcomes": (first, second, extra)}, ["outcome_added"]),
        ({"outcomes": (replace(first, family="own"), second)}, ["outcome_family"]),
        ({"outcomes": (replace(first, smallest_change=0.25, better=Better.LOWER), second)},
         ["outcome_smallest_change", "outcome_better"]),
        ({"waves": (before, after)}, ["wave_dropped"]),
        ({"waves": (before, then, after, later)}, ["wave_added"]),
        ({"waves": (before, replace(then, role=WaveRole.DURING), after)}, ["wave_role"]),
        ({"comparisons": (Comparison("looking_back", "after"),)}, ["comparison_dropped", "comparison_added"]),
        ({"sides": plan.sides[:1]}, ["side_dropped"]),
        ({"sides": (*plan.sides, Side("nurse", Text.of("Nurses")))}, ["side_added"]),
        ({"primary": "prepared"}, ["primary"]),
        ({"confidence": 0.9, "least_matched": 3}, ["confidence", "least_matched"]),
    ]  # fmt: skip
    for change, expected in changes:
        assert found(replace(plan, **change)) == expected, change
    assert found(plan, opened_on=date(2026, 1, 11)) == ["late"]


def test_answers_still_to_come_are_no_deviation():
    extended = example(MORE).model_copy(update={"wave": (*example().wave, example().wave[-1].model_copy(
        update={"key": "later", "role": WaveRole.FOLLOW_UP})), "comparison": ()})  # fmt: skip
    frozen = freeze(extended, ON)
    codes = [one.code.rsplit(".", 1)[1] for one in deviations(frozen, used(comparisons=()))]
    assert codes == ["wave_dropped", "comparison_dropped"]
    assert deviations(frozen, used(comparisons=()), awaited={"later"}) == ()


def test_every_deviation_is_a_sentence_in_the_reports_language():
    plan = used(primary="prepared", outcomes=used().outcomes[:1], sides=())
    for one in deviations(freeze(example(MORE), ON), plan, opened_on=date(2026, 1, 1)):
        said = deviation_said(Speaker(), one)
        assert "{" not in said
        assert said.endswith(".")
    late = deviations(freeze(example(MORE), ON), used(), opened_on=date(2026, 1, 1))[0]
    assert deviation_said(Speaker(), late) == (
        "The plan was frozen on 12 January 2026, after the first answers could be given on 1 January 2026."
    )


def test_an_analysis_that_the_plan_did_not_choose_is_a_deviation():
    chosen = example(MORE + '[[analysis]]\nquestion = "change"\nanalysis = "sign"\n')
    codes = [one.code.rsplit(".", 1)[1] for one in deviations(freeze(chosen, ON), used())]
    assert codes == ["analysis"]
    other = example(MORE + '[[analysis]]\nquestion = "reliability"\nanalysis = "alpha_omega"\n')
    (open_question,) = deviations(freeze(other, ON), used())
    assert deviation_said(Speaker(), open_question) == (
        "“Do the questions of a score belong together” was planned and is not answered here."
    )
    (added,) = deviations(freeze(example(MORE), ON), used(), answered={*ANSWERED, Question.POOLED})
    assert deviation_said(Speaker(), added) == "“All cohorts together” is answered and was not planned."


def test_a_plan_tells_what_it_leaves_open():
    codes = {gap.code.rsplit(".", 1)[1] for gap in gaps_in(example())}
    assert codes == {
        "kind", "purpose", "hypotheses", "evaluator", "approval", "missing_data", "exclusions", "expected", "opens",
    }  # fmt: skip
    assert [gap.code.rsplit(".", 1)[1] for gap in gaps_in(example(MORE))] == ["opens"]


def test_a_plan_that_contradicts_itself_is_refused_with_everything():
    parts = example()
    bad = parts.model_copy(
        update={
            "primary": "mood", "confidence": 0.2, "least_matched": 2, "side": (*parts.side, parts.side[0]),
            "outcome": (parts.outcome[0].model_copy(update={"low": 5.0, "high": 1.0, "smallest_change": -1.0}),),
        }
    )  # fmt: skip
    with pytest.raises(KithError) as refused:
        check_file(bad, "plan.toml")
    assert [fault.code.rsplit(".", 1)[1] for fault in refused.value.faults] == [
        "side_twice", "primary_unknown", "scale_ends", "smallest_change", "confidence", "least_matched",
    ]  # fmt: skip


def test_a_design_comes_from_the_plan_and_the_analyses_from_the_advice():
    design = design_of(example(MORE))
    assert [(side.key, side.n) for side in design.sides] == [("clinician", 12), ("manager", 12)]
    assert [(one.items, one.points, one.steps) for one in design.outcomes] == [(4, 5, 16)] * 2
    assert (design.missing, design.pairs, design.primary) == (0.2, True, "understanding")
    assert design_of(example(MORE), (SideSize("manager", 7),)).missing == 0.0
    chosen = {(part.question.value, part.analysis.value) for part in with_advice(example(MORE)).analysis}
    assert chosen == {("change", "signed_rank"), ("then", "counts")}
    assert with_advice(example()).analysis == ()
    with pytest.raises(KithError):
        design_of(example())


def test_a_report_tells_kind_approvals_interest_and_that_nothing_differs():
    frozen = freeze(example(MORE), ON)
    planning = planning_of(frozen.file, frozen=frozen, opened_on=ON)
    said = {each.term: each.meaning for each in planning_definitions(Speaker(), planning)}
    assert said["Approvals"] == (
        "Favourable ethical opinion, An invented committee, 24/AB/0001, 1 December 2025."
    )
    assert said["Who evaluates, and their interest"] == "Sam Reed: Runs the programme."
    assert said["Kind of evaluation"] == "Research"
    assert said["Deviations from the plan"] == "None: the analysis is as planned."
    assert "before the first answers could be given on 12 January 2026" in said["Plan"]
    assert "is not recorded" in frozen_said(Speaker(), planning_of(frozen.file, frozen=frozen))
