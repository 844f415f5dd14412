"""A report with its earlier cohorts: the mean by hand, a model from five on, and nobody's answers by subtraction."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.cohorts import CohortFactory
from tests.factories.learning import RelationshipFactory
from tests.factories.reports import CHANGES, Measured, measured_cohort, new_cohort

from kith.service.cohorts.models import Cohort
from kith.service.reports import bridge
from kith.service.reports.bridge_pooled import pooled
from kith.service.reports.domain.making import material_of, released_of
from kith.service.reports.domain.pooling import earlier_cohorts
from kith.service.reports.models import Report
from kith.service.surveys.models import Response

pytestmark = pytest.mark.django_db
UP = {"clinician": [1] * 6, "manager": [0, 1, 0, 1, 0, 1]}


def published(made: Measured, name: str, changes: dict[str, list[int]], *, years: int = 1) -> Cohort:
    """An earlier cohort of the same programme whose report everybody of it reads."""
    own = made.cohort
    cohort = CohortFactory(
        organisation=own.organisation, name=name, definition=own.definition,
        starts_on=own.starts_on - timedelta(days=365 * years),
    )  # fmt: skip
    measured_cohort(cohort, changes)
    report = row_of(cohort)
    report.released, report.published_at = released_of(material_of(report)), timezone.now()
    report.save()
    return cohort


def row_of(cohort: Cohort, audience: str = "public") -> Report:
    return Report.objects.create(cohort=cohort, number=1, audience=audience, seed=7)


@pytest.fixture(scope="module")
def kept_cohorts(keep):
    def make() -> Measured:
        made = new_cohort()
        made.places = measured_cohort(made.cohort, CHANGES)
        published(made, "First", UP, years=2)
        published(made, "Small", {"clinician": [1, 1, 1], "manager": [1] * 6})
        return made

    return keep(make)


@pytest.fixture
def made(kept_cohorts, db):
    return kept_cohorts()


def told(cohort: Cohort, audience: str = "public") -> str:
    """The section, as the report has it."""
    material = material_of(row_of(cohort, audience))
    return repr(pooled(material, bridge.plan_of(material))["pooled"])


def test_cohorts_whose_reports_are_published_stand_together(made):
    said = told(made.cohort)
    # Clinicians: six by one, and eight by four in all: 10 / 14 is 0.71. The three of “Small” are not in it.
    assert "0.71" in said
    # Managers: three of six, six of six by one, and no change in all of eight: 9 / 20.
    assert "0.45" in said
    assert "Cohorts taken together: First, Small, Birch." in said
    assert "nothing can be said about how cohorts differ" in said


def test_an_earlier_cohort_is_there_as_it_was_published_or_not_at_all(made):
    row = Response.objects.filter(wave__cohort__name="First", wave__key="after", side="clinician").first()
    row.may_be_reported = False
    row.save()
    said = told(made.cohort)
    assert "Managers" in said
    assert "Clinicians" not in said
    Report.objects.filter(cohort__name="First").update(published_at=None)
    assert [one.name for one in earlier_cohorts(made.cohort)] == ["Small"]


def test_five_cohorts_make_a_model_with_a_spread_between_them(made):
    for number in range(3):
        published(made, f"More {number}", UP if number else CHANGES)
    said = told(made.cohort)
    assert "Cohorts taken together: First, Small, More 0, More 1, More 2, Birch." in said
    assert "cohorts differ" in said.lower()


def test_one_cohort_says_what_would_make_it_possible(made):
    Report.objects.update(published_at=None)
    said = told(made.cohort)
    assert "There is one cohort, so nothing is pooled with others." in said


def test_both_people_of_a_pair_are_in_one_model(made):
    for one, other in zip(made.places["clinician"], made.places["manager"], strict=True):
        RelationshipFactory(cohort=made.cohort, pair__left=one, pair__right=other)
    said = told(made.cohort)
    assert "pooled-pairs" in said


def test_cohorts_of_others_are_never_taken(made):
    Cohort.objects.filter(name="First").update(joined_at=timezone.now())
    other = new_cohort()
    assert [one.name for one in earlier_cohorts(made.cohort)] == ["Small"]
    assert earlier_cohorts(other.cohort) == []
