"""What raters said stands in a report for groups of people, beside their own scores; nobody by themselves."""

from __future__ import annotations

import pytest
from django.utils import timezone
from tests.factories.reports import asked_cohort
from tests.integration.whole_raters import WANTED

from kith.programmes.capabilities import RaterKind
from kith.programmes.types import Raters, RatersOfKind
from kith.publishing.report_json import report_to_json
from kith.service.reports import bridge
from kith.service.reports.domain import actions
from kith.service.reports.domain.making import material_of, released_of
from kith.service.reports.domain.seen import rated_waves
from kith.service.reports.domain.settling import settle_rated
from kith.service.reports.models import Report
from kith.service.surveys.domain.pseudonyms import pseudonym_of
from kith.service.surveys.domain.raters.pinning import pin_raters
from kith.service.surveys.models import RaterAnswer, Wave

pytestmark = pytest.mark.django_db
BOTH = Raters(
    kinds=(*WANTED.kinds, RatersOfKind(RaterKind.PATIENT, 0, 2)),
    roles=("clinician", "manager"),
    questionnaire="seen-leading",
)


def rate(wave: Wave, place, points: list[int], kind: str = "colleague") -> None:
    for point in points:
        answers = {
            "seen_change": point,
            "seen_people": point,
            "seen_hard_talk": 6 - point,
            "seen_ready": point,
        }
        RaterAnswer.objects.create(
            wave=wave, pseudonym=pseudonym_of(place), side=place.side, kind=kind, answers=answers,
            may_be_reported=True,
        )  # fmt: skip


@pytest.fixture(scope="module")
def kept_rated(keep):
    def made():
        found = asked_cohort()
        waves = {wave.key: wave for wave in found.cohort.waves.all()}
        for key in ("before", "after"):
            pin_raters(waves[key], BOTH, frozenset())
        for place in found.places["clinician"]:
            rate(waves["before"], place, [3, 3])
            rate(waves["after"], place, [4, 4])
            rate(waves["after"], place, [5], "line_manager")
        for place in found.places["clinician"][:2]:
            rate(waves["after"], place, [1], "patient")
        for place in found.places["manager"][:3]:
            rate(waves["after"], place, [2, 2])
        return found

    return keep(made)


@pytest.fixture
def made(kept_rated, db):
    return kept_rated()


def material(made):
    report = actions.make_report(by=made.by, cohort=made.cohort, audience="public", language="en", seed=7)
    return material_of(report)


def text_of(value: object) -> str:
    return str(value)


def test_the_section_stands_behind_the_change_and_shows_groups_only(made):
    read = material(made)
    found = bridge.modelled(read, lambda _done, _whole: None)
    keys = [section.key for section in found.model.sections]
    assert keys.index("seen-by-others") == keys.index("change") + 2  # what was asked once stands between
    section = next(one for one in found.model.sections if one.key == "seen-by-others")
    said = text_of(section)
    assert (
        "Clinicians, After: these answers do not tell whether others rate “Prepared to lead” higher" in said
    )
    assert "fewer than 5 people" in said
    carried = str(report_to_json(found.model))
    for place in (*made.places["clinician"], *made.places["manager"]):
        assert pseudonym_of(place)[:12] not in carried
        assert place.person.name not in said
    kinds = next(
        block
        for block in section.subsections[0].blocks
        if getattr(block, "caption", "").endswith("by who rated")
    )
    assert [row[2:5] for row in kinds.rows] == [
        ("Somebody on your ward", "8", "16"),
        ("Line manager, Patient or service user", "8", "10"),
    ]


def test_a_final_report_leaves_out_a_side_that_an_interim_one_shows_with_one_person_more(made):
    first = material(made)
    Report.objects.update(is_interim=True, released=released_of(first), finished_at=timezone.now())
    assert {one.side for wave in material(made).rated for one in wave.said} == {"clinician", "manager"}
    RaterAnswer.objects.filter(pseudonym=pseudonym_of(made.places["clinician"][0])).update(
        may_be_reported=False
    )
    last = material(made)
    assert {(wave.key, one.side) for wave in last.rated for one in wave.said} == {("after", "manager")}
    assert "seen/after/clinician" not in released_of(last)
    last.report.is_interim = True
    kept = settle_rated(last.report, rated_waves(made.cohort), least=5)
    assert "clinician" in {one.side for wave in kept for one in wave.said}


def test_a_later_report_with_one_person_fewer_is_told_apart(made):
    before = released_of(material(made))
    RaterAnswer.objects.filter(pseudonym=pseudonym_of(made.places["clinician"][0])).update(
        may_be_reported=False
    )
    after = released_of(material(made))
    key = "seen/after/clinician"
    assert (before[key]["n"], after[key]["n"]) == (8, 7)
    assert before[key]["digest"] != after[key]["digest"]
    assert "seen/after/manager" not in before


def test_nothing_is_there_while_the_wave_is_open_or_nobody_answered(made):
    Wave.objects.filter(cohort=made.cohort).update(state=Wave.State.OPEN)
    assert rated_waves(made.cohort) == ()
    Wave.objects.filter(cohort=made.cohort).update(state=Wave.State.CLOSED)
    RaterAnswer.objects.all().delete()
    assert "seen-by-others" not in {
        section.key for section in bridge.modelled(material(made), lambda _done, _whole: None).model.sections
    }
