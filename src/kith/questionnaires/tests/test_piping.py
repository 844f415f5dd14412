"""Earlier answers in later words."""

import pytest

from kith.foundation.words import Text
from kith.questionnaires.piping import piped
from kith.questionnaires.responses import DECLINED
from kith.questionnaires.types import Instrument


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"lines": ("north", "east")}, "You use North, East."),
        ({"lines": DECLINED}, "You use the train."),
        ({}, "You use the train."),
    ],
)
def test_labels_stand_for_choices_and_the_words_after_the_bar_for_a_blank(
    travel: Instrument, answers: dict[str, object], expected: str
) -> None:
    assert piped(Text.of("You use ${lines|the train}."), travel, answers, "en") == expected  # type: ignore[arg-type]


def test_what_a_person_typed_is_not_read_again_as_a_pipe(travel: Instrument) -> None:
    answers = {"site_name": "${lines}", "lines": ("north",)}
    assert piped(Text.of("At ${site_name}"), travel, answers, "en") == "At ${lines}"  # type: ignore[arg-type]
