"""What a report says where numbers are one, where a scale has no simple steps, and of looking back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kith.evaluation.change import analyse_change
from kith.evaluation.facts import ReportFacts
from kith.evaluation.plan import Wave, WaveRole
from kith.evaluation.pooled import pool_change, pooled_section
from kith.evaluation.report_method import _grid
from kith.evaluation.report_parts import Parts
from kith.evaluation.report_recalibration import recalibration_blocks
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import Audience
from kith.foundation.messages import catalogue, words
from kith.foundation.words import Text
from kith.publishing.blocks import Details, Table

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def parts_of(data, plan):
    result = analyse_change(data, plan, seed=1)
    return Parts(result, plan, ReportFacts(Text.of("T"), NOW), Audience.PUBLIC, Speaker())


def tables(blocks):
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Details):
            yield from tables(block.blocks)


def test_one_of_a_thing_is_spoken_of_as_one():
    code = "evaluation.pooled.cohort_blank"
    assert words(code, {"n": 1, "column": "run"}).startswith("1 person has no cohort in column “run”")
    assert words(code, {"n": 2, "column": "run"}).startswith("2 people have no cohort in column “run”")


def test_each_form_for_one_belongs_to_a_sentence_with_that_number():
    spoken = catalogue()
    for code in spoken:
        whole, found, name = code.rpartition(".one_of_")
        if found:
            assert f"{{{name}}}" in spoken[whole], code


def test_looking_back_is_told_until_each_later_time(cohort):
    later = Wave("later", Text.of("A year on"), WaveRole.FOLLOW_UP)
    plan = cohort.plan(waves=(cohort.BEFORE, cohort.THEN, cohort.AFTER, later))
    data = cohort.data(
        {
            "before": [3] * 6,
            "then": [2] * 6,
            "after": [4, 4, 4, 4, 4, 3],
            "later": [3, 3, 3, 3, 3, None],
        }
    )
    parts = parts_of(data, plan)
    assert [(each.later, each.n_matched) for each in parts.result.recalibration] == [
        ("after", 6),
        ("later", 5),
    ]
    first, second = parts.result.recalibration
    assert (first.then_to_after.value, second.then_to_after.value, second.then_minus_before.value) == (
        2,
        1,
        -1,
    )
    (table,) = tables(recalibration_blocks(parts))
    assert [column.label for column in table.columns][:3] == ["Score", "Until", "People"]
    assert [row[1] for row in table.rows] == ["After", "A year on"]


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (1.0, "scores are whole numbers"),
        (0.25, "counted in steps of 1/4"),
        (1 / 232560, "exact fractions, because people answered different numbers"),
        (None, "no steps were found"),
    ],
)
def test_steps_are_said_as_a_person_reads_them(cohort, step, said):
    parts = parts_of(cohort.data({"before": [3] * 6, "after": [4] * 6}), cohort.plan())
    assert said in _grid(parts, parts.plan.outcomes[0].key, step)


def test_a_model_without_sides_names_nobody_everybody(cohort):
    later = Wave("later", Text.of("Later"), WaveRole.FOLLOW_UP)
    plan = cohort.plan(waves=(cohort.BEFORE, cohort.AFTER, later))
    before = [2, 3, 4, 2, 3, 5, 1, 3, 2, 4]
    data = cohort.data(
        {"before": before, "after": [3, 3, 5, 2, 4, 5, 2, 4, 2, 4], "later": [4, 2, 5, 3, 4, 4, 1, 4, 3, 4]}
    )
    pooled = pool_change(data, plan, waves=True)
    section = pooled_section(pooled, plan, Speaker())
    found = [table for part in section.subsections for table in tables(part.blocks)]
    assert found
    assert [column.label for column in found[0].columns][:2] == ["Score", "Time"]
    assert all("Everybody" not in row for table in found for row in table.rows)
    assert any("not corrected" in note for note in found[-1].notes)
