"""Scores by hand, the missing-item rule, and that one person and a million are scored alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.words import Text
from kith.questionnaires.responses import DECLINED
from kith.questionnaires.scoring import NoScore, items_needed, reverse, score, score_frame
from kith.questionnaires.types import ScaleDefinition, ScoreRule

ITEMS = ("a", "b", "c", "d", "e")


def scale(rule: ScoreRule = ScoreRule.MEAN, share: float = 0.8, backwards: str = "e") -> ScaleDefinition:
    return ScaleDefinition("s", Text.of("S"), ITEMS, frozenset(backwards), rule, share, 1, 5)


def test_mean_after_reversing() -> None:
    # 5 + 4 + 3 + 2 + (6 - 1) = 19 over 5
    assert score(scale(), {"a": 5, "b": 4, "c": 3, "d": 2, "e": 1}).value == 19 / 5


def test_a_skipped_item_counts_as_the_persons_own_mean_in_a_sum() -> None:
    found = score(scale(ScoreRule.SUM), {"a": 5, "b": 4, "c": 3, "e": 2})
    assert (found.value, found.answered, found.items) == (20.0, 4, 5)


def test_too_few_answers_give_no_score_and_say_why() -> None:
    assert score(scale(), {"a": 5, "b": 4, "c": 3}).missing is NoScore.TOO_FEW_ANSWERED
    assert score(scale(), {"a": DECLINED}).missing is NoScore.NOTHING_ANSWERED
    assert score(scale(), {}).value is None


@pytest.mark.parametrize(("share", "needed"), [(0.8, 4), (0.81, 5), (1.0, 5), (0.01, 1), (0.6, 3)])
def test_items_needed(share: float, needed: int) -> None:
    assert items_needed(scale(share=share)) == needed


def test_range() -> None:
    assert (scale().low, scale().high) == (1.0, 5.0)
    assert (scale(ScoreRule.SUM).low, scale(ScoreRule.SUM).high) == (5.0, 25.0)


def test_a_frame_without_columns_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="at least one column"):
        score_frame(scale(), {})


@given(st.integers(-9, 9), st.integers(-9, 0), st.integers(1, 9))
def test_reversing_twice_changes_nothing(value: int, low: int, high: int) -> None:
    assert reverse(reverse(value, low, high), low, high) == value


POINT = st.none() | st.integers(1, 5)


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(ITEMS, POINT)), min_size=1, max_size=20),
    st.sampled_from(ScoreRule),
    st.sampled_from([0.2, 0.5, 0.8, 1.0]),
)
def test_one_and_many_agree_to_the_last_bit(
    people: list[dict[str, int | None]], rule: ScoreRule, share: float
) -> None:
    asked = scale(rule, share)
    columns = {
        key: np.array([np.nan if one[key] is None else float(one[key] or 0) for one in people])
        for key in ITEMS
    }
    frame = score_frame(asked, columns)
    for index, person in enumerate(people):
        answers = {key: value for key, value in person.items() if value is not None}
        single = score(asked, answers)
        assert frame.answered[index] == single.answered
        if single.value is None:
            assert np.isnan(frame.values[index])
        else:
            assert frame.values[index] == single.value
            assert asked.low <= single.value <= asked.high


@given(st.fixed_dictionaries({key: st.integers(1, 5) for key in ITEMS}))
def test_reversing_every_item_mirrors_the_score(answers: dict[str, int]) -> None:
    forward, backward = score(scale(backwards=""), answers), score(scale(backwards="abcde"), answers)
    assert forward.value is not None
    assert backward.value is not None
    assert round(forward.value + backward.value, 9) == 6
