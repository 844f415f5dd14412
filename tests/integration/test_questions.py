"""A question that is written once gives what the same query set gives, whatever it is asked with."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories import CohortFactory, PlaceFactory

from kith.service.cohorts.models import Cohort, Place, StageDate
from kith.service.core.domain.questions import Question

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 11, 30, 15, 123456, tzinfo=dt.UTC)
TODAY = NOW.date()


def places_between(cohorts, first, last):
    rows = Place.objects.filter(cohort__in=cohorts, created_at__gte=first, created_at__lt=last)
    return rows.order_by("created_at", "pk").values_list(
        "pk", "cohort_id", "created_at", "attributes", "state"
    )


def counted(cohorts, today):
    dates = StageDate.objects.filter(cohort=OuterRef("cohort"), starts_on__lte=today)
    rows = Place.objects.filter(Q(cohort__in=cohorts), Exists(dates)).order_by("cohort_id")
    return rows.values_list("cohort_id").annotate(Count("pk"))


def days(cohort, today):
    return StageDate.objects.filter(cohort=cohort, starts_on__lte=today).values_list(
        "stage", "starts_on", flat=False
    )


@pytest.fixture
def cohorts():
    made = CohortFactory.create_batch(5)
    for number, cohort in enumerate(made):
        PlaceFactory.create_batch(number, cohort=cohort)
        StageDate.objects.get_or_create(
            cohort=cohort, stage="running", defaults={"starts_on": TODAY, "ends_on": TODAY}
        )
    Place.objects.update(created_at=NOW)
    return made


def same(question, build, **values):
    expected = list(build(**values))
    assert question(**values) == expected
    return expected


def test_the_rows_are_those_of_the_query_set(cohorts):
    found, sums, one = Question(places_between), Question(counted), Question(days)
    second = dt.timedelta(seconds=1)
    for size in range(6):
        keys = [cohort.pk for cohort in cohorts[:size]]
        rows = same(found, places_between, cohorts=keys, first=NOW, last=NOW + second)
        assert len(rows) == sum(range(size))
        assert same(found, places_between, cohorts=keys, first=NOW + second, last=NOW + second) == []
        assert len(same(sums, counted, cohorts=frozenset(keys), today=TODAY)) == max(size - 1, 0)
        assert same(sums, counted, cohorts=keys, today=TODAY - dt.timedelta(days=9_000)) == []
    for cohort in cohorts:
        assert same(one, days, cohort=cohort.pk, today=TODAY)
    assert same(one, days, cohort=uuid4(), today=TODAY) == []


def test_an_empty_list_takes_only_its_own_part_away(cohorts):
    def either(cohorts, people, today):
        named = Q(person__in=people, cohort__starts_on__lte=today)
        return Place.objects.filter(Q(cohort__in=cohorts) | named).order_by("pk").values_list("pk")

    question, some, place = Question(either), [cohorts[4].pk], cohorts[3].places.first()
    assert len(same(question, either, cohorts=some, people=[], today=dt.date.max)) == 4
    assert len(same(question, either, cohorts=[], people=[place.person_id], today=dt.date.max)) == 1
    assert len(same(question, either, cohorts=some, people=[place.person_id], today=dt.date.max)) == 5
    assert same(question, either, cohorts=[], people=[], today=dt.date.max) == []


def test_it_is_written_once_for_lengths_up_to_a_power_of_two_and_asked_once(cohorts):
    written = []

    def build(cohorts):
        written.append(len(cohorts))
        return Cohort.objects.filter(pk__in=cohorts).values_list("pk")

    question = Question(build)
    for size in range(6):
        with CaptureQueriesContext(connection) as asked:
            assert len(question(cohorts=[cohort.pk for cohort in cohorts[:size]])) == size
        assert len(asked) == (1 if size else 0)
    assert written == [0, 1, 2, 4, 8]


def test_a_moment_is_the_same_in_every_zone(cohorts):
    first = NOW.astimezone(dt.timezone(dt.timedelta(hours=8)))
    same(Question(places_between), places_between, cohorts=[cohorts[4].pk], first=first, last=timezone.now())


def test_what_would_stand_in_it_for_good_is_refused(cohorts):
    someone, key = uuid4(), cohorts[0].pk
    frozen = (
        lambda cohort: Place.objects.filter(cohort=cohort, person=someone).values_list("pk"),
        lambda cohort: Place.objects.filter(cohort=cohort, created_at__lt=NOW).values_list("pk"),
        lambda cohort: StageDate.objects.filter(cohort=cohort, starts_on=TODAY).values_list("pk"),
    )
    for build in frozen:
        with pytest.raises(RuntimeError, match="for good"):
            Question(build)(cohort=key)


def test_a_value_that_is_not_asked_for_as_it_was_given_is_refused():
    def earlier(today):
        return StageDate.objects.filter(starts_on=today - dt.timedelta(days=7)).values_list("pk")

    with pytest.raises(RuntimeError, match="as they are given"):
        Question(earlier)(today=TODAY)
