"""Sides laid beside each other: the distance against scipy, the order, and what is kept back."""

import random

import pytest
from scipy.stats import wasserstein_distance

from kith.evaluation.both_sides import Kind, Question, Sided, both_sides_section, lay_beside
from kith.evaluation.both_sides.apart import moved
from kith.evaluation.speaker import Speaker
from kith.foundation.words import Text
from kith.publishing.blocks import Details, Figure, Finding, Suppressed, Table

SIDES = ("clinician", "manager")
NAMES = {"clinician": Text.of("Clinicians"), "manager": Text.of("Managers")}
FIVE = tuple(Text.of(word) for word in ("Never", "Rarely", "Sometimes", "Often", "Always"))


def question(key: str, kind: Kind, one: Sided, other: Sided, **more: object) -> Question:
    sides = dict(zip(SIDES, (one, other), strict=True))
    return Question(key, Text.of(key), Text.of("After"), kind, sides, **more)  # type: ignore[arg-type]


def points(*values: float) -> Sided:
    counts = tuple(values.count(place) for place in range(1, 6))
    return Sided(len(values), values, counts)


def score(key: str, one: tuple[float, ...], other: tuple[float, ...]) -> Question:
    sided = (Sided(len(one), one), Sided(len(other), other))
    return question(key, Kind.SCORE, *sided, low=1.0, high=5.0)


def test_the_distance_is_scipys() -> None:
    drawn = random.Random(6)
    for _ in range(40):
        one = [drawn.randint(1, 5) / 2 for _ in range(drawn.randint(1, 9))]
        other = [drawn.randint(1, 5) / 2 for _ in range(drawn.randint(1, 9))]
        assert moved(one, other) == pytest.approx(wasserstein_distance(one, other), abs=1e-12)


def test_a_distance_by_hand() -> None:
    """1 1 1 5 against 5 5 5 5: three of four move the whole way. Yes or no, 4 of 5 against 1 of 5: 0.6."""
    asked = [
        question("yes", Kind.CHOICE, Sided(5, (), (4, 1)), Sided(5, (), (1, 4)), options=FIVE[:2]),
        question("ticks", Kind.SEVERAL, Sided(5, (), (5, 1)), Sided(5, (), (1, 1)), options=FIVE[:2]),
    ]
    found = lay_beside([score("trust", (1, 1, 1, 5), (5, 5, 5, 5)), *asked], SIDES, least=4)
    assert found.scores[0].apart == 0.75
    assert [(one.question.key, one.apart) for one in found.questions] == [("ticks", 0.8), ("yes", 0.6)]
    assert [one.middle for one in found.scores[0].found] == [(1, 1, 2), (5, 5, 5)]


def test_the_widest_stands_first_and_equals_keep_their_order() -> None:
    scores = [
        score("alike", (3, 3, 3, 3, 3), (3, 3, 3, 3, 3)),
        score("same-a", (1, 1, 1, 1, 1), (2, 2, 2, 2, 2)),
        score("few", (1, 1, 1, 1), (5, 5, 5, 5, 5)),
        score("same-b", (4, 4, 4, 4, 4), (3, 3, 3, 3, 3)),
        score("widest", (1, 1, 1, 1, 1), (5, 5, 5, 5, 5)),
    ]
    found = lay_beside(scores, SIDES, least=5)
    keys = [one.question.key for one in found.scores]
    assert keys == ["widest", "same-a", "same-b", "alike", "few"]


def test_of_too_few_nothing_is_known_also_not_how_far_apart() -> None:
    """Four answered, or five of whom one declined to give a value."""
    few = score("few", (1, 1, 1, 1), (5, 5, 5, 5, 5))
    four, five = Sided(5, (1,) * 4, (4, 0, 0, 0, 0, 1)), Sided(5, (5,) * 5, (0, 0, 0, 0, 5, 0))
    declined = question("declined", Kind.ORDERED, four, five,
                        options=(*FIVE, Text.of("Prefer not to say")), low=1.0, high=5.0)  # fmt: skip
    found = lay_beside([few, declined], SIDES, least=5)
    for one in (*found.scores, *found.questions):
        assert one.apart is None
        assert one.found[0].n is None
        assert one.found[0].middle is None
        assert one.found[0].counts == ()
    blocks = both_sides_section(found, NAMES, Speaker()).blocks
    assert not [block for block in blocks if isinstance(block, Finding | Figure)]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert all(isinstance(table.rows[0][1], Suppressed) for table in tables)
    assert all(isinstance(table.rows[0][3], Suppressed) for table in tables)


def test_the_section_counts_only_what_may_be_counted() -> None:
    ordered = question(
        "met", Kind.ORDERED, points(1, 1, 2, 2, 3), points(5, 5, 5, 5, 4), options=FIVE, low=1.0, high=5.0
    )
    kept = question("own", Kind.ORDERED, points(1, 1, 2, 2, 3), points(5, 5, 5, 5, 4), options=FIVE, low=1.0, high=5.0,
                    may_count=False)  # fmt: skip
    trust = score("trust", (1, 1, 1, 1, 1), (5, 5, 5, 5, 5))
    section = both_sides_section(lay_beside([ordered, kept, trust], SIDES, least=5), NAMES, Speaker())
    (finding,) = [block for block in section.blocks if isinstance(block, Finding)]
    assert finding.headline == (
        "The sides are furthest apart on trust (After): the middle is 1 for Clinicians and 5 for Managers."
    )
    (details,) = [block for block in section.blocks if isinstance(block, Details)]
    (counts,) = details.blocks
    assert isinstance(counts, Table)
    assert counts.rows[0] == ("Never", "2", "0")
    scores, questions = [block for block in section.blocks if isinstance(block, Table)]
    assert scores.rows == (("trust (After)", "1 (5)", "5 (5)", "100%"),)
    assert questions.rows[0] == ("met (After)", "2 (5)", "5 (5)", "75%")


def test_of_nothing_asked_it_says_so() -> None:
    (said,) = both_sides_section(lay_beside([], SIDES, least=5), NAMES, Speaker()).blocks
    assert said.text == "Nothing was asked of more than one side, or nobody has answered."  # type: ignore[union-attr]
