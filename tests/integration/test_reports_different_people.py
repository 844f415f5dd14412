"""Surveys of different people stand in a report as groups beside each other, never as change; small groups never."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.factories.running import running
from tests.integration.whole_shared import crowd, shared

from kith.foundation.words import Text
from kith.publishing.disclosure import DisclosurePolicy
from kith.publishing.model import Section
from kith.questionnaires.read import read_instrument
from kith.questionnaires.responses import answers_from_json
from kith.service.reports.bridge_independent import different_people
from kith.service.reports.domain.unlinked import Crowd, crowds_of

pytestmark = pytest.mark.django_db
ASKED = b"""format_version = 1
[instrument]
key = "try"
version = "1"
title = "Try"
[rights]
owner = "Us"
licence = "Ours"
[[page]]
key = "one"
[[page.item]]
key = "job"
kind = "choice"
label = "Your profession"
options = [{ key = "nurse", label = "Nurse" }, { key = "doctor", label = "Doctor" }, { key = "other", label = "Other" }]
[[page.item]]
key = "well"
kind = "scale"
label = "It goes well"
points = [{ value = 1, label = "No" }, { value = 2, label = "Partly" }, { value = 3, label = "Yes" }]
[[scale]]
key = "going"
name = "Going well"
items = ["well"]
"""


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running)


@pytest.fixture
def made(kept_cohort, db):
    return kept_cohort()


def material(*crowds: Crowd, least: int = 5):
    return SimpleNamespace(
        crowds=crowds,
        language="en",
        policy=DisclosurePolicy(min_matched=least),
        report=SimpleNamespace(seed=7),
    )


def titles(section: Section) -> list[str]:
    return [section.title, *(title for one in section.subsections for title in titles(one))]


def test_two_surveys_are_compared_and_every_heading_says_of_whom(made):
    before, after = shared(made, "Before, all"), shared(made, "After, all")
    crowd(before, [1, 2, 2, 3, 3, 3])
    assert [one.key for one in crowds_of(made.cohort)] == ["different-people"]
    crowd(after, [3, 4, 4, 5, 5])
    shared(made, "Still open")
    crowds = crowds_of(made.cohort)
    assert [(str(one.name), len(one.answers)) for one in crowds] == [("Before, all", 6), ("After, all", 5)]
    (section,) = different_people(material(*crowds)).values()
    assert all("ifferent people" in title for title in titles(section))
    said = repr(section)
    assert "someone of “After, all” would score higher than someone of “Before, all”" in said
    alone = repr(different_people(material(crowds[0])))
    assert "nothing stands beside it" in alone
    assert different_people(material()) == {}


def test_a_group_too_small_keeps_all_groups_back(made):
    few = shared(made, "Few")
    crowd(few, [1, 2, 3, 4])
    many = shared(made, "Many")
    crowd(many, [2] * 6)
    said = repr(different_people(material(*crowds_of(made.cohort))))
    assert "would score higher" not in said


def parted(**counts: int) -> Crowd:
    instrument = read_instrument(ASKED, "try.toml")
    answers = [
        answers_from_json(instrument, {"well": 1 + place % 3} | ({} if job == "unsaid" else {"job": job}))
        for job, many in counts.items()
        for place in range(many)
    ]
    return Crowd("try", Text.of("All of us"), instrument, tuple(answers), "job")


@pytest.mark.parametrize(
    ("counts", "is_shown"),
    [
        ({"nurse": 6, "doctor": 5}, True),
        ({"nurse": 6, "doctor": 5, "unsaid": 5}, True),
        ({"nurse": 6, "doctor": 4}, False),
        ({"nurse": 6, "doctor": 5, "other": 1}, False),
        ({"nurse": 6, "doctor": 5, "unsaid": 2}, False),
        ({"nurse": 12}, False),
    ],
)
def test_groups_of_one_survey_stand_beside_each_other_only_if_none_is_small(counts, is_shown):
    (section,) = different_people(material(parted(**counts))).values()
    assert all("ifferent people" in title for title in titles(section))
    assert ("would score higher" in repr(section)) is is_shown
    if not is_shown:
        assert "the groups are not shown" in repr(section)
