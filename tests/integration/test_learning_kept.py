"""How long what people did together is kept is promised to them: what was promised goes with the tick, no sooner."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.asking import ask
from tests.factories import CohortFactory, CohortRoleFactory
from tests.factories.learning import (
    AgreementVersionFactory,
    ConcernFactory,
    GoalFactory,
    MeetingFactory,
    ReflectionFactory,
    RelationshipFactory,
)

from kith.service.core.domain.actors import Actor
from kith.service.core.domain.personal_data import expire
from kith.service.core.models import Link
from kith.service.learning.domain.meeting import feed
from kith.service.learning.models import (
    AgreementPart,
    AgreementVersion,
    Concern,
    Goal,
    Meeting,
    Reflection,
    Relationship,
)

pytestmark = pytest.mark.django_db
LAST = dt.date(2026, 6, 30)
NOON = dt.time(12, tzinfo=dt.UTC)
KEPT = (Meeting, Reflection, Goal, AgreementVersion, AgreementPart, Relationship)


def years_later(years, days=0):
    return dt.datetime.combine(LAST.replace(year=LAST.year + years) + dt.timedelta(days=days), NOON)


def test_a_concern_goes_two_years_after_its_cohort_and_nothing_else_does():
    cohort = CohortFactory(starts_on=LAST - dt.timedelta(days=180), ends_on=LAST)
    pair = RelationshipFactory(cohort=cohort)
    person = pair.pair.left.person
    MeetingFactory(relationship=pair)
    GoalFactory(relationship=pair)
    AgreementVersionFactory(relationship=pair)
    ReflectionFactory(cohort=cohort, person=person)
    said = {"reach_by": "by telephone", "answer": "We will talk.", "wants_new_partner": True}
    open_one = ConcernFactory(cohort=cohort, person=person, relationship=pair, **said)
    ConcernFactory(cohort=cohort, person=None, state=Concern.State.CLOSED)
    later = ConcernFactory(cohort=CohortFactory(ends_on=LAST + dt.timedelta(days=1)))
    before = [list(model.objects.order_by("pk").values()) for model in KEPT]
    expire(years_later(2))
    assert Concern.objects.filter(text="").count() == 0
    for _tick in range(2):
        expire(years_later(2, days=1))
    blank = {"person": None, "relationship": None, "text": "", "reach_by": "", "answer": ""}
    gone = Concern.objects.filter(cohort=cohort)
    assert list(gone.values(*blank)) == [blank, blank]
    assert set(gone.values_list("state", "wants_new_partner")) == {(Concern.State.CLOSED, False)}
    assert Concern.objects.get(pk=later.pk).text == later.text
    assert [list(model.objects.order_by("pk").values()) for model in KEPT] == before
    reader = CohortRoleFactory(cohort=cohort, role="lead", ends_on=None).person
    page = ask(reader, reverse("learning:concern", args=[cohort.pk, open_one.pk]))
    assert page.status_code == 200
    assert person.name not in page.content.decode()


def test_the_address_of_a_calendar_goes_a_year_after_it_has_run_out():
    person = RelationshipFactory().pair.left.person
    feed.make_feed(by=Actor.of_person(person), person=person)
    ends = Link.objects.get().expires_at
    assert ends > timezone.now() + dt.timedelta(days=365)
    expire(ends + dt.timedelta(days=365))
    assert Link.objects.count() == 1
    expire(ends + dt.timedelta(days=365, seconds=1))
    assert Link.objects.count() == 0
